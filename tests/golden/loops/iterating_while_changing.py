# Sequences that change while a loop runs over them.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
l = [1, 2, 3]
for x in l:
    if x < 6: l.append(x + 3)
print(l)
for x in l[:]: l.remove(x)
print(l); l = list(range(6))
for i, x in enumerate(l): del l[i]
print(l); l = [3, 1, 2]
for x in sorted(l): l.insert(0, x)
print(l); l = [1, 2, 3, 4]
for x in reversed(l): l.pop() if x % 2 else None
print(l); b = bytearray(b"ab")
for c in b: b.append(c + 1) if len(b) < 6 else None
print(b); d = {1: 1}
for k in list(d): d[k + 1] = 2
for k in d: d[k] = "new"
print(d); s = "abc"
for c in s: s += c
print(s); n = 3
for i in range(n): n += 10
print(i, n)

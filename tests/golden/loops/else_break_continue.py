# for and while with else, break and continue at depth, and changes to what is iterated.
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d); break
    else:
        print(n, "is prime")
i = 0
while i < 5:
    i += 1
    if i == 2: continue
    if i == 4: break
    print(i)
else: print("never")
while False: pass
else: print("else of a loop that never ran")
for x in (): pass
else: print("for else")
def find(rows, wanted):
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value == wanted: break
        else: continue
        break
    else: return None
    return r, c
print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
def loops_with_try():
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            print("body", i)
        finally: print("finally", i)
    else: print("no")
    return i
print(loops_with_try())
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as error: print(error)
s = {1, 2}
try:
    for k in s: s.add(k + 100)
except RuntimeError as error: print(error)
try:
    for k in (d := {1: 1, 2: 2}):
        if k == 1: del d[1]; d[5] = 1
except RuntimeError as error: print(error)
for i in range(3):
    i *= 10
    print(i, end=" ")
print(i)
for i, in [(1,), (2,)]: print(i, end=" ")
for i, *r in ["abc", "d"]: print(i, r, end=" ")
for a, (b, c) in [(1, (2, 3))]: print(a, b, c)
l = [3, 2, 1]
while l and (top := l.pop()): print(top, l)
for c in iter(lambda it=iter("ab-c"): next(it), "-"): print(c, end="")
print()
k = 0
while True:
    k += 1
    while True:
        if k % 2: break
        k += 10
        break
    if k > 30: break
print(k)

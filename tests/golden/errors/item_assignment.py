# Statements that store or delete where that isn't possible.
def attempt(text):
    try:
        exec(text, {"p": object(), "t": (1, [2]), "l": [1, 2, 3], "d": {}, "s": "abc", "b": b"abc", "ba": bytearray(b"abc"), "r": range(3)})
        print(text, "goes")
    except Exception as error:
        print(text, "->", type(error).__name__, error)
for text in """t[0] = 1
del t[0]
t[1] += [3]
t += (1,)
s[0] = "a"
del s[0]
b[0] = 1
del b[0:1]
r[0] = 1
p[0] = 1
del p[0]
del p.x
l["a"] = 1
l[5] = 1
del l[5]
l[0:1] = 5
l[::2] = [1]
l[::2] = 5
l[::0] = []
del l[::0]
l[1.0] = 1
del l["a"]
l[10:] = [1]
del d[0]
ba[0] = 256
ba[0] = "a"
ba[0] = b"a"
ba[5] = 1
ba[0:1] = 5
ba[0:1] = "a"
ba[::2] = b"abc"
del ba[5]
ba["a"] = 1
a, b2 = 1,
a, b2 = 5
a, *b2 = ()
[a, b2] = "x"
(a, (c, e)) = 1, 2
a, b2, *c, e = 1, 2
for a, b2 in [1]: pass
for a in 5: pass
del nothing
nothing += 1
print(nothing)
l.nothing
del l.append
l.append = 1
int.x = 1
type.x = 1
raise 5
raise int
raise ValueError from 5
assert (0), "said"
assert 0
import nothing.at_all""".split("\n"):
    attempt(text)
# python3.14

# Unpacking that does not fit: the message, and what was bound before it was found out.
def attempt(code):
    names = {"it": iter, "G": lambda n: (i for i in range(n))}
    try:
        exec(code, names)
    except Exception as error:
        print(type(error).__name__, error, end=" ")
    print({n: v for n, v in names.items() if n not in ("__builtins__", "it", "G")})
for code in """a, b = 1
a, b = (1,)
a, b, c = "ab"
a, *b = ()
a, *b, c, d = [1, 2]
*a, b = {}
a, (b, c) = 1, 2
a, (b, c) = 1, (2,)
[a, [b, [c]]] = 1, (2, "3")
a, b = G(1)
(a, b), c = G(2)
*a, = G(3)
a, *b, c = range(5)
for a, b in [(1, 2), (3,)]: pass
for a, *b in ["xyz", ""]: pass
a = b = c, d = 1, 2
x = [0, 0]; i, x[i] = 1, 9
a, b = {"k": 1, "l": 2}
a, b, *c = it([1, 2])
a, = b, = [[1]]
(a), [b] = 1, "z"
() = []
[] = [1][1:]
a, b = None
a, b = 5.5
*a, *b = 1
*a = 1
a, b = b, a = 1, 2
[a, b] += 1
None = 1
(a, 1) = 2
a() = 1
f"{a}" = 1
(a for a in b) = 1
a + 1 = 2
del a()
del (a, b + 1)
for 1 in []: pass
x.y: int = z = 1
(a, b): int = 1
a := 1
(a.b := 1)
lambda: (yield) = 1""".splitlines():
    attempt(code)

# Comprehensions: order of loops, conditions, unpacked targets, scopes, and what they may hold.
pairs = [("a", 1), ("b", 2), ("c", 3)]
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2], [[j for j in range(i)] for i in range(3)], [x for row in [[1, 2], [3]] for x in row if x != 2], {k: v for k, v in pairs if v > 1}, {v: k for k, v in pairs}, {x % 3 for x in range(10)}, [a + b for a, b in zip("xy", "12")], [h for h, *t in ["abc", "d"]], [t for h, *t in ["abc", "d"]], [x if x % 2 else -x for x in range(4)], [y for x in range(3) if x for y in [x * 10] if y > 10])
print([f(2) for f in [lambda x, i=i: x * i for i in range(3)]], [(lambda: i)() for i in range(3)], [i for i in "ab" for i in "cd"], [x for x in (y for y in (z for z in range(3)))], sum(x * y for x in range(3) for y in range(3)), list(map(lambda p: [c for c in p[0] * p[1]], pairs)), [n for n in range(30) if all(n % d for d in range(2, n)) and n > 1], dict((c, [i for i, d in enumerate("abca") if d == c]) for c in "abc"))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in matrix] for i in range(3)], [*zip(*matrix)], [sum(r) for r in matrix], {(i, j): v for i, r in enumerate(matrix) for j, v in enumerate(r) if i != j}, max((v, i, j) for i, r in enumerate(matrix) for j, v in enumerate(r)), [[0] * 2 for _ in range(2)], [print(x, end=" ") for x in "ab"], [x := 5, x + 1], [last := i for i in range(3)], last)
def f(n):
    total = 0
    [total := total + i for i in range(n)]
    return total, [n + i + j for i in range(2) for j in range(n)], {n: [k for k in range(n) if k != n]}
print(f(3)); x = "outer"; [x for x in range(3)]; print(x); i = 1
class C:
    a = 2; data = [10, 20]
    b = [d for d in data]; c = {k: 1 for k in data}
    try: e = [a for _ in data]
    except NameError as error: e = str(error)
    g = list(map(lambda z: z, data))
print(C.b, C.c, C.e, C.g, [k for k in vars(C) if k in ("d", "k", "_")])
for text in "[x for x in 5]", "[x for x, y in [1]]", "[x for x, y in [(1, 2, 3)]]", "[1 / x for x in (1, 0)]", "{[]: 1 for _ in 'a'}", "{[] for _ in 'a'}", "[undefined for _ in 'a']", "[undefined for _ in '']", "[q for q in range(2) if q.nope]", "[*x for x in []]", "{**x for x in []}", "[x, y for x in []]", "[x for]", "[for x in y]", "[x for x in 1, 2]", "[(x, y) for x in 'a' for y in x]", "[x async for x in []]", "[lambda: x for x in 'ab'][0]()", "[(yield) for x in []]", "[x := 1 for x in 'a']", "[i := 0 for j in 'a']", "[[i := 1 for j in 'a'] for i in 'b']":
    try: print(text, eval(text))
    except SyntaxError: print(text, "is refused")
    except Exception as e: print(text, type(e).__name__)

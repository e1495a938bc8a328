"""Names in comprehensions: what is evaluated where, in functions, classes and at module level."""
x = "module"
print([x for x in range(3)], x)
print([y for y in (x for x in "ab")], x, {x: x for x in "ab"}, x)


class Holder:
    x = "class"
    names = ["p", "q"]
    first = [x for _ in range(1)]
    outermost = [n for n in names]
    pairs = [(n, m) for n in names for m in "12"]
    lazy = (x for _ in range(2))
    made = {n: (lambda n=n: n * 2) for n in names}


print(Holder.first, Holder.outermost, Holder.pairs, list(Holder.lazy), Holder.made["q"]())
try:
    class Fails:
        inner = [1, 2]
        wrong = [i for _ in "ab" for i in inner]
except NameError as error:
    print("NameError", error)


def function(items):
    total = 0
    late = [lambda: i for i in items]
    early = [lambda i=i: i for i in items]
    nested = [[i * j for j in range(i)] for i in items]
    walrus = [total := total + i for i in items]
    return [f() for f in late], [f() for f in early], nested, walrus, total


print(function([1, 2, 3]))


def generator_binding():
    data = [1, 2, 3]
    g = (d * factor for d in data)
    data = "xyz"
    factor = 10
    return list(g)


print(generator_binding())
evens = (n for n in range(10) if not n % 2)
print(next(evens), list(evens), list(evens))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [v for row in matrix for v in row if v % 2], [(a, b) for a, *b in matrix])
print({len(w): w for w in ["a", "bb", "cc", "ddd"]}, {w[0] for w in ["apple", "avocado", "bean"]} == {"a", "b"})
print([(i, j) for i in range(4) if i % 2 for j in range(i) if j != 1], [a if a else b for a, b in [(0, 1), (2, 3)]])


def outer():
    n = 1

    def inner():
        nonlocal n
        values = [(n := n + k) for k in range(4)]
        return values, n
    return inner(), n


print(outer())
print([*(c.upper() for c in "ab"), *[1]], sum(i for i in range(5)))
order = []


def mark(name, value):
    order.append(name)
    return value


{mark("k", k): mark("v", k) for k in mark("outer", [1, 2]) if mark("if", True)}
print(order)
for text in ["[x := 1 for x in 'a']", "[i for i in (j := 'ab')]", "{**d for d in []}", "[*a for a in []]", "[x for x in 1, 2]"]:
    try:
        compile(text, "t", "eval")
        print("compiled", text)
    except SyntaxError as error:
        print(type(error).__name__, text)

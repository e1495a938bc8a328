# Comprehensions: nesting, conditions, scopes, evaluation order.
log = []


def note(label, value):
    log.append(label)
    return value


print([x * y for x in range(1, 4) for y in range(x, 4) if (x + y) % 2 == 0])
print([[i * j for j in range(3)] for i in range(3)])
print({n: n * n for n in range(5) if n != 3}, {c.lower() for c in "AbBa"} == {"a", "b"})
print([(a, b) for a, b in [(1, 2), (3, 4)]], [a + b for a, (b, *_) in [(1, (2, 3)), (4, (5,))]])
print([x for x in range(20) if x % 2 if x % 3], [x if x % 2 else -x for x in range(5)])
x = "outside"
inner = [x for x in range(3)]
print(x, inner)


def scopes():
    n = 10
    add = [lambda i=i: i + n for i in range(3)]
    n = 100
    return [f() for f in add], [i * n for i in (1, 2)], list(n + i for i in (1, 2))


print(scopes())


class Body:
    base = 5
    values = [base for _ in range(2)] if False else [1, 2]
    first = [v * 2 for v in values]
    try:
        second = [base + v for v in values]
    except NameError as error:
        second = str(error)


print(Body.first, Body.second)
print([note(f"e{i}", i) for i in note("iter", range(2)) if note(f"c{i}", True)], log)
log.clear()
print({note("k", 1): note("v", 2) for _ in range(1)}, log)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [n for row in matrix for n in row])
print(sum(len(word) for word in "the quick brown".split()), sorted({w[0] for w in "the quick brown".split()}))
print([y := 5, y * 2], [z := i for i in range(4)], z)
print([last := i for i in range(5) if i % 2], last)
print(any((found := n) > 3 for n in range(10)), found)
print([f"{i}{j}" for i in "ab" for j in "cd"], ["".join(p) for p in zip("abc", "xyz")])
print({k: v for d in ({"a": 1}, {"b": 2, "a": 3}) for k, v in d.items()})
print([i for i in range(5)][::-1], [*[i for i in "hi"], *(i for i in "!")])
print([[*range(n)] for n in range(4)], {frozenset(s) for s in ("ab", "ba", "c")} == {frozenset("ab"), frozenset("c")})


def generator_in_comprehension():
    return [value for value in (lambda: (yield_value for yield_value in (1, 2)))()]


print(generator_in_comprehension())
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    [undefined_name for _ in "a"]
except NameError as error:
    print(error)
print([i for i in []], {i for i in []}, {i: i for i in []}, list(i for i in []))
table = {(r, c): r * c for r in range(1, 4) for c in range(1, 4)}
print(table[2, 3], len(table), [table[n, n] for n in range(1, 4)])
print(dict([(k, [v for v in range(k)]) for k in range(3)]))


def flatten(items):
    return [leaf for item in items for leaf in (flatten(item) if isinstance(item, list) else [item])]


print(flatten([1, [2, [3, [4]], 5]]))
primes = [n for n in range(2, 50) if all(n % d for d in range(2, int(n ** 0.5) + 1))]
print(primes)
print([a for a in range(3) for a in range(a)], [[a for a in range(b)] for b in range(3)])

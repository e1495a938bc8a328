# Functions as values: lambdas, sorting keys, map, filter, reduce by hand.
people = [("Ada", 36), ("Grace", 85), ("Alan", 41), ("Edsger", 72), ("Barbara", 41)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: (-p[1], p[0])))
print(max(people, key=lambda p: len(p[0])), min(people, key=lambda p: p[1]))
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6, 7])))
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda x: x % 3, range(10))))


def reduce(function, items, start):
    for item in items:
        start = function(start, item)
    return start


print(reduce(lambda a, b: a + b, range(5), 0), reduce(lambda a, b: b + a, "abc", ""))


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed


print(compose(str, lambda x: x + 1, abs)(-41))


def curry(function, *given):
    return lambda *more: function(*given, *more)


print(curry(pow, 2)(10), curry(max, 3, 9)(4))
print((lambda *a, **k: (a, k))(1, *[2, 3], x=4, **{"y": 5}))
print((lambda x, /, y=2, *, z: (x, y, z))(1, z=3))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(10), fact.__name__)
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
stack = []
for token in "3 4 + 2 * 7 -".split():
    if token in table:
        b, a = stack.pop(), stack.pop()
        stack.append(table[token](a, b))
    else:
        stack.append(int(token))
print(stack)
print(any(x > 3 for x in range(5)), all(x < 3 for x in range(5)), sum([0.5, 1, 2]), sum([[1], [2]], []))
print(list(zip("abc", range(5), [True, False, None])), dict(zip("ab", (1, 2))))
print([*enumerate("xy", start=5)], list(reversed([1, 2, 3])))
print(callable(print), callable(lambda: 0), callable(3), callable(type), callable(table))
identity = lambda x: x
print(identity is identity, (lambda: 0) == (lambda: 0))
make = lambda n: (lambda: n) if n else None
print(make(3)(), make(0))
print([f(2) for f in (lambda x: x, lambda x: x * x, (lambda x: x ** 3))])
print(sorted("bCaD", key=str.lower), sorted([3, -2, 1], key=abs, reverse=True))
print(divmod(17, 5), round(2.5), round(3.5), round(-2.567, 2), pow(3, 4, 5), abs(-3.5))

"""One call instruction that meets functions with several codes: closures, defaults that differ, generators, and changes."""


def compose(first, second):
    return lambda x: second(first(x))


def adder(n):
    return lambda x, scale=1: x * scale + n


def with_default(n):
    def function(x, y=[n], z=n * 2):
        y.append(x)
        return len(y) + z
    return function


def makes(n):
    def generator(x):
        yield x + n
        yield x - n
    return generator


def fails(n):
    def function(x):
        if x % n == 0:
            raise ValueError(x)
        return x
    return function


class Own:
    def __call__(self, x):
        return -x


def call(function, x):
    return function(x)


def call_named(function, x):
    return function(x=x)


chain = compose(compose(adder(1), adder(2)), adder(3))
print(sum(chain(n) for n in range(300)))

functions = [adder(1), with_default(2), adder(3), with_default(4), fails(7)]
total = errors = 0
for n in range(1, 400):
    for function in functions:
        for how in (call, call_named):
            try:
                total += how(function, n)
            except ValueError as error:
                errors += error.args[0]
print(total, errors)

for n in range(200):
    total += sum(call(makes(n), 3)) + call(adder(n), n)
print(total)

# Defaults that are replaced, or gone: what a function lacks then is an error as ever.
changing = with_default(1)
changing.__defaults__ = ([1, 2, 3], 100)
print(call(changing, 1), call(changing, 2), changing.__defaults__)
changing.__defaults__ = None
try:
    call(changing, 1)
except TypeError as error:
    print(error)
changing.__defaults__ = (50,)
try:
    call(changing, 1)
except TypeError as error:
    print(error)

for many in (adder(1), Own(), abs, int, with_default(3), fails(3), makes(1), lambda x: x, lambda x: x + 1, Own().__call__):
    for n in range(1, 60):
        try:
            value = call(many, n)
            total += value if isinstance(value, int) else 1
        except ValueError:
            total += 2
print(total)


def fold(function, values, start):
    total = start
    for value in values:
        total = function(total, value)
    return total


for bias in range(30):
    total += fold(lambda a, b: (a + b + bias) % 9973, range(30), 0) + fold(lambda a, b: a ^ b, range(30), bias) + fold(max, range(30), bias)
print(total)


def outer(depth):
    def inner(x):
        return x if depth == 0 else outer(depth - 1)(x + depth)
    return inner


print(sum(call(outer(n % 5), n) for n in range(300)))

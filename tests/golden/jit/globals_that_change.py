"""Functions and globals that are replaced, deleted and shadowed while loops use them."""
import builtins

limit = 10
step = 1


def helper(x):
    return x + step


def loop(n):
    total = 0
    for i in range(n):
        if i == limit:
            total += 1000
        total = helper(total)
    return total


print(loop(20))
limit = 5
print(loop(20))
step = 2.5
print(loop(20))


def helper(x):
    return x - 1


print(loop(20))
helper = abs
print(loop(8))


class Helper:
    def __call__(self, x):
        return x + 7


helper = Helper()
print(loop(5))
del step
helper = lambda x, y=3: x * y + 1
print(loop(4))
del helper
try:
    loop(3)
except NameError as error:
    print(error)
helper = None
try:
    loop(3)
except TypeError as error:
    print(error)


def sizes(values):
    return [len(value) for value in values]


print(sizes(["a", [1, 2], {}]))
len = lambda value: -1
print(sizes(["a", [1, 2], {}]))
del len
print(sizes(["a", [1, 2], {}]))
real = builtins.len
builtins.len = lambda value: real(value) * 10
print(sizes(["a", [1, 2], {}]))
builtins.len = real
print(sizes(["a", [1, 2], {}]))


def swap():
    global limit
    out = []
    for k in range(6):
        out.append(limit)
        if k == 2:
            limit = "text"
        elif k == 4:
            del limit
            limit = [k]
    return out


print(swap(), limit)


def counted():
    counted.calls += 1
    return counted.calls


counted.calls = 0
print([counted() for _ in range(5)])
counted.__defaults__ = ()
loop.__defaults__ = (3,)
helper = lambda x: x + 1
print(loop())
loop.__code__ = (lambda n: n * 100).__code__
print(loop(3))

# Defaults are evaluated once, when the function is made.
counter = 0


def tick():
    global counter
    counter += 1
    return counter


def stamped(value=tick(), *, key=tick()):
    return value, key


print(counter, stamped(), stamped(), counter)


def append(item, bucket=[]):
    bucket.append(item)
    return bucket


print(append(1), append(2), append(3, []), append(4))
print(append.__defaults__, stamped.__kwdefaults__)

makers = []
for i in range(3):
    makers.append(lambda x, i=i: x * i)
print([make(10) for make in makers])
late = [lambda: i for i in range(3)]
print([f() for f in late])


def memo(n, cache={0: 0, 1: 1}):
    if n not in cache:
        cache[n] = memo(n - 1) + memo(n - 2)
    return cache[n]


print(memo(60), len(memo.__defaults__[0]))


def configurable(a, b=10):
    return a + b


configurable.__defaults__ = (1, 2)
print(configurable(), configurable(5))
configurable.__defaults__ = None
try:
    configurable()
except TypeError as error:
    print(error)
configurable.calls = 7
print(configurable.calls, configurable.__dict__, configurable.__name__, configurable.__qualname__)
configurable.__name__ = "renamed"
print(configurable.__name__)


def documented():
    """A sentence."""


print(documented.__doc__, tick.__doc__, documented.__module__)


def order():
    print("body runs only now")


print("defined")
order()

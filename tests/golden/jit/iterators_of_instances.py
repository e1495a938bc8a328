# python3.14
"""Iterating over instances whose __iter__ is a generator function, while their classes change."""


class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.value = middle
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


class Sub(Tree):
    pass


def walk(source):
    return [value for value in source]


def delegate(source):
    result = yield from source
    yield ("result", result)


def count(source):
    n = 0
    for _ in source:
        n += 1
    return n


def attempt(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return type(error).__name__, str(error)


tree, sub = Tree(0, 60), Sub(0, 9)
for _ in range(60):
    assert walk(tree) == list(range(60)) and count(sub) == 9
print(walk(sub), list(delegate(sub))[-1], count(tree))

# The class gets another function, and then one that is none.
before = Tree.__iter__
Tree.__iter__ = lambda self: iter((self.value, self.value))
print(walk(tree), walk(sub), list(delegate(tree)))
Sub.__iter__ = before
print(walk(tree), walk(sub))
for replaced in (None, 5, lambda self: 5, lambda self, other: None, lambda: None):
    Tree.__iter__ = replaced
    print(attempt(walk, tree), attempt(lambda: list(delegate(tree))))
del Tree.__iter__
print(attempt(walk, tree), attempt(lambda: list(delegate(tree))), attempt(walk, sub))
Tree.__iter__ = before
print(count(tree), count(sub))

# The function gets other code, which takes more than the instance.
def other(self, extra=("more", "most")):
    yield from extra
    yield self.value


code, defaults = before.__code__, before.__defaults__
before.__code__ = other.__code__
print(attempt(walk, tree))
before.__defaults__ = other.__defaults__
print(walk(tree), list(delegate(sub)))
before.__code__, before.__defaults__ = code, defaults
print(count(tree), count(sub))


# Names, frames and the state of what is made.
class Named:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for k in range(self.n):
            yield k, made[-1].gi_running, made[-1].gi_frame.f_lineno - first if made[-1].gi_frame else None
        return "end"


first = Named.__iter__.__code__.co_firstlineno
made = []
for _ in range(40):
    made.append(iter(Named(3)))
    seen = list(delegate(made[-1]))
print(seen, made[-1].__name__, made[-1].__qualname__, made[-1].gi_frame, made[-1].gi_running)


# More classes than are noted, each with a function of its own.
def make(k):
    class Each:
        def __iter__(self):
            yield k
            yield from other_of(self)

    return Each()


def other_of(_):
    return iter(())


print(sum(count(delegate(make(k))) + sum(make(k)) for k in range(500)))


# Delegates: coroutines, closed and thrown into, changed while they rest.
async def coroutine():
    return 1


def catches(source):
    try:
        yield from source
    except KeyError as error:
        yield "caught", error.args
    finally:
        log.append(("delegate", relay.gi_yieldfrom if relay else None))


log = []
relay = None
for _ in range(40):
    relay = catches(Named(2))
    made.append(relay)
    next(relay)
    assert relay.gi_yieldfrom is not None
    caught = relay.throw(KeyError("k"))
    assert list(relay) == []
    relay = catches(sub)
    next(relay)
    relay.close()
print(caught, log[-2:])
c = coroutine()
print(attempt(lambda: list(delegate(c))))
c.close()
print([list(delegate(x)) for x in ({1: 2}, {3}, "ab", (4,), [5], range(2), iter([6]), {1: 2}.items())])
print(attempt(lambda: list(delegate(7))), attempt(lambda: list(delegate(None))))


# A class is changed by an iterator's own code, in the middle of a walk.
class Fickle:
    def __iter__(self):
        for k in range(4):
            if k == 2:
                Fickle.__iter__ = lambda self: iter("xy")
            yield k


fickle = Fickle()
function = Fickle.__iter__
for _ in range(40):
    Fickle.__iter__ = function
    mixed = walk(fickle), walk(fickle), list(delegate(fickle))
print(mixed)

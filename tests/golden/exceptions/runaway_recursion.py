# threads
# python3.14
"""Recursion without end, by every way that natives and Python code call one another: it ends in RecursionError."""
import functools
import json
import re
import threading


class Without:
    def __init__(self, child=None):
        self.child = child

    def __repr__(self):
        return f"<{self!r}>"

    def __str__(self):
        return "%s" % self

    def __eq__(self, other):
        return [self] == [Without()]

    def __hash__(self):
        return hash((self, 1))

    def __len__(self):
        return len(self)

    def __bool__(self):
        return not self

    def __add__(self, other):
        return self + other

    def __getitem__(self, key):
        return self[key]

    def __getattr__(self, name):
        return getattr(self, name + "")

    def __call__(self):
        return self()

    def __contains__(self, item):
        return item in self

    def __lt__(self, other):
        return sorted([self, Without()])

    def __iter__(self):
        yield from self

    def __format__(self, spec):
        return format(self, spec)

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *args):
        pass

    @property
    def endless(self):
        return self.endless


class ForItself:
    def __iter__(self):
        for item in ForItself():
            yield item


class Nexts:
    def __iter__(self):
        return self

    def __next__(self):
        return next(self)


class Made:
    def __new__(cls):
        return cls()


def nexts(n):
    yield next(nexts(n + 1))


def any_of(n):
    return any(any_of(n + 1) for _ in range(3))


def reduced(a, b):
    return functools.reduce(reduced, [a, b])


def by_key(x):
    return sorted([x, x], key=by_key)


def mapped(x):
    return list(map(mapped, [x]))


def evaluated(x):
    return eval("evaluated(x)", {"evaluated": evaluated, "x": x})


def substituted(match):
    return re.sub("a", substituted, "a")


@functools.cache
def cached(n):
    return cached(n + 1)


async def awaits():
    await awaits()


class Awaitable:
    def __await__(self):
        return (yield from Awaitable().__await__())


async def awaits_either():
    await Awaitable()


async def items():
    async for item in items():
        yield item


async def iterates():
    async for item in items():
        pass


def busy(n):
    """At each level natives that need some stack of their own."""
    json.loads(json.dumps([{"a": [n, [n]]}]))
    re.compile("(a|b)*c").match("ababc")
    eval("[(1, (2, (3, [4])))]")
    sorted([(n, 1), (2, n)], key=repr)
    "{0:>{1}}".format(n, 10), f"{n:x}", repr([[[n]]])
    return max([n], key=busy)


THING = Without()
WAYS = {
    "repr": lambda: repr(THING),
    "str": lambda: str(THING),
    "eq": lambda: THING == Without(),
    "hash": lambda: hash(THING),
    "len": lambda: len(THING),
    "bool": lambda: bool(THING),
    "add": lambda: THING + 1,
    "getitem": lambda: THING[0],
    "getattr": lambda: THING.missing,
    "call": lambda: THING(),
    "contains": lambda: 1 in THING,
    "lt": lambda: THING < THING,
    "iter": lambda: list(THING),
    "for": lambda: list(ForItself()),
    "next": lambda: next(Nexts()),
    "next of generator": lambda: next(nexts(0)),
    "format": lambda: f"{THING:3}",
    "with": lambda: THING.__enter__(),
    "property": lambda: THING.endless,
    "new": lambda: Made(),
    "any": lambda: any_of(0),
    "reduce": lambda: reduced(1, 2),
    "sorted": lambda: by_key(1),
    "map": lambda: mapped(1),
    "eval": lambda: evaluated(1),
    "re.sub": lambda: substituted(None),
    "cache": lambda: cached(0),
    "await": lambda: awaits().send(None),
    "awaitable": lambda: awaits_either().send(None),
    "async for": lambda: iterates().send(None),
    "busy": lambda: busy(1),
}


def everything():
    for name, run in WAYS.items():
        try:
            run()
        except RecursionError as error:
            print(name, type(error).__name__)
            del error


everything()
print("once more")
everything()
print("in a thread")
thread = threading.Thread(target=everything)
thread.start()
thread.join()

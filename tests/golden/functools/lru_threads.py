"""A bounded cache keeps what was used last, drops what it throws out, and is whole after exceptions."""
from _functools import _lru_cache_wrapper


class Info(tuple):
    def __new__(cls, *values):
        return tuple.__new__(cls, values)


class Result:
    alive = 0

    def __init__(self, key):
        self.key = key
        Result.alive += 1

    def __del__(self):
        Result.alive -= 1


class Key:
    """Compares in Python; remembers that it was asked."""
    asked = 0

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        Key.asked += 1
        return isinstance(other, Key) and self.name == other.name


cached = _lru_cache_wrapper(Result, 2, False, Info)
print([cached(k).key for k in "abcab"], cached.cache_info(), Result.alive)
cached.cache_clear()
print(cached.cache_info(), Result.alive)


def fail(x):
    if x > 1:
        raise ValueError(x)
    return x


guarded = _lru_cache_wrapper(fail, 1, False, Info)
for x in (1, 2, 1, 2, 0):
    try:
        print(guarded(x))
    except ValueError as error:
        print("failed", error)
print(guarded.cache_info())

keyed = _lru_cache_wrapper(lambda k, *a, **kw: k.name, 3, False, Info)
print([keyed(Key(n)) for n in "xyxzxwx"], keyed.cache_info(), Key.asked > 0)


def tree(n):
    return 1 if n < 2 else tree(n - 1) + tree(n - 2)


for size in (None, 5, 2, 1, 0):
    def tree(n):
        return 1 if n < 2 else tree(n - 1) + tree(n - 2)
    tree = _lru_cache_wrapper(tree, size, False, Info)
    print(size, tree(12), tree.cache_info())

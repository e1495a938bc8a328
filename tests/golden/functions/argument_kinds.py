# Every kind of parameter and argument, and what goes wrong with them.


def plain(a, b):
    return a, b


def defaults(a, b=2, c=3):
    return a, b, c


def positional_only(a, b, /, c, d=4):
    return a, b, c, d


def keyword_only(*, a, b=2):
    return a, b


def mixed(a, /, b, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, sorted(kwargs.items())


print(plain(1, 2), plain(b=1, a=2), plain(1, b=2))
print(defaults(1), defaults(1, c=9), defaults(*[7, 8]), defaults(**{"a": 1, "c": 0}))
print(positional_only(1, 2, 3), positional_only(1, 2, c=3, d=5))
print(keyword_only(a=1), keyword_only(b=1, a=2))
print(mixed(1, 2, d=4), mixed(1, 2, 3, 4, 5, d=6, x=7, y=8), mixed(1, b=2, d=3, a=9))
print(plain(*"xy"), plain(*(1,), *[2]), plain(**{"a": 1}, **{"b": 2}))


def wrong(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


wrong(lambda: plain())
wrong(lambda: plain(1))
wrong(lambda: plain(1, 2, 3))
wrong(lambda: plain(1, 2, 3, 4, c=5))
wrong(lambda: plain(1, a=2))
wrong(lambda: plain(1, 2, c=3))
wrong(lambda: plain(1, c=3))
wrong(lambda: defaults())
wrong(lambda: defaults(1, 2, 3, 4))
wrong(lambda: positional_only(a=1, b=2, c=3))
wrong(lambda: positional_only(1, b=2, c=3))
wrong(lambda: positional_only(1))
wrong(lambda: keyword_only())
wrong(lambda: keyword_only(1))
wrong(lambda: keyword_only(1, a=2))
wrong(lambda: mixed())
wrong(lambda: mixed(1))
wrong(lambda: mixed(1, 2))
wrong(lambda: plain(*1))
wrong(lambda: plain(**1))
wrong(lambda: plain(**{1: 2}))
wrong(lambda: plain(**{"a": 1}, **{"a": 2}))
wrong(lambda: plain(a=1, **{"a": 2}))
wrong(lambda: (lambda: 0)(1))
wrong(lambda: (lambda x, y, z: 0)())
wrong(lambda: (5).__neg__()())
wrong(lambda: print()(1))
wrong(lambda: str("text")())

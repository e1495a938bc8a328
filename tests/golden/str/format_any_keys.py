# python3.14
# str.format() of a text gets the dict of a `**` as it is, whatever its keys are; called through the type it does not.
import functools


class Key(str):
    pass


def attempt(f):
    try:
        print(repr(f()))
    except (TypeError, KeyError, IndexError) as e:
        print(type(e).__name__, e)


attempt(lambda: "{a}".format(**{1: 2}))
attempt(lambda: "{1}".format(**{1: 2}))
attempt(lambda: "{a}".format(**{1: 2, "a": 3}))
attempt(lambda: "{}".format(1, **{1: 2}))
attempt(lambda: "{0}{a}".format(*[1], **{None: 2, "a": 9}))
attempt(lambda: "x".format(**{1: 2}))
attempt(lambda: Key("{a}").format(**{1: 2, "a": 5}))
attempt(lambda: "{a}".format(**{Key("a"): 2}))
attempt(lambda: getattr("{a}", "format")(**{1: 2, "a": 4}))
attempt(lambda: functools.partial("{a}{b}".format, **{"a": 1})(**{"b": 2}))
attempt(lambda: str.format("{a}", **{1: 2, "a": 5}))
attempt(lambda: "a b".split(**{1: 2}))
attempt(lambda: {}.update(**{1: 2}))
attempt(lambda: dict(**{1: 2}))
attempt(lambda: sorted([], **{1: 2}))
attempt(lambda: (lambda **names: names)(**{1: 2}))

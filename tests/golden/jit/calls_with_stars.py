"""Calls with * and **: what they pass changes, and so does what they call."""


def decorated(function):
    calls = 0

    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        return function(*args, **kwargs)

    wrapper.count = lambda: calls
    return wrapper


@decorated
def mix(total, n, shift=1):
    return (total * 3 + n * shift) % 1000003


@decorated
def none():
    return 1


@decorated
@decorated
def deep(a, *, k=2):
    return a, k


@decorated
def rest(*args, **kwargs):
    return args, sorted(kwargs.items())


@decorated
def values(*args):
    yield args


class Point:
    def __init__(self, x, y=0, **more):
        self.x, self.y, self.more = x, y, more

    def moved(self, dx, dy=0):
        return type(self)(*(self.x + dx, self.y + dy), **self.more)

    def through(self, *args, **kwargs):
        return self.moved(*args, **kwargs)

    def __repr__(self):
        return f"P({self.x}, {self.y}, {self.more})"


class Named(dict):
    def keys(self):
        return ["x", "y"]

    def __getitem__(self, key):
        return key * 2


class Pair(tuple):
    def __iter__(self):
        return iter("pq")


def all_kinds(rounds):
    total, seen = 0, []
    point = Point(1, 2, tag="t")
    for n in range(rounds):
        total = mix(total, n, shift=7)
        total = mix(total, n)
        total += none()
        seen.append((deep(n), deep(n, k=n), deep(a=n)))
        seen.append((rest(n), rest(n, n + .5, z=n), rest(q=1.5)))
        seen.append(list(values(n, 2)))
        point = point.through(1, dy=n)
        point = point.through(1)
    return total, mix.count(), none.count(), deep.count(), repr(point), seen[-3:]


def call(function, args, kwargs):
    return function(*args, **kwargs)


def two(x, y):
    return x, y


def many(*args, **kwargs):
    return args, kwargs


print(all_kinds(60))
for args, kwargs in (((1, 2), {}), ((1,), {"y": 3}), ((), {"x": 1, "y": 2}), ((), {"y": 1, "x": 2})):
    for function in (two, many, Point, Point(5).moved if "x" not in kwargs else two):
        if function not in (two, many, Point):
            args, kwargs = args[:1], {}
        print([call(function, args, kwargs) for _ in range(6)][-1])
for args, kwargs in (([1], {"y": 2}), ("ab", {}), (Pair((1, 2)), {}), ((), Named()), ((1,), {1: 2}), ((1,), {"z": 2}),
                     ((1, 2, 3), {}), ((1, 2), {"x": 3}), (7, {}), ((1, 2), 8), ((1, 2), {})):
    for _ in range(3):
        try:
            result = call(two, args, kwargs)
        except TypeError as error:
            result = error
    print(result)

shared = {"y": 1}


def changing(x, y):
    shared["z"] = x
    del shared["z"]
    return x + y


print(sum(call(changing, (n,), shared) for n in range(40)), shared)
deleted = {"a": 0, "x": 1, "y": 2}
del deleted["a"]
print([call(two, (), deleted) for _ in range(4)][-1])


def fails(n, *, at):
    if n == at:
        raise ValueError(n)
    return n


def guarded(rounds):
    for n in range(rounds):
        wrapped(n, at=50)


wrapped = decorated(fails)
try:
    guarded(90)
except ValueError as error:
    lines, traceback = [], error.__traceback__
    while traceback is not None:
        lines.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    print(error, lines)


@decorated
def down(n, **more):
    return 0 if n == 0 else 1 + down(n - 1, **more)


print(down(100, a=1))
try:
    down(100000, a=1)
except RecursionError as error:
    print(type(error).__name__)
print(down(50, b=2))

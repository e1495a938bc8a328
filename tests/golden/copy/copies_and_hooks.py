"""copy and deepcopy: shared parts, cycles, hooks, slots, reduce protocols, subclasses, and what is left alone."""
import copy
from collections import OrderedDict, defaultdict, deque
from fractions import Fraction


class Plain:
    def __init__(self, **values):
        self.__dict__.update(values)


shared = [1, 2]
p = Plain(a=shared, b=shared, me=None)
p.me = p
shallow, deep = copy.copy(p), copy.deepcopy(p)
print(shallow.a is shared, deep.a is shared, deep.a is deep.b, deep.me is deep, shallow.me is p, type(deep).__name__)
nested = [[1, [2]], {"k": [3]}, ({4}, [5])]
nested.append(nested)
c = copy.deepcopy(nested)
nested[0][1].append("changed")
print(c[0], c[3] is c, c[1]["k"] is nested[1]["k"], c[2][0] is nested[2][0])
for atom in [1, "s", b"b", 2.5, None, ..., int, len, print, (1, 2), frozenset([1]), range(3), lambda: 0, Fraction(1, 2), type, NotImplemented, 10 ** 30, slice(1)]:
    assert copy.copy(atom) is atom or copy.copy(atom) == atom
    print(copy.deepcopy(atom) is atom, end=" ")
t = ([],)
print(copy.deepcopy(t) is t, copy.deepcopy((1, (2, 3))) is not None, copy.copy([1]) == [1])
for container in [defaultdict(list, {"k": [1]}), deque([[1]], 5), bytearray(b"x"), {1: {2: 3}}, {frozenset([1])}, [[]] * 2]:
    d = copy.deepcopy(container)
    print(type(d).__name__, d, d == container, d is container, getattr(d, "maxlen", ""), getattr(d, "default_factory", ""))


class Hooked:
    def __init__(self, n):
        self.n, self.log = n, []

    def __copy__(self):
        made = Hooked(self.n)
        made.log.append("copy")
        return made

    def __deepcopy__(self, memo):
        made = Hooked(self.n + 1)
        memo[id(self)] = made
        made.log.append(("deepcopy", len(memo) > 0))
        return made


h = Hooked(1)
both = copy.deepcopy([h, h])
print(copy.copy(h).log, both[0] is both[1], both[0].n, both[0].log)


class Stateful:
    def __init__(self):
        self.keep, self.drop = [1], "gone"

    def __getstate__(self):
        return {"keep": self.keep}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


s = copy.copy(Stateful())
print(vars(s), vars(copy.deepcopy(s)), s.keep is copy.copy(s).keep)


class Slots:
    __slots__ = ("a", "b", "__dict__")


x = Slots()
x.a, x.free = [1], 2
y = copy.deepcopy(x)
print(y.a, y.free, hasattr(y, "b"), y.a is x.a, x.__reduce_ex__(4)[2])


class Newargs(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


class NewargsEx:
    def __new__(cls, *, key):
        self = super().__new__(cls)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return (), {"key": self.key}


class Reduced:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduced, (1, 2), {"extra": "state"}


class ListLike(list):
    pass


class DictLike(dict):
    def __init__(self, required):
        super().__init__(r=required)


class Single:
    def __reduce__(self):
        return "single"


single = Single()
l = ListLike([1, [2]])
l.tag = [3]
ld, dd = copy.deepcopy(l), copy.copy(DictLike(5)) if False else DictLike(5)
print(copy.deepcopy(Newargs([1], 2)), copy.copy(NewargsEx(key="k")).key, vars(copy.copy(Reduced())), ld, ld.tag, ld.tag is l.tag, type(ld).__name__, copy.copy(single) is single, copy.deepcopy(dd))
e = ValueError("a", [1])
e.note = "n"
e2 = copy.deepcopy(e)
print(repr(e2), e2.note, e2.args[1] is e.args[1], type(copy.copy(OSError(2, "m", "f"))).__name__)


class Uncopyable:
    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot copy {protocol}")


for thing in [Uncopyable(), (i for i in "x"), open]:
    try:
        print(copy.deepcopy(thing) is thing)
    except TypeError as error:
        print(error)
memo = {}
copy.deepcopy([shared, shared], memo)
print(len(memo) >= 2, memo[id(shared)] == shared)


class Method:
    def go(self):
        return self


m = Method()
bound = copy.deepcopy(m.go)
print(bound() is m, type(bound()).__name__)
if hasattr(copy, "replace"):
    pass

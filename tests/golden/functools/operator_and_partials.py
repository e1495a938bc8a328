"""The operator module against the syntax it stands for; getters, callers, and in-place forms."""
import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.
import operator as op
from functools import partial, reduce

pairs = [(7, 3), (-7, 3), (7.5, 2), ("ab", 2), ([1], [2]), ({1, 2}, {2, 3}), (True, 5)]
for name in ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and_", "or_", "xor", "lshift", "rshift", "lt", "le", "eq", "ne", "ge", "gt", "is_", "is_not", "contains", "concat", "countOf", "indexOf", "matmul"]:
    row = []
    for a, b in pairs:
        try:
            row.append(getattr(op, name)(a, b))
        except Exception as error:
            row.append(type(error).__name__)
    print(f"{name:9}", row)
for name in ["neg", "pos", "abs", "invert", "not_", "truth", "index", "length_hint"]:
    row = []
    for value in [5, -2.5, True, "x", [1, 2], None, 3j]:
        try:
            row.append(getattr(op, name)(value))
        except TypeError:
            row.append("-")
    print(f"{name:11}", row)
for name in ["iadd", "isub", "imul", "ior", "iand", "ixor", "ipow", "ifloordiv", "imod", "ilshift", "iconcat"]:
    row = []
    for a, b in [(6, 4), ([1], [2]), ({1, 2}, {2, 3}), ("a", "b")]:
        try:
            result = getattr(op, name)(a, b)
            row.append((result, result is a))
        except TypeError:
            row.append("-")
    print(f"{name:9}", row)
data = [{"n": "b", "v": (2, "y")}, {"n": "a", "v": (2, "x")}, {"n": "c", "v": (1, "z")}]
print(sorted(data, key=op.itemgetter("n")), [op.itemgetter(1, -1, slice(0, 2))("hello")], [*map(op.itemgetter("v"), data)], min(data, key=lambda d: op.itemgetter("v")(d))["n"])


class Node:
    def __init__(self, name, child=None):
        self.name, self.child = name, child

    def greet(self, greeting="hi", *, mark="!"):
        return f"{greeting} {self.name}{mark}"


tree = Node("top", Node("mid", Node("low")))
print(op.attrgetter("name")(tree), op.attrgetter("child.child.name", "name")(tree), op.methodcaller("greet")(tree), op.methodcaller("greet", "yo", mark="?")(tree), op.methodcaller("split", ",", 1)("a,b,c"))
print(repr(op.itemgetter(1, 2)), repr(op.attrgetter("a.b")), repr(op.methodcaller("m", 1, k=2)), op.itemgetter(0) == op.itemgetter(0))
for wrong in [lambda: op.itemgetter(), lambda: op.attrgetter(5), lambda: op.attrgetter("a")(5), lambda: op.itemgetter("k")({}), lambda: op.methodcaller(), lambda: op.methodcaller("nope")(1), lambda: op.indexOf([1], 2), lambda: op.length_hint(5, "x"), lambda: op.call(5)]:
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
items = [1, 2, 3, 4]
op.setitem(items, slice(1, 3), "xy")
op.delitem(items, 0)
print(items, op.getitem(items, -1), op.call(max, 3, 9), op.__add__(1, 2), op.sub is op.__sub__, reduce(op.mul, range(1, 6)), reduce(op.or_, [{1}, {2}]), list(map(op.add, "ab", "cd")), sum(map(partial(op.pow, 2), range(4))))

"""itemgetter, attrgetter and methodcaller: several names, dots, repr, pickles, subclasses, what is missing."""
import copy, pickle
from operator import attrgetter, itemgetter, methodcaller


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Node:
    def __init__(self, name, child=None): self.name, self.child = name, child
    def __repr__(self): return f"Node({self.name!r})"
    def join(self, *parts, sep="-"): return sep.join((self.name, *parts))


tree = Node("a", Node("b", Node("c")))
print(attrgetter("child.child.name")(tree), attrgetter("name", "child.name", "child")(tree), attrgetter("__class__.__name__")(3))
print(itemgetter(1)("xyz"), itemgetter(1, -1, 0)([5, 6, 7]), itemgetter("k")({"k": 1}), itemgetter(slice(1, None))("hello"), itemgetter(slice(2), 0)((1, 2, 3)))
print(methodcaller("join")(tree), methodcaller("join", "x", "y", sep="+")(tree), methodcaller("upper")("q"), methodcaller("split", maxsplit=1)("a b c"))
for made in (attrgetter("a"), attrgetter("a", "b.c"), itemgetter(0), itemgetter("k", 2), methodcaller("m"), methodcaller("m", 1, k=[2]), methodcaller("self")):
    print(made, repr(pickle.loads(pickle.dumps(made))), repr(copy.copy(made)) == repr(made))
print(sorted([(2, "b"), (1, "z"), (2, "a")], key=itemgetter(0)), sorted([(2, "b"), (1, "z"), (2, "a")], key=itemgetter(0, 1)))
print(max([Node("q"), Node("z"), Node("b")], key=attrgetter("name")), [*map(methodcaller("count", "a"), ("banana", "cat"))])
for make in (
    lambda: attrgetter(), lambda: attrgetter(1), lambda: attrgetter("a", 2), lambda: attrgetter("x.y")(tree), lambda: attrgetter("child..name")(tree),
    lambda: attrgetter("")(tree), lambda: attrgetter("name")(), lambda: attrgetter("name")(tree, 1), lambda: attrgetter("a", default=1),
    lambda: itemgetter(), lambda: itemgetter(0)(5), lambda: itemgetter(3)("ab"), lambda: itemgetter("z")({}), lambda: itemgetter(0)(),
    lambda: methodcaller(), lambda: methodcaller(5), lambda: methodcaller("nope")(1), lambda: methodcaller("upper")(), lambda: methodcaller("upper", 1)("a"),
):
    attempt(make)


class Lazy:
    def __getattr__(self, name): return f"<{name}>"
    def __getitem__(self, key): return f"[{key!r}]"


print(attrgetter("any", "thing.upper")(Lazy())[0], itemgetter(1, "two", None)(Lazy()), attrgetter("x.title")(Lazy())())
print(type(attrgetter("a")).__mro__, attrgetter("a") == attrgetter("a"))


class Field(property):
    def __init__(self, index): super().__init__(itemgetter(index))


class Point(tuple):
    x, y = Field(0), Field(1)


print(Point((3, 4)).x, Point((3, 4)).y, isinstance(Point.x, property), [*map(attrgetter("real"), [1, 2.5, 3j])])

# itemgetter, attrgetter, methodcaller: many at once, dotted names, slices, what they say and how they compare.
from operator import attrgetter, itemgetter, methodcaller, countOf, indexOf, index, length_hint, concat, iconcat, contains, setitem, delitem, getitem, truth, is_, not_
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
print(itemgetter(1)("abc"), itemgetter(1, -1, slice(0, 2))("abc"), itemgetter("k")({"k": 5}))
for make in (itemgetter, (), {}), (itemgetter, (1,), {"x": 1}), (attrgetter, (), {}), (attrgetter, (5,), {}), (attrgetter, ("a", 5), {}), (methodcaller, (), {}), (methodcaller, (5,), {}):
    attempt(make[0], *make[1], **make[2])
attempt(itemgetter(5), "abc")
attempt(itemgetter("a"), [1])
attempt(itemgetter(0))
attempt(itemgetter(0), [1], [2])
class A: pass
a = A(); a.b = A(); a.b.c = 5; a.x = "x"
print(attrgetter("b.c")(a), attrgetter("x", "b.c")(a), attrgetter("__class__.__name__")(a))
attempt(attrgetter("b.d"), a)
attempt(attrgetter("b..c"), a)
attempt(attrgetter(""), a)
attempt(attrgetter("x"))
print(methodcaller("upper")("a"), methodcaller("replace", "a", "b")("aa"), methodcaller("split", sep=",", maxsplit=1)("a,b,c"))
attempt(methodcaller("nope"), "a")
attempt(methodcaller("upper", 1), "a")
print(itemgetter(1), itemgetter(1, "a"), attrgetter("a"), attrgetter("a", "b.c"), methodcaller("m"), methodcaller("m", 1, k=2))
print(sorted([(2, "b"), (1, "c"), (2, "a")], key=itemgetter(0, 1)), list(map(attrgetter("real"), [1, 2.5])), max(["aa", "b"], key=methodcaller("__len__")))
import pickle, copy
for g in itemgetter(1, 2), attrgetter("a.b"), methodcaller("m", 1, k=2):
    print(g.__reduce__()[1:], repr(copy.copy(g)), repr(pickle.loads(pickle.dumps(g))))
attempt(countOf, [1, 1.0, True, 2], 1)
attempt(indexOf, "abc", "c")
attempt(indexOf, "abc", "z")
attempt(index, True)
attempt(index, 1.0)
attempt(length_hint, iter([1, 2]))
attempt(length_hint, 5, 7)
attempt(length_hint, 5, "a")
class Hint:
    def __init__(self, h): self.h = h
    def __length_hint__(self):
        if isinstance(self.h, Exception): raise self.h
        return self.h
for h in 5, -1, "a", NotImplemented, TypeError("t"), ValueError("v"), 2**70:
    attempt(length_hint, Hint(h), 3)
l = [1, 2]; setitem(l, 0, "x"); delitem(l, 1); print(l, getitem(l, 0), truth([]), is_(l, l), not_(l))

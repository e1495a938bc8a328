# What __slots__ refuses, and what instances with slots can and cannot.
def attempt(f):
    try:
        print("made", f())
    except Exception as error:
        print(type(error).__name__, error)
def make(bases=(), **namespace):
    return lambda: type("T", bases, namespace).__name__
attempt(make(__slots__=1))
attempt(make(__slots__=("a b",)))
attempt(make(__slots__=(1,)))
attempt(make(__slots__=("",)))
attempt(make(__slots__=("a",), a=1))
attempt(make(__slots__=("__dict__", "__dict__")))
attempt(make((int,), __slots__=("a",)))
attempt(make((tuple,), __slots__=("a",)))
attempt(make((bytes,), __slots__=("a",)))
attempt(make((str,), __slots__=("a",)))
attempt(make((int,), __slots__=()))
attempt(make((list,), __slots__=("a",)))
attempt(make(__slots__="ab"))
attempt(make(__slots__={"a": "doc of a"}))
attempt(make(__slots__=iter(["x", "y"])))

class A: __slots__ = ("a",)
class B: __slots__ = ("b",)
class E: __slots__ = ()
attempt(make((A, B)))
attempt(make((A, E), __slots__=("c",)))
attempt(make((A,), __slots__=("__dict__",)))
class D(A): __slots__ = ("__dict__",)
attempt(make((D,), __slots__=("__dict__",)))

a = A()
attempt(lambda: a.a)
attempt(lambda: a.zzz)
attempt(lambda: delattr(a, "a"))
attempt(lambda: a.__dict__)
attempt(lambda: __import__("weakref").ref(a))
attempt(lambda: A.a.__get__(1))
attempt(lambda: A.a.__set__(E(), 1))
attempt(lambda: setattr(a, "__class__", B))
print(A.a.__get__(None, A) is A.a, A.a.__name__, A.a.__objclass__, type(A.a).__name__, repr(A.a))
d = D()
d.a, d.other = 1, 2
print(d.__dict__, d.a, A.__slots__, hasattr(a, "__slots__"))
class Doc: __slots__ = {"x": "the doc"}
print(Doc.x.__doc__, Doc.__slots__)
class M:
    __slots__ = ("__private", "_M__other")
    def __init__(self):
        self.__private, self.__other = 1, 2
print(sorted(n for n in dir(M) if n.startswith("_M")), M()._M__private, M().__slots__)
# Same slots, same layout: the class may be exchanged.
class P: __slots__ = ("x", "y")
class Q: __slots__ = ("y", "x")
p = P()
p.x = 5
p.__class__ = Q
print(type(p).__name__, p.x)

# __slots__ with inheritance, defaults, dicts, and errors.


class Base:
    __slots__ = ("a", "b")

    def __init__(self, a, b=2):
        self.a, self.b = a, b


class Child(Base):
    __slots__ = ("c",)


class WithDict(Base):
    pass


class Explicit(Base):
    __slots__ = ("__dict__", "d")


base, child, free, explicit = Base(1), Child(1), WithDict(1), Explicit(1)
child.c = 3
free.anything = 4
explicit.d, explicit.more = 5, 6
print(base.a, base.b, child.a, child.c, free.anything, free.__dict__, explicit.d, explicit.__dict__)
for action in ("base.c = 1", "child.z = 1", "base.__dict__", "del base.a", "base.a", "Base.a.__get__(5)", "del base.a"):
    try:
        exec(action)
        print(action, "fine")
    except (AttributeError, TypeError) as error:
        print(action, "->", type(error).__name__)
print(hasattr(base, "__dict__"), hasattr(child, "__dict__"), hasattr(free, "__dict__"), sorted(Child.__slots__), type(Base.a).__name__)
for source in ("class A:\n  __slots__ = ('x',)\n  x = 1", "class A:\n  __slots__ = (1,)", "class A:\n  __slots__ = ('not valid',)", "class A(int):\n  __slots__ = ('x',)", "class A(Base, Other): pass"):
    class Other:
        __slots__ = ("q",)
    try:
        exec(source)
        print("made")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = "mangled"

    def get(self):
        return self.__hidden


print(Private().get(), hasattr(Private(), "_Private__hidden"))


class Text(str):
    __slots__ = ()


class Listed(list):
    __slots__ = ("tag",)


t, l = Text("abc"), Listed([1])
l.tag = "list with a slot"
print(t.upper(), l, l.tag, hasattr(t, "__dict__"))

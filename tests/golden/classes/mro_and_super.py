# Multiple inheritance: method resolution order and cooperative super().


class Root:
    def __init__(self, **kwargs):
        if kwargs:
            print("left over", kwargs)
        print("Root")

    def who(self):
        return ["Root"]


class A(Root):
    def __init__(self, a, **kwargs):
        super().__init__(**kwargs)
        self.a = a
        print("A")

    def who(self):
        return ["A"] + super().who()


class B(Root):
    def __init__(self, b, **kwargs):
        super().__init__(**kwargs)
        self.b = b
        print("B")

    def who(self):
        return ["B"] + super().who()


class C(A, B):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        print("C")

    def who(self):
        return ["C"] + super().who()


c = C(a=1, b=2, z=3)
print(c.who(), c.a, c.b)
print([cls.__name__ for cls in C.__mro__], C.mro() == list(C.__mro__))
print(super(A, c).who(), super(B, c).who(), super(C, C).__thisclass__.__name__)
print(A.who(c), Root.who(c))


class X:
    pass


class Y(X):
    pass


try:
    class Z(X, Y):
        pass
except TypeError as error:
    print(str(error).splitlines()[0][:40])
try:
    class Twice(X, X):
        pass
except TypeError as error:
    print(error)
try:
    class FromBool(bool):
        pass
except TypeError as error:
    print(error)
try:
    class Layout(int, str):
        pass
except TypeError as error:
    print(error)


class Left:
    value = "left"


class Right:
    value = "right"
    only = "right only"


class Both(Left, Right):
    pass


print(Both.value, Both.only, Both().value)
Both.__bases__ if False else None


class Mixin:
    def describe(self):
        return f"{type(self).__name__}: {self.text()}"


class Text(Mixin):
    def text(self):
        return "text"


class Loud(Text):
    def text(self):
        return super().text().upper() + "!"

    def describe(self):
        original = super().describe
        return original() * 2


print(Text().describe(), Loud().describe())


class Outer:
    def method(self):
        class Inner:
            def method(inner):
                return __class__.__name__

        return __class__.__name__, Inner().method()

    @classmethod
    def make(cls):
        return super().__new__(cls)

    def generic(self):
        return [super().__hash__() == hash(self) for _ in range(2)] if False else super().__class__.__name__


print(Outer().method(), type(Outer.make()).__name__)
for call in (lambda: super(), lambda: super(int, "x"), lambda: super(C, X())):
    try:
        call()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
print(issubclass(C, Root), isinstance(c, B), Root.__subclasses__() == [A, B], C.__base__.__name__)
# python3.14

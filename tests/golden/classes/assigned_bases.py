"""Classes get other bases, and what derives from them follows."""


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"

    def extra(self):
        return "extra"


class C(A):
    pass


class D(C):
    def who(self):
        return "D over " + super().who()


d = D()
print(d.who(), [cls.__name__ for cls in D.__mro__])
C.__bases__ = (B, A)
print(d.who(), d.extra(), [cls.__name__ for cls in D.__mro__])
print(C.__base__.__name__, A.__subclasses__() == [C], B.__subclasses__() == [C])
C.__bases__ = (A,)
print(d.who(), hasattr(d, "extra"), B.__subclasses__())
for value in ((), [A], (1,), (D,)):
    try:
        C.__bases__ = value
    except TypeError as error:
        print(error)
try:
    int.__bases__ = (object,)
except TypeError as error:
    print(error)
try:
    C.__bases__ = (object, A)
except TypeError as error:
    print(type(error).__name__)
print(d.who(), [cls.__name__ for cls in D.__mro__])

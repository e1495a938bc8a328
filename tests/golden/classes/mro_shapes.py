"""Method resolution orders: diamonds, cooperative calls, conflicts, changed bases, mro() overridden."""


def show(cls):
    return [c.__name__ for c in cls.__mro__]


class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass


print(show(F))
for bases in [(A, O, B), (O, A), (A, A), (D, B, A)]:
    try:
        print(show(type("X", bases, {})))
    except TypeError as error:
        print(str(error).replace("\n", " ")[:48])


class Root:
    def __init__(self, **rest):
        self.order = ["Root"]
        if rest:
            raise TypeError(f"left over {sorted(rest)}")


class Left(Root):
    def __init__(self, left=0, **rest):
        super().__init__(**rest)
        self.left = left
        self.order.append("Left")


class Right(Root):
    def __init__(self, right=0, **rest):
        super().__init__(**rest)
        self.right = right
        self.order.append("Right")


class Both(Left, Right):
    def __init__(self, both=0, **rest):
        super().__init__(**rest)
        self.order.append("Both")


print(Both(both=1, left=2, right=3).order, Left(left=1).order)
try:
    Both(wrong=1)
except TypeError as error:
    print(error)


class Odd(type):
    def mro(cls):
        order = super().mro()
        return [order[0], *reversed(order[1:-1]), order[-1]]


class Reversed(D, metaclass=Odd):
    pass


print(show(Reversed))


class One:
    def name(self): return "one"


class Two:
    def name(self): return "two"


class Three(One):
    pass


obj = Three()
print(obj.name())
Three.__bases__ = (Two,)
print(obj.name(), show(Three), One.__subclasses__(), [c.__name__ for c in Two.__subclasses__()])
try:
    Two.__bases__ = (Three,)
except TypeError as error:
    print(error)
try:
    Three.__bases__ = ()
except TypeError as error:
    print(error)


class Chain:
    def who(self):
        return ["Chain"]


class P(Chain):
    def who(self):
        return ["P", *super().who()]


class Q(Chain):
    def who(self):
        return ["Q", *super(Q, self).who()]


class R(P, Q):
    def who(self):
        return ["R", *super().who()]

    def skip(self):
        return super(P, self).who()

    @classmethod
    def make(cls):
        return cls.__name__, super().__init__ is not None

    @staticmethod
    def bare(self):
        return super(R, self).who()


r = R()
print(r.who(), r.skip(), R.make(), R.bare(r), super(Q, r).who())
print(super(R, R).who(r), super(P, R).__thisclass__.__name__, super(P, R).__self__ is R, super(P, r).__self_class__.__name__)
for wrong in [lambda: super(R, Chain()), lambda: super(), lambda: super(5, r), lambda: super(R).who]:
    try:
        print(wrong())
    except (TypeError, RuntimeError, AttributeError) as error:
        print(type(error).__name__, error)


class Mixin:
    def __getattr__(self, name):
        return f"mixin {name}"


class User(Mixin, dict):
    pass


u = User(a=1)
print(u["a"], u.missing, u.keys(), show(User), User.__base__.__name__)
for bases in [(int, str), (bool,), (type(None),), (R, Meta) if False else (list, dict)]:
    try:
        type("Y", bases, {})
    except TypeError as error:
        print(error)
# python3.14

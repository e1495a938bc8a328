"""Reflected and in-place operators, NotImplemented, and subclasses that go first."""


class Number:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"{type(self).__name__}({self.value})"

    def _apply(name):
        def forward(self, other):
            print(name, end=" ")
            return Number(f"{self.value}{name}{other.value if isinstance(other, Number) else other}") if not isinstance(other, str) else NotImplemented

        def reflected(self, other):
            print("r" + name, end=" ")
            return Number(f"{other}{name}{self.value}r")

        return forward, reflected

    __add__, __radd__ = _apply("+")
    __sub__, __rsub__ = _apply("-")
    __matmul__, __rmatmul__ = _apply("@")
    __pow__, __rpow__ = _apply("**")
    __lshift__, __rlshift__ = _apply("<<")
    __and__, __rand__ = _apply("&")
    __floordiv__, __rfloordiv__ = _apply("//")
    __divmod__, __rdivmod__ = _apply("divmod")
    del _apply

    def __iadd__(self, other):
        self.value = f"[{self.value}+={other}]"
        return self

    def __neg__(self):
        return Number(f"-{self.value}")

    __pos__ = __invert__ = __abs__ = __neg__

    def __round__(self, digits=None):
        return f"round {self.value} {digits}"

    __trunc__ = __floor__ = __ceil__ = lambda self: "whole"


class Special(Number):
    def __radd__(self, other):
        return f"special {other!r}"


a, b = Number(1), Number(2)
for expression in ("a + b", "a + 3", "3 - a", "a @ b", "[1] @ a", "a ** b", "2 ** a", "1 << a", "a & 7", "divmod(9, a)", "a // 2", "a + Special(5)",
                   "Special(1) + Special(2)", "-a", "~a", "abs(b)", "+b", "round(a)", "round(a, 2)", "__import__('math').floor(a)"):
    print(expression, "=", eval(expression))
c = a
c += 5
c -= 1
print(c, a)
for bad in ("a + 'x'", "a / b", "a < b", "a | 1", "{} + a", "-'x'", "a % 2", "len(a)", "a()", "a[0]"):
    try:
        print(bad, "=", eval(bad))
    except TypeError as error:
        print(bad, "|", error)

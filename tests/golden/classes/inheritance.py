class A:
    kind = "a"
    def __init__(self, x):
        self.x = x
    def hello(self):
        return f"A{self.x}"
    @property
    def double(self):
        return self.x * 2
    @double.setter
    def double(self, v):
        self.x = v // 2
    @classmethod
    def make(cls, x):
        return cls(x)
    @staticmethod
    def stat(y):
        return y + 1

class B(A):
    def hello(self):
        return "B" + super().hello()

class C(A):
    def hello(self):
        return "C" + super().hello()

class D(B, C):
    pass

d = D.make(3)
print(d.hello(), d.double, D.stat(1), [c.__name__ for c in D.__mro__])
d.double = 10
print(d.x, isinstance(d, A), issubclass(D, C), D.kind)
D.kind = "d"
print(A.kind, d.kind)
try:
    d.missing
except AttributeError as error:
    print(error)
try:
    class E(A, D):
        pass
except TypeError as error:
    print(type(error).__name__)

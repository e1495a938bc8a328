class D:
    def __set_name__(self, owner, name):
        self.name = "_" + name
    def __get__(self, obj, cls):
        return self if obj is None else getattr(obj, self.name, "unset")
    def __set__(self, obj, value):
        obj.__dict__[self.name] = value

class A:
    d = D()

a = A()
print(a.d)
a.d = 5
print(a.d, vars(a))

class S:
    __slots__ = ("p", "q")
    def __init__(self):
        self.p = 1

s = S()
print(s.p)
for action in (lambda: s.q, lambda: setattr(s, "r", 1)):
    try:
        action()
    except AttributeError as error:
        print(type(error).__name__)

class G:
    def __getattr__(self, name):
        return name.upper()
print(G().abc)

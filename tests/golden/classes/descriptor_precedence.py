# Which of a data descriptor, an instance's dict, a non-data descriptor and __getattr__ wins, read, written and deleted.
class Data:
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        return f"data {self.name} {obj is None} {owner.__name__}"
    def __set__(self, obj, value):
        print("set", self.name, value)
    def __delete__(self, obj):
        print("delete", self.name)

class NonData:
    def __get__(self, obj, owner=None):
        return f"nondata {obj is None} {owner.__name__}"

class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["only"] = value * 2

class OnlyDelete:
    def __delete__(self, obj):
        print("only delete")

class C:
    d, n, only, od = Data(), NonData(), OnlySet(), OnlyDelete()
    def __getattr__(self, name):
        return f"missing {name}"

class D(C):
    d = NonData()

c, e = C(), D()
c.__dict__.update(d=1, n=2, od=3)
print(c.d, c.n, c.od, c.zzz, sep=" | ")
print(C.d, C.n, type(C.only).__name__, D.d, sep=" | ")
c.d = 5
del c.d
print(type(c.only).__name__)
c.only = 21
print(c.only, c.__dict__["only"])
try:
    c.od = 1
except AttributeError as error:
    print("AttributeError", error)
del c.od
for name in "d", "only":
    try:
        delattr(e, name)
    except AttributeError as error:
        print("AttributeError", error)
e.d = 9
print(e.d, e.__dict__)
del e.d
print(e.d)

class Raising:
    def __get__(self, obj, owner):
        raise AttributeError("from get")
class R:
    a = Raising()
    def __getattr__(self, name):
        return "fallback " + name
print(R().a, hasattr(R, "a"), getattr(R, "a", "default"))

# __get__ is looked for on the type of the class attribute, not in the attribute itself.
class Plain: pass
plain = Plain()
plain.__get__ = lambda obj, owner: "no"
class P: x = plain
print(P().x is plain)
Plain.__get__ = lambda self, obj, owner: "now"
print(P().x, P.x)

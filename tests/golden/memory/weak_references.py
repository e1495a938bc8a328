# Weak references, callbacks and proxies.
import _weakref as weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def __len__(self):
        return len(self.name)

    def __call__(self, x):
        return f"{self.name} called with {x}"

    def __add__(self, other):
        return f"{self.name}+{other}"


node = Node("one")
ref = weakref.ref(node)
print(ref(), ref() is node, ref == weakref.ref(node), ref is weakref.ref(node), hash(ref) == hash(node))
calls = []
second = weakref.ref(node, lambda r: calls.append(r() is None))
third = weakref.ref(node, lambda r: calls.append("third"))
print(second is ref, second == ref, weakref.getweakrefcount(node), len(weakref.getweakrefs(node)))
proxy = weakref.proxy(node)
print(proxy.name, len(proxy), proxy + 1, proxy(5), type(proxy).__name__, proxy == node)
proxy.extra = 5
print(node.extra)
del node
print(ref(), second(), calls)
try:
    proxy.name
except ReferenceError as error:
    print(error)
for bad in (5, "text", None, (1,), [1], {}):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)


class Slotted:
    __slots__ = ("x",)


class WeakSlotted:
    __slots__ = ("x", "__weakref__")


try:
    weakref.ref(Slotted())
except TypeError as error:
    print(error)
w = WeakSlotted()
print(weakref.ref(w)() is w)


class MyList(list):
    pass


my = MyList([1])
print(weakref.ref(my)())


def function():
    pass


r = weakref.ref(function)
print(r() is function)
del function
print(r())
print(weakref.ref(Node)() is Node, weakref.ref(print.__class__)() is not None)
bound = Node("b")
method_ref = weakref.ref(bound.__init__)
print(method_ref())


class Cache:
    def __init__(self):
        self.refs = {}

    def get(self, key):
        ref = self.refs.get(key)
        value = ref() if ref is not None else None
        if value is None:
            value = Node(key)
            self.refs[key] = weakref.ref(value, lambda _, k=key: self.refs.pop(k))
        return value


cache = Cache()
a = cache.get("a")
print(cache.get("a") is a, sorted(cache.refs))
del a
print(sorted(cache.refs))


class SubRef(weakref.ref):
    def __new__(cls, target, label):
        self = super().__new__(cls, target)
        self.label = label
        return self

    def __init__(self, target, label):
        super().__init__(target)


s = SubRef(bound, "tagged")
print(s().name, s.label, isinstance(s, weakref.ref))
dead = weakref.ref(Node("gone"))
print(dead(), dead == dead, dead != weakref.ref(bound))
try:
    hash(dead)
except TypeError as error:
    print(error)

# del in all its forms, pass, ..., and statements that do nothing.
a = b = [1, 2, 3, 4]
del a
print(b, "a" in globals())
del b[0], b[-1]
print(b)
d = {"x": 1, "y": 2, "z": 3}
del d["x"], (d["y"])
print(d)


class Box:
    value = 1


box = Box()
box.value = 2
del box.value
print(box.value)
try:
    del box.value
except AttributeError as error:
    print(error)
del Box.value
print(hasattr(box, "value"))
x, y, z = 1, 2, 3
del (x, y), z
print([name in globals() for name in "xyz"])
p, q = [1], [2]
del [p, q]
print("p" in globals())
for action in ("del missing", "del d['missing']", "del b[99]", "del (1).real", "del 'text'[0]", "del len"):
    try:
        exec(action)
    except (NameError, KeyError, IndexError, AttributeError, TypeError) as error:
        print(action, "->", type(error).__name__, error)


def local():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as error:
        return type(error).__name__


print(local())


def captured():
    v = 1

    def drop():
        nonlocal v
        del v

    drop()
    try:
        return v
    except UnboundLocalError as error:
        return type(error).__name__
    except NameError as error:
        return type(error).__name__


print(captured())


def nothing():
    ...


def also_nothing():
    pass


class Empty: ...


class Watched:
    def __delattr__(self, name):
        print("delattr", name)

    def __delitem__(self, key):
        print("delitem", key)


w = Watched()
del w.a, w["k"], w[1:2], w.b
print(nothing(), also_nothing(), Empty().__class__.__name__, ..., Ellipsis is ...)
1
"a string alone"
[1, 2]
nothing
loop = list(range(5))
for i in range(len(loop) - 1, -1, -1):
    if loop[i] % 2:
        del loop[i]
print(loop)
global_name = 1
del globals()["global_name"]
try:
    global_name
except NameError as error:
    print(error)
import sys as module

del module
print("module" in dir())
for temporary in range(2):
    pass
del temporary
print("temporary" in globals())
if True: pass
while False: pass
for _ in (): pass
try: pass
finally: pass
with Watched.__class__("W", (), {"__enter__": lambda s: None, "__exit__": lambda s, *a: None})(): pass
print("done")

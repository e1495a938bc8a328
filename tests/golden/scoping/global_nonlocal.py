# global and nonlocal: where a name lives.
x = "global"
counter = 0


def reads():
    return x


def writes():
    x = "local"
    return x


def rebinds():
    global x, fresh
    x = "changed"
    fresh = "made in function"


print(reads(), writes(), x)
rebinds()
print(reads(), x, fresh)


def outer():
    x = "outer"

    def inner():
        global x
        x = "global from inner"
        return x

    return inner(), x


print(outer(), x)


def make():
    value = 0

    def get():
        return value

    def put(new):
        nonlocal value
        value = new

    class Proxy:
        nonlocal value
        value = value + 100

        def read(self):
            return value

    return get, put, Proxy


get, put, Proxy = make()
print(get())
put(5)
print(get(), Proxy().read())


def levels():
    a = 1

    def one():
        nonlocal a
        a += 1

        def two():
            nonlocal a
            a *= 10
            return a

        return two()

    return one(), a


print(levels())


class Body:
    global class_global
    class_global = "set by a class body"
    local_to_class = 1


print(class_global, hasattr(Body, "class_global"))


def delete():
    global doomed
    doomed = 1
    del doomed


delete()
try:
    doomed
except NameError as error:
    print(error)


def augmented():
    try:
        counter += 1
    except UnboundLocalError as error:
        return str(error)


print(augmented())


def loop_variable():
    for i in range(3):
        pass
    return i


def import_binds():
    import sys as system
    return system.__name__, "system" in locals()


print(loop_variable(), import_binds())


def exec_scope():
    value = 1
    namespace = {"value": 10}
    exec("value += 1\nother = value * 2", namespace)
    return value, namespace["value"], namespace["other"], eval("value + 1"), eval("value + 1", {"value": 100})


print(exec_scope())
print(globals()["x"] is x, "reads" in globals(), __name__)
globals()["injected"] = 7
print(injected)


def local_names(a, b=2, *args, **kwargs):
    c = a
    return sorted(locals())


print(local_names(1))
max = lambda *a: "shadowed"
print(max(1, 2))
del max
print(max(1, 2))

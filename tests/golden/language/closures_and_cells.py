"""Closures: late binding, nonlocal, cells shared and emptied, defaults evaluated once."""


def counters():
    count = 0

    def up(by=1):
        nonlocal count
        count += by
        return count

    def down():
        nonlocal count
        count -= 1
        return count

    return up, down, lambda: count


up, down, now = counters()
print(up(), up(5), down(), now(), up.__closure__[0].cell_contents, up.__code__.co_freevars, counters.__code__.co_cellvars)
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])


def remember(item, seen=[]):
    seen.append(item)
    return seen


print(remember(1), remember(2), remember(3, []), remember.__defaults__)


def outer():
    def inner():
        return value

    try:
        inner()
    except NameError as error:
        print(error)
    value = 1
    print(inner())
    del value
    try:
        inner()
    except NameError as error:
        print(error)
    return inner


inner = outer()
try:
    inner.__closure__[0].cell_contents
except ValueError as error:
    print(type(error).__name__)
inner.__closure__[0].cell_contents = "put back"
print(inner())


def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value

    return composed


print(compose(str, lambda x: x + 1, abs)(-4), compose()(3))
x = "global"


class Scope:
    x = "class"
    seen = [x for _ in range(2)]

    def method(self):
        return x, self.x

    nested = (lambda: x)()


print(Scope.seen, Scope().method(), Scope.nested)


def shadows():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1


shadows()
exec("y = x + '!'", globals(), found := {})
print(found, eval("[x for _ in '12']"))

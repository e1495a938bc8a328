# Variables shared by nested functions: cells, nonlocal, late binding, class bodies.
x = "module"


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += "+inner"
            return x

        return inner

    def reader():
        return x

    return middle(), reader


change, read = outer()
print(read(), change(), read(), change(), read(), x)


def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    return step, reset


step, reset = counter(10)
other, _ = counter(0)
print(step(), step(5), other(), reset(), step())
print(step.__code__.co_freevars, [cell.cell_contents for cell in step.__closure__])


def conditional(flag):
    if flag:
        value = 1

    def use():
        return value

    return use


print(conditional(True)())
try:
    conditional(False)()
except NameError as error:
    print(error)


def unbound():
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
    y = 1
    del y
    try:
        y
    except UnboundLocalError as error:
        print(error)


unbound()


def shadow():
    x = "function"

    class Body:
        y = x
        x = "class"
        z = x

        def method(self):
            return x

    return Body.y, Body.x, Body.z, Body().method()


print(shadow())


def loop():
    functions = []
    for n in range(3):
        def show():
            return n
        functions.append(show)
    return [f() for f in functions], [(lambda: m)() for m in range(3)]


print(loop())


def deleted():
    value = 1

    def peek():
        return value

    del value
    return peek


try:
    deleted()()
except NameError as error:
    print(error)


def accumulate():
    total = 0
    history = []

    def add(n):
        nonlocal total
        total += n
        history.append(total)
        return lambda: (total, list(history))

    return add


add = accumulate()
first = add(1)
second = add(10)
print(first(), second())

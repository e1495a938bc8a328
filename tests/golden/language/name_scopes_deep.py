"""global, nonlocal, class scopes, del of cells, exec and locals across nested functions."""
counter = 0


def outer(a):
    b = a + 1

    def middle(c):
        nonlocal b
        global counter
        counter += 1
        b += c

        class Local:
            b = "class b"
            seen = a
            def method(self):
                return b, a, c
            values = [b, counter]
        return Local, lambda: (a, b, c, Local.b)
    return middle, lambda: b


middle, peek = outer(10)
cls, look = middle(5)
print(cls().method(), cls.seen, cls.values, look(), peek(), counter)
middle(100)
print(cls().method(), look(), peek(), counter)


def deleting():
    value = 1

    def use():
        return value
    yield use()
    del value
    try:
        yield use()
    except NameError as error:
        yield str(error)
    value = 3
    yield use()


print(list(deleting()))


def unbound(flag):
    if flag:
        name = 1
    try:
        return name
    except UnboundLocalError as error:
        return str(error)


print(unbound(True), unbound(False))


def handler_name():
    error = "before"
    try:
        raise ValueError("inside")
    except ValueError as error:
        pass
    try:
        return error
    except UnboundLocalError as problem:
        return type(problem).__name__


print(handler_name())


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return {"injected": "from prepare", "counter": "shadow"}


class Prepared(metaclass=Meta):
    copied = injected
    other = counter
    def method(self):
        return counter


print(Prepared.copied, Prepared.other, Prepared().method())
space = {"base": 7}
exec("def f(x):\n    return x * base\nresult = f(6)\nclass C:\n    y = result", space)
print(space["result"], space["C"].y, sorted(k for k in space if k[0] != "_"))
local = {}
exec("a = 1\nb = [a] * 2\nglobal z\nz = a", globals(), local)
print(local, z)


def closures():
    fs = []
    for i in range(3):
        def f(j, k=i):
            return i, j, k
        fs.append(f)
    return fs


print([f(9) for f in closures()], closures()[0].__closure__[0].cell_contents, closures()[1].__code__.co_freevars)


def shadow(print=print, len=lambda v: "my len"):
    print(len([1]), __builtins__.len([1]) if not isinstance(__builtins__, dict) else __builtins__["len"]([1]))


shadow()
for text in ["def f():\n x = 1\n global x", "def f(x):\n global x", "nonlocal y", "def f():\n nonlocal q", "def f(x):\n nonlocal x", "def f():\n print(x)\n nonlocal x"]:
    try:
        compile(text, "t", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno)

# Class bodies: what they see, what they bind, and statements inside them.
outer_value = "module"


class Body:
    print("runs", __name__, __qualname__)
    a = 1
    b = a + 1
    for i in range(3):
        pass
    loop = i
    if b > 1:
        def conditional(self):
            return "defined conditionally"
    else:
        missing = True
    try:
        c = undefined_in_body
    except NameError:
        c = "handled"
    with_lambda = lambda self: self.a
    outer_value = outer_value + " read before binding"
    comprehension = [x for x in range(3)]
    uses_first_iterable = [x for x in comprehension]
    nested = {k: v for k, v in [("a", a)]}
    del i
    import sys as system
    global made_global
    made_global = 5
    a += 10
    (walrus := 7)
    x, *y = "abc"
    locals()["dynamic"] = "through locals"


print(Body.a, Body.b, Body.loop, Body().conditional(), hasattr(Body, "missing"), Body.c, Body().with_lambda())
print(Body.outer_value, outer_value, Body.uses_first_iterable, Body.nested, hasattr(Body, "i"), Body.system.__name__)
print(made_global, hasattr(Body, "made_global"), Body.walrus, Body.x, Body.y, Body.dynamic)


def function():
    local = "function local"

    class Inside:
        value = local
        own = "class local"
        again = own

        def method(self):
            return local

        class Deeper:
            try:
                sees = value
            except NameError as error:
                sees = str(error)
            qualname = __qualname__

    return Inside


Inside = function()
print(Inside.value, Inside.again, Inside().method(), Inside.Deeper.sees, Inside.Deeper.qualname, Inside.__qualname__)


class Order:
    names = []
    names.append("first")

    def one(self):
        return two(self)

    names.append("second")

    def two(self):
        return "method two"

    three = two
    names.append(one.__name__)


def two(obj):
    return "global two"


print(Order.names, Order().one(), Order().three(), Order.three.__name__)


def factory(n):
    class Numbered:
        number = n

        def get(self):
            return n, self.number

        @property
        def double(self):
            return n * 2

    Numbered.__name__ = f"Numbered{n}"
    return Numbered


classes = [factory(n) for n in range(3)]
print([c().get() for c in classes], [c().double for c in classes], [c.__name__ for c in classes])
try:
    class Fails:
        before = 1
        raise ValueError("inside the body")
except ValueError as error:
    print(error, "Fails" in globals())


class Documented:
    "the docstring"
    __slots__ = ()


print(Documented.__doc__, Body.__doc__, sorted(k for k in vars(Order) if not k.startswith("_")))
x = "global"


class Tricky:
    y = x
    x = "class"

    def read(self):
        return x


print(Tricky.y, Tricky.x, Tricky().read())

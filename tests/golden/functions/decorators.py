# Decorators: order, arguments, classes as decorators, decorated methods.
log = []


def trace(function):
    def wrapper(*args, **kwargs):
        log.append(f"enter {function.__name__}")
        result = function(*args, **kwargs)
        log.append(f"leave {function.__name__} -> {result!r}")
        return result

    wrapper.__wrapped__ = function
    return wrapper


def tag(label):
    log.append(f"make {label}")

    def decorate(function):
        log.append(f"apply {label} to {function.__name__}")

        def tagged(*args):
            return f"<{label}>{function(*args)}</{label}>"

        return tagged

    return decorate


@tag("b")
@tag("i")
def shout(text):
    return text.upper()


print(shout("hi"))
print(log)
log.clear()


@trace
def add(a, b=1):
    return a + b


print(add(2), add(2, b=5), add.__wrapped__.__name__)
print(log)


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def square(x):
    return x * x


print([square(n) for n in range(4)], square.calls)


def register(registry):
    def decorate(cls):
        registry[cls.__name__] = cls
        return cls

    return decorate


registry = {}


@register(registry)
class Alpha:
    @staticmethod
    @trace
    def static(x):
        return x + 1

    @classmethod
    def make(cls, *args):
        return cls, args

    @property
    @trace
    def value(self):
        return 42


log.clear()
print(registry["Alpha"] is Alpha, Alpha.static(1), Alpha().static(2), Alpha.make(3)[1], Alpha().value)
print(log)
table = [tag, {"k": lambda f: lambda: "from " + f.__name__}]


@table[1]["k"]
def odd_place():
    pass


print(odd_place())


@(lambda f: f() * 2)
def replaced():
    return 21


print(replaced)

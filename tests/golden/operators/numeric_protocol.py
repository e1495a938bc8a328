# Every arithmetic special method, reflected and in-place versions, NotImplemented.


class Number:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"N({self.value})"


def install(name, symbol):
    def forward(self, other):
        if isinstance(other, (Number, int)):
            return f"{self!r} {symbol} {other!r}"
        return NotImplemented

    def reflected(self, other):
        return f"{other!r} {symbol} {self!r} reflected"

    setattr(Number, f"__{name}__", forward)
    setattr(Number, f"__r{name}__", reflected)


OPERATORS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@"}
for name, symbol in OPERATORS.items():
    install(name, symbol)

a, b = Number(1), Number(2)
for symbol in OPERATORS.values():
    print(eval(f"a {symbol} b"), "|", eval(f"a {symbol} 3"), "|", eval(f"3 {symbol} a"))
print(divmod(7, 2), "text" + "s")
for expression in ("a + 'x'", "object() + a", "object() + object()", "a < b", "-a", "~a", "[] - []", "'a' - 1", "{} | 5", "None + 1", "1 @ 2"):
    try:
        print(expression, "=", eval(expression).replace(repr(object())[:10], "") if "object() + a" != expression else "reflected")
    except TypeError as error:
        print(error)


class InPlace:
    def __init__(self):
        self.log = []

    def __iadd__(self, other):
        self.log.append(("+=", other))
        return self

    def __isub__(self, other):
        return "replaced"


x = y = InPlace()
x += 1
x += "two"
print(x is y, x.log)
x -= 1
print(x, type(y).__name__)
items = alias = [1]
items += [2]
items *= 2
print(alias, items is alias)
t = u = (1,)
t += (2,)
print(t, u)
table = {"k": [1]}
table["k"] += [2]
print(table)
holder = ([],)
try:
    holder[0] += [1]
except TypeError as error:
    print(error, holder)


class Unary:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __index__(self):
        return 2

    def __round__(self, digits=None):
        return f"round {digits}"

    def __bool__(self):
        return False


u = Unary()
print(-u, +u, ~u, abs(u), int(u), float(u), round(u), round(u, 2), [10, 20, 30][u], "abc"[u:], bool(u), hex(u), range(5)[u])


class Parent:
    def __add__(self, other):
        return "parent add"

    def __radd__(self, other):
        return "parent radd"


class Child(Parent):
    def __radd__(self, other):
        return "child radd"


print(Parent() + Child(), Child() + Parent(), Parent() + Parent(), 1 + Child())

"""Binary operators: reflected forms, subclasses first, NotImplemented, in-place fallbacks, augmented targets."""
import operator

log = []


def make(name, *, base=object, only=None, answer=True):
    def method(op):
        def run(self, *rest):
            log.append(f"{name}.{op}")
            return f"{name}.{op}" if answer else NotImplemented
        return run
    ops = only or ["add", "radd", "iadd", "sub", "rsub", "pow", "rpow", "lt", "gt", "eq", "ne", "le", "ge", "and", "rand", "divmod", "rdivmod"]
    return type(name, (base,), {f"__{op}__": method(op) for op in ops} | {"__hash__": None})


Yes, No = make("Yes"), make("No", answer=False)
Sub = make("Sub", base=Yes)
SubNo = make("SubNo", base=Yes, answer=False)
Quiet = type("Quiet", (Yes,), {})


def attempt(text, **names):
    log.clear()
    try:
        result = eval(text, names)
    except TypeError as error:
        result = f"TypeError {error}"
    print(f"{text:14} {result!s:70} {log}")


y, n, s, sn, q = Yes(), No(), Sub(), SubNo(), Quiet()
for text in ["y + n", "n + y", "n + n", "y + s", "s + y", "y + sn", "y + q", "q + y", "n + 1", "1 + n", "1 + y", "y ** n", "n ** y", "divmod(n, y)", "pow(n, y)", "n - s"]:
    attempt(text, y=y, n=n, s=s, sn=sn, q=q)
for text in ["y < n", "n < y", "n < n", "y < s", "n == n", "n != y", "n == 1", "1 == n", "y <= sn", "n >= y", "n == s"]:
    attempt(text, y=y, n=n, s=s, sn=sn, q=q)


class InPlace:
    def __init__(self, items=()):
        self.items = [*items]

    def __iadd__(self, other):
        self.items.append(other)
        return self

    def __isub__(self, other):
        return "replaced"

    def __mul__(self, other):
        return InPlace(self.items * other)

    def __imatmul__(self, other):
        return NotImplemented

    def __rmatmul__(self, other):
        return "rmatmul"


a = b = InPlace()
a += 1
a += 2
print(a is b, b.items)
a *= 2
print(a is b, a.items)
a -= 1
print(a, b.items)
try:
    b @= 3
except TypeError as error:
    print(error)

t = ([1], 2)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)
x = [1, 2, 3]
alias = x
x += "ab"
x *= 2
print(alias, operator.iadd([1], (2,)), operator.iconcat([1], [2]), operator.imul([0], 3))


class Index:
    def __init__(self):
        self.calls = []

    def __getitem__(self, key):
        self.calls.append(("get", key))
        return 10

    def __setitem__(self, key, value):
        self.calls.append(("set", key, value))


i = Index()
keys = iter("pq")
i[next(keys)] += 5
i[next(keys), 1:2] **= 2
print(i.calls)


class Pow:
    def __pow__(self, other, modulus=None):
        return ("pow", other, modulus)

    def __rpow__(self, other, modulus=None):
        return ("rpow", other, modulus)

    def __ipow__(self, other):
        return ("ipow", other)


p = Pow()
print(pow(p, 2), pow(p, 2, 3), 2 ** p, p ** 4)
p **= 5
print(p)
for text in ["[] + ()", "'a' + 1", "1 + 'a'", "{} | []", "[1] * 'a'", "None < 1", "1j < 2", "{1} < [1]", "b'a' + 'b'", "~1.5", "-'a'", "3 @ 4"]:
    attempt(text)

# python3.14
# `*` and `*=` between sequences, classes derived from them, and others: who is asked, and what is said.
class P(str):
    def __mul__(self, other): return NotImplemented


class Q(str):
    def __rmul__(self, other): return "r"


class R(list):
    def __mul__(self, other): return "m"


class S(list):
    pass


class I(list):
    def __imul__(self, other): return NotImplemented


class J(int):
    def __mul__(self, other): return NotImplemented


class N:
    def __index__(self): return 2


class O(N):
    def __rmul__(self, other): return "o"
    def __mul__(self, other): return "p"


def show(action):
    try:
        return repr(action())
    except TypeError as error:
        return str(error)


def in_place(a, b):
    if isinstance(a, (list, bytearray)):
        a = type(a)(a)
    a *= b
    return a


class A: pass


values = [P("ab"), Q("cd"), R([1]), S([2]), I([3]), J(3), N(), O(), [0], "x", 2, (1,), b"z", True, bytearray(b"y"), {}, None, 1.5, A]
for a in values:
    for b in values:
        print(type(a).__name__, type(b).__name__, show(lambda: a * b), "|", show(lambda: in_place(a, b)))

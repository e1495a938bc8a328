# The special methods behind pow, divmod, round, abs, unary operators and the conversions.
class N:
    def __pow__(self, other, mod=None): return ("pow", other, mod)
    def __rpow__(self, other, mod=None): return ("rpow", other, mod)
    def __divmod__(self, other): return ("divmod", other)
    def __rdivmod__(self, other): return ("rdivmod", other)
    def __round__(self, *digits): return ("round", digits)
    def __abs__(self): return "abs"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __matmul__(self, other): return ("matmul", other)
    def __rmatmul__(self, other): return ("rmatmul", other)
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
import math
n = N()
print(n ** 2, pow(n, 2, 3), 2 ** n, sep=" | ")
print(divmod(n, 3), divmod(3, n), round(n), round(n, 2), round(n, None), sep=" | ")
print(abs(n), -n, +n, ~n, n @ 1, 1 @ n, math.floor(n), math.ceil(n), math.trunc(n), sep=" | ")
x = n
x **= 4
print(x)
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)
for text in "divmod(object(), 1)", "round('a')", "abs('a')", "-'a'", "~1.5", "pow('a', 2)", "pow(2, 'a', 3)", "pow(2.0, 2, 3)", \
        "pow(2, -1, 4)", "pow(2, 1, 0)", "pow(3, -2, 7)", "[] @ []", "pow(2, 0.5)", "pow(-8, 1)", "round(2.5, 'a')":
    attempt(eval, text)

class Bad:
    def __index__(self): return "x"
    def __int__(self): return 1.5
    def __float__(self): return 3
    def __complex__(self): return 1
    def __bool__(self): return 2
    def __len__(self): return -1
    def __hash__(self): return "h"
    def __str__(self): return 1
    def __repr__(self): return None
    def __bytes__(self): return "b"
    def __format__(self, spec): return 5
    def __iter__(self): return 4
    def __dir__(self): return 7
for f in (int, float, complex, bool, len, hash, str, repr, bytes, format, iter, range, hex, dir, list, "abc".__getitem__):
    attempt(f, Bad())
class Short:
    def __len__(self): return 2 ** 70
attempt(len, Short())
attempt(bool, Short())

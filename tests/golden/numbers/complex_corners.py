# Complex numbers: texts, parsing, signed zeros, infinities, powers and what they refuse.
import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.

inf, nan = float("inf"), float("nan")
for z in (0j, -0j, 1j, -1j, 1 + 0j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(-0.0, -0.0), complex(inf, nan), complex(nan, -inf), complex(1e300, -1e-300), 1e16 + 1e-5j, complex(-1, -0.0), 3.5 - 2j):
    print(repr(z), str(z), f"{z:.2f}", f"{z:+.1e}", f"{z:>12g}|", -z, z.conjugate(), bool(z), z == z, z.real, z.imag)
for text in ("1+2j", " -1.5e3j ", "(1-2J)", "1e5", "j", "+j", "-j", "1+j", "inf+nanj", "-infinityj", "1 + 2j", "1+2", "((1))", "", "1j+2", "1+2jj", "1_0+2_0j", "nan", "0x1j", "1e+1e1j", "\u0661+2j", "1+-2j", "(1+2j", "1+2j)"):
    try:
        print(repr(text), complex(text))
    except ValueError as error:
        print(repr(text), error)
class C:
    def __complex__(self): return 4 + 5j
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 7
for args in ((), (1,), (1, 2), (1j, 2j), (C(),), (C(), 1), (F(), I()), (True,), (1.5, -0.0)):
    print(complex(*args), end=" ")
print()
for code in ("1j < 2j", "1j // 2", "1j % 2", "divmod(1j, 1)", "int(1j)", "float(1j)", "0j ** 0", "1j ** 2", "(1+1j) ** 100", "(1+1j) ** 0.5", "2 ** 1j",
             "pow(1j, 2, 3)", "abs(3+4j)", "abs(complex(inf, nan))", "abs(1e308+1e308j)", "round(1j)", "1j == 1", "1 + 0j == 1 == True", "hash(1 + 0j) == hash(1)", "hash(1j) == hash(1000003)", "{1: 'a'}[1 + 0j]", "1j.real = 2", "sum([1j, 2, 3.5])", "max(1j, 2j)", "complex(real=1, imag=2)",
             "(1+2j) * (3-1j), (1+2j) / (3-1j)", "1 - 1j, 1.5 * 2j, 2j - 1", "(5+0j).__int__", "1j.__float__", "(1+2j).__eq__(1), (1+0j).__eq__(1), 1j.__eq__('x')", "bool(complex(0, nan))", "complex(1, 2).__getnewargs__()", "1j.__lt__(2)", "(1j).__format__('=5')", "f'{1j:05}'", "f'{1+2j:n}'", "+1j, -(-1j)", "(2+3j).__pow__(2, None)", "isinstance(1j, (int, float))",
             "(1e308+0j) * 10 == inf", "complex(1, 2) != complex(1, 2.0000001)", "__import__('cmath').phase(-1), __import__('cmath').phase(complex(-1, -0.0)) < 0", "__import__('cmath').sqrt(-1), __import__('cmath').sqrt(-2j).real > 0", "__import__('cmath').polar(1j)"):
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
class Sub(complex):
    def __repr__(self): return "Sub" + super().__repr__()
s = Sub(1, 2)
print(s, [s], type(s + 1).__name__, type(+s).__name__, type(s.conjugate()).__name__, complex(s) == s, s.__complex__().__class__.__name__, hash(s) == hash(1 + 2j))

# complex: construction, text, comparison and powers.
def attempt(f, *args, **kw):
    try: print(repr(f(*args, **kw)))
    except Exception as error: print(type(error).__name__)
for text in "1", "1j", "j", "-j", "1+2j", "1-2J", " 1+2j ", "(1+2j)", "1e5-1e-5j", "inf-nanj", "nan+infj", "1 +2j", "1+2", "", "1+2jj", "i", "(1", "1_0+2_0j", "+1j", "--1j":
    attempt(complex, text)
attempt(complex, 1, 2); attempt(complex, 1.5); attempt(complex, real=1, imag=2); attempt(complex); attempt(complex, "1", 2); attempt(complex, 1, "2"); attempt(complex, None); attempt(complex, imag=1); attempt(complex, True, False)
class C:
    def __complex__(self): return 3 + 4j
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 7
class Bad:
    def __complex__(self): return 1
for cls in C, F, I, Bad: attempt(complex, cls())
z = 3 - 4j
print(z.real, z.imag, z.conjugate(), abs(z), -z, +z, z == 3 - 4j, z != 3, 3 + 0j == 3, hash(3 + 0j) == hash(3), bool(0j), bool(1j), z + 1, z * 2, z / 2, z ** 2, z ** 0, z ** -1, 2 ** 1j, (1 + 1j) ** 0.5)
for op in lambda: z < 1, lambda: z // 1, lambda: z % 1, lambda: divmod(z, 1), lambda: int(z), lambda: float(z), lambda: z / 0, lambda: z ** "a", lambda: setattr(z, "real", 1), lambda: 0j ** -1, lambda: round(z): attempt(op)
print(repr(0j), -0j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(-0.0, -0.0), 1j * 1j, 1e300 * (1 + 1j) * 1e10, complex("inf"), complex(float("nan"), 1), str(1e16 + 1j), 1.0j, 0.1 + 0.2j, 1e-7j)
print(f"{z:.2f} {z:>12} {z:g} {z:+.1e} {1234567.5j:,}", "%s" % z, format(z, ""), z.__getnewargs__(), z.__complex__() if hasattr(z, "__complex__") else z)
attempt(format, z, "d"); attempt(format, z, "=10"); attempt(format, z, "010")
print(sum([1j, 2, 0.5]), [1j, 1].index(1), sorted([3 + 1j, 1j], key=abs), {1 + 0j: "same", 1: "key"})

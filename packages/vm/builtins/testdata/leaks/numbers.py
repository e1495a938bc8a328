class I(int): pass
class F(float): pass
class C(complex): pass
class X:
    def __index__(self): return 2**70
    def __float__(self): return 1.5
    def __complex__(self): return 1j
BIG = 10**40
def ints():
    a = BIG; b = -BIG // 7; c = I(BIG); d = I(3); a + b; a - b; a * b; a // b; a % b; a / b; divmod(a, b); a ** 3; pow(a, 5, b); a << 70; a >> 30; a & b; a | b; a ^ b; ~a; -a; +c; abs(b); a < b; a == b; a == 1.5; hash(a); hash(c); repr(a); str(b); c + d; d * 2; int(c); I(c); int(X()); int('1' * 50); int('ff' * 20, 16); int(1e30); a.bit_length(); a.bit_count(); a.as_integer_ratio(); c.real; c.numerator; round(a, -5); round(c); c.__getnewargs__(); a.to_bytes(40, 'big', signed=True); I.from_bytes(b'\x01' * 20, 'little'); format(a, ','); f'{a:_x}'; f'{a:e}'; 2**62 + 1; 2**62 * 3; 2**31 - 1; {a: 1, c: 2, 2**64: 3}; True & False; True | 2; True ^ 1; True + a
def floats():
    x = 1.5; y = F(2.5); x + y; x - y; x * y; x / y; x // y; x % y; divmod(x, y); x ** y; (-x) ** y; x < y; x == BIG; x < BIG; BIG > x; -x; +y; abs(y); hash(x); repr(x); int(x); int(1e300); float('1.5'); float(y); F('2'); float(X()); F.fromhex('0x1p3'); x.hex(); x.as_integer_ratio(); round(x); round(x, 1); x.is_integer(); y.conjugate(); y.real; F.from_number(3) if hasattr(F, 'from_number') else 0; format(x, '.3f'); f'{y:>10}'; x + BIG; y.__getnewargs__(); float.__getformat__('double'); x.__trunc__(); x.__floor__(); x.__ceil__(); {x: 1, 1.25: 2}
def complexes():
    z = 1 + 2j; w = C(3, 4); z + w; z - 1; 1 - z; z * w; 2 * z; z / w; 1 / z; z ** 2; z ** w; z == w; z == 1; z == 1.0; -z; +w; abs(z); bool(z); hash(z); repr(z); complex('1+2j'); complex(z, w); complex(X()); C('3j'); z.conjugate(); w.real; w.imag; format(z, '.2f'); w.__complex__(); w.__getnewargs__()
def errors():
    for f in (lambda: BIG + 'a', lambda: BIG // 0, lambda: 1 % 0, lambda: 1.5 / 0, lambda: 1j / 0, lambda: 0 ** -1, lambda: int('x' * 50), lambda: int(X), lambda: int('1', 99), lambda: float('x'), lambda: float([]), lambda: complex('x'), lambda: complex([]), lambda: 10**400 * 1.5, lambda: 1e300 ** 2, lambda: int(float('nan')), lambda: int(float('inf')), lambda: round(1.7e308, -308), lambda: 1 << -1, lambda: 1 << BIG, lambda: format(1, 'y'), lambda: format(1.5, 'd'), lambda: format(1j, '='), lambda: format('a', '+'), lambda: format(1, 5), lambda: (5).to_bytes(0, 'big'), lambda: (300).to_bytes(1, 'big'), lambda: int.from_bytes(5), lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(2, 3, 1.5), lambda: str(10**5000), lambda: float.fromhex('q'), lambda: float.fromhex('0x1p5000'), lambda: float('inf').as_integer_ratio(), lambda: 1j < 2j, lambda: ~1.5, lambda: -X(), lambda: abs(1e308 + 1e308j), lambda: (1 + 1j) ** 5000):
        try: f()
        except Exception: pass
LEAK = [ints, floats, complexes, errors]

import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.

def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


inf = float("inf")
nan = float("nan")
show(r"""
1j, -1j, 1+2j, -1-2j, 0j, -0j, complex(-0.0,0), complex(0,-0.0), complex(nan,inf), complex(1,-nan), complex(inf,-inf), 1e16j, 1e-5+1.5e300j, 3.0+0j
(1+2j)*(3-4j), (1+2j)/(3-4j), (1+2j)+5, 5-(1+2j), 2.5*(1+2j), (1+2j)**2, (1+2j)**-3, (1+2j)**0.5, (1+2j)**(2-1j), 0j**0, 2**(1j), (1+2j)**0
0j**-1 if 0 else 1
1j/0 if 0 else 1
abs(3+4j), abs(complex(inf,nan)), abs(complex(1e200,1e200)), -(1+2j), +(1+2j), bool(0j), bool(1j)
abs(complex(1.7e308,1.7e308))
(1+2j)**1000
(1+2j)**1j, (-1)**0.5, (-8)**(1/3), (-2.5)**1.5
1j < 2j
1j // 2
1j % 2
divmod(1j,2)
pow(1j,2,3)
1j == 1j, 1+0j == 1, 1.0 == 1+0j, 1+0j == 1.0, (2**53+1) == complex(2**53), 1j != 1, 1j == 'a', {1: 2}[1+0j]
hash(1j), hash(1+2j), hash(1.5+0j), hash(complex(inf,-inf)), hash(-1+0j), hash(2**61+1j)
complex(1,2), complex(1.5), complex(True), complex(), complex(imag=3), complex(real=2), complex(1j), complex(1,0.0)
complex(1j,2), complex(1,2j), complex(1j,2j)
(1+2j).real, (1+2j).imag, (1+2j).conjugate(), (1+2j).__getnewargs__(), (1+2j).__complex__()
""")

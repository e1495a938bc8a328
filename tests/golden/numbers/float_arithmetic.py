def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
(5).__add__('a')
(5).__format__(5)
(-7).bit_length()
(5).__getnewargs__()
(10).__rdivmod__(3)
(5).__trunc__()
(-1e308)**3.0
(-0.0)**3
5.0//float("inf")
-5.0//float("inf")
5.0%float("-inf")
divmod(-5.0,float("inf"))
0.0//-3
-0.0 % 5, 0.0 % -5, -0.0//5, 7.5//-2, -7.5%2, divmod(-7.5,2)
(0.1).as_integer_ratio(), (1e300).as_integer_ratio(), (-0.5).as_integer_ratio(), (0.0).as_integer_ratio()
(1.5).is_integer(), (2.0).is_integer(), (1.5).real, (1.5).imag, (1.5).conjugate()
float.__getformat__('double')
(1.5).__int__(), (1.5).__trunc__(), (-1.5).__floor__(), (-1.5).__ceil__(), (1e30).__int__()
1 < 1.5, 2**53+1 > 2.0**53, 2**53 == 2.0**53, 10**400 > 1e308, -10**400 < float('-inf'), 1 < float('nan'), 10**400 < float('inf')
""")

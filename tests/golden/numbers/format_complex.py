def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
format(1+2j,''), format(1+2j,'.2f'), format(1+2j,'>20'), format(1+2j,'^20.1e'), format(1j,'+'), format(1+2j,'+g'), format(1234567+2345678j,',.2f'), format(1+2j, '.3'), format(0j,'.3'), format(1-2j,'n'), format(1+2j,'#.3g'), format(-0j, '')
format(1j,'=10')
format(1j,'010')
format(1j,'d')
format(1j,'%')
""")

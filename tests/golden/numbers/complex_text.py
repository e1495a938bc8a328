def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
complex('1+2j'), complex(' ( 1.5e3-2J ) '), complex('j'), complex('-j'), complex('+j'), complex('1'), complex('-1.5'), complex('1_0+2_0j'), complex('infj'), complex('nan+infj'), complex('.5-.5j'), complex('1e5j')
complex('1+2')
complex('1 + 2j')
complex('1+2jj')
complex('')
complex('1+')
complex('(1+2j')
complex('1j+2')
complex('++1j')
""")

def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
float(10**400)
float("inf")%5
float('1_0.5'), float(' 1.5 '), float('.5'), float('5.'), float('1e5'), float('-inf'), float('nan'), float('+Infinity')
float('1__0')
float('.')
float('1_')
float('1e')
float('e5')
float('١.٥')
float(b'1.5')
float([])
float('infi')
float('1e400'), float('1e-400'), float('-1e-400')
float('0.1'*1), float('9007199254740993'), float('2.2250738585072011e-308')
float('inf').as_integer_ratio()
float('nan').as_integer_ratio()
""")

def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
1e308**2
divmod(float("inf"),5)
1e300//1e-300
(1e300)%-7
""")

def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
round(15,-1)
round(25,-1)
round(-15,-1)
round(123456,-30)
round(5,2)
(5).__round__('a')
round(1e22,-22)
""")

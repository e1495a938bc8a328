def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
round(1.7e308,-308)
round(float("nan"))
round(float("inf"))
round(float("inf"),1)
round(-0.3)
round(2.675,2),round(0.5),round(1.5),round(-2.5),round(5e-324,323),round(0.15,1),round(1e300,-290)
""")

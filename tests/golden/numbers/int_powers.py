def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
pow(2,3,0)
pow(2,-1,4)
pow(3,-1,-7)
pow(3,-1,1)
pow(2,3,1.5)
pow(2.0,3,5)
pow(7,123456789,10**9+7)
pow(7**50,12345,10**40+1)
pow(-7**50,-12345,-(10**40+1))
2**-1.5
(-2)**0.5
(5).__pow__(2,3)
float("inf")**-1
""")

def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
10**400/10**399
1/10**400
10**400/1
10**400*1.0
10**400//1.5
(2**1024-2**970)/1
(2**1024-2**969)/1
(2**53+1)/1
(2**54+3)/3
-7**60/3**70
(2**100).bit_count()
-7//2, -7%2, 7//-2, 7%-2, divmod(-7,2), (-10**20)//7, (-10**20)%7, 10**20//-7, 10**20%-7, divmod(10**20,-7), (2**52+1)//3,(2**53-1)%10
""")

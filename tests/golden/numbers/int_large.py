def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
2**31, 2**31-1, -2**31, 2**63, 2**32*2**32, 3**40*3**41, -(3**41), abs(-3**41), ~(2**40), -(2**30), -(-2**30)
(2**64-1)*(2**64-1), (2**96-1)*(2**64+1), (10**30)*(10**40), 12345678901234567890*98765432109876543210
2**64-2**63, 2**64-(2**64-1), 2**64+1-2**64, -2**64+2**65, 10**20-10**20
2**100 < 2**100+1, 2**100 == 2**100, -2**100 < 2**99, 2**100 > -2**100
str(10**4299)[:5], len(str(10**4299))
str(10**4300)
len(hex(10**5000))
(2**70 & 2**69+5), 2**70 | 3, 2**70 ^ 2**70, -2**70 & 0xff, ~2**70
""")

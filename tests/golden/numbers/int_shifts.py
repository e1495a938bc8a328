def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
1<<2**70
0<<2**70
1>>2**70
-1>>2**70
1<<-1
1>>-1
0xffff_ffff >> 4, -0xffff_ffff >> 4, 2**70 >> 60, -2**70 >> 69, 5 << 60, -5 << 30, 1 << 52, 1<<53
""")

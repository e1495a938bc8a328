def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
(1.5).hex(), (-0.1).hex(), (0.0).hex(), (5e-324).hex(), float('inf').hex(), float('nan').hex(), (1e300).hex()
float.fromhex('0x1.8p3'), float.fromhex('1.8'), float.fromhex('-0x.8p-1'), float.fromhex(' 0xA '), float.fromhex('inf'), float.fromhex('0x1p-1080')
float.fromhex('0x1p1024')
float.fromhex('0x')
float.fromhex('xyz')
float.fromhex('0x1.fffffffffffff8p1023')
float.fromhex('0x1.fffffffffffff7p1023')
float.fromhex('0x0.00000000000008p-1022'), float.fromhex('0x1.00000000000008p0'), float.fromhex('0x1.00000000000018p0'), float.fromhex('0x0.8p-1074'), float.fromhex('0x0.81p-1074')
""")

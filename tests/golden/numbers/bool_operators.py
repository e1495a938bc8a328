def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
True+1
True.real
True.__and__(5)
True|2.0
True^True, True&False, True|False, True^3, 3^True
bool('')
bool(1,2)
bool(x=1)
float(True), -True, +True, abs(True)
hash(1e300), hash(0.1), hash(-0.1), hash(2**61), hash(-2**61), hash(10**30), hash(5e-324), hash(float('inf')), hash(float('-inf')), hash(-1.0), hash(True)
""")

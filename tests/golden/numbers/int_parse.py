def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
int(' 12 ')
int('\x1c12\x85')
int('0_0')
int('0x')
int('1__0')
int('_1')
int('1_')
int('-_1')
int('+ 1')
int('٣')
int('')
int('x'*300)
int('\x00')
int('0x1f',0)
int('0_7',0)
int('07',0)
int('00_0',0)
int('0b1',0)
int('0x_1f',16)
int('_0x1f',16)
int('0b1',16)
int('0o7',8)
int('0_0x1',16)
int('z',36)
int('z',35)
int('zyxwvutsrqponmlkjihgfedcba',36)
int('0b',2)
int('0b2',2)
int('1',1)
int('1',-1)
int('1',2**70)
int(1,10)
int('1','a')
int('- 1',10)
int('0B_1',0)
int('1',base=2)
int(None)
int([])
int(1.5,10)
int('1'*4301)
int('0'*5000)
int('f'*5000, 16) == 16**5000-1
int(1e30), int(-1e15), int(2.0**60), int(1e308)%1000
""")

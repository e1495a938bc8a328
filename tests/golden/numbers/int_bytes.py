def show(expressions):
    for text in expressions.strip().splitlines():
        try:
            print(text, "->", repr(eval(text)))
        except (ArithmeticError, ValueError, TypeError) as error:
            message = "" if isinstance(error, ZeroDivisionError) else error
            print(text, "->", type(error).__name__, message)


show(r"""
(5).to_bytes()
(300).to_bytes(1,'big')
(-1).to_bytes(1,'big')
(-1).to_bytes(2,'little',signed=True)
(5).to_bytes(2,'foo')
(5).to_bytes(-1,'big')
int.from_bytes(b'\x01\x02')
int.from_bytes(b'\xff','big',signed=True)
int.from_bytes(b'\x00\xff'*20,'little',signed=True)
int.from_bytes('a','big')
int.from_bytes(5,'big')
int.from_bytes(b'', 'x')
(0).to_bytes(0,'big')
(128).to_bytes(1,'big',signed=True)
(-128).to_bytes(1,'big',signed=True)
(-129).to_bytes(1,'big',signed=True)
(-32768).to_bytes(2,'big',signed=True)
(2**100+5).to_bytes(20,'little')
bool.from_bytes(b'\x01','big')
""")

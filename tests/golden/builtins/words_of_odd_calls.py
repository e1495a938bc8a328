# python3.14
# What is said of calls that are wrong in more than one way, and of arguments that are named.
def show(source):
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__, error)


for source in (
    "complex(real='1')",
    "complex(imag='1')",
    "complex('1', imag=2)",
    "complex(real=[])",
    "complex(real=b'1')",
    "complex(real=True)",
    "complex(real=2, imag=3)",
    "complex([])",
    "type('C', (complex,), {})(real=2)",
    "type('C', (complex,), {})(real='2')",
    "complex.__new__(type('C', (complex,), {}), imag=2)",
    "complex.__new__(int, imag=2)",
    "max(zzz=1)",
    "min(key=None)",
    "max(1, zzz=1)",
    "max(1, 2, key=None, zzz=1)",
    "max(1, 2, default=3)",
    "max([], default=3)",
    "'%c' % None",
    "'%c' % 1.5",
    "'%c' % type",
    "b'ab'.replace(0, 0, complex)",
    "b'ab'.replace(b'a', 0, complex)",
    "b'ab'.replace(b'a', b'', complex)",
    "bytearray(b'aba').replace(b'a', b'c', 1)",
):
    show(source)

for source in (
    "a, b = {1: 2, 3: 4, 5: 6, 7: 8}",
    "a, b = {1: 2, 3: 4, 5: 6}.keys()",
    "a, b = type('D', (dict,), {})({1: 1, 2: 2, 3: 3})",
    "a, b = {1, 2, 3}",
    "a, b, c = {1: 2}",
):
    try:
        exec(source)
    except ValueError as error:
        print(source, "->", error)


class K:
    def method(self):
        return super()

    for action in "[__class__ for x in [1]]", "{__class__ for x in [1]}", "{x: __class__ for x in [1]}":
        try:
            exec(f"class L:\n def m(self): return super()\n {action}")
        except NameError as error:
            print(action, "->", error)
    for late in "list(__class__ for x in [1])", "(lambda: __class__)()":
        try:
            exec(f"class L:\n def m(self): return super()\n {late}")
        except NameError as error:
            print(late, "->", error)

"""bytes and bytearray: every method with awkward arguments, side by side, and what each refuses."""
samples = [b"", b"a", b" ab c ", b"aXbXXc", bytes(range(120, 132)), b"MiXeD 12\n", b"\xff\x00a"]
calls = ["x.split()", "x.split(b'X')", "x.rsplit(b'X', 1)", "x.splitlines(True)", "x.strip()", "x.strip(b'a ')", "x.partition(b'X')", "x.rpartition(b'X')", "x.upper() + x.lower()", "x.title()", "x.capitalize()", "x.swapcase()", "x.replace(b'X', b'--')", "x.replace(b'', b'.', 3)", "x.find(b'X')", "x.rfind(b'X', 0, -1)", "x.count(b'')", "x.count(88)", "x.center(9, b'*')", "x.ljust(3) + x.rjust(4, b'.')", "x.zfill(5)", "x.expandtabs(2)", "x.hex()", "x.hex('-', 2)", "x.isalnum(), x.isalpha(), x.isdigit(), x.isspace(), x.istitle(), x.isupper(), x.islower(), x.isascii()", "x.startswith((b'a', b'M'))", "x.endswith(b'\\n')", "x.translate(None, b'aX')", "x.removeprefix(b'a').removesuffix(b'c')", "x * 2 + x", "x[::-2]", "x[-1:]", "97 in x, b'X' in x", "list(x)[:3]", "b'-'.join([x, x])", "x.decode('latin-1')", "sum(x)", "max(x, default=None)", "repr(x)"]
for call in calls:
    print(call)
    for sample in samples:
        row = []
        for kind in (bytes, bytearray):
            x = kind(sample)
            try:
                row.append(eval(call))
            except Exception as error:
                row.append(f"{type(error).__name__}")
        print("   ", row[0], "" if str(row[1]).replace("bytearray(", "").replace(")", "") == str(row[0]).replace(")", "") or row[0] == row[1] else row[1])
for call in ["b'a' + 'a'", "b'a'.find('a')", "b'a'.join(['a'])", "b'abc'[5]", "bytes([256])", "bytes(-1)", "bytes('a')", "bytes(1.5)", "bytes([1, 'a'])", "b'a'.split(b'')", "b'a'.replace('a', b'')", "bytes.fromhex('zz')", "b'a'.translate(b'short')", "b'\\xff'.decode()", "b'a'.hex('ab')", "b'a' % 5", "b'ab' < 'ab'", "bytes(5, 'x')", "bytearray(b'a').append(256)", "bytearray(b'a').pop(3)", "bytearray().remove(1)", "b'a'.index(b'z')", "int.from_bytes('a')", "bytes(object())", "memoryview('a')"]:
    try:
        print(call, eval(call))
    except Exception as error:
        print(call, type(error).__name__, error)
print(bytes(3), bytes([1, 2]), bytes(b"x"), bytes("é", "utf-8"), bytes(range(3)), bytes(bytearray(b"q")), bytes(memoryview(b"mv")), bytes.fromhex(" 0a 0B"), bytes.maketrans(b"ab", b"xy")[97:99], b"ab".translate(bytes.maketrans(b"ab", b"xy")))
print(b"a" == bytearray(b"a"), hash(b"a") == hash(memoryview(b"a")), b"a" in {b"a"}, b"a" < b"b" < b"ba", b"" == "", b"%b|%5d|%x" % (b"q", 3, 255), b"\x41\101\n\\'\"", rb"\n", b'"', b"'", b"'\"")


class Sub(bytes):
    def __new__(cls, *args):
        return super().__new__(cls, b"<" + bytes(*args) + b">")


class HasBytes:
    def __bytes__(self):
        return b"custom"


print(Sub(b"x"), type(Sub(b"x") + b"").__name__, Sub(b"x")[1:2], bytes(HasBytes()), Sub.fromhex("41") if True else "", bytes(Sub(b"y")))

# Methods of bytes and bytearray with arguments that are odd, and the messages about those that are wrong.
def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
ba = bytearray
for text in """b"abc".find(98)
b"abc".find(256)
b"abc".find("b")
b"abc".index(b"z")
b"abc".index(122)
b"a,b".split(",")
b"a b\\tc".split(None, 1)
b"a,b".split(b"")
b"abcabc".count(97, 1)
b"abc" + "d"
"d" + b"abc"
b"abc" + ba(b"d"), ba(b"d") + b"abc"
b"abc" * -1, 2 * ba(b"x")
b"abc" == "abc", b"a" == ba(b"a"), b"a" < "b"
b"a" in "abc"
"a" in b"abc"
97 in b"abc", b"bc" in b"abc", 300 in b"abc"
b",".join([b"a", ba(b"b"), memoryview(b"c")])
b",".join(["a"])
b",".join([1])
b",".join(5)
b"abc".startswith((b"x", b"a"))
b"abc".startswith(["a"])
b"abc".startswith(("a",))
b"abc".replace(b"", b"-"), b"abc".replace(b"b", b"", 0)
b"abc".replace("a", "b")
b"abc".translate(None, b"b"), b"abc".translate(bytes(range(256)), delete=b"a")
b"abc".translate(b"x")
bytes.maketrans(b"ab", b"c")
b"  a ".strip("a")
b"xxaxx".strip(b"x"), b"  a ".rstrip(), b"abc".lstrip(ba(b"ba"))
b"a".center(5, b"*"), b"a".ljust(3, ba(b".")), b"-5".zfill(5)
b"a".center(5, "*")
b"aBc1".swapcase(), b"hello world".title(), b"ABC".islower(), b"".isalpha(), b"\\xe9".upper()
b"a\\tb".expandtabs(4), b"a\\r\\nb\\rc".splitlines(True)
b"a-b-c".partition(b"-"), ba(b"a-b").rpartition(b"x")
b"a".partition(b"")
b"abc".hex(":"), b"abcde".hex("-", 2), b"abcde".hex("-", -2), b"a".hex(b".")
b"abc".hex("::")
b"abc".hex("é")
bytes.fromhex(" 61 62\\n63 "), ba.fromhex("FF")
bytes.fromhex("6 1")
bytes.fromhex("zz")
bytes([256])
bytes(["a"])
bytes(-1)
bytes("a")
bytes(3, "utf-8")
bytes(1.5)
bytes("é", "ascii")
bytes(b"x", "ascii")
bytes([True, 0]), bytes({65: 1}), bytes(i for i in (66, 67))
ba(b"abc").pop(), ba(b"abc").pop(-3)
ba().pop()
ba(b"a").pop(3)
ba(b"abc").remove(200)
ba(b"a").append(256)
ba(b"a").append("b")
ba(b"a").insert(0, b"b")
ba(b"a").extend([1, 999])
ba(b"a").extend(5)
b"abc"[5]
b"abc"[1:2], b"abc"[::-1], ba(b"abc")[2:0:-1]
b"\\x80".decode()
b"abc".decode("no-such")
b"abc".removeprefix(b"ab"), ba(b"abc").removesuffix(b"c")
b"abc".removeprefix("ab")
b"%d" % "a"
hash(ba(b"a"))
ba(b"a") < [1]
sorted([b"b", ba(b"a"), b"ab"])
repr(ba(b"it's")), str(b'"q"'), repr(b"'\\"")
b"a".isascii(), b"\\x80".isascii(), b" \\x0b".isspace()""".splitlines():
    attempt(text)

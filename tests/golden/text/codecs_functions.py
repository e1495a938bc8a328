import codecs


def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


show(codecs.utf_8_decode, b"a\xe2\x82")
show(codecs.utf_8_decode, b"a\xe2\x82", "strict", True)
show(codecs.utf_8_decode, b"a\xe2\x82", None, True)
show(codecs.utf_8_encode, "\xe9")
show(codecs.utf_8_encode, b"x")
show(codecs.utf_16_ex_decode, b"\xff\xfea\x00b")
show(codecs.utf_16_ex_decode, b"\xfe\xff\x00a", "strict", 0, True)
show(codecs.utf_16_decode, b"a\x00b", "strict", False)
show(codecs.utf_16_encode, "a", "strict", -1)
show(codecs.utf_16_encode, "a", "strict", 1)
show(codecs.utf_16_le_decode, b"a\x00\x00\xd8", "strict", False)
show(codecs.utf_32_ex_decode, b"\xff\xfe\x00\x00a\x00\x00\x00z")
show(codecs.latin_1_encode, "\xe9")
show(codecs.ascii_decode, bytearray(b"a"))
show(codecs.charmap_encode, "ab", "strict", {97: 98, 98: b"xy"})
show(codecs.charmap_encode, "abc", "replace", {97: 98, 63: 33})
show(codecs.charmap_encode, "abc", "strict", {97: 98})
show(codecs.charmap_encode, "a", "strict", {97: 300})
show(codecs.charmap_encode, "\xe9")
show(codecs.charmap_decode, b"ab", "strict", {97: "XY", 98: 99})
show(codecs.charmap_decode, b"ab", "ignore", {97: None})
show(codecs.charmap_decode, b"\x00\x01", "replace", "a")
show(codecs.charmap_decode, b"\xe9")
show(codecs.readbuffer_encode, b"abc")
show(codecs.readbuffer_encode, "\xe9")
show(codecs.escape_decode, rb"\n\x41\101\q\\'")
show(codecs.escape_decode, rb"\x4")
show(codecs.escape_decode, rb"\x4z", "replace")
show(codecs.escape_decode, rb"\xz!", "ignore")
show(codecs.escape_decode, b"a\\")
show(codecs.escape_encode, b"a'\n\\\xff")
for text in ["hello", "a+b", "\xe9\u20ac", "\u65e5\u672c\u8a9e", "\U0001f600 x", "a\ud800b", "~\\", "1\xe91", "\xe9-", "\x00"]:
    show(text.encode, "utf-7")
    show(text.encode("utf-7").decode, "utf-7")
    show(text.encode, "unicode_escape")
    show(text.encode, "raw_unicode_escape")
for data in [b"+AOk-", b"+AOk", b"+-", b"+", b"a+@b", b"\xe9", b"+AO-", b"+2D3eAA-", b"+2D0-", b"+AOkA", b"+AOk-x+AOk;", b"+AOl-"]:
    show(data.decode, "utf-7")
    show(data.decode, "utf-7", "replace")
    show(codecs.utf_7_decode, data)
for data in [rb"\n\x41\u20ac\U0001f600\101\\", rb"\x4", rb"\u12", rb"\U00110000", b"\\", b"\xe9\\'", rb"a\\u20ac", rb"\\\u20ac", rb"\uD83D\uDE00"]:
    for errors in ["strict", "replace", "ignore", "backslashreplace"]:
        show(lambda: len(data.decode("unicode_escape", errors)))
        show(lambda: len(data.decode("raw_unicode_escape", errors)))
show(codecs.unicode_escape_decode, b"ab\\x4", "strict", False)
show(codecs.raw_unicode_escape_decode, b"ab\\u00", "strict", False)

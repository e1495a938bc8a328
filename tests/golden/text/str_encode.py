def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

TEXTS = ["", "abc", "h\xe9llo", "\u20ac\xe9", "\U0001f600a", "\ud800", "a\udc80b", chr(0xd83d) + chr(0xde00)]
CODECS = ["utf-8", "UTF8", "utf_8", "ascii", "us-ascii", "latin-1", "iso8859-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
ERRORS = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"]
for text in TEXTS:
    for codec in CODECS:
        show(text.encode, codec)
for text in TEXTS[2:]:
    for errors in ERRORS:
        for codec in ["utf-8", "ascii", "latin-1", "utf-16-be", "utf-32-le"]:
            show(text.encode, codec, errors)
INPUTS = [b"", b"abc", b"h\xc3\xa9", b"\xff", b"a\x80b", b"\xc0\x80", b"\xe2\x82", b"\xe2\x82\xac", b"\xe2(\xa1", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80",
          b"\xf4\x90\x80\x80", b"\xf0\x9f\x98", b"\xf5", b"\xe0\x80\x80", b"\xf0\x82\x82\xac", b"\xc3\xc3\xa9", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\x00\xd8a\x00",
          b"\x00\xdc", b"=\xd8\x00\xde", b"\x00\x00\xfe\xff\x00\x00\x00a", b"\xff\xff\xff\xff", b"\x00\xd8\x00\x00"]
for data in INPUTS:
    for codec in ["utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]:
        show(data.decode, codec)
    for errors in ["ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"]:
        show(data.decode, "utf-8", errors)
        show(data.decode, "utf-16-le", errors)
        show(data.decode, "ascii", errors)
show(str, b"abc", "ascii")
show(str, bytearray(b"\xe9"), "latin1")
show(str, memoryview(b"abc"), errors="strict")
show(str, b"\xff", errors="replace")
show(str, "abc", "ascii")
show(str, 5, "ascii")
show(str, b"abc", 5)
show("a".encode, 5)
show("a".encode, "utf-8", 5)
show("\xe9".encode, "ascii", "no such handler")
try:
    "a\u20ac\u20acb".encode("ascii")
except UnicodeEncodeError as error:
    print(error.encoding, error.object == "a\u20ac\u20acb", error.start, error.end, error.reason)
try:
    b"a\xe2\x82b".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)

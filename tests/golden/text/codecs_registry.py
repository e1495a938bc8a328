import codecs


def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


for name in ["utf-8", "UTF8", "latin1", "cp1252", "koi8-r", "utf-7", "utf_16", "rot13", "unicode_escape", "raw-unicode-escape", "utf-8-sig", "mac-roman",
             "cp437", "no such codec"]:
    show(lambda: codecs.lookup(name).name)
show("\xe9\u20ac".encode, "cp1252")
show("\u0416".encode, "cp1252")
show("a\u0416\u20ac\u0416".encode, "cp1252", "replace")
show("a\u0416".encode, "cp1252", "xmlcharrefreplace")
show(b"\x81a".decode, "cp1252")
show(b"\x81a".decode, "cp1252", "replace")
show("\u041f\u0440".encode, "koi8-r")
show(b"\xf0\xd2".decode, "koi8-r")
show("\xe9".encode, "cp437")
show("\xe9".encode, "utf-8-sig")
show(b"\xef\xbb\xbfabc".decode, "utf-8-sig")
show(codecs.encode, "hello", "rot13")
show("abc".encode, "rot13")
show(codecs.decode, b"abc")


def search(name):
    if name == "mycodec":
        return codecs.CodecInfo(lambda text, errors="strict": (text.encode("utf-8")[::-1], len(text)),
                                lambda data, errors="strict": (bytes(data)[::-1].decode(), len(data)), name="mycodec")
    if name == "wrongtype":
        return codecs.CodecInfo(lambda text, errors="strict": (5, 1), lambda data, errors="strict": (5, 1), name="wrongtype")
    if name == "nocodec":
        return 5


codecs.register(search)
show("abc".encode, "mycodec")
show(b"abc".decode, "MyCodec")
show("abc".encode, "wrongtype")
show(b"abc".decode, "wrongtype")
show("abc".encode, "nocodec")
show(codecs.register, 5)
codecs.unregister(search)
show("abc".encode, "mycodec")
decoder = codecs.getincrementaldecoder("utf-8")()
print(ascii([decoder.decode(bytes([byte])) for byte in "a\u20ac\U0001f600".encode()]))
decoder = codecs.getincrementaldecoder("utf-16")()
print(ascii([decoder.decode(bytes([byte])) for byte in "a\u20ac\U0001f600".encode("utf-16")]))
decoder = codecs.getincrementaldecoder("utf-8")("replace")
print(ascii([decoder.decode(b"\xe2\x82"), decoder.decode(b"x\xe2"), decoder.decode(b"", True)]))
encoder = codecs.getincrementalencoder("utf-16")()
print(encoder.encode("a"), encoder.encode("b"))
print(list(codecs.iterdecode([b"a\xc3", b"\xa9"], "utf-8")) == ["a", "\xe9"], list(codecs.iterencode(["a", "b"], "utf-32-be")))

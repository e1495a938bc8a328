import codecs


def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


def handler(error):
    print(type(error).__name__, error.encoding, error.start, error.end, error.reason)
    return "<%s>" % ascii(error.object[error.start:error.end]), error.end


codecs.register_error("mine", handler)
show("a\xe9\u20acb".encode, "ascii", "mine")
show(b"a\xff\xfeb".decode, "ascii", "mine")
show(b"a\xe2\x82b".decode, "utf-8", "mine")
show("a\ud800\ud801".encode, "utf-8", "mine")
show("a\u0416".encode, "cp1252", "mine")
show(b"\x00\xd8".decode, "utf-16-le", "mine")
show("\ud800".encode, "utf-16-be", "mine")
for number, answer in enumerate([5, ("x",), (5, 1), ("x", "y"), ("\xe9", 1), ("x", 100), ("x", -100), (b"\xff", -1), ("", 1), (None, 1)]):
    codecs.register_error("answer%d" % number, lambda error: answer)
    show("\xe9a".encode, "ascii", "answer%d" % number)
    show(b"\xffa".decode, "ascii", "answer%d" % number)


def failing(error):
    raise KeyError("handler failed")


codecs.register_error("failing", failing)
show("\xe9".encode, "ascii", "failing")
show(codecs.lookup_error, "no such handler")
show(codecs.register_error, "x", 5)
print(codecs.lookup_error("mine") is handler, codecs.lookup_error("strict") is codecs.strict_errors)
for name in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"]:
    found = codecs.lookup_error(name)
    for error in [UnicodeEncodeError("ascii", "a\xe9\udc80\u20acb", 1, 4, "reason"), UnicodeDecodeError("utf-8", b"a\xed\xb2\x80b", 1, 3, "reason"),
                  UnicodeEncodeError("utf-8", "\udc80", 0, 1, "reason"), UnicodeDecodeError("ascii", b"\x80\xffa", 0, 2, "reason")]:
        show(found, error)
    show(found, 5)
    show(found, ValueError("x"))

# splitlines, split and rsplit: every kind of line boundary and white space.
def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
breaks = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\x1f", "\u200b"]
for b in breaks:
    text = f"one{b}two{b}"
    print(ascii(b), ascii(text.splitlines()), ascii(text.splitlines(True)), ascii(text.split()))
print("".splitlines(), "\n".splitlines(), "\n\n".splitlines(True), "a\n\rb".splitlines(), "a\r\n\nb".splitlines(keepends=True))
print(b"a\r\nb\rc\x0bd\x85e\n".splitlines(), b"a\nb".splitlines(True), bytearray(b"a\n").splitlines())
print("  a  b  ".split(), "  a  b  ".split(" "), "  a  b  ".split(None, 1), "  a  b  ".rsplit(None, 1), "  a  b c ".rsplit(maxsplit=1))
print("a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "a,b,c".split(",", 0), "a,b,c".split(",", -5), "".split(","), "".split())
print("aXXbXXc".split("XX"), "aXXXb".split("XX"), "aXXXb".rsplit("XX"), "é😀é".split("😀"), "\u3000a\u2003b".split())
print(attempt("a".split, ""), attempt("a".split, 5), attempt("a".split, ",", "b"), attempt("a".splitlines, "x", 1))
print(b"a b\tc".split(), b"a,b".split(b","), attempt(b"a".split, ","), attempt(b"a".split, b""), b"  x ".rsplit(), b"a\x0bb\x1cc".split())
print("  x\u3000\x1f".strip() == "x", "xxaxx".strip("x"), "xyaxy".lstrip("yx"), "abc".rstrip("cb"), "é😀é".strip("é"), "aaa".strip("a"), "abc".strip(""), attempt("a".lstrip, "a", "b"))
print(b"  x\x0b".strip(), b"xax".strip(b"x"), attempt(b"a".strip, "a"), bytearray(b" y ").lstrip(), b"\x1cx".strip())
for piece in "one  two\tthree\n".split(" "): print(repr(piece), end=";")
print()
class S(str): pass
print([type(p).__name__ for p in S("a b").split()], type(S("ab").strip()).__name__, type(S("a").splitlines()[0]).__name__, type(S("x").partition("x")[0]).__name__)

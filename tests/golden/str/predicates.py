# Every is...() of str over characters that tell them apart; and where bytes differ.
names = [n for n in dir(str) if n.startswith("is")]
print(names)
samples = ["", "a", "A", "1", "a1", "a b", "Ab", "Ab Cd", "AB", "ab", " ", "\t\n", "\u00b2", "\u0663", "\u2160", "\u00bd", "ǅ", "ß", "é", "É", "中", "😀", "_a", "1a", "class", "\u200b", "\u00a0", "\x7f", "ª", "A1B", "Aé", "ʰ", "\u0345", "\ud800", "ﬁ", "İ"]
for s in samples:
    print(ascii(s).ljust(12), "".join("1" if getattr(s, n)() else "." for n in names))
byte_names = [n for n in dir(bytes) if n.startswith("is")]
print(byte_names)
for b in b"", b"a", b"A", b"1", b"aB", b" ", b"\t", b"\xe9", b"Ab Cd", b"A1", b"_", b"\x0b\x1c", b"\x85":
    print(str(b).ljust(12), "".join("1" if getattr(b, n)() else "." for n in byte_names))
for method in "upper", "lower", "title", "capitalize", "swapcase", "casefold":
    print(method, [ascii(getattr(s, method)()) for s in ("ß", "ǆ", "ﬁ", "İ", "Σας Σ", "aB'c d1e", "ŉ", "ΐ", "ᾳ", "Ω")])
for method in "upper", "lower", "title", "capitalize", "swapcase":
    print(method, getattr("aB'c d1e é".encode(), method)())
for s in "a".isalpha, b"a".isdigit, "a".upper, b"A".lower:
    try:
        s(1)
    except TypeError as error:
        print(error)

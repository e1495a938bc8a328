"""split, rsplit, splitlines, partition, strip, removeprefix, expandtabs, translate, case and tests, on awkward text."""
texts = ["", " ", "a", " a  b ", "a,b,,c,", "\ta\nb\r\nc\x0bd\x0ce\x1cf\x85g\u2028h", "ab\u00a0cd\u3000ef", "xxaxxbxx"]
for text in texts:
    print(ascii(text))
    print("  ", ascii(text.split()), ascii(text.split(None, 1)), ascii(text.rsplit(None, 1)))
    print("  ", ascii(text.split(",")), ascii(text.split("xx", 1)), ascii(text.rsplit("xx", 1)), ascii(text.split("\n")))
    print("  ", ascii(text.splitlines()), ascii(text.splitlines(True)))
    print("  ", ascii(text.strip()), ascii(text.lstrip("ax \t")), ascii(text.rstrip("xh,")), ascii(text.strip("")))
    print("  ", ascii(text.partition("b")), ascii(text.rpartition("x")), ascii(text.removeprefix("xx")), ascii(text.removesuffix("xx")))
for call in ["'a'.split('')", "'a'.partition('')", "'a'.split(1)", "'a'.join([1])", "'a'.join('bcd')", "''.join([])", "'-'.join(x for x in 'ab')", "'a b c d'.split(maxsplit=2)", "'a,b'.split(sep=',', maxsplit=-5)", "'a'.replace('', '-')", "'aaa'.replace('a', 'b', 2)", "''.replace('', 'x')", "'abc'.replace('', '.', 2)", "'\t1\t22\t'.expandtabs(4)", "'a\tb\n\tc'.expandtabs()", "'x\ty'.expandtabs(0)", "'a'.center(4, '*')", "'abc'.zfill(6)", "'-12'.zfill(6)", "'+'.zfill(3)", "'a'.ljust(3) + '|'", "'ab'.rjust(1)", "'a'.center(5, 'xy')"]:
    try:
        print(call, ascii(eval(call)))
    except Exception as error:
        print(call, type(error).__name__, error)
table = str.maketrans("abc", "xyz", "d")
print("abcd".translate(table), "abc".translate({97: None, "b": "no", 98: "BB", 99: 0x1F600}), str.maketrans({"a": 1, 98: "z"}))
print("abc".translate({ord("a"): "one", ord("b"): None}), "hello".translate(type("T", (), {"__getitem__": lambda s, i: i + 1 if i < 110 else "?"})()))
for word in ["hello World", "HELLO", "ǆ ß ŉ ﬁ", "they're bill's", "ΑΣ ΑΣΑ", "İi", "x1y2", "123", "ⅷ"]:
    print(word, word.upper(), word.lower(), word.title(), word.capitalize(), word.swapcase(), ascii(word.casefold()), word.istitle(), word.isupper(), word.islower())
tests = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "isnumeric", "isprintable", "isspace"]
for text in ["", "a1", "1", "²", "½", "é", " \t", "_x", "1x", "\x00", "日", "١", "a b", "\u00a0", "\ud800"]:
    print(ascii(text).ljust(10), "".join(str(int(getattr(text, test)())) for test in tests))
print("abcabc".find("c", 3), "abc".find("", 3), "abc".find("", 4), "abc".rfind("", 0, 2), "abc".index("b"), "aXbX".count("X", 2), "aaa".count("aa"), "abc".count(""))
print("abc".startswith(("x", "a")), "abc".endswith("bc", -1), "abc".startswith("", 5), "abc".startswith("b", 1, 1), "abc".endswith(()), "abc".startswith("abc", -9))

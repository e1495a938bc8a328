def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

WORDS = ["", "hello World", "HELLO", "stra\xdfe", "\u01c6x", "\u0149a", "\ufb01n", "\u0391\u03a3", "\u03a3", "A\u03a3 B\u03a3.", "\u0130x",
         "i\u0307", "don't STOP-it 2nd", "\u1f80\u1f88", "\u10d0\u1c90", "\u13a0\uab70", "1a2B", "\xb5\xff", "\U00010428\U00010400",
         "\u2160\u24d0", "\xaa\xba", "\u0587"]
for word in WORDS:
    print(*[ascii(method(word)) for method in
            (str.lower, str.upper, str.title, str.capitalize, str.swapcase, str.casefold)])
TESTS = (str.isalpha, str.isdigit, str.isdecimal, str.isnumeric, str.isalnum, str.isspace, str.isupper, str.islower, str.istitle,
         str.isidentifier, str.isprintable, str.isascii)
for word in WORDS + ["123", "\u0663", "\xb2", "\u2460", "\xbd", "\u4e00", "\u2167", " \t\n", "\x1c\x85\u2003", "\u200b", "_a1", "1a", "a b", "\u2118",
                     "a\u0301", "\x00", "\x7f", "\xad", "\ud800", "\U0001f600", "\ue000", "Abc Def", "ABC 1", "abc1"]:
    print(ascii(word), "".join("1" if test(word) else "0" for test in TESTS))

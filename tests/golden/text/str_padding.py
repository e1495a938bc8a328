def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for text in ["", "ab", "abc", "\xe9"]:
    for width in [0, 3, 4, 7, 8]:
        print(ascii([text.center(width), text.center(width, "*"), text.ljust(width, "\u20ac"), text.rjust(width, "-")]))
for text in ["42", "-42", "+42", "", "-", "--1", "abc"]:
    print([text.zfill(width) for width in (0, 2, 5)])
show("a".center, 5, "xy")
show("a".center, 5, "")
show("a".center, "5")
show("a".ljust, 1.5)
print(ascii("abc\u20ac".translate({97: "XY", 98: None, 99: 100, 0x20ac: "\U0001f600"})))
print("abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "1", 98: 50, "c": None})))
print(sorted(str.maketrans("ab", "xy", "cd").items(), key=str))


class Table:
    def __getitem__(self, code):
        if code == 97:
            raise LookupError
        return chr(code).upper() * 2


print("abc".translate(Table()), "abc".translate("xyz"), "\x00\x01a".translate(["q", "r"]))
show("abc".translate, {97: 0x110000})
show("abc".translate, {97: 1.5})
show("abc".translate, 5)
show(str.maketrans, "ab", "c")
show(str.maketrans, {"ab": 1})
show(str.maketrans, {1.5: 1})
show(str.maketrans, [1])
for text in ["", "plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "\n\r\t\x00\x1f\x7f", "\xe9\xa0\xad", "\u20ac\u200b\u2028",
             "\U0001f600\U000e0001", "\ud800"]:
    print(ascii(repr(text)), ascii(text))

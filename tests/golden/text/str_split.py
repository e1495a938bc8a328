def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for text in ["", " ", "a", " a  b c ", "a,b,,c,", ",", "a\tb\nc\x1cd\x85e\u2003f\xa0g", "\xe9 \u20ac"]:
    print(ascii(text.split()), ascii(text.rsplit()), ascii(text.split(",")), ascii(text.rsplit(",")))
    for limit in [0, 1, 2, 10, -1]:
        print(ascii(text.split(None, limit)), ascii(text.rsplit(None, limit)), ascii(text.split(",", limit)),
              ascii(text.rsplit(",", maxsplit=limit)))
show("a".split, "")
show("a".rsplit, "")
show("a".split, 5)
print("a<>b<>c".split("<>"), "a<>b<>c".rsplit("<>", 1), "aaa".split("aa"), "aaa".rsplit("aa"))
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
show("a".partition, "")
show("a".partition, 5)
for text in ["", "a", "a\nb", "a\r\nb\r", "\n\n", "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\x1f"]:
    print(ascii(text.splitlines()), ascii(text.splitlines(True)), ascii(text.splitlines(keepends=1)))
print("-".join([]), "-".join(["a"]), "-".join("abc"), "\u20ac".join(["a", "\xe9"]), "".join(("x", "y")))
print(", ".join(str(i) for i in range(5)), "".join({"k": 1}), "x".join(""))
show("".join, ["a", 1])
show("".join, 5)
show("".join, [b"a"])
for text in ["  ab \t", "xxabxx", "\u2003\xa0ab\x1f", "", "    "]:
    print(ascii(text.strip()), ascii(text.lstrip()), ascii(text.rstrip()), ascii(text.strip("x")), ascii(text.lstrip("xa")),
          ascii(text.rstrip("bx ")), ascii(text.strip(None)))
print("a\tbc\td".expandtabs(), "a\tbc\td".expandtabs(4), "a\tb".expandtabs(0), "a\nb\tc".expandtabs(tabsize=3), "x".expandtabs())

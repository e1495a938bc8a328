# Methods of str beyond ASCII: case mappings that change lengths, classes of characters, splits at odd spaces.
samples = ["ß", "ﬁ", "ŉ", "İ", "ı", "Σ", "ΑΣ", "ΑΣ.", "ΑΣΑ", "ǆ", "ǅ", "ΐ", "ᾳ", "ﬀ x", "ÿ", "µ", "𐐨", "Ⅷ", "ⓐ", "ª", "ʼn", "Ꭰ", "ꭰ", "ẞ", "ა", "Ა"]
for s in samples:
    print(ascii(s), *map(ascii, (s.upper(), s.lower(), s.title(), s.capitalize(), s.casefold(), s.swapcase())),
          s.isupper(), s.islower(), s.istitle())
chars = "5²½Ⅷ٣४一㊀①_ªʰ\u0300\u00b7\u2118\u200b\u00a0\u2003\u1680\u180e\u0085\x1c\u2028\ue000\u0378\U0001d7ce"
for name in "isalnum isalpha isascii isdecimal isdigit isidentifier isnumeric isprintable isspace".split():
    print(name, "".join("01"[getattr(c, name)()] for c in chars))
print([int(c) for c in "٣४𝟎"], int("  ٣४\u2003"), float("\u0661.\u0665"), complex("\u0661+\u0662j"))
text = "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\r\nj\rk\nl\x1fm"
print([ascii(part) for part in text.splitlines()])
print(len(text.split()), text.splitlines(True)[:3])
print(ascii("\u2003\u00a0x\u200by\u3000".strip()), "\x1f a \x1c".split(), ascii("\u200bx\ufeff".strip()))
print("straße".casefold() == "STRASSE".casefold(), "É".lower() == "é", "e\u0301" == "é")
print("ab\u0130c".lower().encode("utf-8"), len("İ".lower()), "they're bill's UK".title(), "ǆabc ǆ".title())
print("\U0001f600é".find("é"), "\U0001f600é".index("é", 1), "é\U0001f600é".rfind("é"), "a\U0001f600b"[::-1], "éa".count(""))
print("aXbxc".replace("x", "\U0001f600"), "é\u0142".translate({0xe9: "EE", 0x142: None}), "abc".translate(str.maketrans("ab", "\u20ac\U0001f600", "c")))
print("\u20ac".center(5, "\U0001f600"), "\t\u00e9\tx".expandtabs(4).encode("ascii", "backslashreplace"), "é".zfill(3), "-é".zfill(5))
print("\u01c6".isidentifier(), "\u2118x".isidentifier(), "a\u00b7".isidentifier(), "\u00b7a".isidentifier(), "1a".isidentifier(), "".isidentifier())
print(sorted(["é", "z", "e", "Z", "\U0001f600", "\uffff", "É"]), max("a\u0301", "á"), "\ud800" < "\U00010000")
for bad in "x\ud800", "\udcff":
    try:
        bad.encode()
    except UnicodeEncodeError as error:
        print(error, error.start, error.end, ascii(error.object))
print(ascii("\x7f\x80\xad\u0600\u061c\ud800\U000e0001"), repr("\x7f\x80\xad\u0600\u061c\U000e0001\u3000 \u200d"))

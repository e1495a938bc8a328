# str methods that cut and join, with every kind of width, empty parts, limits and wrong arguments.
wide = "é→😀"
for s in ("a,b,,c,", ",", "", " a  b ", "é,ü→,😀,x", "aXXbXXXc", "\u2003x\u00a0y\u1680", "tab\tnew\nline\r\n"):
    print(ascii(s.split(",")), ascii(s.rsplit(",", 1)), ascii(s.split()), ascii(s.split(None, 1)), ascii(s.rsplit(None, 1)), ascii(s.partition(",")), ascii(s.rpartition("X")), ascii(s.splitlines()), ascii(s.split("XX", 1)), sep=" ; ")
def attempt(text):
    try:
        print(text, "->", ascii(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
for text in ('"".join(["é", "a", "😀"])', '"→".join("abc")', '",".join([])', '",".join(["x"])', '",".join(["x", 1])', '",".join([b"x"])', '",".join(5)', '"😀".join(iter(["a", "b"]))', '"ab".join(("1", "2", "3"))', '"aaa".replace("a", "bb", 2)', '"aaa".replace("", "-")', '"".replace("", "x")', '"".replace("", "x", 0)', '"aaa".replace("aa", "b")',
             '"é".replace("é", "😀")', '"😀é".replace("😀", "")', '"a".replace("a", "a") is not None', '"abc".replace("b", "B", -1)', '"abc".replace(1, "x")', '"xxabcxx".strip("x")', '"😀a😀".strip("😀")', '"abc".strip("")', '"abc".strip("cab")', '"éa".lstrip("é"), "aé".rstrip("é")', '"a\\u2029".rstrip()', '"prefix-x".removeprefix("prefix-")',
             '"x.py".removesuffix(".py"), "x".removesuffix("")', '"abc".find("")', '"abc".find("", 3)', '"abc".find("", 4)', '"abc".rfind("")', '"abc".index("z")', '"abc".find("c", -1), "abc".find("a", -2)', '"abcabc".rindex("abc", 0, 5)', '"aaaa".count("aa"), "aaaa".count("")', '"é→😀é".count("é", 1)', '"é→😀".find("😀"), "é→😀".index("→", 0, 2)', '"abc".startswith("b", 1), "abc".endswith("b", 0, 2), "abc".startswith("", 4)',
             '"abc".startswith(("x", "ab")), "abc".endswith(())', '"abc".startswith(["a"])', '"abc".startswith(("a", 1))', '"abc".startswith((1, "a"))', '"é".center(4, "→"), "é".ljust(3, "😀"), "ab".rjust(1)', '"ab".center(5), "ab".center(6), "a".center(4)', '"a\\tbc\\td".expandtabs(), "\\t".expandtabs(0), "a\\t".expandtabs(-3)', '"a\\nb\\tc".expandtabs(4)', '"+5".zfill(4), "--5".zfill(5), "é".zfill(0)',
             '"abc".translate({97: "é", 98: None, 99: 120})', '"abc".translate({"a": 1})', '"abc".translate("xyz" * 40)', '"abc".translate({97: 2**31})', '"abc".translate({97: []})', 'str.maketrans({"a": 1, 98: "x"})', 'str.maketrans("ab", "c")', 'str.maketrans({"ab": 1})', 'str.maketrans("a", "b", "c")', 'str.maketrans(5)', '"a" "é" \'b\' + "😀"[0]', '"é→😀"[::-1], "é→😀"[1:], "é→😀"[-1:], "é→😀"[5:]', '"😀" * 3, 0 * "é", "é" * -1', '"a" < "é" < "→" < "😀", "ab" > "a", "" < "a"',
             '"é" in "aé", "" in "", "→" not in "é"', '1 in "a"', '"a" + 1', '"a" - "b"', 'hash("a") == hash("é"[:0] + "a")', 'max("aé😀"), min("aé😀"), sorted("b😀aé")', '"{}é{}".format("😀", 1), "%s→" % "é", f"{wide!r:>6}"', '"\\u0130".lower() == "i\\u0307", len("ß".upper())', '"a\\x00b".split("\\x00"), "\\x00" in "a\\x00"', '"é".encode("latin-1"), "é".encode("utf-16-le"), "😀".encode("utf-16-be")', '"😀".encode("latin-1")', '"aé😀".encode("ascii", "namereplace")',
             '"aé😀".encode("ascii", "xmlcharrefreplace")', '"abc".isidentifier(), "None".isidentifier(), "é1".isidentifier(), "1é".isidentifier()', '"".isprintable(), "\\u00a0".isprintable(), " ".isprintable(), "\\ue000".isprintable()'):
    attempt(text)

"""Each flag alone, inline and scoped; verbose patterns; ASCII against Unicode; repr of flags and patterns."""
import re


def attempt(make):
    try:
        print(make())
    except re.error as error:
        print("refused:", error)
    except Exception as error:
        print(type(error).__name__, error)


text = "Straße\nCafé K\u0130x \u212a ſs\n12 ١٢ _a"
for flags in (0, re.I, re.A, re.I | re.A, re.M, re.S, re.X, re.I | re.M | re.S):
    print(flags, [re.findall(p, text, flags) for p in (r"\w+$", "^.", r"k", r"\d+", "s{2}|ß", "c a f é")])
print(re.findall(r"(?i:a)b", "ab Ab aB"), re.findall(r"(?i)a(?-i:b)", "ab AB aB Ab"), re.findall(r"(?a:\w)+", "aé"), re.findall(r"(?s:.)x.", "\nxa\nx\n"), re.findall(r"(?m-i:^b)", "a\nb", re.I))
print(re.compile(r"""
    (?P<sign>[-+])?     # perhaps a sign
    (?P<int>\d+)        # digits
    (?:\.(?P<frac>\d*))? [ ] \#  # a space and a hash
""", re.VERBOSE).match("-12.5 #").groupdict())
for p in ("a", b"a"):
    print(re.compile(p), re.compile(p, re.I | re.M), re.compile(p).flags, re.compile(p, re.X).pattern)
print(repr(re.I), re.I | re.X, ~re.I & re.M, re.RegexFlag(0), re.A | 0, str(re.DOTALL), re.compile("(?ix)a").flags, re.compile("(?a)a").flags, re.compile("a" * 300))
print(re.match("(?x) a b # c", "ab"), re.match("(?x)[ #]+", " #"), re.match("é", "É", re.I), re.match("é", "É", re.I | re.A), re.match("[α-ω]+", "ΑΒΓ", re.I), re.match("\u017f", "S", re.I), re.match("ß", "ẞ", re.I))
print(re.match(b"(?L)\\w", b"a"), re.findall(rb"\w+", "aé b".encode()), re.match(b"[a-z]", b"Q", re.I), re.search(r"\bx\b", "ax x").span(), re.findall(r"\B.", "ab c"), re.split(r"\b", "a bc"))
for p, f in [("(?i", 0), ("a(?i)b", 0), ("(?ii)a", 0), ("(?z)a", 0), ("(?i-i:a)", 0), ("(?a-u:a)", 0), ("(?au)a", 0), ("(?L)a", 0), ("(?-x)a", 0), ("(?i-:a)", 0), ("a", re.A | re.U), ("a", re.L), (b"a", re.U), (b"(?u)a", 0), ("(?a:(?u:a))", 0), ("(?-a:b)", 0)]:
    attempt(lambda: re.compile(p, f))
attempt(lambda: re.compile(re.compile("a"), re.I))
attempt(lambda: re.compile(5))
attempt(lambda: re.match("a", b"a"))
attempt(lambda: re.match(b"a", "a"))
attempt(lambda: re.match("a", 5))
print(re.compile(re.compile("a")) is re.compile("a"), re.compile("a") == re.compile("a", re.I), len({re.compile("a"), re.compile("a"), re.compile(b"a")}), re.purge())

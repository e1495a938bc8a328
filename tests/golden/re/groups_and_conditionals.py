"""Groups named and numbered, back references, conditions, look-around, atomic and possessive matching."""
import re


def attempt(make):
    try:
        print(make())
    except re.error as error:
        print("refused:", error)
    except Exception as error:
        print(type(error).__name__, error)


m = re.match(r"(?P<a>x)?(?P<b>y)(z)?", "yz!")
print(m.groups(), m.groups("-"), m.groupdict(), m.groupdict(0), m.lastindex, m.lastgroup, m[0], m["b"], m[3], m.group(1, "b", 3), m.span("a"), m.start(1), m.end("b"), m.regs)
print(m.expand(r"\g<b>-\3-\g<0>-\n"), m.re.groups, m.re.groupindex, m.string, m.pos, m.endpos, m)
for make in (lambda: m[4], lambda: m["q"], lambda: m.group(-1), lambda: m.start(9), lambda: m.span("zz"), lambda: m.expand(r"\4"), lambda: m.expand(r"\g<q>"), lambda: m.group(1.0), lambda: m.group(None)):
    attempt(make)
print(re.findall(r"(\w)\1", "aabbc dd"), re.findall(r"(?P<q>['\"]).*?(?P=q)", "'a' \"b'\" 'c\""), re.findall(r"(a)|b", "ab"), re.sub(r"(?P<x>.)(?P<y>.)", r"\g<y>\g<1>", "abcd"))
print([bool(re.fullmatch(r"(<)?a(?(1)>|!)", t)) for t in ("<a>", "a!", "<a!", "a>")], [bool(re.fullmatch(r"(?P<o>\()?\d(?(o)\))", t)) for t in ("(1)", "1", "(1", "1)")], re.match("(a)?(?(1)b)", "c"))
print(re.findall(r"(?<=\$)\d+(?!\d|%)", "$12 $3% 4"), re.findall(r"(?<!-)\b\d+", "-1 2 3-4"), re.findall(r"(?=(\w\w))", "abcd"), re.search(r"(?<=^a)b", "ab"), re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"))
print(re.match(r"(?>a+)ab", "aaab"), re.match(r"a++b", "aaab"), re.match(r"a*+a", "aaa"), re.match(r"(?>a|ab)c", "abc"), re.match(r"x?+x", "x"), re.match("a{1,2}+a", "aaa"), re.match(r"(?:ab?)*+c", "aabac").span())
print(re.match(r"(a|ab)(c|bcd)(d*)", "abcd").groups(), re.match(r"(?:(a)|b)*", "ab").groups(), re.match(r"(a*)*", "aa").groups(), re.match("(?:(x)|(y))+", "xyx").groups(), re.match(r"((a)|b)*?c", "abc").groups())
print(re.match(r"(.*)(\d+)", "ab123").groups(), re.match(r"(.*?)(\d+)", "ab123").groups(), re.match(r"(a{2,3}?)(a*)", "aaaaa").groups(), re.match("a{,2}", "aaa"), re.match("a{2", "a{2"), re.match("x{0}y", "y"))
print(re.fullmatch(r"(\w+)\s(?!\1)\w+", "the the"), re.fullmatch(r"(\w+)\s(?!\1)\w+", "the cat"), re.search(r"(?i)(a)\1", "xAa"), re.findall(r"[^\W\d_]+", "a1_b2"), re.findall(r"[]\-a]+", "a]-b"), re.findall(r"[a\]b-]+", "a]-c"))
for p in ("(", ")", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?P=a)", r"\1", r"(a)\2", "(?(2)a)", "(?(x)a)", "(?(1)a|b|c)(x)", "(?<=a+)b", "(?<a)", "(?P>a)", "(?#a", "*a", "a**", "a{2,1}", "[b-a]", "[", "a\\", r"\g", "(?P<a", "(?P", "(?", "(?:", "(?=", "(?(", "(?(0)a)", r"\x1", r"\u12", r"\N{no such}", "(?P<a->x)", "(?<=(a)\\1)b", "x(?i)", "(?P<é>a)", "(?>"):
    try:
        print(p, "is", re.compile(p).groups)
    except re.error as error:
        print(p, "->", error.msg, error.pos, error.lineno, error.colno)

# Match objects: spans, groups by name and number, positions, expansion; and empty matches between characters.
import re
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(-(\d\d))?", "on 2024-05 it was")
print(m, m.span(), m.span("year"), m.span(3), m.start(2), m.end("month"), m.pos, m.endpos, m.lastindex, m.lastgroup, m.string[:5], m.re.pattern[:6])
print(m.group(), m.group(1, "month"), m.groups(), m.groups("none"), m.groupdict(), m.groupdict(0), m["year"], m[0], m.regs)
attempt(m.group, 9)
attempt(m.group, "none")
attempt(m.__getitem__, 9)
attempt(m.group, 1.5)
attempt(m.span, "zz")
print(m.expand(r"\g<month>/\1 [\4] \g<0>"))


p = re.compile("b")
print(p.search("abcb", 2), p.match("ab", 1), p.fullmatch("abc", 1, 2), p.search("b", 5), p.findall("bbb", 1), p.search("^b"), re.compile("^b").search("ab", 1), re.compile("b$").search("abc", 0, 2))
for pattern in "", "x*", r"\b", "(?=b)", "a|", "^", "$", "(a)|b":
    print(pattern.ljust(6), re.findall(pattern, "abxa"), [m.span() for m in re.finditer(pattern, "abxa")], re.split(pattern, "abxa"), re.sub(pattern, "-", "abxa"))
print(re.split(r"(\s)(,)?", "a b ,c"), re.split(",", "a,b,c", maxsplit=1), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "banana"), re.subn("z", "", "a"))
scanner = re.compile(r"\d|(x)").scanner("1x2"); print([scanner.match().group() for _ in range(3)], scanner.match(), scanner.pattern.groups)
for bad in "(", ")", "[", "a{2,1}", "*", "a**", "(?P<1>a)", "(?P<a>.)(?P<a>.)", "(?P=x)", "\\", r"\8", "(?z)", "(?<=a+)b", "[b-a]", "(?P<a", "(?(1)a|b|c)", r"\x1", r"\N{nope}", "a{99999999999}", "(?i", "(?", "x(?i)":
    try:
        re.compile(bad); print(bad, "compiles")
    except re.error as error:
        print(bad, "|", error, "|", error.msg, error.pos, error.lineno, error.colno)
    except Exception as error:
        print(bad, type(error).__name__, error)
print(re.escape("a.b*c[d] é\n-#&~"), re.escape(b"a.\xff"), bool(re.compile("a") == re.compile("a")), re.compile("a", re.I) == re.compile("a"), re.compile(re.compile("a")).pattern)
attempt(re.compile, re.compile("a"), re.I)
attempt(re.search, "a", b"a")
attempt(re.search, b"a", "a")
attempt(re.sub, "a", b"b", "a")
attempt(re.compile, 5)
attempt(re.sub, "a", lambda m: 5, "a")
print(re.compile("(?x) a b # comment").match("ab"), re.compile("a.c", re.S | re.I), re.compile("(?i:a)b").match("Ab"), re.compile("é", re.A).flags, re.compile(b"a").flags)
print(hash(p) == hash(re.compile("b")), p.flags, p.groupindex, re.compile("(?P<n>a)(b)").groupindex, m.__copy__() is m, p.__deepcopy__({}) is p)

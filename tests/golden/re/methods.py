"""Patterns and matches: their methods and attributes."""
import re
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def show(p, s, flags=0):
    try:
        m = re.search(p, s, flags)
    except re.error as e:
        print(p, "error", e); return
    print(repr(p), repr(s), m and (m.span(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup))
print(re.findall(r"\w+", "the quick brown"), re.findall(r"(\w)(\d)", "a1b2"), re.findall(r"(a)|b", "ab"), re.findall("", "abc"), re.findall(r"x*", "axb"), re.findall(r"\b", "a b"))
print(re.split(r"\s+", "a b  c"), re.split(r"(,)", "a,b,c"), re.split(r",", "a,b,c", maxsplit=1), re.split(r"x*", "axbc"), re.split(r"(-)|(,)", "1-2,3"), re.split(",", ""))
print(re.sub(r"a", "b", "banana"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"a", lambda m: m.group().upper(), "banana"), re.sub("x*", "-", "abxd"), re.subn("a", "b", "aaa", count=2), re.sub(r"(?P<n>\d+)", r"<\g<n>>", "a1b22"), re.sub("a", r"\n", "a"), re.sub(r"(a)|b", r"[\1]", "ab"), re.sub("", "-", "abc"), re.sub("b", "", "abc"), re.sub(".", "日", "ab"))
print([m.span() for m in re.finditer(r"a*", "baac")], [m.group() for m in re.compile(r"\d").finditer("a1b2c3", 2, 5)])
p = re.compile(r"(?P<first>\w)(\w)?", re.I); print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), p == re.compile(r"(?P<first>\w)(\w)?", re.I), hash(p) == hash(re.compile(r"(?P<first>\w)(\w)?", re.I)))
m = p.match("ab"); print(m, m[0], m["first"], m[2], m.group(1, 2), m.start("first"), m.end(2), m.span(1), m.regs, m.re is p, m.string, m.pos, m.endpos, m.expand(r"\2-\1"), m.groups("x"), bool(m))
m = p.match("a"); print(m.groups(), m.groups("d"), m.group(2), m.span(2), m.groupdict())
t(lambda: m.group(5)); t(lambda: m["zz"]); t(lambda: p.match(5)); t(lambda: p.match(b"x")); t(lambda: re.compile(b"x").match("x")); t(lambda: re.sub("a", 5, "a")); t(lambda: re.sub("a", lambda m: 5, "ab")); 
print(p.match("xab", 1), p.match("xab", 1, 2), p.fullmatch("ab"), p.fullmatch("abc"), p.search("", 0), re.fullmatch(r"a|ab", "ab"), re.compile("^a").match("ba", 1), re.compile(r"(?<=b)a").match("ba", 1), re.compile("a$").match("ab", 0, 1))
print(re.match(rb"(\w+)\s", b"hello world").group(1), re.sub(rb"o", b"0", b"foo"), re.findall(rb"\d", b"a1b2"), re.split(rb",", b"a,b"), re.search(rb"(?i)HELLO", b"hello"), re.sub(rb"(a)", rb"<\1>", b"banana"), re.match(b"a", bytearray(b"ab")), re.search(rb"\xff", b"a\xff"))
print(re.escape("a.b*c"), re.compile("a" * 300), re.compile("x", re.I | re.M | re.X), re.compile("x", re.A), re.compile(b"x"))
s = re.compile("a").scanner("aba"); print(s.match(), s.search(), s.search())
print(re.sub(r"(\d+)", lambda m: str(int(m[1]) * 2) + re.sub("x", "y", "x"), "1 2 3"))
print(re.compile(r"(a)(b)?").match("a").lastindex, re.compile("((a)(b))").match("ab").lastindex, re.match("(?P<q>a)", "a").lastgroup)
print(len(re.findall(r"(?:a|b|c)+d", "abcabcd" * 1000)), re.match(r"(?:a|b)*", "ab" * 100000).end(), re.match(r"(a|b)*?c", "ab" * 50000 + "c").end(), re.match("(x+x+)+y", "x" * 15))
print(re.search(r"<(\w+)[^>]*>(.*?)</\1>", "<p><b class='x'>bold</b></p>").groups(), re.match(r"\s*(?:([-+]?\d+)|(\w+))\s*$", "  +42 ").groups())
print(re.compile(r"""(?P<num>\d+(?:\.\d*)?)|(?P<id>[A-Za-z_]\w*)|(?P<op>[-+*/=])|(?P<skip>\s+)""").findall("x = 3.5 + y2"))

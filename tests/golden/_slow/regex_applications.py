"""Regular expressions put to work: a log, CSV-like fields, nested substitutions, a tokenizer by Scanner, templates."""
import re
from collections import Counter

LOG = """\
10.0.0.1 - - [12/Mar/2024:10:00:01] "GET /index.html HTTP/1.1" 200 512
10.0.0.2 - ann [12/Mar/2024:10:00:05] "POST /login HTTP/1.1" 302 -
10.0.0.1 - - [12/Mar/2024:10:01:00] "GET /img/a%20b.png HTTP/1.0" 404 17
broken line
10.0.0.3 - bob [13/Mar/2024:00:00:00] "DELETE /x?y=1&z=2 HTTP/2" 500 0"""
line = re.compile(r'^(?P<ip>[\d.]+) - (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) HTTP/[\d.]+" (?P<status>\d{3}) (?P<size>\d+|-)$', re.M)
rows = [m.groupdict() for m in line.finditer(LOG)]
print(len(rows), Counter(r["ip"] for r in rows).most_common(1), [r["status"] for r in rows if r["status"] >= "400"], rows[3]["path"])
print(line.groupindex["path"], line.groups, [m.span("status") for m in line.finditer(LOG)][:2])
print(re.split(r"\s*[,;]\s*|\s+", "a, b;c  d ,e"), re.split(r"([-+])", "1-2+3"), re.split(r"", "ab"), re.split(r"x*", "axbc"), re.split("(a)|b", "1a2b3"), re.split(",", "a,b,c", maxsplit=1))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world again there"), re.sub(r"(?P<d>\d)", r"<\g<d>\g<0>>", "a1b2"), re.sub("x*", "-", "abxd"), re.subn("a", "b", "banana", count=2))
print(re.sub(r"[A-Z]", lambda m: "_" + m[0].lower(), "someCamelCaseName").lstrip("_"), re.sub(r"_(\w)", lambda m: m[1].upper(), "some_snake_name"))
print(re.findall(r"(?<!\d)(\d{2})(?!\d)", "1 22 333 44"), re.findall(r"(\w)(\d)?", "a1b"), re.findall(r"(?i)straße|STRASSE", "Straße STRASSE"), re.findall(r"\b\w", "the quick  fox"))
scanner = re.Scanner([(r"\d+\.\d*", lambda s, t: ("float", float(t))), (r"\d+", lambda s, t: ("int", int(t))), (r"[a-z]\w*", lambda s, t: ("name", t)), (r"[-+*/()=]", lambda s, t: ("op", t)), (r"\s+", None)])
print(scanner.scan("x1 = 3.5*(y + 42) ?"))
deep = "((a)(b(c)))"
while (found := re.search(r"\(([^()]*)\)", deep)):
    deep = deep[:found.start()] + "[" + found[1] + "]" + deep[found.end():]
print(deep)
verbose = re.compile(r"""
    (?P<sign>[-+])?          # optional
    (?: (?P<int>\d+) (?:\.(?P<frac>\d*))? | \.(?P<only>\d+) )
    (?: [eE] (?P<exp>[-+]?\d+) )?  # exponent""", re.X)
for text in ["12", "-3.", "+.5e-7", "1e5x", "abc", "."]:
    m = verbose.fullmatch(text)
    print(text, m and {k: v for k, v in m.groupdict().items() if v is not None}, m and m.lastgroup)
m = re.match(r"(a)(b)?(c)?", "ac")
print(m.groups(), m.groups("-"), m.start(2), m.end(3), m.regs, m.lastindex, m.expand(r"\1-\3"), m[0], m["" if False else 1], m.string, m.re.pattern, m.pos, m.endpos)
print(re.search(r"(?P<q>['\"])(.*?)(?P=q)", "say \"it's\" ok").group(2), re.match(r"(?:(a)|b)(?(1)c|d)", "bd")[0], re.match(r"(?:(a)|b)(?(1)c|d)", "ad"))
print(re.findall(r"^\w+$", "one\ntwo three\nfour", re.M), re.match(r".+", "a\nb", re.S)[0], re.match(r".+", "a\nb")[0], re.findall(r"\A\w|\w\Z", "abc"), re.escape("a.b*c[d] e-f#\n"))
print(re.sub(r"(?m)^(?=.)", "> ", "a\n\nb"), re.sub(r"\d+(?=(\d{3})+$)" if False else r"(?<=\d)(?=(?:\d{3})+$)", ",", "1234567"), re.findall(r"a++b|a", "aaab aa"), re.findall(r"(?>a+)b?", "aab"))
for bad in ["(", "[a", "*a", "a{2,1}", "(?P<1>a)", "(?P<a>x)(?P<a>y)", r"\1", "(?<=a+)b", "a**", "(?z)", "(?P=no)", "\\", "[b-a]", "(?(2)a|b)"]:
    try:
        re.compile(bad)
    except re.error as error:
        print(ascii(bad), error.msg, error.pos, error.lineno, error.colno)
print(re.compile(b"\\w+").findall(b"ab \xff c"), re.compile("\\w+", re.A).findall("é a"), re.fullmatch("a|ab", "ab")[0], re.compile("a", re.I | re.X).flags & 66, re.compile("x") == re.compile("x"))
for wrong in [lambda: re.match("a", b"a"), lambda: re.sub(b"a", "b", b"a"), lambda: m.group(9), lambda: m["nope"], lambda: re.compile(5), lambda: re.sub("a", r"\2", "a")]:
    try:
        print(wrong())
    except Exception as error:
        print(error)

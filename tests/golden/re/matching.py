"""Every construct of patterns: where they match, and their groups."""
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
show(r"(a+)(b*)", "xxaabbb"); show(r"(?P<x>\w+)\s(?P<y>\w+)", "hello world"); show(r"^\d+$", "123"); show(r"a|b|c", "xxc"); show(r"(a|ab)(c|bcd)(d*)", "abcd")
show(r"(?:(a)|b)*", "ab"); show(r"(?:(a)|(b))*", "aba"); show(r"(a*)*", "aaa"); show(r"(a*)+", "b"); show(r"(?:a?)*?$", "aaa"); show(r"(a|b)*?c", "ababc")
show(r"(?<=abc)def", "abcdef"); show(r"(?<!abc)def", "xbcdef"); show(r"(?=a(b))a", "ab"); show(r"(?!a)b", "ab"); show(r"(\w)\1", "hello"); show(r"(?i)(\w)\1", "heLlo"); show(r"(a)?b(?(1)c|d)", "abc"); show(r"(a)?b(?(1)c|d)", "bd"); show(r"(a)?b(?(1)c)", "b")
show(r"a++b", "aaab"); show(r"a++a", "aaa"); show(r"(?>a+)a", "aaa"); show(r"(?:ab)++c", "ababc"); show(r"(?:a|ab)?+b", "ab"); show(r"(?>a|ab)c", "abc"); show(r"(?:ab)*+a", "ababa"); show(r"a{2,3}+a", "aaa"); show(r"(?:(a)|b){2,3}+", "abab")
show(r"\bfoo\b", "a foo b"); show(r"\Boo", "foo"); show(r"[^a-c]+", "abcdef"); show(r"[\w.-]+@[\w.-]+", "me at foo.bar-x@example.org!"); show(r"\AAB\Z", "AB"); show(r"^b", "a\nb", re.M); show(r"a$", "a\nb", re.M); show(r"a.b", "a\nb", re.S); show(r"a.b", "a\nb")
show(r"[À-ÿ]+", "xxÉÈ"); show(r"\w+", "日本語 text"); show(r"[\u0400-\u04ff]+", "abc Привет"); show(r"привет", "ПРИВЕТ", re.I); show(r"[а-я]+", "ПРИВЕТ", re.I); show(r"ß", "ẞ", re.I); show(r"K", "\u212a", re.I); show(r"[\U0001F600-\U0001F64F]", "x😀"); show(r"ſ", "S", re.I); show(r"\d+", "१२३"); show(r"\d+", "१२३", re.A); show(r"[^\W\d_]+", "12ab_c")
show(r"(?x) a  b # comment", "ab"); show(r"(?s:.)b", "\nb"); show(r"(?i:A)b", "ab"); show(r"(?-i:A)b", "aB", re.I); show(r"(a(b(c)))", "abc"); show(r"(?:a{3}){2}", "aaaaaa"); show(r"a{,2}", "aaa"); show(r"a{2}?", "aaa"); show(r"(a{1,2}?)(a*)", "aaa"); show(r"x*", "aaa"); show(r"(x)*", "a")
show(r"((a)|b)*?c", "abc"); show(r"(?P<n>a)(?P=n)", "aa"); show(r"(a)(?:b(?!c))?", "abc"); show(r"(?=(a+))a*b\1", "baaabac"); show(r"(.*)c(.*)", "abcde"); show(r"(.+?)c", "abcabc"); show(r"([ab]*?)(?=(b)?)c", "abc"); show(r"(\S+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")", 'key = "val"')
show(r"(?:(?:(a)b)*c)*", "ababcabc"); show(r"^(?:(\d+)x)?\d+y$", "12x34y"); show(r"^(?:a?b?)*$", "ab" * 5 + "c"); show(r"(a+|b)*", "ab"); show(r"(a+|b){0,}", "ab"); show(r"(a+|b){1,}?", "ab")
show("[", "a"); show("(", "a"); show("a**", "a"); show(r"\1", "a"); show("(?P<a>x)(?P<a>y)", "a"); show("a{2,1}", "a"); show("(?<=a*)b", "ab"); show("*a", "a"); show("[z-a]", "a"); show("(?z)", ""); show("\\", ""); show(r"(?P<1>a)", "a")

"""sub, subn and split: templates, functions, empty matches, counts, what functions may return or raise; scanners."""
import re


def attempt(make):
    try:
        print(make())
    except re.error as error:
        print("refused:", error)
    except Exception as error:
        print(type(error).__name__, error)


print(re.sub("x*", "-", "abxd"), re.sub("", "-", "ab"), re.subn("b*", "!", "abb"), re.sub("(?=b)", "^", "abab"), re.sub("$", "$", "a\n"), re.sub("^", ">", "a\nb", flags=re.M), re.sub("a|", "<>", "ba"))
print(re.split("x*", "axbc"), re.split("(x)|(-)", "axb-c"), re.split(r"\s+", " a  b "), re.split("", "ab"), re.split("(,)", "a,b,c", maxsplit=1), re.split("a", "baab", maxsplit=0), re.split(r"(?=[A-Z])", "oneTwoThree"))
print(re.sub("(.)", r"\1\1", "ab"), re.sub("(?P<n>.)", r"[\g<n>\g<0>]", "ab"), re.sub("a", r"\\n\n\t\x", "a") if 0 else re.sub("a", r"\\ \t|\101\07", "a"), re.sub("(a)(b)?", r"\2|\1", "a"), re.sub("a", lambda m: r"\1", "a"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1 b22"), re.sub("[aeiou]", {"a": "4", "e": "3"}.get.__call__ if 0 else lambda m: {"a": "4"}.get(m[0], m[0].upper()), "banane"), re.sub(b"a", b"\\g<0>!", b"aba"), re.sub("b", "", "abc", count=1), re.subn("[ab]", "", "abab", count=3))
calls = []
print(re.sub("(a)|(b)", lambda m: calls.append((m.lastindex, m.span())) or m.group().upper(), "abca"), calls, re.sub("a", "b", "xyz"), re.sub("x", "y", ""))
for make in (
    lambda: re.sub("a", r"\1", "a"), lambda: re.sub("(a)", r"\2", "a"), lambda: re.sub("a", r"\g<1>", "a"), lambda: re.sub("a", r"\g<", "a"), lambda: re.sub("a", r"\g<>", "a"), lambda: re.sub("a", r"\g", "a"),
    lambda: re.sub("a", r"\g<q>", "a"), lambda: re.sub("a", "\\", "a"), lambda: re.sub("a", r"\q", "a"), lambda: re.sub("a", r"\g<-1>", "a"), lambda: re.sub("a", r"\400", "a"), lambda: re.sub("a", r"\g<a b>", "a"),
    lambda: re.sub("a", lambda m: 5, "a"), lambda: re.sub("a", lambda m: None, "xa"), lambda: re.sub("a", lambda m: b"x", "a"), lambda: re.sub("a", lambda: "", "a"), lambda: re.sub("a", 5, "a"), lambda: re.sub("a", b"x", "a"),
    lambda: re.sub("a", lambda m: 1 / 0, "a"), lambda: re.sub(b"a", "x", b"a"), lambda: re.sub("a", "b"),
):
    attempt(make)
pattern = re.compile(r"(\w)(\d)?")
print([m.span() for m in pattern.finditer("a1b", 1)], pattern.match("xa1", 1, 2).group(), pattern.search("--q", endpos=2), pattern.fullmatch("a12", 0, 2)[0], pattern.findall("a1b2", pos=2), pattern.match("a", 5), pattern.search("ab", -3).span())
print(re.compile("^a").search("ba", 1), re.compile(r"\Ab").match("ab", 1), re.compile("(?<=a)b").search("ab", 1), re.compile("a$").match("ab", 0, 1), re.compile(r"\bb").search("ab", 1), re.findall(r"\Z", "a\n"), re.findall("$", "a\n"))
scan = pattern.scanner("a1-b")
print(scan.match().span(), scan.match(), scan.search(), scan.pattern is pattern)
scan = pattern.scanner("x y")
print([m.group() for m in iter(scan.search, None)])
lexer = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[a-z]+", lambda s, t: (s.match.span(), t)), (r"[+*]", "op"), (r"\s+", None)])
print(lexer.scan("a1 + 23*b ?!"), re.escape("a.b*c-d e\n#~/é_1"), re.escape(b"a+\xff"), re.template if 0 else "", re.sub(re.escape("a.b"), "X", "a.b axb"))
import copy, pickle
m = pattern.match("a1")
print(copy.copy(m) is m, copy.deepcopy(pattern) is pattern, pickle.loads(pickle.dumps(pattern)) == pattern, m.__class__.__name__, m.__copy__() is m, bool(m))
attempt(lambda: pickle.dumps(m))

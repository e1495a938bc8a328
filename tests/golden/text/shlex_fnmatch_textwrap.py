"""shlex, fnmatch, textwrap and string.Template: quoting, patterns, wrapping corners, templates that fail."""
import fnmatch, shlex, string, textwrap


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for text in ("a 'b c' \"d\\\" e\" f\\ g", "x=1;y|z&&w", "# all comment", "a # b", "''  \"\"", "it\\'s", "tab\tnew\nline", "é ü", "a\"b\"c"):
    print([text, shlex.split(text), shlex.split(text, comments=True, posix=False), list(shlex.shlex(text, punctuation_chars=True)) if text.count("'") % 2 == 0 or "\\'" not in text else None])
for text in ("'open", 'a "b', "end\\"):
    attempt(lambda: shlex.split(text))
print([shlex.quote(t) for t in ("", "safe-1.txt", "a b", "it's", "$x", "é")], shlex.join(["a", "b c", "d'e"]))
lex = shlex.shlex("one = 'two' three", posix=True); lex.whitespace_split = False
print(list(lex), lex.lineno, repr(lex.eof))
for name, pattern in (("a.txt", "*.TXT"), ("a.txt", "?.t[x-z]t"), ("[", "[[]"), ("a-b", "a[!0-9]b"), ("x/y", "*"), ("ab", "[b-a]b"), ("]", "[]]"), ("!", "[!!]"), ("\n", "?"), ("a]", "a]"), ("[x", "[x")):
    print(name.encode(), pattern, fnmatch.fnmatchcase(name, pattern), fnmatch.fnmatch(name.encode(), pattern.encode()))
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"))
text = "The quick-brown fox (jumped over) the well-known, extraordinarily lazy dog... twice -- really!  Yes."
for options in ({}, {"initial_indent": "* ", "subsequent_indent": "  "}, {"break_long_words": False}, {"break_on_hyphens": False}, {"max_lines": 2, "placeholder": " [..]"}, {"fix_sentence_endings": True}, {"drop_whitespace": False}):
    print(textwrap.wrap(text, 17, **options))
print([textwrap.shorten(text, n) for n in (12, 30, 200)], textwrap.dedent("  a\n    b\n\n  c\n"), textwrap.dedent("\ta\n  b"), textwrap.indent("a\n\n b\n", "> "), textwrap.indent("a\n\nb", "-", lambda line: True), textwrap.wrap(""), textwrap.fill("a\tb\nc", 80, tabsize=4, expand_tabs=True))
for make in (lambda: textwrap.wrap("abc", 0), lambda: textwrap.shorten("aaaa bbbb", 3), lambda: textwrap.wrap("a b", 2, max_lines=1, placeholder="....."), lambda: textwrap.TextWrapper(width=5).wrap(b"x")):
    attempt(make)
t = string.Template("$who likes ${what}, $$5 ${who}s")
print(t.substitute(who="A", what="b"), t.substitute({"who": 1}, what=None), t.safe_substitute(who="Z"), t.get_identifiers(), t.is_valid())
for bad in ("$", "a $1", "${", "${a-b}", "$é", "x\n $!"):
    attempt(lambda: string.Template(bad).substitute(a=1))
    print(string.Template(bad).safe_substitute(a=1).encode(), string.Template(bad).is_valid())
attempt(lambda: t.substitute(who=1))
class Percent(string.Template): delimiter = "%"; idpattern = r"[a-z]+_[a-z]+"
print(Percent("%a_b %ab %%").safe_substitute(a_b=1, ab=2), string.capwords("  hello big\tworld "), string.capwords("a-b-c", "-"))
class Loud(string.Formatter):
    def get_value(self, key, args, kwargs): return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)
    def convert_field(self, value, conversion): return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)
    def format_field(self, value, spec): return super().format_field(value, spec or "s")
print(Loud().format("{0!u:>5} {name} {x!r:^7} {0:{1}}", "a", "*^5", x="q"), list(string.Formatter().parse("a{b!r:{c}}}}{{d")), string.Formatter().vformat("{}{}", (1, 2), {}))
for make in (lambda: string.Formatter().format("{0}{}", 1), lambda: string.Formatter().format("{a}", 1), lambda: string.Formatter().format("{1}", 1), lambda: string.Formatter().format("{0!z}", 1), lambda: string.Formatter().format("{0.real.x}", 1), lambda: string.Formatter().format("{"), lambda: string.Formatter().format("}")):
    attempt(make)

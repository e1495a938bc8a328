"""textwrap, string.Template, string.Formatter and capwords on realistic texts."""
import string
import textwrap

text = """The quick brown fox, which had been   waiting for hours, jumped over a well-known lazy dog.
    Afterwards it slept: supercalifragilisticexpialidocious dreams followed."""
for width in (20, 35):
    print(*textwrap.wrap(text, width), sep="|\n", end="|\n")
print(textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("aaaaaaaaaa bb", 4), textwrap.wrap("aaaaaaaaaa bb", 4, break_long_words=False), textwrap.wrap("well-known-fact", 6), textwrap.wrap("well-known-fact", 6, break_on_hyphens=False))
print(textwrap.wrap("a\tb  c\n\nd", 10, expand_tabs=False), textwrap.wrap("a  b", 10, replace_whitespace=False), textwrap.wrap("", 5), textwrap.wrap("x " * 8, 5, max_lines=2), textwrap.wrap("one two three four", 9, max_lines=2, placeholder=" ..."))
print(textwrap.shorten("Hello  wonderful   world!", 13), textwrap.shorten("Hello world!", 12), textwrap.shorten("Hello world", 10, placeholder="-"))
block = """
    def f():
        return 1

      # odd
    end
"""
print(textwrap.dedent(block), textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\n\nb", "+", lambda line: True), sep="~")
for wrong in [dict(width=0), dict(width=3, max_lines=1, placeholder="....")]:
    try:
        print(textwrap.wrap("some text", **wrong))
    except ValueError as error:
        print(error)
t = string.Template("$who owes ${amount}$$ to $who.friend ${_x1} $")
try:
    t.substitute(who="Bob", amount=5, _x1=0)
except ValueError as error:
    print(error)
print(t.safe_substitute(who="Bob"), string.Template("$a $b").safe_substitute({"a": 1}, b=2))
try:
    string.Template("$missing").substitute({})
except KeyError as error:
    print("KeyError", error)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%with_under %notunder %% %{a_b}").safe_substitute(with_under="W", a_b="AB"))
print(string.Template("$a ${b} $$ $c").get_identifiers(), string.Template("$x ${").is_valid(), string.Template("$x").is_valid())


class Defaults(string.Formatter):
    def get_value(self, key, args, kwargs):
        try:
            return super().get_value(key, args, kwargs)
        except (KeyError, IndexError):
            return f"<no {key}>"

    def convert_field(self, value, conversion):
        if conversion == "u":
            return str(value).upper()
        return super().convert_field(value, conversion)

    def check_unused_args(self, used, args, kwargs):
        print("  used", sorted(map(str, used)))


f = Defaults()
print(f.format("{0} {name!u:>6} {missing} {7}", 1, name="ann"), f.vformat("{a.real:{w}}", (), {"a": 3, "w": 4}))
print(list(string.Formatter().parse("a{b!r:>{c}}d{{e}}{}")), string.Formatter().get_field("a[0].real", (), {"a": [5]}))
print(string.capwords("  hello   wORLD foo-bar "), string.capwords("a,b", ","), string.ascii_letters[::7], string.hexdigits, len(string.printable), repr(string.whitespace))

# string.Formatter and Template: the hooks in their order, and what fields may be.
from string import Formatter, Template, capwords
class Log(Formatter):
    def get_value(self, key, args, kwargs): print("get_value", key); return super().get_value(key, args, kwargs)
    def convert_field(self, value, conversion): print("convert", value, conversion); return value.upper() if conversion == "u" else super().convert_field(value, conversion)
    def format_field(self, value, spec): print("format", value, repr(spec)); return super().format_field(value, spec)
    def check_unused_args(self, used, args, kwargs): print("unused", sorted(map(str, used)), args, kwargs)
f = Log()
print(f.format("{0}-{a!u:>5}-{}" if False else "{0}-{a!u:>5}", 1, a="b")); print(f.format("{}{}", 1, 2)); print(f.format("{0[k]} {0[k]!r:{w}}", {"k": "v"}, w=6))
print(list(Formatter().parse("a{b!r:c{d}e}f{{g}}{}")), list(Formatter().parse("")), list(Formatter().parse("{:}")), Formatter().vformat("{0} {x}", (1,), {"x": 2}))
for text, args, kw in ("{", (), {}), ("}", (), {}), ("{0}{}", (1, 2), {}), ("{}{0}", (1, 2), {}), ("{x}", (), {}), ("{1}", (0,), {}), ("{0.real}", (5,), {}), ("{0.none}", (5,), {}), ("{0!z}", (5,), {}), ("{0:d}", ("a",), {}), ("{:{}}", ("a", 5), {}), ("{0:{1:{2}}}", (1, 2, 3), {}):
    try: print(Formatter().format(text, *args, **kw), "|", text.format(*args, **kw))
    except Exception as error: print(text, type(error).__name__)
t = Template("$a ${b}c $$ $d.e")
print(t.substitute(a=1, b=2, d=3), t.safe_substitute(a=1), t.safe_substitute({"a": 1}, a=9, b="x"), t.template, t.get_identifiers(), t.is_valid())
for bad in Template("$"), Template("${a"), Template("$1"), Template("$a $zz"):
    try: print(bad.substitute(a=1))
    except Exception as error: print(type(error).__name__, error)
    print(bad.safe_substitute(a=1), bad.is_valid())
class Pct(Template): delimiter = "%"; idpattern = r"[a-z]+\.[a-z]+"
print(Pct("%a.b %% %{c.d} $x").substitute({"a.b": 1, "c.d": 2}), capwords("  hello  wORLD "), capwords("a-b c", "-"))

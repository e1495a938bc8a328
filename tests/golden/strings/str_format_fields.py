# Replacement fields of str.format: names, attributes, items, conversions, nesting and what is refused.
class O:
    a = 1
    def __getitem__(self, key): return f"item {key!r}"
    def __getattr__(self, name): return f"attr {name!r}"
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "O é"
o = O()
def attempt(text, *args, **keywords):
    try:
        print(repr(text), "->", text.format(*args, **keywords))
    except Exception as error:
        print(repr(text), "->", type(error).__name__, error)
for text in ["{}{}", "{0}{}", "{}{0}", "{1}", "{x}", "{0.a}", "{0.b.c}", "{0[1]}", "{0[a]}", "{0[-1]}", "{0['a']}", "{0[a b]}", "{0[]}", "{0.}",
             "{0!r}", "{0!a}", "{0!s:>9}", "{0!x}", "{0!}", "{0!rr}", "{", "}", "{{}}", "{0", "{0:{1}}", "{0:{1}{2}}", "{0:{1:{2}}}", "{0:{}}",
             "{:{}}", "{0[}", "{0[a]b}", "{0.a[1]}", "{ 0}", "{0 }", "{-1}", "{99999999999999999999}", "{0[99999999999999999999]}", "{0:}}", "{0:{{}}",
             "{!r:^{1}}", "{0x1}", "{.a}", "{[b]}", "{}}", "{{0}", "{0:é}", "{a.b}", "{0\n}"]:
    attempt(text, o, 8, "<")
attempt("{a}{b[x]}{c.real}", a=1, b={"x": 2}, c=3)
attempt("{0[1]} {0[x]}", {1: "int", "1": "str", "x": "X"})
attempt("{:>{w}.{p}f}|{:{f}^{w}}", 3.14159, "mid", w=9, p=2, f="*")
attempt("{0:%Y-%m}", __import__("datetime").date(2024, 5, 6))
class Args(dict):
    def __missing__(self, key): return f"?{key}?"
print("{a} {b!r} {c:>5}".format_map(Args(a=1)))
try:
    "{}".format_map({})
except ValueError as error:
    print(error)
try:
    "{a}".format_map([])
except TypeError as error:
    print(error)
print("{0.__class__.__name__:>8}{0:,}".format(12345))

# What happens where a special method is missing, None, or of the wrong kind; and that instances don't count.
def attempt(text):
    try: print(text, "=", eval(text))
    except Exception as error: print(text, "!", type(error).__name__, error)
class Empty: pass
class Nones:
    __iter__ = __hash__ = __len__ = __contains__ = __call__ = __add__ = __eq__ = __bool__ = __getitem__ = __int__ = __index__ = __enter__ = __reversed__ = __format__ = None
class Wrong:
    __len__ = lambda s: "x"
    __bool__ = lambda s: "x"
    __iter__ = lambda s: 5
    __hash__ = lambda s: "x"
    __repr__ = lambda s: 5
    __str__ = lambda s: b"x"
    __format__ = lambda s, f: 5
    __int__ = lambda s: "x"
    __float__ = lambda s: "x"
    __complex__ = lambda s: "x"
    __index__ = lambda s: "x"
    __bytes__ = lambda s: "x"
    __length_hint__ = lambda s: "x"
    __contains__ = lambda s, x: "truthy"
    __lt__ = lambda s, o: "less"
    __dir__ = lambda s: 5
    __round__ = lambda s, n=None: "rounded"
    __trunc__ = lambda s: "trunc"
    __reversed__ = lambda s: "rev"
    __next__ = lambda s: "next"
    __getattr__ = lambda s, n: "attr " + n
e, n, w = Empty(), Nones(), Wrong()
e.__len__ = lambda: 5; e.__call__ = lambda: 5; e.__add__ = lambda o: 5; e.__iter__ = lambda: iter("ab"); e.__getitem__ = lambda k: k; e.__hash__ = lambda: 9
for call in "len({})", "{}()", "{} + 1", "iter({})", "{}[0]", "hash({}) == 9", "bool({})", "int({})", "float({})", "bytes({})", "range({})", "str({})[:3]", "repr({})[:3]", "format({})[:3]", "{} == {}", "{} < {}", "-{}", "round({})", "reversed({})", "next({})", "dir({})[:0]", "[*{}]", "{{**{}}}", "abs({})", "divmod({}, 1)", "sorted({})", "'%d' % {}", "'%s' % {}", "[1][{}]", "[1] * {}", "{}.attr", "print({}) if 0 else 0", "max({})", "chr({})", "hex({})", "sum({})":
    for name in "enw":
        if name == "e" and ("str(" in call or "repr(" in call or "format(" in call or "'%s'" in call) : continue
        if name == "n" and ("str(" in call or "repr(" in call or "'%s'" in call): continue
        attempt(call.replace("{{", "<").replace("}}", ">").replace("{}", name).replace("<**", "{**").replace(">", "}") if "**" in call else call.replace("{}", name))

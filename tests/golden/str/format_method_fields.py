# str.format: numbering, attributes and items, conversions, nested specs, and objects with __format__.
class F:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "F()"
    def __str__(self): return "str F"
print("{} {} {}".format(1, "a", None), "{1} {0} {1}".format(1, 2), "{a}{b}".format(a=1, b=2), "{0}{a}".format(1, a=2), "{0.real} {0.imag}".format(5), "{0[1]}{0[0]}".format([1, 2]), "{0[k]} {0[2]}".format({"k": 1, 2: 3}), "{0[a b]} {0[-1]}".format({"a b": 1, "-1": 2}))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>5}|{0:<3}|".format("a"), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{:{}}".format("x", 3), "{0:{1}{2}}".format(1, ">", 4), "{{}} {{{}}}".format(1), "{:{{}}".format(1) if False else "")
print("{} {:abc} {!r} {!s:>6}".format(F(), F(), F(), F()), "{0.__class__.__name__}".format(F()), "{x[0].real}".format(x=[5]), "{:%d}".format(5) if False else "", "{:,}".format(10**6), "{:^7}".format(None) if False else "{!s:^7}".format(None))
for text, args in ("{", ()), ("}", ()), ("{0", (1,)), ("{}}", (1,)), ("{0.}", (1,)), ("{0[}", ([1],)), ("{0[]}", ([1],)), ("{0[1]x}", ([1],)), ("{!}", (1,)), ("{!x}", (1,)), ("{!r", (1,)), ("{0!rr}", (1,)), ("{a}", ()), ("{5}", (1,)), ("{-1}", (1,)), ("{0.x}", (1,)), ("{0[9]}", ([1],)), ("{0[a]}", ([1],)), ("{0:{1:{2}}}", (1, 2, 3)), ("{:d}", ("a",)), ("{:s}", (1,)), ("{:.2}", (1,)), ("{:z}", (None,)), ("{:x}", (None,)), ("{:>5}", ([],)), ("{ 0}", (1,)), ("{0 }", (1,)), ("{:5", (1,)), ("{99999999999999999999}", (1,)), ("{0}{}", (1, 2)), ("{}{0}", (1, 2)):
    try: print(repr(text), text.format(*args))
    except Exception as e: print(repr(text), type(e).__name__, e)
class M(dict):
    def __missing__(self, k): return f"?{k}"
print("{a} {b}".format_map(M(a=1)), "{a[x]}".format_map({"a": {"x": 5}}))
for bad in lambda: "{a}".format_map({}), lambda: "{}".format_map({}), lambda: "{a}".format_map(5), lambda: "{}".format(type("B", (), {"__format__": lambda s, f: 5})()):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)

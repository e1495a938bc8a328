def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

class Point:
    x, y = 3, 4

    def __repr__(self):
        return "\xe9<point>"

    def __getitem__(self, key):
        return f"item {key!r}"

    def __format__(self, spec):
        return f"spec {spec!r}"


point = Point()
for text in ["", "plain", "{}{}", "{0}{1}{0}", "{0.x}-{0.y}", "{0[3]}-{0[a b]}-{0[-1]}", "{!r:>12}|", "{!a}", "{!s}", "{:{}}", "{0:{w}.{w}}",
             "{a}{a[1]}", "{{}}", "{{{0}}}", "}}{{", "{", "}", "{0", "{0!", "{!x}", "{0!r", "{0!r:", "{0!rx}", "{}{0}", "{0}{}", "{0[}", "{0[]}",
             "{0.}", "{0[1]x}", "{1:{:{}}}", "{9}", "{b}", "a}}b{{", "{0:{{}}}", "{99999999999999999999}", "{ }", "{0.z}", "{a[7]}", "{1[0]}",
             "{0.__class__.__name__}", "{0:%H:%M}", "{1:5}|{1:<5}|{1:^5}|{1:05}", "{a!r:^10}", "{0!r:.3}"]:
    show(text.format, point, 7, w=5, a=[1, 2])
show("{a}{b.real:>3}".format_map, {"a": 1, "b": 2})
show("{}".format_map, {})
show("{x}".format_map, {})


class Missing(dict):
    def __missing__(self, key):
        return key.upper()


print("{x} {y}".format_map(Missing(x=1)))
for spec in ["", "5", "<5", ">5", "^5", "*^6", ".2", "6.2", "s", "05", "\u20ac>4", "=5", "+", "#", " ", ",", "_", "d", "5.", "xx", "z"]:
    show(format, "abc", spec)
print(f"{'abc':>{5}}|{'abc'!r:^9}|{1 + 1}|{point.x:03d}|{point!r}".encode("ascii", "replace"))

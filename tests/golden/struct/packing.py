"""Every format character of struct, with sizes of the machine and standard ones; errors of packing."""
import _struct as struct


def t(*args):
    try:
        print(args, struct.pack(*args))
    except Exception as error:
        print(args, type(error).__name__, error)


for f in "bBhHiIlLqQnNP?":
    for p in "@<>":
        if p != "@" and f in "nNP":
            t(p + f, 1)
            continue
        for value in (0, 1, 127, -1, -128, 200, 1 << 15, 1 << 31, 1 << 40, (1 << 63) - 1, -(1 << 63), (1 << 64) - 1, 1 << 70, -1 << 70, "a", 1.5, True):
            if f != "P" or value in (0, 1, 127):
                t(p + f, value)
for args in (("c", b"ab"), ("c", "a"), ("c", b"x"), ("s", "a"), ("3s", b"abcd"), ("5s", b"ab"), ("p", b"abc"), ("5p", b"abc"), ("0s", b""), ("2x",), ("0i",),
             ("f", "a"), ("e", 1e10), ("d", 1), ("<f", 1e50), ("f", 1e50), ("zz", 1), ("3", 1), ("i",), ("i", 1, 2), ("<i x", 1), (b"i", 1), ("i\0", 1),
             ("99999999999999999999i", 1), ("e", 65504.0), ("e", 5.96e-8), ("e", -0.0), ("e", 65519.9), ("e", 65520), ("<e", 0.1), (">d", -2.5), ("!h", 258), ("=l", 5), ("2h3s", 1, 2, b"xyz"),
             ("4s", bytearray(b"ab")), ("e", 2.0 ** -25), ("e", 2.0 ** -24), ("e", 1.0009765625), ("e", 2047.5), ("f", 0.1), ("bi", 1, 2), ("<bi", 1, 2), (5, 1)):
    t(*args)
print([struct.calcsize(f) for f in ("bi", "<bi", "bq", "qb", "b0q", "3si", "10p2h", "", "xx", "cxh", "@bhilq", "=bhilq", "bxxxf")])


class Index:
    def __index__(self):
        return 7


print(struct.pack("b", Index()))
t("?", [])

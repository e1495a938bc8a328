# Small cases that generated programs found: text, formatting, indices.


def attempt(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__, error)


def change(make, step):
    x = make()
    try:
        step(x)
    except Exception as error:
        print(type(error).__name__, error)
    print(x)


for index in -2**70, 2**70, 2**63, -2**63 - 1:
    attempt(lambda: [1, 2][index])
    attempt(lambda: memoryview(b"ab")[index])
    attempt(lambda: (1, 2)[index])
    attempt(lambda: "ab"[index])
    change(lambda: [1, 2], lambda x: x.__delitem__(index))
    change(lambda: [1, 2], lambda x: x.__setitem__(index, 0))
    attempt(lambda: memoryview(bytearray(b"ab"))[index])
attempt(lambda: [1][2**62])
attempt(lambda: b"ab" * -(2**80))
attempt(lambda: [0] * 2**80)
attempt(lambda: "%%%(b)u-%d" % {"b": 1})
attempt(lambda: "%(a)*d" % {"a": 5})
attempt(lambda: "%(a)*s" % {"a": "x"})
attempt(lambda: "%*d|%-*d" % (5, 1, 4, 2))
attempt(lambda: "%.*f" % (2**53, 1.5))
attempt(lambda: "%*d" % (10**30, 1))
attempt(lambda: b"%f" % b"a")
attempt(lambda: b"%g %d" % ([], 1))
attempt(lambda: b"%i" % b"a")
attempt(lambda: "%i" % "a")
attempt(lambda: b"%.*s" % (10**10, b"a"))
attempt(lambda: "{2[]}".format(1))
attempt(lambda: "{0[]}".format(1))
attempt(lambda: "{0.real[}".format(1))
attempt(lambda: "{0.real.}".format(1))
attempt(lambda: bytearray(b"a").index(..., 7, 1j))
attempt(lambda: b"abc".find(b"c", "x"))
attempt(lambda: memoryview(bytearray(b"")).cast("H", (2, 2)))
change(lambda: bytearray(b"abcdefgh"), lambda x: x.__setitem__(slice("a", -1), [300]))
change(lambda: bytearray(b"abcdefgh"), lambda x: x.__setitem__(slice(1, -1), [300]))
change(lambda: bytearray(b"abcdefgh"), lambda x: x.__setitem__(slice(None, None, 3), b"XYZ"))


class Text(str):
    def __float__(self):
        return 2.5

    def __int__(self):
        return 7


class Bytes(bytes):
    pass


attempt(lambda: float(Text("1")))
attempt(lambda: int(Text("1")))
attempt(lambda: int(Bytes(b"\x1e_)")))
attempt(lambda: int(bytearray(b"x")))
attempt(lambda: int("\u0663_"))


class NotIterable:
    def __iter__(self):
        return 5


attempt(lambda: "x".join(NotIterable()))
attempt(lambda: "x".join(5))
# python3.14

# Where __index__ is accepted in the place of an int, and the errors where it is not there.
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class Fails:
    def __index__(self): raise KeyError("from __index__")
def attempt(name, f):
    try:
        print(name, f())
    except Exception as error:
        print(name, type(error).__name__, error)
two = I(2)
l, t, s, b, r = [10, 11, 12, 13], (10, 11, 12), "héllo", b"bytes", range(0, 100, 7)
attempt("get", lambda: (l[two], t[two], s[two], b[two], r[two], bytearray(b)[two], memoryview(b)[two]))
attempt("slice", lambda: (l[two:], t[:two], s[I(-2):], b[::two], r[two:I(9):two], l[I(-100):I(100)]))
attempt("repeat", lambda: (l[:1] * two, two * t[:1], s[:1] * two, two * b[:1]))
attempt("text", lambda: (hex(two), oct(two), bin(two), chr(I(233)), "%x" % two, "%o" % two, "%c" % I(65)))
attempt("numbers", lambda: (int(two), float(two), complex(two), round(2.567, two), pow(3, 4, 5), 1 << int(two), divmod(7, int(two))))
attempt("bytes", lambda: (bytes(two), bytes([I(65), 66]), bytearray(two), (5).to_bytes(two, "big"), b.find(I(116)), I(98) in b))
attempt("methods", lambda: (s.center(I(9)), s.split("l", I(1)), s.replace("l", "L", I(1)), s.find("l", two, I(9)), l.index(12, I(0), I(9)), l.pop(I(-1)), l.insert(two, "new"), l))
attempt("range", lambda: (range(two), range(I(1), I(9), I(3)), list(range(I(3))), len(range(I(2**65))) if False else "big"))
attempt("others", lambda: (int("11", two), sum([1, 2], I(0)) if hasattr(I, "__add__") else "no add", slice(two).indices(I(10)), [*enumerate("ab", two)]))
attempt("large", lambda: "abc"[I(2**70)])
attempt("large slice", lambda: ("abc"[I(-2**70):I(2**70)], [1, 2, 3][:I(2**64)], (1, 2)[I(-2**64):]))
attempt("bool", lambda: (l[True], s[False], "ab" * True))
for name, f in (("fails get", lambda: l[Fails()]), ("fails slice", lambda: l[Fails():]), ("fails repeat", lambda: l * Fails()), ("fails range", lambda: range(Fails())), ("fails hex", lambda: hex(Fails())), ("fails bytes", lambda: bytes(Fails())), ("fails int", lambda: int(Fails())),
                ("float get", lambda: l[1.0]), ("float slice", lambda: l[1.0:]), ("str get", lambda: (t, t["a"])[0]), ("none get", lambda: s[None]), ("tuple get", lambda: b[(1, 2)]), ("range get", lambda: r["x"]), ("float repeat", lambda: s * 2.0), ("float range", lambda: range(2.0)), ("str chr", lambda: chr("a")), ("float hex", lambda: hex(1.5)),
                ("slice step 0", lambda: l[::0]), ("slice set", lambda: l.__setitem__(slice(0, 1), 5)), ("ext slice set", lambda: l.__setitem__(slice(None, None, 2), [1, 2, 3, 4, 5])), ("str set", lambda: s.__setitem__), ("list str set", lambda: l.__setitem__("a", 1)), ("list del", lambda: l.__delitem__("a")), ("out", lambda: l[99]), ("tuple out", lambda: t[-9]), ("str out", lambda: s[50]), ("bytes out", lambda: b[50]), ("range out", lambda: r[50]), ("set out", lambda: l.__setitem__(99, 0)), ("del out", lambda: l.__delitem__(99)), ("pop out", lambda: l.pop(99)), ("pop empty", lambda: [].pop()), ("slice indices", lambda: slice(1, "a").indices(5)), ("slice neg", lambda: slice(1).indices(-1))):
    attempt(name, f)
class Sub(int):
    def __index__(self): return 99
    def __int__(self): return 98
print([0, 1, 2, 3][Sub(3)], hex(Sub(3)), range(Sub(3)), int(Sub(3)), "%d %x" % (Sub(3), Sub(3)), f"{Sub(3)} {Sub(3):d}", float(Sub(3)), bytes(Sub(3)))
# python3.14

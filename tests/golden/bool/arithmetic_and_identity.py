# bool: an int of two values, with operators of its own for & | ^.
for a in True, False:
    for b in True, False, 2, 0.5:
        print(a, b, a + b, a * b, a == b, a < b, [f"{a & b} {a | b} {a ^ b}" for _ in [1] if not isinstance(b, float)])
print(True + True, -True, True / 2, True // 2, True << 3, True ** 2, divmod(True, 2), round(True), abs(False), int(True), float(True), complex(True))
print(isinstance(True, int), bool.__mro__, bool.__bases__, type(True & 1), type(True & True), True is bool(1), True is (1 == 1), hash(True), {True: "a", 1: "b", 1.0: "c"})
print(bool(), bool([]), bool([0]), bool(""), bool(" "), bool(0.0), bool(-0.0), bool(float("nan")), bool(None), bool(...), bool(0j), bool(range(0)), bool({}), bool(set()), bool(b""))
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class B(L):
    def __bool__(self): return self.n
for make in lambda: bool(L(0)), lambda: bool(L(5)), lambda: bool(L(-1)), lambda: bool(L("a")), lambda: bool(B(True)), lambda: bool(B(1)), lambda: bool(B(None)), lambda: not B(0), lambda: bool(1, 2), lambda: True.real + True.denominator, lambda: True.to_bytes(1, "big"), lambda: "%d %s %r %x" % ((True,) * 4), lambda: f"{True:d} {True:>6} {True!s:^7}|{False:.0f}", lambda: type("Sub", (bool,), {}):
    try: print(repr(make()))
    except Exception as error: print(type(error).__name__, str(error)[:50])
print([1, 2][True], "ab"[False], range(True, 3), [x for x in (True, 1, 0, False) if x is True], sum([True, True, False]), sorted([True, False, 0, 2, -1]), max(True, 1), str(True), repr(False))

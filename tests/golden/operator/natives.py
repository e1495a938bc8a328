"""The functions of operator, and its getters."""
from _operator import *
from _operator import _compare_digest
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
print(add(1, 2), sub(5, 3), mul(2, "ab"), truediv(7, 2), floordiv(7, 2), mod(7, 3), pow(2, 10), lshift(1, 4), rshift(16, 2), and_(6, 3), or_(6, 3), xor(6, 3))
print(lt(1, 2), le(2, 2), eq(1, 1.0), ne(1, 2), gt(1, 2), ge(1, 2), neg(3), pos(-3), inv(5), invert(5), abs(-4), not_([]), truth([1]), is_(None, None), is_not(1, 2))
l = [1]; print(iadd(l, [2]), l, iconcat(l, [3]), concat([1], [2]), contains([1, 2], 2), countOf([1, 2, 1], 1), indexOf("abc", "c"), index(True), length_hint([1, 2]), length_hint(iter([1, 2])), length_hint(1, 7))
d = {}; setitem(d, 1, 2); print(d, getitem(d, 1)); delitem(d, 1); print(d)
t(lambda: add(1, "a")); t(lambda: concat(1, 2)); t(lambda: concat({}, {})); t(lambda: indexOf([1], 2)); t(lambda: abs("x")); t(lambda: index(1.5)); t(lambda: length_hint(1, "a"))
t(lambda: lt(1, "a")); t(lambda: call(int, "ff", base=16)); t(lambda: itemgetter()); t(lambda: attrgetter(1)); t(lambda: attrgetter()); t(lambda: methodcaller()); t(lambda: methodcaller(1))
class C:
    def __init__(self, a, b=None): self.a = a; self.b = b
    def m(self, *a, **k): return a, k
o = C(1, C(2)); print(attrgetter("a")(o), attrgetter("a", "b.a")(o), attrgetter("b.a")(o)); t(lambda: attrgetter("zz")(o)); t(lambda: attrgetter("b.zz")(o))
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter(slice(1))("abc"), itemgetter(-1)((1, 2)), sorted([(2, "a"), (1, "b")], key=itemgetter(1)), itemgetter("k")({"k": 1}))
t(lambda: itemgetter(5)((1, 2))); t(lambda: itemgetter(1)(3))
print(methodcaller("m")(o), methodcaller("m", 1)(o), methodcaller("m", 1, x=2)(o), methodcaller("upper")("abc"))
print(attrgetter("a", "b.c"), itemgetter(1, "x"), methodcaller("m", 1, x=2), itemgetter(1).__reduce__()[1], methodcaller("m", 1).__reduce__()[1])
print(_compare_digest("a", "a"), _compare_digest("a", "b"), _compare_digest(b"a", b"ab"), _compare_digest(b"abc", b"abc")); t(lambda: _compare_digest("a", 1))

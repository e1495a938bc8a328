# repr: containers in themselves, subclasses, quoting, and classes that get in the way.
l = [1]; l.append(l); d = {"a": 1}; d["d"] = d; t = ([],); t[0].append(t); s = [{}, ()]; s[0]["s"] = s
print(l, d, t, s, [l, l], {1: l})
from collections import deque, OrderedDict, defaultdict, Counter, ChainMap, namedtuple
q = deque([1]); q.append(q); o = OrderedDict(); o["o"] = o; dd = defaultdict(list); dd["x"] = dd
print(q, dd, Counter("aab"), ChainMap({"a": 1}, {}), deque([1], 3), defaultdict(None, {1: 2}), namedtuple("N", "x y")(1, "two"))
for text in "", "'", '"', "'\"", "a\nb\t\\", "\x00\x7f\x80\xa0\xad", "é中😀", "\u2028\ud800\ufeff", "\\'": print(repr(text), ascii(text), repr(text.encode("utf-8", "surrogatepass")))
print(repr(b"'"), repr(b'"'), repr(b"'\""), repr(b"\x00\n\xff"), repr(bytearray(b"x")), repr(memoryview(b""))[:11], [repr(x) for x in (1.0, 1e16, 1e-5, 0.1, -0.0, 10**22, 1e22, 5e-324, True, None, ..., NotImplemented, 1j, -1j)])
class L(list): pass
class D(dict):
    def __repr__(self): return "D" + super().__repr__()
class S(set): pass
class St(str): pass
class I(int): pass
class E(Exception): pass
print(L([1]), D(a=1), S([1]), repr(St("x")), I(5), [L(), D(), St("q"), I(1)], E(1, "a"), E(), E("one"), frozenset([1]), S(), {frozenset()})
class R:
    def __repr__(self): return "R"
class Str(R):
    def __str__(self): return "Str"
class Raises:
    def __repr__(self): raise ValueError("in repr")
class Wrong:
    def __repr__(self): return 5
class Sub(str): pass
class RetSub:
    def __repr__(self): return Sub("sub")
print(R(), str(R()), [Str()], str(Str()), f"{Str()!r} {Str()}", (R(),), {R(): Str()}, type(repr(RetSub())).__name__, type(str(RetSub())).__name__)
for bad in Raises(), [Raises()], {1: Raises()}, (Wrong(),), Wrong():
    for f in repr, str, "{}".format, "%s".__mod__:
        try: print(f((bad,) if f.__name__ == "__mod__" else bad))
        except Exception as e: print(type(e).__name__, e, end="; ")
    print()
class C:
    class Inner:
        def m(self): pass
    @staticmethod
    def s(): pass
def outer():
    def inner(): pass
    class Local: pass
    return inner, Local
print(C, C.Inner, outer()[1], str(outer()[0]).split(" at")[0], str(C.Inner.m).split(" at")[0], str(C.Inner().m).split(" of")[0], str(C.s).split(" at")[0], len, [].append.__name__, str([].append).split(" at")[0], int.__add__, (1).__add__.__name__, dict.fromkeys.__name__, type(None), range(3), slice(1), Ellipsis, str((x for x in ())).split(" at")[0], str(lambda: 1).split(" at")[0], property, object, type)
deep = []
for i in range(30): deep = [deep]
print(repr(deep))

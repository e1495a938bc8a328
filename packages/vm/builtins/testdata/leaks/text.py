LEAK = []
leak = LEAK.append
class S(str):
    pass
@leak
def strs():
    s = "héllo wörld " * 3
    s.split(); s.rsplit("l", 2); s.splitlines(); s.partition("w"); s.rpartition("zz"); s.replace("l", "LL"); s.replace("", "-")
    s.translate({104: "xx", 101: None, 108: 5}); str.maketrans("abc", "def", "g"); s.title(); s.casefold(); s.swapcase(); s.center(80, "é")
    s.encode(); s.encode("utf-16"); s.encode("ascii", "backslashreplace"); "{} {!r:>10} {a.real:{w}}".format(1, "x", a=5, w=4)
    "%s %5.2f %r %c" % ("é", 2.5, [1], "x"); "%(a)s" % {"a": 1}
    x = S("abc"); x.y = [x, 1]; x.y = None; x.zfill(9); x.expandtabs(); "-".join(["é", x, "b"]); "-".join(c for c in "abcdefgh")
    s.removeprefix("h"); s.strip("h "); s[::2]; s[1:5]; s * 3; s + s; s in s; repr(s); ascii(s); list(s); hash(s); s < "z"
    str(b"abc\xc3\xa9", "utf-8"); str(bytearray(b"abc"), "latin1", "replace")
@leak
def failing():
    def f(call, *args, **kw):
        try: call(*args, **kw)
        except Exception as e: pass
    f("a".join, ["a", 1]); f("a".join, 5); f("{0.x}{1}".format, 1); f("{a[0]}".format, a=()); f("{".format); f("%d".__mod__, "x"); f("%s%s".__mod__, (1,)); f("%(a)s".__mod__, {})
    f("é".encode, "ascii"); f("\ud800".encode); f(b"\xff".decode); f(b"\xff".decode, "utf-8", "nosuch"); f(bytes, [1, 2, 999]); f(bytes, "x"); f(b"".join, [b"a", 1]); f(bytearray(b"x").append, 300)
    f(bytes.fromhex, "zz"); f(b"a".__mod__, (1,)); f(b"%s".__mod__, (1,)); f(memoryview, 5); f(memoryview(b"abc").cast, "z"); f("a".translate, {97: []}); f("abc".index, "z"); f("abc".split, ""); f("a".find, 5)
    f("abc".translate, 5); f(str.maketrans, {"ab": 1}); f(str.maketrans, "a", "bc"); f(str, b"\xff", "utf-8")
@leak
def bytes_and_more():
    b = b"hello world" * 3
    b.split(); b.rsplit(b"o", 1); b.partition(b" "); b.rpartition(b"zz"); b.replace(b"o", b"00"); b.hex("-"); bytes.fromhex("00ff aa"); b.translate(bytes(256), b"l"); b.title(); b.center(99); b.splitlines()
    b.find(b"w"); b.count(111); b.startswith((b"x", b"h")); b"%s %d %a" % (b"x", 5, "é"); b[1:4]; b[::2]; b + b"x"; b * 2; b.decode(); list(b); b in b; bytes([1, 2, 3]); bytes(bytearray(b"xyz")); b"-".join([b"ab", bytearray(b"c"), memoryview(b"de")])
    a = bytearray(b); a.append(1); a.extend([1, 2, 3]); a += b"xyz"; a *= 2; del a[::3]; a[2:4] = b"0123456789"; a[::2] = bytes(len(a[::2])); a.pop(); a.insert(0, 1); a.reverse(); a.remove(0); a.copy(); a.clear(); bytearray(a); a.resize(100)
    m = memoryview(bytearray(range(24))); n = m[2:10]; n[0] = 5; n[1:3] = b"ab"; m.cast("I").tolist(); k = m.cast("B", [2, 3, 4]); k.tolist(); k[1, 1, 1]; k.tobytes("F"); list(n); m == n; m.hex(); bytes(m[::2]); m.toreadonly(); hash(memoryview(b"abc"))
    with memoryview(a) as v: v.nbytes
    del m, n, k
@leak
def small_strs():
    s = "héllo wörld "
    s.split()
    s.replace("l", "LL")
    s.title()
    s.encode()
    s.encode("ascii", "backslashreplace")
    "%s %5.2f %r" % ("é", 2.5, s)
    s[::2] + s * 2
    s.partition("w")
    "-".join([s, s])
    repr(s)
@leak
def small_bytes():
    b = b"hello world"
    b.split()
    b.replace(b"o", b"00")
    b.hex("-")
    b.decode("utf-16-le", "replace")
    b"%s %d" % (b, 5)
    a = bytearray(b)
    a += b
    a[2:4] = b
    del a[::2]
    m = memoryview(a)
    m[1:3].tolist()
    m.cast("B", [len(a), 1]).tobytes("F")

# memoryview: casts, shapes, item access by format, comparison and release.
import array
def attempt(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
m = memoryview(bytearray(range(12)))
print(m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.c_contiguous, len(m), m[0], m[-1], m[2:5].tolist(), m[::-3].tolist(), m[::2].strides, bytes(m[1:3]), m.hex()[:6], m.tobytes()[:2])
h = m.cast("H"); print(h.format, h.itemsize, len(h), h.tolist(), h[1:3].tolist()); h[0] = 65535; print(m[0], m[1]); g = m.cast("B", (3, 4)); print(g.shape, g.strides, g.tolist(), g[1, 2], len(g), g.ndim); g[2, 3] = 99; print(m[11])
for code in "bBhHiIlLqQfd?c": 
    if 24 % memoryview(bytes(24)).cast("B").cast(code).itemsize == 0: c = memoryview(bytes(24)).cast(code); print(code, c.itemsize, len(c), c[0], end="; ")
print()
attempt(lambda: m.cast("H", (2, 2))); attempt(lambda: m[1:].cast("H")); attempt(lambda: m.cast("z")); attempt(lambda: h.cast("I")); attempt(lambda: m[::2].cast("H")); attempt(lambda: g[0]); attempt(lambda: g[5, 0]); attempt(lambda: g[0, 0, 0]); attempt(lambda: m["a"]); attempt(lambda: m[99]); attempt(lambda: m.cast(5)); attempt(lambda: memoryview("x")); attempt(lambda: memoryview(5)); attempt(memoryview)
def setit(v, k, x): v[k] = x; return "set"
attempt(setit, m, 0, 256); attempt(setit, m, 0, "a"); attempt(setit, m, 0, 1.5); attempt(setit, m, slice(0, 2), b"xy"); attempt(setit, m, slice(0, 2), b"xyz"); attempt(setit, m, slice(0, 2), 5); attempt(setit, memoryview(b"ro"), 0, 1); attempt(setit, h, 0, -1); attempt(setit, h, slice(0, 1), b"ab"); attempt(setit, m.cast("f"), 0, "x"); attempt(setit, m.cast("?"), 0, 5); attempt(setit, m.cast("c"), 0, 5); attempt(setit, m.cast("c"), 0, b"z"); attempt(setit, m, slice(0, 4, 2), b"pq"); print(bytes(m[:5]))
def delit(v): del v[0]
attempt(delit, m)
print(m == bytes(m), m[:3] == m[0:3], memoryview(b"ab") == b"ab", memoryview(b"ab") != "ab", memoryview(array.array("i", [1, 2])) == array.array("h", [1, 2]), memoryview(b"a").cast("b") == b"a", hash(memoryview(b"x")) == hash(b"x"), memoryview(array.array("d", [1.5])).tolist(), 5 in memoryview(b"\x05"), list(memoryview(b"ab")), b"".join([memoryview(b"a"), b"b"]), bytes(memoryview(b"abc")[::-1]), memoryview(b"abc").tobytes("F"), m.obj is not None, m.suboffsets, list(reversed(memoryview(b"ab"))))
attempt(hash, m); attempt(lambda: m < m); attempt(lambda: m + b"x")
with memoryview(b"abc") as v: w = v[1:]; print(v[0])
attempt(lambda: v[0]); attempt(lambda: v.nbytes); attempt(lambda: len(v)); attempt(lambda: w[0]); v.release(); attempt(lambda: v.__enter__()); print(v == v, repr(v)[:9], str(m)[:7])
b = bytearray(b"abc"); x = memoryview(b); y = x[1:]
attempt(b.append, 1); x.release(); attempt(b.append, 1); y.release(); b.append(100); print(b, m.toreadonly().readonly); attempt(setit, m.toreadonly(), 0, 1)

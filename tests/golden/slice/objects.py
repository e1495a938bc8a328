# slice: its parts, indices, comparison, and how classes see it.
def attempt(f, *args):
    try: print(f(*args))
    except Exception as error: print(type(error).__name__, error)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice("a", [1]), s == slice(1, 10, 2), s != slice(1), slice(1, 2) < slice(1, 3))
for sl in slice(None), slice(2), slice(-2, None), slice(None, None, -1), slice(10, 0, -3), slice(-100, 100), slice(100, -100, -2), slice(3, 1):
    print(sl, [sl.indices(n) for n in (0, 1, 5)], [1, 2, 3, 4, 5][sl], "abcde"[sl], list(range(5)[sl]))
attempt(s.indices, -1); attempt(s.indices, "a"); attempt(slice(1, 2, 0).indices, 5); attempt(slice("a").indices, 5); attempt(slice); attempt(slice, 1, 2, 3, 4); attempt(slice(1.5).indices, 3); attempt(setattr, s, "start", 5); attempt(slice(2**70).indices, 2**80)
class G:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
g = G()
print(g[1:2], g[:], g[::], g[1:2:3], g[:, 1], g[..., 1:2], g["a":"b"], g[()], g[1,], g[-1:], g[None:None:None])
g[1:2] = "v"; del g[::2]; g[1:2, 3] = 0
class I:
    def __index__(self): return 2
class Bad:
    def __index__(self): return "x"
print([1, 2, 3, 4][I():], "abcd"[:I()], (1, 2, 3)[::I()], b"abcd"[I():I()])
attempt(lambda: [1][Bad():]); attempt(lambda: "a"[1.0:]); attempt(lambda: (1,)["a":]); attempt(lambda: [1, 2][::0]); attempt(lambda: "ab"[::0])
l = list(range(6)); l[1:3] = "xyz"; print(l); l[::2] = [0] * len(l[::2]); print(l); del l[::-2]; print(l); l[5:1] = ["in"]; print(l); l[:] = []; print(l)
ba = bytearray(b"abcdef"); ba[1:3] = b"XYZ"; del ba[::3]; print(ba, ba[-2:], ba[::-1])
print(slice(1, 2, 3).__reduce__(), slice(3).__class__, repr(slice(I)).startswith("slice(None, <class"))
class L(list):
    def __getitem__(self, key): return super().__getitem__(key) if isinstance(key, int) else ("sliced", key)
print(L([1, 2])[0], L([1, 2])[0:1], list(L([1, 2])))

# Numbers that 64 bits do not hold, given where a position, a size or a count is expected.
class I:
    def __init__(s, n): s.n = n
    def __index__(s): return s.n
big = I(2**70)
def at(t):
    try: r = eval(t); print(t, "=", r if len(repr(r))<50 else "long")
    except BaseException as e: print(t, "->", type(e).__name__, e)
for t in """[1] * big
big * [1]
[1] * 2**70
(1,) * big
"a" * big
"a" * 2**70
b"a" * big
bytearray(b"a") * 2**70
[] * 2**70
"" * 2**70
"a".zfill(2**70)
"a".center(2**70)
"a".center(big)
"a".ljust(I(3))
"a\\t".expandtabs(I(3))
"a".split(",", 2**70)
"a".split(",", I(1))
"a".replace("a", "b", 2**70)
[1].pop(big)
bytearray(b"a").pop(2**70)
bytearray(b"a").insert(2**70, 1)
bytearray(b"a").insert(-2**70, 1)
[1].insert(big, 1)
[1][2**70]
[1][big]
(1,)[2**70]
"a"[2**70]
b"a"[-2**70]
range(5)[2**70]
range(2**80)[2**75]
len(range(2**80))
[1].index(1, 2**70)
bytes(2**70)
bytearray(2**70)
bytes(big)
"%*d" % (2**70, 1)
"%.*f" % (2**70, 1)
"%999999999999999999999d" % 1
format(1, "99999999999999999999")
round(1.5, 2**70)
(1).to_bytes(2**70, "big")
1 << 2**70
0 << 2**70
1 >> 2**70
-1 >> 2**70
1 << -1
2 ** -2**70
sum([2**70, 1.5])
float(10**400)
10**400 / 3
[1, 2][:2**70]
[1, 2][-2**70:big]
[1,2,3][::2**70]
[1,2,3][::-2**70]
"abc"[2**70:]
memoryview(b"abc")[2**70]
enumerate([], 2**70).__next__()
list(enumerate([1], 2**70))
__import__("collections").deque([1], 2**70)
__import__("collections").deque([1]).rotate(2**70)
__import__("collections").deque([1]).insert(2**70, 1)
__import__("array").array("i", [1]).insert(2**70, 1)
__import__("array").array("i", [2**40])
__import__("itertools").combinations([1], 2**70)""".split("\n"): at(t)
# python3.14

# range: lengths, slices, membership, equality and hashing, also beyond 64 bits.
def attempt(f, *args):
    try: print(f(*args))
    except Exception as error: print(type(error).__name__, error)
for args in (5,), (2, 8), (2, 8, 3), (8, 2, -2), (0,), (5, 5), (1, -5), (-3, 3, 2), (10**20, 10**20 + 5, 2):
    r = range(*args)
    print(r, list(r), len(r), bool(r), r[:2], r[::-1], r[1:-1], list(reversed(r)), r.start, r.stop, r.step)
attempt(range); attempt(range, 1, 2, 0); attempt(range, 1.0); attempt(range, "a"); attempt(range, 1, 2, 3, 4); attempt(range, None)
r = range(0, 20, 3)
print(6 in r, 7 in r, 6.0 in r, "a" in r, True in range(2), r.index(9), r.count(9), r.count(10), r[-1], r[2], r[5:2:-1], r[100:], r[-100:2])
attempt(r.index, 10); attempt(r.index, "a"); attempt(r.__getitem__, 7); attempt(r.__getitem__, "a"); attempt(r.__getitem__, 1.0)
for op in "r.x = 1", "r[0] = 1", "del r[0]", "r + r", "r * 2", "r.start = 1", "r < r", "len(range(2**100))":
    try: exec(op); print(op)
    except Exception as error: print(op, type(error).__name__)
print(range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], hash(range(0)) == hash(range(5, 5)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), range(1, 5) != range(1, 6), {range(2): 1}[range(2)])
big = range(2**70, 2**70 + 10, 3); print(len(big), big[1], big[-1], 2**70 + 3 in big, 2**70 + 4 in big, big.index(2**70 + 6), list(big[::-2]), big[1:])
it = iter(range(3)); print(next(it), it.__length_hint__(), list(it), list(it), type(it).__name__); it = iter(big); print(next(it), len(list(it)), type(it).__name__)
print(min(range(5)), max(range(5, 0, -1)), sum(range(101)), sorted(range(3), reverse=True), tuple(range(2)), [*range(2), *range(2)], dict(zip(range(2), "ab")), list(map(str, range(2))), list(enumerate(range(7, 9))))
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(range(I(2), I(6), I(2)), list(range(I(3))), 2 in range(5), I(2) in range(5), repr(range(0, 5)), str(range(0, 5, 1)), range(0, 5, 2))
a, *b = range(4); print(a, b, range(3).__reduce__(), range(2, 9, 2).__contains__(4), range(5).__class__)
# python3.14

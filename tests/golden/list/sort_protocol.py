# What sort and sorted compare, keep stable, hide, and refuse.
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
class K:
    compared = 0
    def __init__(self, key, tag=""): self.key, self.tag = key, tag
    def __lt__(self, other):
        K.compared += 1
        return self.key < other.key
    def __repr__(self): return f"{self.key}{self.tag}"
items = [K(n % 3, chr(97 + i)) for i, n in enumerate([5, 1, 3, 4, 0, 2, 8, 7, 6])]
print(sorted(items), sorted(items, reverse=True))
K.compared = 0
sorted([K(i) for i in range(50)])
print(K.compared, end=" ")
K.compared = 0
sorted([K(-i) for i in range(50)])
print(K.compared, max(items), min(items))
print(sorted("bca", key=lambda c: -ord(c)), sorted([3, 1.5, True, 2**70, -0.0]), sorted(["b", "B", "a"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]))
print(sorted({"b": 1, "a": 2}), sorted([[2], [1, 5], []]), sorted([1, 2, 3], key=lambda x: 0, reverse=True), sorted([]), sorted([None]))
attempt(lambda: sorted([1, "a"]))
attempt(lambda: sorted([None, None]))
attempt(lambda: sorted([1j, 2j]))
attempt(lambda: sorted([{}, {}]))
attempt(lambda: sorted([1, 2], lambda a, b: 0))
attempt(lambda: sorted([1, 2], key=5))
attempt(lambda: sorted())
attempt(lambda: sorted(5))
attempt(lambda: sorted([1, 2], [3]))
attempt(lambda: [].sort(1))
attempt(lambda: [1].sort(key=lambda: 0))
attempt(lambda: sorted([1, 2], key=lambda x: [][x]))
data = [3, 1, 2]
def spy(x):
    seen.append(len(data))
    return x
seen = []
data.sort(key=spy)
print(data, seen)
def mutate(x):
    data.append(x)
    return x
attempt(lambda: data.sort(key=mutate))
print(data)
def fails(x):
    if x == 2: raise KeyError(x)
    return -x
data = [1, 3, 2, 4]
attempt(lambda: data.sort(key=fails))
print(data)
class Bad:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        if self.n == 5: raise ValueError("five")
        return self.n < other.n
bads = [Bad(n) for n in (3, 5, 1, 4)]
attempt(lambda: bads.sort())
print(sorted(b.n for b in bads))
class Truth:
    def __bool__(self): raise RuntimeError("no truth")
class Lt:
    def __lt__(self, other): return Truth()
attempt(lambda: sorted([Lt(), Lt()]))
class OnlyGt:
    def __init__(self, n): self.n = n
    def __gt__(self, other): return self.n > other.n
    def __repr__(self): return f"G{self.n}"
print(sorted([OnlyGt(2), OnlyGt(1), OnlyGt(3)]))
nan = float("nan")
print(sorted([3, nan, 1]), sorted([(nan, 1), (nan, 0)]), sorted([2, 1, nan]))
class Str(str):
    def __lt__(self, other): return str.__gt__(self, other)
print(sorted(map(Str, "bac")), sorted(["b", Str("a"), "c"]))
class L(list): pass
l = L([2, 1])
print(l.sort(), l, type(sorted(l)).__name__, min([], default=4), max("ab", "b", key=len))
for f in (lambda: min(), lambda: max(1), lambda: max(1, 2, default=3), lambda: min(1, "a"), lambda: min([1], key=5)):
    attempt(f)
# python3.14

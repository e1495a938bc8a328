# heapq: the invariant after every operation, ties, merges, and largest and smallest with keys.
import heapq
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
def is_heap(h): return all(h[(i - 1) // 2] <= h[i] for i in range(1, len(h)))
h = []
for x in 5, 3, 8, 1, 9, 2, 3:
    heapq.heappush(h, x)
    print(h, is_heap(h))
while h: print(heapq.heappop(h), h, is_heap(h))
h = [9, 8, 7, 6, 5, 4]
heapq.heapify(h); print(h)
print(heapq.heapreplace(h, 1), h, heapq.heappushpop(h, 0), heapq.heappushpop(h, 10), h)
attempt(heapq.heappop, [])
attempt(heapq.heapreplace, [], 1)
attempt(heapq.heappushpop, [], 1)
attempt(heapq.heappush, (1,), 2)
attempt(heapq.heapify, 5)
attempt(heapq.heapify, [3, "a", 1])
attempt(heapq.heappush, [1])
print(list(heapq.merge([1, 4], [2, 3], [], [0, 9])), list(heapq.merge([4, 1], [3, 2], reverse=True)), list(heapq.merge("ac", "B", key=str.lower)))
m = heapq.merge([1], iter([2])); print(next(m), next(m), next(m, "end"))
attempt(list, heapq.merge([1], 5))
print(list(heapq.merge()), list(heapq.merge([1, 1], [1], key=lambda x: -x)))
data = [(3, "a"), (1, "b"), (3, "c"), (2, "d"), (1, "e")]
for n in 0, 1, 3, 9, -1:
    print(n, heapq.nlargest(n, data), heapq.nsmallest(n, data))
print(heapq.nlargest(2, data, key=lambda p: p[0]), heapq.nsmallest(2, data, key=lambda p: -p[0]), heapq.nsmallest(1, "cab"), heapq.nlargest(2, iter(range(5))))
attempt(heapq.nlargest, 1, [1, "a"])
attempt(heapq.nsmallest, "a", [1])
class Mine:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n > other.n
    def __repr__(self): return f"M{self.n}"
h = [Mine(n) for n in (1, 3, 2)]; heapq.heapify(h); print(h, heapq.heappop(h), h)
h = [3, 1]; 
class Grows:
    def __lt__(self, other): h.clear(); return True
h = [Grows(), Grows(), Grows()]
attempt(heapq.heapify, h)

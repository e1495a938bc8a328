"""heapq and bisect."""
import heapq, bisect
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
h = []
for x in [5, 3, 8, 1, 9, 2, 7]: heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(7)], h)
h = [9, 4, 7, 1, 3]; heapq.heapify(h); print(h, heapq.heapreplace(h, 5), h, heapq.heappushpop(h, 0), heapq.heappushpop(h, 6), h)
t(lambda: heapq.heappop([])); t(lambda: heapq.heapreplace([], 1)); print(heapq.heappushpop([], 1))
t(lambda: heapq.heappush((), 1)); t(lambda: heapq.heapify(1)); t(lambda: heapq.heapify([1, "a"]))
print(heapq.nlargest(3, [1, 5, 2, 8, 3]), heapq.nsmallest(2, "hello"), heapq.nsmallest(2, [3, 1, 2], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3])))
print(heapq.nlargest(1, [2, 3]), heapq.nsmallest(1, [2, 3]), heapq.nlargest(10, range(4)))
h = [(2, "b"), (1, "a"), (1, "c")]; heapq.heapify(h); print(h, heapq.heappop(h))
class Odd:
    def __lt__(self, o): l.clear(); return True
l = [Odd(), Odd(), Odd()]; t(lambda: heapq.heapify(l))
a = [1, 2, 2, 3]; print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 5), bisect.bisect_left(a, 0), bisect.bisect(a, 2, 0, 2), bisect.bisect_left([3, 2, 1], -2, key=lambda x: -x))
bisect.insort(a, 2.5); bisect.insort_left(a, 2); print(a); bisect.insort(a, 0, key=lambda v: v); print(a); t(lambda: bisect.bisect(a, 1, -1)); t(lambda: bisect.bisect([1, "a"], 1)); t(lambda: bisect.bisect(5, 1)); print(bisect.bisect("abc", "b"), bisect.bisect((1, 2), 1))

# bisect and insort: sides, windows, keys, and what they refuse.
from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
a = [1, 2, 2, 2, 5, 8]
print([bisect_left(a, x) for x in range(10)], [bisect_right(a, x) for x in range(10)])
print(bisect is bisect_right, insort is insort_right)
attempt(bisect_left, a, 2, 2)
attempt(bisect_left, a, 2, 2, 3)
attempt(bisect_right, a, 2, lo=0, hi=2)
attempt(bisect_right, a, 2, hi=None)
attempt(bisect_left, a, 2, -1)
attempt(bisect_left, a, 2, 5, 2)
attempt(bisect_left, a, 9, 0, 20)
attempt(bisect_left, a, "x")
attempt(bisect_left, 5, 1)
attempt(bisect_left, a)
attempt(bisect_left, a, 2, "a")
attempt(bisect_left, (3, 2, 1), 2)
attempt(bisect_right, "abd", "c")
attempt(bisect_left, range(0, 100, 7), 50)
words = ["pear", "fig", "banana"]
words.sort(key=len)
attempt(bisect_left, words, 4, key=len)
attempt(bisect_right, words, 4, key=len)
attempt(bisect_left, words, "four", key=len)
insort(words, "kiwi", key=len); print(words)
insort_left(words, "plum", key=len); print(words)
attempt(insort, (1, 2), 1)
attempt(insort, [1, "a"], 2)
attempt(bisect_left, a, 2, key=5)
class Sized:
    def __len__(self): print("len"); return 4
    def __getitem__(self, i): print("item", i); return i
print(bisect_right(Sized(), 2))
class L(list):
    def insert(self, i, x): print("insert", i, x); super().insert(i, x)
l = L([1, 3]); insort(l, 2); print(l)
class Raises:
    def __lt__(self, other): raise KeyError("lt")
attempt(bisect_left, [Raises()], 1)
attempt(bisect_right, [1], Raises())

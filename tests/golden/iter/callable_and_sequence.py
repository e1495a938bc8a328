# iter with a sentinel, iterators over __getitem__, exhausted iterators that stay so, and those that don't.
def attempt(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
n = iter(range(10)); print(list(iter(lambda: next(n), 3)), next(n))
it = iter([1, 2, 3].pop, 1); print(list(it), list(it), type(it).__name__)
attempt(iter, 5); attempt(iter, 5, 1); attempt(iter); attempt(iter, [], 1); attempt(iter, print, 1, 2); attempt(next, []); attempt(next); attempt(next, iter([]), 5); attempt(next, iter([])); attempt(next, iter([]), 1, 2)
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError("end")
        return i * i
s = Seq(3); it = iter(s); print(list(it), list(it)); s.n = 9; print(list(it), 4 in s, 5 in s, list(zip(s, "ab")), max(s), [*s][:2], sum(s))
class Stop(Seq):
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        return i
class Other(Seq):
    def __getitem__(self, i):
        if i == 1: raise KeyError("not an end")
        return i
print(list(Stop(0))); attempt(list, Other(0)); a, b = Seq(2); print(a, b)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n % 3 == 0: raise StopIteration
        return self.n
i = It(); print(list(i), list(i), next(i, "stop"), next(i))
class NoIter:
    def __next__(self): return 1
class NoNext:
    def __iter__(self): return self
attempt(iter, NoIter()); attempt(next, NoIter()); attempt(iter, NoNext()); attempt(list, NoIter()); attempt(next, NoNext())
class Twice:
    def __iter__(self): return NoIter()
attempt(lambda: next(iter(Twice())) if False else "x")
def raising(): raise ValueError("in callable")
attempt(list, iter(raising, None))
class EqAll:
    def __eq__(self, o): print("eq", o); return o == 2
c = iter([1, 2, 3]); print(list(iter(c.__next__, EqAll())))
l = [1, 2]; it = iter(l); next(it); next(it); print(next(it, "end")); l.append(3); print(next(it, "still the end"))
d = {1: 1}; it = iter(d); d[2] = 2
attempt(next, it); attempt(next, it); it = iter({}); print(next(it, "e"), next(it, "e"))
print([type(iter(x)).__name__ for x in ([], (), "é", b"", bytearray(), {}, {}.keys(), {}.items(), set(), range(1), range(2**70), memoryview(b""), Seq(1), zip(), (i for i in ()))])
it = iter("a😀é"); print(next(it), it.__length_hint__(), list(it), iter(it) is it); r = reversed((1, 2)); print(next(r), list(r), list(r))
it = iter([1, 2, 3, 4]); it.__setstate__(2); print(list(it)); it = iter((1, 2)); next(it); print(it.__reduce__()[1:], __import__("copy").copy(it).__next__())

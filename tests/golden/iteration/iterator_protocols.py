# iter with a sentinel, sequences without __iter__, reversed, length hints, exhausted iterators and broken ones.
import operator
def attempt(f):
    try:
        print(f())
    except BaseException as error:
        print(type(error).__name__, error)
class Seq:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * 10
class SeqLen(Seq):
    def __len__(self): return self.n
class StopsOddly(Seq):
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        return i
print(list(Seq(3)), 20 in Seq(3), max(Seq(3)), [*Seq(2)], list(zip(Seq(2), "ab")), list(reversed(SeqLen(3))), list(StopsOddly(5)), sum(Seq(4)))
a, b = Seq(2)
print(a, b, list(map(operator.add, Seq(2), Seq(3))), dict(enumerate(Seq(2), 5)))
attempt(lambda: list(reversed(Seq(2))))
attempt(lambda: iter(5))
attempt(lambda: next([]))
attempt(lambda: next(iter([])))
attempt(lambda: next(iter([]), "default"))
class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return 1
class BadIter:
    def __iter__(self): return [1]
class NoNext:
    def __iter__(self): return self
class NoneReversed(list): __reversed__ = None
for f in (lambda: list(NoneIter()), lambda: list(BadIter()), lambda: list(NoNext()), lambda: [*5], lambda: reversed(NoneReversed()), lambda: reversed({1}), lambda: list(reversed({1: 2, 3: 4})), lambda: iter(1, 2),
          lambda: list(iter(iter([1, 2, 3, 9, 4]).__next__, 9)), lambda: list(iter(iter([1]).__next__, 9)), lambda: zip(1), lambda: list(zip()), lambda: list(zip([1, 2], [3], strict=True)), lambda: list(zip([1], [2, 3], strict=True)), lambda: list(zip([1], [2], [], strict=True)),
          lambda: map(str), lambda: map(), lambda: list(map(None, [1])), lambda: list(filter(None, [0, 1, "", "a"])), lambda: filter(None), lambda: list(enumerate("ab", 2**62)), lambda: enumerate([], "x"), lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([[1], [2]], []), lambda: sum([1], start=b""),
          lambda: all(5), lambda: any([]), lambda: max([1], [2]), lambda: max(key=len), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(), lambda: range(2**70)[-1], lambda: len(range(2**70)), lambda: range(10)[2:8:3], lambda: range(5).index(9), lambda: range(0, 10, 3).count(9), lambda: range(3) == range(0, 3, 1), lambda: hash(range(0)) == hash(range(5, 5)), lambda: reversed(range(2**70)).__next__() == 2**70 - 1):
    attempt(f)
class Hint:
    def __init__(self, hint): self.hint, self.i = hint, iter("abc")
    def __iter__(self): return self
    def __next__(self): return next(self.i)
    def __length_hint__(self):
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
for hint in (3, 0, 10**6, NotImplemented, -1, "x", TypeError("ignored"), ValueError("not ignored")):
    pass
    attempt(lambda: operator.length_hint(Hint(hint), 7))
for make in (lambda: iter([1, 2]), lambda: iter((1, 2)), lambda: iter({1: 2}), lambda: iter({5}), lambda: iter(range(2)), lambda: reversed([1, 2]), lambda: iter(b"ab"), lambda: map(int, "1"), lambda: zip("a"), lambda: enumerate("a"), lambda: filter(None, "a"), lambda: iter(Seq(1)), lambda: (x for x in "a")):
    it = make()
    n = operator.length_hint(it, -1)
    drained = list(it)
    print(type(it).__name__, n, len(drained), operator.length_hint(it, -1), next(it, "done"), iter(it) is it, end="; ")
print()
l = [1, 2, 3]
it = iter(l)
print(next(it), l.append(4), next(it), l.clear(), next(it, "end"), l.extend([7, 8, 9]), next(it, "still ended"))
it = iter(l)
for x in it:
    l.remove(x)
print(l)
r = reversed(l2 := [1, 2, 3])
next(r); l2.clear()
print(list(r), it.__reduce__()[0].__name__, iter([5, 6]).__reduce__()[1:], reversed([1]).__reduce__()[0].__name__)
it = iter([1, 2, 3]); it.__setstate__(2)
print(list(it))

# frozenset: hashing, identity of results, operators with sets, and what it lacks.
a, b = frozenset("abc"), frozenset("bcd")
def s(x): return type(x).__name__, sorted(x)
print(s(a | b), s(a & b), s(a - b), s(a ^ b), s(a | set("x")), s(set("x") | a), s(a.union("xy", [1] and "z")), s(a.intersection("ab", "bc")), s(a.difference("a", "b")), s(a.symmetric_difference("az")))
print(hash(a) == hash(frozenset("cba")), a == set("abc"), {a: 1}[frozenset("bca")], a in {a}, set("abc") in {a}, frozenset(a) is a, a.copy() is a)
print(a < frozenset("abcd"), a <= a, a < a, a > frozenset("a"), a >= set("ab"), a.issubset("abcd"), a.issuperset("ab"), a.isdisjoint("xyz"), not a.isdisjoint("a"))
for op in lambda: a | "x", lambda: a - [1], lambda: a & 5, lambda: a ^ None, lambda: a < [1], lambda: a.add("x"), lambda: frozenset(5), lambda: frozenset("a", "b"), lambda: a.union(5), lambda: a[0], lambda: hash(set()):
    try: print(op())
    except Exception as error: print(type(error).__name__, str(error).split(" (")[0][:45])
class F(frozenset):
    def __new__(cls, items=()): return super().__new__(cls, items)
f = F("ab"); print(s(f), s(f | a), s(f.copy()), s(f.union("z")), f == frozenset("ab"), hash(f) == hash(frozenset("ab")), repr(F("a")))
f.attr = 1; print(f.attr, f.__reduce__()[0].__name__)
print(repr(frozenset()), repr(frozenset([1])), frozenset([frozenset([frozenset()])]), frozenset([1, 1.0, True]), len(frozenset("hello")), sorted(frozenset(range(5)) - {1, 3}))
x = a; x |= {"z"}; print(sorted(x), sorted(a)); x &= a; print(sorted(x)); x -= {"a"}; x ^= {"b", "q"}; print(sorted(x), type(x).__name__)
print({frozenset({1, 2}), frozenset({2, 1})} == {frozenset({1, 2})}, frozenset({"k": 1}), max(frozenset([3, 1])), frozenset(x for x in "aab") == frozenset("ab"), set() == frozenset(), {1} <= frozenset({1, 2}))
class E:
    def __eq__(self, other): return isinstance(other, E)
    def __hash__(self): return 7
print(len(frozenset([E(), E()])), E() in frozenset([E()]))
from itertools import chain
print(len(set(map(frozenset, chain(["ab", "ba", "abc"], ["cab"])))))

# Sets against other iterables, frozen and subclassed, and while they change.
def attempt(f):
    try:
        result = f()
        print(sorted(result, key=repr) if isinstance(result, (set, frozenset)) else result)
    except Exception as error:
        print(type(error).__name__, error)
s, f = {1, 2, 3}, frozenset([3, 4])
for left, right in ((s, f), (f, s)):
    print([type(r).__name__ for r in (left | right, left & right, left - right, left ^ right, left.union(right))])
for op in ("s | [1]", "[1] | s", "s.union([9], 'a', {7: 8})", "s.intersection([1, 2], (2, 5))", "s.difference()", "s.difference([1], [2])", "s.symmetric_difference([1, 1, 9])",
           "s.symmetric_difference([1], [2])", "s.union(5)", "s < [1]", "s == [1, 2, 3]", "s == frozenset(s)", "s <= f, s >= {1}, s > s, s < {1, 2, 3, 4}", "s.issubset(range(9))", "s.issuperset('')",
           "s.isdisjoint([9, 8])", "s.isdisjoint(3)", "hash(frozenset([1, 2])) == hash(frozenset([2, 1]))", "frozenset(f) is f", "f.copy() is f", "set(f) is f", "f | set() is f",
           "s.add(4), s.discard(99), s.remove(4), s", "s.remove(99)", "set().pop()", "f.add(1)", "{1} in {frozenset([1])}", "frozenset([1]) in {frozenset([1])}", "{frozenset([1])}.remove({2})",
           "set('aaa'), set({1: 2})", "set(5)", "set(1, 2)", "set(x=1)", "frozenset(iterable=[1])", "s.update(5)", "set([1]) - {1: 2}.keys()", "s & {1: 2}.keys()", "repr(set()), repr(frozenset()), repr({1})", "s.__or__([1])", "s.__ror__(f) == s | f", "set.union(f, s)", "set.__new__(list)",
           "frozenset.union(f, [5])", "{*s, *'z'}", "sorted(map(len, [s, f, set()]))", "{float('nan')} == {float('nan')}", "{1, 1.0, True}", "{0: 1} | s"):
    attempt(lambda: eval(op))
def inplace(op, other):
    t = {1, 2, 3}
    exec(f"t {op}= other", d := {"t": t, "other": other})
    return d["t"] is t, sorted(t)
for op in "|&-^":
    attempt(lambda: inplace(op, {3, 4}))
    attempt(lambda: inplace(op, [3]))
t = {1, 2}
t ^= t
print(t)
t = {1, 2}
t.difference_update(t), t.update("ab", [1]), t.intersection_update([1, "a", 5]), t.symmetric_difference_update({5, 1})
attempt(lambda: t)
g = f
g |= {9}
print(g is f, sorted(g))
def changing(change):
    t, seen = {1, 2, 3}, 0
    try:
        for x in t:
            seen += 1
            change(t, x)
        return seen, sorted(t)
    except RuntimeError as error:
        return seen, str(error)
print(changing(lambda t, x: t.add(9)), changing(lambda t, x: t.discard(x)), changing(lambda t, x: t.add(x)))
class S(set):
    def __init__(self, *args, tag=None): super().__init__(*args); self.tag = tag
class F(frozenset):
    def __new__(cls, items=(), tag=None):
        self = super().__new__(cls, items); self.tag = tag
        return self
a, b = S([1], tag="t"), F([1], tag="f")
print(type(a | {2}).__name__, type(a.copy()).__name__, type({2} | a).__name__, type(b | b).__name__, b.copy() is b, type(b.copy()).__name__, frozenset(b) is b, type(frozenset(b)).__name__, repr(a), repr(b), a == b)
class H:
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, other): order.append((self.n, other.n)); return self.n == other.n
order = []
hs = {H(1), H(2)}
print(order)
order.clear()
print(H(2) in hs, order)

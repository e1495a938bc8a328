"""Sets and frozensets: operators against methods, elements that compare oddly, order-free results, subclasses."""
a, b = {1, 2, 3, 4}, frozenset({3, 4, 5})
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), type(a | b).__name__, type(b | a).__name__, a.union([9], "x", b) >= {9, "x", 5}, sorted(a.intersection([1, 3], (3,))), sorted(a.difference([1], {2})), sorted(a.symmetric_difference([1, 7])))
for left, right in [({1}, {1, 2}), ({1, 2}, {1}), (set(), set()), ({1}, {2}), (frozenset("ab"), set("ba"))]:
    print(left < right, left <= right, left > right, left >= right, left == right, left != right, left.isdisjoint(right), left.issubset(list(right)), left.issuperset(right))
for text in ["{1} | [1]", "{1} & 'a'", "[1] - {1}", "{1} < [1]", "{[]}", "{1, {2}}", "frozenset({1}).add(2)", "{1} + {2}", "set(5)", "{1}.remove(2)", "set().pop()", "hash({1})", "set(1, 2)"]:
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error if "unhashable" not in str(error) else "unhashable")
s = {1}
s |= {2}
s &= {2, 3}
s ^= {3, 4}
s -= {4}
s.update("ab", [7])
s.discard("zz")
s.difference_update("a", [7])
s.intersection_update({2, 3, "b"}, [2, 3])
s.symmetric_difference_update([3, 3, 5])
print(sorted(s), s.add(9), s.remove(9), s.copy() is s, s.pop() in (2, 5), len(s))
f = frozenset([1, 2])
print(f.copy() is f, frozenset(f) is f, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset((2, 1))], {1, 2} in {f}, f in {f}, {f, frozenset([2, 1])} == {f}, frozenset() == set(), {frozenset(): 1})
nested = {frozenset({1}), frozenset({2})}
print({1} in nested, nested - {frozenset({1})}, {1} & nested)
try:
    nested.remove({3})
except KeyError as error:
    print("KeyError", error)
nested.discard({1})
print(nested)


class Mod:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Mod) and self.n % 5 == other.n % 5

    def __repr__(self):
        return f"M{self.n}"


kept = {Mod(1), Mod(1), Mod(16), Mod(4)}
print(sorted(m.n for m in kept), Mod(31) in kept, {1, True, 1.0}, {0, False}, {True, 1}, len({float("nan")} | {float("nan")}), len({(n := float("nan")), n}))


class Sub(set):
    def __or__(self, other):
        return "sub or"

    def extra(self):
        return sorted(self)


sub = Sub([3, 1])
print(sub | {2}, {2} | sub, type(sub & {1}).__name__, type(sub.copy()).__name__, sub.extra(), sub == {1, 3}, repr(Sub()), repr(sub))
for change in ["s.add(99)", "s.remove(1)", "s.update({1})", "s.clear()"]:
    s = {1, 2, 3}
    try:
        for item in s:
            exec(change)
        print("fine", change)
    except RuntimeError as error:
        print(change, error)
    except KeyError as error:
        print(change, "KeyError")
words = "the cat sat on the mat the end".split()
print(sorted(set(words), key=words.index), sorted({len(w) for w in words}), {*words} == set(words), set("hello") - set("help"), [x for x in words if x in {"cat", "mat"}])
print(repr(set()), repr(frozenset()), repr({1}), repr(frozenset([2])), str({"a"}), set(range(3)) == {0, 1, 2}, bool(set()), set([]) is not set())
recursive = frozenset
power = lambda items: [frozenset(c for i, c in enumerate(items) if mask >> i & 1) for mask in range(1 << len(items))]
print(len(power("abcd")), sum(map(len, power("abcd"))), sorted(map(sorted, power("xy"))))

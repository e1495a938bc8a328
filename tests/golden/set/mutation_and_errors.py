# set: its methods' arguments, errors, in-place operators, and changes while something runs over it.
def attempt(f, *args):
    try: r = f(*args); print(sorted(r, key=str) if isinstance(r, (set, frozenset)) else r)
    except Exception as error: print(type(error).__name__, error if "hash" not in str(error) else "")
s = {1, 2, 3}
attempt(s.remove, 9); attempt(s.discard, 9); attempt(s.add, []); attempt(s.remove, []); attempt(s.discard, [1]); attempt(lambda: [] in s); attempt(s.update, 5); attempt(s.update, [4], (5,), "6"); attempt(lambda: s); attempt(set().pop); attempt(s.pop, 1); attempt(s.intersection_update, [1, 2], [2, 9]); attempt(lambda: s); attempt(s.difference_update, [7], "x"); attempt(s.symmetric_difference_update, [2, 3, 3]); attempt(lambda: s); attempt(s.symmetric_difference, [1], [2]); attempt(s.union); attempt(s.intersection); attempt(s.difference); attempt(s.issubset); attempt(set, 1, 2); attempt(set, 5)
for op in "s |= [1]", "s &= 5", "s -= 'a'", "s ^= None", "s + s", "s < 5", "s | {}", "s[0]", "s.x = 1", "s.__init__([7, 8])", "s.__init__(1, 2)":
    try: exec(op); print(op, sorted(s))
    except Exception as error: print(op, type(error).__name__)
t = s; t |= {10}; print(t is s, sorted(s)); t = t | {11}; print(t is s); s &= s; s ^= s; print(s); s.update({1, 2}); s -= s; print(s)
s = set(range(5)); it = iter(s); next(it); s.add(99)
attempt(next, it); attempt(lambda: it.__length_hint__())
s = {1, 2}; it = iter(s); s.clear(); attempt(next, it); print(list(iter(set())))
class Eq:
    def __init__(self, do=None): self.do = do
    def __hash__(self): return 1
    def __eq__(self, o):
        if self.do: self.do()
        return False
s = set(); a = Eq(); s.add(a); b = Eq(s.clear); print(b in s, len(s)); s.update([a, Eq()]); s.discard(b); print(len(s))
def bad(): raise KeyError("eq")
s = {Eq()}; attempt(lambda: Eq(bad) in s); attempt(s.add, Eq(bad)); attempt(s.remove, Eq(bad)); attempt(lambda: s | {Eq(bad)}); attempt(lambda: {Eq(bad)} - s); attempt(lambda: {Eq(bad)} == s); print(len(s))
inner = {1}; outer = {frozenset({1})}; print(inner in outer, inner == frozenset({1})); outer.discard(inner); print(outer); outer.add(frozenset({2})); outer.remove({2}); print(outer); attempt(outer.add, {3})
print({*[1, 2], *"ab"} == {1, 2, "a", "b"}, {i % 3 for i in range(9)}, len({i for i in "hello"}), {1, 2} < {1, 2, 3}, {1} > {2}, not {1} <= {2}, {1, 2} == {2.0, True}, set("ab") ^ set("bc") == set("ac"))
class S(set):
    def __repr__(self): return f"S({sorted(self)})"
x = S([3, 1]); print(x | {2}, type({2} | x).__name__, x.copy(), type(x & x).__name__, x - {3}, x.union([5]), S("ab") == {"a", "b"}); x.attr = 1; print(x.attr)
s = {1}; s.add(s.__len__()); print(s, repr(set()), {()}, {None}, {1: {2}})
loop = set(); 
class H(set):
    def __hash__(self): return 1
h = H(); h.add(h); print(h in h, len(h))

# and, or, not, if-else and chained comparisons: what is evaluated, in which order, and what comes out.
def v(x): print("v", x, end="; "); return x
for text in """v(0) or v(2)
v(1) or v(2)
v(1) and v(0) and v(3)
v(1) and v(2)
v([]) or v('') or v(None)
not v(0)
not v(1) or v(5)
v(1) if v(0) else v(2)
v(1) < v(2) < v(3)
v(3) < v(2) < v(1)
v(1) == v(1.0) != v(2)
v(1) in v([1]) in v([[1]])
v(2) > v(1) in v([1])
v(1) if v(1) and not v(0) or v(9) else v(8)
v(0) or v(1) and v(2)
(v(0) or v(1)) and v(2)
[v(i) for i in (1, 0, 2) if v(i)]
any(v(i) for i in (0, 1, 2))
all(v(i) for i in (1, 0, 2))
v(1) is v(1) is not v(None)
v(0) if v(1) else v(2) if v(3) else v(4)
(lambda: v(1) or v(2))()
{v(1): v(2), v(3): v(4)}
(v(1), *(v(2), v(3)), v(4))
v(print)(v(1), *[v(2)], sep=v('-'))
v([1, 2, 3])[v(0):v(2)]
v(2) ** v(3) ** v(0)
v(1) + v(2) * v(3) - v(4)""".split("\n"): print(" ->", eval(text), "<-", text)
class B:
    def __init__(self, r): self.r = r
    def __bool__(self): print("bool", self.r, end="; "); return self.r
    def __repr__(self): return f"B({self.r})"
    def __lt__(self, o): print("lt", end="; "); return B(self.r and o.r)
t, f = B(True), B(False)
print(t and f, f or t, t or f, not t, not f, t if f else f, t < t < f, f < t < t, [x for x in (t, f) if x], bool(t and t), (t and f) or t)
if not t: pass
elif f: pass
elif t and not f: print("elif")
while f: pass
else: print("while else")
assert t, "never"
print(1 if t else 2, None or 0, 0 or None, "" and 1, () or [], 1 and 2 and 3, 0 and undefined, 1 or undefined)

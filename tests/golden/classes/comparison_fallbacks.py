# Comparison: which side is asked, and what happens when both decline.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print(self.n, "eq", end="; "); return NotImplemented
    def __lt__(self, o): print(self.n, "lt", end="; "); return NotImplemented
    def __gt__(self, o): print(self.n, "gt", end="; "); return self.n
class B(A):
    def __gt__(self, o): print("B gt", end="; "); return "B"
a, b = A("a"), B("b")
print(a == b, a != b, a == a, a < b, a > b, b > a, b < a); t(lambda: a <= b); t(lambda: a < 1); t(lambda: 1 > a); print(1 < a, a in [b], [a] == [a])

# set: the laws of its algebra, over all subsets of a small set.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
from itertools import combinations
u = {1, 2, 3}; subsets = [set(c) for r in range(4) for c in combinations(u, r)]
print(len(subsets), all((a | b) & c == (a & c) | (b & c) and u - (a | b) == (u - a) & (u - b) and a ^ b == (a | b) - (a & b) and (a <= b) == (a | b == b) == (a & b == a) == (a - b == set()) for a in subsets for b in subsets for c in subsets))
print(sum(a < b for a in subsets for b in subsets), sum(a.isdisjoint(b) for a in subsets for b in subsets), sorted(map(len, subsets)), set().union(*subsets) == u, u.intersection(*subsets) == set())

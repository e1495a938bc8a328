s = {3, 1, 2}
s.add(5); s.discard(9); s.remove(1)
print(sorted(s), 3 in s, len(s))
print(sorted(s | {9}), sorted(s & {2, 3}), sorted(s - {2}), sorted(s ^ {2, 7}))
print({1, 2} <= {1, 2, 3}, {1}.isdisjoint({2}), frozenset([1, 2]) == {2, 1})
print({x % 3 for x in range(10)}, set(), {100, 3, 50, 1})
try:
    {1}.remove(4)
except KeyError as error:
    print("KeyError", error)

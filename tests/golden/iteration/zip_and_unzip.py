# Transposing, chunking and interleaving with zip and slices.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
m = [(1, 2, 3), (4, 5, 6)]; print(list(zip(*m)), [*zip(*zip(*m))] == m, list(zip(*[iter("abcdef")] * 2)), [c for p in zip("ace", "bdf") for c in p], dict(zip(*zip(("k", 1), ("j", 2)))), list(zip("abc", range(9), [True] * 2)), [a < b for a, b in zip([1, 3, 2], [3, 2, 9][0:])])
s = "abcdefg"; print([s[i:i + 3] for i in range(0, len(s), 3)], s[::2], s[1::2], list(zip(s, s[1:])), "".join(a + b for a, b in zip(s[::-1], s.upper())), list(map(max, *m)), list(enumerate(zip("ab", "cd"), 1)))
t(lambda: list(zip(*5))); print(list(zip(*[])), max(zip([1, 1], [2, 3])), sorted(zip("ba", [1, 2])))

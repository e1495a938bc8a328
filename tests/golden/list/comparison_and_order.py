# list: comparison item by item, and what it asks of the items.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, [2]] == [1, [2]], [1, 2] != (1, 2), [1.0] == [True], [] == [])
t(lambda: [1] < ["a"]); t(lambda: [1, "a"] < [2, 3]); t(lambda: [] < ()); t(lambda: [1, 2] <= [1, 2, None])
class L:
    def __eq__(self, o): print("eq", end=" "); return True
    def __lt__(self, o): print("lt", end=" "); return "answer"
print([L()] == [L()], [L(), 1] < [L(), 2], [L()] < [L()]); nan = float("nan"); print([nan] == [nan], [nan] == [float("nan")], nan in [nan])

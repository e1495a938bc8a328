# dict: insertion order through changes, and equality without it.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
d = dict(a=1, b=2, c=3); d["a"] = 9; del d["b"]; d["b"] = 8; print(d, list(d), list(reversed(d)), d.popitem(), next(iter(d)))
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, list({"x": 1} | {"y": 2, "x": 3}), dict([("k", 1), ("j", 2), ("k", 3)]), {**{"b": 1}, "a": 2, "b": 3}, dict.fromkeys("cab"))
t(lambda: {} < {}); t(dict, [1]); t(dict, [(1, 2, 3)]); t(dict, ["ab", "cd"]); t(dict, 5); print({1: [2]} == {1.0: [2]}, {1: 1} != {1: 2}, {} == [])
# python3.14

# dict views: live, comparable, and sets where they can be.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
d = {"a": 1, "b": 2}; k, v, i = d.keys(), d.values(), d.items(); d["c"] = 3
print(k, v, i, len(k), "c" in k, 3 in v, ("c", 3) in i, k & {"a", "z"}, k | ["q"] >= {"q"}, k - d.keys(), sorted(k ^ {"a"}), i & {("a", 1)}, k == {"a", "b", "c"}, k.isdisjoint("xyz"), list(reversed(k)), v == d.values(), k.mapping == d)
t(lambda: v & {1}); t(lambda: k[0]); t(hash, k); t(lambda: k < 5); print(k > {"a"}, k <= set("abcd"), ("a", []) in i); del d["a"]; print(list(k), list(v), list(i))

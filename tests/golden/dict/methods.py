d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d.get("z"), d.get("z", 0), "a" in d, len(d), list(d), list(d.items()))
d.update(b=20, e=5); print(d)
print(d.pop("a"), d.pop("zz", None), d.setdefault("n", []), d.setdefault("b", 1))
del d["c"]; print(d, list(reversed(d)))
print({k: v for k, v in zip("xyz", range(3))}, dict([(1, 2)]), dict(a=1) | {"b": 2})
print(d.popitem(), d.keys() & {"b", "q"}, dict.fromkeys("ab", 0))
for action in (lambda: {}["k"], lambda: {[]: 1}, lambda: {}.popitem()):
    try:
        action()
    except (KeyError, TypeError) as error:
        print(type(error).__name__)
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as error:
    print(error)
print({1: "int", 1.0: "float", True: "bool"})

# Tuples of ints and strs are looked up without comparisons that run code; all other keys are still equal to what they equal.
class Text(str):
    pass


class Number(int):
    pass


class Loud:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        print("compared with", other)
        return self.value == other


def count(keys):
    found = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found


pairs = [(x % 5, "".join(["k", str(y % 3)])) for x in range(20) for y in range(20)]
print(sorted(count(pairs).items()))
print(len({(x, -x) for x in range(100)} | {(x, -x) for x in range(50, 150)}), (7, -7) in {(x, -x) for x in range(100)})
table = {(1, 2): "ints", ("a", "b"): "strs", (): "none", ((1, 2), 3): "nested", (-1, -2): "below", (2**40, 1): "large"}
lookups = [
    (1.0, 2), (True, 2), (Number(1), 2), (1, 2), ("a", Text("b")), ("".join(["a"]), "b"), (), tuple([]),
    ((1, 2), 3), ((1.0, 2), 3), (-1, -2), (-2, -1), (2**40, 1), (2.0**40, True), (1, 2, 3), ("a",), (Text("a"), Text("b")),
]
for key in lookups:
    print(key in table, table.get(key), key in set(table), key in frozenset(table))
table[Number(1), 2] = "replaced"
table[Text("a"), "b"] = "replaced too"
print(table, [type(item).__name__ for key in table for item in key])
print({(1, Loud(2)): 3}.get((1, 2)), (1, Loud(2)) in {(1, 2): 3}, (Loud(1), 2) in {(1, 2)}, {(1, 2)} & {(1, Loud(2))} != set())
for key in ((1, []), ([],), (1, {})):
    for use in (lambda: table[key], lambda: key in table, lambda: table.get(key), lambda: key in {(1, 2)}):
        try:
            print(use())
        except TypeError as error:
            print(str(error).partition(" (")[0].startswith(("unhashable", "cannot use")))
try:
    table[3, 4]
except KeyError as error:
    print(error)
del table[1, 2]
print((1, 2) in table, table.pop(("a", "b")), table.setdefault((5, "n"), 6), table.setdefault((5, "n"), 7))

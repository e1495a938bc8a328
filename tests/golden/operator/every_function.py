"""Each function of operator beside the expression that it stands for, with what both refuse."""
import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.
import operator as op


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


values = [7, -2, True, 2.5, "ab", [1, 2], (1,), None, {1: 2}]
binary = {"add": "+", "sub": "-", "mul": "*", "floordiv": "//", "mod": "%", "and_": "&", "or_": "|", "xor": "^", "lshift": "<<",
          "truediv": "/", "lt": "<", "le": "<=", "eq": "==", "ne": "!=", "is_": "is", "is_not": "is not"}
differences = 0
for name, sign in binary.items():
    tally = {}
    for a in values:
        for b in values:
            one, two = attempt(lambda: getattr(op, name)(a, b)), attempt(lambda: eval(f"a {sign} b", {"a": a, "b": b}))
            differences += one != two
            kind = one.split(":")[0] if one.endswith(("'", "zero", "negative shift count")) or "Error" in one else "value"
            tally[kind] = tally.get(kind, 0) + 1
    print(name, sorted(tally.items()))
print("differences", differences)
for name in ("neg", "pos", "invert", "not_", "truth", "abs", "index"):
    print(name, [attempt(lambda: getattr(op, name)(v)) for v in (5, -1, True, 0.5, "s", [])])
print(op.concat([1], [2]), attempt(lambda: op.concat(1, 2)), attempt(lambda: op.concat([1], "a")), op.contains("abc", "b"), op.countOf([1, 1.0, True, 2], 1))
print(op.indexOf("hello", "l"), attempt(lambda: op.indexOf([1], 5)), op.length_hint([1, 2]), op.length_hint(iter(range(9))), op.length_hint(object(), 4))
print(attempt(lambda: op.length_hint([], "x")), attempt(lambda: op.length_hint(type("L", (), {"__length_hint__": lambda s: -3})())), op.length_hint(type("L", (), {"__length_hint__": lambda s: NotImplemented})(), 6))
items = list(range(6))
op.setitem(items, slice(1, 3), "ab"); op.delitem(items, 0)
print(items, op.getitem(items, -1), attempt(lambda: op.getitem(items, "k")), attempt(lambda: op.delitem((1,), 0)))
x = [1]
y = op.iadd(x, (2,)); z = op.imul(x, 2)
print(x is y is z, x, op.iadd(1, 2), op.ior({1}, {2}), op.iconcat([0], "xy"), attempt(lambda: op.iconcat(1, 2)), op.ipow(2, 5), op.ixor(6, 3), op.ifloordiv(9, 2))
print(op.pow(2, 10), op.matmul(type("M", (), {"__matmul__": lambda s, o: ("@", o)})(), 3), attempt(lambda: op.matmul(1, 2)), op.is_(None, None))
print(op.call(max, 3, 5), op.call(dict, a=1), attempt(lambda: op.call(5)), op.__add__ is op.add, op.__not__(0), [n for n in op.__all__ if not hasattr(op, n)])


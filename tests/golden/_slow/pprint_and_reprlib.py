"""pprint of nested data at several widths, and reprlib's short forms."""
import pprint
import reprlib
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from types import MappingProxyType, SimpleNamespace

data = {"name": "a rather long name for a thing", "numbers": list(range(30)), "nested": {"b": [1, 2, {"deep": ("x", "y")}], "a": None}, 3: {1, 2, 3}, (1, 2): "tuple key"}
for width in (30, 60, 100):
    pprint.pprint(data, width=width)
pprint.pprint(data, depth=1, sort_dicts=False)
pprint.pprint(data, compact=True, width=50, indent=4)
print(pprint.pformat(["word " * 10, b"bytes" * 20, "short"], width=40))
recursive = [1]
recursive.append(recursive)
print(pprint.isrecursive(recursive), pprint.isreadable(recursive), pprint.saferepr({"b": 1, "a": 2}), pprint.pformat(recursive)[:22])
pprint.pprint([OrderedDict(a=1, b=[2] * 20), defaultdict(list, {"k": ["v" * 30] * 2}), Counter("hello world" * 3), deque(range(25), 30), ChainMap({"a": 1}, {"b": "x" * 60}), MappingProxyType({"m": "y" * 70}), SimpleNamespace(a=1, text="z" * 70)])


@dataclass
class Point:
    x: int
    names: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False)


pprint.pprint([Point(1, ["name" * 6] * 4), Point(2)])
pprint.pprint(1234567890, underscore_numbers=True)
pprint.pp({"z": 1, "a": [1.5, 2j, None, True, ...]})
pprint.pprint("a long string with spaces that has to be broken over several lines because it is long", width=30)
pprint.pprint(frozenset({"x" * 30, "y" * 30, "z" * 30}), width=40)
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr(10 ** 80), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(set("abcdefghij")))
r = reprlib.Repr()
r.maxlist, r.maxstring, r.maxlevel = 2, 10, 2
print(r.repr([1, 2, 3, "abcdefghijklmnop", [[[]]]]), r.repr((1,)), r.repr(deque([1, 2, 3, 4, 5, 6, 7])))


class Tree:
    def __init__(self):
        self.kids = [self]

    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        return f"Tree({self.kids})"


print(Tree())

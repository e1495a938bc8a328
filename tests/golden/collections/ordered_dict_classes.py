# What subclasses of OrderedDict override is asked where CPython asks it; attributes, copies, pickles, weak references.
import copy
import gc
import pickle
import weakref
from collections import Counter, OrderedDict, defaultdict
from collections.abc import KeysView, MutableMapping, Reversible


class Doubling(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)

    def __getitem__(self, key):
        return super().__getitem__(key) + 100


made = Doubling(a=1, b=2)
print([*made.items()], made["a"], made.pop("a"), made.popitem())
made = Doubling.fromkeys("xy", 3)
print([*made.items()], [*made.copy().items()], type(made.copy()).__name__)
made |= {"z": 1}
made.update([("w", 5)], v=6)
print([*made.items()], made.setdefault("z"), made.setdefault("u", 4), dict(made))
print([*(made | {"t": 1}).items()])


class Missing(OrderedDict):
    def __missing__(self, key):
        return key * 2


made = Missing(a=1)
print(made["q"], made.get("q"), made.pop("q", 0), made.setdefault("z", 5), len(made))


class Deleting(OrderedDict):
    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)


made = Deleting(a=1, b=2, c=3)
print(made.pop("a"), made.popitem(last=False))
del made["c"]


class OrderedCounter(Counter, OrderedDict):
    pass


counter = OrderedCounter("abracadabra")
counter.x = 1
counter.move_to_end("a")
print([*counter], counter["z"], vars(counter), counter.most_common(1), [*(counter + counter)])
for bases in (OrderedDict, defaultdict), (defaultdict, OrderedDict), (Counter, defaultdict), (Counter, Counter):
    try:
        print(type("Both", bases, {}).__mro__[-3].__name__)
    except TypeError as error:
        print(error)


class Slots(OrderedDict):
    __slots__ = "x", "y"


class Cache(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        while key not in self and len(self) >= self.size:
            self.popitem(last=False)
        super().__setitem__(key, value)
        self.move_to_end(key)


cache = Cache(3)
for n in range(200):
    cache[n % 7] = n
    if n % 3 == 0:
        cache[next(iter(cache))]
print([*cache.items()], cache.size)

od = OrderedDict(b=1, a=[2])
od.x = od.itself = od
print(sorted(vars(od)), od.__reduce__()[2] == {"x": od, "itself": od}, hasattr(od.copy(), "x"))
shallow, deep = copy.copy(od), copy.deepcopy(od)
print(shallow.x is od, shallow["a"] is od["a"], deep.x is deep, deep["a"] is od["a"], [*deep])
od.__dict__ = {"y": [1]}
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(od, protocol))
    print(protocol, type(again).__name__, [*again.items()], again.y, again == od)
    slots = Slots(c=1)
    slots.x = 3
    if protocol > 1:
        again = pickle.loads(pickle.dumps(slots, protocol))
        print(again.x, hasattr(again, "y"), [*again])
print(pickle.loads(pickle.dumps(iter(od.items()))).__next__())
print(isinstance(od, MutableMapping), isinstance(od.keys(), KeysView), isinstance(od.values(), Reversible))

gone = []
reference = weakref.ref(od, lambda _: gone.append("od"))
weak_slots = weakref.ref(slots)
print(reference() is od, weak_slots() is slots)
del od, shallow, deep, slots, again
gc.collect()
print(gone, reference(), weak_slots())
od = OrderedDict()
od[1] = od.values()
print(repr(od)[:12], type(od.keys()).__name__, type(iter(od)).__name__)
od["me"] = od
print(repr(od).count("..."))


class Key:
    def __init__(self, name, on_compare):
        self.name, self.on_compare = name, on_compare

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.on_compare()
        return self.name == other.name


od = OrderedDict([(Key(n, lambda: None), n) for n in range(5)])
key = Key(3, lambda: od.move_to_end(next(iter(od))) if len(od) > 4 else None)
od.popitem()
od.move_to_end(key, last=False)
print(*od.values())
first, second = OrderedDict({key: 1, "a": 2}), OrderedDict({Key(3, lambda: first.clear()): 1, "a": 2})
try:
    print(first == second)
except RuntimeError as error:
    print(error)

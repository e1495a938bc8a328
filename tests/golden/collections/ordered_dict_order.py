# The order of an OrderedDict against a list that is changed in the same way, and what its iterators notice.
import random
from collections import OrderedDict

draw = random.Random(7)


def check(od, model):
    assert list(od.items()) == model
    assert [*reversed(od.items())] == model[::-1]
    assert [k for k in od] == [k for k, _ in model]
    assert [*od.values()] == [v for _, v in model]
    assert [*reversed(od)] == [k for k, _ in reversed(model)]


def change(od, model, keys):
    key = draw.randrange(keys)
    at = next((i for i, (k, _) in enumerate(model) if k == key), None)
    what = draw.randrange(9)
    if at is None or what == 0:
        value = draw.random()
        od[key] = value
        if at is None:
            model.append((key, value))
        else:
            model[at] = key, value
    elif what < 3:
        od.move_to_end(key)
        model.append(model.pop(at))
    elif what < 5:
        od.move_to_end(key, last=False)
        model.insert(0, model.pop(at))
    elif what == 5:
        assert od.pop(key) == model.pop(at)[1]
    elif what == 6:
        assert od.popitem(False) == model.pop(0)
    elif what == 7:
        assert od.popitem() == model.pop()
    else:
        del od[key]
        del model[at]


for keys in 4, 30:
    od, model = OrderedDict(), []
    for _ in range(300):
        change(od, model, keys)
        if draw.randrange(4) == 0:
            check(od, model)
    check(od, model)


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


def walk(change):
    od = OrderedDict.fromkeys("abc", 0)
    seen = []
    try:
        for key in od:
            seen.append(key)
            change(od, key)
    except RuntimeError as error:
        seen.append(str(error))
    print(*seen, dict(od))


walk(lambda od, key: od.update({key: 1}))
walk(lambda od, key: od.move_to_end("c"))
walk(lambda od, key: od.move_to_end("a"))
walk(lambda od, key: od.move_to_end("b", False))
walk(lambda od, key: od.pop(key) if key == "c" else None)
walk(lambda od, key: od.pop(key))
walk(lambda od, key: od.setdefault(key, 5))
walk(lambda od, key: od.setdefault("d", 5))
walk(lambda od, key: od.clear())

iterator = iter(OrderedDict(a=1, b=2).items())
print(next(iterator), iterator.__reduce__()[1], next(iterator), next(iterator, "end"), next(iterator, "end"))
od = OrderedDict.fromkeys("abc")
iterator = reversed(od.keys())
next(iterator)
del od["b"]
attempt(lambda: next(iterator))
attempt(lambda: next(iterator, "over"))
attempt(lambda: od.move_to_end("b"))
attempt(lambda: OrderedDict().popitem())
attempt(lambda: OrderedDict().popitem(last=False))
attempt(lambda: OrderedDict().move_to_end([]))
attempt(lambda: od.pop("b"))
attempt(lambda: od.pop("b", default="none"))
attempt(lambda: od.setdefault(key="b", default="new"))
attempt(lambda: list(od))
for source in 3, [3], [()], [(1,)], [(1, 2, 3)], ["ab", [1, 2]]:
    attempt(lambda: [*OrderedDict(source).items()])
attempt(lambda: OrderedDict(1, 2))
attempt(lambda: OrderedDict().update(1, 2))
attempt(lambda: od.keys() | {"z"} == {"a", "b", "c", "z"})
attempt(lambda: ("a", None) in od.items())
attempt(lambda: OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
attempt(lambda: OrderedDict(a=1, b=2) != dict(b=2, a=1))
attempt(lambda: dict(b=2, a=1) == OrderedDict(a=1, b=2))
attempt(lambda: OrderedDict() < OrderedDict())
attempt(lambda: [*({1: 2} | OrderedDict({3: 4})).items()])
attempt(lambda: type({1: 2} | OrderedDict()).__name__)
attempt(lambda: OrderedDict() | [(1, 2)])

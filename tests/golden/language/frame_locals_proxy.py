# python3.14
# The locals of functions' frames are read and written through `f_locals` (PEP 667); `locals()` is a snapshot.
import copy
import sys
from collections.abc import Mapping


def tried(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__, str(error)


def written(x, *rest):
    shared = 1
    unbound: int
    proxy = sys._getframe().f_locals
    proxy["x"] = "changed"
    proxy["unbound"] = "bound"
    proxy["shared"] += 1
    proxy["added"] = 3
    proxy[1] = "a key of another kind"
    print(x, unbound, shared, (lambda: shared)(), rest)
    print(list(proxy)[-2:], "added" in proxy, "missing" in proxy, len(proxy), locals()["added"])
    del proxy["added"]
    print(proxy.pop(1), proxy.pop("added", "gone"), proxy.setdefault("added", 4), proxy.get("missing", 5))
    for call in (
        lambda: proxy["missing"],
        lambda: proxy.__delitem__("x"),
        lambda: proxy.__delitem__("missing"),
        lambda: proxy.pop("x"),
        lambda: proxy.pop("missing"),
        lambda: proxy[[]],
        lambda: [] in proxy,
        lambda: proxy.update([1, 2]),
        lambda: proxy | 3,
        lambda: proxy < proxy,
        lambda: hash(proxy),
        lambda: copy.copy(proxy),
        lambda: type(proxy)(1),
        lambda: type(proxy)(),
        lambda: proxy.clear(),
        lambda: setattr(sys._getframe(), "f_locals", {}),
    ):
        print(tried(call))


written(0, 1)


def mapping(a, b):
    proxy = sys._getframe().f_locals
    print(type(proxy).__name__, isinstance(proxy, Mapping), proxy is sys._getframe().f_locals)
    print(proxy == sys._getframe().f_locals, proxy == dict(proxy), proxy != dict(proxy), proxy == 3)
    print(proxy, proxy.keys(), proxy.values()[:2], proxy.items()[:2], reversed(proxy))
    print(type(proxy.copy()), {"c": 1} | proxy == proxy | {"c": 1})
    proxy |= {"a": "through the operator"}
    proxy.update(proxy)
    print(a, type(proxy).__name__)
    match proxy:
        case {"b": value}:
            print("b is", value)
    a = eval("b + c", {"c": 1}, proxy)
    exec("b = a; d = 7", {}, proxy)
    print(a, b, proxy["d"])


mapping(1, 2)


def snapshots():
    x = 1
    first = locals()
    x = 2
    first["x"] = 3
    exec("x = 4")
    print(first, x, first is locals())


snapshots()


class Name:
    def __hash__(self):
        return hash("x")

    def __eq__(self, other):
        return other == "x"


def keys_alike(key):
    x = 1
    sys._getframe().f_locals[key] = 2
    return x


print(keys_alike("".join(["x"])), keys_alike(Name()), keys_alike(type("S", (str,), {})("x")))


def outer():
    variable = "before"

    def inner():
        sys._getframe().f_locals["variable"] = "through the inner frame"
        sys._getframe(1).f_locals["plain"] = "through the outer frame"
        return variable

    plain = None
    print(inner(), variable, plain)
    return sys._getframe(), inner


frame, closure = outer()
frame.f_locals["variable"] = "after the end"
frame.f_locals["plain"] = "nobody reads it"
print(closure(), sorted(frame.f_locals))
frame.clear()


class Body:
    x = 1
    sys._getframe().f_locals["x"] = 2
    print(type(sys._getframe().f_locals))


print(Body.x)


class Operand:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        # Nobody else holds what is replaced while the caller's instruction uses it.
        sys._getframe(1).f_locals.update({"left": 1, "right": 2})
        return self.name + other.name


def added():
    left, right = Operand("l"), Operand("r")
    return left + right, left, right


print(added())


def generate():
    value = 1
    yield sys._getframe()
    value = 2
    yield value


generator = generate()
frame = next(generator)
print(frame.f_locals, generator.gi_frame.f_locals)


def comprehensions(values):
    squares = [locals() for item in values]
    nested = [[item for item in range(item)] for item in values]
    return squares, nested


print(comprehensions([2]), sorted(comprehensions.__code__.co_varnames))

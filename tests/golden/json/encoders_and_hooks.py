"""json: custom encoders and decoders, hooks, separators, special numbers, keys, ordering, streaming, errors with places."""
import io
import json
from collections import OrderedDict, namedtuple
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum

values = [None, True, 0, -1.5, 1e100, 1e-7, 10 ** 25, "", "é\u2028\"\\/\b\x01😀", [], {}, [[]], {"a": {"b": [1, {"c": None}]}}, (1, 2), {1: "int", 2.5: "float", None: "none", True: "true"}]
for value in values:
    print(json.dumps(value), json.dumps(value, ensure_ascii=False), json.dumps(value, separators=(",", ":")))
print(json.dumps({"b": [1, 2, {}], "a": {"x": []}}, indent=2, sort_keys=True), json.dumps([1, [2]], indent="--"), json.dumps([[], {}], indent=0), json.dumps({"k": 1}, indent=None, separators=(" , ", " = ")), sep="\n")
print(json.dumps([float("nan"), float("inf"), -float("inf")]), json.loads("[NaN, Infinity, -Infinity]"), json.dumps({(1, 2): 3, "ok": 1}, skipkeys=True), json.dumps("a", indent=3))


class Level(IntEnum):
    HIGH = 3


class Colour(Enum):
    RED = "r"


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        if isinstance(value, complex):
            return {"__complex__": [value.real, value.imag]}
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Colour):
            return value.value
        return super().default(value)


Pair = namedtuple("Pair", "x y")
print(json.dumps({"s": {3, 1}, "c": 1 + 2j, "d": date(2024, 1, 2), "e": Colour.RED, "l": Level.HIGH, "p": Pair(1, "q"), "o": OrderedDict(b=1, a=2)}, cls=Encoder))
print("".join(Encoder(indent=1).iterencode([{1}, {"k": {2}}])), json.dumps(Decimal("1.5"), default=str), json.dumps([object], default=lambda o: o.__name__))


def decode(pairs):
    d = dict(pairs)
    return complex(*d["__complex__"]) if "__complex__" in d else d


text = '{"z": 1.10, "n": 12345678901234567890, "c": {"__complex__": [1, -2]}, "z": 2.0}'
print(json.loads(text, object_pairs_hook=decode), json.loads(text, object_hook=lambda d: sorted(d)), json.loads(text, parse_float=Decimal, parse_int=str), json.loads("[1, -Infinity]", parse_constant=lambda c: f"<{c}>"))
print(json.loads(' [1 ,\n"\\u00e9\\ud83d\\ude00\\n" , true] '), json.loads(b'"\xc3\xa9"'), json.loads("\"x\"".encode("utf-16")), json.JSONDecoder().raw_decode('{"a": 1} tail'), json.loads('"\t"', strict=False))
for bad in ["", '{"a" 1}', "{'a': 1}", "[1 2]", "nul", '"\t"', '"\\x"', '"open', "[" * 3, "1 2", '{"a": }', "01", "+1", ".5", "[1,\n 2,\n x]", '"\\ud800"', "-", "1e", "{1: 2}", "\ufeff[]"]:
    try:
        print(ascii(bad), ascii(json.loads(bad)))
    except json.JSONDecodeError as error:
        print(ascii(bad), type(error).__name__, error.pos, error.lineno, error.colno)
cycle = []
cycle.append({"me": cycle})
for wrong in [lambda: json.dumps(cycle), lambda: json.dumps({1, 2}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({(1,): 2}), lambda: json.dumps(b"x"), lambda: json.dumps({"a": 1, 2: 3}, sort_keys=True), lambda: json.loads(5)]:
    try:
        print(wrong())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error if "keys must" in str(error) or "<" in str(error) else "")
stream = io.StringIO()
json.dump({"streamed": [1, 2.5, "é"]}, stream, ensure_ascii=False)
stream.seek(0)
print(stream.getvalue(), json.load(stream))
lines = "\n".join(json.dumps({"n": n, "sq": n * n}) for n in range(3))
print(sum(json.loads(line)["sq"] for line in lines.splitlines()), json.loads(json.dumps(values[-2])), json.loads(json.dumps({"a": [1, {"b": 2.5}]})) == {"a": [1, {"b": 2.5}]})


class Str(str):
    pass


class Float(float):
    def __repr__(self):
        return "custom"


print(json.dumps([Str("s"), Float(1.5), Level.HIGH, True]), json.dumps({Str("k"): 1, Level.HIGH: 2}), repr(0.1 + 0.2), json.dumps(0.1 + 0.2), json.dumps(1e22), json.dumps(-0.0))

"""Records what CPython's C pickler writes: run as `python3 generate_pickles.py`, which writes pickles.jsonl beside it.

Use 3.13 or later: before, names of nested classes were written in another way below protocol 4.

Each case is a name, a description of the value (see `describe`) and for each protocol the stream in Base64, or its
SHA-256 and length where it is long; also the SHA-256 of what pickletools.dis prints.
"""
import array
import base64
import collections
import datetime as dt
import decimal
import fractions
import functools
import hashlib
import io
import json
import math
import os
import pathlib
import pickle
import pickletools
import struct
import sys
import uuid

cases = []


def case(name, value):
    cases.append((name, value))


# Classes that the values are instances of. ----------------------------------------------------------------------

class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slots:
    __slots__ = ("x", "y")


class SlotsAndDict(Slots):
    pass


class MyInt(int):
    pass


class MyStr(str):
    pass


class MyList(list):
    pass


class MyDict(dict):
    pass


class NewArgs:
    def __new__(cls, a, b):
        return super().__new__(cls)

    def __getnewargs__(self):
        return (1, "two")


class NewArgsEx:
    def __new__(cls, a, *, key):
        return super().__new__(cls)

    def __getnewargs_ex__(self):
        return (1,), {"key": "value"}


class State:
    def __getstate__(self):
        return (1, 2, 3)

    def __setstate__(self, state):
        pass


class FalseState:
    def __getstate__(self):
        return {}

    def __setstate__(self, state):
        pass


class Reduced:
    def __reduce__(self):
        return (Plain, (), {"a": 1})


class ReducedAll:
    def __reduce__(self):
        return (MyDict, (), {"state": True}, None, iter([("k1", 1), ("k2", 2)]))


def set_state(instance, state):
    instance.__dict__.update(state)


class Setter:
    def __reduce__(self):
        return (Plain, (), {"a": 1}, None, None, set_state)


class Outer:
    class Inner:
        class Innermost:
            pass

    def method(self):
        pass


Point = collections.namedtuple("Point", "x y")


# Values. ----------------------------------------------------------------------------------------------------------

for constant in (None, True, False, ..., NotImplemented):
    case(f"constant {constant}", constant)
integers = [0, 1, -1, 2, 10, 99, 127, 128, 255, 256, 257, 65535, 65536, 65537, -2, -127, -128, -129, -255, -256, -32768,
            -32769, -65536]
for power in (31, 32, 33, 47, 52, 53, 54, 63, 64, 65, 127, 128, 255, 256, 1000, 2031, 2032, 2039, 2040, 2048):
    integers += [2**power - 1, 2**power, -(2**power), -(2**power) - 1]
for value in integers:
    case(f"int {value if abs(value) < 1 << 70 else 'of %d bits' % value.bit_length()} {'-' if value < 0 else '+'}", value)
for value in [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5e-3, 1e15, 1e16, 1e17, 123456789012345680.0, 1e22, 1e100, 1e-4, 1e-5,
              1.7976931348623157e308, 2.2250738585072014e-308, 5e-324, math.pi, -math.e, math.inf, -math.inf, 1e21, 1e20,
              9007199254740993.0, 2**53 + 0.0, 0.30000000000000004, 100.0, 1234.5]:
    case(f"float {value!r}", value)
case("float nan", math.nan)
strings = ["", "a", "ab", "\xff", "\xe9", "\u20ac", "\U0001f600", "\ud800", "\udfff\ud800", "a\ud83d", "\\", "a\\u1234b", "\n",
           "two\nlines", "\r\n", "\0", "\x1a", "tab\t", "caf\xe9", "\u4e2d\u6587", "x" * 255, "x" * 256, "\xe9" * 127,
           "\xe9" * 128, "\u20ac" * 85, "\u20ac" * 86, "y" * 1000, "mixed \xe9\u20ac\U0001f600\n\\", "quote'\"", "latin1",
           "\x7f\x80\x9f\xa0", "\ufeffbom", "\uffff\u0100\x1b\x19\x0b\x0d"]
for value in strings:
    case(f"str {ascii(value[:20])} {len(value)}", value)
for value in [b"", b"a", b"ab", b"\xff", b"\n", b"bytes\0with\nall\\", bytes(range(256)), b"z" * 255, b"z" * 256, b"z" * 1000,
              b"\x80abc", b"latin1", b"'\""]:
    case(f"bytes {value[:10]!r} {len(value)}", value)
for value in [b"", b"a", b"ab", bytes(range(256)), b"z" * 300]:
    case(f"bytearray {value[:10]!r} {len(value)}", bytearray(value))
for value in [0j, 1j, 1 + 2j, complex(-0.0, math.inf), 1.5 - 2.25j]:
    case(f"complex {value!r}", value)
for count in (0, 1, 2, 3, 4, 10, 300, 1001):
    case(f"tuple of {count}", tuple(range(count)))
for count in (0, 1, 2, 3, 10, 999, 1000, 1001, 1002, 2000, 2001):
    case(f"list of {count}", list(range(count)))
for count in (0, 1, 2, 3, 10, 999, 1000, 1001, 1002, 2000, 2001):
    case(f"dict of {count}", {i: -i for i in range(count)})
for count in (0, 1, 2, 5, 999, 1000, 1001, 2000):
    case(f"set of {count}", set(range(count)))
    case(f"frozenset of {count}", frozenset(range(count)))
case("nested lists", [[1, [2, [3, [4, []]]]], [], [[]]])
case("nested tuples", ((1, (2, (3, ()))), (), ((),), ((1, 2), (3, 4, 5), (6, 7, 8, 9))))
case("nested dicts", {"a": {"b": {"c": {}}}, "d": []})
case("dict of kinds", {None: 1, True: 2, "s": 3, 2.5: 4, b"b": 5, (1, 2): 6, frozenset([1]): 7, 10**30: 8})
case("list of kinds", [None, True, False, 0, 1.0, "s", b"bytes", bytearray(b"x"), (), [], {}, set(), frozenset(), 1j, ...])
case("set of strings", {"spam", "eggs"})
case("set with tuple", {(1, 2), "x"})
case("frozenset nested", frozenset([frozenset([1]), frozenset([frozenset()])]))
case("empty bytes twice", [b"", b"", b"a", b"a", bytearray(b"a"), bytearray(b"a"), bytearray()])
case("strings twice", ["spam", "spam", {"spam": "spam"}, ("spam",)])
case("single characters twice", ["\xff", "\xff", "a", "a", b"\xff", b"\xff"])
case("bytes that read latin1", [b"latin1", "latin1", b"latin1", "lat"])
case("many strings", [sys.intern(f"string {i}") for i in range(300)] * 2)
case("many dicts", [{"id": i, "name": sys.intern(f"name {i}"), "tags": ["a", "b"]} for i in range(60)])
case("many tuples", [(i, i + 0.5, -i) for i in range(600)])

# Identity: shared values and cycles.
shared = [1, 2]
case("list shared", [shared, shared, (shared,), {"k": shared}])
shared = (1, 2)
case("tuple shared", [shared, shared])
shared = (1, 2, 3, 4)
case("long tuple shared", [shared, shared])
shared = {"a": 1}
case("dict shared", [shared, shared])
shared = {7}
case("set shared", [shared, shared])
shared = frozenset([7])
case("frozenset shared", [shared, shared])
shared = b"shared bytes"
case("bytes shared", [shared, shared])
shared = bytearray(b"shared")
case("bytearray shared", [shared, shared])
shared = 1 + 2j
case("complex shared", [shared, shared])
case("300 shared lists", [shared for i in range(300) for shared in [[i]]] * 2)
cycle = []
cycle.append(cycle)
case("list in itself", cycle)
cycle = {}
cycle["self"] = cycle
case("dict in itself", cycle)
for count in (1, 2, 3, 4):
    inner = []
    cycle = (inner,) * 1 + tuple(range(count - 1))
    inner.append(cycle)
    case(f"tuple of {count} in its list", cycle)
    case(f"list in tuple of {count}", inner)
cycle = [{}]
cycle[0]["list"] = (cycle, cycle[0])
case("cycle over dict and tuple", cycle)
cycle = Plain()
cycle.me = cycle
case("object in itself", cycle)
cycle = Plain()
inner = frozenset([cycle])
cycle.set = inner
case("frozenset in its member", inner)
case("member of its frozenset", cycle)
cycle = MyList()
cycle.append(cycle)
cycle.me = cycle
case("list subclass in itself", cycle)

# Globals.
for value in [int, str, bytes, list, dict, set, object, type, range, len, print, getattr, Plain, Outer.Inner, Outer.Inner.Innermost,
              Outer.method, collections.OrderedDict, collections.deque, dt.datetime, functools.partial, functools.reduce,
              ValueError, OSError, FileNotFoundError, StopAsyncIteration, ModuleNotFoundError, pickle.loads, pickle.PickleError,
              os.path.join, io.BytesIO, decimal.Decimal, type(None), type(...), type(NotImplemented), set_state,
              collections.Counter, collections.UserDict, collections.UserList, map, filter, zip]:
    case(f"global {value!r}".split(" at 0x")[0], value)
case("functions and types", [len, int, print, dt.date, dt.datetime, "datetime", ValueError, "ValueError", "Plain", Plain])
case("globals twice", [int, int, Plain, Plain, "builtins", "int", type(None), type(None)])

# Instances.
case("object()", object())
case("plain, empty", Plain())
case("plain", Plain(a=1, b="two", c=[3]))
two = Plain(a=1)
case("plain, shared", [two, two, Plain(a=two)])
case("plains", [Plain(x=i) for i in range(20)])
slotted = Slots()
slotted.x = 1
case("slots", slotted)
slotted = SlotsAndDict()
slotted.x = 1
slotted.z = 2
case("slots and dict", slotted)
case("int subclass", MyInt(5))
case("str subclass", MyStr("text"))
case("list subclass", MyList([1, 2, 3]))
case("list subclass of one", MyList([1]))
case("list subclass, empty", MyList())
case("list subclass of 1001", MyList(range(1001)))
case("list subclass of 1000", MyList(range(1000)))
case("dict subclass", MyDict(a=1, b=2))
case("dict subclass of one", MyDict(a=1))
case("dict subclass of 1001", MyDict((i, i) for i in range(1001)))
case("dict subclass of 1000", MyDict((i, i) for i in range(1000)))
case("getnewargs", NewArgs(1, 2))
case("getnewargs_ex", NewArgsEx(1, key=2))
case("getstate", State())
case("getstate, false", FalseState())
case("reduce", Reduced())
case("reduce with items and state", ReducedAll())
case("reduce with state setter", Setter())
case("namedtuple", Point(1, 2))
case("namedtuples", [Point(1, 2), Point(3, 4)])
case("OrderedDict", collections.OrderedDict([("a", 1), ("b", 2)]))
case("OrderedDict, empty", collections.OrderedDict())
case("deque", collections.deque([1, 2, 3]))
case("deque with maxlen", collections.deque([1], 5))
case("Counter", collections.Counter({"a": 2}))
case("defaultdict", collections.defaultdict(list, {"a": [1]}))
case("partial", functools.partial(int, base=2))
case("range", range(1, 10, 2))
case("slice", slice(1, None, 2))
case("Decimal", decimal.Decimal("1.50"))
case("Fraction", fractions.Fraction(1, 3))
case("UUID", uuid.UUID(int=5))
case("PurePosixPath", pathlib.PurePosixPath("/usr/lib"))
for value in [ValueError("bad"), KeyError("k"), OSError(2, "No such file"), StopIteration(), Exception("a", 1)]:
    case(f"exception {value!r}", value)
attributed = RuntimeError("attributed")
attributed.extra = 1
case("exception with attribute", attributed)

# datetime.
minus = dt.timezone(dt.timedelta(hours=-5), "EST")
for value in [dt.date(1, 1, 1), dt.date(2026, 2, 28), dt.date(9999, 12, 31), dt.time(), dt.time(23, 59, 59, 999999),
              dt.time(1, 2, 3, tzinfo=dt.timezone.utc), dt.time(1, 2, fold=1), dt.datetime(2026, 1, 2),
              dt.datetime(2026, 1, 2, 3, 4, 5, 678901), dt.datetime(2026, 1, 2, 3, 4, 5, 678000, dt.timezone.utc),
              dt.datetime(2026, 1, 2, 3, 4, 5, 1, dt.timezone.utc), dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc),
              dt.datetime(2026, 1, 2, tzinfo=minus), dt.datetime(2026, 10, 25, 2, 30, fold=1), dt.timedelta(), dt.timedelta(-1),
              dt.timedelta(1, 2, 3), dt.timedelta(days=999999999), dt.timezone.utc, minus, dt.timezone(dt.timedelta(hours=1))]:
    case(f"{value!r}", value)
case("moments share UTC", [dt.datetime(2026, 1, day, tzinfo=dt.timezone.utc) for day in range(1, 5)])

# array.
for code in "bBhHiIqQ":
    low = 0 if code.isupper() else -5
    case(f"array {code}", array.array(code, [low, 1, 2, 100]))
for code in "fd":
    case(f"array {code}", array.array(code, [0.0, 1.5, -2.0]))
case("array, empty", array.array("d"))
case("array shared", [array.array("i", [1])] * 2)

# Frames: 64 KiB each, large data outside of them.
case("str of 65535", "s" * 65535)
case("str of 65536", "s" * 65536)
case("str of 70000", "s" * 70000)
case("bytes of 65535", b"b" * 65535)
case("bytes of 65536", b"b" * 65536)
case("bytearray of 65536", bytearray(b"b" * 65536))
case("large and small", ["a", b"b" * 65536, "c", "d" * 65536, [b"b" * 65535, "e"]])
case("large twice", [b"b" * 70000] * 2)
case("large only", (b"b" * 70000,))
case("two frames", [sys.intern("k%d" % i) for i in range(12000)])
case("exact frame", [b"b" * (65536 - 15), "tail"])
for size in range(65536 - 26, 65536 - 8):
    case(f"frame of {size}", ["x" * size, 1, 2])


# Descriptions. ----------------------------------------------------------------------------------------------------

def encode(data):
    return base64.b64encode(data).decode()


class Describer:
    """Describes a value in JSON: scalars as they are, others as [tag, number, ...], a second time as ["ref", number]."""

    def __init__(self):
        self.numbers = {}
        self.keep = []
        self.strings = {}

    def __call__(self, value):
        if value is None or isinstance(value, bool):
            return value
        if type(value) is int:
            return value if abs(value) < 2**53 else ["int", str(value)]
        if type(value) is float:
            return ["float", struct.pack(">d", value).hex()]
        if type(value) is str:
            assert self.strings.setdefault(value, value) is value, f"equal strings that are not one: {value[:50]!r}"
            if len(value) > 2000:
                assert len(set(value)) == 1
                return ["long str", value[0], len(value)]
            if any("\ud800" <= character <= "\udfff" for character in value):
                return ["code units", [ord(character) for character in value]]
            return value
        if value is ... or value is NotImplemented:
            return ["constant", repr(value)]
        if isinstance(value, type) or callable(value) and hasattr(value, "__qualname__"):
            module = value.__module__ or "builtins"
            return ["global", pickle.whichmodule(value, value.__qualname__) or module, value.__qualname__]
        if type(value) is tuple and not value:
            return ["tuple", -1, []]
        if id(value) in self.numbers:
            return ["ref", self.numbers[id(value)]]
        if value is dt.timezone.utc:
            return ["utc"]
        number = self.numbers[id(value)] = len(self.numbers)
        self.keep.append(value)
        if type(value) in (bytes, bytearray):
            tag = type(value).__name__
            if len(value) > 2000:
                assert len(set(value)) == 1
                return ["long " + tag, number, value[0], len(value)]
            return [tag, number, encode(bytes(value))]
        if type(value) in (list, tuple, set, frozenset):
            return [type(value).__name__, number, [self(item) for item in value]]
        if type(value) in (dict, collections.OrderedDict):
            return [type(value).__name__, number, [[self(key), self(item)] for key, item in value.items()]]
        if type(value) is complex:
            return ["complex", number, self(value.real), self(value.imag)]
        if type(value) is array.array:
            return ["array", number, value.typecode, [self(item) for item in value]]
        if type(value) is dt.timezone:
            offset, *name = value.__getinitargs__()
            return ["timezone", number, self(offset), *name]
        if type(value) is dt.timedelta:
            return ["timedelta", number, value.days, value.seconds, value.microseconds]
        if type(value) is dt.date:
            return ["date", number, value.year, value.month, value.day]
        if type(value) is dt.time:
            zone = self(value.tzinfo)
            return ["time", number, value.hour, value.minute, value.second, value.microsecond, zone, value.fold]
        if type(value) is dt.datetime:
            zone = self(value.tzinfo)
            day = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
            return ["datetime", number, *day, zone, value.fold]
        if isinstance(value, BaseException):
            return ["exception", number, self(type(value)), self(value.args), self(value.__dict__ or None)]
        function, arguments, state, items, pairs, setter = (*value.__reduce_ex__(4), None, None, None, None)[:6]
        items = None if items is None else [self(item) for item in items]
        if getattr(function, "__name__", "").startswith("__newobj"):
            cls, *arguments = arguments
            keywords = None
            if function.__name__ == "__newobj_ex__":
                arguments, keywords = arguments
                keywords = self(keywords)
            bases = [base for base in (int, str, tuple) if isinstance(value, base)]
            parts = [self(cls), [self(item) for item in arguments], keywords, bases[0].__name__ if bases else None]
            tag = "object"
        else:
            parts = [self(function), [self(item) for item in arguments], self(setter)]
            tag = "reduce"
        pairs = None if pairs is None else [[self(key), self(item)] for key, item in pairs]
        return [tag, number, *parts, items, pairs, self(state)]


def stream(data):
    if len(data) > 600:
        return [hashlib.sha256(data).hexdigest(), len(data)]
    return encode(data)


def dis(data):
    out = io.StringIO()
    pickletools.dis(data, out)
    return hashlib.sha256(out.getvalue().encode("utf-8", "surrogatepass")).hexdigest()[:16]


def record():
    records = []
    for name, value in cases:
        streams, listings = [], []
        for protocol in range(6):
            try:
                data = pickle.dumps(value, protocol)
            except (TypeError, RecursionError):
                # Classes with slots need protocol 2, some cycles protocol 2 or 4.
                streams.append(None)
                listings.append(None)
                continue
            streams.append(stream(data))
            listings.append(dis(data))
        records.append({"name": name, "value": Describer()(value), "streams": streams, "dis": listings})
    return records


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets of strings depends on it
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pickles.jsonl"), "w") as file:
        file.writelines(json.dumps(record, separators=(",", ":")) + "\n" for record in record())
    print(len(cases), "values")

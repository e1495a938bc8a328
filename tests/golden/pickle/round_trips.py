# Pickles in all protocols: the bytes that CPython writes, and the same values back
import collections
import copyreg
import datetime
import decimal
import fractions
import hashlib
import io
import pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return type(other) is Point and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


class Slotted:
    __slots__ = ("a", "b")


class Reduced:
    def __init__(self, n):
        self.n = n

    def __reduce__(self):
        return Reduced, (self.n,)

    def __eq__(self, other):
        return self.n == other.n


class Stateful(dict):
    def __getstate__(self):
        return {"kept": True}

    def __setstate__(self, state):
        self.state = state


class New:
    def __new__(cls, a, *, key=None):
        self = super().__new__(cls)
        self.a, self.key = a, key
        return self

    def __getnewargs_ex__(self):
        return (self.a,), {"key": self.key}


shared = ["shared"]
VALUES = [
    None, True, 0, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, 2**63, -2**200, 10**40, 1.5, -0.0, 1e300,
    float("inf"), "", "a", "text", "caf\xe9 \u20ac \U0001f600", "\ud800", "x" * 300, b"", b"a", b"\x00\xff" * 200,
    bytearray(b"abc"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1, [2, [3]]], {}, {"a": 1, (1, 2): {3: 4}},
    {1, }, frozenset([1]), [shared, shared], list(range(1500)), {n: -n for n in range(1200)}, 3 + 4j, ...,
    NotImplemented, int, len, Point, range(3, 10, 2), slice(1, 2, 3), Point(1, "two"), Reduced(3),
    collections.OrderedDict(a=1, b=2), collections.deque([1, 2], 5), collections.Counter("aab"),
    datetime.timedelta(1, 2, 3),
    decimal.Decimal("1.50"), fractions.Fraction(3, 4), ValueError("bad", 1), [Point(n, n) for n in range(3)],
]

for protocol in range(6):
    digest, wrong = hashlib.md5(), []
    for value in VALUES:
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        digest.update(data if type(value) not in (set, ValueError) else b"")
        if back != value and not isinstance(value, ValueError):
            wrong.append((value, back))
        if protocol not in (1, 4) or len(data) > 1000:
            continue
        if pickle._dumps(value, protocol) != data:
            wrong.append(("the library writes something else", value))
        if pickle._loads(data) != value and not isinstance(value, ValueError):
            wrong.append(("the library reads something else", value))
    print(protocol, digest.hexdigest(), wrong)

for protocol in range(6):
    made = pickle.loads(pickle.dumps(Stateful(a=1), protocol))
    print(protocol, made, made.state, end=" ")
    if protocol >= 2:
        slotted = Slotted()
        slotted.a = 5
        other = pickle.loads(pickle.dumps(slotted, protocol))
        new = pickle.loads(pickle.dumps(New(1, key="k"), protocol))
        print(other.a, hasattr(other, "b"), new.a, new.key, end="")
    print()

cycle = []
cycle.append(cycle)
back = pickle.loads(pickle.dumps(cycle))
print(back[0] is back)
loop = Point(1, None)
loop.y = {"self": loop}
back = pickle.loads(pickle.dumps(loop))
print(back.y["self"] is back)
pair = pickle.loads(pickle.dumps((shared, shared)))
print(pair[0] is pair[1])

stream = io.BytesIO()
pickler = pickle.Pickler(stream, 4)
for value in (shared, [shared], "text"):
    pickler.dump(value)
pickler.clear_memo()
pickler.dump(shared)
stream.seek(0)
unpickler = pickle.Unpickler(stream)
first, second = unpickler.load(), unpickler.load()
print(first is second[0], unpickler.load(), unpickler.load())


class Persistent(pickle.Pickler):
    def persistent_id(self, value):
        return ("point", value.x) if isinstance(value, Point) else None

    def reducer_override(self, value):
        return (int, ("7",)) if isinstance(value, Reduced) else NotImplemented


class Finder(pickle.Unpickler):
    def persistent_load(self, id):
        return "loaded", id

    def find_class(self, module, name):
        if module == "builtins":
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is forbidden")


stream = io.BytesIO()
Persistent(stream).dump([Point(1, 2), Reduced(1), {"k": Point(3, 4)}])
print(Finder(io.BytesIO(stream.getvalue())).load())
for value in (collections.OrderedDict(), decimal.Decimal(1)):
    try:
        Finder(io.BytesIO(pickle.dumps(value))).load()
    except pickle.UnpicklingError as error:
        print(error)

buffers = []
data = pickle.dumps([pickle.PickleBuffer(bytearray(b"out of band")), b"in band"], 5, buffer_callback=buffers.append)
print(len(buffers), b"out of band" in data, pickle.loads(data, buffers=[b.raw() for b in buffers])[1])
target = bytearray(b"other bytes")
back = pickle.loads(data, buffers=[target])
print(back[0] is target)

copyreg.pickle(Slotted, lambda value: (Point, (value.a, "from copyreg")))
slotted = Slotted()
slotted.a = 9
print(vars(pickle.loads(pickle.dumps(slotted))))

for bad in (b"", b".", b"K", b"\x80\x09.", b"I1x\n.", b"(lp0\n", b"\x8c\xffab.", b"h\x00."):
    try:
        print(pickle.loads(bad))
    except Exception as error:
        print(type(error).__name__, error)

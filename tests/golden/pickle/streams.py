# What pickle writes for many values in all protocols, as a digest each; and that it reads them back.
import binascii, collections, copyreg, functools, io, operator, pickle


class Plain:
    def __init__(self, x):
        self.x = x


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


class Items(list):
    pass


class Pairs(dict):
    pass


class Keywords:
    def __getnewargs_ex__(self):
        return (1,), {"k": 2}

    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)


class Reduced:
    def __reduce__(self):
        return (Reduced, (), {"s": 1}, iter([1, 2]), iter([("a", 1)]))

    def append(self, x):
        pass

    def __setitem__(self, k, v):
        pass


class Setter:
    def __reduce__(self):
        return (Setter, (), {"s": 1}, None, None, put)


def put(obj, state):
    obj.state = state


Point = collections.namedtuple("Point", "x y")
inside = []
inside.append(inside)
keyed = {}
keyed["d"] = keyed
tangled = ([],)
tangled[0].append(tangled)
knot = Plain(1)
knot.me = knot
items = Items([1, 2])
items.q = 5
shared = ["s"]
values = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -128, -129, 32768, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63, -2**63, 10**30, -10**30,
    2**2000, -(2**2047), 255 << 8, 0.0, -0.0, 1.5, 1e100, float("inf"), 3.14, 1j, 1 + 2j, "", "a", "é", "€", "\U0001f600", "\ud800", "x\ny", "a\\b",
    "\x00\x1a\r", "x" * 255, "x" * 256, "é" * 200, b"", b"abc", b"\xff\x00", b"x" * 256, bytearray(b""), bytearray(b"abc"), (), (1,), (1, 2), (1, 2, 3),
    (1, 2, 3, 4), [], [1], [1, 2], list(range(999)), list(range(1001)), {}, {"a": 1}, {"a": 1, "b": [2]}, {i: i for i in range(1000)}, set(), {1},
    frozenset(), frozenset([1]), inside, keyed, tangled, knot, Plain([1]), Slots(), Items([1]), items, Pairs(a=1), Reduced(), Setter(), Point(1, 2),
    type, int, len, type(None), type(...), ..., NotImplemented, functools.partial(int, base=2), operator.add, collections.OrderedDict(a=1),
    collections.deque([1, 2], 5), collections.Counter("abca"), collections.defaultdict(list, a=[1]), range(5), slice(1, 2, 3), ValueError("x"), KeyError,
    [shared, shared, shared], [[], [], [[]]], ["y" * 40000, "z" * 40000, 1], [b"x" * 66000, "tail"], bool, object,
]
for number, value in enumerate(values):
    line = []
    for protocol in range(2 if isinstance(value, Slots) else 0, 6):
        data = pickle.dumps(value, protocol)
        again = pickle.loads(data)
        out = io.BytesIO()
        pickle.Pickler(out, protocol).dump(value)
        assert out.getvalue() == data, (number, protocol)
        out.seek(0)
        assert type(pickle.Unpickler(out).load()) is type(again) is type(value) and out.read() == b""
        # A str or bytes that occurs twice is one object once it is read.
        assert pickle.dumps(again, protocol) == data or number in (90,), (number, protocol)
        line.append("%d:%08x" % (len(data), binascii.crc32(data)))
    print(number, *line)

copyreg.add_extension("__main__", "Plain", 0x1234)
print(pickle.dumps(Plain(1), 2), vars(pickle.loads(pickle.dumps(Plain(7), 2))))
copyreg.remove_extension("__main__", "Plain", 0x1234)
print(pickle.dumps(range(3), 2, fix_imports=False), pickle.dumps(range(3), 2))

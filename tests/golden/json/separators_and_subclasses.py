"""dumps of subclasses, of keys of every kind, of indents and separators, of what the encoder must refuse; surrogates."""
import collections, enum, json


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class L(list):
    def __iter__(self): return iter("from iter")
class T(tuple):
    def __len__(self): return 1
class D(dict):
    def items(self): return [("shown", 1)]
class I(int):
    def __repr__(self): return "I!"
    __str__ = __repr__
class F(float):
    def __repr__(self): return "F!"
class S(str):
    def __str__(self): return "other"
class Colour(enum.IntEnum):
    RED = 3
class Word(str, enum.Enum):
    A = "alpha"


for value in (L([1, 2]), T((1, 2)), D(a=2), I(7), F(1.5), S("text"), Colour.RED, Word.A, {Colour.RED: 1, Word.A: 2}, {I(1): F(2.5)}, {F(0.5): 0}, True, collections.OrderedDict(b=1, a=2), collections.Counter("aab"), collections.namedtuple("P", "x y")(1, 2), D()):
    attempt(lambda: json.dumps(value))
    attempt(lambda: json.dumps(value, indent=1).replace("\n", "|"))
print(json.dumps({1: 2, 1.5: 3, None: 4, True: 5, "k": 6, float("inf"): 7}), json.dumps({(1, 2): 1, "a": 2, b"x": 3}, skipkeys=True), json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True))
print(json.dumps([1, [2, {"a": []}], {}, ()], indent=2).replace("\n", "/"), json.dumps([1, {"a": [2]}], indent="\t").replace("\n", "/"), json.dumps([1, 2], indent=0).replace("\n", "/"), json.dumps({"a": 1, "b": [1, 2]}, separators=(",", ":")), json.dumps([1, 2], indent=1, separators=("; ", "=")).replace("\n", "/"))
print(json.dumps("é\u2028\x7f\x00\"\\/\b\f\n\r\t\U0001f600"), json.dumps("é\u2028\x7f\x1f", ensure_ascii=False), json.dumps("\ud800x\udc00"), json.dumps("\ud83d\ude00"), len(json.loads('"\\ud83d\\ude00"')), [hex(ord(c)) for c in json.loads('"\\ud83d\\ud83d\\ude00\\ude00"')], len(json.loads(json.dumps("\ud83d\ude00"))))
print([hex(ord(c)) for c in json.loads('"\\udc00\\ud800"')], [hex(ord(c)) for c in json.loads('"\\ud800\\u0041\\ud800"')], json.loads('"\\ud834\\udd1e"') == "\U0001d11e", [hex(ord(c)) for c in json.loads('"\ud834\\udd1e"')], [hex(ord(c)) for c in json.loads('"\\ud834\udd1e"')])
print(json.dumps([float("nan"), -float("inf"), 1e16, 1e-7, -0.0, 10**25, 5e-324, 1.0]), json.dumps([1, 2], default=5 and str), json.dumps({1, 2}.__class__, default=lambda o: o.__name__), json.dumps([object, [set()]], default=lambda o: "?"))
nested = []; nested.append(nested)
table = {}; table["t"] = [table]
for make in (lambda: json.dumps(nested), lambda: json.dumps(table), lambda: json.dumps({(1,): 2}), lambda: json.dumps({b"a": 1}),
             lambda: json.dumps(set()), lambda: json.dumps(b"x"), lambda: json.dumps([1j]), lambda: json.dumps({1: 1, "a": 2}, sort_keys=True), lambda: json.dumps(5, indent=1.5), lambda: json.dumps([], cls=5), lambda: json.dumps(object, default=lambda o: o), lambda: json.dumps(1, nope=2)):
    attempt(make)
class Tagging(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (set, frozenset)): return {"set": sorted(o)}
        if isinstance(o, complex): return [o.real, o.imag]
        return super().default(o)


print(json.dumps({"s": {3, 1}, "c": [2j]}, cls=Tagging), Tagging(sort_keys=True, indent=None).encode({"b": frozenset("x"), "a": 0}), list(Tagging().iterencode([1, {2}])), "".join(json.JSONEncoder(indent=1).iterencode([[]])), json.JSONEncoder().item_separator)
attempt(lambda: Tagging().encode([object]))

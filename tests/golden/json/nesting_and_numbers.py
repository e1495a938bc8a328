# json: numbers at their limits, odd keys, separators, nesting, and where the errors are.
import json
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
for text in "1", "-0", "1e5", "1E-2", "1.0", "0.1e1", "-1.5", "1e400", "-1e400", "123456789012345678901234567890", "NaN", "-Infinity", "true", "null", '""', "[]", "{}", ' [ 1 , 2 ] ', '"\\u00e9\\n\\/\\ud83d\\ude00"', '"\\ud83d"':
    value = json.loads(text)
    print(text, "->", ascii(value), type(value).__name__)
for text in "", " ", "01", "1.", ".5", "+1", "--1", "1e", "0x1", "nul", "True", "[1 2]", "[", '{"a"}', '{"a":}', "{a:1}", "{'a':1}", '"abc', '"\\x"', '"\\u12"', '"a\nb"', "1 2", "[1]]", '{"a" 1}', '{1:2}', "\ufeff1":
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "|", error.msg, error.lineno, error.colno, error.pos)
attempt(json.loads, b'{"a": "\xc3\xa9"}')
attempt(json.loads, '"a"'.encode("utf-16"))
attempt(json.loads, 5)
attempt(json.loads, None)
print(json.loads('"a\nb"', strict=False), json.loads('{"a":1,"a":2}'), json.loads('{"a":1,"a":2}', object_pairs_hook=list), json.loads("[1.5,2]", parse_float=str, parse_int=lambda s: s + "!"), json.loads("NaN", parse_constant=repr))
for value in {1: 2, None: 3, True: 4, 1.5: 5}, (1, [2, {}]), "é\u2028\x00\"\\/😀", 1e100, 0.1, -0.0, float("inf"), 10**30, [], [[]], {"a": {}}, "", True:
    print(json.dumps(value))
print(json.dumps({"b": [1, {"c": []}], "a": {}}, indent=2, sort_keys=True))
print(json.dumps([1, {"k": "v"}], indent="\t"), json.dumps([1, 2], indent=0), json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps("é", ensure_ascii=False))
attempt(json.dumps, {(1, 2): 3})
attempt(json.dumps, {(1, 2): 3, "a": 1}, skipkeys=True)
attempt(json.dumps, {1, 2})
attempt(json.dumps, {1, 2}, default=sorted)
attempt(json.dumps, {1: 1, "a": 2}, sort_keys=True)
loop = []; loop.append(loop)
attempt(json.dumps, loop)
attempt(json.dumps, loop, check_circular=False) if False else None
class D(dict): pass
class L(list): pass
class N(int):
    def __repr__(self): return "odd"
class F(float):
    def __repr__(self): return "odd"
print(json.dumps([D(a=1), L([2]), N(3), F(1.5), {N(4): F(2.5)}]))
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        return super().default(o)
print(json.dumps({"z": 1 + 2j}, cls=Encoder), list(Encoder().iterencode([1, 2j])))
attempt(json.dumps, object, cls=Encoder)
attempt(json.dumps, [[1, {"a": {1}}]])
deep = "[" * 200 + "]" * 200
print(json.dumps(json.loads(deep)) == deep, json.JSONDecoder().raw_decode("[1] rest"))

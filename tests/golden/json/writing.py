"""json.dumps: values, indentation, keys, errors, encoders."""
import json
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e)
for v in [1, -5, 1.5, 1e100, "a\"\\\n\x01é日😀", None, True, [1, [2, []], {}], {"a": 1, 2: "b", None: 3, True: 4, 1.5: 6}, (1, 2), [], {}, "\x7f", float("nan"), float("inf"), 10**30]:
    t(lambda: json.dumps(v)); t(lambda: json.dumps(v, ensure_ascii=False)); t(lambda: json.dumps(v, indent=2)); t(lambda: json.dumps(v, separators=(",", ":")))
t(lambda: json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True, indent="\t")); t(lambda: json.dumps({(1,): 2})); t(lambda: json.dumps({(1,): 2, "a": 1}, skipkeys=True)); t(lambda: json.dumps(object())); t(lambda: json.dumps({1, 2}, default=list)); t(lambda: json.dumps([{1, 2}, 3], default=sorted, indent=1))
l = []; l.append(l); t(lambda: json.dumps(l)); d = {}; d["d"] = d; t(lambda: json.dumps(d)); t(lambda: json.dumps(1, cls=json.JSONEncoder))
class I(int):
    def __repr__(self): return "I!"
class S(str): pass
class F(float):
    def __repr__(self): return "F!"
class D(dict): pass
t(lambda: json.dumps([I(5), S("x"), F(2.5), D(a=1)])); t(lambda: json.dumps({I(5): 1, S("k"): 2}))
print(json.loads("[" * 500 + "]" * 500) is not None, len(json.dumps(json.loads("[" * 400 + "]" * 400))))
class E(json.JSONEncoder):
    def default(self, o): return {"set": sorted(o)} if isinstance(o, set) else super().default(o)
t(lambda: json.dumps([{3, 1}, frozenset()], cls=E)); t(lambda: list(json.JSONEncoder().iterencode([1, {"a": 2}])))
print(json.JSONDecoder().raw_decode('[1] x'), json.loads('{"k":1}') == {"k": 1}, json.dumps(json.loads('{"x":[1,2,{"y":"z"}]}')))
try: json.loads('{\n "a": x}')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc == '{\n "a": x}')

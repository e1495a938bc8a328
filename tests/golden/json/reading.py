"""json.loads: values, hooks, errors."""
import json
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, e)
for s in ['1', '-0', '1.5', '1e5', '-1.25E-3', '"a"', '""', '"\\u00e9\\n\\"\\\\/\\/"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83dx\\ude00"', 'null', 'true', 'false', 'NaN', 'Infinity', '-Infinity', '[]', '{}', ' [1, 2 ,3] ', '{"a": {"b": [1, {"c": null}]}}', '123456789012345678901234567890', '[1.0, "x", []]', '"日本"', '{"a":1,"a":2}', '0.1', '1E400']:
    t(lambda: json.loads(s))
for s in ['', '[', '{', '[1', '[1 2]', '{"a"}', '{"a":}', '{"a":1 "b"}', '{1:2}', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\u12g4"', 'nul', '-', '01', '1 2', '[1,', '{"a":1,', 'tru', '"\\', '{"a" 1}', '\ufeff1', "'a'", '[,]', '{,}', '.5', '1.', '1.e5', '+1']:
    t(lambda: json.loads(s))
t(lambda: json.loads('{"a":1,"b":[2]}', object_pairs_hook=list)); t(lambda: json.loads('{"a":{"b":1}}', object_hook=lambda d: sorted(d.items()))); t(lambda: json.loads('[1,2.5,NaN]', parse_int=str, parse_float=lambda s: "f" + s, parse_constant=lambda s: "c" + s)); t(lambda: json.loads('"a\tb"', strict=False)); t(lambda: json.loads(b'[1]')); t(lambda: json.loads(5))

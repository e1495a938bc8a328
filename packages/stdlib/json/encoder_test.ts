import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import json
class Name(str): pass
class Number(int):
    def __repr__(self): return 'seven'
`);

Deno.test("values are written as JSON", () => {
  machine.check(
    [
      "json.dumps([None, True, False, 0, -1, 10**20, 1.0, 1e100, 1e-7, 'a'])",
      "'[null, true, false, 0, -1, 100000000000000000000, 1.0, 1e+100, 1e-07, \"a\"]'",
    ],
    ["json.dumps({'a': (1, [2, {}]), 'b': []})", '\'{"a": [1, [2, {}]], "b": []}\''],
    ["json.dumps(Name('x')), json.dumps(Number(7))", "('\"x\"', '7')"],
    ["json.dumps(float('nan')), json.dumps(float('-inf'))", "('NaN', '-Infinity')"],
    [
      "json.dumps(float('nan'), allow_nan=False)",
      "ValueError: Out of range float values are not JSON compliant: nan",
    ],
  );
});

Deno.test("strings are escaped as far as it is needed", () => {
  machine.check(
    [
      "json.dumps('\"\\\\/\\b\\f\\n\\r\\t\\x00\\x1f\\x7fé😀')",
      '\'"\\\\"\\\\\\\\/\\\\b\\\\f\\\\n\\\\r\\\\t\\\\u0000\\\\u001f\\\\u007f\\\\u00e9\\\\ud83d\\\\ude00"\'',
    ],
    ["json.dumps('\"\\\\/\\x00\\x7fé😀', ensure_ascii=False)", '\'"\\\\"\\\\\\\\/\\\\u0000\\x7fé😀"\''],
    ["json.dumps('\\ud800')", "'\"\\\\ud800\"'"],
  );
});

Deno.test("keys are strings, or become them", () => {
  machine.check(
    ["json.dumps({1: 1, 1.5: 2, None: 3, True: 4, 'x': 5})", '\'{"1": 4, "1.5": 2, "null": 3, "x": 5}\''],
    ["json.dumps({(1,): 2})", "TypeError: keys must be str, int, float, bool or None, not tuple"],
    ["json.dumps({(1,): 2, 'a': 3}, skipkeys=True)", "'{\"a\": 3}'"],
  );
});

Deno.test("keys can be sorted, if they can be compared", () => {
  machine.check(
    ["json.dumps({'b': 1, 'a': 2, 'c': 3}, sort_keys=True)", '\'{"a": 2, "b": 1, "c": 3}\''],
    [
      "json.dumps({'b': 1, 2: 2}, sort_keys=True)",
      "TypeError: '<' not supported between instances of 'int' and 'str'",
    ],
  );
});

Deno.test("separators and indentation are the caller's", () => {
  machine.check(
    ["json.dumps([1, {'a': 2}], separators=(',', ':'))", "'[1,{\"a\":2}]'"],
    [
      "json.dumps([1, {'a': [2, []]}, {}], indent=2)",
      "'[\\n  1,\\n  {\\n    \"a\": [\\n      2,\\n      []\\n    ]\\n  },\\n  {}\\n]'",
    ],
    ["json.dumps([1, [2]], indent='\\t')", "'[\\n\\t1,\\n\\t[\\n\\t\\t2\\n\\t]\\n]'"],
  );
});

Deno.test("what contains itself is found", () => {
  machine.check(
    ["json.dumps((lambda l: l.append(l) or l)([]))", "ValueError: Circular reference detected"],
    ["json.dumps((lambda d: d.update(a=d) or d)({}))", "ValueError: Circular reference detected"],
  );
});

Deno.test("default is asked for everything else, and what it gives is written", () => {
  machine.check(
    ["json.dumps([{1, 2}, 3 + 4j], default=str)", '\'["{1, 2}", "(3+4j)"]\''],
    ["json.dumps({1})", "TypeError: Object of type set is not JSON serializable"],
    ["json.dumps(b'x')", "TypeError: Object of type bytes is not JSON serializable"],
  );
});

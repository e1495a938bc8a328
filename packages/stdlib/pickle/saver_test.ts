import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import _pickle as p
def d(value, protocol): return p.dumps(value, protocol)
class Point:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
def back(value): return [p.loads(p.dumps(value, n)) == value for n in range(6)]
`);

Deno.test("every protocol writes a value its own way", () => {
  machine.check(
    [
      "[d(v, 0) for v in (None, True, 1, 2**70, 1.5, 'a\\n', 'é')]",
      "[b'N.', b'I01\\n.', b'I1\\n.', b'L1180591620717411303424L\\n.', b'F1.5\\n.', b'Va\\\\u000a\\np0\\n.', b'V\\xe9\\np0\\n.']",
    ],
    [
      "[d(v, 1) for v in (True, 255, 65536, -1, 1.5, 'a')]",
      "[b'I01\\n.', b'K\\xff.', b'J\\x00\\x00\\x01\\x00.', b'J\\xff\\xff\\xff\\xff.', b'G?\\xf8\\x00\\x00\\x00\\x00\\x00\\x00.', b'X\\x01\\x00\\x00\\x00aq\\x00.']",
    ],
    [
      "[d(v, 2) for v in (True, 2**31, -2**31, 2**70, (), (1,), (1, 2, 3, 4), [1, 2], {1: 2})]",
      "[b'\\x80\\x02\\x88.', b'\\x80\\x02\\x8a\\x05\\x00\\x00\\x00\\x80\\x00.', b'\\x80\\x02J\\x00\\x00\\x00\\x80.', b'\\x80\\x02\\x8a\\t\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00@.', b'\\x80\\x02).', b'\\x80\\x02K\\x01\\x85q\\x00.', b'\\x80\\x02(K\\x01K\\x02K\\x03K\\x04tq\\x00.', b'\\x80\\x02]q\\x00(K\\x01K\\x02e.', b'\\x80\\x02}q\\x00K\\x01K\\x02s.']",
    ],
    [
      "[d(v, 4) for v in ('a', b'b', {1}, frozenset(), [], 'x' * 3)]",
      "[b'\\x80\\x04\\x95\\x05\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x8c\\x01a\\x94.', b'\\x80\\x04\\x95\\x05\\x00\\x00\\x00\\x00\\x00\\x00\\x00C\\x01b\\x94.', b'\\x80\\x04\\x95\\x07\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x8f\\x94(K\\x01\\x90.', b'\\x80\\x04\\x95\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x00(\\x91\\x94.', b'\\x80\\x04]\\x94.', b'\\x80\\x04\\x95\\x07\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x8c\\x03xxx\\x94.']",
    ],
    [
      "d(b'a', 5), d(bytearray(b'ab'), 5), d(b'\\xff', 2)",
      "(b'\\x80\\x05\\x95\\x05\\x00\\x00\\x00\\x00\\x00\\x00\\x00C\\x01a\\x94.', b'\\x80\\x05\\x95\\r\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x96\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00ab\\x94.', b'\\x80\\x02c_codecs\\nencode\\nq\\x00X\\x02\\x00\\x00\\x00\\xc3\\xbfq\\x01X\\x06\\x00\\x00\\x00latin1q\\x02\\x86q\\x03Rq\\x04.')",
    ],
  );
});

Deno.test("what is there twice is written once", () => {
  machine.check(
    [
      "d([(x := []), x], 2), (lambda l: l.append(l) or d(l, 2))([]), d(['abc'] * 2, 4)",
      "(b'\\x80\\x02]q\\x00(]q\\x01h\\x01e.', b'\\x80\\x02]q\\x00h\\x00a.', b'\\x80\\x04\\x95\\r\\x00\\x00\\x00\\x00\\x00\\x00\\x00]\\x94(\\x8c\\x03abc\\x94h\\x01e.')",
    ],
  );
});

Deno.test("values come back from every protocol", () => {
  machine.check(
    [
      "back([1, -1, 255, 256, 65535, 65536, 2**31, -2**31 - 1, 2**63, 2**2000, 0.1, float('inf'), 1j])",
      "[True, True, True, True, True, True]",
    ],
    [
      "back({'a': (1, [2, {3}]), b'b': frozenset([4]), 'é😀\\ud800': None, ...: NotImplemented}), back(bytearray(b'x')), back(range(3)), back([slice(1, 2)]), back('x' * 300), back(tuple(range(2000))), back({n: n for n in range(2500)})",
      "([True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, True, True], [True, True, True, True, True, True])",
    ],
  );
});

Deno.test("what has no way to be written is refused", () => {
  machine.check(
    ["d((n for n in ()), 2)", "TypeError: cannot pickle 'generator' object"],
    ["d(object, 9)", "ValueError: pickle protocol must be <= 5"],
  );
});

Deno.test("a large value leaves its frame", () => {
  machine.check(
    [
      "(lambda data: (len(data), data[11:14], data.count(b'\\x95')))(d([b'a' * 70000, b'b' * 10], 4))",
      "(70035, b'aaa', 1)",
    ],
  );
});

Deno.test("numbers are as short as they can be", () => {
  machine.check(
    [
      "[d(n, 2)[2:-1] for n in (0, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -1, -2**31, -2**31 - 1)]",
      "[b'K\\x00', b'K\\xff', b'M\\x00\\x01', b'M\\xff\\xff', b'J\\x00\\x00\\x01\\x00', b'J\\xff\\xff\\xff\\x7f', b'\\x8a\\x05\\x00\\x00\\x00\\x80\\x00', b'J\\xff\\xff\\xff\\xff', b'J\\x00\\x00\\x00\\x80', b'\\x8a\\x05\\xff\\xff\\xff\\x7f\\xff']",
    ],
  );
});

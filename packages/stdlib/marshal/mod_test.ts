import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import marshal
def back(v, *version): return marshal.loads(marshal.dumps(v, *version))
`);

Deno.test("values come back, of every type that there is", () => {
  machine.check(
    [
      "back([None, True, False, ..., StopIteration, 1, -2**31, 2**100, -2**64, 1.5, -0.0, 1j, b'x', 'é', 'a', ()])",
      "[None, True, False, Ellipsis, <class 'StopIteration'>, 1, -2147483648, 1267650600228229401496703205376, -18446744073709551616, 1.5, -0.0, 1j, b'x', 'é', 'a', ()]",
    ],
    [
      "back({'a': [1, {2: (3,)}]}), back({1, 2}) == {1, 2}, back(frozenset([1])), back(bytearray(b'ab')), back('\\ud800') == '\\ud800'",
      "({'a': [1, {2: (3,)}]}, True, frozenset({1}), b'ab', True)",
    ],
    [
      "back(float('inf')), back(12345678901234567890123), back('x' * 300) == 'x' * 300, len(back('x' * 300000))",
      "(inf, 12345678901234567890123, True, 300000)",
    ],
  );
});

Deno.test("the bytes are CPython's", () => {
  machine.check(
    [
      "marshal.dumps(1, 2), marshal.dumps('ab', 2), marshal.dumps((1.0, None), 2), marshal.dumps(2**15, 2), marshal.dumps(2**40, 2), marshal.dumps(b'x', 1), marshal.dumps(0.5, 1)",
      "(b'i\\x01\\x00\\x00\\x00', b'u\\x02\\x00\\x00\\x00ab', b'(\\x02\\x00\\x00\\x00g\\x00\\x00\\x00\\x00\\x00\\x00\\xf0?N', b'i\\x00\\x80\\x00\\x00', b'l\\x03\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x04', b's\\x01\\x00\\x00\\x00x', b'f\\x030.5')",
    ],
  );
});

Deno.test("references name what was read before, and may close circles", () => {
  machine.check(
    [
      "(lambda v: (v[1][0], v[1][1] is v[2]))(marshal.loads(b'[\\x03\\0\\0\\0N[\\x02\\0\\0\\0\\xda\\x02abr\\0\\0\\0\\0r\\0\\0\\0\\0'))",
      "('ab', True)",
    ],
    ["(lambda v: v[0] is v)(marshal.loads(b'\\xdb\\x01\\0\\0\\0r\\0\\0\\0\\0'))", "True"],
  );
});

Deno.test("bad data is refused", () => {
  machine.check(
    ["marshal.loads(b'')", "EOFError: EOF read where object expected"],
    ["marshal.loads(b'?')", "ValueError: bad marshal data (unknown type code)"],
    ["marshal.loads(b'i\\0')", "EOFError: marshal data too short"],
    ["marshal.loads(b'(\\xff\\xff\\xff\\xff')", "ValueError: bad marshal data (tuple size out of range)"],
    ["marshal.loads(b'r\\0\\0\\0\\0')", "ValueError: bad marshal data (invalid reference)"],
    [
      "marshal.loads(b'l\\x01\\0\\0\\0\\xff\\xff')",
      "ValueError: bad marshal data (digit out of range in long)",
    ],
    ["marshal.loads(b'l\\x01\\0\\0\\0\\0\\0')", "ValueError: bad marshal data (unnormalized long data)"],
    ["marshal.dumps(object())", "ValueError: unmarshallable object"],
  );
});

Deno.test("objects that are referred to more than once are written once since version 3", () => {
  machine.run(`
shared = ["".join(["ab", "cd"]), 2.5 * len("a"), b"x" * len("ab"), [], {}, {1}, frozenset([2]), 10**len("a" * 20), (1, [])]
`);
  machine.check(
    ["all(v[0] is v[1] for v in (back([each, each]) for each in shared))", "True"],
    ["any(v[0] is v[1] for v in (back([each, each], 2) for each in shared))", "False"],
    [
      "marshal.dumps([[], [5]])",
      "b'[\\x02\\x00\\x00\\x00[\\x00\\x00\\x00\\x00[\\x01\\x00\\x00\\x00\\xe9\\x05\\x00\\x00\\x00'",
    ],
    ["(lambda v: v[0][0] is v)(marshal.loads(b'\\xa8\\x01\\0\\0\\0[\\x01\\0\\0\\0r\\0\\0\\0\\0'))", "True"],
    ["(lambda f: (lambda v: v[0] is v[1])(back((f, f))))(compile('1', 'f', 'eval'))", "True"],
  );
});

Deno.test("code can be disallowed, slices need version 5", () => {
  machine.check(
    [
      "marshal.dumps(compile('1', 'f', 'eval'), allow_code=False)",
      "ValueError: marshalling code objects is disallowed",
    ],
    [
      "marshal.loads(marshal.dumps(compile('1', 'f', 'eval')), allow_code=False)",
      "ValueError: unmarshalling code objects is disallowed",
    ],
    ["back(slice(1, None, 2))", "slice(1, None, 2)"],
    ["marshal.dumps(slice(1), 4)", "ValueError: unmarshallable object"],
  );
});

Deno.test("code comes back and runs", () => {
  machine.check(
    [
      "eval(back(compile('1 + x', 'f', 'eval')), {'x': 2}), back(compile('def f(a, *, b=2): return a', 'f', 'exec')).co_names",
      "(3, ('f',))",
    ],
  );
});

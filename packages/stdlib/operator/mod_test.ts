import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _operator as o");

Deno.test("operators are functions, of any operands that have them", () => {
  machine.check(
    [
      "o.add(1, 2), o.mul('a', 3), o.floordiv(-7, 2), o.mod(-7, 2), o.matmul.__name__, o.lshift(1, 70), o.xor(5, 1), o.neg(3), o.invert(3), o.pow(2, -1)",
      "(3, 'aaa', -4, 1, 'matmul', 1180591620717411303424, 4, -3, -4, 0.5)",
    ],
    ["o.add(1, 'a')", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"],
  );
});

Deno.test("places in sequences and the like", () => {
  machine.check(
    [
      "o.getitem([1, 2], -1), o.contains('abc', 'b'), o.countOf([1, 1.0, True, 2], 1), o.indexOf('abc', 'c'), o.concat([1], [2])",
      "(2, True, 3, 2, [1, 2])",
    ],
    ["o.indexOf('abc', 'z')", "ValueError: sequence.index(x): x not in sequence"],
    ["o.concat(1, 2)", "TypeError: 'int' object can't be concatenated"],
  );
});

Deno.test("truth, identity and None", () => {
  machine.check(
    [
      "o.truth([]), o.not_([]), o.is_(None, None), o.is_not(1, None), o.is_none(None)",
      "(False, True, True, True, True)",
    ],
  );
});

Deno.test("operators in place change what can be changed", () => {
  machine.check(
    ["(lambda l: (o.iadd(l, [2]), l))([1]), o.iadd(1, 2)", "(([1, 2], [1, 2]), 3)"],
    ["(lambda l: (o.iconcat(l, 'ab'), l))([1])", "([1, 'a', 'b'], [1, 'a', 'b'])"],
  );
});

Deno.test("a length is a hint if there is no better", () => {
  machine.check(
    [
      "o.length_hint([1, 2]), o.length_hint(iter([1, 2])), o.length_hint(object(), 5), o.length_hint(i for i in 'a')",
      "(2, 2, 5, 0)",
    ],
    ["o.length_hint([], 'x')", "TypeError: 'str' object cannot be interpreted as an integer"],
  );
});

Deno.test("an index is what can stand for one", () => {
  machine.check(
    ["o.index(True), o.index(5)", "(1, 5)"],
    ["o.index(1.0)", "TypeError: 'float' object cannot be interpreted as an integer"],
  );
});

Deno.test("comparing digests takes strings of ASCII or bytes", () => {
  machine.check(
    [
      "o._compare_digest('abc', 'abc'), o._compare_digest(b'abc', b'abd'), o._compare_digest('a', 'ab')",
      "(True, False, False)",
    ],
    [
      "o._compare_digest('é', 'é')",
      "TypeError: comparing strings with non-ASCII characters is not supported",
    ],
    ["o._compare_digest('a', b'a')", "TypeError: a bytes-like object is required, not 'str'"],
    [
      "o._compare_digest(1, 2)",
      "TypeError: unsupported operand types(s) or combination of types: 'int' and 'int'",
    ],
    ["o._compare_digest(memoryview(b'xay')[1:2], bytearray(b'a'))", "True"],
  );
});

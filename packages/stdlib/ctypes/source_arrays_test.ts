import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _ctypes import _SimpleCData, Array, sizeof
i = type('c_int', (_SimpleCData,), {'_type_': 'i'})
c = type('c_char', (_SimpleCData,), {'_type_': 'c'})
`);

Deno.test("an array has its length in its type, and items from both ends", () => {
  machine.check(
    [
      "(i * 3).__name__, sizeof(i * 3), list((i * 3)(1, 2)), (i * 3)(1, 2, 3)[-1], (i * 3)(1, 2, 3)[::2], len((i * 0)())",
      "('c_int_Array_3', 12, [1, 2, 0], 3, [1, 3], 0)",
    ],
    ["(i * 2)(1, 2, 3)", "IndexError: invalid index"],
    ["(i * 2)()[2]", "IndexError: invalid index"],
    ["i * -1", "ValueError: Array length must be >= 0, not -1"],
  );
});

Deno.test("items and slices are written in place", () => {
  machine.check(
    [
      "(lambda a: (a.__setitem__(0, 9), a.__setitem__(slice(1, 3), [7, 8]), list(a)))((i * 3)())",
      "(None, None, [9, 7, 8])",
    ],
    [
      "(lambda a: a.__setitem__(slice(0, 2), [1]))((i * 3)())",
      "ValueError: Can only assign sequence of same size",
    ],
    ["(lambda a: a.__setitem__(5, 1))((i * 3)())", "IndexError: invalid index"],
  );
});

Deno.test("arrays of characters are texts", () => {
  machine.check(
    [
      "(lambda a: (a.value, a.raw, a[1:], setattr(a, 'value', b'xy'), a.raw))((c * 4)(b'a', b'b'))",
      "(b'ab', b'ab\\x00\\x00', b'b\\x00\\x00', None, b'xy\\x00\\x00')",
    ],
    ["(lambda a: setattr(a, 'value', b'12345'))((c * 4)())", "ValueError: byte string too long"],
  );
});

Deno.test("the same length of the same type is the same type", () => {
  machine.check(
    ["i * 3 is i * 3, i * 3 is i * 2", "(True, False)"],
  );
});

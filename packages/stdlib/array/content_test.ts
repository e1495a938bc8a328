import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("from array import array");

Deno.test("arrays are made of anything that has items", () => {
  machine.check(
    [
      "array('i', (1, 2)), array('i', range(2)), array('h', b'\\1\\0\\2\\0'), array('i', array('h', [1])), array('u', 'ab'), array('i')",
      "(array('i', [1, 2]), array('i', [0, 1]), array('h', [1, 2]), array('i', [1]), array('u', 'ab'), array('i'))",
    ],
    ["array('z')", "ValueError: bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"],
    ["array('i', 'ab')", "TypeError: cannot use a str to initialize an array with typecode 'i'"],
    ["array('ii')", "TypeError: array() argument 1 must be a unicode character, not a string of length 2"],
    ["array('i', 3)", "TypeError: 'int' object is not iterable"],
  );
});

Deno.test("arrays are compared by their items, whatever their types", () => {
  machine.check(
    [
      "array('i', [1, 2]) == array('d', [1, 2]), array('i', [1]) < array('i', [1, 0]), array('i', [2]) > array('h', [1, 5]), array('i', [1]) == [1], array('d', [float('nan')]) == array('d', [float('nan')])",
      "(True, True, True, False, False)",
    ],
    ["array('i') < 3", "TypeError: '<' not supported between instances of 'array.array' and 'int'"],
  );
});

Deno.test("arrays are joined and repeated", () => {
  machine.check(
    [
      "array('i', [1]) + array('i', [2]), array('i', [1]) * 3, 2 * array('i', [1, 2]), array('i', [1]) * -1",
      "(array('i', [1, 2]), array('i', [1, 1, 1]), array('i', [1, 2, 1, 2]), array('i'))",
    ],
    ["array('i', [1]) + array('h', [1])", "TypeError: bad argument type for built-in operation"],
    ["array('i', [1]) + [1]", 'TypeError: can only append array (not "list") to array'],
  );
});

Deno.test("what it shows makes it again", () => {
  machine.check(
    [
      "repr(array('i')), repr(array('d', [1.5])), repr(array('u', \"a'b\")), repr(array('B', [255]))",
      "(\"array('i')\", \"array('d', [1.5])\", 'array(\\'u\\', \"a\\'b\")', \"array('B', [255])\")",
    ],
  );
});

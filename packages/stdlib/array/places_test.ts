import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
from array import array
def a(*items): return array('i', items)
def changed(array, key, value):
    array[key] = value
    return array
def without(array, key):
    del array[key]
    return array
`);

Deno.test("slices are arrays of the same type", () => {
  machine.check(
    [
      "a(0, 1, 2, 3, 4)[1:4], a(0, 1, 2, 3, 4)[::-2], a(0, 1)[5:], a(0, 1)[-1]",
      "(array('i', [1, 2, 3]), array('i', [4, 2, 0]), array('i'), 1)",
    ],
    ["a(0)[1]", "IndexError: array index out of range"],
    ["a(0)['x']", "TypeError: array indices must be integers"],
  );
});

Deno.test("slices are replaced by arrays of any length, or of their own with a step", () => {
  machine.check(
    [
      "changed(a(0, 1, 2, 3), slice(1, 3), a(9)), changed(a(0, 1), slice(1, 1), a(7, 8)), changed(a(0, 1, 2, 3), slice(None, None, 2), a(8, 9)), changed(a(0, 1, 2, 3), slice(3, 1), a(5))",
      "(array('i', [0, 9, 3]), array('i', [0, 7, 8, 1]), array('i', [8, 1, 9, 3]), array('i', [0, 1, 2, 5, 3]))",
    ],
    [
      "changed(a(0, 1, 2), slice(None, None, 2), a(1))",
      "ValueError: attempt to assign array of size 1 to extended slice of size 2",
    ],
    ["changed(a(0), slice(0, 1), [1])", 'TypeError: can only assign array (not "list") to array slice'],
    ["changed(a(0), slice(0, 1), array('h', [1]))", "TypeError: bad argument type for built-in operation"],
    ["(lambda x: changed(x, slice(1, 1), x))(a(1, 2))", "array('i', [1, 1, 2, 2])"],
  );
});

Deno.test("items and slices are deleted", () => {
  machine.check(
    [
      "without(a(0, 1, 2, 3), slice(None, None, 2)), without(a(0, 1, 2, 3), slice(None, None, -3)), without(a(0, 1, 2), -1), without(a(0, 1), slice(1, 0))",
      "(array('i', [1, 3]), array('i', [1, 2]), array('i', [0, 1]), array('i', [0, 1]))",
    ],
    ["without(a(), 0)", "IndexError: array assignment index out of range"],
  );
});

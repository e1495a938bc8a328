import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run("from array import array");

Deno.test("items are added, found and taken away", () => {
  machine.check(
    [
      "(lambda a: (a.append(4), a.insert(0, 0), a.insert(-1, 9), a.remove(2), a.pop(), a.pop(0), a.index(3), a.count(9), a.reverse(), a)[-1])(array('i', [1, 2, 3]))",
      "array('i', [9, 3, 1])",
    ],
    ["array('i').pop()", "IndexError: pop from empty array"],
    ["array('i', [1]).remove(2)", "ValueError: array.remove(x): x not in array"],
    ["array('i', [1]).index(1, 1)", "ValueError: array.index(x): x not in array"],
  );
});

Deno.test("bytes and lists go in and out", () => {
  machine.check(
    [
      "array('h', [1, -2]).tobytes(), (lambda a: (a.frombytes(b'\\1\\0'), a.fromlist([2, 3]), a.tolist())[-1])(array('h')), array('u', 'aé').tounicode()",
      "(b'\\x01\\x00\\xfe\\xff', [1, 2, 3], 'aé')",
    ],
    ["array('h').frombytes(b'abc')", "ValueError: bytes length not a multiple of item size"],
    [
      "(lambda a: a.fromlist([1, 'x']))(array('h'))",
      "TypeError: 'str' object cannot be interpreted as an integer",
    ],
    [
      "array('i').fromunicode('x')",
      "ValueError: fromunicode() may only be called on unicode type arrays ('u' or 'w')",
    ],
  );
});

Deno.test("bytes are swapped within each item", () => {
  machine.check(
    [
      "[(a := array(c, [1]), a.byteswap(), a[0])[-1] for c in 'bhiq'], (lambda a: (a.byteswap(), a.byteswap(), a[0])[-1])(array('d', [0.1]))",
      "([1, 256, 16777216, 72057594037927936], 0.1)",
    ],
  );
});

Deno.test("arrays are extended by arrays of their type, or anything iterable", () => {
  machine.check(
    [
      "(lambda a: (a.extend(array('i', [2])), a.extend([3]), a.extend(a), a)[-1])(array('i', [1]))",
      "array('i', [1, 2, 3, 1, 2, 3])",
    ],
    ["array('i').extend(array('h'))", "TypeError: can only extend with array of same kind"],
    ["array('i').extend(3)", "TypeError: 'int' object is not iterable"],
  );
});

Deno.test("an exported array keeps its size", () => {
  machine.check(
    [
      "(lambda a, m: a.append(1))(*(lambda a: (a, memoryview(a)))(array('i', [1])))",
      "BufferError: cannot resize an array that is exporting buffers",
    ],
  );
});

Deno.test("a place and a length are told", () => {
  machine.check(
    ["array('q', [1, 2]).buffer_info()[1], array('q').itemsize, array('d').typecode", "(2, 8, 'd')"],
  );
});

import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("from _bisect import *");

Deno.test("equal items are inserted on the left or on the right of each other", () => {
  machine.check(
    [
      "[(bisect_left([1, 2, 2, 3], x), bisect_right([1, 2, 2, 3], x)) for x in (0, 1, 2, 2.5, 3, 4)]",
      "[(0, 0), (0, 1), (1, 3), (3, 3), (3, 4), (4, 4)]",
    ],
  );
});

Deno.test("a part of the list, and a key, may be given", () => {
  machine.check(
    [
      "bisect_left([1, 2, 3, 4], 3, 0, 2), bisect_right('aBcD', 'b', key=str.lower), bisect_left([], 1)",
      "(2, 2, 0)",
    ],
    ["bisect_left([1], 1, -1)", "ValueError: lo must be non-negative"],
  );
});

Deno.test("inserting keeps the order", () => {
  machine.check(
    [
      "(lambda l: ([insort_right(l, x) for x in (3, 1, 2, 2, 0)], l)[1])([]), (lambda l: (insort_left(l, (1, 'b'), key=lambda p: p[0]), l)[1])([(1, 'a'), (2, 'c')])",
      "([0, 1, 2, 2, 3], [(1, 'b'), (1, 'a'), (2, 'c')])",
    ],
    ["bisect_left([1, 'a'], 'b')", "2"],
  );
});

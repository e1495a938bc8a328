import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("from itertools import *");

Deno.test("a chain goes through one iterable after the other", () => {
  machine.check(
    [
      "list(chain('ab', [], (1,))), list(chain()), list(chain.from_iterable(['ab', 'c']))",
      "(['a', 'b', 1], [], ['a', 'b', 'c'])",
    ],
    ["list(chain([1], 2))", "TypeError: 'int' object is not iterable"],
  );
});

Deno.test("the longest of several iterables fills up the others", () => {
  machine.check(
    [
      "list(zip_longest('abc', 'x', fillvalue='-')), list(zip_longest()), list(zip_longest([], [1]))",
      "([('a', 'x'), ('b', '-'), ('c', '-')], [], [(None, 1)])",
    ],
  );
});

Deno.test("running totals begin with the first item or a given one", () => {
  machine.check(
    [
      "list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(accumulate([], initial=0))",
      "([1, 3, 6], [1, 2, 6], [10, 11, 13], [], [0])",
    ],
  );
});

Deno.test("arguments come as tuples", () => {
  machine.check(
    ["list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(max, ['ab']))", "([8, 9], ['b'])"],
    ["list(starmap(pow, [2]))", "TypeError: 'int' object is not iterable"],
  );
});

Deno.test("copies of an iterator each see all of it", () => {
  machine.check(
    [
      "(lambda a, b: (next(a), next(a), list(b), list(a)))(*tee('abc')), tee('a', 0), len(tee('a', 3))",
      "(('a', 'b', ['a', 'b', 'c'], ['c']), (), 3)",
    ],
    ["tee('a', -1)", "ValueError: n must be >= 0"],
    [
      "(lambda a, b: (lambda c: (next(a), list(b), list(c)))(a.__copy__()))(*tee('abc'))",
      "('a', ['a', 'b', 'c'], ['a', 'b', 'c'])",
    ],
  );
});

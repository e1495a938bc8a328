import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("from itertools import *");

Deno.test("a slice of an iterator counts what it skips", () => {
  machine.check(
    [
      "list(islice('abcdefg', 2)), list(islice('abcdefg', 2, 4)), list(islice('abcdefg', 2, None)), list(islice('abcdefg', 0, None, 3)), list(islice('abc', 5, 9))",
      "(['a', 'b'], ['c', 'd'], ['c', 'd', 'e', 'f', 'g'], ['a', 'd', 'g'], [])",
    ],
    [
      "(lambda it: (list(islice(it, 2)), list(it)))(iter('abcd')), (lambda it: (list(islice(it, 1, 1)), list(it)))(iter('abcd'))",
      "((['a', 'b'], ['c', 'd']), ([], ['b', 'c', 'd']))",
    ],
    [
      "islice('a', -1)",
      "ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
    ],
    ["islice('a', 0, 1, 0)", "ValueError: Step for islice() must be a positive integer or None."],
  );
});

Deno.test("items are taken or dropped while a test holds", () => {
  machine.check(
    [
      "list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 2, 3, 1])), list(filterfalse(None, [0, 1, '', 2])), list(filterfalse(lambda n: n % 2, range(5)))",
      "([1, 2], [3, 1], [0, ''], [0, 2, 4])",
    ],
    ["(lambda it: (list(it), list(it)))(takewhile(bool, iter([1, 0, 1])))", "([1], [])"],
  );
});

Deno.test("a selection ends with the shorter of both", () => {
  machine.check(
    [
      "list(compress('abcdef', [1, 0, 1, 0, 1, 1])), list(compress('abc', [1])), list(compress('a', [1, 1]))",
      "(['a', 'c', 'e', 'f'], ['a'], ['a'])",
    ],
  );
});

Deno.test("an exception of the test comes through", () => {
  machine.check(
    ["list(takewhile(lambda n: 1 / n, [1, 0]))", "ZeroDivisionError: division by zero"],
  );
});

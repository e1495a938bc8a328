import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("from itertools import *");

Deno.test("counting goes on beyond machine words, and takes any step", () => {
  machine.check(
    [
      "list(islice(count(), 3)), list(islice(count(2**63 - 1), 3)), list(islice(count(10, -3), 4)), list(islice(count(0.5, 0.5), 3)), list(islice(count(2**31 - 2), 4)), list(islice(count(-2**31 + 1, -1), 4))",
      "([0, 1, 2], [9223372036854775807, 9223372036854775808, 9223372036854775809], [10, 7, 4, 1], [0.5, 1.0, 1.5], [2147483646, 2147483647, 2147483648, 2147483649], [-2147483647, -2147483648, -2147483649, -2147483650])",
    ],
    ["count('a')", "TypeError: a number is required"],
    ["repr(count(3)), repr(count(3, 2)), repr(count(1, 1))", "('count(3)', 'count(3, 2)', 'count(1)')"],
  );
});

Deno.test("a cycle keeps what it has seen", () => {
  machine.check(
    ["list(islice(cycle('ab'), 5)), list(cycle([]))", "(['a', 'b', 'a', 'b', 'a'], [])"],
  );
});

Deno.test("a repetition knows how often it still comes", () => {
  machine.check(
    [
      "list(repeat('x', 3)), (lambda r: (next(r), r.__length_hint__(), repr(r)))(repeat(1, 3)), list(repeat(1, -2)), repr(repeat(None))",
      "(['x', 'x', 'x'], (1, 2, 'repeat(1, 2)'), [], 'repeat(None)')",
    ],
    ["repeat(1).__length_hint__()", "TypeError: len() of unsized object"],
  );
});

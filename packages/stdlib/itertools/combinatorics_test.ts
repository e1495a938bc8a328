import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from itertools import *
import math
`);

Deno.test("a product turns its last place fastest", () => {
  machine.check(
    [
      "list(product('ab', [1, 2])), list(product()), list(product('ab', [])), list(product('ab', repeat=2))",
      "([('a', 1), ('a', 2), ('b', 1), ('b', 2)], [()], [], [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')])",
    ],
    ["len(list(product(range(3), repeat=4))), list(product('ab', repeat=0))", "(81, [()])"],
    ["product('a', repeat=-1)", "ValueError: repeat argument cannot be negative"],
  );
});

Deno.test("combinations come in the order of their positions, with nothing twice", () => {
  machine.check(
    [
      "list(combinations('abcd', 2)), list(combinations('ab', 0)), list(combinations('ab', 3))",
      "([('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')], [()], [])",
    ],
    [
      "[len(list(combinations(range(7), k))) for k in range(9)] == [math.comb(7, k) for k in range(9)]",
      "True",
    ],
    ["combinations('ab', -1)", "ValueError: r must be non-negative"],
  );
});

Deno.test("combinations with replacement may take a place again", () => {
  machine.check(
    [
      "list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement('', 0)), list(combinations_with_replacement('', 2))",
      "([('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')], [()], [])",
    ],
  );
});

Deno.test("permutations are all orders, shorter ones if asked for", () => {
  machine.check(
    [
      "list(permutations('abc', 2)), list(permutations([1, 2])), list(permutations('ab', 3)), list(permutations('', 0))",
      "([('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')], [(1, 2), (2, 1)], [], [()])",
    ],
    [
      "len(set(permutations(range(5)))), sorted(permutations(range(4))) == list(permutations(range(4)))",
      "(120, True)",
    ],
    ["permutations('ab', 'x')", "TypeError: Expected int as r"],
  );
});

Deno.test("a tuple that somebody keeps is not changed by the next step", () => {
  machine.check(
    [
      "(lambda it: (next(it), next(it)))(combinations('abc', 2)), (lambda it: [next(it) for _ in range(3)])(product('ab', 'cd'))",
      "((('a', 'b'), ('a', 'c')), [('a', 'c'), ('a', 'd'), ('b', 'c')])",
    ],
  );
});

import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from itertools import *
def broken():
    yield 1
    raise KeyError('x')
`);

Deno.test("groups end where the key changes, and are gone when the next one is asked for", () => {
  machine.check(
    [
      "[(k, list(g)) for k, g in groupby('aabBa', str.lower)]",
      "[('a', ['a', 'a']), ('b', ['b', 'B']), ('a', ['a'])]",
    ],
    ["(lambda it: (lambda first, second: list(first[1]))(next(it), next(it)))(groupby('aab'))", "[]"],
    ["list(groupby([]))", "[]"],
  );
});

Deno.test("batches have a size, the last one what is left", () => {
  machine.check(
    ["list(batched('abcdefg', 3))", "[('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)]"],
    ["list(batched('abcd', 3, strict=True))", "ValueError: batched(): incomplete batch"],
    ["batched('a', 0)", "ValueError: n must be at least one"],
  );
});

Deno.test("pairs overlap", () => {
  machine.check(
    [
      "list(pairwise('abcd')), list(pairwise('a')), list(pairwise([]))",
      "([('a', 'b'), ('b', 'c'), ('c', 'd')], [], [])",
    ],
  );
});

Deno.test("an exception of the iterable comes through", () => {
  machine.check(
    ["list(pairwise(broken()))", "KeyError: 'x'"],
    ["list(groupby(broken()))", "KeyError: 'x'"],
  );
});

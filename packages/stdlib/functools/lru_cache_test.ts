import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
from _functools import _lru_cache_wrapper as wrapper
from collections import namedtuple
calls = []
def square(n=0, **more):
    calls.append(n)
    return n * n
def cached(size, typed=False):
    calls.clear()
    return wrapper(square, size, typed, namedtuple('Info', 'hits misses maxsize currsize'))
`);

Deno.test("the least recently used result is forgotten first", () => {
  machine.check(
    [
      "(lambda f: ([f(n) for n in (1, 2, 1, 3, 2, 1)], calls[:], tuple(f.cache_info())))(cached(2))",
      "([1, 4, 1, 9, 4, 1], [1, 2, 3, 2, 1], (1, 5, 2, 2))",
    ],
  );
});

Deno.test("a cache without bounds keeps everything, one of size 0 nothing", () => {
  machine.check(
    [
      "(lambda f: ([f(n) for n in (1, 2, 1)], calls[:], tuple(f.cache_info())))(cached(None))",
      "([1, 4, 1], [1, 2], (1, 2, None, 2))",
    ],
    [
      "(lambda f: ([f(n) for n in (1, 1)], calls[:], tuple(f.cache_info())))(cached(0))",
      "([1, 1], [1, 1], (0, 2, 0, 0))",
    ],
    ["(lambda f: ([f(n) for n in (1, 1)], tuple(f.cache_info())))(cached(-5))", "([1, 1], (0, 2, 0, 0))"],
  );
});

Deno.test("types count only if they are asked for", () => {
  machine.check(
    [
      "(lambda f: (f(1), f(1.0), len(calls)))(cached(9)), (lambda f: (f(1), f(1.0), len(calls)))(cached(9, True))",
      "((1, 1.0, 2), (1, 1.0, 2))",
    ],
  );
});

Deno.test("keywords are part of the key", () => {
  machine.check(
    ["(lambda f: (f(1), f(n=1), f(1, a=2), f(1, a=2), len(calls)))(cached(9))", "(1, 1, 1, 1, 3)"],
  );
});

Deno.test("clearing forgets results and counts", () => {
  machine.check(
    [
      "(lambda f: (f(1), f.cache_clear(), f(1), tuple(f.cache_info())))(cached(9))",
      "(1, None, 1, (0, 1, 9, 1))",
    ],
  );
});

Deno.test("what has no hash can't be asked for", () => {
  machine.check(
    ["cached(9)([])", "TypeError: unhashable type: 'list'"],
  );
});

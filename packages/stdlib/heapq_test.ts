import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _heapq import *
def drained(heap): return [heappop(heap) for _ in range(len(heap))]
`);

Deno.test("what is popped comes in order", () => {
  machine.check(
    [
      "(lambda h: ([heappush(h, (n * 7919) % 101) for n in range(101)], drained(h) == list(range(101)))[1])([])",
      "True",
    ],
    ["(lambda h: (heapify(h), drained(h)))([5, 3, 9, 1, 1, 7])[1]", "[1, 1, 3, 5, 7, 9]"],
    ["heappop([])", "IndexError: index out of range"],
  );
});

Deno.test("pushing and popping at once keeps the larger", () => {
  machine.check(
    [
      "(lambda h: (heappushpop(h, 0), heappushpop(h, 4), heapreplace(h, 9), h))([1, 3, 5])",
      "(0, 1, 3, [4, 9, 5])",
    ],
    ["heapreplace([], 1)", "IndexError: index out of range"],
    ["heappushpop([], 1)", "1"],
  );
});

Deno.test("heaps with the largest first, which are new in 3.14", () => {
  machine.check(
    ["(lambda h: (heapify_max(h), [heappop_max(h) for _ in range(4)])[1])([3, 1, 4, 1])", "[4, 3, 1, 1]"],
    [
      "(lambda h: (heappush_max(h, 9), heappushpop_max(h, 5), heapreplace_max(h, 0), h[0])[1:])([7, 3])",
      "(9, 7, 5)",
    ],
  );
});

Deno.test("only lists are heaps", () => {
  machine.check(
    ["heappush((), 1)", "TypeError: heappush() argument 1 must be list, not tuple"],
  );
});

Deno.test("an exception of a comparison comes through", () => {
  machine.check(
    [
      "(lambda h: heappush(h, 'a'))([1])",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
    ],
  );
});

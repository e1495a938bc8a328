import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("from _collections import deque");

Deno.test("both ends grow and shrink", () => {
  machine.check(
    [
      "(lambda d: (d.append(1), d.appendleft(0), d.extend([2, 3]), d.extendleft([-1, -2]), d.pop(), d.popleft(), d)[-1])(deque())",
      "deque([-1, 0, 1, 2])",
    ],
    ["deque().pop()", "IndexError: pop from an empty deque"],
    ["deque().popleft()", "IndexError: pop from an empty deque"],
  );
});

Deno.test("a limit drops from the other end", () => {
  machine.check(
    [
      "(lambda d: (d.append(4), list(d), d.appendleft(0), list(d), d.maxlen))(deque([1, 2, 3], 3)), deque('abc', 0), deque('abcd', maxlen=2)",
      "((None, [2, 3, 4], None, [0, 2, 3], 3), deque([], maxlen=0), deque(['c', 'd'], maxlen=2))",
    ],
    ["deque([], -1)", "ValueError: maxlen must be non-negative"],
    ["(lambda d: d.insert(0, 9))(deque([1], 1))", "IndexError: deque already at its maximum size"],
  );
});

Deno.test("rotating turns by any number of steps", () => {
  machine.check(
    [
      "[(d := deque(range(5)), d.rotate(n), list(d))[-1] for n in (0, 1, -1, 7, -13)]",
      "[[0, 1, 2, 3, 4], [4, 0, 1, 2, 3], [1, 2, 3, 4, 0], [3, 4, 0, 1, 2], [3, 4, 0, 1, 2]]",
    ],
  );
});

Deno.test("items are found, counted, inserted and removed", () => {
  machine.check(
    [
      "(lambda d: (d.index(3), d.count(1), d.insert(1, 9), d.remove(1), d))(deque([1, 2, 3, 1]))",
      "(2, 2, None, None, deque([9, 2, 3, 1]))",
    ],
    ["deque('abc').index('a', 1)", "ValueError: 'a' is not in deque"],
    ["deque([1]).remove(2)", "ValueError: 2 is not in deque"],
    [
      "(lambda d: (d.insert(-100, 'x'), d.insert(100, 'y'), d))(deque('ab'))",
      "(None, None, deque(['x', 'a', 'b', 'y']))",
    ],
  );
});

Deno.test("copies, sums and products are new ones with the limit", () => {
  machine.check(
    [
      "(lambda d: (d.copy(), d + deque([9]), d * 2, 2 * d, d.copy().maxlen))(deque([1, 2], 3))",
      "(deque([1, 2], maxlen=3), deque([1, 2, 9], maxlen=3), deque([2, 1, 2], maxlen=3), deque([2, 1, 2], maxlen=3), 3)",
    ],
    ["deque([1]) + [2]", 'TypeError: can only concatenate deque (not "list") to deque'],
  );
});

Deno.test("a long deque keeps its order through every end", () => {
  machine.check(
    [
      "(lambda d: ([d.append(n) or d.appendleft(-n) for n in range(1, 500)] and (len(d), d[0], d[-1], d[498], d[499], list(d) == sorted(d))))(deque([0]))",
      "(999, -499, 499, -1, 0, True)",
    ],
  );
});

import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("from _collections import deque");

Deno.test("items have indices from both ends", () => {
  machine.check(
    [
      "(lambda d: (d[0], d[-1], d.__setitem__(1, 'x'), d.__delitem__(0), d))(deque('abc'))",
      "('a', 'c', None, None, deque(['x', 'c']))",
    ],
    ["deque('abc')[3]", "IndexError: deque index out of range"],
    ["deque('abc')['x']", "TypeError: sequence index must be integer, not 'str'"],
  );
});

Deno.test("deques compare as lists do", () => {
  machine.check(
    [
      "deque([1, 2]) < deque([1, 3]), deque([1]) == deque([1], 5), deque([1]) == [1], deque([1, 2]) > deque([1])",
      "(True, True, False, True)",
    ],
  );
});

Deno.test("what is changed while it is gone through says so", () => {
  machine.check(
    ["[d.append(1) for d in [deque([1])] for _ in d]", "RuntimeError: deque mutated during iteration"],
  );
});

Deno.test("a deque in itself is shown once", () => {
  machine.check(
    ["(lambda d: d.append(d) or repr(d))(deque([1], 3))", "'deque([1, [...]], maxlen=3)'"],
  );
});

Deno.test("iterators go both ways and know what is left", () => {
  machine.check(
    [
      "(lambda d: (list(d), list(reversed(d)), iter(d).__length_hint__()))(deque('abc')), 'b' in deque('abc')",
      "((['a', 'b', 'c'], ['c', 'b', 'a'], 3), True)",
    ],
  );
});

import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("from _queue import SimpleQueue, Empty");

Deno.test("items come out in the order in which they went in", () => {
  machine.check(
    [
      "(lambda q: (q.put(1), q.put(2), q.qsize(), q.get(), q.get_nowait(), q.empty()))(SimpleQueue())",
      "(None, None, 2, 1, 2, True)",
    ],
    [
      "(lambda q: ([q.put(n) for n in range(300)], [q.get() for n in range(300)] == list(range(300)))[1])(SimpleQueue())",
      "True",
    ],
  );
});

Deno.test("an empty queue says so, at once or after a while", () => {
  machine.check(
    ["SimpleQueue().get_nowait()", "Empty: "],
    ["SimpleQueue().get(False)", "Empty: "],
    ["SimpleQueue().get(timeout=0.001)", "Empty: "],
    ["SimpleQueue().get(timeout=-1)", "ValueError: 'timeout' must be a non-negative number"],
  );
});

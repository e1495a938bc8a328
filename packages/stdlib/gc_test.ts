import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import gc");

Deno.test("thresholds and switches are remembered", () => {
  machine.check(
    [
      "(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())",
      "(True, None, False, None, True)",
    ],
    ["(gc.set_threshold(1000, 5, 6), gc.get_threshold()[:2])", "(None, (1000, 5))"],
  );
});

Deno.test("what only refers to itself is found", () => {
  machine.check(
    ["[(gc.collect(), l.append(l)) and None for l in [[]]] and gc.collect() >= 0", "True"],
  );
});

Deno.test("what can't refer to anything is not tracked", () => {
  machine.check(
    [
      "gc.is_tracked(1), gc.is_tracked('a'), gc.is_tracked([]), gc.is_tracked(object())",
      "(False, False, True, False)",
    ],
  );
});

Deno.test("a wrong generation is refused", () => {
  machine.check(
    ["gc.collect(9)", "ValueError: invalid generation"],
  );
});

Deno.test("without thresholds of its own a small program is not collected, with them it is", () => {
  const small = new TestMachine();
  small.run(`
import gc
def fill(count):
    return [[k] for k in range(count)]
def collections():
    return sum(entry["collections"] for entry in gc.get_stats())
first = fill(15000)
`);
  small.check(["collections()", "0"]);
  small.run("gc.set_threshold(700); more = fill(60000)");
  small.check(["collections() > 0", "True"]);
});

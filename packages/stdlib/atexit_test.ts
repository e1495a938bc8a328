import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import atexit
log = []
def note(*args, **kw): log.append((args, kw))
`);

Deno.test("functions run in the order against their registration, with their arguments", () => {
  machine.check(
    [
      "(atexit.register(note, 1), atexit.register(note, 2, k=3), atexit._ncallbacks(), atexit._run_exitfuncs(), log, atexit._ncallbacks())[2:]",
      "(2, None, [((2,), {'k': 3}), ((1,), {})], 0)",
    ],
  );
});

Deno.test("what was registered can be taken back, or all of it", () => {
  machine.check(
    [
      "(atexit.register(note), atexit.register(print), atexit.unregister(note), atexit._ncallbacks(), atexit._clear(), atexit._ncallbacks())[2:]",
      "(None, 1, None, 0)",
    ],
    ["atexit.register(3)", "TypeError: the first argument must be callable"],
  );
});

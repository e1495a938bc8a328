import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _thread");

Deno.test("a lock is held once, a reentrant one as often as it is given back", () => {
  machine.check(
    [
      "(lambda l: (l.acquire(), l.locked(), l.acquire(False), l.release(), l.locked()))(_thread.allocate_lock())",
      "(True, True, False, None, False)",
    ],
    [
      "(lambda l: (l.acquire(), l.acquire(), l.release(), l._is_owned(), l.release(), l._is_owned()))(_thread.RLock())",
      "(True, True, None, True, None, False)",
    ],
  );
});

Deno.test("what is not held can't be given back", () => {
  machine.check(
    ["_thread.allocate_lock().release()", "RuntimeError: release unlocked lock"],
    ["_thread.RLock().release()", "RuntimeError: cannot release un-acquired lock"],
  );
});

Deno.test("waiting has a bound that makes sense", () => {
  machine.check(
    ["(lambda l: (l.acquire(), l.acquire(True, 0.001)))(_thread.allocate_lock())", "(True, False)"],
    [
      "_thread.allocate_lock().acquire(False, 1)",
      "ValueError: can't specify a timeout for a non-blocking call",
    ],
    ["_thread.allocate_lock().acquire(True, -2)", "ValueError: timeout value must be a non-negative number"],
  );
});

Deno.test("a lock is a context, and shows whether it is held", () => {
  machine.check(
    [
      "(lambda l: (l.__enter__(), 'locked' in repr(l), l.__exit__(None, None, None), repr(l).startswith('<unlocked _thread.lock')))(_thread.allocate_lock())",
      "(True, True, None, True)",
    ],
  );
});

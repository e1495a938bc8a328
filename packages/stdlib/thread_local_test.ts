import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _thread");

Deno.test("attributes belong to the thread, and are missing until they are set", () => {
  machine.check(
    [
      "(lambda l: (setattr(l, 'x', 1), l.x, l.__dict__, delattr(l, 'x'), hasattr(l, 'x')))(_thread._local())",
      "(None, 1, {}, None, False)",
    ],
    ["_thread._local().x", "AttributeError: '_thread._local' object has no attribute 'x'"],
  );
});

Deno.test("only subclasses with an __init__ take arguments", () => {
  machine.check(
    ["_thread._local(1)", "TypeError: Initialization arguments are not supported"],
    ["type('L', (_thread._local,), {'__init__': lambda self, x: setattr(self, 'x', x)})(5).x", "5"],
  );
});

import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _contextvars import *
v = ContextVar('v', default=0)
w = ContextVar('w')
`);

Deno.test("a variable has a default, its own or the caller's", () => {
  machine.check(
    ["v.get(), w.get(5), v.name", "(0, 5, 'v')"],
    ["w.get()", "LookupError: <ContextVar name='w'>"],
    ["ContextVar(3)", "TypeError: context variable name must be a str"],
  );
});

Deno.test("a token takes back what was set, once", () => {
  machine.check(
    [
      "(lambda t: (v.get(), t.old_value is Token.MISSING, t.var is v, v.reset(t), v.get()))(v.set(7))",
      "(7, True, True, None, 0)",
    ],
    [
      "(lambda t: (v.reset(t), v.reset(t)))(v.set(0))",
      "RuntimeError: <Token used var=<ContextVar name='v' default=0>> has already been used once",
    ],
    [
      "w.reset(v.set(0))",
      "ValueError: <Token var=<ContextVar name='v' default=0>> was created by a different ContextVar",
    ],
  );
});

Deno.test("what runs in a copy changes the copy only", () => {
  machine.check(
    [
      "(lambda c: (c.run(lambda: (v.set(9), v.get())[1]), v.get(), c[v], len(c) >= 1, v in c, c.get(w, 'x')))(copy_context())",
      "(9, 0, 9, True, True, 'x')",
    ],
    ["Context()[v]", "KeyError: <ContextVar name='v' default=0>"],
    [
      "(lambda c: c.run(c.run, int))(Context())",
      "RuntimeError: cannot enter context: <_contextvars.Context object> is already entered",
    ],
  );
});

Deno.test("a token of another context is refused", () => {
  machine.check(
    [
      "(lambda t: Context().run(v.reset, t))(v.set(0))",
      "ValueError: <Token var=<ContextVar name='v' default=0>> was created in a different Context",
    ],
  );
});

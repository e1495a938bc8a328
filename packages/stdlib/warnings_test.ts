import { librarySource } from "@orochi/runtime/library";
import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine(librarySource);
machine.run(`
import warnings
def caught(action, *args, **kw):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter(action)
        warnings.warn(*args, **kw)
        warnings.warn(*args, **kw)
    return [(w.category.__name__, str(w.message)) for w in log]
`);

Deno.test("an action says what becomes of a warning", () => {
  machine.check(
    [
      "caught('always', 'x'), caught('once', 'y', DeprecationWarning), caught('ignore', 'z'), caught('default', 'v')",
      "([('UserWarning', 'x'), ('UserWarning', 'x')], [('DeprecationWarning', 'y')], [], [('UserWarning', 'v'), ('UserWarning', 'v')])",
    ],
    ["caught('error', 'x', RuntimeWarning)", "RuntimeWarning: x"],
  );
});

Deno.test("a category must be one", () => {
  machine.check(
    ["warnings.warn('x', int)", "TypeError: category must be a Warning subclass, not 'type'"],
    ["warnings.warn('x', 3)", "TypeError: category must be a Warning subclass, not 'int'"],
  );
});

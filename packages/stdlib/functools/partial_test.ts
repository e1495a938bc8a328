import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _functools import partial
def f(*args, **kwargs): return args, kwargs
`);

Deno.test("a partial function puts its arguments first, and its keywords below the caller's", () => {
  machine.check(
    [
      "partial(f, 1, a=2)(3, b=4), partial(f, a=1)(a=2), partial(f)()",
      "(((1, 3), {'a': 2, 'b': 4}), ((), {'a': 2}), ((), {}))",
    ],
  );
});

Deno.test("partial functions of partial functions are one", () => {
  machine.check(
    [
      "(lambda p: (p.func is f, p.args, p.keywords))(partial(partial(f, 1, a=1), 2, a=3, b=4))",
      "(True, (1, 2), {'a': 3, 'b': 4})",
    ],
  );
});

Deno.test("it shows what it was made of", () => {
  machine.check(
    [
      "repr(partial(max, 1, key=abs)).startswith('functools.partial(<built-in function max>, 1, key=<built-in function abs>)')",
      "True",
    ],
  );
});

Deno.test("what is not callable is refused", () => {
  machine.check(
    ["partial(3)", "TypeError: the first argument must be callable"],
    ["partial()", "TypeError: type 'partial' takes at least one argument"],
  );
});

Deno.test("a state can be taken and set", () => {
  machine.check(
    [
      "(lambda p: (p.__setstate__((f, (1,), {'k': 2}, {'attr': 5})), p(0), p.attr))(partial(min))",
      "(None, ((1, 0), {'k': 2}), 5)",
    ],
    ["partial(f).__setstate__((1, (), {}, {}))", "TypeError: invalid partial state"],
  );
});

Deno.test("arguments can be changed by their dict", () => {
  machine.check(
    ["(lambda p: (p.keywords.update(a=1), p(2)))(partial(f))", "(None, ((2,), {'a': 1}))"],
  );
});

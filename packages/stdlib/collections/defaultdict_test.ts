import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
from _collections import defaultdict
class Own(defaultdict):
    def __missing__(self, key): return 'own', key
`);

Deno.test("a missing key is made by the factory, and kept", () => {
  machine.check(
    ["(lambda d: (d['a'].append(1), d['a'], d.get('b'), len(d)))(defaultdict(list))", "(None, [1], None, 1)"],
    ["defaultdict(None)['x']", "KeyError: 'x'"],
    ["defaultdict(3)", "TypeError: first argument must be callable or None"],
  );
});

Deno.test("copies and unions have the factory too", () => {
  machine.check(
    [
      "(lambda d: (d.copy(), d | {'b': 2}, {'b': 2} | d))(defaultdict(int, a=1))",
      "(defaultdict(<class 'int'>, {'a': 1}), defaultdict(<class 'int'>, {'a': 1, 'b': 2}), defaultdict(<class 'int'>, {'b': 2, 'a': 1}))",
    ],
    [
      "defaultdict(int) | 3",
      "TypeError: unsupported operand type(s) for |: 'collections.defaultdict' and 'int'",
    ],
  );
});

Deno.test("a subclass may say itself what is missing", () => {
  machine.check(
    ["Own()['k']", "('own', 'k')"],
  );
});

Deno.test("its text has the factory, once for what contains itself", () => {
  machine.check(
    [
      "repr(defaultdict(None, a=1)), (lambda d: d.update(a=d) or repr(d))(defaultdict(int))",
      "(\"defaultdict(None, {'a': 1})\", \"defaultdict(<class 'int'>, {'a': defaultdict(<class 'int'>, {...})})\")",
    ],
  );
});

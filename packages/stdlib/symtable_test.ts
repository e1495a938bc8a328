import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _symtable as s
def names(source, *path):
    table = s.symtable(source, 'f', 'exec')
    for at in path: table = table.children[at]
    return table.name, sorted(table.symbols)
`);

Deno.test("each scope has its names, and its parts in their order", () => {
  machine.check(
    [
      "names('x = 1\\ndef f(a, *b): return a + y\\nclass C: z = 2'), names('def f(a, *b): return a + y', 0), names('class C:\\n  z = 2\\n  def g(self): pass', 0), names('class C:\\n  def g(self): pass', 0, 0)",
      "(('top', ['C', 'f', 'x']), ('f', ['a', 'b', 'y']), ('C', ['g', 'z']), ('g', ['self']))",
    ],
  );
});

Deno.test("a scope knows where it begins and whether it is nested", () => {
  machine.check(
    [
      "(lambda t: (t.lineno, t.nested, t.children[0].nested, t.children[0].lineno))(s.symtable('\\ndef f():\\n  def g(): pass', 'f', 'exec').children[0])",
      "(2, 0, 1, 3)",
    ],
  );
});

Deno.test("parameters are listed in order", () => {
  machine.check(
    ["s.symtable('def f(b, a, /, *, c): d = 1', 'f', 'exec').children[0].varnames", "['b', 'a', 'c']"],
  );
});

Deno.test("wrong source and wrong kinds are refused", () => {
  machine.check(
    ["s.symtable('x', 'f', 'other')", "ValueError: symtable() arg 3 must be 'exec' or 'eval' or 'single'"],
    ["s.symtable('1 +', 'f', 'eval')", "SyntaxError: invalid syntax (f, line 1)"],
  );
});

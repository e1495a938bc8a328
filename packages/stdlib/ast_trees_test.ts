import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _ast
def tree(source, mode='eval', **kw): return compile(source, 'f', mode, _ast.PyCF_ONLY_AST, **kw)
`);

Deno.test("a source becomes a tree of nodes with places", () => {
  machine.check(
    [
      "(lambda e: (type(e).__name__, e.left.id, type(e.op).__name__, e.right.value, e.col_offset, e.end_col_offset, e.lineno))(tree(' a + 1').body)",
      "IndentationError: unexpected indent (f, line 1)",
    ],
    [
      "[type(s).__name__ for s in tree('import a\\nx = 1\\nfor i in x: pass\\ndef f(): ...', 'exec').body]",
      "['Import', 'Assign', 'For', 'FunctionDef']",
    ],
  );
});

Deno.test("a tree is compiled and run", () => {
  machine.check(
    ["eval(compile(tree('[n * 2 for n in range(3)]'), 'f', 'eval'))", "[0, 2, 4]"],
  );
});

Deno.test("a node takes its fields by place or by name", () => {
  machine.check(
    ["(lambda n: (n.value, n.kind, n._fields))(_ast.Constant(5))", "(5, None, ('value', 'kind'))"],
    ["_ast.Name(id='x', ctx=_ast.Load()).id", "'x'"],
    ["_ast.Constant(1, 2, 3)", "TypeError: Constant constructor takes at most 2 positional arguments"],
    [
      "compile(_ast.Expression(_ast.Name('x', _ast.Load())), 'f', 'eval')",
      'TypeError: required field "lineno" missing from expr',
    ],
  );
});

import { assertEquals, assertThrows } from "@std/assert";
import type { Expression, ModuleNode, Pattern, Statement } from "./ast.ts";
import { parse } from "./mod.ts";
import { InvalidTree, validate } from "./validate.ts";

/** A tree that may be changed: what a program puts together. */
interface Loose {
  [field: string]: unknown;
}

/** The first statement of a source after a change that no source could make. */
function changed(source: string, change: (statement: Loose) => void): ModuleNode {
  const tree = parse(source);
  if (tree.kind === "Expression") throw new Error("a module was wanted");
  change(tree.body[0] as unknown as Loose);
  return tree;
}

function refusal(source: string, change: (statement: Loose) => void): string {
  const error = assertThrows(() => validate(changed(source, change)), InvalidTree);
  return `${error.type}: ${error.message}`;
}

/** A field of a field of a node. */
function at(node: Loose, ...path: (string | number)[]): Loose {
  return path.reduce((part: Loose, key) => part[key] as Loose, node);
}

Deno.test("whatever the parser gives is valid", () => {
  validate(
    parse(Deno.readTextFileSync(new URL("../vm/builtins/testdata/leaks/containers.py", import.meta.url))),
  );
  validate(parse(
    "match x:\n  case {'a': [*_, -1 + 2j], **r} | A.B(c, d=None) as e if f: pass\n" +
      "async def f[T: int = str, *U](a, /, b=1, *c, d, e=2, **g) -> h:\n  async with i as (j, *k): await l\n" +
      "try: pass\nexcept* (m, n) as o: raise p from q\nfinally: del r, s[1:2, ...]\n" +
      "type V = w if (x := y) else lambda *z: (yield)\n",
  ));
});

Deno.test("a list that the grammar never leaves empty must not be", () => {
  const empty = (source: string, ...path: (string | number)[]) =>
    refusal(source, (node) => at(node, ...path.slice(0, -1))[path.at(-1)!] = []);
  assertEquals(empty("def f(): pass", "body"), "ValueError: empty body on FunctionDef");
  assertEquals(empty("del a", "targets"), "ValueError: empty targets on Delete");
  assertEquals(empty("with a: pass", "items"), "ValueError: empty items on With");
  assertEquals(empty("import a", "names"), "ValueError: empty names on Import");
  assertEquals(empty("match a:\n case 1: pass", "cases"), "ValueError: empty cases on Match");
  assertEquals(
    empty("try: pass\nexcept: pass", "handlers", 0, "body"),
    "ValueError: empty body on ExceptHandler",
  );
  assertEquals(
    empty("[a for b in c]", "value", "generators"),
    "ValueError: comprehension with no generators",
  );
});

Deno.test("lists that belong together are of one length", () => {
  assertEquals(
    refusal("{a: b}", (node) => at(node, "value").keys = []),
    "ValueError: Dict doesn't have the same number of keys as values",
  );
  assertEquals(
    refusal("a < b", (node) => at(node, "value").ops = ["Lt", "Lt"]),
    "ValueError: Compare has a different number of comparators and operands",
  );
  assertEquals(
    refusal("def f(a, *, b): pass", (node) => at(node, "args").kw_defaults = []),
    "ValueError: length of kwonlyargs is not the same as kw_defaults on arguments",
  );
  assertEquals(
    refusal("def f(a=1): pass", (node) => at(node, "args").args = []),
    "ValueError: more positional defaults than args on arguments",
  );
  assertEquals(
    refusal("a and b", (node) => (at(node, "value").values as Expression[]).pop()), //
    "ValueError: BoolOp with less than 2 values",
  );
});

Deno.test("a context fits where an expression stands, inside of displays too", () => {
  const context = (source: string, ctx: string, ...path: (string | number)[]) =>
    refusal(source, (node) => at(node, ...path).ctx = ctx);
  assertEquals(
    context("a", "Store", "value"),
    "ValueError: expression must have Load context but has Store instead",
  );
  assertEquals(
    context("[a, (b, *c)] = d", "Load", "targets", 0, "elts", 1, "elts", 1, "value"),
    "ValueError: expression must have Store context but has Load instead",
  );
  assertEquals(
    refusal(
      "a = b",
      (node) => node.targets = [at(changed("1", () => {}) as unknown as Loose, "body", 0, "value")],
    ),
    "ValueError: expression which can't be assigned to in Store context",
  );
});

Deno.test("names of constants are no identifiers", () => {
  assertEquals(
    refusal("a", (node) => at(node, "value").id = "True"),
    "ValueError: identifier field can't represent 'True' constant",
  );
  assertEquals(
    refusal("type A[T] = b", (node) => at(node, "type_params", 0).name = "None"),
    "ValueError: identifier field can't represent 'None' constant",
  );
});

Deno.test("a position doesn't end before it begins", () => {
  assertEquals(
    refusal("a", (node) => node.end_lineno = 0),
    "ValueError: AST node line range (1, 0) is not valid",
  );
  assertEquals(
    refusal("a", (node) => at(node, "value").col_offset = 5),
    "ValueError: line 1, column 5-1 is not a valid range",
  );
  assertEquals(
    refusal("a", (node) => node.col_offset = -1),
    "ValueError: AST node column range (-1, 1) for line range (1, 1) is not valid",
  );
});

Deno.test("patterns hold literals, look-ups and names only", () => {
  const pattern = (source: string, change: (pattern: Loose) => void) =>
    refusal(`match x:\n  case ${source}: pass`, (node) => change(at(node, "cases", 0, "pattern")));
  const parsed = (source: string): Expression => {
    const tree = parse(source, { mode: "eval" });
    if (tree.kind !== "Expression") throw new Error("an expression was wanted");
    return tree.body;
  };
  assertEquals(
    pattern("1", (node) => node.value = parsed("f()")),
    "ValueError: patterns may only match literals and attribute lookups",
  );
  assertEquals(
    pattern("1", (node) => node.value = parsed("1 * 2j")),
    "ValueError: patterns may only match literals and attribute lookups",
  );
  assertEquals(
    pattern("1", (node) => node.value = parsed("...")),
    "ValueError: unexpected constant inside of a literal pattern",
  );
  assertEquals(pattern("a", (node) => node.name = "_"), "ValueError: can't capture name '_' in patterns");
  assertEquals(
    pattern("a | 1", (node) => (node.patterns as Pattern[]).pop()),
    "ValueError: MatchOr requires at least 2 patterns",
  );
  assertEquals(
    pattern("A()", (node) => node.cls = parsed("f().a")),
    "ValueError: MatchClass cls field can only contain Name or Attribute nodes.",
  );
  const star = parse("match x:\n  case [*a]: pass");
  const starred = star.kind === "Expression"
    ? null
    : at(star.body[0] as unknown as Loose, "cases", 0, "pattern");
  assertEquals(
    pattern("1 as b", (node) => node.pattern = at(starred!, "patterns", 0)),
    "ValueError: can't use MatchStar here",
  );
});

Deno.test("a node of a wrong kind is a TypeError, None in a list of nodes a ValueError", () => {
  const target = { kind: "Attribute" };
  assertEquals(
    refusal("(a := b)", (node) => Object.assign(at(node, "value", "target"), target)),
    "TypeError: NamedExpr target must be a Name",
  );
  assertEquals(
    refusal("a: b", (node) => Object.assign(at(node, "target"), target)),
    "TypeError: AnnAssign with simple non-Name target",
  );
  assertEquals(
    refusal("while a: pass", (node) => (node.body as (Statement | null)[]).push(null)),
    "ValueError: None disallowed in statement list",
  );
  assertEquals(
    refusal("f(a)", (node) => at(node, "value").args = [null]),
    "ValueError: None disallowed in expression list",
  );
  validate(changed("{**a}", (node) => at(node, "value").keys = [null]));
});

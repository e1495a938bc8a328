import { assertEquals, assertThrows } from "@std/assert";
import { parse, PythonSyntaxError, type Statement } from "./mod.ts";

/** The tree without positions, as one line of nested lists. */
function shape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shape);
  if (node instanceof Uint8Array) return [...node];
  if (typeof node === "bigint") return Number(node);
  if (node === null || typeof node !== "object") return node;
  const fields = Object.entries(node).filter(([key]) => !/lineno|col_offset|^kind$|^ctx$/.test(key));
  return [("kind" in node) ? node.kind : "", ...fields.map(([, value]) => shape(value))].filter((part) =>
    part !== ""
  );
}

function expression(source: string): unknown {
  const tree = parse(source, { mode: "eval" });
  return shape(tree.kind === "Expression" ? tree.body : null);
}

function failure(source: string): PythonSyntaxError {
  return assertThrows(() => parse(source), PythonSyntaxError);
}

Deno.test("operators bind as in Python", () => {
  assertEquals(expression("-a ** -b * c"), [
    "BinOp",
    ["UnaryOp", "USub", ["BinOp", ["Name", "a"], "Pow", ["UnaryOp", "USub", ["Name", "b"]]]],
    "Mult",
    ["Name", "c"],
  ]);
  assertEquals(expression("a < b <= c"), ["Compare", ["Name", "a"], ["Lt", "LtE"], [["Name", "b"], [
    "Name",
    "c",
  ]]]);
  assertEquals(expression("not a in b"), ["UnaryOp", "Not", ["Compare", ["Name", "a"], ["In"], [[
    "Name",
    "b",
  ]]]]);
});

Deno.test("a comprehension's condition is no conditional expression", () => {
  assertEquals(expression("[x for x in y if x if z]"), [
    "ListComp",
    ["Name", "x"],
    [["comprehension", ["Name", "x"], ["Name", "y"], [["Name", "x"], ["Name", "z"]], 0]],
  ]);
});

Deno.test("f-strings nest quotes, fields and specs", () => {
  assertEquals(
    expression(`f"a{b['k']!r:>{w}}{{c"`),
    [
      "JoinedStr",
      [
        ["Constant", ["str", "a"]],
        ["FormattedValue", ["Subscript", ["Name", "b"], ["Constant", ["str", "k"]]], 114, ["JoinedStr", [[
          "Constant",
          ["str", ">"],
        ], ["FormattedValue", ["Name", "w"], -1, null]]]],
        ["Constant", ["str", "{c"]],
      ],
    ].map((part) =>
      JSON.parse(JSON.stringify(part).replaceAll('["str",', '["",').replaceAll('["",', '["str",'))
    ),
  );
});

Deno.test("positions count UTF-8 bytes", () => {
  const tree = parse("é = f(x)\n");
  const statement = tree.body as readonly Statement[];
  const [first] = statement;
  assertEquals([first.lineno, first.col_offset, first.end_col_offset], [1, 0, 9]);
});

Deno.test("match is a statement or a name, as what follows says", () => {
  assertEquals((parse("match x:\n  case 1: pass\n").body as readonly Statement[])[0].kind, "Match");
  assertEquals((parse("match = 1\nmatch[x]\nmatch(x)\n").body as readonly Statement[]).map((s) => s.kind), [
    "Assign",
    "Expr",
    "Expr",
  ]);
});

const ERRORS: readonly (readonly [source: string, message: string, line: number, offset: number])[] = [
  ["x = (1,\n", "'(' was never closed", 1, 5],
  ["x = 1)\n", "unmatched ')'", 1, 6],
  ["if x\n  pass\n", "expected ':'", 1, 5],
  ["if x:\npass\n", "expected an indented block after 'if' statement on line 1", 2, 1],
  ["f() = 1\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1, 1],
  ["None = 1\n", "cannot assign to None", 1, 1],
  ["x = 'abc\n", "unterminated string literal (detected at line 1)", 1, 5],
  ["print(a b)\n", "invalid syntax. Perhaps you forgot a comma?", 1, 7],
  ["f(a=1, 2)\n", "positional argument follows keyword argument", 1, 9],
  [
    "x = 012\n",
    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
    1,
    5,
  ],
];

for (const [source, message, line, offset] of ERRORS) {
  Deno.test(`${JSON.stringify(source)} fails as in CPython`, () => {
    const error = failure(source);
    assertEquals([error.message, error.lineno, error.offset], [message, line, offset]);
  });
}

Deno.test("indentation errors have classes of their own", () => {
  assertEquals(failure("  x = 1\n").type, "IndentationError");
  assertEquals(failure("if x:\n\ta\n        b\n").type, "TabError");
  assertEquals(failure("if x:\n    a\n  b\n").message, "unindent does not match any outer indentation level");
});

Deno.test("deep nesting is an error, not a crash", () => {
  assertEquals(failure(`${"(".repeat(5000)}`).message, "too many nested parentheses");
  assertEquals(failure(`x = ${"-".repeat(5000)}1`).message, "too many nested parentheses");
});

for (
  const [source, version, message] of [
    ["(x := 0)", 7, "Assignment expressions are only supported in Python 3.8 and greater"],
    ["def f(a, /): pass", 7, "Positional-only parameters are only supported in Python 3.8 and greater"],
    ["type X = int", 11, "Type statement is only supported in Python 3.12 and greater"],
  ] as const
) {
  Deno.test(`${JSON.stringify(source)} is too new for Python 3.${version}`, () => {
    assertThrows(() => parse(source, { featureVersion: version }), PythonSyntaxError, message);
    parse(source, { featureVersion: version + 1 });
  });
}

Deno.test("an error of the tokens hides what is merely invalid before it, and no more", () => {
  assertThrows(() => parse("a b 'c\n"), PythonSyntaxError, "unterminated string literal");
  assertThrows(() => parse("print(a b\n"), PythonSyntaxError, "'(' was never closed");
  assertThrows(() => parse("for x in y\n  (\n"), PythonSyntaxError, "expected ':'");
  assertThrows(() => parse(" x = (\n"), PythonSyntaxError, "unexpected indent");
});

Deno.test("a source that may go on is incomplete where that is asked for", () => {
  const options = { mode: "single", allowIncomplete: true, explicitDedent: true } as const;
  for (
    const source of [
      "a = 'a\\\n",
      "class C:\n  '''x\n",
      "if x:\n",
      "f(\n",
      "'''a\n",
      "if x:\n  y",
      "@d\n",
      "x = \\\n",
    ]
  ) {
    const error = assertThrows(() => parse(source, options), PythonSyntaxError);
    assertEquals([source, error.type], [source, "_IncompleteInputError"]);
  }
  assertThrows(() => parse("a b\n", options), PythonSyntaxError, "invalid syntax");
  assertEquals(parse("if x:\n  y\n", options).kind, "Interactive");
});

Deno.test("strings in fields of strings in fields may have any quotes, the same ones too", () => {
  const source = `f'-{f'*{f'''+{f""".{f"{f'{x}'}"}."""}+'''}*'}-'\n`;
  assertEquals(parse(source).kind, "Module");
});

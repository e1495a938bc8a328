import { assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { unparse } from "./unparse.ts";

/** An expression's text after it was parsed. */
function again(source: string): string {
  const tree = parse(source, { mode: "eval" });
  if (tree.kind !== "Expression") throw new Error("an expression was wanted");
  return unparse(tree.body);
}

/** Each text with what CPython makes of it, where that is something else. */
function assertTexts(texts: readonly (string | readonly [source: string, expected: string])[]): void {
  for (const text of texts) {
    const [source, expected] = typeof text === "string" ? [text, text] : text;
    assertEquals(again(source), expected, source);
  }
}

Deno.test("operators keep the parentheses that they need, and lose the others", () => {
  assertTexts([
    ["a+(b*c)", "a + b * c"],
    "(a + b) * c",
    "a - (b - c)",
    ["(a-b)-c", "a - b - c"],
    ["a**(b**c)", "a ** b ** c"],
    "(a ** b) ** c",
    ["-(a**b)", "-a ** b"],
    "(-a) ** b",
    ["a ** -b", "a ** (-b)"],
    "~a << b | c ^ d & e",
    ["(await a) ** b", "await a ** b"],
    "await (a + b)",
  ]);
});

Deno.test("comparisons and boolean operators bind as Python's do", () => {
  assertTexts([
    "not a in b",
    "not (a and b) or c",
    "(not a) == b",
    "(a < b) < c",
    "a < b is not c",
    "a or (b or c)",
    "(a or b) and c",
    "(a if b else c) if d else e",
    "a if b else c if d else e",
  ]);
});

Deno.test("tuples have parentheses everywhere but in a subscript", () => {
  assertTexts([
    "a[(b, c):d,]",
    "(a, b)[0]",
    "()",
    "(a,)",
    "a[b, c:d:e, ...]",
    "a[b,]",
    "{**a, b: c}",
    "[*a, *b]",
    ["a,b", "(a, b)"],
  ]);
});

Deno.test("an only argument that is a generator expression brings the parentheses of the call", () => {
  assertTexts(["f(x for x in y)", "f((x for x in y), z)", "f(*a, b=c, **d)", "f((x for x in y), k=1)"]);
});

Deno.test("a lambda is followed by a space only before a positional parameter", () => {
  assertTexts([
    "lambda x, /, y=1, *z, k, m=2, **n: (yield)",
    "lambda: (a, b)",
    ["lambda *, a: a", "lambda*, a: a"],
    ["lambda **a: a", "lambda**a: a"],
    "(lambda: a)()",
  ]);
});

Deno.test("assignment expressions always have parentheses of their own", () => {
  assertTexts(["(a := b)", "a[(b := c)]", ["f(a := b)", "f((a := b))"], ["[a := b, c]", "[(a := b), c]"]]);
});

Deno.test("comprehensions keep conditions that would end them apart", () => {
  assertTexts([
    "[x for x, y in z if a if (b if c else d)]",
    "{k: v async for k in v}",
    "(a for a in (b if c else d))",
  ]);
});

Deno.test("numbers read back: an attribute of an int stands off, infinity is a number too large", () => {
  assertTexts([
    "1 .real",
    "1.5.real",
    "(-1).real",
    ["1e400", "1e309"],
    ["1e400j", "1e309j"],
    ["1e100", "1e+100"],
    ["1e16", "1e+16"],
    "123456789012345.0",
    ["1e-5", "1e-05"],
    "0.0001",
    "2j",
    "1.0",
  ]);
});

Deno.test("strings are as their repr, with escapes for what can't be seen", () => {
  assertTexts([
    [`'it\\'s'`, `"it's"`],
    [`'"' "'"`, `'"\\''`],
    [`"\\x00\\x7f\\n\\t\\\\"`, "'\\x00\\x7f\\n\\t\\\\'"],
    [`"\\xa0\\u200bé\\U0001f600\\ue000\\ud800"`, "'\\xa0\\u200bé\u{1f600}\\ue000\\ud800'"],
    ["'\\U000e0001'", "'\\U000e0001'"],
    [`b"\\xff'\\n"`, `b"\\xff'\\n"`],
  ]);
});

Deno.test("formatted strings double their braces and keep conversions and specifications", () => {
  assertTexts([
    "f'a{b!r:>{c}}d{{'",
    "f'{ {1: 2}[1]}'",
    ["f'{x:%Y-%m}' 'z{'", "f'{x:%Y-%m}z{{'"],
    `f"{a['b']}"`,
    "t'{a!s}b'",
  ]);
});

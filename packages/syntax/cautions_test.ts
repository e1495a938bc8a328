import { assertEquals } from "@std/assert";
import type { Node } from "./ast.ts";
import { caution } from "./cautions.ts";
import { parse } from "./mod.ts";
import { eachChild } from "./walk.ts";

/** All warnings about a source. */
function warnings(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    caution(node, (message) => found.push(message));
    eachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

Deno.test("identity is compared with literals by mistake, with singletons on purpose", () => {
  assertEquals(warnings("a is 'b'"), [`"is" with 'str' literal. Did you mean "=="?`]);
  assertEquals(warnings("1 is not a"), [`"is not" with 'int' literal. Did you mean "!="?`]);
  assertEquals(warnings("a is b is 1.5"), [`"is" with 'float' literal. Did you mean "=="?`]);
  assertEquals(warnings("a is (1,)"), [`"is" with 'tuple' literal. Did you mean "=="?`]);
  for (const source of ["a is None", "a is not ...", "True is a", "1 == a", "a is (b,)"]) {
    assertEquals(warnings(source), [], source);
  }
});

Deno.test("a display or constant before a bracket lacks a comma", () => {
  const comma = "perhaps you missed a comma?";
  assertEquals(warnings("[1](2)"), [`'list' object is not callable; ${comma}`]);
  assertEquals(warnings("None()"), [`'NoneType' object is not callable; ${comma}`]);
  assertEquals(warnings("{1}[0]"), [`'set' object is not subscriptable; ${comma}`]);
  assertEquals(warnings("1[0]"), [`'int' object is not subscriptable; ${comma}`]);
  assertEquals(warnings("(a, b)['c']"), [`tuple indices must be integers or slices, not str; ${comma}`]);
  assertEquals(warnings("'abc'[1.5]"), [`str indices must be integers or slices, not float; ${comma}`]);
  for (const source of ["{1: 2}['a']", "'abc'[0]", "[1][a]", "[1][0:1]", "(lambda: 1)()"]) {
    assertEquals(warnings(source), [], source);
  }
});

Deno.test("an assertion of a tuple is always true but for the empty one", () => {
  assertEquals(warnings("assert (a, 'b')"), ["assertion is always true, perhaps remove parentheses?"]);
  assertEquals(warnings("assert ()"), []);
  assertEquals(warnings("assert a, 'b'"), []);
});

Deno.test("a jump out of a finally block is named, one that stays within it is not", () => {
  const within = (body: string) => warnings(`def f():\n while a:\n  try: pass\n  finally:\n   ${body}`);
  assertEquals(within("return 1"), ["'return' in a 'finally' block"]);
  assertEquals(within("if b: break"), ["'break' in a 'finally' block"]);
  assertEquals(within("with b: continue"), ["'continue' in a 'finally' block"]);
  assertEquals(within("for c in d: break"), []);
  assertEquals(within("for c in d: return"), ["'return' in a 'finally' block"]);
  assertEquals(within("for c in d: pass\n   else: break"), ["'break' in a 'finally' block"]);
  assertEquals(within("def g(): return"), []);
});

Deno.test("a finally block within another warns once for each of them that is left", () => {
  assertEquals(warnings("def f():\n try: pass\n finally:\n  try: return\n  finally: pass"), [
    "'return' in a 'finally' block",
  ]);
  assertEquals(warnings("def f():\n try: pass\n finally:\n  try: pass\n  finally: return"), [
    "'return' in a 'finally' block",
  ]);
});

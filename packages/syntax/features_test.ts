import { assertEquals } from "@std/assert";
import { newFeature } from "./features.ts";
import { parse } from "./mod.ts";

/** The feature of a source that the version before its own lacks, and whether that version has it. */
function feature(source: string, since: number): unknown {
  const tree = parse(source);
  assertEquals(newFeature(tree, since), null, source);
  return newFeature(tree, since - 1)?.what;
}

Deno.test("each feature is new up to the version that brought it", () => {
  assertEquals(feature("(a := 1)", 8), "Assignment expressions are");
  assertEquals(feature("def f(a, /): pass", 8), "Positional-only parameters are");
  assertEquals(feature("lambda a, /: 1", 8), "Positional-only parameters are");
  assertEquals(feature("match a:\n case 1: pass", 10), "Pattern matching is");
  assertEquals(feature("try: pass\nexcept* A: pass", 11), "Exception groups are");
  assertEquals(feature("type A = b", 12), "Type statement is");
  assertEquals(feature("class A[T]: pass", 12), "Type parameter lists are");
  assertEquals(feature("a: int", 6), "Variable annotation syntax is");
  assertEquals(feature("a @= b", 5), "The '@' operator is");
  assertEquals(feature("async def f(): pass", 5), "Async functions are");
  assertEquals(feature("t'a'", 14), "t-strings are");
});

Deno.test("the outermost feature that is missing is named, with its place", () => {
  const tree = parse("x = 1\nasync def f():\n  return [a async for a in b]\n");
  assertEquals(newFeature(tree, 5)?.what, "Async comprehensions are");
  const found = newFeature(tree, 4);
  assertEquals([found?.what, found?.since, found?.node.kind], ["Async functions are", 5, "AsyncFunctionDef"]);
});

Deno.test("old syntax is no feature of any version", () => {
  assertEquals(newFeature(parse("def f(a, *b, c=1, **d):\n  for e in f: a = b * c; a += 1\n"), 0), null);
});

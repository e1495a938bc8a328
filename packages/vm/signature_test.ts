import { assertEquals, assertStrictEquals } from "@std/assert";
import { parseSignature } from "./signature.ts";

Deno.test("parameters are counted by how they may be given", () => {
  const signature = parseSignature("($self, a, /, b, c=None, *, d, e=1)");
  assertEquals(signature, {
    names: ["self", "a", "b", "c", "d", "e"],
    positional: 4,
    positionalOnly: 2,
    required: 3,
    optional: [false, false, false, true, false, true],
    varArgs: false,
    varKeywords: false,
    words: 6,
    simple: false,
    hasSelf: true,
  });
});

Deno.test("variadic parameters have a word each, behind the named ones", () => {
  const { names, positional, words, varArgs, varKeywords, simple } = parseSignature(
    "($self, a, *args, b=2, **kwargs)",
  );
  assertEquals([names, positional, words], [["self", "a", "b"], 2, 5]);
  assertEquals([varArgs, varKeywords, simple], [true, true, false]);
});

Deno.test("self is only given by position even where no slash says so", () => {
  assertEquals(parseSignature("($self, a)").positionalOnly, 1);
  assertEquals(parseSignature("(a, b)").positionalOnly, 0);
});

Deno.test("a bare star makes what follows keyword-only without a word of its own", () => {
  const { positional, words, varArgs } = parseSignature("(a, *, key=None)");
  assertEquals([positional, words, varArgs], [1, 2, false]);
});

Deno.test("commas in a default don't end it", () => {
  const { names, required } = parseSignature("(a=', ', b=(1, 2), c=\"it's, \", d={1: [2, 3]})");
  assertEquals([names, required], [["a", "b", "c", "d"], 0]);
});

Deno.test("nothing between the parentheses is no parameter", () => {
  const { names, simple, words, hasSelf } = parseSignature("()");
  assertEquals([names, simple, words, hasSelf], [[], true, 0, false]);
});

Deno.test("equal texts share one signature", () => {
  assertStrictEquals(parseSignature("($self, key, /)"), parseSignature("($self, key, /)"));
});

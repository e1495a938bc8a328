import { assertEquals } from "@std/assert";
import { checkPlaces } from "./check_places.ts";
import { parse } from "./mod.ts";

class Found extends Error {}

/** What stands at a wrong place in a source, with its line; empty if nothing does. Warnings are collected. */
function problem(source: string, warnings: string[] = [], awaits = false): string {
  const fail = (message: string, at: { readonly lineno: number }): never => {
    throw new Found(`${at.lineno}: ${message}`);
  };
  try {
    checkPlaces(parse(source), fail, (message, at) => warnings.push(`${at.lineno}: ${message}`), awaits);
  } catch (error) {
    if (error instanceof Found) return error.message;
    throw error;
  }
  return "";
}

Deno.test("a module may await where that is asked for, and its functions may not", () => {
  assertEquals(problem("await a"), "1: 'await' outside function");
  assertEquals(problem("await a", [], true), "");
  assertEquals(problem("def f():\n  await a", [], true), "2: 'await' outside async function");
});

Deno.test("a loop doesn't reach into functions and classes that stand in it, nor into its else", () => {
  assertEquals(problem("while a:\n  def f(): break"), "2: 'break' outside loop");
  assertEquals(problem("for a in b:\n  class C: continue"), "2: 'continue' not properly in loop");
  assertEquals(problem("for a in b: pass\nelse: break"), "2: 'break' outside loop");
  assertEquals(problem("while a:\n  with b:\n    try: break\n    finally: continue"), "");
});

Deno.test("return and yield belong to functions, a class in one is none", () => {
  assertEquals(problem("return"), "1: 'return' outside function");
  assertEquals(problem("def f():\n  class C: return"), "2: 'return' outside function");
  assertEquals(problem("class C: yield"), "1: 'yield' outside function");
  assertEquals(problem("yield from a"), "1: 'yield from' outside function");
  assertEquals(problem("def f(): [(yield) for a in b]"), "1: 'yield' inside list comprehension");
  assertEquals(problem("def f(): ((yield a) for a in b)"), "1: 'yield' inside generator expression");
  assertEquals(problem("lambda: (yield)"), "");
});

Deno.test("an asynchronous generator returns nothing and delegates to none", () => {
  assertEquals(problem("async def f():\n  yield\n  return 1"), "3: 'return' with value in async generator");
  assertEquals(problem("async def f():\n  return 1\n  yield"), "2: 'return' with value in async generator");
  assertEquals(problem("async def f():\n  yield\n  return"), "");
  assertEquals(problem("async def f(): yield from a"), "1: 'yield from' inside async function");
});

Deno.test("what waits stands in an async function itself", () => {
  assertEquals(problem("await a"), "1: 'await' outside function");
  assertEquals(problem("def f(): await a"), "1: 'await' outside async function");
  assertEquals(problem("async def f():\n  def g(): await a"), "2: 'await' outside async function");
  assertEquals(problem("def f():\n  async for a in b: pass"), "2: 'async for' outside async function");
  assertEquals(problem("def f():\n  async with a: pass"), "2: 'async with' outside async function");
});

Deno.test("a list comprehension with async needs an async function, a generator expression doesn't", () => {
  const message = "asynchronous comprehension outside of an asynchronous function";
  assertEquals(problem("def f(): [a async for a in b]"), `1: ${message}`);
  assertEquals(problem("def f(): (a async for a in b)"), "");
  assertEquals(problem("async def f(): [[b async for b in a] for a in c]"), "");
});

Deno.test("except* is left by its end only", () => {
  const message = "'break', 'continue' and 'return' cannot appear in an except* block";
  const within = (jump: string) => problem(`def f():\n while a:\n  try: pass\n  except* B:\n   ${jump}`);
  assertEquals(["break", "continue", "return"].map(within), Array(3).fill(`5: ${message}`));
  assertEquals(within("while c: break"), "");
  assertEquals(within("def g(): return"), "");
});

Deno.test("from __future__ stands at the beginning and names what is known", () => {
  const late = "from __future__ imports must occur at the beginning of the file";
  assertEquals(
    problem("'doc'\nfrom __future__ import division, annotations\nfrom __future__ import barry_as_FLUFL"),
    "",
  );
  assertEquals(problem("x = 1\nfrom __future__ import division"), `2: ${late}`);
  assertEquals(problem("'a'\n'b'\nfrom __future__ import division"), `3: ${late}`);
  assertEquals(problem("def f():\n from __future__ import division"), `2: ${late}`);
  assertEquals(problem("from __future__ import braces"), "1: not a chance");
  assertEquals(problem("from __future__ import x"), "1: future feature x is not defined");
});

Deno.test("at most one star is assigned to, and only within a list or tuple", () => {
  assertEquals(problem("*a, (b, *c) = d"), "");
  assertEquals(problem("*a, *b = c"), "1: multiple starred expressions in assignment");
  assertEquals(problem("*a = b"), "1: starred assignment target must be in a list or tuple");
  assertEquals(problem("for *a in b: pass"), "1: starred assignment target must be in a list or tuple");
  assertEquals(problem("[*a for a in b]"), "1: iterable unpacking cannot be used in comprehension");
});

Deno.test("patterns bind each name once, alternatives the same names, and only the last matches all", () => {
  const pattern = (source: string) => problem(`match x:\n case ${source}: pass`);
  assertEquals(pattern("[a, a]"), "2: multiple assignments to name 'a' in pattern");
  assertEquals(pattern("[a, {'b': a}]"), "2: multiple assignments to name 'a' in pattern");
  assertEquals(pattern("[a] | [b]"), "2: alternative patterns bind different names");
  assertEquals(pattern("[a] | (b, c)"), "2: alternative patterns bind different names");
  assertEquals(pattern("[a, b] | [b, a]"), "");
  assertEquals(pattern("a | 1"), "2: name capture 'a' makes remaining patterns unreachable");
  assertEquals(pattern("_ | 1"), "2: wildcard makes remaining patterns unreachable");
  assertEquals(pattern("[*_, *_]"), "2: multiple starred names in sequence pattern");
  assertEquals(pattern("A(b=1, b=2)"), "2: attribute name repeated in class pattern: b");
  assertEquals(pattern("{'k': 1, 'k': 2}"), "2: mapping pattern checks duplicate key ('k')");
  assertEquals(
    problem("match x:\n case _: pass\n case 1: pass"),
    "2: wildcard makes remaining patterns unreachable",
  );
  assertEquals(problem("match x:\n case _ if y: pass\n case a: pass"), "");
});

Deno.test("__debug__ is never bound", () => {
  const assigned = "1: cannot assign to __debug__";
  for (
    const source of [
      "__debug__ = 1",
      "def f(__debug__): pass",
      "f(__debug__=1)",
      "import __debug__",
      "a.__debug__ = 1",
    ]
  ) {
    assertEquals(problem(source), assigned, source);
  }
  assertEquals(problem("del __debug__"), "1: cannot delete __debug__");
  assertEquals(problem("x = __debug__"), "");
});

Deno.test("cautions are told of every part of a tree, and stop nothing", () => {
  const warnings: string[] = [];
  assertEquals(problem("x is 1\ndef f():\n  assert (a, 'b')\n  return [1 (2)]", warnings), "");
  assertEquals(warnings.map((warning) => warning.slice(0, 20)), [
    "1: \"is\" with 'int' l",
    "3: assertion is alwa",
    "4: 'int' object is n",
  ]);
});

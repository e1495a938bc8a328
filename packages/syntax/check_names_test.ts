import { assertEquals } from "@std/assert";
import { checkNames } from "./check_names.ts";
import { parse } from "./mod.ts";

class Found extends Error {}

/** What is wrong with the names of a source, with the line it is on; empty if nothing is. */
function problem(source: string): string {
  try {
    checkNames(parse(source), (message, at) => {
      throw new Found(`${at.lineno}: ${message}`);
    });
  } catch (error) {
    if (error instanceof Found) return error.message;
    throw error;
  }
  return "";
}

Deno.test("a declaration comes before all else that is done with its name", () => {
  assertEquals(
    problem("def f():\n  x = 1\n  global x"),
    "3: name 'x' is assigned to before global declaration",
  );
  assertEquals(problem("def f():\n  x\n  global x"), "3: name 'x' is used prior to global declaration");
  assertEquals(problem("def f():\n  x: int\n  global x"), "3: annotated name 'x' can't be global");
  assertEquals(problem("def f(x):\n  global x"), "2: name 'x' is parameter and global");
  assertEquals(problem("def f():\n  global x\n  x: int"), "3: annotated name 'x' can't be global");
  assertEquals(problem("def f():\n  global x\n  x = 1\nx"), "");
});

Deno.test("nonlocal finds a variable of a function around, never one of a class or of the module", () => {
  const nested = (outer: string) => problem(`x = 0\n${outer}\n  def g():\n    nonlocal x`);
  assertEquals(nested("def f():\n  x = 1"), "");
  assertEquals(nested("def f(x):"), "");
  assertEquals(nested("def f():\n  import x"), "");
  assertEquals(nested("class f:\n  x = 1"), "5: no binding for nonlocal 'x' found");
  assertEquals(nested("def f():\n  global x\n  x = 1"), "6: no binding for nonlocal 'x' found");
  assertEquals(nested("def f():\n  x"), "5: no binding for nonlocal 'x' found");
  assertEquals(problem("nonlocal x"), "1: nonlocal declaration not allowed at module level");
  assertEquals(problem("class C:\n  def f(self):\n    nonlocal __class__"), "");
});

Deno.test("nonlocal passes on through functions that declare it too", () => {
  assertEquals(problem("def f():\n  x = 1\n  def g():\n    nonlocal x\n    def h():\n      nonlocal x"), "");
  assertEquals(
    problem("def f():\n  x = 1\n  def g():\n    global x\n    nonlocal x"),
    "4: name 'x' is nonlocal and global",
  );
});

Deno.test("a private name is the same as what it is mangled to, only in its own class", () => {
  assertEquals(
    problem("class C:\n  def f():\n    _C__x = 1\n    def g():\n      nonlocal __x"),
    "",
  );
  assertEquals(
    problem("class __C:\n  def f():\n    __x = 1\n    global _C__x"),
    "4: name '_C__x' is assigned to before global declaration",
  );
  assertEquals(problem("class C:\n  def f():\n    __x__ = 1\n    global _C__x__"), "");
  assertEquals(problem("class _:\n  def f():\n    __x = 1\n    global ___x"), "");
});

Deno.test("an assignment expression in a comprehension binds outside of it, so neither in a class nor a loop variable", () => {
  assertEquals(problem("[y := x for x in z]"), "");
  assertEquals(
    problem("[x := 1 for x in z]"),
    "1: assignment expression cannot rebind comprehension iteration variable 'x'",
  );
  assertEquals(
    problem("[[x := 1 for y in z] for x in z]"),
    "1: assignment expression cannot rebind comprehension iteration variable 'x'",
  );
  assertEquals(
    problem("class C:\n  [y := x for x in z]"),
    "2: assignment expression within a comprehension cannot be used in a class body",
  );
  assertEquals(
    problem("[1 for x in (y := z)]"),
    "1: assignment expression cannot be used in a comprehension iterable expression",
  );
  assertEquals(
    problem("[(y := 1) for x in z for y in z]"),
    "1: assignment expression cannot rebind comprehension iteration variable 'y'",
  );
  assertEquals(
    problem("[0 for x in z if (y := x) for y in z]"),
    "1: comprehension inner loop cannot rebind assignment expression target 'y'",
  );
});

Deno.test("an assignment expression can't stand in an iterable, nor in what has a scope of its own there", () => {
  const message = "1: assignment expression cannot be used in a comprehension iterable expression";
  assertEquals(problem("[1 for x in (lambda: (y := 1))()]"), message);
  assertEquals(problem("[1 for x in [2 for z in a if (y := z)]]"), message);
  assertEquals(problem("[(x := 1) for x in a for z in (y := 2)]"), message);
});

Deno.test("a parameter comes once", () => {
  const message = "1: duplicate argument 'a' in function definition";
  assertEquals(problem("def f(a, /, *, a): pass"), message);
  assertEquals(problem("lambda a, **a: 1"), message);
});

Deno.test("all of a module may be imported into a module only", () => {
  assertEquals(problem("from a import *"), "");
  assertEquals(problem("def f():\n  from a import *"), "2: import * only allowed at module level");
  assertEquals(problem("class C:\n  from a import *"), "2: import * only allowed at module level");
});

Deno.test("what is evaluated by itself holds neither yield, nor await, nor an assignment expression", () => {
  assertEquals(
    problem("def f(x: (y := 1)): pass"),
    "1: named expression cannot be used within an annotation",
  );
  assertEquals(
    problem("async def f():\n  x: (await y) = 1"),
    "2: await expression cannot be used within an annotation",
  );
  assertEquals(
    problem("def f[T = (yield)](): pass"),
    "1: yield expression cannot be used within a TypeVar default",
  );
  assertEquals(problem("def f(x=(y := 1)): pass"), "");
});

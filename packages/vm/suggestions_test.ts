import { assertEquals } from "@std/assert";
import { runProgram } from "./builtins/_test_program.ts";

/** The last line of the traceback of a program that fails. */
function failure(source: string): string {
  return runProgram(source, "suggest.py").output.trimEnd().split("\n").at(-1)!;
}

/** What is suggested for an attribute of an object that has some names. */
function attribute(wrong: string, ...names: string[]): string {
  const body = names.map((name) => `  ${name} = 1`).join("\n");
  return failure(`class A:\n${body || "  pass"}\nA().${wrong}\n`).replace(/^.*has no attribute '\w+'/, "");
}

Deno.test("the name that is nearest is suggested, of those that are alike the first by its letters", () => {
  assertEquals(attribute("colour", "color", "colours", "flavour"), ". Did you mean: 'color'?");
  assertEquals(attribute("bluch", "blach", "bluchin", "blech"), ". Did you mean: 'blach'?");
});

Deno.test("the other case costs less than another letter", () => {
  assertEquals(attribute("fOo", "fOa", "foo", "fo"), ". Did you mean: 'foo'?");
});

Deno.test("a name like the one that can't be imported is suggested", () => {
  const complaint = "ImportError: cannot import name 'pritn' from 'builtins' (unknown location)";
  assertEquals(failure("from builtins import pritn\n"), `${complaint}. Did you mean: 'print'?`);
});

Deno.test("what has little in common is not suggested", () => {
  assertEquals(attribute("somewhat", "x", "else_where", "nothing"), "");
  assertEquals(attribute("abc"), "");
});

Deno.test("private names are suggested for private names only", () => {
  assertEquals(attribute("hidden", "_hidden"), "");
  assertEquals(attribute("_hiden", "_hidden", "hiden1"), ". Did you mean: '_hidden'?");
});

Deno.test("names of locals, globals and builtins are all looked through", () => {
  assertEquals(
    failure("def f(local_thing):\n  return lokal_thing\nf(1)\n"),
    "NameError: name 'lokal_thing' is not defined. Did you mean: 'local_thing'?",
  );
  assertEquals(
    failure("counter = 1\ncouter\n"),
    "NameError: name 'couter' is not defined. Did you mean: 'counter'?",
  );
  assertEquals(failure("pritn(1)\n"), "NameError: name 'pritn' is not defined. Did you mean: 'print'?");
});

Deno.test("names that are very long, and namespaces that are very large, are not looked through", () => {
  const long = "a".repeat(41);
  assertEquals(attribute(long, `${long.slice(1)}b`), "");
  const many = Array.from({ length: 800 }, (_, i) => `name${i}`);
  assertEquals(attribute("nane5", ...many), "");
});

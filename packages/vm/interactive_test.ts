import { assertEquals } from "@std/assert";
import { raised, testMachine } from "./builtins/_test_program.ts";
import { compileStatement, futureFlagsOf, isBlankSource } from "./interactive.ts";

const vm = testMachine();

/** Whether lines are a whole statement, wait for more, or are wrong. */
function state(source: string): string {
  const code = compileStatement(vm, source, "<stdin>", 0);
  return code === null ? "waits" : code === 0 ? raised(vm).split(":")[0] : "whole";
}

Deno.test("lines of space and comments hold no statement", () => {
  assertEquals(["", " \t", "# a", "\n  # b\n", "a", "# a\nb"].map(isBlankSource), [
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("a simple statement is whole at the end of its line", () => {
  assertEquals(["a = 1", "a; b", "import x", "f(\n1)"].map(state), Array(4).fill("whole"));
});

Deno.test("a compound statement waits for a blank line, one on a line of its own too", () => {
  assertEquals(["if a:", "if a:\n  b", "while a: b", "@d"].map(state), Array(4).fill("waits"));
  assertEquals(["if a:\n  b\n", "while a: b\n", "@d\ndef f(): pass\n"].map(state), Array(3).fill("whole"));
});

Deno.test("what is open waits: brackets, long strings, a line that goes on", () => {
  assertEquals(["(1,", "'''a", "a = \\", "f'''{b}"].map(state), Array(4).fill("waits"));
});

Deno.test("what no more lines make right is wrong at once", () => {
  assertEquals(["a b", "'a", ")", "1 = 2", "if a:\n b\n  c"].map(state), [
    ...["SyntaxError", "SyntaxError", "SyntaxError", "SyntaxError", "IndentationError"],
  ]);
});

Deno.test("a statement from __future__ has flags for the statements after it", () => {
  const code = compileStatement(vm, "from __future__ import annotations", "<stdin>", 0)!;
  const flags = futureFlagsOf(vm, code);
  assertEquals(flags !== 0, true);
  assertEquals(futureFlagsOf(vm, compileStatement(vm, "x: y = 1", "<stdin>", flags)!), flags);
  assertEquals(futureFlagsOf(vm, compileStatement(vm, "x = 1", "<stdin>", 0)!), 0);
});

import { assertEquals } from "@std/assert";
import { Backtrack, ENTRY, TRY_BRANCH, TRY_LESS, UNDO_LASTINDEX, UNDO_MARK } from "./backtrack.ts";

/** Kinds and first words of all entries. */
function entries(stack: Backtrack): number[][] {
  const found: number[][] = [];
  for (let at = 0; at < stack.top; at += ENTRY) found.push([stack.words[at], stack.words[at + 1]]);
  return found;
}

Deno.test("entries keep their words however many there are", () => {
  const stack = new Backtrack();
  for (let i = 0; i < 5000; i++) stack.push(TRY_BRANCH, i, 1, 2, 3, 4);
  assertEquals(stack.top, 5000 * ENTRY);
  assertEquals([...stack.words.subarray(4999 * ENTRY, 5000 * ENTRY)], [TRY_BRANCH, 4999, 1, 2, 3, 4]);
});

Deno.test("cutting forgets other ways to match, but not what marks were before", () => {
  const stack = new Backtrack();
  stack.push(TRY_LESS, 1, 0, 0, 0, 0);
  const from = stack.top;
  stack.push(TRY_BRANCH, 2, 0, 0, 0, 0);
  stack.push(UNDO_MARK, 3, 7, 0, 0, 0);
  stack.push(TRY_BRANCH, 4, 0, 0, 0, 0);
  stack.push(UNDO_LASTINDEX, 5, 8, 0, 0, 0);
  stack.cut(from);
  assertEquals(entries(stack), [[TRY_LESS, 1], [UNDO_MARK, 3], [UNDO_LASTINDEX, 5]]);
  assertEquals(stack.words[from + 2], 7);
});

Deno.test("memory of an unusual match is given back", () => {
  const stack = new Backtrack(), usual = stack.words.length;
  while (stack.words.length <= 4_000_000) stack.push(TRY_LESS, 0, 0, 0, 0, 0);
  stack.reset();
  assertEquals([stack.top, stack.words.length], [0, usual]);
});

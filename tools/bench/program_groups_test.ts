import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { geometricMean, GROUP_PROGRAMS, GROUPS, judged } from "./program_groups.ts";
import { ROOT } from "./runner.ts";

Deno.test("the geometric mean of a ratio and its inverse is 1", () => {
  assertAlmostEquals(geometricMean([4, 0.25]), 1);
  assertAlmostEquals(geometricMean([2, 8]), 4);
  assertAlmostEquals(geometricMean([3]), 3);
});

Deno.test("a ratio keeps its bound if it reaches it, and says nothing if it was not measured", () => {
  const plain = (cells: string[]) => cells.map((cell) => cell.replace(/\u001b\[\d+m/g, ""));
  assertEquals(plain(judged(0.5, 0.5, 2)), ["0.50", "at most 0.5", "yes"]);
  assertEquals(plain(judged(0.501, 0.5, 3)), ["0.501", "at most 0.5", "no"]);
  assertEquals(judged(NaN, 0.5, 2), ["-", "at most 0.5", "-"]);
});

Deno.test("every program of the groups is there, and none is in two", () => {
  const programs = GROUPS.flatMap((group) => group.programs);
  assertEquals(new Set(programs).size, programs.length);
  assertEquals(GROUP_PROGRAMS.length, programs.length + GROUPS.length);
  for (const program of programs) {
    assert(Deno.statSync(new URL(`benchmarks/${program}.py`, ROOT)).isFile, program);
  }
});

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type Costs, predictSpeedUp, simulate, type Workload } from "./simulation.ts";

const COSTS: Costs = { atomicNs: 10, transferNs: 50, wakeNs: 10_000 };
const ALONE: Workload = { workNs: 100, lines: 0, atomics: 0, holdNs: 0, spinNs: Infinity };

Deno.test("threads that share nothing are as many times faster as there are of them", () => {
  for (const threads of [1, 2, 16, 64]) assertEquals(predictSpeedUp(ALONE, COSTS, threads), threads);
});

Deno.test("one thread pays for its own operations only", () => {
  const work = { ...ALONE, lines: 1, atomics: 2 };
  const perUse = simulate(work, COSTS, 1) / 3000;
  assertAlmostEquals(perUse, 120, 3);
});

Deno.test("a line that all use bounds what they do together to one use at a time", () => {
  const work = { ...ALONE, lines: 1, atomics: 1 };
  // Alone 110 ns for a use, together one use each 50 ns: at most 2.2 times as many.
  const many = predictSpeedUp(work, COSTS, 32);
  assert(many > 1.9 && many < 2.3, `${many}`);
  assert(predictSpeedUp({ ...work, lines: 64 }, COSTS, 32) > 10);
});

Deno.test("a lock that is slept on costs more than one that is spun on", () => {
  const work = { ...ALONE, lines: 1, atomics: 2, holdNs: 200 };
  assert(predictSpeedUp({ ...work, spinNs: 100 }, COSTS, 8) < predictSpeedUp(work, COSTS, 8));
});

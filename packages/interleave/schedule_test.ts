import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Failure } from "./model.ts";
import { Random } from "./random.ts";
import { decodeSchedule, encodeSchedule, formatFailure } from "./schedule.ts";

Deno.test("runs of one thread are counted, single choices stand alone", () => {
  assertEquals(encodeSchedule([0, 0, 0, 1, 0, 2, 2]), "0x3 1 0 2x2");
  assertEquals(encodeSchedule([]), "");
  assertEquals(decodeSchedule(" 10x2  3 "), [10, 10, 3]);
});

Deno.test("any schedule is read back as it was written", () => {
  const random = new Random(11);
  for (let run = 0; run < 100; run++) {
    const decisions = Array.from({ length: random.below(30) }, () => random.below(random.below(12) + 1));
    assertEquals(decodeSchedule(encodeSchedule(decisions)), decisions);
  }
});

Deno.test("a part that is no choice is named", () => {
  for (const part of ["x", "1x", "x3", "-1", "1x2x3", "1.5"]) {
    assertThrows(() => decodeSchedule(`0 ${part}`), SyntaxError, `current part is "${part}"`);
  }
});

/** A failure of some steps, by turns. */
function failureOf(steps: number): Failure {
  return {
    kind: "check",
    error: new Error("lost one"),
    schedule: "0 1",
    threadNames: ["A", "long name"],
    steps: Array.from({ length: steps }, (_, i) => ({ thread: i >> 1 & 1, text: `step ${i}` })),
  };
}

Deno.test("a failure names each thread where it goes on, and ends with its schedule", () => {
  assertEquals(formatFailure(failureOf(3)).split("\n"), [
    "check: lost one",
    "    1  A          step 0",
    "    2             step 1",
    "    3    long name  step 2",
    "schedule: 0 1",
  ]);
});

Deno.test("of a long interleaving the beginning and the end are shown", () => {
  const lines = formatFailure(failureOf(1000)).split("\n");
  assertEquals(lines.length, 250 + 1 + 50 + 2);
  assert(lines.includes("       ... 700 more"));
  assert(lines[250].endsWith("step 249") && lines.at(-2)!.endsWith("step 999"));
  assert(!formatFailure(failureOf(300)).includes("more"));
});

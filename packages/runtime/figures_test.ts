import { assertEquals, assertStringIncludes } from "@std/assert";
import { describeFigures, table } from "./figures.ts";
import type { RunFigures, Settings } from "./messages.ts";

const figures: RunFigures = {
  milliseconds: 12.345,
  threads: 1,
  peakBytes: 3 * 2 ** 19,
  lock: { acquisitions: 7, waits: 2, waitMs: 0.05, switches: 3 },
  jit: {
    functions: 1,
    loops: 2,
    refused: 0,
    exits: 4,
    reasons: [["guard", 4], ["other", 0]],
    milliseconds: 1,
  },
  pauses: { count: 0, milliseconds: 0, longestMs: 0 },
  types: [],
} as unknown as RunFigures;
const settings = { lock: "object", refcount: "biased", jit: false } as Settings;

Deno.test("a table has its first column to the left and the others to the right", () => {
  assertEquals(
    table([["name", "n"], ["a", "100"], ["long name", "2"]]),
    "name         n\na          100\nlong name    2",
  );
});

Deno.test("figures are said in units that a reader knows", () => {
  const text = describeFigures(settings, figures);
  assertStringIncludes(text, "lock object, refcount biased, jit off");
  assertStringIncludes(text, "12.3 ms in 1 thread\n");
  assertStringIncludes(text, "1.5 MiB at most");
});

Deno.test("only reasons that happened are named, and types only if they were counted", () => {
  assertStringIncludes(describeFigures(settings, figures), "left 4 times: guard 4\n");
  const none = { ...figures, jit: { ...figures.jit, exits: 0, reasons: [] } };
  assertStringIncludes(describeFigures(settings, none), "left 0 times\n");
  const counted = { ...figures, threads: 2, types: [{ type: "dict", objects: 3, bytes: 192 }] };
  assertStringIncludes(describeFigures({ ...settings, jit: true }, counted), "in 2 threads");
  assertStringIncludes(describeFigures(settings, counted), "\ndict                    3    192");
});

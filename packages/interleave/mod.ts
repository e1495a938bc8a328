/**
 * Explores how threads that share words can interleave: plain protocol code, written against `Int32Array` and
 * `Atomics`, runs under a scheduler that decides before each access who goes on.
 *
 * ```ts
 * import { exhaust } from "@orochi/interleave";
 * import { assertEquals } from "@std/assert";
 *
 * const report = exhaust((words) => ({
 *   threads: ["A", "B"].map((name) => ({ name, run: ({ words }) => void words[0]++ })),
 *   check: () => {
 *     if (words[0] !== 2) throw new Error(`counted ${words[0]}`);
 *   },
 * }));
 * assertEquals(report.failure?.error.message, "counted 1");
 * ```
 *
 * @module
 */
export * from "./model.ts";
export * from "./explore.ts";
export { Random } from "./random.ts";
export { decodeSchedule, encodeSchedule, formatFailure } from "./schedule.ts";

/**
 * Beazley's countdown: a CPU-bound function twice, in turn and in two threads, under each lock.
 *
 * @module
 */
import { LOCKS, REFCOUNTS } from "@orochi/runtime";
import { plain } from "../table.ts";
import { type Combination, median, progress, runOnce } from "../runs.ts";
import type { Experiment } from "./experiment.ts";

const ROUNDS = "100000000";

/** The cheapest counting that each lock allows. */
function combinations(): Combination[] {
  const serial = "plain" in REFCOUNTS ? "plain" : "atomic";
  return Object.keys(LOCKS).map((lock) => {
    const refcount = lock === "object" ? "biased" : serial;
    return { title: `${lock} + ${refcount}`, lock, refcount };
  });
}

/** See the module documentation. */
export const countdown: Experiment = {
  name: "countdown",
  title: "two CPU-bound countdowns, in turn and in two threads, under each lock",
  async run(repeat: number): Promise<string> {
    const file = new URL("./countdown.py", import.meta.url).pathname;
    const rows: string[][] = [];
    for (const combination of combinations()) {
      const times: number[] = [];
      let switches = 0;
      for (const how of ["turn", "threads"]) {
        const runs: number[] = [];
        for (let round = 0; round < repeat; round++) {
          progress(`${combination.title}, ${how} ...`);
          const { figures } = await runOnce(combination, file, [ROUNDS, how]);
          runs.push(figures.milliseconds);
          switches = figures.lock.switches;
        }
        times.push(median(runs));
      }
      rows.push([
        combination.title,
        `${times[0].toFixed(0)} ms`,
        `${times[1].toFixed(0)} ms`,
        (times[0] / times[1]).toFixed(2),
        `${switches}`,
      ]);
    }
    progress("");
    return plain({
      head: ["strategies", "in turn", "two threads", "speed-up", "switches"],
      rows,
      right: [false, true, true, true, true],
    });
  },
};

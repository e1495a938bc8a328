/**
 * Beazley's countdown: a CPU-bound function twice, in turn and in two threads, under each lock.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress, runOnce } from "../runs.ts";
import { eachLock } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const ROUNDS = "100000000";

/** See the module documentation. */
export const countdown: Experiment = {
  name: "countdown",
  title: "two CPU-bound countdowns, in turn and in two threads, under each lock",
  async run(repeat) {
    const file = new URL("./countdown.py", import.meta.url).pathname;
    const rows: string[][] = [];
    const bars: [string, number[]][] = [];
    for (const combination of eachLock()) {
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
      bars.push([combination.lock, times]);
      rows.push([
        combination.title,
        `${times[0].toFixed(0)} ms`,
        `${times[1].toFixed(0)} ms`,
        (times[0] / times[1]).toFixed(2),
        `${switches}`,
      ]);
    }
    progress("");
    return {
      table: rowsOf(["strategies", "in turn", "two threads", "speed-up", "switches"], 1, rows),
      plot: barPlot({
        title: "Two countdowns, in turn and in two threads",
        yLabel: "milliseconds",
        bars: ["in turn", "two threads"],
        groups: bars,
      }),
    };
  },
};

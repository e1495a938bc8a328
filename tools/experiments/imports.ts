/**
 * Importing many modules one by one, and as a batch in parallel.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress, runOnce } from "../runs.ts";
import { eachLock } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const MODULES = "60";
const FILE = new URL("./imports.py", import.meta.url).pathname;

/** See the module documentation. */
export const imports: Experiment = {
  name: "import",
  title: `importing ${MODULES} modules one by one, and in threads`,
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const combination of eachLock(["timeout", "adaptive", "object"])) {
      const times: number[] = [];
      for (const threads of [0, 1, 2, 4]) {
        const runs: number[] = [];
        for (let round = 0; round < repeat; round++) {
          progress(`${combination.title}, ${threads} threads ...`);
          runs.push(Number((await runOnce(combination, FILE, [MODULES, `${threads}`])).stdout));
        }
        times.push(median(runs));
      }
      rows.push([
        combination.title,
        ...times.map((ms) => `${ms.toFixed(0)} ms`),
        (times[0] / times[2]).toFixed(2),
      ]);
      bars.push([combination.lock, times]);
    }
    progress("");
    return {
      table: rowsOf(
        ["strategies", "one by one", "in 1 thread", "in 2", "in 4", "speed-up of 2"],
        1,
        rows,
      ),
      plot: barPlot({
        title: `Importing ${MODULES} modules`,
        yLabel: "milliseconds",
        bars: ["one by one", "in 1 thread", "in 2 threads", "in 4 threads"],
        groups: bars,
      }),
    };
  },
};

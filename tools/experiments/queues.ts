/**
 * Batching and affinity of a work queue: one by one, in batches, by key to the same worker.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress, runOnce } from "../runs.ts";
import { eachLock } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const ITEMS = 20000, WORKERS = 2;
const FILE = new URL("./queues.py", import.meta.url).pathname;

/** See the module documentation. */
export const queues: Experiment = {
  name: "queues",
  title: `${ITEMS} items of work from one producer to ${WORKERS} workers`,
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const combination of eachLock(["timeout", "adaptive", "object"])) {
      const times: number[] = [];
      for (const how of ["one", "batch", "key"]) {
        const runs: number[] = [];
        let interactions = 0;
        for (let round = 0; round < repeat; round++) {
          progress(`${combination.title}, ${how} ...`);
          const { stdout } = await runOnce(combination, FILE, [`${ITEMS}`, `${WORKERS}`, how]);
          const [milliseconds, count] = stdout.trim().split(" ").map(Number);
          runs.push(milliseconds);
          interactions = count;
        }
        times.push(median(runs));
        rows.push([combination.title, how, `${interactions}`, `${median(runs).toFixed(0)} ms`]);
      }
      bars.push([combination.lock, times]);
    }
    progress("");
    return {
      table: rowsOf(["strategies", "given out", "interactions", "time"], 2, rows),
      plot: barPlot({
        title: `${ITEMS} items through a queue`,
        yLabel: "milliseconds",
        bars: ["one by one", "in batches of 64", "by key, in batches"],
        groups: bars,
      }),
    };
  },
};

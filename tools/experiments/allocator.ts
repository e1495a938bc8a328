/**
 * The allocator: pages of each thread against one heap under a lock, with one thread and two, freed by their own thread
 * or by the other.
 *
 * @module
 */
import { HeapMemory } from "@orochi/heap";
import { barPlot } from "../plot.ts";
import { median, progress } from "../runs.ts";
import { BATCH, type Task } from "./allocator_task.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const ROUNDS = 20_000;
/** Words that nobody else uses: the counting strategy's control words, and its region. */
const LOCK = 0x3000 >>> 2, READY = (0x3000 >>> 2) + 16, MAIL = 0xc0000 >>> 2;

/** Nanoseconds of an allocation and its free. */
async function measure(threads: number, locked: boolean, remote: boolean): Promise<number> {
  const { memory } = HeapMemory.create({ reserveBytes: 256 << 20, headerBytes: 8 });
  const times = await Promise.all(
    Array.from({ length: threads }, (_, i) =>
      new Promise<number>((resolve, reject) => {
        const worker = new Worker(new URL("./allocator_worker.ts", import.meta.url), { type: "module" });
        const task: Task = {
          memory,
          slot: i + 1,
          threads,
          rounds: ROUNDS,
          lock: locked ? LOCK : 0,
          mail: remote ? MAIL : 0,
          ready: READY,
        };
        worker.onerror = reject;
        worker.onmessage = ({ data }) => {
          if (data === "ready") return worker.postMessage(task);
          worker.terminate();
          resolve(data);
        };
      })),
  );
  return Math.max(...times) * 1e6 / (ROUNDS * BATCH);
}

/** See the module documentation. */
export const allocator: Experiment = {
  name: "allocator",
  title: "an allocation and its free: pages of each thread against one locked heap",
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (
      const [title, threads, remote] of [
        ["1 thread, freed by itself", 1, false],
        ["2 threads, freed by themselves", 2, false],
        ["2 threads, freed by the other", 2, true],
      ] as const
    ) {
      const found: number[] = [];
      for (const locked of [false, true]) {
        const runs: number[] = [];
        for (let round = 0; round < repeat; round++) {
          progress(`${title}, ${locked ? "one lock" : "own pages"} ...`);
          runs.push(await measure(threads, locked, remote));
        }
        found.push(median(runs));
      }
      rows.push([title, ...found.map((ns) => `${ns.toFixed(1)} ns`), (found[1] / found[0]).toFixed(1)]);
      bars.push([title, found]);
    }
    progress("");
    return {
      table: rowsOf(["", "own pages", "one locked heap", "ratio"], 1, rows),
      plot: barPlot({
        title: "An allocation and its free",
        yLabel: "nanoseconds, each thread",
        bars: ["own pages", "one locked heap"],
        groups: bars,
      }),
    };
  },
};

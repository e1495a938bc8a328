/**
 * Messages between two processes by pipe, queues, a ring in shared memory and a manager's queue: how long one takes to
 * go and come back, how many small ones and how many bytes of large ones go in a second. CPython does the same.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress } from "../runs.ts";
import { type Experiment, rowsOf } from "./experiment.ts";
import { figuresOf, SYSTEMS } from "./_systems.ts";

const FILE = new URL("./ipc.py", import.meta.url).pathname;
const WAYS: readonly (readonly [way: string, title: string])[] = [
  ["pipe", "pipe"],
  ["simple", "SimpleQueue"],
  ["queue", "Queue"],
  ["ring", "shared ring"],
  ["manager", "manager's Queue"],
];

/** See the module documentation. */
export const ipc: Experiment = {
  name: "ipc",
  title: "messages between two processes: latency of 64 bytes, throughput of 64 bytes and of 64 KiB",
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const system of SYSTEMS) {
      const heights: number[] = [];
      for (const [way, title] of WAYS) {
        const found: number[][] = [];
        for (let round = 0; round < repeat; round++) {
          progress(`${system.title}, ${title} ...`);
          const figures = await figuresOf(system, FILE, [way]);
          if (figures === null) break;
          found.push(figures);
        }
        if (found.length === 0) break;
        const [latency, smalls, large] = [0, 1, 2].map((i) => median(found.map((one) => one[i])));
        heights.push(latency);
        rows.push([
          system.title,
          title,
          `${latency.toFixed(0)} us`,
          `${(smalls / 1000).toFixed(1)} k/s`,
          `${large.toFixed(0)} MiB/s`,
        ]);
      }
      if (heights.length > 0) bars.push([system.title, heights]);
    }
    progress("");
    return {
      table: rowsOf(["counts", "way", "round trip", "messages of 64 bytes", "messages of 64 KiB"], 2, rows),
      plot: barPlot({
        title: "A message of 64 bytes to another process and back",
        yLabel: "microseconds",
        bars: WAYS.map(([, title]) => title),
        groups: bars,
        yLog: true,
      }),
    };
  },
};

/**
 * Small tasks for pools: what chunks save, in pools of Workers and of processes, of TypeScript, of Python under Orochi and
 * of CPython; and what it saves that items of one kind go to the same worker, which has its table already.
 *
 * @module
 */
import { Pool, processHost, type StartHost, workerHost } from "@orochi/multiprocess/pool";
import { barPlot } from "../plot.ts";
import { median, progress } from "../runs.ts";
import { type Experiment, rowsOf } from "./experiment.ts";
import { figuresOf, SYSTEMS } from "./_systems.ts";

const ITEMS = 1000, WORKERS = 2, CHUNKS = [1, 16, 128], KEYS = 64;
const FILE = new URL("./pool.py", import.meta.url).pathname;
const TASK = import.meta.resolve("./pool_task.ts");
const HOSTS: readonly (readonly [title: string, host: StartHost])[] = [
  ["Pool of Workers", workerHost],
  ["Pool of processes", processHost()],
];
const PYTHON_POOLS: readonly (readonly [how: string, title: string])[] = [
  ["map", "Pool.map"],
  ["imap", "Pool.imap"],
  ["executor", "ProcessPoolExecutor.map"],
];

/** Milliseconds of a call on a pool whose workers have started. */
async function timed(host: StartHost, call: (pool: Pool) => Promise<unknown>): Promise<number> {
  await using pool = new Pool(WORKERS, { host });
  await pool.map(TASK, "small", Array.from({ length: 4 * WORKERS }, (_, i) => i), { chunkSize: 1 });
  const start = performance.now();
  await call(pool);
  return performance.now() - start;
}

async function medianOf(repeat: number, run: () => Promise<number | null>): Promise<number | null> {
  const times: number[] = [];
  for (let round = 0; round < repeat; round++) {
    const time = await run();
    if (time === null) return null;
    times.push(time);
  }
  return median(times);
}

/** See the module documentation. */
export const pool: Experiment = {
  name: "pool",
  title: `${ITEMS} small tasks for pools of ${WORKERS}: chunk sizes, and items that go where their table is`,
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    const add = (system: string, what: string, spread: string, milliseconds: number) =>
      rows.push([
        system,
        what,
        spread,
        `${milliseconds.toFixed(0)} ms`,
        `${(ITEMS / milliseconds).toFixed(1)} k/s`,
      ]);
    const items = Array.from({ length: ITEMS }, (_, i) => i);
    for (const [title, host] of HOSTS) {
      const heights: number[] = [];
      for (const chunkSize of CHUNKS) {
        progress(`${title}, chunks of ${chunkSize} ...`);
        const time = await medianOf(
          repeat,
          () => timed(host, (workers) => workers.map(TASK, "small", items, { chunkSize })),
        ) as number;
        heights.push(time);
        add("TypeScript", title, `chunks of ${chunkSize}`, time);
      }
      bars.push([title, heights]);
      // Each kind's items come in a row of their own time, as requests would: never two of a kind beside each other.
      const keys = items.map((i) => i % KEYS);
      for (const affinity of [undefined, (key: number) => key]) {
        const how = affinity === undefined ? "to anyone" : "by kind";
        progress(`${title}, ${how} ...`);
        const time = await medianOf(
          repeat,
          () => timed(host, (workers) => workers.map(TASK, "keyed", keys, { chunkSize: 4, affinity })),
        ) as number;
        add("TypeScript", `${title}, ${KEYS} tables`, how, time);
      }
    }
    for (const system of SYSTEMS) {
      for (const [how, title] of PYTHON_POOLS) {
        const heights: number[] = [];
        for (const chunk of CHUNKS) {
          progress(`${system.title}, ${title}, chunks of ${chunk} ...`);
          const time = await medianOf(repeat, async () => {
            const figures = await figuresOf(system, FILE, [how, `${ITEMS}`, `${WORKERS}`, `${chunk}`]);
            return figures === null ? null : figures[0];
          });
          if (time === null) break;
          heights.push(time);
          add(system.title, title, `chunks of ${chunk}`, time);
        }
        if (how === "map" && heights.length > 0) bars.push([system.title, heights]);
      }
    }
    progress("");
    return {
      table: rowsOf(["program", "pool", "given out", "time", "tasks"], 3, rows),
      plot: barPlot({
        title: `${ITEMS} small tasks for ${WORKERS} workers`,
        yLabel: "milliseconds",
        bars: CHUNKS.map((chunk) => `chunks of ${chunk}`),
        groups: bars,
        yLog: true,
      }),
    };
  },
};

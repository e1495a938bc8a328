/**
 * How a large graph gets to several processes: as the heap that a forked child begins with, as a pickle, as a pickle
 * with its buffers beside it, and in shared memory. Time until the last child has read all of it, and what all of them
 * take of memory beyond children that are given nothing. CPython does the same.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress } from "../runs.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const CHILDREN = 3, RECORDS = 20_000, MEBIBYTES = 32;
const FILE = new URL("./fork_vs_pickle.py", import.meta.url).pathname;
const CLI = new URL("../../packages/runtime/cli.ts", import.meta.url).pathname;

const WAYS: readonly (readonly [way: string, title: string])[] = [
  ["fork", "fork"],
  ["pickle", "spawn, pickle"],
  ["buffers", "spawn, out-of-band buffers"],
  ["shared", "spawn, shared memory"],
];
const OROCHI = ["run", "-A", "--no-check", "--quiet", CLI];
const SYSTEMS: readonly (readonly [title: string, command: string, args: readonly string[]])[] = [
  ["biased", Deno.execPath(), [...OROCHI, "--refcount=biased", "--lock=object"]],
  ["side", Deno.execPath(), [...OROCHI, "--refcount=side", "--lock=timeout"]],
  ["python3", "python3", []],
];

interface Outcome {
  readonly seconds: number;
  readonly kib: number;
}

/** One run; null where there is no such program. */
async function hand(command: string, args: readonly string[], way: string): Promise<Outcome | null> {
  const sizes = [CHILDREN, RECORDS, MEBIBYTES].map(String);
  try {
    const { code, stdout, stderr } = await new Deno.Command(command, {
      args: [...args, FILE, way, ...sizes],
      stdin: "null",
    }).output();
    if (code !== 0) throw new Error(`${command}, ${way}: ${new TextDecoder().decode(stderr)}`);
    const [seconds, kib] = new TextDecoder().decode(stdout).trim().split(" ").map(Number);
    return { seconds, kib };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** See the module documentation. */
export const forkVsPickle: Experiment = {
  name: "fork-vs-pickle",
  title:
    `a graph of ${RECORDS} records and ${MEBIBYTES} MiB for ${CHILDREN} children: fork, pickles, shared memory`,
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const [system, command, args] of SYSTEMS) {
      const measure = async (way: string): Promise<Outcome | null> => {
        const found: Outcome[] = [];
        for (let round = 0; round < repeat; round++) {
          progress(`${system}, ${way} ...`);
          const outcome = await hand(command, args, way);
          if (outcome === null) return null;
          found.push(outcome);
        }
        return { seconds: median(found.map((one) => one.seconds)), kib: median(found.map((one) => one.kib)) };
      };
      const bare = await measure("bare");
      if (bare === null) continue;
      rows.push([system, "spawn, nothing", `${bare.seconds.toFixed(2)} s`, "", ""]);
      const heights: number[] = [];
      for (const [way, title] of WAYS) {
        const outcome = await measure(way);
        if (outcome === null) continue;
        heights.push(outcome.seconds);
        rows.push([
          system,
          title,
          `${outcome.seconds.toFixed(2)} s`,
          `${((outcome.seconds - bare.seconds) * 1000).toFixed(0)} ms`,
          `${((outcome.kib - bare.kib) / 1024).toFixed(0)} MiB`,
        ]);
      }
      bars.push([system, heights]);
    }
    progress("");
    return {
      table: rowsOf(
        ["counts", "way", "until all have read it", "beyond bare children", "memory beyond"],
        2,
        rows,
      ),
      plot: barPlot({
        title: `${MEBIBYTES} MiB and ${RECORDS} records for ${CHILDREN} children`,
        yLabel: "seconds",
        bars: WAYS.map(([, title]) => title),
        groups: bars,
      }),
    };
  },
};

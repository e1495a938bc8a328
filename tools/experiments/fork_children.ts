/**
 * Copy-on-write from outside: children that are forked from a large heap and only read it, and what the kernel says that
 * each has of its own (`Private_Dirty` of `/proc/PID/smaps_rollup`), beyond a child that reads next to nothing.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { progress } from "../runs.ts";
import { type Experiment, rowsOf } from "./experiment.ts";
import { CPYTHON, figuresOf, orochi, type System } from "./_systems.ts";

const CHILDREN = 10, MEBIBYTES = 200;
/** What children of `side` may make their own, in percent of the heap. */
const WANTED_PERCENT = 5;
const FILE = new URL("./fork_children.py", import.meta.url).pathname;

/** Each way to count, and the ways to spare the counts that it has. */
const RUNS: readonly (readonly [system: System, ways: readonly string[]])[] = [
  [orochi("plain", "plain", "timeout"), ["mortal", "immortal"]],
  [orochi("biased", "biased", "object"), ["mortal", "immortal"]],
  [orochi("side", "side", "timeout"), ["mortal", "immortal"]],
  [CPYTHON, ["mortal", "frozen"]],
];
const TITLES: { readonly [how: string]: string } = {
  mortal: "mortal",
  immortal: "immortal",
  frozen: "gc.freeze()",
};

function mebibytes(kib: number): string {
  return `${(kib / 1024).toFixed(1)} MiB`;
}

/** See the module documentation. */
export const copyOnWrite: Experiment = {
  name: "copy-on-write",
  title: `what each of ${CHILDREN} forked children that only read ${MEBIBYTES} MiB makes its own ` +
    `(wanted of side: under ${WANTED_PERCENT} %)`,
  async run() {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const [system, ways] of RUNS) {
      const parts: number[] = [];
      const measure = (size: number, how: string) =>
        figuresOf(system, FILE, ["read", `${size}`, `${CHILDREN}`, how]);
      progress(`${system.title}, bare children ...`);
      const bare = await measure(0, "mortal");
      for (const how of ways) {
        progress(`${system.title}, ${how} ...`);
        const full = await measure(MEBIBYTES, how);
        if (bare === null || full === null) break;
        const beyond = full[1] - bare[1];
        parts.push(beyond / 10.24 / MEBIBYTES);
        rows.push([
          system.title,
          TITLES[how],
          mebibytes(bare[1]),
          mebibytes(full[1]),
          mebibytes(full[3]),
          mebibytes(beyond),
          `${parts[parts.length - 1].toFixed(1)} %`,
          system === CPYTHON ? "" : mebibytes(full[2]),
        ]);
      }
      if (parts.length > 0) bars.push([system.title, parts]);
    }
    progress("");
    return {
      table: rowsOf(
        [
          "counts",
          "objects",
          "bare child",
          "child",
          "the largest",
          "beyond",
          "of the heap",
          "pages of the heap",
        ],
        2,
        rows,
      ),
      plot: barPlot({
        title: `${CHILDREN} forked children read ${MEBIBYTES} MiB`,
        yLabel: "percent of the heap that a child makes its own",
        bars: ["mortal", "immortal, or gc.freeze()"],
        groups: bars,
      }),
    };
  },
};

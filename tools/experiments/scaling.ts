/**
 * How programs without an interpreter lock scale: measured with up to 8 threads, and predicted for up to 64 cores by a
 * simulation with measured costs, beside Gross's published 18 times at 20 threads.
 *
 * @module
 */
import { linePlot, type Series } from "../plot.ts";
import { median, progress, runOnce } from "../runs.ts";
import { eachRefcount } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";
import { type Costs, measureCosts, predictSpeedUp, type Workload } from "./simulation.ts";

const FILE = new URL("./scaling.py", import.meta.url).pathname;
const ROUNDS = 400_000;
const THREADS = [1, 2, 4, 8];
const CORES = [1, 2, 4, 8, 12, 16, 20, 24, 32, 40, 48, 64];
/** Sam Gross on nogil, 2021: 18 times with 20 threads. */
const PUBLISHED: Series = { name: "nogil (Gross 2021)", points: [[20, 18]] };

/** What a kind of program shares, and in how many rounds it uses it once. */
interface Kind {
  readonly name: string;
  readonly title: string;
  readonly roundsPerUse: number;
  readonly shared: Omit<Workload, "workNs">;
}

const KINDS: readonly Kind[] = [
  {
    name: "independent",
    title: "independent work",
    roundsPerUse: 1,
    shared: { lines: 0, atomics: 0, holdNs: 0, spinNs: Infinity },
  },
  // 64 tuples of 24 bytes or so with their headers: the counts that threads change lie in about 24 lines.
  {
    name: "reads",
    title: "shared reads",
    roundsPerUse: 1,
    shared: { lines: 24, atomics: 2, holdNs: 0, spinNs: Infinity },
  },
  {
    name: "writes",
    title: "shared writes",
    roundsPerUse: 1,
    shared: { lines: 1, atomics: 2, holdNs: 5, spinNs: 1000 },
  },
  // A put and a get, each under the queue's lock.
  {
    name: "queue",
    title: "a shared queue",
    roundsPerUse: 10,
    shared: { lines: 1, atomics: 2, holdNs: 150, spinNs: 1000 },
  },
];

/** The work between two uses that agrees with the measured time of one thread. */
function workload(kind: Kind, roundNs: number, costs: Costs): Workload {
  const useNs = kind.shared.atomics * costs.atomicNs + kind.shared.holdNs;
  return { ...kind.shared, workNs: Math.max(1, roundNs * kind.roundsPerUse - useNs) };
}

/** See the module documentation. */
export const scaling: Experiment = {
  name: "scaling",
  title:
    "speed-up of threads without an interpreter lock, measured; and predicted for machines with more cores",
  async run(repeat) {
    progress("costs ...");
    const costs = await measureCosts();
    const rows: string[][] = [], series: Series[] = [];
    for (const combination of eachRefcount("object")) {
      for (const kind of KINDS) {
        const speedUps: number[] = [];
        let alone = 0;
        for (const threads of THREADS) {
          const runs: number[] = [];
          for (let round = 0; round < repeat; round++) {
            progress(`${combination.title}, ${kind.title}, ${threads} threads ...`);
            runs.push(
              Number((await runOnce(combination, FILE, [kind.name, `${threads}`, `${ROUNDS}`])).stdout),
            );
          }
          if (threads === 1) alone = median(runs);
          speedUps.push(threads * alone / median(runs));
        }
        const work = workload(kind, alone * 1e9 / ROUNDS, costs);
        const predicted = (threads: number) => predictSpeedUp(work, costs, threads);
        rows.push([
          combination.title,
          kind.title,
          `${(alone * 1e9 / ROUNDS).toFixed(0)} ns`,
          ...speedUps.map((value) => value.toFixed(2)),
          ...[2, 8, 20, 64].map((threads) => predicted(threads).toFixed(1)),
        ]);
        if (combination.refcount === "biased") {
          series.push({
            name: `${kind.title}, predicted`,
            dashed: true,
            points: CORES.map((cores) => [cores, predicted(cores)] as const),
          });
          series.push({
            name: kind.title,
            points: THREADS.slice(0, 2).map((t, i) => [t, speedUps[i]] as const),
          });
        }
      }
    }
    progress("");
    console.log(
      `costs: atomic operation ${costs.atomicNs.toFixed(1)} ns, on a line that goes to and fro ${
        costs.transferNs.toFixed(1)
      } ns, waking a thread ${(costs.wakeNs / 1000).toFixed(1)} us\n`,
    );
    return {
      table: rowsOf(
        ["strategies", "program", "a round", ...THREADS.map((t) => `${t}`), "model: 2", "8", "20", "64"],
        2,
        rows,
      ),
      plot: linePlot({
        title: "Speed-up by cores, object + biased",
        xLabel: "threads, each with a core",
        yLabel: "times the work of one thread",
        xLog: true,
        yLog: true,
        series: [...series, PUBLISHED],
      }),
    };
  },
};

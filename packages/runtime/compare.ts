/**
 * `orochi compare`: one program under several combinations of strategies, and a table of what each cost.
 *
 * @module
 */
import type { CompareCommand } from "./command_line.ts";
import { table } from "./figures.ts";
import type { RunFigures, Settings } from "./messages.ts";
import { type ProgramResult, runProgramInWorkers } from "./supervisor.ts";

/** What one combination gave. */
interface Outcome {
  readonly lock: string;
  readonly refcount: string;
  /** Figures of each run, or why there are none. */
  readonly runs: readonly RunFigures[] | string;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What a strategy is called in the table: of a module, its file. */
function shortName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Runs a program and returns what it printed. */
async function capture(
  settings: Settings,
): Promise<{ result: ProgramResult; stdout: string; stderr: string }> {
  const paths = { stdout: Deno.makeTempFileSync(), stderr: Deno.makeTempFileSync() };
  try {
    const result = await runProgramInWorkers({ ...settings, capture: paths });
    return {
      result,
      stdout: Deno.readTextFileSync(paths.stdout),
      stderr: Deno.readTextFileSync(paths.stderr),
    };
  } finally {
    for (const path of Object.values(paths)) Deno.removeSync(path);
  }
}

function show(outcomes: readonly Outcome[]): string {
  const rows: string[][] = [[
    "lock + refcount",
    "time ms",
    "ratio",
    "speed-up",
    "lock waits",
    "waited ms",
    "peak MiB",
  ]];
  const reasons: string[] = [];
  let first = 0, slowest = 0;
  for (const { runs } of outcomes) {
    if (typeof runs === "string") continue;
    const time = median(runs.map((run) => run.milliseconds));
    if (first === 0) first = time;
    slowest = Math.max(slowest, time);
  }
  for (const { lock, refcount, runs } of outcomes) {
    const name = `${shortName(lock)} + ${shortName(refcount)}`;
    if (typeof runs === "string") {
      rows.push([name, "-", "-", "-", "-", "-", "-"]);
      reasons.push(runs);
      continue;
    }
    const of = (figure: (run: RunFigures) => number) => median(runs.map(figure));
    const time = of((run) => run.milliseconds);
    rows.push([
      name,
      time.toFixed(1),
      (time / first).toFixed(2),
      (slowest / time).toFixed(2),
      of((run) => run.lock.waits).toFixed(0),
      of((run) => run.lock.waitMs).toFixed(1),
      (of((run) => run.peakBytes) / 2 ** 20).toFixed(1),
    ]);
  }
  const notes = ["ratio: time against the first line; speed-up: against the slowest.", ...new Set(reasons)];
  return `${table(rows)}\n${notes.join("\n")}`;
}

/**
 * Runs the combinations and shows the table.
 *
 * @returns The exit status: 1 where a program failed or printed something else than under the first combination.
 */
export async function compare(command: CompareCommand): Promise<number> {
  const outcomes: Outcome[] = [];
  let expected: string | null = null;
  let status = 0;
  for (const lock of command.locks) {
    for (const refcount of command.refcounts) {
      const runs: RunFigures[] = [];
      let refusal: string | null = null;
      for (let round = 0; round < command.repeat && refusal === null; round++) {
        const { result, stdout, stderr } = await capture({ ...command.settings, lock, refcount });
        refusal = result.refusal;
        if (result.figures !== null) runs.push(result.figures);
        if (refusal !== null) break;
        if (result.status !== 0) {
          console.error(
            `${shortName(lock)} + ${shortName(refcount)}: exit status ${result.status}\n${stderr}`,
          );
          return result.status;
        }
        if (expected === null) Deno.stdout.writeSync(new TextEncoder().encode(expected = stdout));
        else if (stdout !== expected) {
          console.error(
            `${shortName(lock)} + ${shortName(refcount)} printed something else than the first combination`,
          );
          status = 1;
        }
      }
      outcomes.push({ lock, refcount, runs: refusal ?? runs });
    }
  }
  if (outcomes.every(({ runs }) => typeof runs === "string")) {
    for (const reason of new Set(outcomes.map(({ runs }) => runs))) console.error(`orochi: ${reason}`);
    return 2;
  }
  console.log(show(outcomes));
  return status;
}

/**
 * `deno task bench --set pickle`: writing and reading pickles, by CPython's C code, by Orochi's and by that for Deno alone.
 *
 * @module
 */
import { dumps, loads } from "@orochi/multiprocess/pickle";
import { median } from "../runs.ts";
import type { Table } from "../table.ts";
import { orochi, progress, ROOT, showSeconds, verdict } from "./runner.ts";

const PROGRAM = new URL("benchmarks/pickle_graph.py", ROOT).pathname;
/** What the program measures. */
const ROWS = ["records write", "records read", "objects write", "objects read"];
/** Of CPython's time, at most. */
const WANTED = 3;
/** Rounds in TypeScript, of which the quickest counts, as in the program. */
const ROUNDS = 12;

/** Runs the program. The pickle of the records goes to a file. */
async function runProgram(command: readonly string[], file: string): Promise<Map<string, number>> {
  const [name, ...options] = command;
  const { code, stdout, stderr } = await new Deno.Command(name, { args: [...options, PROGRAM, file] })
    .output();
  const decoder = new TextDecoder();
  if (code !== 0) throw new Error(`${PROGRAM} ended with status ${code}:\n${decoder.decode(stderr)}`);
  const lines = decoder.decode(stdout).trim().split("\n");
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

function quickest<Result>(action: () => Result): { result: Result; seconds: number } {
  let seconds = Infinity, result!: Result;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    result = action();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { result, seconds };
}

/** The same for the records in TypeScript, by the value that their pickle is there. */
function measureTypeScript(data: Uint8Array): Map<string, number> {
  const reading = quickest(() => loads(data)),
    writing = quickest(() => dumps(reading.result, { protocol: 5 }));
  return new Map([["records read", reading.seconds], ["records write", writing.seconds]]);
}

/** Measures; the table has a row for each graph and direction. */
export async function measurePickles(
  _names: readonly string[],
  repeat: number,
  version: string | null,
): Promise<Table> {
  const file = Deno.makeTempFileSync();
  const python: Map<string, number>[] = [],
    ours: Map<string, number>[] = [],
    typescript: Map<string, number>[] = [];
  try {
    for (let round = 0; round < repeat; round++) {
      await progress(`pickles, ${round + 1} of ${repeat} ...`);
      if (version !== null) python.push(await runProgram(["python3"], file));
      ours.push(await runProgram(orochi(), file));
      typescript.push(measureTypeScript(Deno.readFileSync(file)));
    }
  } finally {
    Deno.removeSync(file);
    await progress("");
  }
  const middle = (runs: readonly Map<string, number>[], row: string) =>
    runs.length === 0 || !runs[0].has(row) ? NaN : median(runs.map((run) => run.get(row) as number));
  const shown = (seconds: number) => Number.isNaN(seconds) ? "-" : showSeconds(seconds);
  return {
    head: ["pickle", version ?? "python3", "Orochi", "ratio", "wanted", "reached", "TypeScript"],
    rows: ROWS.map((row) => {
      const base = middle(python, row), time = middle(ours, row), ratio = time / base;
      const good = ratio <= WANTED;
      return [
        row,
        shown(base),
        shown(time),
        Number.isNaN(ratio) ? "-" : ratio.toFixed(2),
        `at most ${WANTED.toFixed(1)}`,
        Number.isNaN(ratio) ? "-" : verdict(good ? "yes" : "no", good),
        shown(middle(typescript, row)),
      ];
    }),
    right: [false, true, true, true, false, false, true],
  };
}

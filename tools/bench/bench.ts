/**
 * `deno task bench`: the programs of `benchmarks/` under Orochi and under the machine's `python3`, turn by turn in one
 * run, as a table of ratios.
 *
 * @module
 */
import { median } from "../runs.ts";
import { markdown, plain, type Table } from "../table.ts";

const USAGE = `usage: deno task bench [options] [NAME...]

Runs the programs of benchmarks/ (all, or those named) under Orochi and python3 in turns, and prints medians
and their ratios. Without python3 only Orochi's times are printed.

options:
  --repeat N   runs of each program (default 5)
  --write      put the table into BENCHMARKS.md
  -h, --help   print this`;

const root = new URL("../../", import.meta.url);
const cli = new URL("packages/runtime/cli.ts", root).pathname;
const python = "python3";

/** How a program is measured. */
interface Benchmark {
  /** File in benchmarks/, without its ending. */
  readonly name: string;
  /** What the table says of it. */
  readonly title: string;
  /** Options of Orochi. */
  readonly options?: readonly string[];
  /**
   * What is compared: `ratio` of Orochi's seconds to CPython's, `seconds` or `speed-up` as Orochi's program prints them,
   * `process` the seconds of the whole process.
   */
  readonly measure: "ratio" | "seconds" | "speed-up" | "process";
  /** Bounds of what is compared. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

const SERIAL = ["--lock", "timeout", "--refcount", "plain"];
const BENCHMARKS: readonly Benchmark[] = [
  { name: "fib", title: "recursive fib(32)", measure: "ratio", atMost: 0.2 },
  { name: "int_loop", title: "while loop of int arithmetic, 10^7 rounds", measure: "ratio", atMost: 0.15 },
  { name: "nbody_attributes", title: "n-body with attributes", measure: "ratio", atMost: 0.7 },
  { name: "nbody_lists", title: "n-body with lists", measure: "ratio", atMost: 0.7 },
  { name: "methods", title: "method calls and attribute updates", measure: "ratio", atMost: 0.7 },
  { name: "two_threads", title: "two threads of fib, object + biased", measure: "speed-up", atLeast: 1.8 },
  {
    name: "two_threads",
    title: "two threads of fib, timeout + plain",
    options: SERIAL,
    measure: "speed-up",
    atLeast: 0.9,
    atMost: 1.1,
  },
  { name: "hello", title: 'start-up of print("hello")', measure: "process", atMost: 0.35 },
  { name: "thread_start", title: "thread start and join, warm pool", measure: "seconds", atMost: 0.002 },
];

/** One run of a program: its output without the line of the measurement, and the measurement. */
interface Run {
  readonly output: string;
  readonly value: number;
}

async function runOnce(
  command: string,
  args: readonly string[],
  measure: Benchmark["measure"],
): Promise<Run> {
  const start = performance.now();
  const { code, stdout, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  const seconds = (performance.now() - start) / 1000;
  const decoder = new TextDecoder();
  if (code !== 0) throw new Error(`${args.at(-1)} ended with status ${code}:\n${decoder.decode(stderr)}`);
  const lines = decoder.decode(stdout).trimEnd().split("\n");
  if (measure === "process") return { output: lines.join("\n"), value: seconds };
  const value = Number(lines.pop()?.split(" ")[1]);
  return { output: lines.join("\n"), value };
}

async function hasPython(): Promise<string | null> {
  try {
    const { stdout } = await new Deno.Command(python, { args: ["-V"] }).output();
    return new TextDecoder().decode(stdout).trim();
  } catch {
    return null;
  }
}

function show(value: number, measure: Benchmark["measure"]): string {
  if (measure === "speed-up" || measure === "ratio") return value.toFixed(2);
  return value < 0.1 ? `${(value * 1000).toFixed(2)} ms` : `${value.toFixed(3)} s`;
}

function bounds({ atLeast, atMost, measure }: Benchmark): string {
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost}`;
  return atMost !== undefined
    ? `at most ${show(atMost, measure)}`
    : `at least ${show(atLeast as number, measure)}`;
}

async function measure(benchmark: Benchmark, repeat: number, withPython: boolean): Promise<string[]> {
  const file = new URL(`benchmarks/${benchmark.name}.py`, root).pathname;
  const args = ["run", "-A", "--no-check", cli, ...(benchmark.options ?? []), file];
  const ours: number[] = [], theirs: number[] = [];
  for (let k = 0; k < repeat; k++) {
    const mine = await runOnce(Deno.execPath(), args, benchmark.measure);
    ours.push(mine.value);
    if (!withPython) continue;
    const other = await runOnce(python, [file], benchmark.measure);
    theirs.push(other.value);
    if (mine.output !== other.output) {
      throw new Error(`${benchmark.name} prints\n${mine.output}\nand under ${python}\n${other.output}`);
    }
  }
  const own = median(ours), other = withPython ? median(theirs) : NaN;
  const compared = benchmark.measure === "ratio" ? own / other : own;
  const good = !(compared > (benchmark.atMost ?? Infinity)) && !(compared < (benchmark.atLeast ?? -Infinity));
  const colour = !Deno.stdout.isTerminal() ? "" : good ? "\u001b[32m" : "\u001b[31m";
  const verdict = Number.isNaN(compared) ? "-" : show(compared, benchmark.measure);
  const unit = benchmark.measure === "ratio" ? "seconds" : benchmark.measure;
  return [
    benchmark.title,
    withPython ? show(other, unit) : "-",
    show(own, unit),
    colour === "" ? verdict : `${colour}${verdict}\u001b[0m`,
    bounds(benchmark),
    good ? "yes" : "no",
  ];
}

async function machine(): Promise<string> {
  const text = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  const model = /model name\s*: (.*)/.exec(text)?.[1] ?? "unknown processor";
  return `${model}, ${navigator.hardwareConcurrency} cores, ${Deno.build.os}`;
}

async function write(table: Table, version: string | null): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const file = new URL("BENCHMARKS.md", root);
  await Deno.writeTextFile(
    file,
    `# Benchmarks

Written by \`deno task bench --write\` on ${date}: ${await machine()}; Deno ${Deno.version.deno}, V8 ${Deno.version.v8},
${
      version ?? "no python3"
    }. Medians of runs in turns. A ratio is Orochi's time divided by CPython's in the same run; a
speed-up is the time of two computations in turn divided by their time in two threads.

${markdown(table)}
`,
  );
}

async function main(args: string[]): Promise<number> {
  let repeat = 5, save = false;
  const names: string[] = [];
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    } else if (option === "--repeat") repeat = Number(args.shift());
    else if (option === "--write") save = true;
    else names.push(option);
  }
  if (!Number.isInteger(repeat) || repeat < 1) {
    console.error("Cannot repeat as --repeat needs a number of at least 1");
    return 2;
  }
  const unknown = names.find((name) => BENCHMARKS.every((benchmark) => benchmark.name !== name));
  if (unknown !== undefined) {
    console.error(
      `Cannot run ${unknown} as it is none of ${[...new Set(BENCHMARKS.map(({ name }) => name))].join(", ")}`,
    );
    return 2;
  }
  const chosen = BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name));
  const version = await hasPython();
  if (version === null) console.log("python3 is not here: absolute times only");
  const rows: string[][] = [];
  for (const benchmark of chosen) {
    if (Deno.stderr.isTerminal()) {
      await Deno.stderr.write(new TextEncoder().encode(`\r\u001b[K${benchmark.title} ...`));
    }
    rows.push(await measure(benchmark, repeat, version !== null));
  }
  if (Deno.stderr.isTerminal()) await Deno.stderr.write(new TextEncoder().encode("\r\u001b[K"));
  const table: Table = {
    head: ["program", version ?? "python3", "Orochi", "compared", "wanted", "reached"],
    rows,
    right: [false, true, true, true, false, false],
  };
  console.log(plain(table));
  if (save) await write(table, version);
  return 0;
}

if (import.meta.main) Deno.exit(await main([...Deno.args]));

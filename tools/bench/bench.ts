/**
 * `deno task bench`: the programs of `benchmarks/` under Orochi and under the machine's `python3`, turn by turn in one
 * run, as a table of ratios.
 *
 * @module
 */
import { median } from "../runs.ts";
import { markdown, plain, type Table } from "../table.ts";
import { withSection } from "./document.ts";
import { machineSpeedUp } from "./machine.ts";
import { memoryTable } from "./memory.ts";
import { GROUP_PROGRAMS, measureGroups } from "./program_groups.ts";
import { measurePickles } from "./pickles.ts";
import { measureStrategies } from "./strategies.ts";
import {
  build,
  orochi,
  progress,
  ROOT,
  runFirst,
  runOnce,
  showSeconds,
  verdict,
  versionOf,
} from "./runner.ts";

const USAGE = `usage: deno task bench [options] [NAME...]

Runs the programs of benchmarks/ (all, or those named) under Orochi and python3 in turns, and prints medians
and their ratios. Without python3 only Orochi's times are printed. The one NAME memory is short for --set memory;
primitives measures the locks and queues of @orochi/gil/primitives instead.

options:
  --set jit    the programs of the compiler's groups instead, with geometric means
  --set strategies   these under strategies for parallel threads, beside timeout + plain
  --set pickle       writing and reading pickles
  --set memory       bytes of memory per element, beside python3's
  --repeat N   runs of each program (default 5)
  --write      put the table into BENCHMARKS.md
  -h, --help   print this`;

/** What one run of the command measures. */
interface MeasuredSet {
  /** First line of its section. */
  readonly title: string;
  /** What writes the section. */
  readonly command: string;
  /** How its numbers are to be read. */
  readonly words: string;
  /** What may be measured alone. */
  readonly names: readonly string[];
  readonly measure: (names: readonly string[], repeat: number, version: string | null) => Promise<Table>;
}

/** How a program is measured. */
interface Benchmark {
  /** File in benchmarks/, without its ending. */
  readonly name: string;
  /** What the table says of it. */
  readonly title: string;
  /** Options of Orochi. */
  readonly options?: readonly string[];
  /** Whether each run finds an empty folder of caches. */
  readonly first?: boolean;
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
  { name: "two_threads", title: "two threads of fib, object + biased", measure: "speed-up", atLeast: 1.9 },
  {
    name: "two_threads",
    title: "two threads of fib, timeout + plain",
    options: SERIAL,
    measure: "speed-up",
    atLeast: 0.9,
    atMost: 1.1,
  },
  ...[
    ["fib", "recursive fib(32)"],
    ["int_loop", "while loop of int arithmetic"],
    ["nbody_attributes", "n-body with attributes"],
    ["nbody_lists", "n-body with lists"],
    ["methods", "method calls and attribute updates"],
  ].map(([name, title]): Benchmark => ({
    name,
    title: `${title}, interpreted`,
    options: ["--jit", "off"],
    measure: "ratio",
    atMost: 6,
  })),
  {
    name: "imports",
    title: "import asyncio, json, dataclasses, typing, unittest",
    measure: "seconds",
    atMost: 0.4,
  },
  {
    name: "imports",
    title: "the same import on a machine with nothing: no build, no bytecode",
    first: true,
    measure: "seconds",
    atMost: 1,
  },
  { name: "hello", title: 'start-up of print("hello")', measure: "process", atMost: 0.35 },
  { name: "thread_start", title: "thread start and join, warm pool", measure: "seconds", atMost: 0.002 },
];

function show(value: number, measure: Benchmark["measure"]): string {
  if (measure === "speed-up" || measure === "ratio") return value.toFixed(2);
  return showSeconds(value);
}

function bounds({ atLeast, atMost, measure }: Benchmark): string {
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost}`;
  return atMost !== undefined
    ? `at most ${show(atMost, measure)}`
    : `at least ${show(atLeast as number, measure)}`;
}

async function measure(benchmark: Benchmark, repeat: number, withPython: boolean): Promise<string[]> {
  const file = new URL(`benchmarks/${benchmark.name}.py`, ROOT).pathname;
  const command = orochi(benchmark.options), whole = benchmark.measure === "process";
  const ours: number[] = [], theirs: number[] = [];
  for (let k = 0; k < repeat; k++) {
    const mine = await (benchmark.first === true ? runFirst : runOnce)(command, file, whole);
    ours.push(mine.value);
    if (!withPython) continue;
    const other = await runOnce(["python3"], file, whole);
    theirs.push(other.value);
    if (mine.output !== other.output) {
      throw new Error(`${benchmark.name} prints\n${mine.output}\nand under python3\n${other.output}`);
    }
  }
  const own = median(ours), other = withPython ? median(theirs) : NaN;
  const compared = benchmark.measure === "ratio" ? own / other : own;
  const good = !(compared > (benchmark.atMost ?? Infinity)) && !(compared < (benchmark.atLeast ?? -Infinity));
  const shown = Number.isNaN(compared) ? "-" : show(compared, benchmark.measure);
  const unit = benchmark.measure === "ratio" ? "seconds" : benchmark.measure;
  return [
    benchmark.title,
    withPython ? show(other, unit) : "-",
    show(own, unit),
    verdict(shown, good),
    bounds(benchmark),
    good ? "yes" : "no",
  ];
}

async function machine(): Promise<string> {
  const text = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  const model = /model name\s*: (.*)/.exec(text)?.[1] ?? "unknown processor";
  return `${model}, ${navigator.hardwareConcurrency} cores, ${Deno.build.os}`;
}

/** Puts a table into its section of BENCHMARKS.md, and leaves the other sections. */
async function write(
  table: Table,
  { title, command, words }: MeasuredSet,
  version: string | null,
): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const file = new URL("BENCHMARKS.md", ROOT), where = await machine();
  const text = await Deno.readTextFile(file).catch(() => "");
  const body =
    `Written by \`${command}\` on ${date}: ${where}; Deno ${Deno.version.deno}, V8 ${Deno.version.v8},
${version ?? "no python3"}. ${words}

${markdown(table)}`;
  await Deno.writeTextFile(file, withSection(text, Object.values(SETS).map((set) => set.title), title, body));
}

async function main(args: string[]): Promise<number> {
  if (args.length === 1 && args[0] === "primitives") {
    const { benchPrimitives } = await import("./primitives.ts");
    console.log(plain(await benchPrimitives((name) => progress(`${name} ...`))));
    return 0;
  }
  let repeat = 5, save = false, set = "parts";
  const names: string[] = [];
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    } else if (option === "--set") {
      set = args.shift() ?? "";
      if (!Object.hasOwn(SETS, set)) {
        console.error(`Cannot run --set ${set} as it must be ${Object.keys(SETS).join(" or ")}`);
        return 2;
      }
    } else if (option === "--repeat") repeat = Number(args.shift());
    else if (option === "--write") save = true;
    else if (option === "memory") set = option;
    else names.push(option);
  }
  if (!Number.isInteger(repeat) || repeat < 1) {
    console.error("Cannot repeat as --repeat needs a number of at least 1");
    return 2;
  }
  const chosen = SETS[set], unknown = names.find((name) => !chosen.names.includes(name));
  if (unknown !== undefined) {
    const why = chosen.names.length > 0
      ? `it is none of ${chosen.names.join(", ")}`
      : `--set ${set} has no parts`;
    console.error(`Cannot run ${unknown} as ${why}`);
    return 2;
  }
  await progress("orochi build ...");
  await build();
  const version = await versionOf("python3");
  if (version === null) console.log("python3 is not here: absolute times only");
  const table = await chosen.measure(names, repeat, version);
  console.log(plain(table));
  if (save) await write(table, chosen, version);
  return 0;
}

async function measureParts(
  names: readonly string[],
  repeat: number,
  version: string | null,
): Promise<Table> {
  const chosen = BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name));
  const rows: string[][] = [];
  for (const benchmark of chosen) {
    await progress(`${benchmark.title} ...`);
    rows.push(await measure(benchmark, repeat, version !== null));
    if (benchmark.measure === "speed-up" && benchmark.options === undefined) {
      const control = (await machineSpeedUp(3 * repeat)).toFixed(2);
      rows.push(["two Workers of JavaScript: what the machine gives", "-", control, control, "", ""]);
    }
  }
  await progress("");
  return {
    head: ["program", version ?? "python3", "Orochi", "compared", "wanted", "reached"],
    rows,
    right: [false, true, true, true, false, false],
  };
}

/** What can be measured, each for a section of BENCHMARKS.md: they stand there in this order. */
const SETS: Readonly<Record<string, MeasuredSet>> = {
  parts: {
    title: "## Parts",
    command: "deno task bench --write",
    words: `Medians of runs in turns. A ratio is Orochi's time divided by CPython's in the same run; a
speed-up is the time of two computations in turn divided by their time in two threads, the quickest
of each in a run, since others use the machine's cores; the one of two Workers in plain JavaScript,
measured in between, is what these give. Starts are from a build, as all are but the first on a machine.`,
    names: [...new Set(BENCHMARKS.map(({ name }) => name))],
    measure: measureParts,
  },
  jit: {
    title: "## Programs",
    command: "deno task bench --set jit --write",
    words: `Ratios of the time of the program's main work, from its first call, so that compiling
counts; medians of runs in turns. Warm: the ratio once the same process has done the work three times.`,
    names: GROUP_PROGRAMS,
    measure: (names, repeat) => measureGroups(names, repeat),
  },
  strategies: {
    title: "## Strategies",
    command: "deno task bench --set strategies --write",
    words: `The same programs, which have one thread, under strategies for parallel threads: ratios to
\`timeout + plain\`, in turns.`,
    names: GROUP_PROGRAMS,
    measure: measureStrategies,
  },
  pickle: {
    title: "## Pickles",
    command: "deno task bench --set pickle --write",
    words: `Writing and reading the pickles (protocol 5) of 4000 records and of a tree of 3000 objects: the
quickest of twelve rounds in a process, medians of processes in turns. CPython's is the C code; TypeScript is
\`@orochi/multiprocess/pickle\` with the values that Deno programs have, of the records.`,
    names: [],
    measure: measurePickles,
  },
  memory: {
    title: "## Memory",
    command: "deno task bench memory --write",
    words:
      `Bytes per element of what programs make many of, payload and overhead together, under strategies that
count with no word before each object (\`side\`), with one (\`plain\`) and with two (\`biased\`).`,
    names: [],
    measure: () => memoryTable(),
  },
};

if (import.meta.main) Deno.exit(await main([...Deno.args]));

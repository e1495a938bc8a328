/**
 * The set `jit`: ordinary programs in groups, each beside CPython and PyPy, with a geometric mean for each group.
 *
 * @module
 */
import { median } from "../runs.ts";
import type { Table } from "../table.ts";
import { warmSeconds } from "./rounds.ts";
import { orochi, progress, ROOT, runOnce, showSeconds, verdict, versionOf } from "./runner.ts";

/** Programs that are judged together. */
export interface Group {
  readonly name: string;
  /** Files in benchmarks/, without their ending. */
  readonly programs: readonly string[];
  /** Bound of the geometric mean of the ratios to CPython. */
  readonly atMost: number;
}

/** Bound of each single program's ratio to CPython. */
const PROGRAM_AT_MOST = 1.5;

/** All of them. */
export const GROUPS: readonly Group[] = [
  {
    name: "numeric",
    programs: [
      "fib",
      "int_loop",
      "nbody_lists",
      ...["mandelbrot", "spectral_norm", "fannkuch", "matrix_product", "sieve", "collatz", "pi_digits"].map(
        (name) => `numeric/${name}`,
      ),
    ],
    atMost: 0.12,
  },
  {
    name: "objects",
    programs: [
      "richards",
      "delta_blue",
      "ray_tracer",
      "binary_trees",
      "n_queens",
      "generators",
      "closures",
      "exceptions",
    ].map((name) => `objects/${name}`),
    atMost: 0.45,
  },
  {
    name: "data",
    programs: ["word_count", "dict_set", "sort_key", "string_building", "formatting", "json_codec"].map(
      (name) => `data/${name}`,
    ),
    atMost: 0.9,
  },
];

/** Names by which a program of the set can be chosen. */
export const GROUP_PROGRAMS: readonly string[] = GROUPS.flatMap(({ name, programs }) => [name, ...programs]);

/** The geometric mean of some ratios. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Medians of the seconds that each command needs for a program, in turns; all must print the same. */
export async function measure(
  commands: readonly (readonly string[])[],
  program: string,
  repeat: number,
): Promise<number[]> {
  const file = new URL(`benchmarks/${program}.py`, ROOT).pathname;
  const times: number[][] = commands.map(() => []);
  let printed: string | undefined;
  for (let round = 0; round < repeat; round++) {
    for (const [k, command] of commands.entries()) {
      const { output, value } = await runOnce(command, file);
      if (printed !== undefined && output !== printed) {
        throw new Error(`${program} prints\n${output}\nunder ${command[0]} and\n${printed}\nunder another`);
      }
      printed = output;
      times[k].push(value);
    }
  }
  return times.map(median);
}

/**
 * Measures the set.
 *
 * @param names Groups or programs; empty for all.
 * @param repeat Runs of each program.
 * @param options Options of Orochi.
 * @returns A row for each program and one for each group that was run whole. Without `python3`, times only.
 */
export async function measureGroups(
  names: readonly string[],
  repeat: number,
  options: readonly string[] = [],
): Promise<Table> {
  const python = await versionOf("python3"), pypy = await versionOf("pypy3");
  const commands = [orochi(options)];
  if (python !== null) commands.push(["python3"]);
  if (pypy !== null) commands.push(["pypy3"]);
  const rows: string[][] = [];
  for (const { name, programs, atMost } of GROUPS) {
    const chosen = programs.filter((program) =>
      names.length === 0 || names.includes(name) || names.includes(program)
    );
    const ratios: number[] = [], warmRatios: number[] = [], pypyRatios: number[] = [];
    for (const program of chosen) {
      await progress(`${program} ...`);
      const [own, ...others] = await measure(commands, program, repeat);
      const theirs = python === null ? NaN : others[0],
        fastest = pypy === null ? NaN : others.at(-1) as number;
      ratios.push(own / theirs);
      pypyRatios.push(own / fastest);
      const ownWarm = await warmSeconds(commands[0], program);
      const warm = python === null ? NaN : ownWarm / await warmSeconds(commands[1], program);
      warmRatios.push(warm);
      const row = [program, python === null ? "-" : showSeconds(theirs), showSeconds(own)];
      rows.push([
        ...row,
        ...judged(own / theirs, PROGRAM_AT_MOST, 2),
        showRatio(warm, 2),
        ...beside(pypy, own / fastest),
      ]);
    }
    if (chosen.length < programs.length) continue;
    const mean = geometricMean(ratios);
    rows.push([
      `**${name}, geometric mean**`,
      "",
      "",
      ...judged(mean, atMost, 3),
      showRatio(geometricMean(warmRatios), 3),
      ...beside(pypy, geometricMean(pypyRatios)),
    ]);
  }
  await progress("");
  return {
    head: [
      "program",
      python ?? "python3",
      "Orochi",
      "ratio",
      "wanted",
      "reached",
      "warm",
      ...(pypy === null ? [] : ["of PyPy"]),
    ],
    rows,
    right: [false, true, true, true, false, false, true, ...(pypy === null ? [] : [true])],
  };
}

/** A ratio, its bound, and whether it keeps it, for a table. */
export function judged(ratio: number, atMost: number, digits: number): string[] {
  if (Number.isNaN(ratio)) return ["-", `at most ${atMost}`, "-"];
  const good = ratio <= atMost;
  return [verdict(ratio.toFixed(digits), good), `at most ${atMost}`, good ? "yes" : "no"];
}

function showRatio(ratio: number, digits: number): string {
  return Number.isNaN(ratio) ? "-" : ratio.toFixed(digits);
}

function beside(pypy: string | null, ratio: number): string[] {
  return pypy === null ? [] : [ratio.toFixed(2)];
}

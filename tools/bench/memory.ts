/**
 * `deno task bench --set memory`: bytes per element of what programs make many of, beside `python3`'s.
 *
 * @module
 */
import type { Table } from "../table.ts";
import { orochi, ROOT, versionOf } from "./runner.ts";

const PROGRAM = new URL("benchmarks/memory.py", ROOT).pathname;

/** What the program's lines are about, and the bytes that an element may have at most. */
const ROWS: readonly (readonly [name: string, title: string, atMost?: number])[] = [
  ["floats", "list of distinct floats", 20],
  ["instances", "instance with three attributes", 32],
  ["slotted", "the same with __slots__", 28],
  ["int_dict", "dict, int to int, of 100,000", 20],
  ["large_dict", "the same of 1,000,000", 20],
  ["strings", "str of 10 ASCII characters", 24],
  ["pairs", "tuple of two ints"],
  ["lists", "list of three ints"],
  ["int_set", "set of ints, of 100,000"],
  ["large_set", "the same of 1,000,000"],
  ["big_ints", "int beyond 31 bits"],
];

/** Counting strategies whose figures are shown: with no word, one and two words before each object. */
const COUNTS = ["side", "plain", "biased"];

async function measure(command: readonly string[]): Promise<Map<string, number>> {
  const [name, ...options] = command;
  const { code, stdout, stderr } = await new Deno.Command(name, { args: [...options, PROGRAM] }).output();
  if (code !== 0) {
    throw new Error(`${PROGRAM} ended with status ${code}:\n${new TextDecoder().decode(stderr)}`);
  }
  return new Map(
    new TextDecoder().decode(stdout).trim().split("\n").map((line) => line.split(" ")).map((
      [what, bytes],
    ) => [what, Number(bytes)]),
  );
}

/** Measures; the table has a row for each kind of element. */
export async function memoryTable(): Promise<Table> {
  const python = await versionOf("python3");
  const columns: { title: string; bytes: Map<string, number> }[] = [];
  for (const refcount of COUNTS) {
    columns.push({
      title: refcount,
      bytes: await measure(orochi(["--lock", "timeout", "--refcount", refcount])),
    });
  }
  if (python !== null) columns.push({ title: python, bytes: await measure(["python3"]) });
  return {
    head: ["bytes per element", ...columns.map(({ title }) => title), "wanted"],
    rows: ROWS.map(([name, title, atMost]) => [
      title,
      ...columns.map(({ bytes }) => bytes.get(name)?.toFixed(1) ?? "-"),
      atMost === undefined ? "" : `${atMost}`,
    ]),
    right: [false, ...columns.map(() => true), true],
  };
}

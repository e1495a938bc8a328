/**
 * Programs whose main work is done several times by one process: what is left when everything hot has been compiled.
 *
 * @module
 */
import { median } from "../runs.ts";
import { ROOT, runOnce } from "./runner.ts";

/** How often the work is done, and how many of the last times count. */
const ROUNDS = 6, COUNTED = 3;

/**
 * A program that does its main work several times, which is what follows its last `start = time.perf_counter()` outside of
 * functions, up to where it prints the seconds.
 *
 * @throws {Error} If there is no such line.
 */
export function repeated(source: string, rounds: number): string {
  const lines = source.trimEnd().split("\n");
  const start = lines.lastIndexOf("start = time.perf_counter()");
  if (start < 0) {
    throw new Error("no line 'start = time.perf_counter()': nothing says where the main work begins");
  }
  const body = lines.slice(start).map((line) => line === "" ? line : `    ${line}`);
  return [...lines.slice(0, start), `for _ in range(${rounds}):`, ...body, ""].join("\n");
}

/**
 * Seconds that a program's main work takes once it is warm: the median of its last rounds.
 *
 * @param command The interpreter and its options.
 * @param program Its file in benchmarks/, without the ending.
 * @throws {Error} If it fails.
 */
export async function warmSeconds(command: readonly string[], program: string): Promise<number> {
  const source = await Deno.readTextFile(new URL(`benchmarks/${program}.py`, ROOT));
  const file = await Deno.makeTempFile({ prefix: "orochi-bench-", suffix: ".py" });
  try {
    await Deno.writeTextFile(file, repeated(source, ROUNDS));
    const { output } = await runOnce(command, file, true);
    const seconds = output.split("\n").filter((line) => line.startsWith("seconds "));
    return median(seconds.slice(-COUNTED).map((line) => Number(line.split(" ")[1])));
  } finally {
    await Deno.remove(file);
  }
}

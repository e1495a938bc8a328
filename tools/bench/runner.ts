/**
 * One run of a program under an interpreter, as the benchmarks measure it.
 *
 * @module
 */

/** Folder of the repository. */
export const ROOT: URL = new URL("../../", import.meta.url);

const cli = new URL("packages/runtime/cli.ts", ROOT).pathname;

/** Command line that runs Orochi, without the program. */
export function orochi(options: readonly string[] = []): string[] {
  return [Deno.execPath(), "run", "-A", "--no-check", cli, ...options];
}

/**
 * Makes the build that the command would make in the background after the first program, beside the second.
 *
 * @throws {Error} If it can't be made.
 */
export async function build(): Promise<void> {
  const [name, ...args] = orochi(["build"]);
  const { success, stderr } = await new Deno.Command(name, { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** One run of a program: its output without the line of the measurement, and the measurement. */
export interface Run {
  /** What it printed, but for its last line. */
  readonly output: string;
  /** The number of its last line, or the seconds of the process. */
  readonly value: number;
}

/**
 * Runs a program.
 *
 * @param command The interpreter and its options.
 * @param file Path of the program.
 * @param whole Whether the time of the whole process is wanted, not the number that the program prints last.
 * @param env What is in the environment besides.
 * @throws {Error} If it fails.
 */
export async function runOnce(
  command: readonly string[],
  file: string,
  whole = false,
  env: Record<string, string> = {},
): Promise<Run> {
  const start = performance.now();
  const [name, ...options] = command;
  const { code, stdout, stderr } = await new Deno.Command(name, { args: [...options, file], env }).output();
  const seconds = (performance.now() - start) / 1000;
  const decoder = new TextDecoder();
  if (code !== 0) throw new Error(`${file} ended with status ${code}:\n${decoder.decode(stderr)}`);
  const lines = decoder.decode(stdout).trimEnd().split("\n");
  if (whole) return { output: lines.join("\n"), value: seconds };
  const value = Number(lines.pop()?.split(" ")[1]);
  return { output: lines.join("\n"), value };
}

/** Runs a program under Orochi as on a machine that has nothing of it but its sources: no build, and no bytecode. */
export async function runFirst(command: readonly string[], file: string, whole = false): Promise<Run> {
  const folder = Deno.makeTempDirSync();
  try {
    return await runOnce(command, file, whole, { OROCHI_CACHE: folder, OROCHI_BUILD: "manual" });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** What an interpreter calls itself (the first line of `-V`), or null if it is not installed. */
export async function versionOf(command: string): Promise<string | null> {
  try {
    const { stdout } = await new Deno.Command(command, { args: ["-V"] }).output();
    return new TextDecoder().decode(stdout).trim().split("\n")[0];
  } catch {
    return null;
  }
}

/** Seconds for a reader. */
export function showSeconds(value: number): string {
  return value < 0.1 ? `${(value * 1000).toFixed(2)} ms` : `${value.toFixed(3)} s`;
}

/** Says on a terminal what is being measured; nothing elsewhere. */
export async function progress(text: string): Promise<void> {
  if (!Deno.stderr.isTerminal()) return;
  await Deno.stderr.write(new TextEncoder().encode(`\r\u001b[K${text}`));
}

/** Text in green or red on a terminal. */
export function verdict(text: string, good: boolean): string {
  return Deno.stdout.isTerminal() ? `${good ? "\u001b[32m" : "\u001b[31m"}${text}\u001b[0m` : text;
}

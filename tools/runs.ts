/**
 * Runs of a Python program under chosen strategies, for the demo and the experiments.
 *
 * @module
 */
import { type RunFigures, runProgramInWorkers } from "@orochi/runtime";

/** A combination of strategies, and what the tables call it. */
export interface Combination {
  readonly title: string;
  readonly lock: string;
  readonly refcount: string;
}

/** What one run gave. */
export interface RunResult {
  readonly figures: RunFigures;
  readonly stdout: string;
}

/**
 * Runs a program once.
 *
 * @param file Path of the program.
 * @throws {Error} If it fails, with what it wrote to standard error.
 */
export async function runOnce(
  combination: Combination,
  file: string,
  args: readonly string[],
): Promise<RunResult> {
  const capture = { stdout: await Deno.makeTempFile(), stderr: await Deno.makeTempFile() };
  try {
    const { status, refusal, figures } = await runProgramInWorkers({
      lock: combination.lock,
      refcount: combination.refcount,
      jit: true,
      reserveBytes: 2 ** 31,
      argv: [file, ...args],
      path: [file.slice(0, file.lastIndexOf("/"))],
      program: { source: await Deno.readTextFile(file), filename: file },
      capture,
      stats: true,
    });
    if (status !== 0 || figures === null) {
      throw new Error(
        `${file} under ${combination.title}: ${refusal ?? await Deno.readTextFile(capture.stderr)}`,
      );
    }
    return { figures, stdout: await Deno.readTextFile(capture.stdout) };
  } finally {
    await Deno.remove(capture.stdout);
    await Deno.remove(capture.stderr);
  }
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Shows on a terminal what is being done, in one line that the next replaces; elsewhere, a line each. */
export function progress(text: string): void {
  const line = Deno.stderr.isTerminal() ? `\r\u001b[K${text}` : text === "" ? "" : `${text}\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}

/**
 * For tests: runs a Python program on Workers and gives what it wrote.
 *
 * @module
 */
import type { Settings } from "./messages.ts";
import { type ProgramResult, runProgramInWorkers } from "./supervisor.ts";

/** What a program wrote, and how it ended. */
export interface TestRun extends ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program under the default strategies, interpreted, unless `settings` say otherwise; its heap is checked. */
export async function runTestProgram(source: string, settings: Partial<Settings> = {}): Promise<TestRun> {
  const capture = { stdout: Deno.makeTempFileSync(), stderr: Deno.makeTempFileSync() };
  try {
    const result = await runProgramInWorkers({
      lock: "object",
      refcount: "biased",
      jit: false,
      reserveBytes: 128 << 20,
      argv: ["-c"],
      path: [""],
      program: { source, filename: "<string>" },
      capture,
      check: true,
      ...settings,
    });
    const [stdout, stderr] = [capture.stdout, capture.stderr].map((path) => Deno.readTextFileSync(path));
    return { ...result, stdout, stderr };
  } finally {
    for (const path of Object.values(capture)) Deno.removeSync(path);
  }
}

/**
 * A run of `soak.ts` or of the fuzzer of threads, in a process of its own: `deno run -A tools/soak_one.ts RUN`, with a
 * {@linkcode SoakRun} as JSON. Prints what was wrong, or null, as JSON.
 *
 * @module
 */
import { askForReport, InternalError, Supervisor } from "@orochi/runtime";

/** A program and how it is run. */
export interface SoakRun {
  /** Path of the file; what it is to print is beside it. */
  readonly program: string;
  readonly lock: string;
  readonly refcount: string;
  readonly compiled: boolean;
}

/** A run that takes longer than this hangs, in milliseconds. */
const PATIENCE_MS = 60_000;
/** How long it has to say what its threads do, in milliseconds. */
const REPORT_MS = 3000;

/**
 * Runs a program once; what was wrong, or null. In a process of its own: the engine does not bear a thousand Workers in
 * one, however few at a time.
 */
export async function runAlone(run: SoakRun): Promise<string | null> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", new URL(import.meta.url).pathname, JSON.stringify(run)],
  }).output();
  const [text, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return success ? JSON.parse(text) : `its process ended: ${error}`;
}

async function runOnce({ program, lock, refcount, compiled }: SoakRun): Promise<string | null> {
  const capture = { stdout: Deno.makeTempFileSync(), stderr: Deno.makeTempFileSync() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const supervisor = new Supervisor({
    lock,
    refcount,
    jit: compiled ? { functionThreshold: 2, loopThreshold: 2 } : false,
    reserveBytes: 512 << 20,
    argv: [program],
    path: [program.slice(0, program.lastIndexOf("/"))],
    program: { source: Deno.readTextFileSync(program), filename: program },
    capture,
    check: true,
  });
  try {
    const hang = new Promise<"hangs">((resolve) => timer = setTimeout(() => resolve("hangs"), PATIENCE_MS));
    const result = await Promise.race([supervisor.result, hang]);
    if (result === "hangs" && supervisor.memory !== null) {
      askForReport(supervisor.memory);
      await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
    }
    const [stdout, stderr] = [capture.stdout, capture.stderr].map((path) => Deno.readTextFileSync(path));
    if (result === "hangs") {
      return `it hangs; until then it wrote:\n${stdout}${
        supervisor.memory === null ? "Its main thread's Worker has not made a heap." : stderr
      }`;
    }
    const wanted = Deno.readTextFileSync(program.replace(/py$/, "out"));
    if (result.heapError !== null) return `the heap: ${result.heapError}`;
    if (result.status !== 0) return `status ${result.status}: ${stderr}`;
    return stdout === wanted ? null : `other output:\n${stdout}`;
  } catch (error) {
    if (error instanceof InternalError) return error.message;
    throw error;
  } finally {
    clearTimeout(timer);
    supervisor.terminate();
    for (const path of Object.values(capture)) Deno.removeSync(path);
  }
}

if (import.meta.main) {
  console.log(JSON.stringify(await runOnce(JSON.parse(Deno.args[0]))));
  Deno.exit(0);
}

/**
 * Assembles the packages and runs Python programs.
 *
 * ```ts
 * import { DenoHost, runProgram } from "@orochi/runtime";
 *
 * const status = runProgram({
 *   refcount: "biased",
 *   lock: "object",
 *   reserveBytes: 256 << 20,
 *   source: "print(sum(range(10)))",
 *   filename: "<example>",
 *   argv: [""],
 *   path: [],
 *   host: new DenoHost(),
 * });
 * if (status !== 0) throw new Error(`exit status ${status}`);
 * ```
 *
 * @module
 */
export { checkCounts } from "./check_counts.ts";
export { checkLocks } from "./check_locks.ts";
export { askForReport } from "./deadlock.ts";
export { DenoHost } from "./deno_host.ts";
export { Runtime } from "./embed.ts";
export { PythonError, PythonExit } from "./embed_errors.ts";
export type { PythonGlobals } from "./embed_globals.ts";
export type { InputOption, OutputOption } from "./embed_host.ts";
export { type PythonFunction, PythonObject } from "./embed_objects.ts";
export type { RuntimeOptions } from "./embed_options.ts";
export type { PythonValue } from "./embed_values.ts";
export { interruptMainThread } from "./interrupts.ts";
export type { RunFigures, Settings } from "./messages.ts";
export { makeImage, type ProgramOptions, runProgram } from "./program.ts";
export { PRELOADED } from "@orochi/stdlib";
export {
  assemble,
  type Assembly,
  describeStrategies,
  LOCKS,
  REFCOUNTS,
  StrategyError,
} from "./strategies.ts";
export { InternalError, type ProgramResult, runProgramInWorkers, Supervisor } from "./supervisor.ts";

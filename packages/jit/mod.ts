/**
 * Compiles hot Python code to WebAssembly: see the README for how.
 *
 * @module
 */
export { type Reason, REASONS } from "./codegen/exits.ts";
export { Jit, type JitOptions } from "./jit.ts";
export type { JitStatistics } from "./statistics.ts";

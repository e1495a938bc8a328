/**
 * Compiles hot Python code to WebAssembly: see the README for how.
 *
 * @module
 */
export { Jit, type JitOptions, type JitStatistics } from "./jit.ts";

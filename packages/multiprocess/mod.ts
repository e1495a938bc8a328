/**
 * Processes, pickles, connections and shared memory, as Python's `multiprocessing` has them, for any Deno program.
 *
 * @module
 */
export * from "./pickle/mod.ts";

/**
 * Processes, pickles, connections and shared memory, as Python's `multiprocessing` has them, for any Deno program.
 *
 * @module
 */
export * from "./connection/mod.ts";
export * from "./managers/mod.ts";
export * from "./pickle/mod.ts";
export * from "./sharing/mod.ts";
export * from "./pool/mod.ts";
export * from "./process/mod.ts";

/**
 * Pools of Workers and of processes that call functions of modules.
 *
 * @module
 */
export { BrokenPoolError, RemoteTraceback } from "./errors.ts";
export { processHost, type StartHost, type TaskHost, workerHost } from "./host.ts";
export type { Answer, Batch, Outcome, RemoteError as TaskError, Start, Target } from "./messages.ts";
export { type MapOptions, Pool, type PoolOptions } from "./pool.ts";

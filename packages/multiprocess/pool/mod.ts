/**
 * Pools of Workers that call functions of modules.
 *
 * @module
 */
export { BrokenPoolError, RemoteTraceback } from "./errors.ts";
export { type MapOptions, Pool, type PoolOptions } from "./pool.ts";

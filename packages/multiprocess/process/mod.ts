/**
 * Child processes that run functions of modules.
 *
 * @module
 */
export { parentConnection } from "./parent.ts";
export { activeChildren, Process, type ProcessOptions } from "./process.ts";

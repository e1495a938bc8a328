/**
 * The collector of reference cycles, for the counting strategies.
 *
 * @module
 */
export { Collector, isCounted } from "./collector.ts";
export { isTracked } from "./find.ts";
export { finalise } from "./sweep.ts";
export * from "./state.ts";

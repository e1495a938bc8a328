/**
 * The native half of the standard library: what CPython writes in C, as tables of natives for `@orochi/vm`.
 *
 * @module
 */
export { sysModule, type SysOptions } from "./sys.ts";
export { flushStream, newTextStream, textStreamType } from "./text_stream.ts";
export { timeModule } from "./time.ts";

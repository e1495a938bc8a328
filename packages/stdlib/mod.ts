/**
 * The native half of the standard library: what CPython writes in C, as tables of natives for `@orochi/vm`.
 *
 * @module
 */
export { errorNumber, errorWords } from "./errno.ts";
export { adoptModules } from "./importlib_finders.ts";
export { nativeModules, nativeTypes } from "./modules.ts";
export type { SysOptions } from "./sys.ts";
export { runExitFunctions } from "./atexit.ts";
export { beginFinalizing, STATE_CLOCK } from "./state.ts";
export { flushAll } from "./io/flush_all.ts";
export { isCompiled, readCompiled } from "./compiled_file.ts";
export { runInteractive } from "./repl.ts";
export { preloadModules } from "./preload/record.ts";
export { preloadedModules } from "./preload/take.ts";
export { PRELOADED } from "./preload/names.ts";
export { encodeStreams, flushStream, standardStreams } from "./io/open.ts";
export { REPORT_SIGNAL } from "./signal.ts";
export { threadEnds } from "./thread.ts";
export { enterForkedChild, type ForkPlan, processFork } from "./multiprocessing/fork.ts";

/**
 * What a profiler written in TypeScript is told, without a call of Python for each event; `_lsprof` is one.
 *
 * @module
 */
import type { Address, Value } from "@orochi/object";

/** Told of each call and return of the thread it was set for. It must run no Python code. */
export interface Profiler {
  /** A Python function, or a generator that goes on, begins. */
  enter(code: Address): void;
  /** It returns, yields or raises. */
  leave(code: Address): void;
  /** A native function (borrowed) is called from Python code. */
  enterNative(callable: Value): void;
  /** It has returned or raised. */
  leaveNative(callable: Value): void;
}

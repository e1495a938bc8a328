/**
 * Functions that calls have met, as hints: the function may be gone by the time that something is compiled, as closures are
 * that were made by an earlier call of the same code. What is called is known even then, as that is constant: their code.
 *
 * @module
 */
import {
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  T_CODE,
  T_FUNCTION,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";

/** A function that a call has met. */
export interface Callee {
  /** 0 if it is gone. */
  readonly func: Value;
  readonly code: Value;
  /** Items of its tuple of defaults; -1 where nobody has noted that. */
  readonly defaults: number;
}

/** What there is to know of a live function. */
export function calleeOf(i32: Int32Array, func: Value): Callee {
  const tuple = i32[(func + FUNCTION_DEFAULTS) >>> 2];
  return {
    func,
    code: i32[(func + FUNCTION_CODE) >>> 2],
    defaults: tuple === 0 ? 0 : i32[(tuple + TUPLE_LENGTH) >>> 2],
  };
}

/** The callee as it is now: without its function if that is gone, null if its code is too. Their blocks still are some objects'. */
export function stillThere(i32: Int32Array, { func, code, defaults }: Callee): Callee | null {
  const isThere = func !== 0 && isA(i32, func, T_FUNCTION);
  if (isThere && (code === 0 || i32[(func + FUNCTION_CODE) >>> 2] === code)) return calleeOf(i32, func);
  return code !== 0 && isA(i32, code, T_CODE) ? { func: 0, code, defaults } : null;
}

function isA(i32: Int32Array, object: Value, type: number): boolean {
  return (i32[object >>> 2] & 0xffff) === type;
}

/**
 * The shared world as one simulated thread sees it: every access becomes a call of the simulation.
 *
 * @module
 */
import {
  ADD,
  AND,
  COMPARE_EXCHANGE,
  EFFECT,
  EXCHANGE,
  LOAD,
  NOTIFY,
  NOW,
  OR,
  READ,
  STORE,
  SUB,
  WAIT,
  WRITE,
  XOR,
} from "./_access.ts";
import type { ModelAtomics, ThreadHandle } from "./model.ts";

/** Does an access for a thread, or ends its run so that another thread can go on. */
export type Access = (
  kind: number,
  index: number,
  a: unknown,
  b: unknown,
) => unknown;

/** The shared words of one thread: an `Int32Array` to look at, of which only what protocols use is there. */
function sharedWords(length: number, access: Access): Int32Array {
  const copy = (from = 0, to = length) => {
    const result = new Int32Array(Math.max(0, to - from));
    for (let i = 0; i < result.length; i++) {
      result[i] = access(READ, from + i, 0, 0) as number;
    }
    return result;
  };
  const fill = (value: number, from = 0, to = length) => {
    for (let i = from; i < to; i++) access(WRITE, i, value | 0, 0);
  };
  const set = (values: ArrayLike<number>, from = 0) => {
    for (let i = 0; i < values.length; i++) access(WRITE, from + i, values[i] | 0, 0);
  };
  return new Proxy(new Int32Array(0), {
    get(_target, key) {
      const index = typeof key === "string" ? Number(key) : NaN;
      if (index >= 0 && index < length) return access(READ, index, 0, 0);
      if (key === "length") return length;
      if (key === "subarray" || key === "slice") return copy;
      if (key === "fill") return fill;
      if (key === "set") return set;
      throw new TypeError(
        `Cannot use ${
          String(key)
        } of simulated words as only elements, length, copies, fill and set are there`,
      );
    },
    set(_target, key, value) {
      const index = Number(key);
      if (!(index >= 0 && index < length)) {
        throw new RangeError(
          `Cannot write word ${String(key)} of ${length} words`,
        );
      }
      access(WRITE, index, value | 0, 0);
      return true;
    },
  });
}

/**
 * A thread's handle.
 *
 * @param length Number of shared words.
 */
export function makeHandle(
  index: number,
  length: number,
  access: Access,
): ThreadHandle {
  const words = sharedWords(length, access);
  const at = (given: Int32Array, word: number): number => {
    if (given !== words) {
      throw new TypeError(
        "Cannot access these words as they are not the thread's own handle.words",
      );
    }
    if (!(word >= 0 && word < length)) {
      throw new RangeError(`Cannot access word ${word} of ${length} words`);
    }
    return word;
  };
  const atomics: ModelAtomics = {
    load: (w, i) => access(LOAD, at(w, i), 0, 0) as number,
    store: (w, i, v) => (access(STORE, at(w, i), v | 0, 0), v),
    add: (w, i, v) => access(ADD, at(w, i), v | 0, 0) as number,
    sub: (w, i, v) => access(SUB, at(w, i), v | 0, 0) as number,
    and: (w, i, v) => access(AND, at(w, i), v | 0, 0) as number,
    or: (w, i, v) => access(OR, at(w, i), v | 0, 0) as number,
    xor: (w, i, v) => access(XOR, at(w, i), v | 0, 0) as number,
    exchange: (w, i, v) => access(EXCHANGE, at(w, i), v | 0, 0) as number,
    compareExchange: (w, i, seen, v) => access(COMPARE_EXCHANGE, at(w, i), seen | 0, v | 0) as number,
    wait: (w, i, v, timeoutMs = Infinity) =>
      access(WAIT, at(w, i), v | 0, timeoutMs) as
        | "ok"
        | "not-equal"
        | "timed-out",
    notify: (w, i, count = Infinity) => access(NOTIFY, at(w, i), count, 0) as number,
  };
  return {
    index,
    words,
    atomics,
    now: () => access(NOW, -1, 0, 0) as number,
    effect: <T>(name: string, action: () => T): T => access(EFFECT, -1, action, name) as T,
  };
}

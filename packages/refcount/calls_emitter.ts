/**
 * An emitter for strategies that have none of their own: a call of the strategy's method for everything but the header
 * of a fresh object. Compiled code is right with it, and slower than with instructions in line.
 *
 * @module
 */
import type { RefcountEmitter } from "./strategy.ts";

/**
 * Makes an emitter of calls.
 *
 * @param header What the words before a fresh object hold: the first is the one at -4, the next the one at -8.
 * @returns The emitter. Its `isUnique` always says no, which is safe: nothing is changed in place then.
 */
export function callsEmitter(header: readonly number[]): RefcountEmitter {
  return {
    init(f, object) {
      header.forEach((word, i) => {
        f.localGet(object);
        f.i32Const(4 * (i + 1));
        f.i32Sub();
        f.i32Const(word);
        f.i32Store();
      });
    },

    incref(f, object, context) {
      f.localGet(object);
      f.call(context.incref);
    },

    decref(f, object, context, onDeath) {
      f.localGet(object);
      f.call(context.decref);
      f.if();
      onDeath();
      f.end();
    },

    tryIncref(f, object, context, onFailure) {
      f.localGet(object);
      f.call(context.tryIncref);
      f.i32Eqz();
      f.brIf(onFailure);
    },

    isUnique(f) {
      f.i32Const(0);
    },

    borrow(f, _object, _context, ifUnsafe) {
      f.br(ifUnsafe);
    },
  };
}

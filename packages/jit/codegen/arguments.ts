/**
 * What a call passes: from registers side by side, or from a tuple and a dict.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { MAYBE_STATE } from "../states.ts";
import type { Translator } from "./translator.ts";

/** The arguments of a call, self included. */
export interface Arguments {
  /** How many there are, those with names included. */
  readonly given: number;
  /** Names of the last ones. */
  readonly names: readonly Value[];
  /** Pushes one, with a reference that the receiver then owns. Each is pushed once on each way. */
  readonly push: (k: number) => void;
  /** The locals that they are in, where they have been taken into such: {@linkcode ownArguments}. */
  readonly locals: readonly number[];
  /** Where the code is left with an exception: drops those that are in locals and that nobody has got. */
  readonly drop: () => void;
  /** Behind the call: drops what held them. */
  readonly release: () => void;
}

/** The values of registers from `first` on. */
export function argumentsOf(t: Translator, first: number, given: number, names: readonly Value[]): Arguments {
  return { given, names, push: (k) => t.pushOwned(first + k), locals: [], drop: () => {}, release: () => {} };
}

/** The same, each in a local of its own already. */
export function ownArguments(t: Translator, passed: Arguments): Arguments {
  const f = t.f;
  const locals = Array.from({ length: passed.given }, (_, k) => {
    const local = f.newLocal(I32);
    passed.push(k);
    f.localSet(local);
    return local;
  });
  return {
    ...passed,
    locals,
    push: (k) => give(t, locals[k]),
    drop: () => {
      for (const local of locals) t.dropLocal(local, MAYBE_STATE, true);
    },
    release: () => {
      for (const local of locals) f.releaseLocal(local);
      passed.release();
    },
  };
}

/** Pushes what an i32 local holds; the local is 0 from then on. */
export function give(t: Translator, local: number): void {
  t.f.localGet(local);
  t.f.i32Const(0);
  t.f.localSet(local);
}

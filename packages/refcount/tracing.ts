/**
 * No counts at all: what nothing reaches is found by a collector that stops the world and marks from the roots, as
 * Jython, IronPython and PyPy rely on. A word before an object is not needed, and taking or dropping a reference writes
 * to no object; what dies, dies at the next collection.
 *
 * The collector sees frames, control words and objects. What a native holds besides, it holds for a moment: so of each
 * slot the last objects that it made or took a reference to are kept, in a ring in its part of the region:
 * `[next][entries...]`, written by the slot's thread only.
 *
 * Invariant: nothing here tells of a death, and everything can be had.
 *
 * @module
 */
import type { FunctionBuilder } from "@orochi/wasm";
import type {
  Address,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitter,
  RefcountStrategy,
} from "./strategy.ts";

const IMMORTAL = 1 << 16;
const SLOT_WORDS = 256;
/** Objects that a slot's ring keeps: a word of the slot's part says which comes next. */
export const RING_ENTRIES = 255;

/** As WebAssembly: references cost nothing, and compiled code is to keep what it makes where the collector looks. */
const TRACING_EMITTER: RefcountEmitter = {
  init(f, object, context) {
    f.localGet(object);
    f.call(context.incref);
  },
  incref() {},
  decref() {},
  tryIncref() {},
  isUnique(f: FunctionBuilder) {
    f.i32Const(0);
  },
  borrow() {},
};

/** See the module documentation. */
export class Tracing implements RefcountStrategy {
  readonly name = "tracing";
  readonly constraints: RefcountConstraints = {
    headerBytes: 0,
    needs: "serialised",
    exactDeath: false,
    tellsUnique: false,
    traced: true,
  };
  readonly emitter: RefcountEmitter = TRACING_EMITTER;
  readonly #words: Int32Array;
  readonly #slots: number;
  readonly #own: number;

  /** @param context Where the strategy works. */
  constructor(context: RefcountContext) {
    this.#words = context.words;
    this.#slots = context.region >>> 2;
    this.#own = this.#slots + context.slot * SLOT_WORDS;
  }

  init(object: Address): void {
    this.incref(object);
  }

  incref(object: Address): void {
    const words = this.#words, own = this.#own, next = words[own] % RING_ENTRIES;
    words[own + 1 + next] = object;
    words[own] = next + 1;
  }

  decref(_object: Address): boolean {
    return false;
  }

  tryIncref(object: Address): boolean {
    this.incref(object);
    return true;
  }

  makeTryable(_object: Address): void {}

  isUnique(_object: Address): boolean {
    return false;
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(_object: Address): number {
    return -1;
  }

  heldBy(slot: number, visit: (object: Address) => void): void {
    const first = this.#slots + slot * SLOT_WORDS + 1;
    for (let at = first; at < first + RING_ENTRIES; at++) if (this.#words[at] !== 0) visit(this.#words[at]);
  }

  safepoint(_destroy: Destroy): void {}
  detach(): void {}
  attach(): void {}
  threadStart(): void {}

  threadExit(_destroy: Destroy): void {
    this.#words.fill(0, this.#own, this.#own + SLOT_WORDS);
  }
}

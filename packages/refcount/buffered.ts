/**
 * Buffered counting: increments and decrements go to logs, one for each slot, and are applied all together while the
 * world stands still, so that no thread touches a count (as in Hastings' Gilectomy; the order is that of Bacon & Rajan 2001).
 *
 *     -4  count
 *
 * A slot's part of the region: `[length][soft limit][log][hard limit]`, then a log of 252 entries for want of a larger one.
 * `log` is the word of the first entry. An entry is the address of an object, plus 1 for a decrement.
 *
 * 1. References = count + increments in logs - decrements in logs.
 * 2. Increments may be applied early: that only keeps an object alive. Decrements are applied while the world stands
 *    still, after all increments, so that a count is never less than 1 while there is a reference.
 * 3. Then counts are exact and logs empty. What counts 0 is dead: nobody can have found it meanwhile.
 *
 * Taking a dead object apart drops what it holds. As nobody reached that through a dead object, a count that falls to 0
 * this way is dead too, and is told at once instead of a log later: but only until the first increment, as from then
 * on a program may be running (a finaliser), whose references are not the dead object's.
 *
 * Who finds its log half full asks itself to a safepoint, stops the world there and applies everybody's log. An object
 * dies that much later: a program sees `__del__` and weak references late.
 *
 * @module
 */
import { type FunctionBuilder, I32 } from "@orochi/wasm";
import { branchUnlessImmortal, IMMORTAL, pushHeader, pushImmortal } from "./_emit.ts";
import type {
  Address,
  AtomicOperations,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitContext,
  RefcountEmitter,
  RefcountStrategy,
} from "./strategy.ts";

const LENGTH = 0, SOFT_LIMIT = 1, LOG = 2, HARD_LIMIT = 3, ENTRIES = 4;
const SLOTS = 256, SLOT_SHIFT = 10, SLOT_WORDS = 256;
/** What an entry has besides the address. */
const DECREMENT = 1;
/** Entries of a log where there is memory for it. */
export const LOG_ENTRIES = 1 << 15;

/** The quick ways as WebAssembly: appending to a log that has room. */
function bufferedEmitter(region: Address): RefcountEmitter {
  /** Appends in line; `slow` writes what is done if there is no room, inside one more block. */
  const append = (
    f: FunctionBuilder,
    object: number,
    tag: number,
    context: RefcountEmitContext,
    slow: () => void,
  ): void => {
    const slot = f.newLocal(I32), length = f.newLocal(I32);
    f.globalGet(context.slotGlobal);
    f.i32Const(SLOT_SHIFT);
    f.i32Shl();
    f.localTee(slot);
    f.i32Load(region + LENGTH * 4);
    f.localTee(length);
    f.localGet(slot);
    f.i32Load(region + SOFT_LIMIT * 4);
    f.i32LtU();
    f.if();
    f.localGet(slot);
    f.i32Load(region + LOG * 4);
    f.localGet(length);
    f.i32Add();
    f.i32Const(2);
    f.i32Shl();
    f.localGet(object);
    f.i32Const(tag);
    f.i32Or();
    f.i32Store();
    f.localGet(slot);
    f.localGet(length);
    f.i32Const(1);
    f.i32Add();
    f.i32Store(region + LENGTH * 4);
    f.releaseLocal(length);
    f.releaseLocal(slot);
    f.else();
    slow();
    f.end();
  };
  const unlessImmortal = (f: FunctionBuilder, object: number, body: () => void): void => {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    body();
    f.end();
  };
  return {
    init(f, object) {
      pushHeader(f, object, 4);
      f.i32Const(1);
      f.i32Store();
    },

    incref(f, object, context) {
      unlessImmortal(f, object, () =>
        append(f, object, 0, context, () => {
          f.localGet(object);
          f.call(context.incref);
        }));
    },

    decref(f, object, context, onDeath) {
      unlessImmortal(f, object, () =>
        append(f, object, DECREMENT, context, () => {
          f.localGet(object);
          f.call(context.decref);
          f.if();
          onDeath();
          f.end();
        }));
    },

    tryIncref(f, object, context, onFailure) {
      unlessImmortal(f, object, () => {
        pushHeader(f, object, 4);
        f.i32Load();
        f.i32Eqz();
        f.brIf(onFailure);
        append(f, object, 0, context, () => {
          f.localGet(object);
          f.call(context.incref);
        });
      });
    },

    isUnique(f) {
      f.i32Const(0);
    },

    // Nothing dies before the world stands still: until then all that was found alive may be looked at.
    borrow(f, object, _context, ifUnsafe) {
      const checked = f.block(), counted = f.block();
      branchUnlessImmortal(f, object, counted);
      f.br(checked);
      f.end();
      pushHeader(f, object, 4);
      f.i32Load();
      f.i32Eqz();
      f.brIf(ifUnsafe);
      f.end();
    },
  };
}

/** See the module documentation. */
export class Buffered implements RefcountStrategy {
  readonly name = "buffered";
  readonly constraints: RefcountConstraints = {
    headerBytes: 4,
    needs: "parallel",
    exactDeath: false,
    tellsUnique: false,
  };
  readonly emitter: RefcountEmitter;
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #context: RefcountContext;
  readonly #slots: number;
  /** Word of this slot's part of the region. */
  readonly #own: number;
  /** Dead, and to be destroyed by this slot. */
  #dead: Address[] = [];
  /** Decrements that found no room in the log. */
  #kept: Address[] = [];
  /** Whether a decrement is one of a dead object's references. */
  #burying = false;

  /** @param context Where the strategy works; `stopTheWorld` must be there if several threads run. */
  constructor(context: RefcountContext) {
    this.emitter = bufferedEmitter(context.region);
    this.#words = context.words;
    this.#atomics = context.atomics;
    this.#context = context;
    this.#slots = context.region >>> 2;
    this.#own = this.#slots + context.slot * SLOT_WORDS;
  }

  init(object: Address): void {
    this.#burying = false;
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    this.#burying = false;
    if ((this.#words[object >>> 2] & IMMORTAL) === 0) this.#append(object);
  }

  decref(object: Address): boolean {
    const words = this.#words, word = object >>> 2;
    if ((words[word] & IMMORTAL) !== 0) return false;
    if (this.#burying) return this.#atomics.add(words, word - 1, -1) === 1;
    this.#append(object | DECREMENT);
    return false;
  }

  #append(entry: number): void {
    const words = this.#words, own = this.#own, length = words[own + LENGTH];
    if (length >= words[own + SOFT_LIMIT] && !this.#makeRoom(entry)) return;
    words[words[own + LOG] + words[own + LENGTH]++] = entry;
  }

  /** The log is nearly full. Returns false if the entry was dealt with otherwise. */
  #makeRoom(entry: number): boolean {
    const words = this.#words, own = this.#own;
    if (words[own + HARD_LIMIT] === 0) this.#openLog();
    const length = words[own + LENGTH];
    if (length >= words[own + SOFT_LIMIT]) this.#context.setBreaker(this.#context.slot);
    if (length < words[own + HARD_LIMIT]) return true;
    // No safepoint has come: what can't be applied early waits outside.
    const log = words[own + LOG];
    for (let at = log; at < log + length; at++) this.#applyEarly(words[at]);
    words[own + LENGTH] = 0;
    this.#applyEarly(entry);
    return false;
  }

  #applyEarly(entry: number): void {
    if ((entry & DECREMENT) !== 0) this.#kept.push(entry - DECREMENT);
    else this.#atomics.add(this.#words, (entry >>> 2) - 1, 1);
  }

  #openLog(): void {
    const words = this.#words, own = this.#own;
    const log = this.#context.reserve?.(LOG_ENTRIES * 4) ?? 0;
    words[own + LOG] = log === 0 ? own + ENTRIES : log >>> 2;
    words[own + HARD_LIMIT] = log === 0 ? SLOT_WORDS - ENTRIES : LOG_ENTRIES;
    words[own + SOFT_LIMIT] = words[own + HARD_LIMIT] >>> 1;
  }

  tryIncref(object: Address): boolean {
    this.#burying = false;
    const words = this.#words, word = object >>> 2;
    if ((words[word] & IMMORTAL) !== 0) return true;
    // A plain read: who dies does so while the world stands still.
    if (words[word - 1] === 0) return false;
    this.#append(object);
    return true;
  }

  makeTryable(_object: Address): void {}

  /** Never: other threads' logs would have to be looked at. */
  isUnique(_object: Address): boolean {
    return false;
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    const words = this.#words, word = object >>> 2, own = this.#own;
    if ((words[word] & IMMORTAL) !== 0) return -1;
    let count = words[word - 1];
    for (let at = words[own + LOG], end = at + words[own + LENGTH]; at < end; at++) {
      if (words[at] === object) count++;
      else if (words[at] === (object | DECREMENT)) count--;
    }
    return count - this.#kept.filter((kept) => kept === object).length;
  }

  settle(): void {
    const words = this.#words;
    for (let slot = 1; slot < SLOTS; slot++) {
      const part = this.#slots + slot * SLOT_WORDS, log = words[part + LOG];
      for (let at = log, end = at + words[part + LENGTH]; at < end; at++) {
        if ((words[at] & DECREMENT) === 0) words[(words[at] >>> 2) - 1]++;
      }
    }
    for (let slot = 1; slot < SLOTS; slot++) {
      const part = this.#slots + slot * SLOT_WORDS, log = words[part + LOG];
      for (let at = log, end = at + words[part + LENGTH]; at < end; at++) {
        if ((words[at] & DECREMENT) !== 0) this.#drop(words[at] - DECREMENT);
      }
      words[part + LENGTH] = 0;
    }
    for (const object of this.#kept) this.#drop(object);
    this.#kept = [];
  }

  #drop(object: Address): void {
    const words = this.#words, word = object >>> 2;
    if ((words[word] & IMMORTAL) !== 0 || --words[word - 1] !== 0) return;
    if (this.#dead.push(object) === 1) this.#context.setBreaker(this.#context.slot);
  }

  safepoint(destroy: Destroy): void {
    const { stopTheWorld, startTheWorld } = this.#context;
    for (;;) {
      stopTheWorld?.();
      this.settle();
      startTheWorld?.();
      const dead = this.#dead;
      if (dead.length === 0) return;
      this.#dead = [];
      this.#burying = true;
      for (const object of dead) destroy(object);
      this.#burying = false;
    }
  }

  detach(): void {}
  attach(): void {}
  threadStart(): void {}

  threadExit(destroy: Destroy): void {
    this.safepoint(destroy);
  }
}

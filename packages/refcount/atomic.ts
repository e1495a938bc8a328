/**
 * Atomic counting: one word, every operation an atomic read-modify-write, as in Qt and GLib.
 *
 *     -4  count
 *
 * Invariants: the count is the number of references; it is 0 exactly once, and who brings it there destroys the
 * object. The last decrement acquires what all others released, so the destroyer sees every write.
 *
 * @module
 */
import { branchUnlessImmortal, headerLocal, IMMORTAL, pushHeader, pushImmortal } from "./_emit.ts";
import type {
  Address,
  AtomicOperations,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitter,
  RefcountStrategy,
} from "./strategy.ts";

/** Atomic counting as WebAssembly: all in line but the loop of `tryIncref`. */
const ATOMIC_EMITTER: RefcountEmitter = {
  init(f, object) {
    pushHeader(f, object, 4);
    f.i32Const(1);
    f.i32Store();
  },

  incref(f, object) {
    const header = headerLocal(f, object, 4);
    pushImmortal(f, header, 4);
    f.i32Eqz();
    f.if();
    f.localGet(header);
    f.i32Const(1);
    f.i32AtomicRmwAdd();
    f.drop();
    f.end();
    f.releaseLocal(header);
  },

  decref(f, object, _context, onDeath) {
    const header = headerLocal(f, object, 4);
    pushImmortal(f, header, 4);
    f.i32Eqz();
    f.if();
    f.localGet(header);
    f.i32Const(1);
    f.i32AtomicRmwSub();
    f.i32Const(1);
    f.i32Eq();
    f.releaseLocal(header);
    f.if();
    onDeath();
    f.end();
    f.end();
  },

  tryIncref(f, object, context, onFailure) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    f.localGet(object);
    f.call(context.tryIncref);
    f.i32Eqz();
    f.brIf(onFailure);
    f.end();
  },

  isUnique(f, object) {
    const header = headerLocal(f, object, 4);
    f.localGet(header);
    f.i32AtomicLoad();
    f.i32Const(1);
    f.i32Eq();
    pushImmortal(f, header, 4);
    f.i32Eqz();
    f.i32And();
    f.releaseLocal(header);
  },

  // A count says nothing about who else holds its references.
  borrow(f, object, _context, ifUnsafe) {
    branchUnlessImmortal(f, object, ifUnsafe);
  },
};

/** See the module documentation. */
export class Atomic implements RefcountStrategy {
  readonly name = "atomic";
  readonly constraints: RefcountConstraints = { headerBytes: 4, needs: "parallel", exactDeath: true };
  readonly emitter: RefcountEmitter = ATOMIC_EMITTER;
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;

  constructor(context: RefcountContext) {
    this.#words = context.words;
    this.#atomics = context.atomics;
  }

  init(object: Address): void {
    // Nobody else can know the object yet, or it is dead and this thread destroys it.
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) === 0) this.#atomics.add(this.#words, word - 1, 1);
  }

  decref(object: Address): boolean {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) === 0 && this.#atomics.add(this.#words, word - 1, -1) === 1;
  }

  tryIncref(object: Address): boolean {
    const words = this.#words, count = (object >>> 2) - 1;
    if ((words[count + 1] & IMMORTAL) !== 0) return true;
    for (let seen = this.#atomics.load(words, count); seen > 0;) {
      const found = this.#atomics.compareExchange(words, count, seen, seen + 1);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  makeTryable(_object: Address): void {}

  isUnique(object: Address): boolean {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) === 0 && this.#atomics.load(this.#words, word - 1) === 1;
  }

  immortalise(object: Address): void {
    this.#atomics.or(this.#words, object >>> 2, IMMORTAL);
  }

  count(object: Address): number {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) !== 0 ? -1 : this.#atomics.load(this.#words, word - 1);
  }

  safepoint(_destroy: Destroy): void {}
  detach(): void {}
  attach(): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}

/**
 * Plain counting: one word, no atomic operation. Right only while one thread at a time runs Python code.
 *
 *     -4  count
 *
 * Invariant: the count is the number of references to the object; an immortal object's stays what it was.
 *
 * @module
 */
import { I32 } from "@orochi/wasm";
import { headerLocal, IMMORTAL, pushHeader, pushImmortal } from "./_emit.ts";
import type {
  Address,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitter,
  RefcountStrategy,
} from "./strategy.ts";

/** Plain counting as WebAssembly: all of it in line. */
const PLAIN_EMITTER: RefcountEmitter = {
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
    f.localGet(header);
    f.i32Load();
    f.i32Const(1);
    f.i32Add();
    f.i32Store();
    f.end();
    f.releaseLocal(header);
  },

  decref(f, object, _context, onDeath) {
    const header = headerLocal(f, object, 4);
    pushImmortal(f, header, 4);
    f.i32Eqz();
    f.if();
    const count = f.newLocal(I32);
    f.localGet(header);
    f.localGet(header);
    f.i32Load();
    f.i32Const(1);
    f.i32Sub();
    f.localTee(count);
    f.i32Store();
    f.localGet(count);
    f.i32Eqz();
    f.releaseLocal(count);
    f.releaseLocal(header);
    f.if();
    onDeath();
    f.end();
    f.end();
  },

  tryIncref(f, object, _context, onFailure) {
    const header = headerLocal(f, object, 4), count = f.newLocal(I32);
    pushImmortal(f, header, 4);
    f.i32Eqz();
    f.if();
    f.localGet(header);
    f.i32Load();
    f.localTee(count);
    f.i32Eqz();
    f.brIf(onFailure);
    f.localGet(header);
    f.localGet(count);
    f.i32Const(1);
    f.i32Add();
    f.i32Store();
    f.end();
    f.releaseLocal(count);
    f.releaseLocal(header);
  },

  isUnique(f, object) {
    const header = headerLocal(f, object, 4);
    f.localGet(header);
    f.i32Load();
    f.i32Const(1);
    f.i32Eq();
    pushImmortal(f, header, 4);
    f.i32Eqz();
    f.i32And();
    f.releaseLocal(header);
  },

  // Whoever runs is alone.
  borrow() {},
};

/** See the module documentation. */
export class Plain implements RefcountStrategy {
  readonly name = "plain";
  readonly constraints: RefcountConstraints = { headerBytes: 4, needs: "serialised", exactDeath: true };
  readonly emitter: RefcountEmitter = PLAIN_EMITTER;
  readonly #words: Int32Array;

  constructor(context: RefcountContext) {
    this.#words = context.words;
  }

  init(object: Address): void {
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) === 0) this.#words[word - 1]++;
  }

  decref(object: Address): boolean {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) === 0 && --this.#words[word - 1] === 0;
  }

  tryIncref(object: Address): boolean {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) !== 0) return true;
    // Without a reference left the object is being taken apart.
    if (this.#words[word - 1] === 0) return false;
    this.#words[word - 1]++;
    return true;
  }

  makeTryable(_object: Address): void {}

  isUnique(object: Address): boolean {
    const word = object >>> 2;
    return this.#words[word - 1] === 1 && (this.#words[word] & IMMORTAL) === 0;
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) !== 0 ? -1 : this.#words[word - 1];
  }

  safepoint(_destroy: Destroy): void {}
  detach(): void {}
  attach(): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}

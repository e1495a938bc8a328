/**
 * Counts beside the objects: plain counting in a table, so that a page with objects is written when an object on it
 * changes and not when a reference to it comes or goes. What maps the pages of another process copy-on-write shares
 * them for as long as it only reads.
 *
 * The table is the last quarter of the memory: a word for each 16 bytes of the other three, so that an object's is found
 * from its address alone. Objects are at least 16 bytes long, so no two have the same. The system commits the table's pages
 * at first touch: beside the 64 KiB of a page of objects, at most 16 KiB.
 *
 * Invariant: an object's word is the number of references to it; an immortal object's stays what it was.
 *
 * @module
 */
import { type FunctionBuilder, I32 } from "@orochi/wasm";
import { IMMORTAL, pushImmortal } from "./_emit.ts";
import type {
  Address,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitter,
  RefcountStrategy,
} from "./strategy.ts";

/** An address becomes a word of the table, and a page of 64 KiB of WebAssembly memory three quarters of it. */
const ADDRESS_SHIFT = 4, TABLE_BYTES_PER_PAGE = 3 << 14;

/** A local that holds the address of an object's count; the caller releases it. */
function countLocal(f: FunctionBuilder, object: number): number {
  const at = f.newLocal(I32);
  f.memorySize();
  f.i32Const(TABLE_BYTES_PER_PAGE);
  f.i32Mul();
  f.localGet(object);
  f.i32Const(ADDRESS_SHIFT);
  f.i32ShrU();
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(at);
  return at;
}

/** Side counting as WebAssembly: all of it in line. */
const SIDE_EMITTER: RefcountEmitter = {
  init(f, object) {
    const at = countLocal(f, object);
    f.localGet(at);
    f.i32Const(1);
    f.i32Store();
    f.releaseLocal(at);
  },

  incref(f, object) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const at = countLocal(f, object);
    f.localGet(at);
    f.localGet(at);
    f.i32Load();
    f.i32Const(1);
    f.i32Add();
    f.i32Store();
    f.releaseLocal(at);
    f.end();
  },

  decref(f, object, _context, onDeath) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const at = countLocal(f, object), count = f.newLocal(I32);
    f.localGet(at);
    f.localGet(at);
    f.i32Load();
    f.i32Const(1);
    f.i32Sub();
    f.localTee(count);
    f.i32Store();
    f.localGet(count);
    f.i32Eqz();
    f.releaseLocal(count);
    f.releaseLocal(at);
    f.if();
    onDeath();
    f.end();
    f.end();
  },

  tryIncref(f, object, _context, onFailure) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const at = countLocal(f, object), count = f.newLocal(I32);
    f.localGet(at);
    f.i32Load();
    f.localTee(count);
    f.i32Eqz();
    f.brIf(onFailure);
    f.localGet(at);
    f.localGet(count);
    f.i32Const(1);
    f.i32Add();
    f.i32Store();
    f.releaseLocal(count);
    f.releaseLocal(at);
    f.end();
  },

  isUnique(f, object) {
    const at = countLocal(f, object);
    f.localGet(at);
    f.i32Load();
    f.i32Const(1);
    f.i32Eq();
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.i32And();
    f.releaseLocal(at);
  },

  // Whoever runs is alone.
  borrow() {},
};

/** See the module documentation. */
export class Side implements RefcountStrategy {
  readonly name = "side";
  readonly constraints: RefcountConstraints = {
    headerBytes: 0,
    table: true,
    needs: "serialised",
    exactDeath: true,
  };
  readonly emitter: RefcountEmitter = SIDE_EMITTER;
  readonly #words: Int32Array;
  /** Word of the table's beginning. */
  readonly #table: number;

  /** @param context Where the strategy works; the last quarter of its words is the strategy's. */
  constructor(context: RefcountContext) {
    this.#words = context.words;
    this.#table = Math.floor(context.words.length / 4) * 3;
  }

  init(object: Address): void {
    this.#words[this.#table + (object >>> ADDRESS_SHIFT)] = 1;
  }

  incref(object: Address): void {
    const words = this.#words;
    if ((words[object >>> 2] & IMMORTAL) === 0) words[this.#table + (object >>> ADDRESS_SHIFT)]++;
  }

  decref(object: Address): boolean {
    const words = this.#words;
    return (words[object >>> 2] & IMMORTAL) === 0 &&
      --words[this.#table + (object >>> ADDRESS_SHIFT)] === 0;
  }

  tryIncref(object: Address): boolean {
    const words = this.#words, at = this.#table + (object >>> ADDRESS_SHIFT);
    if ((words[object >>> 2] & IMMORTAL) !== 0) return true;
    // Without a reference left the object is being taken apart.
    if (words[at] === 0) return false;
    words[at]++;
    return true;
  }

  makeTryable(_object: Address): void {}

  isUnique(object: Address): boolean {
    const words = this.#words;
    return words[this.#table + (object >>> ADDRESS_SHIFT)] === 1 && (words[object >>> 2] & IMMORTAL) === 0;
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    const words = this.#words;
    return (words[object >>> 2] & IMMORTAL) !== 0 ? -1 : words[this.#table + (object >>> ADDRESS_SHIFT)];
  }

  safepoint(_destroy: Destroy): void {}
  detach(): void {}
  attach(): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}

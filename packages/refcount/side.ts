/**
 * Counts beside the objects: plain counting in a table, so that a page with objects is written when an object on it
 * changes and not when a reference to it comes or goes. What maps the pages of another process copy-on-write shares
 * them for as long as it only reads.
 *
 * The table is the last quarter of the memory. For each page of the rest, 64 KiB, it has 20 KiB: first a byte for each
 * 16 bytes of the page, then a word for each. Objects are at least 16 bytes long, so no two have the same. Most counts
 * are small and lie in the bytes alone: a reader writes one of the system's pages for 16 that hold objects.
 *
 * Invariant: an object's byte and word together are the number of references to it, and the word is 0 unless the byte is
 * full; an immortal object's stay what they were.
 *
 * @module
 */
import { TABLE_BYTES } from "@orochi/heap/memory-map";
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

/** Where the words of a page's part of the table begin, behind the bytes. */
const PART_WORDS_AT = 0x1000, PAGE_SHIFT = 16, UNIT_SHIFT = 4, UNIT_MASK = 0xfff;
/** The most that a byte counts. */
const FULL = 255;

/** Address of the table in a memory of so many pages: three quarters of it, in whole pages. */
function tableOf(pages: number): Address {
  return (pages >>> 2) * 3 * 2 ** PAGE_SHIFT;
}

/** Pushes the address of the table's part for an object's page. */
function pushPart(f: FunctionBuilder, object: number): void {
  f.memorySize();
  f.i32Const(2);
  f.i32ShrU();
  f.i32Const(3 << PAGE_SHIFT);
  f.i32Mul();
  f.localGet(object);
  f.i32Const(PAGE_SHIFT);
  f.i32ShrU();
  f.i32Const(TABLE_BYTES);
  f.i32Mul();
  f.i32Add();
}

/** Pushes the number of an object's 16 bytes in its page. */
function pushUnit(f: FunctionBuilder, object: number): void {
  f.localGet(object);
  f.i32Const(UNIT_SHIFT);
  f.i32ShrU();
  f.i32Const(UNIT_MASK);
  f.i32And();
}

/** A local that holds the address of an object's byte; the caller releases it. */
function byteLocal(f: FunctionBuilder, object: number): number {
  const at = f.newLocal(I32);
  pushPart(f, object);
  pushUnit(f, object);
  f.i32Add();
  f.localSet(at);
  return at;
}

/** A local that holds the address of an object's word, less {@linkcode PART_WORDS_AT}; the caller releases it. */
function wordLocal(f: FunctionBuilder, object: number): number {
  const at = f.newLocal(I32);
  pushPart(f, object);
  pushUnit(f, object);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(at);
  return at;
}

/** Writes the addition of 1 or -1 to the byte at an address, whose value is known. */
function changeByte(f: FunctionBuilder, at: number, count: number, by: number): void {
  f.localGet(at);
  f.localGet(count);
  f.i32Const(by);
  f.i32Add();
  f.i32Store8();
}

/** Writes the addition of 1 or -1 to an object's word. */
function changeWord(f: FunctionBuilder, at: number, by: number): void {
  f.localGet(at);
  f.localGet(at);
  f.i32Load(PART_WORDS_AT);
  f.i32Const(by);
  f.i32Add();
  f.i32Store(PART_WORDS_AT);
}

/** Writes what happens to a mortal object that has another reference; its byte's address and value are known. */
function addOne(f: FunctionBuilder, object: number, at: number, count: number): void {
  f.localGet(count);
  f.i32Const(FULL);
  f.i32Ne();
  f.if();
  changeByte(f, at, count, 1);
  f.else();
  const word = wordLocal(f, object);
  changeWord(f, word, 1);
  f.releaseLocal(word);
  f.end();
}

/** Side counting as WebAssembly: all of it in line. */
const SIDE_EMITTER: RefcountEmitter = {
  init(f, object) {
    const at = byteLocal(f, object);
    f.localGet(at);
    f.i32Const(1);
    f.i32Store8();
    f.releaseLocal(at);
  },

  incref(f, object) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const at = byteLocal(f, object), count = f.newLocal(I32);
    f.localGet(at);
    f.i32Load8U();
    f.localSet(count);
    addOne(f, object, at, count);
    f.releaseLocal(count);
    f.releaseLocal(at);
    f.end();
  },

  decref(f, object, _context, onDeath) {
    const alive = f.block();
    pushImmortal(f, object, 0);
    f.brIf(alive);
    const at = byteLocal(f, object), count = f.newLocal(I32);
    f.localGet(at);
    f.i32Load8U();
    f.localTee(count);
    f.i32Const(FULL);
    f.i32Eq();
    f.if();
    const word = wordLocal(f, object);
    f.localGet(word);
    f.i32Load(PART_WORDS_AT);
    f.if();
    changeWord(f, word, -1);
    f.br(alive);
    f.end();
    f.releaseLocal(word);
    f.end();
    changeByte(f, at, count, -1);
    f.localGet(count);
    f.i32Const(1);
    f.i32Ne();
    f.brIf(alive);
    f.releaseLocal(count);
    f.releaseLocal(at);
    onDeath();
    f.end();
  },

  tryIncref(f, object, _context, onFailure) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const at = byteLocal(f, object), count = f.newLocal(I32);
    f.localGet(at);
    f.i32Load8U();
    f.localTee(count);
    f.i32Eqz();
    f.brIf(onFailure);
    addOne(f, object, at, count);
    f.releaseLocal(count);
    f.releaseLocal(at);
    f.end();
  },

  isUnique(f, object) {
    const at = byteLocal(f, object);
    f.localGet(at);
    f.i32Load8U();
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
  readonly #bytes: Uint8Array;
  readonly #table: Address;

  /** @param context Where the strategy works; the last quarter of its words is the strategy's. */
  constructor({ words }: RefcountContext) {
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    this.#table = tableOf(words.byteLength >>> PAGE_SHIFT);
  }

  /** Index of an object's byte. */
  #byte(object: Address): number {
    return this.#table + (object >>> PAGE_SHIFT) * TABLE_BYTES + (object >>> UNIT_SHIFT & UNIT_MASK);
  }

  /** Index of an object's word. */
  #word(object: Address): number {
    const part = this.#table + (object >>> PAGE_SHIFT) * TABLE_BYTES + PART_WORDS_AT;
    return (part >>> 2) + (object >>> UNIT_SHIFT & UNIT_MASK);
  }

  #isImmortal(object: Address): boolean {
    return (this.#words[object >>> 2] & IMMORTAL) !== 0;
  }

  #addOne(object: Address, at: number): void {
    if (this.#bytes[at] !== FULL) this.#bytes[at]++;
    else this.#words[this.#word(object)]++;
  }

  init(object: Address): void {
    this.#bytes[this.#byte(object)] = 1;
  }

  incref(object: Address): void {
    if (!this.#isImmortal(object)) this.#addOne(object, this.#byte(object));
  }

  decref(object: Address): boolean {
    if (this.#isImmortal(object)) return false;
    const at = this.#byte(object);
    if (this.#bytes[at] === FULL) {
      const word = this.#word(object);
      if (this.#words[word] !== 0) {
        this.#words[word]--;
        return false;
      }
    }
    return --this.#bytes[at] === 0;
  }

  tryIncref(object: Address): boolean {
    if (this.#isImmortal(object)) return true;
    const at = this.#byte(object);
    // Without a reference left the object is being taken apart.
    if (this.#bytes[at] === 0) return false;
    this.#addOne(object, at);
    return true;
  }

  makeTryable(_object: Address): void {}

  isUnique(object: Address): boolean {
    return this.#bytes[this.#byte(object)] === 1 && !this.#isImmortal(object);
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    return this.#isImmortal(object) ? -1 : this.#bytes[this.#byte(object)] + this.#words[this.#word(object)];
  }

  safepoint(_destroy: Destroy): void {}
  detach(): void {}
  attach(): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}

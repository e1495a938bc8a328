/**
 * Counts beside the objects: plain counting in a table, so that a page with objects is written when an object on it
 * changes and not when a reference to it comes or goes. What maps the pages of another process copy-on-write shares
 * them for as long as it only reads.
 *
 * The table is the last quarter of the memory. For each two pages of the rest, 128 KiB, it has 36 KiB: first half a
 * byte for each 16 bytes of them, then a word for each. Objects are at least 16 bytes long, so no two have the same.
 * Most counts are small and lie in the halves of bytes alone: a reader writes one of the system's pages for 32 that
 * hold objects.
 *
 * Invariant: an object's half of a byte and its word together are the number of references to it, and the word is 0
 * unless the half is full; an immortal object's stay what they were.
 *
 * @module
 */
import { PAGE_BYTES, TABLE_PART_BYTES } from "@orochi/heap/memory-map";
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

/** Two pages share a part of the table; where its words begin, behind the halves of bytes. */
const PART_SHIFT = 17, PART_WORDS_AT = 0x1000;
/** An object's byte in its part, for two neighbours, and its word there. */
const BYTE_SHIFT = 5, BYTE_MASK = 0xfff, UNIT_SHIFT = 4, UNIT_MASK = 0x1fff;
/** Of an address: by how much its half of the byte is shifted, 0 or 4, and this many bits lower. */
const HALF_SHIFT = 2, HALF_MASK = 4;
/** The most that half a byte counts. */
const FULL = 15;

/** Address of the table in a memory of so many pages: three quarters of it, in whole pages. */
function tableOf(pages: number): Address {
  return (pages >>> 2) * 3 * PAGE_BYTES;
}

/** By how much an object's half of its byte is shifted. */
function shiftOf(object: Address): number {
  return object >>> HALF_SHIFT & HALF_MASK;
}

/** Pushes the address of the table's part for an object's page. */
function pushPart(f: FunctionBuilder, object: number): void {
  f.memorySize();
  f.i32Const(2);
  f.i32ShrU();
  f.i32Const(3 * PAGE_BYTES);
  f.i32Mul();
  f.localGet(object);
  f.i32Const(PART_SHIFT);
  f.i32ShrU();
  f.i32Const(TABLE_PART_BYTES);
  f.i32Mul();
  f.i32Add();
}

/** Pushes some bits of an object's address. */
function pushBits(f: FunctionBuilder, object: number, shift: number, mask: number): void {
  f.localGet(object);
  f.i32Const(shift);
  f.i32ShrU();
  f.i32Const(mask);
  f.i32And();
}

/** Locals about an object's half of a byte. */
interface Half {
  /** The address of its byte. */
  readonly at: number;
  /** By how much it is shifted there. */
  readonly shift: number;
  /** The byte, as it was. */
  readonly byte: number;
}

/** Reads an object's byte; the caller releases the locals. */
function readHalf(f: FunctionBuilder, object: number): Half {
  const half = { at: f.newLocal(I32), shift: f.newLocal(I32), byte: f.newLocal(I32) };
  pushPart(f, object);
  pushBits(f, object, BYTE_SHIFT, BYTE_MASK);
  f.i32Add();
  f.localTee(half.at);
  f.i32Load8U();
  f.localSet(half.byte);
  pushBits(f, object, HALF_SHIFT, HALF_MASK);
  f.localSet(half.shift);
  return half;
}

function releaseHalf(f: FunctionBuilder, { at, shift, byte }: Half): void {
  for (const local of [byte, shift, at]) f.releaseLocal(local);
}

/** Pushes what the half of the byte counts. */
function pushCount(f: FunctionBuilder, { shift, byte }: Half): void {
  f.localGet(byte);
  f.localGet(shift);
  f.i32ShrU();
  f.i32Const(FULL);
  f.i32And();
}

/** Writes the addition of 1 or -1 to the half of the byte. */
function changeHalf(f: FunctionBuilder, { at, shift, byte }: Half, by: number): void {
  f.localGet(at);
  f.localGet(byte);
  f.i32Const(by);
  f.localGet(shift);
  f.i32Shl();
  f.i32Add();
  f.i32Store8();
}

/** A local that holds the address of an object's word, less {@linkcode PART_WORDS_AT}; the caller releases it. */
function wordLocal(f: FunctionBuilder, object: number): number {
  const at = f.newLocal(I32);
  pushPart(f, object);
  pushBits(f, object, UNIT_SHIFT, UNIT_MASK);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(at);
  return at;
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

/** Writes what happens to a mortal object that has another reference. */
function addOne(f: FunctionBuilder, object: number, half: Half): void {
  pushCount(f, half);
  f.i32Const(FULL);
  f.i32Ne();
  f.if();
  changeHalf(f, half, 1);
  f.else();
  const word = wordLocal(f, object);
  changeWord(f, word, 1);
  f.releaseLocal(word);
  f.end();
}

/** Side counting as WebAssembly: all of it in line. */
const SIDE_EMITTER: RefcountEmitter = {
  init(f, object) {
    const half = readHalf(f, object);
    f.localGet(half.at);
    f.localGet(half.byte);
    // The neighbour's half stays.
    f.i32Const(FULL << 4);
    f.localGet(half.shift);
    f.i32ShrU();
    f.i32And();
    f.i32Const(1);
    f.localGet(half.shift);
    f.i32Shl();
    f.i32Or();
    f.i32Store8();
    releaseHalf(f, half);
  },

  incref(f, object) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const half = readHalf(f, object);
    addOne(f, object, half);
    releaseHalf(f, half);
    f.end();
  },

  decref(f, object, _context, onDeath) {
    const alive = f.block();
    pushImmortal(f, object, 0);
    f.brIf(alive);
    const half = readHalf(f, object);
    pushCount(f, half);
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
    changeHalf(f, half, -1);
    pushCount(f, half);
    f.i32Const(1);
    f.i32Ne();
    f.brIf(alive);
    releaseHalf(f, half);
    onDeath();
    f.end();
  },

  tryIncref(f, object, _context, onFailure) {
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.if();
    const half = readHalf(f, object);
    pushCount(f, half);
    f.i32Eqz();
    f.brIf(onFailure);
    addOne(f, object, half);
    releaseHalf(f, half);
    f.end();
  },

  isUnique(f, object) {
    const half = readHalf(f, object);
    pushCount(f, half);
    f.i32Const(1);
    f.i32Eq();
    pushImmortal(f, object, 0);
    f.i32Eqz();
    f.i32And();
    releaseHalf(f, half);
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
    this.#table = tableOf(words.byteLength / PAGE_BYTES);
  }

  /** Index of an object's byte. */
  #byte(object: Address): number {
    return this.#table + (object >>> PART_SHIFT) * TABLE_PART_BYTES + (object >>> BYTE_SHIFT & BYTE_MASK);
  }

  /** Index of an object's word. */
  #word(object: Address): number {
    const part = this.#table + (object >>> PART_SHIFT) * TABLE_PART_BYTES + PART_WORDS_AT;
    return (part >>> 2) + (object >>> UNIT_SHIFT & UNIT_MASK);
  }

  #isImmortal(object: Address): boolean {
    return (this.#words[object >>> 2] & IMMORTAL) !== 0;
  }

  #half(object: Address): number {
    return this.#bytes[this.#byte(object)] >>> shiftOf(object) & FULL;
  }

  #addOne(object: Address): void {
    if (this.#half(object) !== FULL) this.#bytes[this.#byte(object)] += 1 << shiftOf(object);
    else this.#words[this.#word(object)]++;
  }

  init(object: Address): void {
    const at = this.#byte(object), shift = shiftOf(object);
    this.#bytes[at] = this.#bytes[at] & FULL << 4 >>> shift | 1 << shift;
  }

  incref(object: Address): void {
    if (!this.#isImmortal(object)) this.#addOne(object);
  }

  decref(object: Address): boolean {
    if (this.#isImmortal(object)) return false;
    const half = this.#half(object);
    if (half === FULL) {
      const word = this.#word(object);
      if (this.#words[word] !== 0) {
        this.#words[word]--;
        return false;
      }
    }
    this.#bytes[this.#byte(object)] -= 1 << shiftOf(object);
    return half === 1;
  }

  tryIncref(object: Address): boolean {
    if (this.#isImmortal(object)) return true;
    // Without a reference left the object is being taken apart.
    if (this.#half(object) === 0) return false;
    this.#addOne(object);
    return true;
  }

  makeTryable(_object: Address): void {}

  isUnique(object: Address): boolean {
    return this.#half(object) === 1 && !this.#isImmortal(object);
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    return this.#isImmortal(object) ? -1 : this.#half(object) + this.#words[this.#word(object)];
  }

  safepoint(_destroy: Destroy): void {}
  detach(): void {}
  attach(): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}

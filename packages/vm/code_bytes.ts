/**
 * Code objects as bytes and back: what `marshal` writes for them, and what the caches of bytecode on disk hold.
 *
 * `code_format.ts` has the format.
 *
 * @module
 */
import {
  type Address,
  BYTES_DATA,
  BYTES_LENGTH,
  CODE_ARGCOUNT,
  CODE_BYTES,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  CODE_CELLVARS,
  CODE_CONSTANTS,
  CODE_EXCEPTIONS,
  CODE_FILENAME,
  CODE_FIRST_LINE,
  CODE_FLAGS,
  CODE_FREEVARS,
  CODE_KWONLY,
  CODE_LOCALS,
  CODE_NAME,
  CODE_NAMES,
  CODE_POSITIONS,
  CODE_POSONLY,
  CODE_QUALNAME,
  CODE_REGISTERS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  CODE_VARNAMES,
  COMPLEX_IMAGINARY,
  COMPLEX_REAL,
  STR_DATA,
  STR_HASH,
  STR_INTERNED,
  STR_KIND,
  STR_KIND_SHIFT,
  STR_LENGTH,
  T_BYTES,
  T_CODE,
  T_COMPLEX,
  T_FLOAT,
  T_FROZENSET,
  T_INT,
  T_STR,
  T_TUPLE,
  type Value,
  visitReferences,
} from "@orochi/object";
import { EXCEPTION_ENTRY_WORDS } from "./bytecode/code_unit.ts";
import { CONSTANT_OPERAND, LENGTHS, NAME_OPERAND } from "./bytecode/operands.ts";
import {
  codeFormat,
  hashWords,
  HEADER_WORDS,
  sealCode,
  STATICS,
  TAG_BIG,
  TAG_BYTES,
  TAG_CODE,
  TAG_COMPLEX,
  TAG_FLOAT,
  TAG_FROZENSET,
  TAG_SMALL,
  TAG_STATIC,
  TAG_STR,
  TAG_TUPLE,
  wordsFor,
} from "./code_format.ts";
import { internValue } from "./values.ts";
import { reserveCaches } from "./code.ts";
import type { Vm } from "./vm.ts";

/** Words of a code object that are plain numbers, in the order of a record. */
const NUMBERS = [
  CODE_ARGCOUNT,
  CODE_POSONLY,
  CODE_KWONLY,
  CODE_FLAGS,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM_WORDS,
  CODE_CACHE_WORDS,
  CODE_FIRST_LINE,
];
/** Words that are references, in the order of a record. */
const REFERENCES = [
  CODE_VARNAMES,
  CODE_CELLVARS,
  CODE_FREEVARS,
  CODE_NAMES,
  CODE_CONSTANTS,
  CODE_FILENAME,
  CODE_NAME,
  CODE_QUALNAME,
];

class Writer {
  words: Int32Array = new Int32Array(4096);
  length = HEADER_WORDS;
  readonly #vm: Vm;
  readonly #places: Map<Value, number> = new Map();

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  get count(): number {
    return this.#places.size;
  }

  #put(word: number): void {
    if (this.length === this.words.length) this.#grow(1);
    this.words[this.length++] = word;
  }

  #grow(words: number): void {
    const larger = new Int32Array(Math.max(this.words.length * 2, this.length + words));
    larger.set(this.words);
    this.words = larger;
  }

  /** Bytes of the heap, filled up with zeros to whole words. */
  #copy(address: Address, bytes: number): void {
    const words = wordsFor(bytes);
    if (this.length + words > this.words.length) this.#grow(words);
    const to = new Uint8Array(this.words.buffer, this.length * 4, words * 4);
    to.set(this.#vm.u8.subarray(address >>> 0, (address >>> 0) + bytes));
    this.length += words;
  }

  /** Writes a value unless it is there; returns its place, or -1 for what code can't hold. */
  add(value: Value): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    if (!this.#write(value)) return -1;
    const place = this.#places.size;
    this.#places.set(value, place);
    return place;
  }

  #write(value: Value): boolean {
    const vm = this.#vm, i32 = vm.i32;
    if ((value & 1) !== 0) {
      this.#put(TAG_SMALL);
      this.#put(value);
      return true;
    }
    const statically = STATICS.indexOf(value);
    if (statically >= 0) {
      this.#put(TAG_STATIC);
      this.#put(statically);
      return true;
    }
    switch (vm.typeIndex(value)) {
      case T_INT:
        return this.#text(TAG_BIG, `${vm.bigInt(value)}`);
      case T_FLOAT:
        this.#put(TAG_FLOAT);
        this.#copy(value + 8, 8);
        return true;
      case T_COMPLEX:
        this.#put(TAG_COMPLEX);
        this.#copy(value + COMPLEX_REAL, 8);
        this.#copy(value + COMPLEX_IMAGINARY, 8);
        return true;
      case T_STR: {
        const length = i32[(value + STR_LENGTH) >>> 2],
          kind = i32[(value + STR_KIND) >>> 2] >>> STR_KIND_SHIFT;
        this.#put(TAG_STR);
        this.#put(length);
        this.#put(kind);
        this.#copy(value + STR_DATA, length * (kind & 7));
        return true;
      }
      case T_BYTES: {
        const length = i32[(value + BYTES_LENGTH) >>> 2];
        this.#put(TAG_BYTES);
        this.#put(length);
        this.#copy(value + BYTES_DATA, length);
        return true;
      }
      case T_TUPLE:
        return this.#items(TAG_TUPLE, vm.tupleItems(value));
      case T_FROZENSET: {
        const items: Value[] = [];
        visitReferences(vm.objects, value, (word) => void (i32[word] !== 0 && items.push(i32[word])));
        return this.#items(TAG_FROZENSET, items);
      }
      case T_CODE:
        return this.#code(value);
    }
    return false;
  }

  #text(tag: number, text: string): boolean {
    this.#put(tag);
    this.#put(text.length);
    for (let i = 0; i < text.length; i++) this.#put(text.charCodeAt(i));
    return true;
  }

  #items(tag: number, items: readonly Value[]): boolean {
    const places = items.map((item) => this.add(item));
    if (places.includes(-1)) return false;
    this.#put(tag);
    this.#put(places.length);
    for (const place of places) this.#put(place);
    return true;
  }

  #code(code: Address): boolean {
    const i32 = this.#vm.i32;
    const at = (offset: number) => i32[(code + offset) >>> 2];
    const references = REFERENCES.map((offset) => this.add(at(offset)));
    if (references.includes(-1)) return false;
    const start = at(CODE_STREAM) >>> 2, length = at(CODE_STREAM_WORDS);
    const stream = i32.slice(start, start + length);
    const relocations: number[] = [];
    for (let pc = 0; pc < length; pc += LENGTHS[stream[pc]]) {
      for (const operand of [CONSTANT_OPERAND[stream[pc]], NAME_OPERAND[stream[pc]]]) {
        if (operand < 0) continue;
        const word = pc + 1 + operand, place = this.add(stream[word]);
        if (place < 0) return false;
        stream[word] = place;
        relocations.push(word);
      }
    }
    const positions = at(CODE_POSITIONS), exceptions = at(CODE_EXCEPTIONS);
    const positionBytes = i32[positions >>> 2];
    const entries = exceptions === 0 ? 0 : i32[exceptions >>> 2] * EXCEPTION_ENTRY_WORDS;
    this.#put(TAG_CODE);
    for (const offset of NUMBERS) this.#put(at(offset));
    for (const place of references) this.#put(place);
    this.#put(relocations.length);
    this.#put(positionBytes);
    this.#put(entries);
    for (const word of stream) this.#put(word);
    for (const word of relocations) this.#put(word);
    this.#copy(positions + 4, positionBytes);
    if (entries > 0) this.#copy(exceptions + 4, entries * 4);
    return true;
  }
}

/**
 * A code object as bytes.
 *
 * @returns null if one of its constants has no form of its own, as what `code.replace()` may have put there.
 */
export function writeCode(vm: Vm, code: Address): Uint8Array | null {
  const writer = new Writer(vm);
  if (writer.add(code) < 0) return null;
  return sealCode(writer.words, writer.length, writer.count);
}

/** Whether bytes are a whole code object of this format. */
export function isCode(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_WORDS * 4 || bytes.length % 4 !== 0) return false;
  const words = wordsOf(bytes);
  return words[0] === codeFormat() && words[1] === hashWords(words, 2, words.length);
}

function wordsOf(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
}

class Reader {
  readonly #vm: Vm;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  #at = HEADER_WORDS;
  /** The values read so far; all are immortal. */
  readonly #values: Int32Array;

  constructor(vm: Vm, words: Int32Array) {
    this.#vm = vm;
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer, words.byteOffset, words.length * 4);
    this.#values = new Int32Array(words[2]);
  }

  /** Reads all values; returns the last, or 0 with MemoryError set. */
  read(): Value {
    const values = this.#values;
    for (let i = 0; i < values.length; i++) {
      const value = this.#value();
      if (value === 0) return 0;
      values[i] = value;
    }
    return values[values.length - 1];
  }

  #next(): number {
    return this.#words[this.#at++];
  }

  /** Moves whole words to the heap. */
  #copy(address: Address, bytes: number): void {
    const words = wordsFor(bytes);
    this.#vm.i32.set(this.#words.subarray(this.#at, this.#at + words), address >>> 2);
    this.#at += words;
  }

  #double(): number {
    const at = this.#at * 4;
    this.#at += 2;
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset).getFloat64(at, true);
  }

  #eternal(value: Value): Value {
    if (value !== 0 && (value & 1) === 0) this.#vm.rc.immortalise(value);
    return value;
  }

  #value(): Value {
    const vm = this.#vm;
    switch (this.#next()) {
      case TAG_STATIC:
        return STATICS[this.#next()];
      case TAG_SMALL:
        return this.#next();
      case TAG_BIG: {
        const length = this.#next();
        let text = "";
        for (let i = 0; i < length; i++) text += String.fromCharCode(this.#next());
        return this.#eternal(vm.newBigInt(BigInt(text)));
      }
      case TAG_FLOAT:
        return this.#eternal(vm.newFloat(this.#double()));
      case TAG_COMPLEX:
        return this.#eternal(vm.newComplex(this.#double(), this.#double()));
      case TAG_STR:
        return this.#str();
      case TAG_BYTES: {
        const length = this.#next(), from = this.#at * 4;
        this.#at += wordsFor(length);
        return this.#eternal(vm.newBytes(this.#bytes.subarray(from, from + length)));
      }
      case TAG_TUPLE: {
        const items: Value[] = [];
        for (let left = this.#next(); left > 0; left--) items.push(this.#values[this.#next()]);
        return this.#eternal(vm.newTuple(items));
      }
      case TAG_FROZENSET: {
        const set = vm.newSet(T_FROZENSET);
        for (let left = this.#next(); left > 0; left--) {
          if (set === 0 || !vm.setAdd(set, this.#values[this.#next()])) return 0;
        }
        return this.#eternal(set);
      }
      case TAG_CODE:
        return this.#code();
    }
    throw new Error("bytecode with a right checksum has a wrong tag");
  }

  #str(): Value {
    const vm = this.#vm, i32 = vm.i32;
    const length = this.#next(), kind = this.#next(), bytes = length * (kind & 7);
    if (length === 0) return vm.intern("");
    // One word more, so that whole words can be moved.
    const str = vm.heap.allocObject(STR_DATA + wordsFor(bytes) * 4);
    if (str === 0) return vm.raiseMemory();
    i32[(str + STR_LENGTH) >>> 2] = length;
    i32[(str + STR_HASH) >>> 2] = 0;
    this.#copy(str + STR_DATA, bytes);
    i32[str >>> 2] = T_STR | kind << STR_KIND_SHIFT & ~STR_INTERNED;
    vm.rc.init(str);
    if ((kind << STR_KIND_SHIFT & STR_INTERNED) === 0) return this.#eternal(str);
    const interned = internValue(vm, str);
    if (interned !== str) vm.decref(str);
    return interned;
  }

  #code(): Address {
    const vm = this.#vm, i32 = vm.i32, words = this.#words;
    const code = vm.alloc(T_CODE, CODE_BYTES);
    if (code === 0) return 0;
    vm.rc.immortalise(code);
    const put = (offset: number, value: number) => i32[(code + offset) >>> 2] = value;
    for (const offset of NUMBERS) put(offset, this.#next());
    for (const offset of REFERENCES) put(offset, this.#values[this.#next()]);
    const length = i32[(code + CODE_STREAM_WORDS) >>> 2];
    const relocations = this.#next(), positionBytes = this.#next(), entries = this.#next();
    const stream = vm.heap.allocRaw(length * 4);
    const positions = vm.heap.allocRaw(4 + wordsFor(positionBytes) * 4);
    const exceptions = entries === 0 ? 0 : vm.heap.allocRaw(4 + entries * 4);
    if (stream === 0 || positions === 0 || (entries !== 0 && exceptions === 0)) return vm.raiseMemory();
    this.#copy(stream, length * 4);
    for (let i = 0; i < relocations; i++) {
      const word = (stream >>> 2) + words[this.#at + i];
      i32[word] = this.#values[i32[word]];
    }
    this.#at += relocations;
    i32[positions >>> 2] = positionBytes;
    this.#copy(positions + 4, positionBytes);
    if (entries > 0) {
      i32[exceptions >>> 2] = entries / EXCEPTION_ENTRY_WORDS;
      this.#copy(exceptions + 4, entries * 4);
    }
    put(CODE_STREAM, stream);
    put(CODE_POSITIONS, positions);
    put(CODE_EXCEPTIONS, exceptions);
    const cacheWords = i32[(code + CODE_CACHE_WORDS) >>> 2];
    put(CODE_CACHE, reserveCaches(this.#vm, cacheWords));
    return code;
  }
}

/**
 * The code object of bytes that {@linkcode isCode} accepts; immortal, as is all that its instructions mention.
 *
 * @returns Its address, or 0 with MemoryError set.
 */
export function readCode(vm: Vm, bytes: Uint8Array): Address {
  return new Reader(vm, wordsOf(bytes)).read();
}

/** Gives a code object, and those within it that had the same one, another file name: where its source is now. */
export function fixFilename(vm: Vm, code: Address, filename: string): void {
  const old = vm.js(vm.i32[(code + CODE_FILENAME) >>> 2]);
  if (old === filename) return;
  const name = vm.newStr(filename);
  if (name === 0) return vm.clearError();
  vm.rc.immortalise(name);
  replaceFilename(vm, code, old, name);
}

function replaceFilename(vm: Vm, code: Address, old: string, name: Value): void {
  const i32 = vm.i32;
  if (vm.js(i32[(code + CODE_FILENAME) >>> 2]) !== old) return;
  i32[(code + CODE_FILENAME) >>> 2] = name;
  for (const constant of vm.tupleItems(i32[(code + CODE_CONSTANTS) >>> 2])) {
    if ((constant & 1) === 0 && vm.typeIndex(constant) === T_CODE) replaceFilename(vm, constant, old, name);
  }
}

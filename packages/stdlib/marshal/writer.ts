/**
 * Writes Python values in CPython's format `marshal`.
 *
 * @module
 */
import {
  dictEntries,
  dictEntryCount,
  ELLIPSIS,
  FALSE,
  FLAG_IMMORTAL,
  NONE,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  T_BYTEARRAY,
  T_BYTES,
  T_CODE,
  T_COMPLEX,
  T_DICT,
  T_FLOAT,
  T_FROZENSET,
  T_INT,
  T_LIST,
  T_MEMORYVIEW,
  T_SET,
  T_SLICE,
  T_STR,
  T_TUPLE,
  TRUE,
  type Value,
  visitReferences,
} from "@orochi/object";
import { openBytes, releaseBuffer, type Vm, writeCode } from "@orochi/vm";
import { percentDouble } from "@orochi/vm/numeric";
import { hasBuffer, isAscii } from "@orochi/vm/text";
import { code, FLAG_REF, MOST_DEPTH } from "./format.ts";

/** Versions since which objects are shared, and strs interned; texts have letters of their own if they are ASCII; slices are. */
const SHARES = 3, TELLS_ASCII = 4, HAS_SLICES = 5;
/** `%.17g`, which the first versions write doubles by. */
const EXACTLY = {
  left: false,
  plus: false,
  space: false,
  alternate: false,
  zero: false,
  width: -1,
  precision: 17,
};

/** Writes data as bytes that grow. */
export class Writer {
  #bytes: Uint8Array = new Uint8Array(256);
  #view: DataView = new DataView(this.#bytes.buffer);
  /** Bytes written. */
  length = 0;
  readonly #vm: Vm;
  readonly #version: number;
  readonly #allowsCode: boolean;
  /** Numbers of the objects with the flag; small ints are values here, as everywhere. */
  readonly #references: Map<Value, number> = new Map();
  /** Slices that are being written: nothing that is read could refer to them yet. */
  readonly #unfinished: Set<Value> = new Set();
  /** What the letter of the object that is written next has besides. */
  #flag = 0;

  /** @param allowsCode Whether code objects may be among the values. */
  constructor(vm: Vm, version: number, allowsCode: boolean) {
    this.#vm = vm;
    this.#version = version;
    this.#allowsCode = allowsCode;
  }

  /** What was written. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  /** Drops what was kept for references. */
  release(): void {
    for (const value of this.#references.keys()) this.#vm.decref(value);
  }

  #room(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
  #byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }
  #letter(letter: string): void {
    this.#byte(code(letter) | this.#flag);
  }
  #int32(value: number): void {
    const at = this.#room(4);
    this.#view.setInt32(at, value, true);
  }
  #double(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
  }
  #all(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Whether a value was written before, and its number is instead; else the next letter has the flag, if it may come again. */
  #isWritten(value: Value, isUnique: boolean): boolean {
    const vm = this.#vm;
    this.#flag = 0;
    if (this.#version < SHARES || isUnique) return false;
    const number = this.#references.get(value);
    if (number === undefined) {
      this.#references.set(vm.keep(value), this.#references.size);
      this.#flag = FLAG_REF;
      return false;
    }
    this.#byte(code("r"));
    this.#int32(number);
    return true;
  }

  /**
   * Writes a value; false with an exception set.
   *
   * @param isUnique Whether what it was found in alone refers to it, for who holds one more reference.
   */
  write(value: Value, depth: number, isUnique = (value & 1) === 0 && this.#vm.rc.isUnique(value)): boolean {
    const vm = this.#vm;
    if (depth > MOST_DEPTH) return vm.raiseValue("object too deeply nested to marshal") !== 0;
    if (value === NONE || value === ELLIPSIS || value === TRUE || value === FALSE) {
      this.#byte(code(value === NONE ? "N" : value === ELLIPSIS ? "." : value === TRUE ? "T" : "F"));
      return true;
    }
    if (value === vm.exceptionType("StopIteration")) {
      this.#byte(code("S"));
      return true;
    }
    if (this.#unfinished.has(value)) return vm.raiseValue("unmarshallable object") !== 0;
    if (this.#isWritten(value, isUnique)) return true;
    switch (vm.typeIndex(value)) {
      case T_INT:
        this.#int(vm.bigInt(value));
        return true;
      case T_FLOAT:
        this.#doubles("gf", vm.float(value));
        return true;
      case T_COMPLEX:
        this.#doubles("yx", vm.f64[(value + 8) >>> 3], vm.f64[(value + 16) >>> 3]);
        return true;
      case T_STR:
        return this.#str(value);
      case T_BYTES:
      case T_BYTEARRAY:
      case T_MEMORYVIEW:
        return this.#buffer(value);
      case T_CODE: {
        if (!this.#allowsCode) return vm.raiseValue("marshalling code objects is disallowed") !== 0;
        const bytes = writeCode(vm, value);
        if (bytes === null) break;
        this.#letter("c");
        this.#int32(bytes.length);
        this.#all(bytes);
        return true;
      }
      case T_TUPLE:
        return this.#sequence(vm.tupleItems(value), this.#isShort(vm.tupleLength(value)) ? ")" : "(", depth);
      case T_LIST:
        return this.#list(value, depth);
      case T_SET:
      case T_FROZENSET:
        return this.#set(value, depth);
      case T_DICT:
        return this.#dict(value, depth);
      case T_SLICE:
        if (this.#version < HAS_SLICES) break;
        return this.#slice(value, depth);
    }
    if (hasBuffer(vm, value)) return this.#buffer(value);
    return vm.raiseValue("unmarshallable object") !== 0;
  }

  /** Whether a length goes into a byte: since version 4. */
  #isShort(length: number): boolean {
    return this.#version >= TELLS_ASCII && length < 256;
  }

  /** Doubles after their letter, the first one of two: as bytes, or until version 1 as text. */
  #doubles(letters: string, ...values: readonly number[]): void {
    const isText = this.#version <= 1;
    this.#letter(letters[isText ? 1 : 0]);
    for (const value of values) {
      if (!isText) this.#double(value);
      else {
        const text = new TextEncoder().encode(percentDouble(value, "g", EXACTLY));
        this.#byte(text.length);
        this.#all(text);
      }
    }
  }

  #int(value: bigint): void {
    if (value >= -0x8000_0000n && value <= 0x7fff_ffffn) {
      this.#letter("i");
      this.#int32(Number(value));
      return;
    }
    const digits: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn));
    this.#letter("l");
    this.#int32(value < 0n ? -digits.length : digits.length);
    for (const digit of digits) {
      const at = this.#room(2);
      this.#view.setUint16(at, digit, true);
    }
  }

  #str(value: Value): boolean {
    const vm = this.#vm;
    const isInterned = this.#version >= SHARES && isKnownName(vm, value);
    if (this.#version >= TELLS_ASCII && isAscii(vm, value)) {
      const text = vm.js(value);
      if (this.#isShort(text.length)) {
        this.#letter(isInterned ? "Z" : "z");
        this.#byte(text.length);
      } else {
        this.#letter(isInterned ? "A" : "a");
        this.#int32(text.length);
      }
      this.#all(new TextEncoder().encode(text));
      return true;
    }
    const encoded = vm.callMethod(value, vm.intern("encode"), vm.intern("utf-8"), vm.intern("surrogatepass"));
    if (encoded === 0) return false;
    this.#letter(isInterned ? "t" : "u");
    const done = this.#counted(encoded);
    vm.decref(encoded);
    return done;
  }

  #buffer(value: Value): boolean {
    this.#letter("s");
    return this.#counted(value);
  }

  #counted(value: Value): boolean {
    const buffer = openBytes(this.#vm, value);
    if (buffer === null) return false;
    this.#int32(buffer.length);
    this.#all(this.#vm.u8.slice(buffer.address, buffer.address + buffer.length));
    releaseBuffer(this.#vm, buffer);
    return true;
  }

  #sequence(items: readonly Value[], letter: string, depth: number, areUnique?: readonly boolean[]): boolean {
    this.#letter(letter);
    if (letter === ")") this.#byte(items.length);
    else this.#int32(items.length);
    return items.every((item, i) => this.write(item, depth + 1, areUnique?.[i]));
  }

  /** A list, of a copy: what is written may run Python code, and other threads do. */
  #list(value: Value, depth: number): boolean {
    const vm = this.#vm;
    const items: Value[] = [], areUnique: boolean[] = [];
    vm.lock.begin(value);
    for (let i = 0; i < vm.listLength(value); i++) {
      const item = vm.listItem(value, i);
      areUnique.push((item & 1) === 0 && vm.rc.isUnique(item));
      items.push(vm.keep(item));
    }
    vm.lock.end();
    const done = this.#sequence(items, "[", depth, areUnique);
    for (const item of items) vm.decref(item);
    return done;
  }

  /** A set or frozenset, in the order of what is written of each item by itself: that of a set is not always the same. */
  #set(value: Value, depth: number): boolean {
    const vm = this.#vm, flag = this.#flag;
    const items: Value[] = [];
    vm.lock.begin(value);
    visitReferences(
      vm.objects,
      value,
      (word) => void (vm.i32[word] !== 0 && items.push(vm.keep(vm.i32[word]))),
    );
    vm.lock.end();
    const sorted = this.#sortItems(items, depth);
    let done = sorted !== null;
    if (done && vm.length(value) !== items.length) {
      done = vm.raise("RuntimeError", "set changed size during iteration") !== 0;
    }
    this.#flag = flag;
    done = done && this.#sequence(sorted!, vm.typeIndex(value) === T_SET ? "<" : ">", depth);
    for (const item of items) vm.decref(item);
    return done;
  }

  /** Items in the order of their bytes; null with an exception set. */
  #sortItems(items: readonly Value[], depth: number): Value[] | null {
    const written: { readonly item: Value; readonly bytes: Uint8Array }[] = [];
    for (const item of items) {
      const writer = new Writer(this.#vm, this.#version, this.#allowsCode);
      const done = writer.write(item, depth + 1);
      writer.release();
      if (!done) return null;
      written.push({ item, bytes: writer.bytes });
    }
    return written.sort((a, b) => compareBytes(a.bytes, b.bytes)).map(({ item }) => item);
  }

  #slice(value: Value, depth: number): boolean {
    this.#letter(":");
    this.#unfinished.add(value);
    const done = [SLICE_START, SLICE_STOP, SLICE_STEP].every((part) =>
      this.write(this.#vm.i32[(value + part) >>> 2], depth + 1)
    );
    this.#unfinished.delete(value);
    return done;
  }

  /** A dict, of a copy as well. */
  #dict(value: Value, depth: number): boolean {
    const vm = this.#vm;
    const items: Value[] = [], areUnique: boolean[] = [];
    vm.lock.begin(value);
    for (let i = 0; i < dictEntryCount(vm.objects, value); i++) {
      const entry = dictEntries(vm.objects, value) + i * 3;
      for (const item of vm.i32[entry + 1] === 0 ? [] : [vm.i32[entry + 1], vm.i32[entry + 2]]) {
        areUnique.push((item & 1) === 0 && vm.rc.isUnique(item));
        items.push(vm.keep(item));
      }
    }
    vm.lock.end();
    this.#letter("{");
    const done = items.every((item, i) => this.write(item, depth + 1, areUnique[i]));
    this.#byte(code("0"));
    for (const item of items) vm.decref(item);
    return done;
  }
}

/** Whether a str is the interned one of its text. */
function isKnownName(vm: Vm, str: Value): boolean {
  return (vm.i32[str >>> 2] & FLAG_IMMORTAL) !== 0 && vm.internValue(str) === str;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

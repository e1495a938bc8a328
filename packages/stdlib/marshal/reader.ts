/**
 * Reads Python values in CPython's format `marshal`.
 *
 * @module
 */
import {
  ELLIPSIS,
  FALSE,
  NONE,
  T_FLOAT,
  T_FROZENSET,
  T_SET,
  TRUE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { isCode, readCode, type Vm } from "@orochi/vm";
import { code, FLAG_REF, MOST_DEPTH } from "./format.ts";

/** The text of Latin-1's bytes. */
function latinText(bytes: Uint8Array): string {
  let text = "";
  // A call takes so many arguments as the stack has room for.
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

/** Reads data from bytes of the heap. */
export class Reader {
  readonly #vm: Vm;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Values that references may name (borrowed: what is being read holds them, or `#kept` does). */
  readonly #references: Value[] = [];
  readonly #allowsCode: boolean;
  #at = 0;

  /** @param allowsCode Whether code objects may be among the values. */
  constructor(vm: Vm, bytes: Uint8Array, allowsCode: boolean) {
    this.#vm = vm;
    this.#allowsCode = allowsCode;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes used. */
  get position(): number {
    return this.#at;
  }

  /** Drops what was kept for references. */
  release(): void {
    for (const value of this.#references) this.#vm.decref(value);
  }

  #short(): 0 {
    return this.#vm.raise("EOFError", "marshal data too short");
  }
  #has(count: number): boolean {
    return count >= 0 && this.#at + count <= this.#bytes.length;
  }
  #take(count: number): Uint8Array {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }
  #int32(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4, true);
  }
  /** A length; -1 with an exception set. */
  #size(bytes: 1 | 4, what: string): number {
    if (!this.#has(bytes)) {
      this.#short();
      return -1;
    }
    const size = bytes === 1 ? this.#take(1)[0] : this.#int32();
    if (size < 0) this.#vm.raiseValue(`bad marshal data (${what} size out of range)`);
    return size;
  }
  /** A place among the references for what is there only when its items are, which can't refer to it; -1 without the flag. */
  #reserve(flag: boolean): number {
    return flag ? this.#references.push(0) - 1 : -1;
  }
  #fill(place: number, value: Value): Value {
    if (place >= 0 && value !== 0) this.#references[place] = this.#vm.keep(value);
    return value;
  }
  #keep(value: Value, flag: boolean): Value {
    if (flag && value !== 0) this.#references.push(this.#vm.keep(value));
    return value;
  }

  /** Reads a value (new reference); 0 with an exception set. */
  read(depth: number): Value {
    const vm = this.#vm;
    if (!this.#has(1)) return vm.raise("EOFError", "EOF read where object expected");
    if (depth > MOST_DEPTH) return vm.raiseValue("recursion limit exceeded");
    const byte = this.#take(1)[0];
    const letter = String.fromCharCode(byte & ~FLAG_REF), flag = (byte & FLAG_REF) !== 0;
    switch (letter) {
      case "0":
        return vm.raiseType("NULL object in marshal data for object");
      case "N":
        return NONE;
      case ".":
        return ELLIPSIS;
      case "T":
        return TRUE;
      case "F":
        return FALSE;
      case "S":
        return vm.keep(vm.exceptionType("StopIteration"));
      case "i":
        return this.#has(4) ? this.#keep(vm.newInt(this.#int32()), flag) : this.#short();
      case "I":
        this.#at += 8;
        return this.#at <= this.#bytes.length
          ? this.#keep(vm.newBigInt(this.#view.getBigInt64(this.#at - 8, true)), flag)
          : this.#short();
      case "l":
        return this.#keep(this.#long(), flag);
      case "g":
        return this.#has(8) ? this.#keep(vm.newFloat(this.#double()), flag) : this.#short();
      case "y":
        return this.#has(16)
          ? this.#keep(vm.newComplex(this.#double(), this.#double()), flag)
          : this.#short();
      case "f":
      case "x":
        return this.#keep(this.#textNumber(letter), flag);
      case "s":
        return this.#keep(this.#run(4, "bytes object", (bytes) => vm.newBytes(bytes)), flag);
      case "u":
        return this.#keep(this.#run(4, "string", (bytes) => this.#decode(bytes)), flag);
      case "t":
        return this.#keep(this.#interned(this.#run(4, "string", (bytes) => this.#decode(bytes))), flag);
      case "a":
        return this.#keep(this.#run(4, "string", (bytes) => vm.newStr(latinText(bytes))), flag);
      case "A":
        return this.#keep(this.#run(4, "string", (bytes) => vm.intern(latinText(bytes))), flag);
      case "z":
        return this.#keep(this.#run(1, "string", (bytes) => vm.newStr(latinText(bytes))), flag);
      case "Z":
        return this.#keep(this.#run(1, "string", (bytes) => vm.intern(latinText(bytes))), flag);
      case "r": {
        const index = this.#size(4, "reference");
        if (vm.failed()) return 0;
        const found = this.#references[index];
        return found !== undefined && found !== 0
          ? vm.keep(found)
          : vm.raiseValue("bad marshal data (invalid reference)");
      }
      case "(":
      case ")":
        return this.#tuple(this.#size(letter === "(" ? 4 : 1, "tuple"), flag, depth);
      case "[":
        return this.#list(flag, depth);
      case "<":
      case ">":
        return this.#set(letter === "<" ? T_SET : T_FROZENSET, flag, depth);
      case "{":
        return this.#dict(flag, depth);
      case "c": {
        if (!this.#allowsCode) return vm.raiseValue("unmarshalling code objects is disallowed");
        const bytes = this.#has(4) ? this.#int32() : -1;
        if (!this.#has(bytes)) return this.#short();
        const body = this.#take(bytes);
        return isCode(body)
          ? this.#keep(readCode(vm, body), flag)
          : vm.raiseValue("bad marshal data (not this compiler's code)");
      }
      case ":": {
        const place = this.#reserve(flag), items = this.#items(3, depth);
        if (items === null) return 0;
        const slice = vm.newSlice(items[0], items[1], items[2]);
        for (const item of items) vm.decref(item);
        return this.#fill(place, slice);
      }
    }
    return vm.raiseValue("bad marshal data (unknown type code)");
  }

  #double(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  #long(): Value {
    if (!this.#has(4)) return this.#short();
    const size = this.#int32(), digits = Math.abs(size);
    if (!this.#has(digits * 2)) return this.#short();
    let value = 0n;
    for (let i = digits - 1; i >= 0; i--) {
      const digit = this.#view.getUint16(this.#at + i * 2, true);
      if (digit > 0x7fff) return this.#vm.raiseValue("bad marshal data (digit out of range in long)");
      if (digit === 0 && i === digits - 1) {
        return this.#vm.raiseValue("bad marshal data (unnormalized long data)");
      }
      value = (value << 15n) | BigInt(digit);
    }
    this.#at += digits * 2;
    return this.#vm.newBigInt(size < 0 ? -value : value);
  }

  /** Numbers of versions 0 and 1, as text. */
  #textNumber(letter: string): Value {
    const vm = this.#vm;
    const parts: number[] = [];
    for (let left = letter === "x" ? 2 : 1; left > 0; left--) {
      const text = this.#run(1, "float", (bytes) => vm.newStr(latinText(bytes)));
      const float = text === 0 ? 0 : vm.call(vm.typeObject(T_FLOAT), text);
      vm.decref(text);
      if (float === 0) return 0;
      parts.push(vm.float(float));
      vm.decref(float);
    }
    return letter === "x" ? vm.newComplex(parts[0], parts[1]) : vm.newFloat(parts[0]);
  }

  #run(width: 1 | 4, what: string, make: (bytes: Uint8Array) => Value): Value {
    const size = this.#size(width, what);
    if (size < 0) return 0;
    return this.#has(size) ? make(this.#take(size).slice()) : this.#short();
  }

  /** The interned str equal to one (stolen). */
  #interned(str: Value): Value {
    if (str === 0) return 0;
    const interned = this.#vm.internValue(str);
    if (interned !== str) this.#vm.decref(str);
    return interned;
  }

  #decode(bytes: Uint8Array): Value {
    const vm = this.#vm;
    const object = vm.newBytes(bytes);
    const text = object === 0
      ? 0
      : vm.callMethod(object, vm.intern("decode"), vm.intern("utf-8"), vm.intern("surrogatepass"));
    vm.decref(object);
    return text;
  }

  /** So many values (owned); null with an exception set. */
  #items(count: number, depth: number): Value[] | null {
    const items: Value[] = [];
    if (count < 0) return null;
    for (let i = 0; i < count; i++) {
      const item = this.read(depth + 1);
      if (item === 0) {
        for (const one of items) this.#vm.decref(one);
        return null;
      }
      items.push(item);
    }
    return items;
  }

  #tuple(count: number, flag: boolean, depth: number): Value {
    const vm = this.#vm;
    // What has the flag may be referred to by its own items: lists and dicts. More items than bytes there can't be.
    if (!flag || count > this.#bytes.length - this.#at) {
      const items = this.#items(count, depth);
      return items === null ? 0 : vm.newTuple(items);
    }
    const tuple = count < 0 ? 0 : this.#keep(vm.newTuple(new Array<Value>(count).fill(NONE)), true);
    for (let i = 0; tuple !== 0 && i < count; i++) {
      const item = this.read(depth + 1);
      if (item === 0) {
        vm.decref(tuple);
        return 0;
      }
      vm.i32[(tuple + TUPLE_ITEMS >>> 2) + i] = item;
    }
    return tuple;
  }

  #list(flag: boolean, depth: number): Value {
    const count = this.#size(4, "list");
    const list = count < 0 ? 0 : this.#keep(this.#vm.newList([]), flag);
    for (let i = 0; list !== 0 && i < count; i++) {
      const item = this.read(depth + 1);
      const done = item !== 0 && this.#vm.listAppend(list, item);
      this.#vm.decref(item);
      if (!done) {
        this.#vm.decref(list);
        return 0;
      }
    }
    return list;
  }

  #set(type: number, flag: boolean, depth: number): Value {
    const vm = this.#vm, isMutable = type === T_SET;
    const place = this.#reserve(flag), count = this.#size(4, "set");
    const set = count < 0 ? 0 : vm.newSet(type);
    if (isMutable) this.#fill(place, set);
    for (let i = 0; set !== 0 && i < count; i++) {
      const item = this.read(depth + 1);
      const done = item !== 0 && vm.setAdd(set, item);
      vm.decref(item);
      if (!done) {
        vm.decref(set);
        return 0;
      }
    }
    return isMutable ? set : this.#fill(place, set);
  }

  /** Whether what ends a dict follows; it is read then. */
  #isNull(): boolean {
    const ends = this.#has(1) && this.#bytes[this.#at] === code("0");
    if (ends) this.#at++;
    return ends;
  }

  #dict(flag: boolean, depth: number): Value {
    const vm = this.#vm;
    const dict = this.#keep(vm.newDict(), flag);
    while (dict !== 0) {
      if (this.#isNull()) return dict;
      const key = this.read(depth + 1);
      if (key !== 0 && this.#isNull()) {
        vm.decref(key);
        return dict;
      }
      const value = key === 0 ? 0 : this.read(depth + 1);
      const done = value !== 0 && vm.dictSet(dict, key, value);
      vm.decref(key);
      vm.decref(value);
      if (!done) break;
    }
    vm.decref(dict);
    return 0;
  }
}

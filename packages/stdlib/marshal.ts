/**
 * `marshal`: CPython's format of data (version 5). A code object is the letter, a length, and the machine's own form of
 * bytecode, which CPython can't read any more than one release of CPython reads that of another.
 *
 * Written data never share objects by reference; read data may.
 *
 * @module
 */
import {
  ELLIPSIS,
  FALSE,
  NONE,
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
import {
  isCode,
  nativeFunction,
  type NativeModule,
  openBytes,
  readCode,
  releaseBuffer,
  type Vm,
  writeCode,
} from "@orochi/vm";
import { doubleRepr } from "@orochi/vm/numeric";

/** Depth of nested containers that is refused: what a Worker's stack has room for. CPython refuses 2000. */
const MOST_DEPTH = 500;
/** `marshal.version`. */
const VERSION = 5;
/** Set in a type byte: what is read is kept for references. */
const FLAG_REF = 0x80;

const code = (letter: string) => letter.charCodeAt(0);

/** The text of Latin-1's bytes. */
function latinText(bytes: Uint8Array): string {
  let text = "";
  // A call takes so many arguments as the stack has room for.
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

/** Writes data as bytes that grow. */
class Writer {
  #bytes: Uint8Array = new Uint8Array(256);
  #view: DataView = new DataView(this.#bytes.buffer);
  length = 0;
  readonly #vm: Vm;
  readonly #version: number;
  readonly #allowsCode: boolean;

  constructor(vm: Vm, version: number, allowsCode: boolean) {
    this.#vm = vm;
    this.#version = version;
    this.#allowsCode = allowsCode;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
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

  /** Writes a value; false with an exception set. */
  write(value: Value, depth: number): boolean {
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
        this.#byte(code("c"));
        this.#int32(bytes.length);
        this.#all(bytes);
        return true;
      }
      case T_TUPLE:
        return this.#sequence(vm.tupleItems(value), this.#isShort(vm.tupleLength(value)) ? ")" : "(", depth);
      case T_LIST:
      case T_SET:
      case T_FROZENSET:
        return this.#collection(value, depth);
      case T_DICT:
        return this.#dict(value, depth);
      case T_SLICE:
        if (this.#version < 5) break;
        this.#byte(code(":"));
        return ["start", "stop", "step"].every((name) => {
          const part = vm.getAttr(value, vm.intern(name));
          const done = part !== 0 && this.write(part, depth + 1);
          vm.decref(part);
          return done;
        });
    }
    return vm.raiseValue("unmarshallable object") !== 0;
  }

  /** Whether a length goes into a byte: since version 4. */
  #isShort(length: number): boolean {
    return this.#version >= 4 && length < 256;
  }

  /** Doubles after their letter, the first one of two: as bytes, or until version 1 as text. */
  #doubles(letters: string, ...values: readonly number[]): void {
    const isText = this.#version <= 1;
    this.#byte(code(letters[isText ? 1 : 0]));
    for (const value of values) {
      if (!isText) this.#double(value);
      else {
        const text = new TextEncoder().encode(doubleRepr(value));
        this.#byte(text.length);
        this.#all(text);
      }
    }
  }

  #int(value: bigint): void {
    if (value >= -0x8000_0000n && value <= 0x7fff_ffffn) {
      this.#byte(code("i"));
      this.#int32(Number(value));
      return;
    }
    const digits: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn));
    this.#byte(code("l"));
    this.#int32(value < 0n ? -digits.length : digits.length);
    for (const digit of digits) {
      const at = this.#room(2);
      this.#view.setUint16(at, digit, true);
    }
  }

  #str(value: Value): boolean {
    const vm = this.#vm;
    const text = vm.js(value);
    if (this.#version >= 4 && /^[\x00-\x7f]*$/.test(text)) {
      if (this.#isShort(text.length)) {
        this.#byte(code("z"));
        this.#byte(text.length);
      } else {
        this.#byte(code("a"));
        this.#int32(text.length);
      }
      this.#all(new TextEncoder().encode(text));
      return true;
    }
    const encoded = vm.callMethod(value, vm.intern("encode"), vm.intern("utf-8"), vm.intern("surrogatepass"));
    if (encoded === 0) return false;
    this.#byte(code("u"));
    const done = this.#counted(encoded);
    vm.decref(encoded);
    return done;
  }

  #buffer(value: Value): boolean {
    this.#byte(code("s"));
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

  #sequence(items: readonly Value[], letter: string, depth: number): boolean {
    this.#byte(code(letter));
    if (letter === ")") this.#byte(items.length);
    else this.#int32(items.length);
    for (let i = 0; i < items.length; i++) if (!this.write(items[i], depth + 1)) return false;
    return true;
  }

  /** A list or set, of a copy: what is written can't run Python code, but other threads do. */
  #collection(value: Value, depth: number): boolean {
    const vm = this.#vm;
    const type = vm.typeIndex(value);
    const items: Value[] = [];
    vm.lock.begin(value);
    if (type === T_LIST) {
      for (let i = 0; i < vm.listLength(value); i++) items.push(vm.keep(vm.listItem(value, i)));
    } else {visitReferences(vm.objects, value, (word) =>
        void (vm.i32[word] !== 0 && items.push(vm.keep(vm.i32[word]))));}
    vm.lock.end();
    const done = this.#sequence(items, type === T_LIST ? "[" : type === T_SET ? "<" : ">", depth);
    for (const item of items) vm.decref(item);
    return done;
  }

  #dict(value: Value, depth: number): boolean {
    this.#byte(code("{"));
    const done = this.#vm.dictIterate(
      value,
      (key, item) => this.write(key, depth + 1) && this.write(item, depth + 1),
    );
    this.#byte(code("0"));
    return done;
  }
}

/** Reads data from bytes of the heap. */
class Reader {
  readonly #vm: Vm;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Values that references may name (borrowed: what is being read holds them, or `#kept` does). */
  readonly #references: Value[] = [];
  readonly #allowsCode: boolean;
  #at = 0;

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
      case "t":
        return this.#keep(this.#run(4, "string", (bytes) => this.#decode(bytes)), flag);
      case "a":
      case "A":
        return this.#keep(this.#run(4, "string", (bytes) => vm.newStr(latinText(bytes))), flag);
      case "z":
      case "Z":
        return this.#keep(this.#run(1, "string", (bytes) => vm.newStr(latinText(bytes))), flag);
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
          ? readCode(vm, body)
          : vm.raiseValue("bad marshal data (not this compiler's code)");
      }
      case ":": {
        const items = this.#items(3, depth);
        if (items === null) return 0;
        const slice = vm.newSlice(items[0], items[1], items[2]);
        for (const item of items) vm.decref(item);
        return this.#keep(slice, flag);
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
    const parts: number[] = [];
    for (let left = letter === "x" ? 2 : 1; left > 0; left--) {
      const size = this.#size(1, "float");
      if (this.#vm.failed() || !this.#has(size)) return this.#vm.failed() ? 0 : this.#short();
      parts.push(Number(String.fromCharCode(...this.#take(size))));
    }
    return letter === "x" ? this.#vm.newComplex(parts[0], parts[1]) : this.#vm.newFloat(parts[0]);
  }

  #run(width: 1 | 4, what: string, make: (bytes: Uint8Array) => Value): Value {
    const size = this.#size(width, what);
    if (size < 0) return 0;
    return this.#has(size) ? make(this.#take(size).slice()) : this.#short();
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
    // A place among the references is taken before the items are read; nothing can refer to it meanwhile.
    const place = flag ? this.#references.push(0) - 1 : -1;
    const items = this.#items(count, depth);
    const tuple = items === null ? 0 : this.#vm.newTuple(items);
    if (flag && tuple !== 0) this.#references[place] = this.#vm.keep(tuple);
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
    const place = flag ? this.#references.push(0) - 1 : -1;
    const items = this.#items(this.#size(4, "set"), depth);
    const set = items === null ? 0 : this.#vm.newSet(type);
    const done = set !== 0 && items!.every((item) => this.#vm.setAdd(set, item));
    for (const item of items ?? []) this.#vm.decref(item);
    if (!done) {
      this.#vm.decref(set);
      return 0;
    }
    if (flag) this.#references[place] = this.#vm.keep(set);
    return set;
  }

  #dict(flag: boolean, depth: number): Value {
    const vm = this.#vm;
    const dict = this.#keep(vm.newDict(), flag);
    while (dict !== 0) {
      if (this.#has(1) && this.#bytes[this.#at] === code("0")) {
        this.#at++;
        return dict;
      }
      const key = this.read(depth + 1);
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

/** What the arguments `version` and `allow_code` say; a missing one is 0. Null with an exception set. */
function optionsOf(
  vm: Vm,
  version: Value,
  allowCode: Value,
): { version: number; allowsCode: boolean } | null {
  const asked = version === 0 ? VERSION : vm.index(version);
  const allows = Number.isNaN(asked) ? -1 : allowCode === 0 ? 1 : vm.truthy(allowCode);
  return allows < 0 ? null : { version: asked, allowsCode: allows === 1 };
}

/** `a`: where `version` and `allow_code` are. */
function dumps(vm: Vm, value: Value, a: number): Value {
  const options = optionsOf(vm, vm.i32[a], vm.i32[a + 1]);
  if (options === null) return 0;
  const writer = new Writer(vm, options.version, options.allowsCode);
  return writer.write(value, 0) ? vm.newBytes(writer.bytes) : 0;
}

function loads(vm: Vm, data: Value, allowCode: Value): Value {
  const options = optionsOf(vm, 0, allowCode);
  if (options === null) return 0;
  const buffer = openBytes(vm, data, `a bytes-like object is required, not '${vm.typeName(data)}'`);
  if (buffer === null) return 0;
  const reader = new Reader(
    vm,
    vm.u8.subarray(buffer.address, buffer.address + buffer.length),
    options.allowsCode,
  );
  const value = reader.read(0);
  reader.release();
  releaseBuffer(vm, buffer);
  return value;
}

/** `load(file)`: reads no further than the value goes, where the file can seek. */
function load(vm: Vm, file: Value, allowCode: Value): Value {
  const options = optionsOf(vm, 0, allowCode);
  if (options === null) return 0;
  const start = vm.callMethod(file, vm.names.tell);
  if (start === 0) vm.clearError();
  const data = vm.callMethod(file, vm.names.read);
  const buffer = data === 0
    ? null
    : openBytes(vm, data, `file.read() returned not bytes but ${vm.typeName(data)}`);
  let value: Value = 0;
  if (buffer !== null) {
    const reader = new Reader(
      vm,
      vm.u8.subarray(buffer.address, buffer.address + buffer.length),
      options.allowsCode,
    );
    value = reader.read(0);
    reader.release();
    releaseBuffer(vm, buffer);
    if (value !== 0 && start !== 0 && reader.position < buffer.length) {
      const back = vm.newInt(vm.number(start) + reader.position);
      const moved = vm.callMethod(file, vm.names.seek, back);
      if (moved === 0) {
        vm.decref(value);
        value = 0;
      }
      vm.decref(moved);
    }
  }
  vm.decref(data);
  vm.decref(start);
  return value;
}

/** The module. */
export const marshalModule: NativeModule = {
  name: "marshal",
  doc: "This module contains functions that can read and write Python values in\na binary format.",
  functions: [
    nativeFunction(
      "dumps",
      `(value, version=${VERSION}, /, *, allow_code=True)`,
      (vm, a) => dumps(vm, vm.i32[a], a + 1),
    ),
    nativeFunction("loads", "(bytes, /, *, allow_code=True)", (vm, a) => loads(vm, vm.i32[a], vm.i32[a + 1])),
    nativeFunction("dump", `(value, file, version=${VERSION}, /, *, allow_code=True)`, (vm, a) => {
      const bytes = dumps(vm, vm.i32[a], a + 2);
      const result = bytes === 0 ? 0 : vm.callMethod(vm.i32[a + 1], vm.names.write, bytes);
      vm.decref(bytes);
      return result;
    }),
    nativeFunction("load", "(file, /, *, allow_code=True)", (vm, a) => load(vm, vm.i32[a], vm.i32[a + 1])),
  ],
  populate: (vm, _module, dict) => vm.dictSetOwned(dict, "version", vm.newInt(VERSION)),
};

/**
 * Reading of pickles, with CPython's errors and within stated bounds.
 *
 * A pickle is a program for a small stack machine. This one has no instruction that runs code of the program around
 * it: globals are names, calls of them are built by a fixed list of functions or kept as data.
 *
 * @module
 */
import { toPython3 } from "./compat_names.ts";
import {
  decodeAscii,
  decodeEscapes,
  decodeLatin1,
  decodeRawUnicodeEscape,
  decodeString,
  decodeUtf8,
} from "./decode.ts";
import type { StringEncoding } from "./decode.ts";
import { EOFError, MemoryLimitError, PythonError, UnpicklingError } from "./errors.ts";
import type { ExtensionRegistry } from "./extensions.ts";
import { type GlobalOptions, Globals } from "./globals.ts";
import { decodeLong } from "./numbers.ts";
import { HIGHEST_PROTOCOL } from "@orochi/stdlib/pickle-opcodes";
import { assignItem, setState } from "./set_state.ts";
import { type BuildContext, hashable, typeName } from "./standard_classes.ts";
import { narrow, readFloat, readIndex, readInt, readLong } from "./text_numbers.ts";
import {
  PickleBuffer,
  PyByteArray,
  PyException,
  PyFloat,
  PyFrozenSet,
  PyGlobal,
  PyObject,
  PyReduce,
  PyTuple,
  tuple,
  tupleFromArray,
} from "./values.ts";

/** How to read. */
export interface UnpickleOptions extends GlobalOptions {
  /** Whether floats with integral values become {@linkcode PyFloat}: then writing gives the same bytes again. */
  exact?: boolean;
  /** Whether protocols below 3 name modules as Python 2 did; true by default. */
  fixImports?: boolean;
  /** How strings of Python 2 are decoded; ASCII by default. */
  encoding?: StringEncoding;
  /** Finds values that live outside of the pickle. */
  persistentLoad?: (id: unknown) => unknown;
  /** Out-of-band buffers, in the order in which the writer gave them. */
  buffers?: Iterable<unknown>;
  /** Short codes for globals. */
  extensions?: ExtensionRegistry;
  /** Bytes of memory that the value may take, by estimate; 1 GiB by default. */
  maxMemory?: number;
}

/** Signal that the input ended inside of an opcode. */
const TRUNCATED = new UnpicklingError("pickle data was truncated");

/** Estimated bytes of empty containers, and of what each item takes. */
const CONTAINER_BYTES = 64;
const MAP_BYTES = 256;

/**
 * Reads values from bytes that may hold several pickles, written by one pickler: they share a memo.
 *
 * Each `load` continues where the last one stopped.
 */
export class Unpickler implements BuildContext {
  readonly #exact: boolean;
  #bytes: Uint8Array;
  #view: DataView;
  #position = 0;
  #stack: unknown[] = [];
  readonly #marks: number[] = [];
  #fence = 0;
  #memo: unknown[] = [];
  #memoLength = 0;
  #protocol = 0;
  #budget: number;
  readonly #maxMemory: number;
  readonly #globals: Globals;
  readonly #options: UnpickleOptions;
  readonly #buffers: Iterator<unknown> | undefined;
  /** Whether more bytes may follow those that are here. */
  #partial = false;
  /** Whether the bytes are a copy, which may be overwritten. */
  #owned = false;
  /** Where the opcode starts that is being read. */
  #opcode = 0;

  /**
   * A reader of the pickles in some bytes.
   *
   * @param bytes One or more pickles. They are not copied; values do not refer to them.
   * @param options How to read.
   */
  constructor(bytes: Uint8Array, options: UnpickleOptions = {}) {
    // A plain array over memory of its own, whatever was given: its methods copy.
    const shared = bytes.buffer instanceof SharedArrayBuffer;
    this.#bytes = shared
      ? new Uint8Array(bytes)
      : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, bytes.length);
    this.#options = options;
    this.#globals = new Globals(options);
    this.#buffers = options.buffers?.[Symbol.iterator]();
    this.#exact = options.exact ?? false;
    this.#budget = this.#maxMemory = options.maxMemory ?? 2 ** 30;
  }

  /** Index of the next byte to read. */
  get position(): number {
    return this.#position;
  }

  /**
   * Reads the next value.
   *
   * @throws {EOFError} If there is no further byte, or none where an opcode has to start.
   * @throws {UnpicklingError} If the bytes are no pickle, are cut off or name a global that is not allowed.
   * @throws {MemoryLimitError} If the value would take too much memory.
   * @throws {PythonError} Other errors of CPython's, by name.
   */
  load(): unknown {
    this.#start();
    this.#partial = false;
    try {
      this.#run();
    } catch (error) {
      // Each error gets the trace of its own load.
      throw error === TRUNCATED ? new UnpicklingError(TRUNCATED.message) : error;
    }
    return this.#pop();
  }

  /**
   * Reads as far as there are bytes. Call it again after {@linkcode append}.
   *
   * @returns `{ value }` when a value is complete, `undefined` when more bytes are needed.
   * @throws {PythonError} As {@linkcode load}, but never because bytes end.
   */
  resume(): { value: unknown } | undefined {
    if (!this.#partial) this.#start();
    this.#partial = true;
    try {
      this.#run();
    } catch (error) {
      if (error !== TRUNCATED && !(error instanceof EOFError)) throw error;
      this.#position = this.#opcode;
      return undefined;
    }
    this.#partial = false;
    return { value: this.#pop() };
  }

  /** Whether {@linkcode resume} stopped inside of a value. */
  get incomplete(): boolean {
    return this.#partial &&
      (this.#stack.length > 0 || this.#marks.length > 0 || this.#position < this.#bytes.length);
  }

  /**
   * Goes on with other bytes, after those that are not read yet.
   *
   * @param bytes What follows; copied.
   */
  append(bytes: Uint8Array): void {
    const left = this.#bytes.subarray(this.#position);
    const length = left.length + bytes.length;
    // Room for as much again, so that data which comes in many pieces is not copied each time.
    let buffer = this.#bytes.buffer;
    if (!this.#owned || buffer.byteLength < length) buffer = new ArrayBuffer(Math.max(4096, 2 * length));
    this.#owned = true;
    const joined = new Uint8Array(buffer, 0, length);
    joined.set(left);
    joined.set(bytes, left.length);
    this.#bytes = joined;
    this.#view = new DataView(buffer, 0, length);
    this.#position = 0;
  }

  #start(): void {
    this.#stack.length = 0;
    this.#marks.length = 0;
    this.#fence = 0;
    this.#budget = this.#maxMemory;
  }

  /** Forgets values of earlier loads: the next pickle stands alone. */
  clearMemo(): void {
    this.#memo = [];
    this.#memoLength = 0;
  }

  /** Accounts for memory about to be taken. */
  charge(bytes: number): void {
    this.#budget -= bytes;
    if (this.#budget < 0) {
      throw new MemoryLimitError(`pickle needs more than the ${this.#maxMemory} bytes of maxMemory`);
    }
  }

  /** Asks the policy for a global. */
  findGlobal(module: string, name: string): unknown {
    return this.#globals.find(module, name);
  }

  /** Makes an instance of a class as its `__new__` would. */
  create(cls: PyGlobal, args: PyTuple, kwargs?: Map<string, unknown>): unknown {
    this.charge(2 * CONTAINER_BYTES);
    const constructor = this.#globals.constructorOf(cls);
    return constructor === undefined
      ? new PyObject(cls, args, { kwargs })
      : constructor(args, kwargs) ?? null;
  }

  // Input ------------------------------------------------------------------------------------------------------------

  /** Index of `count` bytes, which are read. */
  #take(count: number): number {
    const at = this.#position;
    if (count > this.#bytes.length - at) throw this.#truncated(count);
    this.#position = at + count;
    return at;
  }

  /** What it is when so many bytes are wanted and not there. More may follow, but not more than memory is allowed. */
  #truncated(count: number): Error {
    if (this.#partial && count > this.#budget) this.charge(count);
    return TRUNCATED;
  }

  /** Bytes up to a line's end, which is read and left out. */
  #line(least: number): Uint8Array {
    const start = this.#position;
    const end = this.#bytes.indexOf(0x0a, start);
    if (end < 0) throw this.#truncated(this.#bytes.length - start);
    if (end - start < least) throw new UnpicklingError(TRUNCATED.message);
    this.#position = end + 1;
    return this.#bytes.subarray(start, end);
  }

  #size8(what: string): number {
    const at = this.#take(8);
    const size = this.#view.getUint32(at + 4, true) * 0x100000000 + this.#view.getUint32(at, true);
    if (size >= 2 ** 63) {
      if (this.#bytes[at + 7] < 0x80) throw new UnpicklingError("read would overflow (invalid bytecode)");
      throw new PythonError("OverflowError", `${what} of 9223372036854775807 bytes`);
    }
    return size;
  }

  // Stack ------------------------------------------------------------------------------------------------------------

  #underflow(): UnpicklingError {
    return new UnpicklingError(
      this.#marks.length > 0 ? "unexpected MARK found" : "unpickling stack underflow",
    );
  }

  #pop(): unknown {
    if (this.#stack.length <= this.#fence) throw this.#underflow();
    return this.#stack.pop();
  }

  /** The value on top, which stays. */
  #top(): unknown {
    if (this.#stack.length <= this.#fence) throw this.#underflow();
    return this.#stack[this.#stack.length - 1];
  }

  /** Takes the topmost mark away; gives the stack's height at it. */
  #popMark(): number {
    const marks = this.#marks;
    const mark = marks.pop();
    if (mark === undefined) throw new UnpicklingError("could not find MARK");
    this.#fence = marks.length === 0 ? 0 : marks[marks.length - 1];
    return mark;
  }

  #replaceFrom(start: number): unknown[] {
    if (start < this.#fence) throw this.#underflow();
    const items = this.#stack.splice(start);
    this.charge(CONTAINER_BYTES + 16 * items.length);
    return items;
  }

  #tuple(count: number): void {
    const stack = this.#stack;
    if (stack.length < count) throw this.#underflow();
    stack.push(tupleFromArray(this.#replaceFrom(stack.length - count)));
  }

  // Memo -------------------------------------------------------------------------------------------------------------

  #get(index: number): void {
    const value = this.#memo[index];
    if (value === undefined) throw new UnpicklingError(`Memo value not found at index ${index}`);
    this.charge(8);
    this.#stack.push(value);
  }

  #put(index: number): void {
    const value = this.#top();
    this.charge(16);
    if (this.#memo[index] === undefined) this.#memoLength++;
    this.#memo[index] = value;
  }

  // Opcodes ----------------------------------------------------------------------------------------------------------

  #run(): void {
    const stack = this.#stack;
    for (;;) {
      const bytes = this.#bytes;
      this.#opcode = this.#position;
      if (this.#position >= bytes.length) throw new EOFError();
      const code = bytes[this.#position++];
      // Labels are numbers so that the switch becomes a jump; a test holds them against the list of opcodes.
      switch (code) {
        case 0x68: // BINGET
          this.#get(bytes[this.#take(1)]);
          break;
        case 0x8c: // SHORT_BINUNICODE
          stack.push(this.#text(bytes[this.#take(1)]));
          break;
        case 0x94: // MEMOIZE
          this.#put(this.#memoLength);
          break;
        case 0x71: // BINPUT
          this.#put(bytes[this.#take(1)]);
          break;
        case 0x4b: // BININT1
          stack.push(bytes[this.#take(1)]);
          break;
        case 0x4a: // BININT
          stack.push(this.#view.getInt32(this.#take(4), true));
          break;
        case 0x4d: // BININT2
          stack.push(this.#view.getUint16(this.#take(2), true));
          break;
        case 0x28: // MARK
          this.#marks.push(this.#fence = stack.length);
          this.charge(8);
          break;
        case 0x4e: // NONE
          stack.push(null);
          break;
        case 0x88: // NEWTRUE
          stack.push(true);
          break;
        case 0x89: // NEWFALSE
          stack.push(false);
          break;
        case 0x47: // BINFLOAT
          stack.push(this.#float(this.#view.getFloat64(this.#take(8), false)));
          break;
        case 0x58: // BINUNICODE
          stack.push(this.#text(this.#view.getUint32(this.#take(4), true)));
          break;
        case 0x8d: // BINUNICODE8
          stack.push(this.#text(this.#size8("BINUNICODE exceeds system's maximum size")));
          break;
        case 0x43: // SHORT_BINBYTES
          stack.push(this.#data(bytes[this.#take(1)]));
          break;
        case 0x42: // BINBYTES
          stack.push(this.#data(this.#view.getUint32(this.#take(4), true)));
          break;
        case 0x8e: // BINBYTES8
          stack.push(this.#data(this.#size8("BINBYTES exceeds system's maximum size")));
          break;
        case 0x96: // BYTEARRAY8
          stack.push(
            new PyByteArray(this.#data(this.#size8("BYTEARRAY8 exceeds system's maximum size")).buffer),
          );
          break;
        case 0x29: // EMPTY_TUPLE
          this.charge(CONTAINER_BYTES);
          stack.push(tuple());
          break;
        case 0x85: // TUPLE1
          this.#tuple(1);
          break;
        case 0x86: // TUPLE2
          this.#tuple(2);
          break;
        case 0x87: // TUPLE3
          this.#tuple(3);
          break;
        case 0x74: // TUPLE
          this.#tuple(stack.length - this.#popMark());
          break;
        case 0x5d: // EMPTY_LIST
          this.charge(CONTAINER_BYTES);
          stack.push([]);
          break;
        case 0x6c: // LIST
          stack.push(this.#replaceFrom(this.#popMark()));
          break;
        case 0x7d: // EMPTY_DICT
          this.charge(MAP_BYTES);
          stack.push(new Map());
          break;
        case 0x64: // DICT
          this.#dict(this.#popMark());
          break;
        case 0x8f: // EMPTY_SET
          this.charge(MAP_BYTES);
          stack.push(new Set());
          break;
        case 0x91: // FROZENSET
          this.#frozenSet(this.#popMark());
          break;
        case 0x61: // APPEND
          if (stack.length - 1 <= this.#fence) throw this.#underflow();
          this.#extend(stack.length - 1);
          break;
        case 0x65: // APPENDS
          this.#extend(this.#popMark());
          break;
        case 0x73: // SETITEM
          this.#setItems(stack.length - 2);
          break;
        case 0x75: // SETITEMS
          this.#setItems(this.#popMark());
          break;
        case 0x90: // ADDITEMS
          this.#addItems(this.#popMark());
          break;
        case 0x67: // GET
          this.#get(readIndex(this.#number()));
          break;
        case 0x6a: // LONG_BINGET
          this.#get(this.#view.getUint32(this.#take(4), true));
          break;
        case 0x70: // PUT
          this.#putText();
          break;
        case 0x72: // LONG_BINPUT
          this.#put(this.#view.getUint32(this.#take(4), true));
          break;
        case 0x63: // GLOBAL
          stack.push(this.#global());
          break;
        case 0x93: // STACK_GLOBAL
          this.#stackGlobal();
          break;
        case 0x52: // REDUCE
          this.#reduce();
          break;
        case 0x62: // BUILD
          this.#build();
          break;
        case 0x81: // NEWOBJ
          this.#newObject(false);
          break;
        case 0x92: // NEWOBJ_EX
          this.#newObject(true);
          break;
        case 0x49: // INT
          stack.push(readInt(this.#number()));
          break;
        case 0x4c: // LONG
          stack.push(this.#long());
          break;
        case 0x8a: // LONG1
          stack.push(this.#countedLong(bytes[this.#take(1)]));
          break;
        case 0x8b: // LONG4
          stack.push(this.#countedLong(this.#view.getInt32(this.#take(4), true)));
          break;
        case 0x46: // FLOAT
          stack.push(this.#float(readFloat(this.#number())));
          break;
        case 0x56: // UNICODE
          stack.push(decodeRawUnicodeEscape(this.#charged(this.#line(0))));
          break;
        case 0x53: // STRING
          stack.push(this.#quoted());
          break;
        case 0x54: // BINSTRING
          stack.push(this.#string(this.#view.getUint32(this.#take(4), true)));
          break;
        case 0x55: // SHORT_BINSTRING
          stack.push(this.#string(bytes[this.#take(1)]));
          break;
        case 0x32: // DUP
          this.charge(8);
          stack.push(this.#top());
          break;
        case 0x30: // POP
          this.#popAny();
          break;
        case 0x31: // POP_MARK
          stack.length = this.#popMark();
          break;
        case 0x69: // INST
          this.#inst();
          break;
        case 0x6f: // OBJ
          this.#obj();
          break;
        case 0x50: // PERSID
          stack.push(this.#persistent(true));
          break;
        case 0x51: // BINPERSID
          stack.push(this.#persistent(false));
          break;
        case 0x82: // EXT1
          stack.push(this.#extension(bytes[this.#take(1)]));
          break;
        case 0x83: // EXT2
          stack.push(this.#extension(this.#view.getUint16(this.#take(2), true)));
          break;
        case 0x84: // EXT4
          stack.push(this.#extension(this.#view.getInt32(this.#take(4), true)));
          break;
        case 0x97: // NEXT_BUFFER
          stack.push(this.#nextBuffer());
          break;
        case 0x98: // READONLY_BUFFER
          this.#readonlyBuffer();
          break;
        case 0x80: // PROTO
          this.#setProtocol(bytes[this.#take(1)]);
          break;
        case 0x95: // FRAME
          this.#frame(this.#size8("FRAME length exceeds system's maximum"));
          break;
        case 0x2e: // STOP
          return;
        default:
          throw new UnpicklingError(`invalid load key, '${printable(code)}'.`);
      }
    }
  }

  // Scalars ----------------------------------------------------------------------------------------------------------

  #float(value: number): unknown {
    return this.#exact && Number.isSafeInteger(value) ? new PyFloat(value) : value;
  }

  /** A line with a number and its line end, or up to a NUL, where C's readers of numbers stop. */
  #number(): Uint8Array {
    const start = this.#position;
    const line = this.#line(1);
    const end = line.indexOf(0);
    return end < 0 ? this.#bytes.subarray(start, this.#position) : line.subarray(0, end);
  }

  #long(): unknown {
    const line = this.#number();
    return narrow(this.#chargedInt(readLong(line), line.length));
  }

  #chargedInt(value: bigint, digits: number): bigint {
    this.charge(32 + digits);
    return value;
  }

  #countedLong(size: number): unknown {
    if (size < 0) throw new UnpicklingError("LONG pickle has negative byte count");
    const at = this.#take(size);
    return narrow(this.#chargedInt(decodeLong(this.#bytes, at, at + size), size));
  }

  #putText(): void {
    const start = this.#position;
    this.#line(1);
    this.#top();
    this.#position = start;
    const index = readIndex(this.#number());
    if (index < 0) throw new PythonError("ValueError", "negative PUT argument");
    this.#put(index);
  }

  #charged(bytes: Uint8Array): Uint8Array {
    this.charge(32 + 2 * bytes.length);
    return bytes;
  }

  #text(size: number): string {
    const at = this.#take(size);
    this.charge(32 + size);
    const bytes = this.#bytes;
    if (size <= SHORT_TEXT) {
      let text = "";
      let i = at;
      for (const end = at + size; i < end && bytes[i] < 0x80; i++) text += ASCII[bytes[i]];
      if (i === at + size) return text;
    }
    return decodeUtf8(bytes.subarray(at, at + size), true);
  }

  #data(size: number): Uint8Array<ArrayBuffer> {
    const at = this.#take(size);
    // As in CPython, data may not be the last thing, even where there is none.
    if (size === 0 && at === this.#bytes.length) throw TRUNCATED;
    this.charge(96 + size);
    return this.#bytes.slice(at, at + size);
  }

  #string(size: number): unknown {
    const at = this.#take(size);
    return decodeString(
      this.#charged(this.#bytes.subarray(at, at + size)),
      this.#options.encoding ?? "ascii",
    );
  }

  #quoted(): unknown {
    const line = this.#line(0);
    const [first] = line;
    if (line.length < 2 || first !== line[line.length - 1] || (first !== 0x27 && first !== 0x22)) {
      throw new UnpicklingError("the STRING opcode argument must be quoted");
    }
    return decodeString(
      decodeEscapes(this.#charged(line.subarray(1, -1))),
      this.#options.encoding ?? "ascii",
    );
  }

  // Containers -------------------------------------------------------------------------------------------------------

  #dict(start: number): void {
    const stack = this.#stack;
    if ((stack.length - start) % 2 !== 0) throw new UnpicklingError("odd number of items for DICT");
    const dict = new Map<unknown, unknown>();
    this.charge(MAP_BYTES + 16 * (stack.length - start));
    for (let i = start; i < stack.length; i += 2) dict.set(hashable(stack[i]), stack[i + 1]);
    stack.length = start;
    stack.push(dict);
  }

  #frozenSet(start: number): void {
    const items = this.#replaceFrom(start);
    this.charge(MAP_BYTES + 16 * items.length);
    const set = new PyFrozenSet();
    for (const item of items) set.add(hashable(item));
    this.#stack.push(set);
  }

  #extend(start: number): void {
    const stack = this.#stack;
    const length = stack.length;
    if (start <= this.#fence) throw this.#underflow();
    if (length === start) return;
    this.charge(8 * (length - start));
    const target = stack[start - 1];
    let list: unknown[];
    if (Array.isArray(target) && !(target instanceof PyTuple)) list = target;
    else if (target instanceof PyObject || target instanceof PyReduce) list = target.listItems ??= [];
    else throw new PythonError("AttributeError", `'${typeName(target)}' object has no attribute 'append'`);
    for (let i = start; i < length; i++) list.push(stack[i]);
    stack.length = start;
  }

  #setItems(start: number): void {
    const stack = this.#stack;
    const length = stack.length;
    if (start <= this.#fence) throw this.#underflow();
    if (length === start) return;
    if ((length - start) % 2 !== 0) throw new UnpicklingError("odd number of items for SETITEMS");
    this.charge(16 * (length - start));
    const target = stack[start - 1];
    let dict: Map<unknown, unknown>;
    if (target instanceof Map) dict = target;
    else if (target instanceof PyObject || target instanceof PyReduce) dict = target.dictItems ??= new Map();
    else if (Array.isArray(target) && !(target instanceof PyTuple)) {
      for (let i = start; i < length; i += 2) assignItem(target, stack[i], stack[i + 1]);
      stack.length = start;
      return;
    } else {throw new PythonError(
        "TypeError",
        `'${typeName(target)}' object does not support item assignment`,
      );}
    for (let i = start; i < length; i += 2) {
      const key = stack[i];
      dict.set(typeof key === "string" ? key : hashable(key), stack[i + 1]);
    }
    stack.length = start;
  }

  #addItems(start: number): void {
    const stack = this.#stack;
    if (start <= this.#fence) throw this.#underflow();
    if (stack.length === start) return;
    this.charge(32 * (stack.length - start));
    const target = stack[start - 1];
    if (!(target instanceof Set)) {
      throw new PythonError("AttributeError", `'${typeName(target)}' object has no attribute 'add'`);
    }
    if (target instanceof PyFrozenSet) {
      throw new PythonError("AttributeError", "'frozenset' object has no attribute 'add'");
    }
    for (let i = start; i < stack.length; i++) target.add(hashable(stack[i]));
    stack.length = start;
  }

  #popAny(): void {
    const marks = this.#marks;
    if (marks.length > 0 && marks[marks.length - 1] === this.#stack.length) this.#popMark();
    else this.#pop();
  }

  // Globals, calls and instances -------------------------------------------------------------------------------------

  #find(module: string, name: string): unknown {
    if (this.#protocol < 3 && (this.#options.fixImports ?? true)) {
      ({ module, name } = toPython3(module, name));
    }
    this.charge(128);
    return this.#globals.find(module, name) ?? null;
  }

  #global(): unknown {
    const module = decodeUtf8(this.#line(1), false);
    return this.#find(module, decodeUtf8(this.#line(1), false));
  }

  #stackGlobal(): void {
    const name = this.#pop();
    const module = this.#pop();
    if (typeof name !== "string" || typeof module !== "string") {
      throw new UnpicklingError("STACK_GLOBAL requires str");
    }
    this.#stack.push(this.#find(module, name));
  }

  #extension(code: number): unknown {
    if (code <= 0) throw new UnpicklingError("EXT specifies code <= 0");
    const found = this.#options.extensions?.nameOf(code);
    if (found === undefined) throw new PythonError("ValueError", `unregistered extension code ${code}`);
    return this.#find(found[0], found[1]);
  }

  #reduce(): void {
    const args = this.#pop();
    const callable = this.#pop();
    if (!(args instanceof PyTuple)) throw new PythonError("TypeError", "argument list must be a tuple");
    this.#stack.push(this.#call(callable, args));
  }

  #call(callable: unknown, args: PyTuple): unknown {
    this.charge(CONTAINER_BYTES);
    if (typeof callable === "function") return callable(...args) ?? null;
    if (!(callable instanceof PyGlobal || callable instanceof PyReduce || callable instanceof PyObject)) {
      throw new PythonError("TypeError", `'${typeName(callable)}' object is not callable`);
    }
    const built = this.#globals.build(callable, args, this);
    if (built !== undefined) return built;
    // `setter(object, state)` whose result is dropped is how a state with a setter of its own is written.
    const [target, state] = args;
    if (args.length === 2 && (target instanceof PyReduce) && this.#bytes[this.#position] === 0x30) {
      target.state = state;
      target.stateSetter = callable;
    }
    this.charge(CONTAINER_BYTES);
    return new PyReduce(callable, args);
  }

  #newObject(keywords: boolean): void {
    const opcode = keywords ? "NEWOBJ_EX" : "NEWOBJ";
    const kwargs = keywords ? this.#pop() : undefined;
    const args = this.#pop();
    const cls = this.#pop();
    if (!(cls instanceof PyGlobal || typeof cls === "function")) {
      throw new UnpicklingError(`${opcode} class argument must be a type, not ${typeName(cls)}`);
    }
    if (!(args instanceof PyTuple)) {
      throw new UnpicklingError(`${opcode} args argument must be a tuple, not ${typeName(args)}`);
    }
    if (keywords && !(kwargs instanceof Map)) {
      throw new UnpicklingError(`${opcode} kwargs argument must be a dict, not ${typeName(kwargs)}`);
    }
    const keys = kwargs as Map<string, unknown> | undefined;
    this.#stack.push(typeof cls === "function" ? cls(...args) ?? null : this.create(cls, args, keys));
  }

  /** An instance as protocols 0 and 1 of Python 2 made it. */
  #instantiate(cls: unknown, args: PyTuple): unknown {
    if (args.length > 0 || !(cls instanceof PyGlobal)) return this.#call(cls, args);
    return this.#globals.build(cls, args, this) ?? this.create(cls, args);
  }

  #inst(): void {
    if (this.#marks.length === 0) throw new UnpicklingError("could not find MARK");
    const module = decodeAscii(this.#line(1));
    const name = decodeAscii(this.#line(1));
    const mark = this.#popMark();
    const cls = this.#find(module, name);
    this.#stack.push(this.#instantiate(cls, tupleFromArray(this.#replaceFrom(mark))));
  }

  #obj(): void {
    const mark = this.#popMark();
    if (this.#stack.length - mark < 1) throw this.#underflow();
    const args = tupleFromArray(this.#replaceFrom(mark + 1));
    this.#stack.push(this.#instantiate(this.#pop(), args));
  }

  #build(): void {
    if (this.#stack.length - 2 < this.#fence) throw this.#underflow();
    const state = this.#pop();
    const target = this.#top();
    if (target instanceof PyObject || target instanceof PyReduce || target instanceof PyException) {
      target.state = state;
    } else setState(target, state);
  }

  #persistent(text: boolean): unknown {
    let id: unknown;
    if (text) {
      const line = this.#line(0);
      if (line.some((byte) => byte > 127)) {
        throw new UnpicklingError("persistent IDs in protocol 0 must be ASCII strings");
      }
      id = decodeLatin1(line);
    } else id = this.#pop();
    const load = this.#options.persistentLoad;
    if (load === undefined) {
      throw new UnpicklingError(
        "A load persistent id instruction was encountered, but no persistent_load function was specified.",
      );
    }
    return load(id) ?? null;
  }

  #nextBuffer(): unknown {
    if (this.#buffers === undefined) {
      throw new UnpicklingError(
        "pickle stream refers to out-of-band data but no *buffers* argument was given",
      );
    }
    const next = this.#buffers.next();
    if (next.done) throw new UnpicklingError("not enough out-of-band buffers");
    return next.value;
  }

  #readonlyBuffer(): void {
    const buffer = this.#top();
    if (!(buffer instanceof PickleBuffer || buffer instanceof Uint8Array)) {
      throw new PythonError(
        "TypeError",
        `memoryview: a bytes-like object is required, not '${typeName(buffer)}'`,
      );
    }
    if (buffer instanceof PickleBuffer && !buffer.readonly) {
      this.#stack[this.#stack.length - 1] = new PickleBuffer(buffer.bytes, true);
    }
  }

  #setProtocol(protocol: number): void {
    if (protocol > HIGHEST_PROTOCOL) {
      throw new PythonError("ValueError", `unsupported pickle protocol: ${protocol}`);
    }
    this.#protocol = protocol;
  }

  /** A frame only says that so many bytes follow, so that a reader of files can fetch them at once. */
  #frame(size: number): void {
    if (!this.#partial && size > this.#bytes.length - this.#position) throw TRUNCATED;
  }
}

/** Longest text that is put together character by character, which beats the decoder's call. */
const SHORT_TEXT = 16;
const ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** A byte as CPython shows it in the message about an unknown opcode. */
function printable(code: number): string {
  const plain = code >= 0x20 && code <= 0x7e && code !== 0x27 && code !== 0x5c;
  return plain ? String.fromCharCode(code) : `\\x${code.toString(16).padStart(2, "0")}`;
}

/**
 * Reads one value; bytes after it are not looked at.
 *
 * @param bytes A pickle.
 * @param options How to read.
 * @throws {UnpicklingError} And the other errors of {@linkcode Unpickler.load}.
 */
export function loads(bytes: Uint8Array, options: UnpickleOptions = {}): unknown {
  return new Unpickler(bytes, options).load();
}

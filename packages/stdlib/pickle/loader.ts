/**
 * Builds what a pickle says, opcode by opcode, as CPython's `_pickle.c`.
 *
 * @module
 */
import {
  BYTES_DATA,
  FALSE,
  NONE,
  T_DICT,
  T_FROZENSET,
  T_LIST,
  T_MEMORYVIEW,
  T_SET,
  tagInt,
  TRUE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import {
  blankByteArray,
  blankBytes,
  dataOf,
  decodeByteEscapes,
  decodeUnicodeEscape,
  decodeUtf8,
  openBuffer,
  releaseBuffer,
  type Vm,
} from "@orochi/vm";
import { allocList, allocTuple, callOne, callWithTuple, dropAll, hasBuffer } from "@orochi/vm/kernel";
import { extensionObject } from "./find_class.ts";
import { InstanceFiller } from "./fill_instance.ts";
import type { Input } from "./input.ts";
import { expectEntries, extendList, storeEntry } from "./load_containers.ts";
import { applyState, instantiate, makeNew } from "./load_objects.ts";
import { Op } from "./opcodes.ts";
import { raiseTruncated, raiseUnpickling } from "./state.ts";
import { intOfBytes } from "./long_ints.ts";
import { readFloat, readIndex, readInt, readLong } from "./text_numbers.ts";

/** What an unpickler was told. */
export interface LoaderOptions {
  /** How str of Python 2 are decoded; "bytes" leaves them as they are. */
  readonly encoding: string;
  readonly errors: string;
  /** Iterator over out-of-band buffers (borrowed), or 0. */
  readonly buffers: Value;
  /** Gives the object for an id (borrowed); 0: none may occur. */
  readonly persistentLoad: Value;
  /** A global by the names of its module and its own (both borrowed); a new reference. */
  readonly findClass: (module: Value, name: Value, protocol: number) => Value;
}

/** Values that the stack has room for at first. */
const STACK_ROOM = 64;

/** Bytes objects up to this length are copied byte by byte. */
const SHORT_BYTES = 64;

const LATIN1 = new TextDecoder("latin1");

/** Loads one pickle. */
export class Loader {
  readonly vm: Vm;
  readonly #input: Input;
  readonly #options: LoaderOptions;
  /** Values (owned), and how many there are. */
  #stack: Int32Array = new Int32Array(STACK_ROOM);
  #height = 0;
  readonly #filler: InstanceFiller;
  /** Heights of the stack at its marks. */
  readonly #marks: number[] = [];
  /** Values by number (owned). */
  readonly memo: Value[];
  #memoCount = 0;
  protocol = 0;

  constructor(vm: Vm, input: Input, options: LoaderOptions, memo: Value[]) {
    this.vm = vm;
    this.#input = input;
    this.#options = options;
    this.#filler = new InstanceFiller(vm);
    this.memo = memo;
    for (const _ in memo) this.#memoCount++;
  }

  /** The value that the pickle builds; 0 with an exception set. The memo is the caller's to drop. */
  load(): Value {
    const value = this.#build();
    this.#filler.close();
    return value;
  }

  #build(): Value {
    const vm = this.vm, input = this.#input;
    for (;;) {
      if (input.at >= input.bytes.length && !input.need(1)) {
        // The end where an opcode should be: there is nothing to read.
        if (isUnpickling(vm)) {
          vm.clearError();
          vm.raise("EOFError", "Ran out of input");
        }
        break;
      }
      const code = input.bytes[input.at++];
      if (code === Op.STOP) {
        const value = this.#pop();
        this.#dropFrom(0);
        if (value !== 0 && !input.finish()) {
          vm.decref(value);
          return 0;
        }
        return value;
      }
      if (!this.#run(code)) break;
    }
    this.#dropFrom(0);
    return 0;
  }

  // -- the stack

  /** Adds a value (stolen); whether there is one. */
  #push(value: Value): boolean {
    if (value === 0) return false;
    if (this.#height === this.#stack.length) this.#grow();
    this.#stack[this.#height++] = value;
    return true;
  }

  #grow(): void {
    const grown = new Int32Array(this.#stack.length * 2);
    grown.set(this.#stack);
    this.#stack = grown;
  }

  /** The lowest height to which values may be taken. */
  #fence(): number {
    return this.#marks.length === 0 ? 0 : this.#marks[this.#marks.length - 1];
  }

  #underflow(): 0 {
    return raiseUnpickling(
      this.vm,
      this.#marks.length > 0 ? "unexpected MARK found" : "unpickling stack underflow",
    );
  }

  /** The topmost value (now the caller's), 0 with an exception set. */
  #pop(): Value {
    return this.#height > this.#fence() ? this.#stack[--this.#height] : this.#underflow();
  }

  /** The topmost value (borrowed), 0 with an exception set. */
  #top(): Value {
    return this.#height > this.#fence() ? this.#stack[this.#height - 1] : this.#underflow();
  }

  /** Height of the topmost mark, which is taken away; -1 with an exception set. */
  #mark(): number {
    if (this.#marks.length > 0) return this.#marks.pop()!;
    raiseUnpickling(this.vm, "could not find MARK");
    return -1;
  }

  /** The values above a height as a tuple; 0 with an exception set. */
  #tupleFrom(height: number): Value {
    const vm = this.vm, stack = this.#stack, count = this.#height - height;
    const tuple = allocTuple(vm, count);
    if (tuple === 0 || count === 0) return tuple;
    const i32 = vm.i32, first = (tuple + TUPLE_ITEMS) >>> 2;
    for (let k = 0; k < count; k++) i32[first + k] = stack[height + k];
    this.#height = height;
    return tuple;
  }

  /** Takes the values above a height, and with them their references. */
  #takeFrom(height: number): Value[] {
    const taken = Array.from(this.#stack.subarray(height, this.#height));
    this.#height = height;
    return taken;
  }

  /** Drops the values above a height. */
  #dropFrom(height: number): void {
    const vm = this.vm;
    while (this.#height > height) vm.decref(this.#stack[--this.#height]);
  }

  #remember(index: number): boolean {
    const value = this.#top(), memo = this.memo;
    if (value === 0) return false;
    if (index === memo.length) {
      memo.push(this.vm.keep(value));
      this.#memoCount++;
      return true;
    }
    const old = memo[index];
    memo[index] = this.vm.keep(value);
    if (old === undefined) this.#memoCount++;
    else this.vm.decref(old);
    return true;
  }

  #recall(index: number): boolean {
    const value = this.memo[index];
    if (value !== undefined) return this.#push(this.vm.keep(value));
    return raiseUnpickling(this.vm, `Memo value not found at index ${index}`) !== 0;
  }

  // -- opcodes

  #run(code: number): boolean {
    const vm = this.vm, input = this.#input;
    switch (code) {
      case Op.BINGET: {
        const index = input.byte();
        return index >= 0 && this.#recall(index);
      }
      case Op.MEMOIZE:
        return this.#remember(this.#memoCount);
      case Op.SHORT_BINUNICODE:
        return this.#text(input.byte());
      case Op.BININT1: {
        const value = input.byte();
        return value >= 0 && this.#push(tagInt(value));
      }
      case Op.BININT: {
        const value = input.unsigned(4);
        return value >= 0 && this.#push(vm.newInt(value | 0));
      }
      case Op.BINFLOAT: {
        return input.need(8) && this.#push(vm.newFloat(input.double()));
      }
      case Op.MARK:
        this.#marks.push(this.#height);
        return true;
      case Op.NONE:
        return this.#push(NONE);
      case Op.NEWTRUE:
        return this.#push(TRUE);
      case Op.NEWFALSE:
        return this.#push(FALSE);
      case Op.EMPTY_LIST:
        return this.#push(allocList(vm, 0));
      case Op.EMPTY_DICT:
        return this.#push(vm.newDict());
      case Op.EMPTY_TUPLE:
        return this.#push(allocTuple(vm, 0));
      case Op.TUPLE1:
        return this.#shortTuple(1);
      case Op.TUPLE2:
        return this.#shortTuple(2);
      case Op.TUPLE3:
        return this.#shortTuple(3);
      case Op.TUPLE: {
        const height = this.#mark();
        return height >= 0 && this.#push(this.#tupleFrom(height));
      }
      case Op.APPEND:
        return this.#height - 1 > this.#fence() ? this.#append(this.#height - 1) : this.#underflow() !== 0;
      case Op.APPENDS: {
        const height = this.#mark();
        return height >= 0 && this.#append(height);
      }
      case Op.SETITEM:
        return this.#height - 2 > this.#fence() ? this.#setItems(this.#height - 2) : this.#underflow() !== 0;
      case Op.SETITEMS: {
        const height = this.#mark();
        return height >= 0 && this.#setItems(height);
      }
      case Op.BUILD:
        return this.#setState();
      case Op.NEWOBJ:
        return this.#newObject(false);
      case Op.NEWOBJ_EX:
        return this.#newObject(true);
      case Op.REDUCE:
        return this.#reduce();
      case Op.STACK_GLOBAL:
        return this.#stackGlobal();
      case Op.FRAME: {
        const length = input.unsigned(8);
        if (length >= 2 ** 53 && input.bytes[input.at - 1] > 127) {
          const most = 2n ** 63n - 1n;
          return vm.raise("OverflowError", `FRAME length exceeds system's maximum of ${most} bytes`) !== 0;
        }
        return length >= 0 && input.need(length);
      }
      case Op.LONG_BINGET: {
        const index = input.unsigned(4);
        return index >= 0 && this.#recall(index);
      }
      case Op.BINPUT: {
        const index = input.byte();
        return index >= 0 && this.#remember(index);
      }
      case Op.LONG_BINPUT: {
        const index = input.unsigned(4);
        return index >= 0 && this.#remember(index);
      }
      case Op.BININT2: {
        const value = input.unsigned(2);
        return value >= 0 && this.#push(tagInt(value));
      }
      case Op.LONG1:
        return this.#long(input.byte());
      case Op.LONG4: {
        const size = input.unsigned(4);
        if (size > 0x7fff_ffff) return raiseUnpickling(vm, "LONG pickle has negative byte count") !== 0;
        return this.#long(size);
      }
      case Op.BINUNICODE:
        return this.#text(input.unsigned(4));
      case Op.BINUNICODE8:
        return this.#text(this.#size("BINUNICODE"));
      case Op.SHORT_BINBYTES:
        return this.#bytes(input.byte());
      case Op.BINBYTES:
        return this.#bytes(input.unsigned(4));
      case Op.BINBYTES8:
        return this.#bytes(this.#size("BINBYTES"));
      case Op.BYTEARRAY8:
        return this.#byteArray(this.#size("BYTEARRAY8"));
      case Op.EMPTY_SET:
        return this.#push(vm.newEmptySet());
      case Op.ADDITEMS:
        return this.#addItems();
      case Op.FROZENSET: {
        const height = this.#mark();
        const items = height < 0 ? 0 : this.#tupleFrom(height);
        const set = items === 0 ? 0 : vm.call(vm.typeObject(T_FROZENSET), items);
        vm.decref(items);
        return this.#push(set);
      }
      case Op.PROTO: {
        const protocol = input.byte();
        if (protocol > 5) return vm.raiseValue(`unsupported pickle protocol: ${protocol}`) !== 0;
        this.protocol = Math.max(0, protocol);
        return protocol >= 0;
      }
      default:
        return this.#runRare(code);
    }
  }

  /** Opcodes of old protocols, and those that seldom occur. */
  #runRare(code: number): boolean {
    const vm = this.vm, input = this.#input;
    switch (code) {
      case Op.POP:
        return this.#drop();
      case Op.POP_MARK: {
        const height = this.#mark();
        if (height >= 0) this.#dropFrom(height);
        return height >= 0;
      }
      case Op.DUP: {
        const value = this.#top();
        return value !== 0 && this.#push(vm.keep(value));
      }
      case Op.GET: {
        const index = this.#decimal();
        return index !== null && this.#recall(index);
      }
      case Op.PUT: {
        const index = this.#top() === 0 ? null : this.#decimal();
        if (index === null) return false;
        return index < 0 ? vm.raiseValue("negative PUT argument") !== 0 : this.#remember(index);
      }
      case Op.INT:
        return this.#number(readInt);
      case Op.LONG:
        return this.#number(readLong);
      case Op.FLOAT:
        return this.#number(readFloat);
      case Op.STRING:
        return this.#stringLine();
      case Op.BINSTRING:
        return this.#oldString(input.unsigned(4));
      case Op.SHORT_BINSTRING:
        return this.#oldString(input.byte());
      case Op.UNICODE: {
        const line = input.line();
        return line !== null && this.#push(this.#escapedText(line));
      }
      case Op.LIST: {
        const height = this.#mark();
        return height >= 0 && this.#push(vm.newList(this.#takeFrom(height)));
      }
      case Op.DICT:
        return this.#dict();
      case Op.GLOBAL:
        return this.#push(this.#globalLines());
      case Op.INST: {
        const height = this.#mark();
        const cls = height < 0 ? 0 : this.#globalLines();
        return cls !== 0 && this.#instantiate(cls, height);
      }
      case Op.OBJ: {
        const height = this.#mark();
        if (height < 0) return false;
        if (this.#height - height < 1) return this.#underflow() !== 0;
        const [cls, ...args] = this.#takeFrom(height);
        for (const arg of args) this.#push(arg);
        return this.#instantiate(cls, height);
      }
      case Op.EXT1:
        return this.#extension(input.byte());
      case Op.EXT2:
        return this.#extension(input.unsigned(2));
      case Op.EXT4: {
        const value = input.unsigned(4);
        return !vm.failed() && this.#extension(value | 0);
      }
      case Op.PERSID: {
        const line = input.line();
        if (line === null) return false;
        if (line.some((byte) => byte > 127)) {
          return raiseUnpickling(vm, "persistent IDs in protocol 0 must be ASCII strings") !== 0;
        }
        return this.#persistent(vm.newStr(LATIN1.decode(line)));
      }
      case Op.BINPERSID:
        return this.#persistent(this.#pop());
      case Op.NEXT_BUFFER:
        return this.#nextBuffer();
      case Op.READONLY_BUFFER:
        return this.#readonlyBuffer();
      default: {
        const shown = code > 31 && code < 127 && code !== 39 && code !== 92
          ? String.fromCharCode(code)
          : `\\x${code.toString(16).padStart(2, "0")}`;
        return raiseUnpickling(vm, `invalid load key, '${shown}'.`) !== 0;
      }
    }
  }

  /** A size of eight bytes; -1 with an exception set. */
  #size(name: string): number {
    const size = this.#input.unsigned(8);
    if (size < 2 ** 53) return size;
    if (this.#input.bytes[this.#input.at - 1] < 128) {
      raiseUnpickling(this.vm, "read would overflow (invalid bytecode)");
      return -1;
    }
    this.vm.raise("OverflowError", `${name} exceeds system's maximum size of ${2n ** 63n - 1n} bytes`);
    return -1;
  }

  #text(size: number): boolean {
    const place = size < 0 ? -1 : this.#input.place(size);
    if (place >= 0) return this.#push(decodeUtf8(this.vm, place, size, "surrogatepass"));
    const bytes = size < 0 ? null : this.#input.run(size);
    return bytes !== null && this.#push(textOf(this.vm, bytes));
  }

  #bytes(size: number): boolean {
    const vm = this.vm, input = this.#input;
    if (size > SHORT_BYTES || size < 2) {
      const bytes = size < 0 ? null : input.run(size);
      return bytes !== null && this.#push(vm.newBytes(bytes));
    }
    if (!input.need(size)) return false;
    const made = blankBytes(vm, size);
    if (made === 0) return false;
    const u8 = vm.u8, from = input.bytes, at = input.at, to = (made + BYTES_DATA) >>> 0;
    for (let i = 0; i < size; i++) u8[to + i] = from[at + i];
    input.at = at + size;
    return this.#push(made);
  }

  #byteArray(size: number): boolean {
    const bytes = size < 0 ? null : this.#input.run(size);
    if (bytes === null) return false;
    const array = blankByteArray(this.vm, bytes.length);
    if (array !== 0) this.vm.u8.set(bytes, dataOf(this.vm, array));
    return this.#push(array);
  }

  #long(size: number): boolean {
    const input = this.#input;
    if (size < 0 || !input.need(size)) return false;
    const at = input.at;
    input.at += size;
    return this.#push(intOfBytes(this.vm, input.bytes, at, size));
  }

  #shortTuple(length: number): boolean {
    if (this.#height - length < this.#fence()) return this.#underflow() !== 0;
    return this.#push(this.#tupleFrom(this.#height - length));
  }

  /** Adds the values above a height to the object below them. */
  #append(height: number): boolean {
    const vm = this.vm, count = this.#height - height;
    if (count === 0) return true;
    if (height <= this.#fence()) return this.#underflow() !== 0;
    const target = this.#stack[height - 1];
    if (vm.isExact(target, T_LIST)) {
      if (!extendList(vm, target, this.#stack, height, count)) return false;
      this.#height = height;
      return true;
    }
    const extend = vm.getAttrOptional(target, vm.intern("extend"));
    if (extend !== 0) {
      const items = vm.newList(this.#takeFrom(height));
      const result = items === 0 ? 0 : callOne(vm, extend, items);
      vm.decref(items);
      vm.decref(extend);
      vm.decref(result);
      return result !== 0;
    }
    return !vm.failed() && this.#callEach(target, "append", height);
  }

  /** Calls a method of an object with each of the values above a height. */
  #callEach(target: Value, name: string, height: number): boolean {
    const vm = this.vm;
    const func = vm.getAttr(target, vm.intern(name));
    let done = func !== 0;
    for (const item of this.#takeFrom(height)) {
      const result = done ? callOne(vm, func, item) : 0;
      done = result !== 0;
      vm.decref(result);
      vm.decref(item);
    }
    vm.decref(func);
    return done;
  }

  #setItems(height: number): boolean {
    const vm = this.vm, count = this.#height - height;
    if (count === 0) return true;
    if (height <= this.#fence()) return this.#underflow() !== 0;
    if ((count & 1) !== 0) return raiseUnpickling(vm, "odd number of items for SETITEMS") !== 0;
    const stack = this.#stack, target = stack[height - 1], plain = vm.isExact(target, T_DICT);
    if (plain) expectEntries(vm, target, count >> 1);
    for (let i = height; i < height + count; i += 2) {
      if (plain) {
        if (!storeEntry(vm, target, stack[i], stack[i + 1])) return false;
        stack[i] = stack[i + 1] = 0;
      } else if (!vm.setItem(target, stack[i], stack[i + 1])) return false;
    }
    if (plain) this.#height = height;
    else this.#dropFrom(height);
    return true;
  }

  #addItems(): boolean {
    const vm = this.vm, stack = this.#stack;
    const height = this.#mark();
    if (height < 0) return false;
    if (height === this.#height) return true;
    if (height <= this.#fence()) return this.#underflow() !== 0;
    const target = stack[height - 1];
    if (vm.layout(target) !== T_SET) return this.#callEach(target, "add", height);
    for (let i = height; i < this.#height; i++) if (!vm.setAdd(target, stack[i])) return false;
    this.#dropFrom(height);
    return true;
  }

  #dict(): boolean {
    const vm = this.vm, height = this.#mark();
    if (height < 0) return false;
    if ((this.#height - height) % 2 !== 0) {
      return raiseUnpickling(vm, "odd number of items for DICT") !== 0;
    }
    const dict = vm.newDict(), items = this.#takeFrom(height);
    let done = dict !== 0;
    for (let i = 0; i < items.length && done; i += 2) done = vm.dictSet(dict, items[i], items[i + 1]);
    dropAll(vm, items);
    if (done) return this.#push(dict);
    vm.decref(dict);
    return false;
  }

  #drop(): boolean {
    const marks = this.#marks;
    if (marks.length > 0 && marks[marks.length - 1] === this.#height) {
      marks.pop();
      return true;
    }
    const value = this.#pop();
    this.vm.decref(value);
    return value !== 0;
  }

  #setState(): boolean {
    const vm = this.vm;
    if (this.#height - 2 < this.#fence()) return this.#underflow() !== 0;
    const state = this.#pop();
    const object = this.#top();
    const done = this.#filler.fill(object, state) || applyState(vm, object, state);
    vm.decref(state);
    return done;
  }

  #reduce(): boolean {
    const vm = this.vm;
    const args = this.#pop();
    const callable = args === 0 ? 0 : this.#pop();
    let made: Value = 0;
    if (callable !== 0 && !vm.isTuple(args)) vm.raiseType("argument list must be a tuple");
    else if (callable !== 0) made = callWithTuple(vm, callable, args, 0);
    vm.decref(callable);
    vm.decref(args);
    return this.#push(made);
  }

  #newObject(keywords: boolean): boolean {
    const vm = this.vm;
    const named = keywords ? this.#pop() : NONE;
    const args = named === 0 ? 0 : this.#pop();
    const cls = args === 0 ? 0 : this.#pop();
    const made = cls === 0 ? 0 : makeNew(vm, cls, args, keywords ? named : 0);
    vm.decref(named);
    vm.decref(args);
    vm.decref(cls);
    return this.#push(made);
  }

  #instantiate(cls: Value, height: number): boolean {
    const vm = this.vm;
    const args = this.#tupleFrom(height);
    const made = args === 0 ? 0 : instantiate(vm, cls, args);
    vm.decref(args);
    vm.decref(cls);
    return this.#push(made);
  }

  #stackGlobal(): boolean {
    const vm = this.vm;
    const name = this.#pop();
    const module = name === 0 ? 0 : this.#pop();
    let found: Value = 0;
    if (module !== 0 && vm.isStr(name) && vm.isStr(module)) {
      found = this.#options.findClass(module, name, this.protocol);
    } else if (module !== 0) raiseUnpickling(vm, "STACK_GLOBAL requires str");
    vm.decref(name);
    vm.decref(module);
    return this.#push(found);
  }

  #globalLines(): Value {
    const vm = this.vm;
    const first = this.#line();
    const module = first === null ? 0 : textOf(vm, first);
    const second = module === 0 ? null : this.#line();
    const name = second === null ? 0 : textOf(vm, second);
    const found = name === 0 ? 0 : this.#options.findClass(module, name, this.protocol);
    vm.decref(module);
    vm.decref(name);
    return found;
  }

  #extension(code: number): boolean {
    if (this.vm.failed()) return false;
    return this.#push(
      extensionObject(this.vm, code, (module, name) => this.#options.findClass(module, name, this.protocol)),
    );
  }

  /** The object of an id (stolen). */
  #persistent(id: Value): boolean {
    const vm = this.vm, load = this.#options.persistentLoad;
    if (id === 0) return false;
    const found = load !== 0 ? callOne(vm, load, id) : raiseUnpickling(
      vm,
      "A load persistent id instruction was encountered, but no persistent_load function was specified.",
    );
    vm.decref(id);
    return this.#push(found);
  }

  #nextBuffer(): boolean {
    const vm = this.vm, buffers = this.#options.buffers;
    if (buffers === 0) {
      return raiseUnpickling(
        vm,
        "pickle stream refers to out-of-band data but no *buffers* argument was given",
      ) !== 0;
    }
    const buffer = vm.next(buffers);
    if (buffer === 0 && !vm.failed()) raiseUnpickling(vm, "not enough out-of-band buffers");
    return this.#push(buffer);
  }

  #readonlyBuffer(): boolean {
    const vm = this.vm, object = this.#top();
    if (object !== 0 && !hasBuffer(vm, object)) {
      return vm.raiseType(`memoryview: a bytes-like object is required, not '${vm.typeName(object)}'`) !== 0;
    }
    const buffer = object === 0 ? null : openBuffer(vm, object);
    if (buffer === null) return false;
    const readonly = buffer.readonly;
    releaseBuffer(vm, buffer);
    if (readonly) return true;
    const view = vm.call(vm.typeObject(T_MEMORYVIEW), object);
    const fixed = view === 0 ? 0 : vm.callMethod(view, vm.intern("toreadonly"));
    vm.decref(view);
    if (fixed === 0) return false;
    vm.decref(this.#stack[--this.#height]);
    return this.#push(fixed);
  }

  // -- lines of protocol 0

  /** A line that is not empty; null with an exception set. */
  #line(): Uint8Array | null {
    const line = this.#input.line();
    if (line === null || line.length > 0) return line;
    raiseTruncated(this.vm);
    return null;
  }

  #decimal(): number | null {
    const line = this.#line();
    return line === null ? null : readIndex(this.vm, line);
  }

  #number(read: (vm: Vm, line: Uint8Array) => Value): boolean {
    const line = this.#line();
    return line !== null && this.#push(read(this.vm, line));
  }

  #stringLine(): boolean {
    const vm = this.vm;
    let line = this.#input.line();
    if (line === null) return false;
    let end = line.length;
    while (end > 0 && line[end - 1] <= 32) end--;
    line = line.subarray(0, end);
    const quote = line[0];
    if (end < 2 || quote !== line[end - 1] || (quote !== 34 && quote !== 39)) {
      return raiseUnpickling(vm, "the STRING opcode argument must be quoted") !== 0;
    }
    const held = vm.newBytes(line.subarray(1, end - 1));
    const decoded = held === 0 ? 0 : decodeByteEscapes(vm, dataOf(vm, held), end - 2, "strict");
    vm.decref(held);
    return decoded !== 0 && this.#pushOld(decoded);
  }

  #oldString(size: number): boolean {
    const bytes = size < 0 ? null : this.#input.run(size);
    const object = bytes === null ? 0 : this.vm.newBytes(bytes);
    return object !== 0 && this.#pushOld(object);
  }

  /** A str of Python 2, given as bytes (stolen). */
  #pushOld(bytes: Value): boolean {
    const vm = this.vm, { encoding, errors } = this.#options;
    if (encoding === "bytes") return this.#push(bytes);
    const text = vm.callMethod(bytes, vm.intern("decode"), vm.intern(encoding), vm.intern(errors));
    vm.decref(bytes);
    return this.#push(text);
  }

  #escapedText(line: Uint8Array): Value {
    const vm = this.vm;
    const held = blankBytes(vm, line.length);
    if (held === 0) return 0;
    vm.u8.set(line, dataOf(vm, held));
    const progress = { consumed: 0 };
    const text = decodeUnicodeEscape(vm, dataOf(vm, held), line.length, "strict", true, false, progress);
    vm.decref(held);
    return text;
  }
}

/** Bytes outside of the heap, in UTF-8, as a str. */
function textOf(vm: Vm, bytes: Uint8Array): Value {
  const held = vm.newBytes(bytes);
  const text = held === 0 ? 0 : decodeUtf8(vm, dataOf(vm, held), bytes.length, "surrogatepass");
  vm.decref(held);
  return text;
}

/** Whether the exception being raised is UnpicklingError. */
function isUnpickling(vm: Vm): boolean {
  const error = vm.takeError();
  const same = vm.shortTypeName(error) === "UnpicklingError";
  vm.setError(error);
  return same;
}

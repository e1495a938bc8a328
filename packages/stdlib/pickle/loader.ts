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
import { loadSimple } from "./load_simple.ts";
import { LoadStack } from "./load_stack.ts";
import { addElement, expectEntries, extendList, storeEntry } from "./load_containers.ts";
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

/** Bytes objects up to this length are copied byte by byte. */
const SHORT_BYTES = 64;

const LATIN1 = new TextDecoder("latin1");

/** Loads one pickle. */
export class Loader {
  readonly vm: Vm;
  readonly #input: Input;
  readonly #options: LoaderOptions;
  readonly #stack: LoadStack;
  readonly #filler: InstanceFiller;
  protocol = 0;

  constructor(vm: Vm, input: Input, options: LoaderOptions, memo: Value[]) {
    this.vm = vm;
    this.#input = input;
    this.#options = options;
    this.#filler = new InstanceFiller(vm);
    this.#stack = new LoadStack(memo);
  }

  /** The value that the pickle builds; 0 with an exception set. The memo is the caller's to drop. */
  load(): Value {
    const value = this.#build();
    this.#filler.close();
    return value;
  }

  #build(): Value {
    const vm = this.vm, input = this.#input;
    while (loadSimple(vm, input, this.#stack)) {
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
        this.#stack.dropFrom(vm, 0);
        if (value !== 0 && !input.finish()) {
          vm.decref(value);
          return 0;
        }
        return value;
      }
      if (!this.#run(code)) break;
    }
    this.#stack.dropFrom(vm, 0);
    return 0;
  }

  // -- the stack

  #push(value: Value): boolean {
    return this.#stack.push(value);
  }

  #underflow(): 0 {
    return raiseUnpickling(
      this.vm,
      this.#stack.marks.length > 0 ? "unexpected MARK found" : "unpickling stack underflow",
    );
  }

  /** The topmost value (now the caller's), 0 with an exception set. */
  #pop(): Value {
    return this.#stack.height > this.#stack.fence()
      ? this.#stack.values[--this.#stack.height]
      : this.#underflow();
  }

  /** The topmost value (borrowed), 0 with an exception set. */
  #top(): Value {
    return this.#stack.height > this.#stack.fence()
      ? this.#stack.values[this.#stack.height - 1]
      : this.#underflow();
  }

  /** Height of the topmost mark, which is taken away; -1 with an exception set. */
  #mark(): number {
    if (this.#stack.marks.length > 0) return this.#stack.marks.pop()!;
    raiseUnpickling(this.vm, "could not find MARK");
    return -1;
  }

  /** The values above a height as a tuple; 0 with an exception set. */
  #tupleFrom(height: number): Value {
    const vm = this.vm, stack = this.#stack.values, count = this.#stack.height - height;
    const tuple = allocTuple(vm, count);
    if (tuple === 0 || count === 0) return tuple;
    const i32 = vm.i32, first = (tuple + TUPLE_ITEMS) >>> 2;
    for (let k = 0; k < count; k++) i32[first + k] = stack[height + k];
    this.#stack.height = height;
    return tuple;
  }

  #remember(index: number): boolean {
    const value = this.#top(), memo = this.#stack.memo;
    if (value === 0) return false;
    if (index === memo.length) {
      memo.push(this.vm.keep(value));
      this.#stack.memoCount++;
      return true;
    }
    const old = memo[index];
    memo[index] = this.vm.keep(value);
    if (old === undefined) this.#stack.memoCount++;
    else this.vm.decref(old);
    return true;
  }

  #recall(index: number): boolean {
    const value = this.#stack.memo[index];
    if (value !== undefined) return this.#push(this.vm.keep(value));
    return raiseUnpickling(this.vm, `Memo value not found at index ${index}`) !== 0;
  }

  // -- opcodes

  #run(code: number): boolean {
    const vm = this.vm, input = this.#input;
    switch (code) {
      case /* BINGET */ 0x68: {
        const index = input.byte();
        return index >= 0 && this.#recall(index);
      }
      case /* MEMOIZE */ 0x94:
        return this.#remember(this.#stack.memoCount);
      case /* SHORT_BINUNICODE */ 0x8c:
        return this.#text(input.byte());
      case /* BININT1 */ 0x4b: {
        const value = input.byte();
        return value >= 0 && this.#push(tagInt(value));
      }
      case /* BININT */ 0x4a: {
        const value = input.unsigned(4);
        return value >= 0 && this.#push(vm.newInt(value | 0));
      }
      case /* BINFLOAT */ 0x47: {
        return input.need(8) && this.#push(vm.newFloat(input.double()));
      }
      case /* MARK */ 0x28:
        this.#stack.marks.push(this.#stack.height);
        return true;
      case /* NONE */ 0x4e:
        return this.#push(NONE);
      case /* NEWTRUE */ 0x88:
        return this.#push(TRUE);
      case /* NEWFALSE */ 0x89:
        return this.#push(FALSE);
      case /* EMPTY_LIST */ 0x5d:
        return this.#push(allocList(vm, 0));
      case /* EMPTY_DICT */ 0x7d:
        return this.#push(vm.newDict());
      case /* EMPTY_TUPLE */ 0x29:
        return this.#push(allocTuple(vm, 0));
      case /* TUPLE1 */ 0x85:
        return this.#shortTuple(1);
      case /* TUPLE2 */ 0x86:
        return this.#shortTuple(2);
      case /* TUPLE3 */ 0x87:
        return this.#shortTuple(3);
      case /* TUPLE */ 0x74: {
        const height = this.#mark();
        return height >= 0 && this.#push(this.#tupleFrom(height));
      }
      case /* APPEND */ 0x61:
        return this.#stack.height - 1 > this.#stack.fence()
          ? this.#append(this.#stack.height - 1)
          : this.#underflow() !== 0;
      case /* APPENDS */ 0x65: {
        const height = this.#mark();
        return height >= 0 && this.#append(height);
      }
      case /* SETITEM */ 0x73:
        return this.#stack.height - 2 > this.#stack.fence()
          ? this.#setItems(this.#stack.height - 2)
          : this.#underflow() !== 0;
      case /* SETITEMS */ 0x75: {
        const height = this.#mark();
        return height >= 0 && this.#setItems(height);
      }
      case /* BUILD */ 0x62:
        return this.#setState();
      case /* NEWOBJ */ 0x81:
        return this.#newObject(false);
      case /* NEWOBJ_EX */ 0x92:
        return this.#newObject(true);
      case /* REDUCE */ 0x52:
        return this.#reduce();
      case /* STACK_GLOBAL */ 0x93:
        return this.#stackGlobal();
      case /* FRAME */ 0x95: {
        const length = input.unsigned(8);
        if (length >= 2 ** 53 && input.bytes[input.at - 1] > 127) {
          const most = 2n ** 63n - 1n;
          return vm.raise("OverflowError", `FRAME length exceeds system's maximum of ${most} bytes`) !== 0;
        }
        return length >= 0 && input.need(length);
      }
      case /* LONG_BINGET */ 0x6a: {
        const index = input.unsigned(4);
        return index >= 0 && this.#recall(index);
      }
      case /* BINPUT */ 0x71: {
        const index = input.byte();
        return index >= 0 && this.#remember(index);
      }
      case /* LONG_BINPUT */ 0x72: {
        const index = input.unsigned(4);
        return index >= 0 && this.#remember(index);
      }
      case /* BININT2 */ 0x4d: {
        const value = input.unsigned(2);
        return value >= 0 && this.#push(tagInt(value));
      }
      case /* LONG1 */ 0x8a:
        return this.#long(input.byte());
      case /* LONG4 */ 0x8b: {
        const size = input.unsigned(4);
        if (size > 0x7fff_ffff) return raiseUnpickling(vm, "LONG pickle has negative byte count") !== 0;
        return this.#long(size);
      }
      case /* BINUNICODE */ 0x58:
        return this.#text(input.unsigned(4));
      case /* BINUNICODE8 */ 0x8d:
        return this.#text(this.#size("BINUNICODE"));
      case /* SHORT_BINBYTES */ 0x43:
        return this.#bytes(input.byte());
      case /* BINBYTES */ 0x42:
        return this.#bytes(input.unsigned(4));
      case /* BINBYTES8 */ 0x8e:
        return this.#bytes(this.#size("BINBYTES"));
      case /* BYTEARRAY8 */ 0x96:
        return this.#byteArray(this.#size("BYTEARRAY8"));
      case /* EMPTY_SET */ 0x8f:
        return this.#push(vm.newEmptySet());
      case /* ADDITEMS */ 0x90:
        return this.#addItems();
      case /* FROZENSET */ 0x91: {
        const height = this.#mark();
        const items = height < 0 ? 0 : this.#tupleFrom(height);
        const set = items === 0 ? 0 : vm.call(vm.typeObject(T_FROZENSET), items);
        vm.decref(items);
        return this.#push(set);
      }
      case /* PROTO */ 0x80: {
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
      case /* POP */ 0x30:
        return this.#drop();
      case /* POP_MARK */ 0x31: {
        const height = this.#mark();
        if (height >= 0) this.#stack.dropFrom(vm, height);
        return height >= 0;
      }
      case /* DUP */ 0x32: {
        const value = this.#top();
        return value !== 0 && this.#push(vm.keep(value));
      }
      case /* GET */ 0x67: {
        const index = this.#decimal();
        return index !== null && this.#recall(index);
      }
      case /* PUT */ 0x70: {
        const index = this.#top() === 0 ? null : this.#decimal();
        if (index === null) return false;
        return index < 0 ? vm.raiseValue("negative PUT argument") !== 0 : this.#remember(index);
      }
      case /* INT */ 0x49:
        return this.#number(readInt);
      case /* LONG */ 0x4c:
        return this.#number(readLong);
      case /* FLOAT */ 0x46:
        return this.#number(readFloat);
      case /* STRING */ 0x53:
        return this.#stringLine();
      case /* BINSTRING */ 0x54:
        return this.#oldString(input.unsigned(4));
      case /* SHORT_BINSTRING */ 0x55:
        return this.#oldString(input.byte());
      case /* UNICODE */ 0x56: {
        const line = input.line();
        return line !== null && this.#push(this.#escapedText(line));
      }
      case /* LIST */ 0x6c: {
        const height = this.#mark();
        return height >= 0 && this.#push(vm.newList(this.#stack.takeFrom(height)));
      }
      case /* DICT */ 0x64:
        return this.#dict();
      case /* GLOBAL */ 0x63:
        return this.#push(this.#globalLines());
      case /* INST */ 0x69: {
        const height = this.#mark();
        const cls = height < 0 ? 0 : this.#globalLines();
        return cls !== 0 && this.#instantiate(cls, height);
      }
      case /* OBJ */ 0x6f: {
        const height = this.#mark();
        if (height < 0) return false;
        if (this.#stack.height - height < 1) return this.#underflow() !== 0;
        const [cls, ...args] = this.#stack.takeFrom(height);
        for (const arg of args) this.#push(arg);
        return this.#instantiate(cls, height);
      }
      case /* EXT1 */ 0x82:
        return this.#extension(input.byte());
      case /* EXT2 */ 0x83:
        return this.#extension(input.unsigned(2));
      case /* EXT4 */ 0x84: {
        const value = input.unsigned(4);
        return !vm.failed() && this.#extension(value | 0);
      }
      case /* PERSID */ 0x50: {
        const line = input.line();
        if (line === null) return false;
        if (line.some((byte) => byte > 127)) {
          return raiseUnpickling(vm, "persistent IDs in protocol 0 must be ASCII strings") !== 0;
        }
        return this.#persistent(vm.newStr(LATIN1.decode(line)));
      }
      case /* BINPERSID */ 0x51:
        return this.#persistent(this.#pop());
      case /* NEXT_BUFFER */ 0x97:
        return this.#nextBuffer();
      case /* READONLY_BUFFER */ 0x98:
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
    if (this.#stack.height - length < this.#stack.fence()) return this.#underflow() !== 0;
    return this.#push(this.#tupleFrom(this.#stack.height - length));
  }

  /** Adds the values above a height to the object below them. */
  #append(height: number): boolean {
    const vm = this.vm, count = this.#stack.height - height;
    if (count === 0) return true;
    if (height <= this.#stack.fence()) return this.#underflow() !== 0;
    const target = this.#stack.values[height - 1];
    if (vm.isExact(target, T_LIST)) {
      if (!extendList(vm, target, this.#stack.values, height, count)) return false;
      this.#stack.height = height;
      return true;
    }
    const extend = vm.getAttrOptional(target, vm.intern("extend"));
    if (extend !== 0) {
      const items = vm.newList(this.#stack.takeFrom(height));
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
    for (const item of this.#stack.takeFrom(height)) {
      const result = done ? callOne(vm, func, item) : 0;
      done = result !== 0;
      vm.decref(result);
      vm.decref(item);
    }
    vm.decref(func);
    return done;
  }

  #setItems(height: number): boolean {
    const vm = this.vm, count = this.#stack.height - height;
    if (count === 0) return true;
    if (height <= this.#stack.fence()) return this.#underflow() !== 0;
    if ((count & 1) !== 0) return raiseUnpickling(vm, "odd number of items for SETITEMS") !== 0;
    const stack = this.#stack.values, target = stack[height - 1], plain = vm.isExact(target, T_DICT);
    if (plain) expectEntries(vm, target, count >> 1);
    for (let i = height; i < height + count; i += 2) {
      if (plain) {
        if (!storeEntry(vm, target, stack[i], stack[i + 1])) return false;
        stack[i] = stack[i + 1] = 0;
      } else if (!vm.setItem(target, stack[i], stack[i + 1])) return false;
    }
    if (plain) this.#stack.height = height;
    else this.#stack.dropFrom(vm, height);
    return true;
  }

  #addItems(): boolean {
    const vm = this.vm, stack = this.#stack.values;
    const height = this.#mark();
    if (height < 0) return false;
    if (height === this.#stack.height) return true;
    if (height <= this.#stack.fence()) return this.#underflow() !== 0;
    const target = stack[height - 1];
    if (vm.layout(target) !== T_SET) return this.#callEach(target, "add", height);
    for (let i = height; i < this.#stack.height; i++) {
      if (!addElement(vm, target, stack[i])) return false;
      stack[i] = 0;
    }
    this.#stack.height = height;
    return true;
  }

  #dict(): boolean {
    const vm = this.vm, height = this.#mark();
    if (height < 0) return false;
    if ((this.#stack.height - height) % 2 !== 0) {
      return raiseUnpickling(vm, "odd number of items for DICT") !== 0;
    }
    const dict = vm.newDict(), items = this.#stack.takeFrom(height);
    let done = dict !== 0;
    for (let i = 0; i < items.length && done; i += 2) done = vm.dictSet(dict, items[i], items[i + 1]);
    dropAll(vm, items);
    if (done) return this.#push(dict);
    vm.decref(dict);
    return false;
  }

  #drop(): boolean {
    const marks = this.#stack.marks;
    if (marks.length > 0 && marks[marks.length - 1] === this.#stack.height) {
      marks.pop();
      return true;
    }
    const value = this.#pop();
    this.vm.decref(value);
    return value !== 0;
  }

  #setState(): boolean {
    const vm = this.vm;
    if (this.#stack.height - 2 < this.#stack.fence()) return this.#underflow() !== 0;
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
    vm.decref(this.#stack.values[--this.#stack.height]);
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

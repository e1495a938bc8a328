/**
 * Writes one object and what it refers to as a pickle: the values that have opcodes of their own. Order of the checks
 * and form of the output are those of CPython's `_pickle.c`, so that the bytes are the same.
 *
 * @module
 */
import {
  type Address,
  BYTES_DATA,
  BYTES_LENGTH,
  charAt,
  DICT_USED,
  dictNextEntry,
  dictPosition,
  FALSE,
  FIRST_DYNAMIC_TYPE,
  FLOAT_VALUE,
  INT_LIMBS,
  INT_SIZE,
  NONE,
  SET_USED,
  setKeyWord,
  setNext,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_LENGTH,
  T_BYTEARRAY,
  T_BYTES,
  T_DICT,
  T_FLOAT,
  T_FROZENSET,
  T_FUNCTION,
  T_INT,
  T_LIST,
  T_PICKLE_BUFFER,
  T_SET,
  T_STR,
  T_TUPLE,
  T_TYPE,
  TRUE,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { Buffer, callOne, dropAll, enterNested, leaveNested } from "@orochi/vm/kernel";
import {
  dataOf,
  decodeLatin1,
  encodeRawUnicodeEscape,
  encodeUtf8,
  isContiguous,
  openBuffer,
  releaseBuffer,
  sizeOf,
} from "@orochi/vm";
import { Op } from "./opcodes.ts";
import { Memo } from "./memo.ts";
import { Output } from "./output.ts";
import { saveGlobal, saveType } from "./save_global.ts";
import { type InstancePlan, planOf, saveInstance } from "./save_instance.ts";
import { saveByReduction, saveReduced } from "./save_reduce.ts";
import { isNotImplemented, moduleAttribute, qualifiedName, raisePickling } from "./state.ts";

/** Items that one opcode adds. */
const BATCH = 1000;
/** In fast mode: depth from which on cycles are looked for. */
const FAST_LIMIT = 50;

/** What a pickler was told. */
export interface PicklerOptions {
  readonly protocol: number;
  readonly fixImports: boolean;
  readonly fast: boolean;
  /** `file.write` (borrowed), 0 for `dumps`. */
  readonly write: Value;
  /** Called with each PickleBuffer (borrowed), or 0. */
  readonly bufferCallback: Value;
  /** `persistent_id` (borrowed), or 0. */
  readonly persistentId: Value;
  /** `reducer_override` (borrowed), or 0. */
  readonly reducerOverride: Value;
  /** The pickler's own `dispatch_table` (borrowed), or 0. */
  readonly dispatchTable: Value;
}

/** Writes one pickle. */
export class Saver {
  readonly vm: Vm;
  readonly out: Output;
  readonly options: PicklerOptions;
  readonly protocol: number;
  /** Whether the protocol has binary opcodes. */
  readonly binary: boolean;
  /** What was written before (owned). */
  readonly memo: Memo = new Memo();
  /** `copyreg.dispatch_table` once it was asked for (owned), or 0. */
  reducers: Value = 0;
  /** How instances are written, by shape. */
  readonly plans: Map<Address, InstancePlan> = new Map();
  /** Whether nobody wants to be asked about each object. */
  readonly #unasked: boolean;
  /** Of fast mode: how deep it is, and objects being written. */
  #depth = 0;
  readonly #writing: Set<Value> = new Set();

  constructor(vm: Vm, options: PicklerOptions) {
    this.vm = vm;
    this.options = options;
    this.protocol = options.protocol;
    this.binary = options.protocol > 0;
    this.out = new Output(vm, options.write);
    this.#unasked = options.persistentId === 0 && options.reducerOverride === 0 &&
      options.dispatchTable === 0 && !options.fast && options.protocol >= 2;
  }

  /** Writes a whole pickle. False with an exception set. */
  dump(value: Value): boolean {
    const out = this.out;
    if (this.protocol >= 2) out.byte2(Op.PROTO, this.protocol);
    out.setFraming(this.protocol >= 4);
    if (!this.save(value)) return false;
    out.byte(Op.STOP);
    out.endFrame();
    out.setFraming(false);
    return true;
  }

  /** Drops the objects of the memo, and what was written. */
  close(): void {
    dropAll(this.vm, this.memo.objects);
    this.vm.decref(this.reducers);
    this.out.close();
  }

  /** Writes a value (borrowed, kept alive by the caller). False with an exception set. */
  save(value: Value, asPersistent = true): boolean {
    const vm = this.vm, out = this.out;
    if (!out.boundary()) return false;
    if (asPersistent && this.options.persistentId !== 0) {
      const saved = this.#savePersistent(value);
      if (saved !== 0) return saved > 0;
    }
    if ((value & 1) === 1) return this.#saveInt(value >> 1);
    if (value === NONE) return this.#code(Op.NONE);
    if (value === TRUE || value === FALSE) return this.#saveBool(value === TRUE);
    const type = vm.typeIndex(value);
    if (type === T_INT) return this.#saveBig(value);
    if (type === T_FLOAT) return this.#saveFloat(value);
    const known = this.memo.find(value);
    if (known >= 0) return this.get(known);
    if (type === T_STR) return this.#saveStr(value);
    if (type === T_BYTES) return this.#saveBytes(value);
    if (!enterNested(vm)) {
      return false;
    }
    const done = this.#saveNested(value, type);
    leaveNested(vm);
    return done;
  }

  #saveNested(value: Value, type: number): boolean {
    switch (type) {
      case T_DICT:
        return this.options.fast ? this.#fast(value, () => this.#saveDict(value)) : this.#saveDict(value);
      case T_LIST:
        return this.options.fast ? this.#fast(value, () => this.#saveList(value)) : this.#saveList(value);
      case T_TUPLE:
        return this.#saveTuple(value);
      case T_SET:
        return this.#saveSet(value);
      case T_FROZENSET:
        return this.#saveFrozenSet(value);
      case T_BYTEARRAY:
        return this.#saveByteArray(value);
      case T_PICKLE_BUFFER:
        return this.#savePickleBuffer(value);
    }
    if (this.#unasked && type >= FIRST_DYNAMIC_TYPE) {
      const plan = planOf(this, value);
      if (plan !== null) return saveInstance(this, value, plan);
      if (this.vm.failed()) return false;
    }
    if (this.options.reducerOverride !== 0) {
      const reduced = callOne(this.vm, this.options.reducerOverride, value);
      if (reduced === 0) return false;
      if (!isNotImplemented(reduced)) return saveReduced(this, value, reduced);
      this.vm.decref(reduced);
    }
    if (type === T_TYPE) return saveType(this, value);
    if (type === T_FUNCTION) return saveGlobal(this, value, 0);
    return saveByReduction(this, value);
  }

  // -- what is written

  #code(code: number): true {
    this.out.byte(code);
    return true;
  }

  /** A reference to the memo. */
  get(index: number): true {
    const out = this.out;
    if (!this.binary) out.ascii(`g${index}\n`);
    else if (index < 256) out.byte2(Op.BINGET, index);
    else out.word4(Op.LONG_BINGET, index);
    return true;
  }

  /** Notes an object, so that what refers to it again is written short. */
  memoize(value: Value): true {
    if (this.options.fast) return true;
    return this.#noted(this.memo.add(this.vm.keep(value)));
  }

  /** Uses up a number for what nothing refers to again. */
  memoizeUnnamed(): true {
    return this.#noted(this.memo.addUnnamed());
  }

  #noted(index: number): true {
    const out = this.out;
    if (this.protocol >= 4) out.byte(Op.MEMOIZE);
    else if (!this.binary) out.ascii(`p${index}\n`);
    else if (index < 256) out.byte2(Op.BINPUT, index);
    else out.word4(Op.LONG_BINPUT, index);
    return true;
  }

  /** 1 written, 0 it has no persistent id, -1 failed. */
  #savePersistent(value: Value): number {
    const vm = this.vm;
    const id = callOne(vm, this.options.persistentId, value);
    if (id === 0) return -1;
    if (id === NONE) return 0;
    let done: boolean;
    if (this.binary) {
      done = this.save(id, false);
      if (done) this.out.byte(Op.BINPERSID);
    } else {
      const text = vm.toStr(id);
      const js = text === 0 ? null : vm.js(text);
      vm.decref(text);
      done = js !== null && /^[\0-\x7f]*$/.test(js);
      if (done) this.out.ascii(`P${js}\n`);
      else if (js !== null) {
        raisePickling(vm, "persistent IDs in protocol 0 must be ASCII strings");
      }
    }
    vm.decref(id);
    return done ? 1 : -1;
  }

  #saveBool(value: boolean): true {
    if (this.protocol >= 2) return this.#code(value ? Op.NEWTRUE : Op.NEWFALSE);
    this.out.ascii(value ? "I01\n" : "I00\n");
    return true;
  }

  /** An int of 32 bits. */
  #saveInt(value: number): true {
    const out = this.out;
    if (!this.binary) out.ascii(`I${value}\n`);
    else if (value >>> 8 === 0) out.byte2(Op.BININT1, value);
    else if (value >>> 16 === 0) out.word2(Op.BININT2, value);
    else out.word4(Op.BININT, value);
    return true;
  }

  /** An int that has limbs. */
  #saveBig(value: Address): true {
    const i32 = this.vm.i32, out = this.out;
    const size = i32[(value + INT_SIZE) >>> 2], limbs = size < 0 ? -size : size;
    const first = (value + INT_LIMBS) >>> 2;
    if (limbs === 1) {
      const low = i32[first];
      if (low >= 0) return this.#saveInt(size < 0 ? -low : low);
      if (size < 0 && low === -0x8000_0000) return this.#saveInt(low);
    }
    if (this.protocol < 2) {
      out.ascii(`L${this.vm.bigInt(value)}L\n`);
      return true;
    }
    // Two's complement: of a negative number, what its magnitude less one is not. One bit more than needed, for the sign.
    let borrow = size < 0 ? 1 : 0, top = 0;
    for (let i = 0; i < limbs; i++) {
      top = i32[first + i] - borrow | 0;
      if (i32[first + i] !== 0) borrow = 0;
    }
    // Where the highest limb became 0, the one below it is all ones.
    const bits = limbs * 32 - Math.clz32(top);
    const count = (bits >> 3) + 1;
    if (count < 256) out.byte2(Op.LONG1, count);
    else out.word4(Op.LONG4, count);
    out.reserve(count);
    const bytes = out.bytes, at = out.length;
    borrow = size < 0 ? 1 : 0;
    for (let i = 0, limb = 0; i < count; i++) {
      if ((i & 3) === 0) {
        const word = i >> 2 < limbs ? i32[first + (i >> 2)] : 0;
        limb = word - borrow | 0;
        if (word !== 0) borrow = 0;
        if (size < 0) limb = ~limb;
      }
      bytes[at + i] = limb >> ((i & 3) * 8);
    }
    out.length = at + count;
    return true;
  }

  #saveFloat(value: Value): boolean {
    if (this.binary) {
      const i32 = this.vm.i32, word = (value + FLOAT_VALUE) >>> 2;
      this.out.double(Op.BINFLOAT, i32[word], i32[word + 1]);
      return true;
    }
    this.out.ascii(`F${this.vm.jsRepr(value)}\n`);
    return true;
  }

  #saveStr(value: Value): boolean {
    const vm = this.vm, out = this.out;
    if (!this.binary) {
      if (!this.#saveEscaped(value)) return false;
      return this.memoize(value);
    }
    const i32 = vm.i32;
    const length = i32[(value + STR_LENGTH) >>> 2];
    const ascii = (i32[(value + STR_KIND) >>> 2] & STR_ASCII) !== 0;
    const encoded = ascii ? value : encodeUtf8(vm, value, "surrogatepass");
    if (encoded === 0) return false;
    const size = ascii ? length : i32[(encoded + BYTES_LENGTH) >>> 2];
    const data = (encoded + (ascii ? STR_DATA : BYTES_DATA)) >>> 0;
    let done = true;
    if (size < 256 && this.protocol >= 4) {
      out.short(Op.SHORT_BINUNICODE, vm.u8, data, size);
    } else {
      done = out.data(
        () => size <= 0xffff_ffff ? out.word4(Op.BINUNICODE, size) : out.word8(Op.BINUNICODE8, size),
        vm.u8.subarray(data, data + size),
        () => ascii ? vm.newBytes(vm.u8.slice(data, data + size)) : vm.keep(encoded),
      );
    }
    if (!ascii) vm.decref(encoded);
    return done && this.memoize(value);
  }

  /** The line of protocol 0: Latin-1 with escapes, also for what would end the line. */
  #saveEscaped(value: Value): boolean {
    const vm = this.vm, out = this.out;
    const encoded = encodeRawUnicodeEscape(vm, value);
    if (encoded === 0) return false;
    out.byte(Op.UNICODE);
    const start = dataOf(vm, encoded);
    // What escapes already is an escape of the codec only where it stands for a wide character.
    let at = start;
    const characters = vm.i32[(value + STR_LENGTH) >>> 2];
    for (let i = 0; i < characters; i++) {
      // Not of the text in JavaScript, where two surrogates next to each other are one character.
      const code = charAt(vm.objects, value, i);
      if (code === 92 || code === 0 || code === 10 || code === 13 || code === 26) {
        out.ascii(`\\u${code.toString(16).padStart(4, "0")}`);
        at++;
      } else {
        const width = code < 256 ? 1 : code > 0xffff ? 10 : 6;
        out.run(vm.u8.subarray(at, at + width));
        at += width;
      }
    }
    vm.decref(encoded);
    out.byte(10);
    return true;
  }

  /** `save_reduce` of a callable and its arguments (stolen). */
  saveCall(value: Value, callable: Value, args: readonly Value[]): boolean {
    const vm = this.vm;
    const tuple = vm.newTuple(args);
    const reduced = tuple === 0 ? 0 : vm.newTuple([vm.keep(callable), tuple]);
    return reduced !== 0 && saveReduced(this, value, reduced);
  }

  #saveBytes(value: Value): boolean {
    const vm = this.vm;
    if (this.protocol >= 3) {
      return this.#saveBytesData(value, dataOf(vm, value), sizeOf(vm, value)) && this.memoize(value);
    }
    if (sizeOf(vm, value) === 0) return this.saveCall(value, vm.typeObject(T_BYTES), []);
    // Python 2 has no bytes: there `encode` of text gives a str.
    const encode = moduleAttribute(vm, "codecs", "encode");
    const text = encode === 0 ? 0 : decodeLatin1(vm, dataOf(vm, value), sizeOf(vm, value));
    const done = text !== 0 && this.saveCall(value, encode, [text, vm.intern("latin1")]);
    vm.decref(encode);
    return done;
  }

  #saveBytesData(payload: Value, address: number, size: number): boolean {
    const out = this.out, vm = this.vm;
    if (size < 256) {
      out.short(Op.SHORT_BINBYTES, vm.u8, address, size);
      return true;
    }
    return out.data(
      () => {
        if (size <= 0xffff_ffff) out.word4(Op.BINBYTES, size);
        else out.word8(Op.BINBYTES8, size);
      },
      vm.u8.subarray(address, address + size),
      () => vm.keep(payload),
    );
  }

  #saveByteArray(value: Value): boolean {
    const vm = this.vm, size = sizeOf(vm, value);
    if (this.protocol >= 5) {
      return this.#saveByteArrayData(value, dataOf(vm, value), size) && this.memoize(value);
    }
    const args = size === 0 ? [] : [vm.newBytes(vm.u8.slice(dataOf(vm, value), dataOf(vm, value) + size))];
    return this.saveCall(value, vm.typeObject(T_BYTEARRAY), args);
  }

  #saveByteArrayData(payload: Value, address: number, size: number): boolean {
    const out = this.out, vm = this.vm;
    return out.data(
      () => out.word8(Op.BYTEARRAY8, size),
      vm.u8.subarray(address, address + size),
      () => vm.keep(payload),
    );
  }

  #savePickleBuffer(value: Value): boolean {
    const vm = this.vm;
    if (this.protocol < 5) {
      return raisePickling(vm, "PickleBuffer can only be pickled with protocol >= 5") !== 0;
    }
    const buffer = openBuffer(vm, value);
    if (buffer === null) return false;
    const done = this.#saveOpenBuffer(value, buffer);
    releaseBuffer(vm, buffer);
    return done;
  }

  #saveOpenBuffer(value: Value, buffer: Buffer): boolean {
    const vm = this.vm;
    if (!isContiguous(buffer)) {
      return raisePickling(
        vm,
        "PickleBuffer can not be pickled when pointing to a non-contiguous buffer",
      ) !== 0;
    }
    let inBand = true;
    if (this.options.bufferCallback !== 0) {
      const answer = callOne(vm, this.options.bufferCallback, value);
      const truth = answer === 0 ? -1 : vm.truthy(answer);
      vm.decref(answer);
      if (truth < 0) return false;
      inBand = truth === 1;
    }
    if (!inBand) {
      this.out.byte(Op.NEXT_BUFFER);
      if (buffer.readonly) this.out.byte(Op.READONLY_BUFFER);
      return true;
    }
    return buffer.readonly
      ? this.#saveBytesData(value, buffer.address, buffer.length) && this.memoize(value)
      : this.#saveByteArrayData(value, buffer.address, buffer.length) && this.memoize(value);
  }

  /** Notes what was being written. Always false. */
  note(what: string, value: Value, part: string): false {
    this.vm.addNote(`when serializing ${qualifiedName(this.vm, value)} ${what}${part}`);
    return false;
  }

  #saveTuple(tuple: Value): boolean {
    const vm = this.vm, out = this.out, length = vm.tupleLength(tuple);
    if (length === 0) {
      if (this.binary) return this.#code(Op.EMPTY_TUPLE);
      out.byte(Op.MARK);
      return this.#code(Op.TUPLE);
    }
    const short = length <= 3 && this.protocol >= 2;
    if (!short) out.byte(Op.MARK);
    for (let i = 0; i < length; i++) {
      if (!this.save(vm.tupleItem(tuple, i))) return this.note("item ", tuple, String(i));
    }
    // Through its items it may have come to itself and be written already: then what lies on the stack is thrown away.
    const known = this.memo.find(tuple);
    if (known >= 0) {
      if (!short && this.binary) out.byte(Op.POP_MARK);
      else for (let i = short ? 1 : 0; i <= length; i++) out.byte(Op.POP);
      return this.get(known);
    }
    out.byte(short ? [0, Op.TUPLE1, Op.TUPLE2, Op.TUPLE3][length] : Op.TUPLE);
    return this.memoize(tuple);
  }

  #saveList(list: Value): boolean {
    const vm = this.vm, out = this.out;
    if (this.binary) out.byte(Op.EMPTY_LIST);
    else {
      out.byte(Op.MARK);
      out.byte(Op.LIST);
    }
    this.memoize(list);
    const length = vm.listLength(list);
    if (length === 0) return true;
    if (!this.binary) return this.saveItems(list, list);
    if (length === 1) {
      if (!this.#saveItem(list, 0)) return false;
      return this.#code(Op.APPEND);
    }
    for (let at = 0; at < vm.listLength(list);) {
      out.byte(Op.MARK);
      const end = Math.min(at + BATCH, vm.listLength(list));
      for (; at < end; at++) if (!this.#saveItem(list, at)) return false;
      out.byte(Op.APPENDS);
    }
    return true;
  }

  #saveItem(list: Value, index: number): boolean {
    const vm = this.vm;
    const item = vm.loadItem(list, index);
    // The list has become shorter under our hands.
    if (item === 0) return true;
    const done = (item & 1) === 1 && this.options.persistentId === 0
      ? this.out.boundary() && this.#saveInt(item >> 1)
      : this.save(item);
    vm.decref(item);
    return done || this.note("item ", list, String(index));
  }

  /** The items that an iterable gives, added to the object on the stack. False with an exception set. */
  saveItems(owner: Value, iterable: Value): boolean {
    return this.#batches(
      iterable,
      (item, index) => this.save(item) || this.note("item ", owner, String(index)),
      Op.APPEND,
      Op.APPENDS,
    );
  }

  /** The pairs that an iterable gives, stored in the object on the stack. False with an exception set. */
  savePairs(owner: Value, iterable: Value): boolean {
    const vm = this.vm;
    return this.#batches(
      iterable,
      (pair) => {
        if (!vm.isTuple(pair) || vm.tupleLength(pair) !== 2) {
          return vm.raiseType("dict items iterator must return 2-tuples") !== 0;
        }
        return this.#savePair(owner, vm.tupleItem(pair, 0), vm.tupleItem(pair, 1));
      },
      Op.SETITEM,
      Op.SETITEMS,
    );
  }

  #savePair(owner: Value, key: Value, value: Value): boolean {
    if (!this.save(key)) return false;
    if (this.save(value)) return true;
    return this.noteItem(qualifiedName(this.vm, owner), key);
  }

  /** Notes which value of a dict, or of an object that has items like one, was being written. Always false. */
  noteItem(owner: string, key: Value): false {
    const error = this.vm.takeError();
    const shown = this.vm.jsRepr(key);
    this.vm.setError(error);
    this.vm.addNote(`when serializing ${owner} item ${shown}`);
    return false;
  }

  #batches(
    iterable: Value,
    save: (item: Value, index: number) => boolean,
    single: number,
    several: number,
  ): boolean {
    const vm = this.vm, out = this.out;
    const iterator = vm.iter(iterable);
    if (iterator === 0) return false;
    let index = 0, done = true, more = true;
    while (done && more) {
      const first = vm.next(iterator);
      if (first === 0) {
        done = !vm.failed();
        break;
      }
      const second = this.binary ? vm.next(iterator) : 0;
      if (second === 0 && vm.failed()) {
        vm.decref(first);
        done = false;
        break;
      }
      if (second === 0) {
        done = save(first, index++);
        vm.decref(first);
        if (done) out.byte(single);
        more = !this.binary;
        continue;
      }
      out.byte(Op.MARK);
      done = save(first, index++);
      vm.decref(first);
      let item = second, count = 1;
      while (done && item !== 0) {
        done = save(item, index++);
        vm.decref(item);
        item = 0;
        if (!done || ++count === BATCH) break;
        item = vm.next(iterator);
        done = item !== 0 || !vm.failed();
      }
      vm.decref(item);
      if (done) out.byte(several);
      more = count === BATCH;
    }
    vm.decref(iterator);
    return done;
  }

  #saveDict(dict: Value): boolean {
    const vm = this.vm, out = this.out;
    if (this.binary) out.byte(Op.EMPTY_DICT);
    else {
      out.byte(Op.MARK);
      out.byte(Op.DICT);
    }
    this.memoize(dict);
    const used = vm.i32[(dict + DICT_USED) >>> 2];
    if (used === 0) return true;
    let position = 0, count = 0;
    // As CPython: a multiple of the batch is followed by an empty one.
    if (this.binary && used > 1) out.byte(Op.MARK);
    for (;;) {
      vm.lock.begin(dict);
      const entry = dictNextEntry(vm.objects, dict, position);
      const key = entry === 0 ? 0 : vm.keep(vm.i32[entry + 1]);
      const value = entry === 0 ? 0 : vm.keep(vm.i32[entry + 2]);
      if (entry !== 0) position = dictPosition(vm.objects, dict, entry) + 1;
      vm.lock.end();
      if (entry === 0) break;
      const done = this.#savePair(dict, key, value);
      vm.decref(key);
      vm.decref(value);
      if (!done) return false;
      // As CPython, which has a way of its own for one item.
      if (this.binary && used === 1) return this.#code(Op.SETITEM);
      if (vm.i32[(dict + DICT_USED) >>> 2] !== used) {
        return vm.raise("RuntimeError", "dictionary changed size during iteration") !== 0;
      }
      if (!this.binary) out.byte(Op.SETITEM);
      else if (++count === BATCH) {
        out.byte(Op.SETITEMS);
        out.byte(Op.MARK);
        count = 0;
      }
    }
    if (this.binary) out.byte(Op.SETITEMS);
    return true;
  }

  #saveSet(set: Value): boolean {
    const vm = this.vm, out = this.out;
    if (this.protocol < 4) return this.saveCall(set, vm.typeObject(T_SET), [vm.collect(set)]);
    out.byte(Op.EMPTY_SET);
    this.memoize(set);
    const used = vm.i32[(set + SET_USED) >>> 2];
    if (used === 0) return true;
    out.byte(Op.MARK);
    let count = 0;
    const done = this.#elements(set, (element) => {
      if (!this.save(element)) return this.note("element", set, "");
      if (vm.i32[(set + SET_USED) >>> 2] !== used) {
        return vm.raise("RuntimeError", "set changed size during iteration") !== 0;
      }
      if (++count % BATCH === 0) {
        out.byte(Op.ADDITEMS);
        out.byte(Op.MARK);
      }
      return true;
    });
    if (done) out.byte(Op.ADDITEMS);
    return done;
  }

  #elements(set: Address, each: (element: Value) => boolean): boolean {
    const vm = this.vm;
    for (let position = 0;;) {
      vm.lock.begin(set);
      const at = setNext(vm.objects, set, position);
      const element = at < 0 ? 0 : vm.keep(vm.i32[setKeyWord(vm.objects, set, at)]);
      vm.lock.end();
      if (element === 0) return true;
      position = at + 1;
      const more = each(element);
      vm.decref(element);
      if (!more) return false;
    }
  }

  #saveFrozenSet(set: Value): boolean {
    const vm = this.vm, out = this.out;
    if (this.protocol < 4) return this.saveCall(set, vm.typeObject(T_FROZENSET), [vm.collect(set)]);
    out.byte(Op.MARK);
    if (!this.#elements(set, (element) => this.save(element) || this.note("element", set, ""))) return false;
    const known = this.memo.find(set);
    if (known >= 0) {
      out.byte(Op.POP_MARK);
      return this.get(known);
    }
    out.byte(Op.FROZENSET);
    return this.memoize(set);
  }

  /** In fast mode nothing is noted: deep inside, an object within itself is an error. */
  #fast(value: Value, save: () => boolean): boolean {
    if (++this.#depth >= FAST_LIMIT && this.#writing.has(value)) {
      const shown = `${this.vm.typeName(value)} at 0x${(value >>> 0).toString(16)}`;
      return this.vm.raiseValue(
        `fast mode: can't pickle cyclic objects including object type ${shown}`,
      ) !== 0;
    }
    this.#writing.add(value);
    const done = save();
    this.#writing.delete(value);
    this.#depth--;
    return done;
  }
}

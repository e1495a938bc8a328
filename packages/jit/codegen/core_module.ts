/**
 * Functions over the heap that compiled code of all modules calls: written once for each Worker, in a module of their
 * own. They call nothing else and change nothing but the hash of a str that had none.
 *
 * @module
 */
import { GIL_CONTROL } from "@orochi/heap";
import {
  DICT_STORAGE,
  SET_MASK,
  SET_TABLE,
  STR_DATA,
  STR_HASH,
  STR_KIND,
  STR_KIND_MASK,
  STR_KIND_SHIFT,
  STR_LENGTH,
  STR_NARROW,
  T_FROZENSET,
  T_SET,
  T_STR,
} from "@orochi/object";
import { type FunctionBuilder, I32, WasmModule } from "@orochi/wasm";
import { returnIf, setIntHash, setStrHash } from "./core_parts.ts";
import { addTupleEquals, addTupleHash } from "./core_tuples.ts";
import { addTo, whileBelow } from "./loops.ts";

/** What the module exports. */
export interface CoreFunctions {
  /** See `JitHelpers`. */
  readonly strEquals: (a: number, b: number) => number;
  /** See `JitHelpers`. */
  readonly strOrder: (a: number, b: number) => number;
  /** See `JitHelpers`. */
  readonly strContains: (container: number, item: number) => number;
  /** See `JitHelpers`. */
  readonly dictFind: (dict: number, key: number) => number;
  /** See `JitHelpers`. */
  readonly setContains: (container: number, item: number) => number;
  /** See `JitHelpers`. */
  readonly strHash: (str: number) => number;
  /** See `JitHelpers`. */
  readonly tupleHash: (key: number) => number;
  /** See `JitHelpers`. */
  readonly tupleEquals: (stored: number, key: number) => number;
}

/** Functions that tell hashes of keys. */
export interface HashFunctions {
  /** `(str) -> hash`, of a str that has none yet. */
  readonly strHash: number;
  /** `(object) -> hash`, 0 if it is no tuple of which the hash is known. */
  readonly tupleHash: number;
}

/** Functions that compare keys that have one hash. */
export interface EqualFunctions {
  /** `(str, str) -> 1 or 0`. */
  readonly strEquals: number;
  /** `(object, object) -> 1, 0 or -1`, of two that are not both strs. */
  readonly tupleEquals: number;
}

/** Bytes a character, once they are the lowest bits. */
const CHAR_BYTES = STR_KIND_MASK >>> STR_KIND_SHIFT;
/** Bytes of a dict's storage before its table, and of one entry: see `dict.ts` of `@orochi/object`. */
export const TABLE = 12, ENTRY = 12, ENTRY_KEY = 4, ENTRY_VALUE = 8;
/** Bytes of a pair of hash and key in a set's table. */
export const PAIR = 8;
/** Neighbours looked at before the sequence jumps: see `set.ts` of `@orochi/object`. */
const LINEAR_PROBES = 9;

/** Instantiates the module. */
export function makeCore(memory: WebAssembly.Memory): CoreFunctions {
  const module = new WasmModule();
  module.importMemory("o", "memory", {
    initial: memory.buffer.byteLength / 65536,
    maximum: 65536,
    shared: true,
  });
  const strEquals = addStrEquals(module), strHash = addStrHash(module);
  module.exportFunction("strEquals", strEquals);
  module.exportFunction("strOrder", addStrOrder(module));
  module.exportFunction("strContains", addStrContains(module));
  const tupleHash = addTupleHash(module, strHash), tupleEquals = addTupleEquals(module, strEquals);
  const equals = { strEquals, tupleEquals }, hashes = { strHash, tupleHash };
  module.exportFunction("dictFind", addDictFind(module, equals, hashes));
  module.exportFunction("strHash", strHash);
  module.exportFunction("tupleHash", tupleHash);
  module.exportFunction("tupleEquals", tupleEquals);
  module.exportFunction("setContains", addSetContains(module, equals, hashes));
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { o: { memory } });
  return made.exports as unknown as CoreFunctions;
}

/** Sets `index` to where a hash is looked for next: `perturb` and `index` as in CPython's `Objects/dictobject.c`. */
export function probeOn(f: FunctionBuilder, perturb: number, index: number, mask: number): void {
  f.localGet(perturb);
  f.i32Const(5);
  f.i32ShrU();
  f.localTee(perturb);
  f.localGet(index);
  f.i32Const(5);
  f.i32Mul();
  f.i32Add();
  f.i32Const(1);
  f.i32Add();
  f.localGet(mask);
  f.i32And();
  f.localSet(index);
}

/** Pushes a word of each of two objects. */
function loadBoth(f: FunctionBuilder, offset: number): void {
  f.localGet(0);
  f.i32Load(offset);
  f.localGet(1);
  f.i32Load(offset);
}

function addStrEquals(module: WasmModule): number {
  const f = module.addFunction("strEquals", [I32, I32], [I32]);
  const a = 0, b = 1, kind = f.newLocal(I32), end = f.newLocal(I32), words = f.newLocal(I32);
  f.localGet(a);
  f.localGet(b);
  f.i32Eq();
  returnIf(f, 1);
  loadBoth(f, STR_LENGTH);
  f.i32Ne();
  returnIf(f, 0);
  loadBoth(f, STR_KIND);
  f.i32Xor();
  f.i32Const(STR_KIND_MASK);
  f.i32And();
  returnIf(f, 0);
  // By the second one's words: that one is alive, while the first may be changing under a reader without a lock.
  f.localGet(b);
  f.i32Load(STR_KIND);
  f.i32Const(STR_KIND_SHIFT);
  f.i32ShrU();
  f.i32Const(CHAR_BYTES);
  f.i32And();
  f.localSet(kind);
  f.localGet(a);
  f.localGet(b);
  f.i32Load(STR_LENGTH);
  f.localGet(kind);
  f.i32Mul();
  f.i32Add();
  f.localTee(end);
  // Whole words first, then bytes: `end` and `words` are where these end, less the offset of the characters.
  f.localGet(a);
  f.i32Sub();
  f.i32Const(-4);
  f.i32And();
  f.localGet(a);
  f.i32Add();
  f.localSet(words);
  for (const [limit, step] of [[words, 4], [end, 1]]) {
    whileBelow(f, a, limit, () => {
      for (const str of [a, b]) {
        f.localGet(str);
        if (step === 4) f.i32Load(STR_DATA);
        else f.i32Load8U(STR_DATA);
      }
      f.i32Ne();
      returnIf(f, 0);
      for (const str of [a, b]) addTo(f, str, step);
    });
  }
  f.i32Const(1);
  f.end();
  return f.index;
}

/** Returns a value unless the two strs in the first locals have characters of one byte. */
function returnIfWide(f: FunctionBuilder, value: number): void {
  loadBoth(f, STR_KIND);
  f.i32Or();
  f.i32Const(STR_KIND_MASK);
  f.i32And();
  f.i32Const(STR_NARROW);
  f.i32Ne();
  returnIf(f, value);
}

function addStrOrder(module: WasmModule): number {
  const f = module.addFunction("strOrder", [I32, I32], [I32]);
  const a = 0, b = 1, lengthA = f.newLocal(I32), lengthB = f.newLocal(I32);
  const at = f.newLocal(I32), difference = f.newLocal(I32);
  returnIfWide(f, 2);
  f.localGet(a);
  f.i32Load(STR_LENGTH);
  f.localSet(lengthA);
  f.localGet(b);
  f.i32Load(STR_LENGTH);
  f.localSet(lengthB);
  const done = f.block(), next = f.loop();
  for (const length of [lengthA, lengthB]) {
    f.localGet(at);
    f.localGet(length);
    f.i32GeU();
    f.brIf(done);
  }
  for (const str of [a, b]) {
    f.localGet(str);
    f.localGet(at);
    f.i32Add();
    f.i32Load8U(STR_DATA);
  }
  f.i32Sub();
  f.localTee(difference);
  f.i32Eqz();
  f.if();
  addTo(f, at, 1);
  f.br(next);
  f.end();
  pushSign(f, difference);
  f.return();
  f.end();
  f.end();
  f.localGet(lengthA);
  f.localGet(lengthB);
  f.i32Sub();
  f.localSet(difference);
  pushSign(f, difference);
  f.end();
  return f.index;
}

/** Pushes -1, 0 or 1. */
function pushSign(f: FunctionBuilder, number: number): void {
  f.localGet(number);
  f.i32Const(0);
  f.i32GtS();
  f.localGet(number);
  f.i32Const(0);
  f.i32LtS();
  f.i32Sub();
}

function addStrContains(module: WasmModule): number {
  const f = module.addFunction("strContains", [I32, I32], [I32]);
  const text = 0, part = 1, length = f.newLocal(I32), last = f.newLocal(I32), first = f.newLocal(I32);
  const at = f.newLocal(I32);
  for (const value of [text, part]) {
    f.localGet(value);
    f.i32Const(1);
    f.i32And();
    returnIf(f, -1);
    f.localGet(value);
    f.i32Load16U();
    f.i32Const(T_STR);
    f.i32Ne();
    returnIf(f, -1);
  }
  returnIfWide(f, -1);
  f.localGet(part);
  f.i32Load(STR_LENGTH);
  f.localTee(length);
  f.i32Eqz();
  returnIf(f, 1);
  // Addresses, less the offset of the characters: where the part could begin last, and where it is tried.
  f.localGet(text);
  f.localGet(text);
  f.i32Load(STR_LENGTH);
  f.i32Add();
  f.localGet(length);
  f.i32Sub();
  f.localSet(last);
  f.localGet(part);
  f.i32Load8U(STR_DATA);
  f.localSet(first);
  const absent = f.block(), next = f.loop();
  // The text lies far below 2 ** 32, and a part that is longer ends before it begins: signed differences tell.
  f.localGet(last);
  f.localGet(text);
  f.i32Sub();
  f.i32Const(0);
  f.i32LtS();
  f.brIf(absent);
  f.localGet(text);
  f.i32Load8U(STR_DATA);
  f.localGet(first);
  f.i32Eq();
  f.if();
  f.i32Const(1);
  f.localSet(at);
  const differs = f.block(), further = f.loop();
  f.localGet(at);
  f.localGet(length);
  f.i32GeU();
  returnIf(f, 1);
  for (const str of [text, part]) {
    f.localGet(str);
    f.localGet(at);
    f.i32Add();
    f.i32Load8U(STR_DATA);
  }
  f.i32Ne();
  f.brIf(differs);
  addTo(f, at, 1);
  f.br(further);
  f.end();
  f.end();
  f.end();
  addTo(f, text, 1);
  f.br(next);
  f.end();
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

function addSetContains(module: WasmModule, equals: EqualFunctions, hashes: HashFunctions): number {
  const f = module.addFunction("setContains", [I32, I32], [I32]);
  const set = 0, item = 1, type = f.newLocal(I32), hash = f.newLocal(I32), mask = f.newLocal(I32);
  const stored = f.newLocal(I32), table = f.newLocal(I32);
  f.localGet(set);
  f.i32Const(1);
  f.i32And();
  returnIf(f, -1);
  f.localGet(set);
  f.i32Load16U();
  f.localTee(type);
  f.i32Const(T_FROZENSET);
  f.i32Ne();
  f.if();
  // Others can't change a set while there are none: table and mask are two words.
  f.localGet(type);
  f.i32Const(T_SET);
  f.i32Ne();
  f.i32Const(GIL_CONTROL);
  f.i32Load();
  f.i32Const(1);
  f.i32Ne();
  f.i32Or();
  returnIf(f, -1);
  f.end();
  setPlainHash(f, { key: item, hash, ...hashes }, () => returnIf(f, -1));
  f.localGet(set);
  f.i32Load(SET_TABLE);
  f.localTee(table);
  f.i32Eqz();
  returnIf(f, 0);
  f.localGet(set);
  f.i32Load(SET_MASK);
  f.localSet(mask);
  searchPairs(f, table, mask, hash, (pair) => {
    f.localGet(pair);
    f.i32Load(4);
    f.localTee(stored);
    f.localGet(item);
    f.i32Eq();
    returnIf(f, 1);
    f.localGet(stored);
    f.i32Eqz();
    f.if();
    // Empty, or deleted.
    f.localGet(pair);
    f.i32Load();
    f.i32Eqz();
    returnIf(f, 0);
    f.else();
    f.localGet(pair);
    f.i32Load();
    f.localGet(hash);
    f.i32Eq();
    ifEqualKeys(f, { stored, key: item, ...equals }, () => returnIf(f, -1), () => {
      f.i32Const(1);
      f.return();
    });
    f.end();
  });
  f.end();
  return f.index;
}

/**
 * Looks at the pairs of a set's table, one after the other, where a key with the hash in a local is or belongs. What is
 * written for a pair, whose address is in a local, returns where the search ends.
 */
export function searchPairs(
  f: FunctionBuilder,
  table: number,
  mask: number,
  hash: number,
  write: (pair: number) => void,
): void {
  const perturb = f.newLocal(I32), index = f.newLocal(I32), pair = f.newLocal(I32), last = f.newLocal(I32);
  f.localGet(hash);
  f.localTee(perturb);
  f.localGet(mask);
  f.i32And();
  f.localSet(index);
  const jump = f.loop();
  f.localGet(table);
  f.localGet(index);
  f.i32Const(3);
  f.i32Shl();
  f.i32Add();
  f.localTee(pair);
  f.i32Const(LINEAR_PROBES * PAIR);
  f.i32Const(0);
  f.localGet(index);
  f.i32Const(LINEAR_PROBES);
  f.i32Add();
  f.localGet(mask);
  f.i32LeU();
  f.select();
  f.i32Add();
  f.localSet(last);
  const next = f.loop();
  write(pair);
  addTo(f, pair, PAIR);
  f.localGet(pair);
  f.localGet(last);
  f.i32LeU();
  f.brIf(next);
  f.end();
  probeOn(f, perturb, index, mask);
  f.br(jump);
  f.end();
  f.unreachable();
}

/**
 * Goes on from a pushed condition that a stored key, which is not the wanted one, has its hash: writes what is done if
 * they are equal, and what pops a condition that only code of a program can tell, and returns if so.
 */
export function ifEqualKeys(
  f: FunctionBuilder,
  { stored, key, strEquals, tupleEquals }: EqualFunctions & { readonly stored: number; readonly key: number },
  returnIfUnknown: () => void,
  write: () => void,
): void {
  const same = f.newLocal(I32);
  // Small ints that are equal are one word.
  f.localGet(stored);
  f.localGet(key);
  f.i32And();
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.i32And();
  f.if();
  f.localGet(stored);
  f.localGet(key);
  f.i32Or();
  f.i32Const(1);
  f.i32And();
  returnIfUnknown();
  for (const value of [stored, key]) {
    f.localGet(value);
    f.i32Load16U();
    f.i32Const(T_STR);
    f.i32Ne();
  }
  f.i32Or();
  f.if(I32);
  f.localGet(stored);
  f.localGet(key);
  f.call(tupleEquals);
  f.else();
  f.localGet(stored);
  f.localGet(key);
  f.call(strEquals);
  f.end();
  f.localTee(same);
  f.i32Const(0);
  f.i32LtS();
  returnIfUnknown();
  f.localGet(same);
  f.if();
  write();
  f.end();
  f.end();
  f.releaseLocal(same);
}

/** The hash of a str that has none yet, and notes it there: `strHash` of `@orochi/object`. */
function addStrHash(module: WasmModule): number {
  const f = module.addFunction("strHash", [I32], [I32]);
  const str = 0, hash = f.newLocal(I32), at = f.newLocal(I32), end = f.newLocal(I32), bytes = f.newLocal(I32);
  f.localGet(str);
  f.i32Load(STR_KIND);
  f.i32Const(STR_KIND_SHIFT);
  f.i32ShrU();
  f.i32Const(CHAR_BYTES);
  f.i32And();
  f.localGet(str);
  f.i32Load(STR_LENGTH);
  f.i32Mul();
  f.localTee(bytes);
  f.i32Const(0x811c9dc5 | 0);
  f.i32Xor();
  f.localSet(hash);
  /** Takes in what is pushed, and moves on. */
  const take = (size: number, load: () => void) => {
    f.localGet(hash);
    f.localGet(at);
    load();
    f.i32Xor();
    f.i32Const(0x01000193);
    f.i32Mul();
    f.localSet(hash);
    addTo(f, at, size);
  };
  const mix = (shift: number) => {
    f.localGet(hash);
    f.localGet(hash);
    f.i32Const(shift);
    f.i32ShrU();
    f.i32Xor();
  };
  /** Goes on from `at` while it is below the address on the stack. */
  const upTo = (write: () => void) => {
    f.localSet(end);
    whileBelow(f, at, end, write);
  };
  f.localGet(str);
  f.localTee(at);
  f.localGet(bytes);
  f.i32Const(-4);
  f.i32And();
  f.i32Add();
  upTo(() => {
    take(4, () => f.i32Load(STR_DATA));
    mix(15);
    f.localSet(hash);
  });
  f.localGet(str);
  f.localGet(bytes);
  f.i32Add();
  upTo(() => take(1, () => f.i32Load8U(STR_DATA)));
  for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35]]) {
    mix(shift);
    f.i32Const(factor | 0);
    f.i32Mul();
    f.localSet(hash);
  }
  mix(16);
  f.localTee(hash);
  f.i32Const(1);
  f.localGet(hash);
  f.select();
  f.localSet(hash);
  // Any thread computes the same number.
  f.localGet(str);
  f.localGet(hash);
  f.i32Store(STR_HASH);
  f.localGet(hash);
  f.end();
  return f.index;
}

/**
 * Sets a local to the hash of the key in another one, a small int, an exact str, or a tuple of these; for all else
 * `refuse` pops a condition.
 */
export function setPlainHash(
  f: FunctionBuilder,
  { key, hash, strHash, tupleHash }: HashFunctions & { readonly key: number; readonly hash: number },
  refuse: () => void,
): void {
  f.localGet(key);
  f.i32Const(1);
  f.i32And();
  f.if();
  setIntHash(f, key, hash);
  f.else();
  f.localGet(key);
  f.i32Load16U();
  f.i32Const(T_STR);
  f.i32Eq();
  f.if();
  setStrHash(f, key, hash, strHash);
  f.else();
  f.localGet(key);
  f.call(tupleHash);
  f.localTee(hash);
  f.i32Eqz();
  refuse();
  f.end();
  f.end();
}

function addDictFind(module: WasmModule, equals: EqualFunctions, hashes: HashFunctions): number {
  const f = module.addFunction("dictFind", [I32, I32], [I32]);
  const dict = 0, key = 1, hash = f.newLocal(I32), storage = f.newLocal(I32), mask = f.newLocal(I32);
  const perturb = f.newLocal(I32), index = f.newLocal(I32), entry = f.newLocal(I32), stored = f.newLocal(I32);
  setPlainHash(f, { key, hash, ...hashes }, () => returnIf(f, -1));
  // A dict without storage reads the null page: a table of one empty word.
  f.localGet(dict);
  f.i32AtomicLoad(DICT_STORAGE);
  f.localTee(storage);
  f.i32Load();
  f.localSet(mask);
  f.localGet(hash);
  f.localTee(perturb);
  f.localGet(mask);
  f.i32And();
  f.localSet(index);
  const next = f.loop();
  f.localGet(storage);
  f.localGet(index);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.i32Load(TABLE);
  f.localTee(entry);
  f.i32Eqz();
  returnIf(f, 0);
  f.localGet(entry);
  f.i32Const(0);
  f.i32GtS();
  f.if();
  // Entries lie behind the table; positions count from 1.
  f.localGet(storage);
  f.localGet(mask);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localGet(entry);
  f.i32Const(ENTRY);
  f.i32Mul();
  f.i32Add();
  f.i32Const(TABLE + 4 - ENTRY);
  f.i32Add();
  f.localTee(entry);
  f.i32Load(ENTRY_KEY);
  f.localTee(stored);
  f.localGet(key);
  f.i32Eq();
  f.if();
  f.localGet(entry);
  f.return();
  f.end();
  f.localGet(entry);
  f.i32Load();
  f.localGet(hash);
  f.i32Eq();
  f.localGet(stored);
  f.i32Const(0);
  f.i32Ne();
  f.i32And();
  ifEqualKeys(f, { stored, key, ...equals }, () => returnIf(f, -1), () => {
    f.localGet(entry);
    f.return();
  });
  f.end();
  probeOn(f, perturb, index, mask);
  f.br(next);
  f.end();
  f.unreachable();
  f.end();
  return f.index;
}

/**
 * Functions that make lists, sets and dicts, change them, go over them and take them apart, written once for each Worker, in a module
 * of their own. Each does the usual case and calls the helper whose place it takes, with the same arguments, for all
 * else: other types, several threads, keys that only code of a program can compare, storage that is full or large.
 *
 * @module
 */
import { addAllocFunction, addAllocRawFunction, addFreeFunction, addFreeRawFunction } from "@orochi/heap";
import {
  endOfReferences,
  firstReference,
  LIST_ITEMS,
  LIST_LENGTH,
  SET_MASK,
  SET_TABLE,
  T_CELL,
  T_DICT_ITEMITERATOR,
  T_DICT_ITEMS,
  T_DICT_KEYITERATOR,
  T_DICT_KEYS,
  T_DICT_VALUEITERATOR,
  T_DICT_VALUES,
  T_ENUMERATE,
  T_FROZENSET,
  T_LIST,
  T_LIST_ITERATOR,
  T_RANGE,
  T_RANGE_ITERATOR,
  T_SET,
  T_SET_ITERATOR,
  T_SLICE,
  T_STR_ITERATOR,
  T_TUPLE_ITERATOR,
} from "@orochi/object";
import { type FunctionBuilder, I32 } from "@orochi/wasm";
import type { JitHelpers, JitHost } from "../host.ts";
import { addFindPair } from "./container_algebra.ts";
import { addDictFunctions } from "./container_dicts.ts";
import { addIteratorFunctions } from "./container_iterators.ts";
import { addListFunctions } from "./container_lists.ts";
import { addMethodFunctions } from "./container_methods.ts";
import { addSetFunctions } from "./container_sets.ts";
import { addTestFunctions } from "./container_tests.ts";
import { PAIR } from "./core_module.ts";
import { addTo, whileBelow } from "./loops.ts";
import { pushIsCounted, pushIsOneOf } from "./type_tests.ts";
import { beginOnce, BLOCK_GLOBAL, type Support } from "./runtime_module.ts";

/** What the functions of the module share. */
export interface ContainerParts {
  readonly support: Support;
  readonly host: JitHost;
  /** `(type, bytes) -> object`: zeroed behind the type word; 0 without an exception when memory is exhausted. */
  readonly newContainer: number;
  /** `(threadBlock, bytes) -> address`: raw storage, 0 when memory is exhausted. */
  readonly allocRaw: number;
  /** `(threadBlock, address)`: frees raw storage that others may still read. */
  readonly freeRaw: number;
  /** `(threadBlock, object)`: frees an object. */
  readonly free: number;
  /** See {@linkcode addFindPair}. */
  readonly findPair: number;
}

/** Instantiates the module: the functions by the names of the helpers whose places they take. */
export function makeContainers(host: JitHost, imports: WebAssembly.ModuleImports): Partial<JitHelpers> {
  const support = beginOnce(host), { module, helper } = support;
  const parts: ContainerParts = {
    support,
    host,
    newContainer: addNewContainer(support, host),
    allocRaw: addAllocRawFunction(module, { headerBytes: 0, slow: helper.allocRaw }),
    freeRaw: addFreeRawFunction(module, { headerBytes: 0, slow: helper.freeRaw }),
    free: addFreeFunction(module, { headerBytes: host.headerBytes, slow: helper.freeObject }),
    findPair: addFindPair(support),
  };
  module.exportFunction("destroy", addDestroy(parts));
  const adders = [
    addListFunctions,
    addSetFunctions,
    addDictFunctions,
    addIteratorFunctions,
    addMethodFunctions,
    addTestFunctions,
  ];
  for (const add of adders) {
    for (const [name, index] of add(parts)) module.exportFunction(name, index);
  }
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: { ...imports, leave: () => 0 },
  });
  return made.exports as unknown as Partial<JitHelpers>;
}

/** Ends the block whose label led to the long way, and the function: the helper does it, with the same arguments. */
export function endWithHelper(
  { support }: ContainerParts,
  f: FunctionBuilder,
  helper: keyof JitHelpers,
): void {
  f.end();
  f.type.params.forEach((_, parameter) => f.localGet(parameter));
  f.call(support.helper[helper]);
  f.end();
}

/** Counts a reference to the value in a local, unless it is a small int. */
export function keep({ host, support }: ContainerParts, f: FunctionBuilder, value: number): void {
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.if();
  host.refcount.incref(f, value, support.context);
  f.end();
}

/** Drops a reference to the value in a local, unless it is a small int or 0. */
export function drop({ support }: Pick<ContainerParts, "support">, f: FunctionBuilder, value: number): void {
  pushIsCounted(f, value);
  f.if();
  f.localGet(value);
  f.call(support.decref);
  f.end();
}

/** Pushes new raw storage of so many bytes, which are pushed. */
export function allocRaw({ allocRaw }: ContainerParts, f: FunctionBuilder, pushBytes: () => void): void {
  f.globalGet(BLOCK_GLOBAL);
  pushBytes();
  f.call(allocRaw);
}

/** Frees the object in a local. */
export function freeObject({ free }: ContainerParts, f: FunctionBuilder, object: number): void {
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(object);
  f.call(free);
}

/** Frees the raw storage in a local, if there is any. */
export function freeStorage({ freeRaw }: ContainerParts, f: FunctionBuilder, storage: number): void {
  f.localGet(storage);
  f.if();
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(storage);
  f.call(freeRaw);
  f.end();
}

/** Calls back with each word from one address to another, excluded; both are locals, and the first one moves. */
export function eachWord(f: FunctionBuilder, at: number, end: number, step: number, write: () => void): void {
  whileBelow(f, at, end, () => {
    write();
    addTo(f, at, step);
  });
}

/** Sets a local to the end of a set's table, whose mask is pushed. */
export function setEndOfTable(f: FunctionBuilder, end: number, table: number, pushMask: () => void): void {
  f.localGet(table);
  pushMask();
  f.i32Const(1);
  f.i32Add();
  f.i32Const(Math.log2(PAIR));
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
}

/**
 * Calls back with each key of a set's table that is an object, in a local. Which places are empty is as good as random, so
 * that a branch for each of them costs more than to look at all: of small ints there is none to be mispredicted.
 *
 * @param at Local with the table's address, which moves up to `end`.
 */
export function eachObject(
  f: FunctionBuilder,
  at: number,
  end: number,
  key: number,
  write: () => void,
): void {
  eachWord(f, at, end, PAIR, () => {
    f.localGet(at);
    f.i32Load(4);
    f.localTee(key);
    f.i32Const(1);
    f.i32And();
    f.localGet(key);
    f.i32Eqz();
    f.i32Or();
    f.i32Eqz();
    f.if();
    write();
    f.end();
  });
}

/**
 * Calls back with each key of a set's table, in a local, until there were as many as another one says, which counts
 * down; `at` is one with the table's address, and moves.
 */
export function eachKey(f: FunctionBuilder, at: number, left: number, key: number, write: () => void): void {
  const done = f.block(), next = f.loop();
  f.localGet(left);
  f.i32Eqz();
  f.brIf(done);
  f.localGet(at);
  f.i32Load(4);
  f.localTee(key);
  f.if();
  addTo(f, left, -1);
  write();
  f.end();
  addTo(f, at, PAIR);
  f.br(next);
  f.end();
  f.end();
}

function addNewContainer({ module, helper, context }: Support, host: JitHost): number {
  const alloc = addAllocFunction(module, { headerBytes: host.headerBytes, slow: helper.allocObject });
  const f = module.addFunction("newContainer", [I32, I32], [I32]);
  const type = 0, bytes = 1, object = f.newLocal(I32), at = f.newLocal(I32), end = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(bytes);
  f.call(alloc);
  f.localTee(object);
  f.if();
  f.localGet(object);
  f.localTee(at);
  f.localGet(bytes);
  f.i32Add();
  f.localSet(end);
  eachWord(f, at, end, 4, () => {
    f.localGet(at);
    f.i32Const(0);
    f.i32Store();
  });
  f.localGet(object);
  f.localGet(type);
  f.i32Store();
  host.refcount.init(f, object, context);
  f.end();
  f.localGet(object);
  f.end();
  return f.index;
}

/** Builtin types whose objects only drop a few words, in groups of those that drop the same ones. */
const SMALL: readonly (readonly number[])[] = [
  [T_RANGE_ITERATOR],
  [
    T_LIST_ITERATOR,
    T_TUPLE_ITERATOR,
    T_STR_ITERATOR,
    T_DICT_KEYITERATOR,
    T_DICT_VALUEITERATOR,
    T_DICT_ITEMITERATOR,
    T_SET_ITERATOR,
    T_CELL,
  ],
  [T_SLICE],
  [T_RANGE, T_DICT_KEYS, T_DICT_VALUES, T_DICT_ITEMS, T_ENUMERATE],
];

/**
 * Takes a dead object apart. It is freed before what it held dies, so that whatever runs then, a collection too, meets no
 * object that is half gone. What it held is taken apart by the long way, which needs no stack for chains of objects.
 */
function addDestroy(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("destroy", [I32], []);
  const object = 0, word = f.newLocal(I32), storage = f.newLocal(I32), at = f.newLocal(I32);
  const value = f.newLocal(I32), end = f.newLocal(I32);
  // The whole word: who has weak references has a bit that says so.
  f.localGet(object);
  f.i32Load();
  f.localSet(word);
  const ifIs = (types: readonly number[], write: () => void) => {
    pushIsOneOf(f, word, types);
    f.if();
    write();
    f.return();
    f.end();
  };
  ifIs([T_LIST], () => {
    f.localGet(object);
    f.i32Load(LIST_ITEMS);
    f.localTee(storage);
    f.localGet(object);
    f.i32Load(LIST_LENGTH);
    f.i32Const(2);
    f.i32Shl();
    f.i32Add();
    f.localSet(at);
    freeObject(parts, f, object);
    // Backwards, as CPython does.
    whileBelow(f, storage, at, () => {
      addTo(f, at, -4);
      f.localGet(at);
      f.i32Load();
      f.localSet(value);
      drop(parts, f, value);
    });
    freeStorage(parts, f, storage);
  });
  ifIs([T_SET, T_FROZENSET], () => {
    f.localGet(object);
    f.i32Load(SET_TABLE);
    f.localTee(storage);
    f.if();
    setEndOfTable(f, end, storage, () => {
      f.localGet(object);
      f.i32Load(SET_MASK);
    });
    freeObject(parts, f, object);
    f.localGet(storage);
    f.localSet(at);
    eachObject(f, at, end, value, () => {
      f.localGet(value);
      f.call(parts.support.decref);
    });
    freeStorage(parts, f, storage);
    f.else();
    freeObject(parts, f, object);
    f.end();
  });
  for (const types of SMALL) {
    ifIs(types, () => {
      const values: number[] = [];
      const first = firstReference(types[0]), end = first === 0 ? 0 : endOfReferences(types[0]);
      for (let k = first; k < end; k++) {
        const local = f.newLocal(I32);
        f.localGet(object);
        f.i32Load(k * 4);
        f.localSet(local);
        values.push(local);
      }
      freeObject(parts, f, object);
      for (const local of values) {
        drop(parts, f, local);
        f.releaseLocal(local);
      }
    });
  }
  f.localGet(object);
  f.call(parts.support.helper.destroy);
  f.end();
  return f.index;
}

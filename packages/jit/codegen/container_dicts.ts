/**
 * Dicts, of the module of `container_module.ts`: displays, keys that are set, and those that are read. Keys are small ints, strs and
 * tuples of these, and what is written is what `dict.ts` of `@orochi/object` writes; storage that is full is left to the helpers.
 *
 * @module
 */
import {
  DICT_STORAGE,
  DICT_USED,
  DICT_VERSION,
  T_DICT,
  VERSION_ADDRESS,
  VERSION_BATCH,
} from "@orochi/object";
import { I32, type WasmModule } from "@orochi/wasm";
import type { JitHelpers } from "../host.ts";
import { allocRaw, type ContainerParts, drop, eachWord, endWithHelper, keep } from "./container_module.ts";
import { ENTRY, ENTRY_KEY, ENTRY_VALUE, probeOn, setPlainHash, TABLE } from "./core_module.ts";
import { needSingle } from "./runtime_module.ts";
import { needType } from "./type_tests.ts";

/** Words of a dict's storage before its table: the mask, entries written, and entries that there is room for. */
const MASK = 0, WRITTEN = 4, ROOM = 8;
/** Pairs of the smallest table, and entries that it has room for. */
const MIN_SIZE = 8, MIN_ROOM = 5;
/** Bytes of a dict. */
const DICT_BYTES = 16;

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addDictFunctions(parts: ContainerParts): [name: string, index: number][] {
  const insert = addInsert(parts, addNewVersion(parts.support.module)), put = addPut(parts, insert);
  return [
    ["newDict", addNewDict(parts, put)],
    ["dictSet", addSetter(parts, put, "dictSet")],
    ["setItem", addSetter(parts, put, "setItem")],
    ["getItem", addGetItem(parts)],
  ];
}

/** `() -> version`: a number that was never given out in this heap. Batches of them are taken for this module. */
function addNewVersion(module: WasmModule): number {
  const next = module.defineGlobal(I32, true, 0), left = module.defineGlobal(I32, true, 0);
  const f = module.addFunction("newVersion", [], [I32]);
  f.globalGet(left);
  f.i32Eqz();
  f.if();
  f.i32Const(VERSION_ADDRESS);
  f.i32Const(VERSION_BATCH);
  f.i32AtomicRmwAdd();
  f.globalSet(next);
  f.i32Const(VERSION_BATCH - 1);
  f.globalSet(left);
  f.end();
  f.globalGet(left);
  f.i32Const(1);
  f.i32Sub();
  f.globalSet(left);
  f.globalGet(next);
  f.i32Const(1);
  f.i32Add();
  f.globalSet(next);
  f.globalGet(next);
  f.end();
  return f.index;
}

/** `(dict, key, hash, value) -> 1 or 0`: adds a key that is not there, moved in; 0 without room for it. */
function addInsert(parts: ContainerParts, newVersion: number): number {
  const f = parts.support.module.addFunction("insert", [I32, I32, I32, I32], [I32]);
  const dict = 0, key = 1, hash = 2, value = 3, storage = f.newLocal(I32), mask = f.newLocal(I32);
  const entry = f.newLocal(I32),
    perturb = f.newLocal(I32),
    index = f.newLocal(I32),
    written = f.newLocal(I32);
  const place = f.newLocal(I32);
  const returnNone = () => {
    f.if();
    f.i32Const(0);
    f.return();
    f.end();
  };
  f.localGet(dict);
  f.i32Load(DICT_STORAGE);
  f.localTee(storage);
  f.i32Eqz();
  f.if();
  allocRaw(parts, f, () => f.i32Const(TABLE + MIN_SIZE * 4 + MIN_ROOM * ENTRY));
  f.localTee(storage);
  f.i32Eqz();
  returnNone();
  for (const [offset, word] of [[MASK, MIN_SIZE - 1], [WRITTEN, 0], [ROOM, MIN_ROOM]]) {
    f.localGet(storage);
    f.i32Const(word);
    f.i32Store(offset);
  }
  for (let k = 0; k < MIN_SIZE; k++) {
    f.localGet(storage);
    f.i32Const(0);
    f.i32Store(TABLE + k * 4);
  }
  f.localGet(dict);
  f.localGet(storage);
  f.i32AtomicStore(DICT_STORAGE);
  f.end();
  f.localGet(storage);
  f.i32Load(WRITTEN);
  f.localTee(written);
  f.localGet(storage);
  f.i32Load(ROOM);
  f.i32GeU();
  returnNone();
  f.localGet(storage);
  f.localGet(storage);
  f.i32Load(MASK);
  f.localTee(mask);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localGet(written);
  f.i32Const(ENTRY);
  f.i32Mul();
  f.i32Add();
  f.localSet(entry);
  for (const [offset, word] of [[0, hash], [ENTRY_KEY, key], [ENTRY_VALUE, value]]) {
    f.localGet(entry);
    f.localGet(word);
    f.i32Store(TABLE + 4 + offset);
  }
  f.localGet(hash);
  f.localTee(perturb);
  f.localGet(mask);
  f.i32And();
  f.localSet(index);
  const free = f.block(), next = f.loop();
  f.localGet(storage);
  f.localGet(index);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localTee(place);
  f.i32Load(TABLE);
  f.i32Const(0);
  f.i32LeS();
  f.brIf(free);
  probeOn(f, perturb, index, mask);
  f.br(next);
  f.end();
  f.end();
  // Positions count from 1.
  f.localGet(written);
  f.i32Const(1);
  f.i32Add();
  f.localSet(written);
  f.localGet(place);
  f.localGet(written);
  f.i32Store(TABLE);
  f.localGet(storage);
  f.localGet(written);
  f.i32Store(WRITTEN);
  f.localGet(dict);
  f.localGet(dict);
  f.i32Load(DICT_USED);
  f.i32Const(1);
  f.i32Add();
  f.i32Store(DICT_USED);
  f.localGet(dict);
  f.call(newVersion);
  f.i32AtomicStore(DICT_VERSION);
  f.i32Const(1);
  f.end();
  return f.index;
}

/** `(dict, key, value) -> 1 or 0`: sets a key, both borrowed; 0 if only the long way can. */
function addPut(parts: ContainerParts, insert: number): number {
  const { module, helper } = parts.support;
  const f = module.addFunction("put", [I32, I32, I32], [I32]);
  const dict = 0, key = 1, value = 2, entry = f.newLocal(I32), old = f.newLocal(I32), hash = f.newLocal(I32);
  f.localGet(dict);
  f.localGet(key);
  f.call(helper.dictFind);
  f.localTee(entry);
  f.i32Const(0);
  f.i32LtS();
  f.if();
  f.i32Const(0);
  f.return();
  f.end();
  f.localGet(entry);
  f.if();
  f.localGet(entry);
  f.i32Load(ENTRY_VALUE);
  f.localSet(old);
  keep(parts, f, value);
  f.localGet(entry);
  f.localGet(value);
  f.i32Store(ENTRY_VALUE);
  drop(parts, f, old);
  f.i32Const(1);
  f.return();
  f.end();
  setPlainHash(f, { ...helper, key, hash }, () => {
    f.if();
    f.i32Const(0);
    f.return();
    f.end();
  });
  f.localGet(dict);
  f.localGet(key);
  f.localGet(hash);
  f.localGet(value);
  f.call(insert);
  f.if();
  keep(parts, f, key);
  keep(parts, f, value);
  f.i32Const(1);
  f.return();
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

/** `container[key]` of an exact dict that has the key. */
function addGetItem(parts: ContainerParts): number {
  const { module, helper } = parts.support;
  const f = module.addFunction("getItem", [I32, I32], [I32]);
  const container = 0, key = 1, found = f.newLocal(I32), slow = f.block();
  needType(f, container, T_DICT, slow);
  needSingle(f, slow);
  f.localGet(container);
  f.localGet(key);
  f.call(helper.dictFind);
  f.localTee(found);
  f.i32Const(0);
  f.i32LeS();
  f.brIf(slow);
  f.localGet(found);
  f.i32Load(ENTRY_VALUE);
  f.localSet(found);
  keep(parts, f, found);
  f.localGet(found);
  f.return();
  endWithHelper(parts, f, "getItem");
  return f.index;
}

/** `container[key] = value` of an exact dict. */
function addSetter(parts: ContainerParts, put: number, name: keyof JitHelpers): number {
  const f = parts.support.module.addFunction(name, [I32, I32, I32], [I32]);
  const container = 0, slow = f.block();
  needType(f, container, T_DICT, slow);
  needSingle(f, slow);
  for (const argument of [0, 1, 2]) f.localGet(argument);
  f.call(put);
  f.i32Eqz();
  f.brIf(slow);
  f.i32Const(1);
  f.return();
  endWithHelper(parts, f, name);
  return f.index;
}

/** A dict of keys and values in turns. */
function addNewDict(parts: ContainerParts, put: number): number {
  const { module, helper, decref } = parts.support;
  const f = module.addFunction("newDict", [I32, I32], [I32]);
  const items = 0, count = 1, dict = f.newLocal(I32), at = f.newLocal(I32), end = f.newLocal(I32);
  const slow = f.block();
  f.i32Const(T_DICT);
  f.i32Const(DICT_BYTES);
  f.call(parts.newContainer);
  f.localTee(dict);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(items);
  f.localTee(at);
  f.localGet(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  const pushPair = () => {
    f.localGet(dict);
    f.localGet(at);
    f.i32Load();
    f.localGet(at);
    f.i32Load(4);
  };
  eachWord(f, at, end, 8, () => {
    pushPair();
    f.call(put);
    f.i32Eqz();
    f.if();
    pushPair();
    f.call(helper.dictSet);
    f.i32Eqz();
    f.if();
    f.localGet(dict);
    f.call(decref);
    f.i32Const(0);
    f.return();
    f.end();
    f.end();
  });
  f.localGet(dict);
  f.return();
  endWithHelper(parts, f, "newDict");
  return f.index;
}

/**
 * Sets, of the module of `container_module.ts`: displays, `add`, and operators of two of them. Keys end up where `set.ts` of
 * `@orochi/object` has them. What meets a deleted key is left to the helpers.
 *
 * @module
 */
import { SET_FILL, SET_MASK, SET_TABLE, SET_USED, T_SET } from "@orochi/object";
import { Op } from "@orochi/vm/bytecode";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import {
  addSelect,
  DIFFERENCE,
  INTERSECTION,
  MIN_SIZE,
  MOST_GROWN,
  needSet,
  pushIsFull,
  SET_BYTES,
} from "./container_algebra.ts";
import {
  allocRaw,
  type ContainerParts,
  eachKey,
  eachObject,
  eachWord,
  endWithHelper,
  freeObject,
  freeStorage,
  keep,
  setEndOfTable,
} from "./container_module.ts";
import { ifEqualKeys, PAIR, searchPairs, setPlainHash } from "./core_module.ts";
import { addTo } from "./loops.ts";
import { needSingle } from "./runtime_module.ts";

/** So many keys fit into the smallest table. */
const MOST_KEYS = 4;
/** Unions with more keys, which may grow otherwise, are left to the long way. */
const MOST_UNITED = 1000;
/** No table's mask. */
const NO_MASK = -1;
/** What `putKey` returns. */
const PRESENT = 0, ADDED = 1, UNKNOWN = -1;

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addSetFunctions(parts: ContainerParts): [name: string, index: number][] {
  const putKey = addPutKey(parts), place = addPlace(parts), grow = addGrow(parts, place);
  const select = addSelect(parts, place, grow);
  return [
    ["newSet", addNewSet(parts, putKey)],
    ["setAdd", addSetAdd(parts, putKey, grow)],
    ["binary", addBinary(parts, { putKey, place, select })],
  ];
}

/**
 * `(table, mask, key, hash) -> PRESENT, ADDED or UNKNOWN`: puts a key, which is not counted, where it belongs, unless it
 * is there or only code of a program, or a deleted key's place, can tell.
 */
function addPutKey({ support }: ContainerParts): number {
  const f = support.module.addFunction("putKey", [I32, I32, I32, I32], [I32]);
  const table = 0, mask = 1, key = 2, hash = 3, stored = f.newLocal(I32);
  const { strEquals, tupleEquals } = support.helper;
  const giveBack = (result: number) => {
    f.i32Const(result);
    f.return();
  };
  const returnIf = (result: number) => {
    f.if();
    giveBack(result);
    f.end();
  };
  searchPairs(f, table, mask, hash, (pair) => {
    f.localGet(pair);
    f.i32Load(4);
    f.localTee(stored);
    f.localGet(key);
    f.i32Eq();
    returnIf(PRESENT);
    f.localGet(stored);
    f.i32Eqz();
    f.if();
    f.localGet(pair);
    f.i32Load();
    returnIf(UNKNOWN);
    storePair(f, pair, key, hash);
    giveBack(ADDED);
    f.end();
    f.localGet(pair);
    f.i32Load();
    f.localGet(hash);
    f.i32Eq();
    ifEqualKeys(f, { stored, key, strEquals, tupleEquals }, () => returnIf(UNKNOWN), () => giveBack(PRESENT));
  });
  f.end();
  return f.index;
}

/** Writes a pair of a table. */
function storePair(f: FunctionBuilder, pair: number, key: number, hash: number): void {
  f.localGet(pair);
  f.localGet(hash);
  f.i32Store();
  f.localGet(pair);
  f.localGet(key);
  f.i32Store(4);
}

/** Calls `putKey` with the table in a local, a mask that is pushed, a key and its hash. */
function callPutKey(
  f: FunctionBuilder,
  putKey: number,
  table: number,
  pushMask: () => void,
  key: number,
  hash: number,
): void {
  f.localGet(table);
  pushMask();
  f.localGet(key);
  f.localGet(hash);
  f.call(putKey);
}

/** Puts a key, and counts it if it is new; branches if keys would have to be compared. */
function countKey(f: FunctionBuilder, putKey: () => void, used: number, put: number, undo: Label): void {
  putKey();
  f.localTee(put);
  f.i32Const(0);
  f.i32LtS();
  f.brIf(undo);
  f.localGet(used);
  f.localGet(put);
  f.i32Add();
  f.localSet(used);
}

/** Writes the words of a new set whose keys are in its table. */
function fillSet(f: FunctionBuilder, set: number, table: number, pushMask: () => void, used: number): void {
  const put = (offset: number, push: () => void) => {
    f.localGet(set);
    push();
    f.i32Store(offset);
  };
  put(SET_TABLE, () => f.localGet(table));
  put(SET_MASK, pushMask);
  put(SET_USED, () => f.localGet(used));
  put(SET_FILL, () => f.localGet(used));
}

/** A set of values that lie side by side. */
function addNewSet(parts: ContainerParts, putKey: number): number {
  const f = parts.support.module.addFunction("newSet", [I32, I32], [I32]);
  const items = 0, count = 1, set = f.newLocal(I32), table = f.newLocal(I32), at = f.newLocal(I32);
  const end = f.newLocal(I32), key = f.newLocal(I32), hash = f.newLocal(I32), used = f.newLocal(I32);
  const put = f.newLocal(I32), pushMask = () => f.i32Const(MIN_SIZE - 1);
  const hashes = parts.support.helper;
  const slow = f.block();
  f.localGet(count);
  f.i32Const(1);
  f.i32Sub();
  f.i32Const(MOST_KEYS);
  f.i32GeU();
  f.brIf(slow);
  f.i32Const(T_SET);
  f.i32Const(SET_BYTES);
  f.call(parts.newContainer);
  f.localTee(set);
  f.i32Eqz();
  f.brIf(slow);
  // Whatever goes wrong from here on, the set has no keys as yet, and none is counted.
  const undo = f.block();
  allocRaw(parts, f, () => f.i32Const(MIN_SIZE * PAIR));
  f.localTee(table);
  f.i32Eqz();
  f.brIf(undo);
  for (let offset = 0; offset < MIN_SIZE * PAIR; offset += 8) {
    f.localGet(table);
    f.i64Const(0);
    f.i64Store(offset);
  }
  f.localGet(items);
  f.localTee(at);
  f.localGet(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  eachWord(f, at, end, 4, () => {
    f.localGet(at);
    f.i32Load();
    f.localSet(key);
    setPlainHash(f, { ...hashes, key, hash }, () => f.brIf(undo));
    countKey(f, () => callPutKey(f, putKey, table, pushMask, key, hash), used, put, undo);
  });
  fillSet(f, set, table, pushMask, used);
  keepKeys(parts, f, table, pushMask, at, key);
  f.localGet(set);
  f.return();
  f.end();
  freeStorage(parts, f, table);
  freeObject(parts, f, set);
  endWithHelper(parts, f, "newSet");
  return f.index;
}

/** Counts the keys of a table. The last two are locals for it to use. */
function keepKeys(
  { host, support }: ContainerParts,
  f: FunctionBuilder,
  table: number,
  pushMask: () => void,
  at: number,
  key: number,
): void {
  const end = f.newLocal(I32);
  setEndOfTable(f, end, table, pushMask);
  f.localGet(table);
  f.localSet(at);
  eachObject(f, at, end, key, () => host.refcount.incref(f, key, support.context));
  f.releaseLocal(end);
}

/** `(table, mask, key, hash)`: puts a key that is not there into a table without deleted ones, without comparing it. */
function addPlace({ support }: ContainerParts): number {
  const f = support.module.addFunction("place", [I32, I32, I32, I32], []);
  const table = 0, mask = 1, key = 2, hash = 3;
  searchPairs(f, table, mask, hash, (pair) => {
    f.localGet(pair);
    f.i32Load(4);
    f.i32Eqz();
    f.if();
    storePair(f, pair, key, hash);
    f.return();
    f.end();
  });
  f.end();
  return f.index;
}

/** `(set)`: a larger table for a set without deleted keys. Without memory for one the next key that is added tries again. */
function addGrow(parts: ContainerParts, place: number): number {
  const f = parts.support.module.addFunction("grow", [I32], []);
  const set = 0,
    table = f.newLocal(I32),
    old = f.newLocal(I32),
    from = f.newLocal(I32),
    mask = f.newLocal(I32);
  const left = f.newLocal(I32), key = f.newLocal(I32);
  const pushBytes = () => {
    f.localGet(mask);
    f.i32Const(1);
    f.i32Add();
    f.i32Const(3);
    f.i32Shl();
  };
  f.localGet(set);
  f.i32Load(SET_TABLE);
  f.localTee(old);
  f.localSet(from);
  // The first size above four times the keys, less one.
  f.i32Const(-1);
  f.localGet(set);
  f.i32Load(SET_USED);
  f.localTee(left);
  f.i32Const(2);
  f.i32Shl();
  f.i32Clz();
  f.i32ShrU();
  f.localSet(mask);
  allocRaw(parts, f, pushBytes);
  f.localTee(table);
  f.i32Eqz();
  f.if();
  f.return();
  f.end();
  f.localGet(table);
  f.i32Const(0);
  pushBytes();
  f.memoryFill();
  eachKey(f, from, left, key, () => {
    f.localGet(table);
    f.localGet(mask);
    f.localGet(key);
    f.localGet(from);
    f.i32Load();
    f.call(place);
  });
  f.localGet(set);
  f.localGet(table);
  f.i32Store(SET_TABLE);
  f.localGet(set);
  f.localGet(mask);
  f.i32Store(SET_MASK);
  freeStorage(parts, f, old);
  f.end();
  return f.index;
}

/** `set.add(key)`, of a set that has a table without deleted keys. */
function addSetAdd(parts: ContainerParts, putKey: number, grow: number): number {
  const f = parts.support.module.addFunction("setAdd", [I32, I32], [I32]);
  const set = 0, key = 1, hash = f.newLocal(I32), table = f.newLocal(I32), put = f.newLocal(I32);
  const used = f.newLocal(I32), full = f.newLocal(I32), hashes = parts.support.helper;
  const pushMask = () => {
    f.localGet(set);
    f.i32Load(SET_MASK);
  };
  const slow = f.block();
  needSingle(f, slow);
  f.localGet(set);
  f.i32Load16U();
  f.i32Const(T_SET);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(set);
  f.i32Load(SET_TABLE);
  f.localTee(table);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(set);
  f.i32Load(SET_USED);
  f.localTee(used);
  f.localGet(set);
  f.i32Load(SET_FILL);
  f.i32Ne();
  f.brIf(slow);
  pushIsFull(f, () => {
    f.localGet(used);
    f.i32Const(1);
    f.i32Add();
  }, pushMask);
  f.localTee(full);
  // Large sets grow less, and one that should have grown before may have no room left.
  f.localGet(used);
  f.i32Const(MOST_GROWN);
  f.i32GeU();
  pushIsFull(f, () => f.localGet(used), pushMask);
  f.i32Or();
  f.i32And();
  f.brIf(slow);
  setPlainHash(f, { ...hashes, key, hash }, () => f.brIf(slow));
  callPutKey(f, putKey, table, pushMask, key, hash);
  f.localTee(put);
  f.i32Const(0);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(put);
  f.if();
  keep(parts, f, key);
  for (const offset of [SET_USED, SET_FILL]) {
    f.localGet(set);
    f.localGet(used);
    f.i32Const(1);
    f.i32Add();
    f.i32Store(offset);
  }
  f.localGet(full);
  f.if();
  f.localGet(set);
  f.call(grow);
  f.end();
  f.end();
  f.i32Const(1);
  f.return();
  endWithHelper(parts, f, "setAdd");
  return f.index;
}

/** `a op b`: `|`, `&` and `-` of sets. Of `|`, the first one's table is copied, or its keys are put into one of another size. */
function addBinary(
  parts: ContainerParts,
  { putKey, place, select }: Record<"putKey" | "place" | "select", number>,
): number {
  const { module } = parts.support;
  const f = module.addFunction("binary", [I32, I32, I32], [I32]);
  const a = 0, b = 1, operator = 2, type = f.newLocal(I32), set = f.newLocal(I32), table = f.newLocal(I32);
  const used = f.newLocal(I32), mask = f.newLocal(I32), from = f.newLocal(I32), at = f.newLocal(I32);
  const end = f.newLocal(I32), key = f.newLocal(I32), hash = f.newLocal(I32), left = f.newLocal(I32);
  const put = f.newLocal(I32), ownMask = f.newLocal(I32), total = f.newLocal(I32), slow = f.block();
  const pushMask = () => f.localGet(mask);
  for (const [k, selected] of [INTERSECTION, DIFFERENCE].entries()) {
    f.localGet(operator);
    f.i32Const(selected);
    f.i32Eq();
    if (k > 0) f.i32Or();
  }
  f.if();
  for (const argument of [a, b, operator]) f.localGet(argument);
  f.call(select);
  f.localTee(set);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(set);
  f.return();
  f.end();
  f.localGet(operator);
  f.i32Const(Op.OR - Op.ADD);
  f.i32Ne();
  f.brIf(slow);
  for (const value of [b, a]) needSet(f, value, type, slow);
  needSingle(f, slow);
  f.localGet(a);
  f.localGet(b);
  f.i32Eq();
  f.brIf(slow);
  f.localGet(a);
  f.i32Load(SET_USED);
  f.localTee(used);
  f.i32Eqz();
  f.brIf(slow);
  // The mask of a table that is not taken over as it is, as it holds deleted keys, equals none.
  f.localGet(a);
  f.i32Load(SET_MASK);
  f.i32Const(NO_MASK);
  f.localGet(used);
  f.localGet(a);
  f.i32Load(SET_FILL);
  f.i32Eq();
  f.select();
  f.localSet(ownMask);
  /** The first size above twice so many keys, less one. */
  const setMaskFor = (keys: number) => {
    f.i32Const(-1);
    f.localGet(keys);
    f.i32Const(1);
    f.i32Shl();
    f.i32Clz();
    f.i32ShrU();
    f.localSet(mask);
  };
  f.i32Const(MIN_SIZE - 1);
  f.localSet(mask);
  f.localGet(used);
  f.i32Const(MOST_KEYS);
  f.i32GtU();
  f.if();
  setMaskFor(used);
  f.end();
  pushIsFull(f, () => {
    f.localGet(used);
    f.localGet(b);
    f.i32Load(SET_USED);
    f.localTee(left);
    f.i32Add();
    f.localTee(total);
  }, pushMask);
  f.if();
  // Keys that would be moved twice may end up in another order.
  f.localGet(mask);
  f.localGet(ownMask);
  f.i32Ne();
  f.localGet(total);
  f.i32Const(MOST_UNITED);
  f.i32GtU();
  f.i32Or();
  f.brIf(slow);
  setMaskFor(total);
  f.end();
  f.localGet(type);
  f.i32Const(SET_BYTES);
  f.call(parts.newContainer);
  f.localTee(set);
  f.i32Eqz();
  f.brIf(slow);
  const undo = f.block();
  allocRaw(parts, f, () => {
    f.localGet(mask);
    f.i32Const(1);
    f.i32Add();
    f.i32Const(3);
    f.i32Shl();
  });
  f.localTee(table);
  f.localTee(at);
  f.i32Eqz();
  f.brIf(undo);
  f.localGet(table);
  f.localGet(mask);
  f.i32Const(1);
  f.i32Add();
  f.i32Const(3);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  f.localGet(a);
  f.i32Load(SET_TABLE);
  f.localSet(from);
  f.localGet(mask);
  f.localGet(ownMask);
  f.i32Eq();
  f.if();
  eachWord(f, at, end, PAIR, () => {
    f.localGet(at);
    f.localGet(from);
    f.i64Load();
    f.i64Store();
    addTo(f, from, PAIR);
  });
  f.else();
  eachWord(f, at, end, PAIR, () => {
    f.localGet(at);
    f.i64Const(0);
    f.i64Store();
  });
  f.localGet(used);
  f.localSet(left);
  eachKey(f, from, left, key, () => {
    f.localGet(table);
    pushMask();
    f.localGet(key);
    f.localGet(from);
    f.i32Load();
    f.call(place);
  });
  f.localGet(b);
  f.i32Load(SET_USED);
  f.localSet(left);
  f.end();
  f.localGet(b);
  f.i32Load(SET_TABLE);
  f.localSet(from);
  eachKey(f, from, left, key, () => {
    f.localGet(from);
    f.i32Load();
    f.localSet(hash);
    countKey(f, () => callPutKey(f, putKey, table, pushMask, key, hash), used, put, undo);
  });
  fillSet(f, set, table, pushMask, used);
  keepKeys(parts, f, table, pushMask, at, key);
  f.localGet(set);
  f.return();
  f.end();
  freeStorage(parts, f, table);
  freeObject(parts, f, set);
  endWithHelper(parts, f, "binary");
  return f.index;
}

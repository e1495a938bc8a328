/**
 * `&` and `-` of sets, of the module of `container_module.ts`: what `set_algebra.ts` of `@orochi/object` does, as far as keys
 * are small ints, strs, tuples of these, or the same objects.
 *
 * @module
 */
import { SET_FILL, SET_MASK, SET_TABLE, SET_USED, T_FROZENSET, T_SET } from "@orochi/object";
import { Op } from "@orochi/vm/bytecode";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { allocRaw, type ContainerParts, eachKey, keep } from "./container_module.ts";
import { ifEqualKeys, PAIR, searchPairs } from "./core_module.ts";
import { needSingle, type Support } from "./runtime_module.ts";
import { needObject } from "./type_tests.ts";

/** Operators that keep some of the keys of one set, by their places. */
export const INTERSECTION: number = Op.AND - Op.ADD, DIFFERENCE: number = Op.SUBTRACT - Op.ADD;
/** Bytes of a set, and pairs of the smallest table. */
export const SET_BYTES = 24, MIN_SIZE = 8;
/** Sets with more keys grow by less. */
export const MOST_GROWN = 10_000;

/** Pushes whether a table with so many keys grows. */
export function pushIsFull(f: FunctionBuilder, pushKeys: () => void, pushMask: () => void): void {
  pushKeys();
  f.i32Const(5);
  f.i32Mul();
  pushMask();
  f.i32Const(3);
  f.i32Mul();
  f.i32GeU();
}

/** Branches unless a local holds exactly a set or frozenset; its type is left in another one. */
export function needSet(f: FunctionBuilder, value: number, type: number, slow: Label): void {
  needObject(f, value, slow);
  f.localGet(value);
  f.i32Load16U();
  f.localTee(type);
  f.i32Const(T_SET);
  f.i32Ne();
  f.localGet(type);
  f.i32Const(T_FROZENSET);
  f.i32Ne();
  f.i32And();
  f.brIf(slow);
}

/** `(set, key, hash) -> address of the key's pair`; 0 if there is none, -1 where only code of a program can tell. */
export function addFindPair(support: Support): number {
  const f = support.module.addFunction("findPair", [I32, I32, I32], [I32]);
  const set = 0, key = 1, hash = 2, table = f.newLocal(I32), mask = f.newLocal(I32), stored = f.newLocal(I32);
  const { strEquals, tupleEquals } = support.helper;
  const giveBack = (push: () => void) => {
    push();
    f.return();
  };
  f.localGet(set);
  f.i32Load(SET_TABLE);
  f.localTee(table);
  f.i32Eqz();
  f.if();
  giveBack(() => f.i32Const(0));
  f.end();
  f.localGet(set);
  f.i32Load(SET_MASK);
  f.localSet(mask);
  searchPairs(f, table, mask, hash, (pair) => {
    const returnPair = () => giveBack(() => f.localGet(pair));
    f.localGet(pair);
    f.i32Load(4);
    f.localTee(stored);
    f.localGet(key);
    f.i32Eq();
    f.if();
    returnPair();
    f.end();
    f.localGet(stored);
    f.if();
    f.localGet(pair);
    f.i32Load();
    f.localGet(hash);
    f.i32Eq();
    ifEqualKeys(f, { stored, key, strEquals, tupleEquals }, () => {
      f.if();
      giveBack(() => f.i32Const(-1));
      f.end();
    }, returnPair);
    f.else();
    // Empty, or deleted.
    f.localGet(pair);
    f.i32Load();
    f.i32Eqz();
    f.if();
    giveBack(() => f.i32Const(0));
    f.end();
    f.end();
  });
  f.end();
  return f.index;
}

/** `(set, key, hash) -> 1 or 0`: adds a key that is not there, counted; 0 without memory. */
function addInsertKey(parts: ContainerParts, place: number, grow: number): number {
  const f = parts.support.module.addFunction("insertKey", [I32, I32, I32], [I32]);
  const set = 0, key = 1, hash = 2, table = f.newLocal(I32), used = f.newLocal(I32);
  const noMemory = f.block();
  f.localGet(set);
  f.i32Load(SET_TABLE);
  f.localTee(table);
  f.i32Eqz();
  f.if();
  allocRaw(parts, f, () => f.i32Const(MIN_SIZE * PAIR));
  f.localTee(table);
  f.i32Eqz();
  f.brIf(noMemory);
  for (let offset = 0; offset < MIN_SIZE * PAIR; offset += 8) {
    f.localGet(table);
    f.i64Const(0);
    f.i64Store(offset);
  }
  f.localGet(set);
  f.localGet(table);
  f.i32Store(SET_TABLE);
  f.localGet(set);
  f.i32Const(MIN_SIZE - 1);
  f.i32Store(SET_MASK);
  f.end();
  const pushMask = () => {
    f.localGet(set);
    f.i32Load(SET_MASK);
  };
  f.localGet(set);
  f.i32Load(SET_USED);
  f.localTee(used);
  pushMask();
  // Searching ends at an empty pair.
  f.i32GeU();
  f.brIf(noMemory);
  keep(parts, f, key);
  f.localGet(table);
  pushMask();
  f.localGet(key);
  f.localGet(hash);
  f.call(place);
  f.localGet(used);
  f.i32Const(1);
  f.i32Add();
  f.localSet(used);
  for (const offset of [SET_USED, SET_FILL]) {
    f.localGet(set);
    f.localGet(used);
    f.i32Store(offset);
  }
  pushIsFull(f, () => f.localGet(used), pushMask);
  f.if();
  f.localGet(set);
  f.call(grow);
  f.end();
  f.i32Const(1);
  f.return();
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

/** `(a, b, operator) -> set`, of INTERSECTION or DIFFERENCE; 0 if only the long way can. */
export function addSelect(parts: ContainerParts, place: number, grow: number): number {
  const insertKey = addInsertKey(parts, place, grow), { findPair, support: { module, decref } } = parts;
  const f = module.addFunction("select", [I32, I32, I32], [I32]);
  const a = 0, b = 1, operator = 2, type = f.newLocal(I32), set = f.newLocal(I32), at = f.newLocal(I32);
  const left = f.newLocal(I32), key = f.newLocal(I32), found = f.newLocal(I32), wanted = f.newLocal(I32);
  const slow = f.block();
  needSet(f, b, type, slow);
  needSet(f, a, type, slow);
  needSingle(f, slow);
  f.localGet(a);
  f.localGet(b);
  f.i32Eq();
  f.brIf(slow);
  for (const value of [a, b]) {
    f.localGet(value);
    f.i32Load(SET_USED);
    f.i32Const(MOST_GROWN);
    f.i32GtU();
    f.brIf(slow);
  }
  f.localGet(operator);
  f.i32Const(INTERSECTION);
  f.i32Eq();
  f.localTee(wanted);
  f.if();
  // The keys are those of the smaller one, or of the second.
  f.localGet(b);
  f.i32Load(SET_USED);
  f.localGet(a);
  f.i32Load(SET_USED);
  f.i32LeU();
  f.if();
  f.localGet(a);
  f.localGet(b);
  f.localSet(a);
  f.localSet(b);
  f.end();
  f.else();
  // Of a set that is much larger, CPython takes the other's keys out of a copy.
  f.localGet(a);
  f.i32Load(SET_USED);
  f.i32Const(2);
  f.i32ShrU();
  f.localGet(b);
  f.i32Load(SET_USED);
  f.i32GtU();
  f.brIf(slow);
  f.end();
  f.localGet(type);
  f.i32Const(SET_BYTES);
  f.call(parts.newContainer);
  f.localTee(set);
  f.i32Eqz();
  f.brIf(slow);
  const undo = f.block();
  f.localGet(a);
  f.i32Load(SET_TABLE);
  f.localSet(at);
  f.localGet(a);
  f.i32Load(SET_USED);
  f.localSet(left);
  eachKey(f, at, left, key, () => {
    f.localGet(b);
    f.localGet(key);
    f.localGet(at);
    f.i32Load();
    f.call(findPair);
    f.localTee(found);
    f.i32Const(0);
    f.i32LtS();
    f.brIf(undo);
    f.localGet(found);
    f.i32Const(0);
    f.i32Ne();
    f.localGet(wanted);
    f.i32Eq();
    f.if();
    f.localGet(set);
    f.localGet(key);
    f.localGet(at);
    f.i32Load();
    f.call(insertKey);
    f.i32Eqz();
    f.brIf(undo);
    f.end();
  });
  f.localGet(set);
  f.return();
  f.end();
  f.localGet(set);
  f.call(decref);
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

/**
 * Tuples and lists from registers, and iterators over lists and tuples, made in line.
 *
 * @module
 */
import {
  ITERATOR_BYTES,
  ITERATOR_TARGET,
  T_LIST,
  T_LIST_ITERATOR,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { LENGTHS, Op } from "@orochi/vm/bytecode";
import { BOXED, boxed } from "../states.ts";
import { executeGeneric, registerOffset } from "./generic.ts";
import type { Translator } from "./translator.ts";

/** Tuples of more items are built by the helper. */
const MOST_ITEMS = 16;

/** Pops an address: leaves with MemoryError where it is 0. */
function takeObject(t: Translator, object: number): void {
  t.f.localTee(object);
  t.f.i32Eqz();
  t.raisedIf();
}

/** D = (A, ... A+I-1) */
export function buildTuple(t: Translator): void {
  const f = t.f, a = t.operand(1), count = t.operand(2);
  if (unpacksAtOnce(t)) return exchange(t);
  if (count === 0 || count > MOST_ITEMS) return executeGeneric(t);
  const tuple = f.newLocal(I32);
  f.i32Const(T_TUPLE);
  f.i32Const(TUPLE_ITEMS + 4 * count);
  f.call(t.support.newObject);
  takeObject(t, tuple);
  f.localGet(tuple);
  f.i32Const(count);
  f.i32Store(TUPLE_LENGTH);
  for (let k = 0; k < count; k++) {
    f.localGet(tuple);
    t.pushOwned(a + k);
    f.i32Store(TUPLE_ITEMS + 4 * k);
  }
  f.localGet(tuple);
  f.releaseLocal(tuple);
  t.setBoxed(t.operand(0), T_TUPLE);
}

/** Whether the tuple is taken apart by the next instruction, as in `a, b = b, a`. */
function unpacksAtOnce(t: Translator): boolean {
  const { words, blockAt } = t.code, d = t.operand(0), next = t.pc + LENGTHS[Op.BUILD_TUPLE];
  return words[next] === Op.UNPACK_SEQUENCE && words[next + 2] === d && words[next + 3] === t.operand(2) &&
    t.isTemporary(d) && !blockAt.has(next);
}

/** The items go where the next instruction would put them: no tuple is made, and that instruction is done. */
function exchange(t: Translator): void {
  const a = t.operand(1), count = t.operand(2), next = t.pc + LENGTHS[Op.BUILD_TUPLE];
  const target = t.code.words[next + 1];
  const items = Array.from({ length: count }, (_, k) => t.take(a + k));
  items.forEach((item, k) => t.put(target + count - 1 - k, item));
  t.done = next;
}

/** D = [A, ... A+I-1] */
export function buildList(t: Translator): void {
  const f = t.f, a = t.operand(1), count = t.operand(2), list = f.newLocal(I32);
  for (let k = 0; k < count; k++) {
    f.localGet(0);
    t.pushOwned(a + k);
    f.i32Store(registerOffset(a + k));
  }
  f.localGet(0);
  f.i32Const(registerOffset(a));
  f.i32Add();
  f.i32Const(count);
  f.call(t.support.helper.newList);
  takeObject(t, list);
  f.localGet(list);
  f.releaseLocal(list);
  t.setBoxed(t.operand(0), T_LIST);
}

/** D = iter(R) of a list that is known to be one, or was seen to be one by the loop that follows. */
export function iterateList(t: Translator, isBet: boolean): boolean {
  const f = t.f, r = t.operand(1), state = t.state[r];
  if (state.kind !== BOXED || (state.type !== T_LIST && !(state.type === 0 && isBet))) return false;
  const list = t.boxedLocal(r);
  if (state.type === 0) {
    t.pushIsOther(list, T_LIST);
    t.deoptIf("wrong container");
    t.state[r] = boxed(T_LIST);
  }
  const iterator = f.newLocal(I32);
  f.i32Const(T_LIST_ITERATOR);
  f.i32Const(ITERATOR_BYTES);
  f.call(t.support.newObject);
  takeObject(t, iterator);
  f.localGet(iterator);
  t.pushOwned(r);
  f.i32Store(ITERATOR_TARGET);
  f.localGet(iterator);
  f.releaseLocal(iterator);
  t.setBoxed(t.operand(0), T_LIST_ITERATOR);
  return true;
}

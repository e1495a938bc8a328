/**
 * Items put at the end of lists, and taken from there, in line where the storage stays as it is.
 *
 * @module
 */
import { LIST_CAPACITY, LIST_ITEMS, LIST_LENGTH, NONE, T_LIST } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { BOXED, CONST, INT } from "../states.ts";
import { ensureStorable } from "./access.ts";
import { executeGeneric, fastOrExecute } from "./generic.ts";
import type { Translator } from "./translator.ts";
import { needType } from "./type_tests.ts";

/** `list.append(x)`. False: nothing was written. */
export function append(t: Translator, list: number, item: number): boolean {
  const f = t.f;
  if (!canAppend(t, list, item)) return false;
  const result = f.newLocal(I32);
  appendItem(t, list, item, result, () => {
    t.vacate(item);
    t.consume(list);
    t.vacate(t.operand(1));
    f.i32Const(NONE);
    f.localSet(result);
  });
  f.localGet(result);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
  return true;
}

/** r.append(R), of a list that is being built. */
export function addToList(t: Translator): void {
  const list = t.operand(0), item = t.operand(1);
  if (!canAppend(t, list, item)) return executeGeneric(t);
  appendItem(t, list, item, -1, (value) => {
    if (t.isTemporary(item)) t.vacate(item);
    else t.keepLocal(value, t.state[item]);
  });
}

/** `list.pop()`, as long as the list keeps its storage. False: nothing was written. */
export function pop(t: Translator, list: number): boolean {
  const f = t.f, { lock } = t.host;
  if (t.state[list].kind !== BOXED) return false;
  const owner = t.boxedLocal(list), result = f.newLocal(I32);
  const entered = f.newLocal(I32), length = f.newLocal(I32), at = f.newLocal(I32);
  fastOrExecute(t, result, (slow) => {
    needType(t.f, owner, T_LIST, slow);
    lock.beginLeaf(f, owner, entered, slow);
    f.localGet(owner);
    f.i32Load(LIST_LENGTH);
    f.i32Const(1);
    f.i32Sub();
    f.localTee(length);
    f.i32Const(0);
    f.i32LtS();
    // Unsigned: the capacity of a list that is being sorted is negative, so that there is never enough in it.
    f.localGet(length);
    f.localGet(owner);
    f.i32Load(LIST_CAPACITY);
    f.i32Const(1);
    f.i32ShrU();
    f.i32LtU();
    f.i32Or();
    f.if();
    lock.endLeaf(f, owner, entered);
    f.br(slow);
    f.end();
    f.localGet(owner);
    f.i32Load(LIST_ITEMS);
    f.localGet(length);
    f.i32Const(2);
    f.i32Shl();
    f.i32Add();
    f.localTee(at);
    f.i32Load();
    f.localSet(result);
    // Who is just reading it without a lock sees that it is gone.
    f.localGet(at);
    f.i32Const(0);
    f.i32Store();
    f.localGet(owner);
    f.localGet(length);
    f.i32Store(LIST_LENGTH);
    lock.endLeaf(f, owner, entered);
    t.consume(list);
    t.vacate(t.operand(1));
  });
  f.localGet(result);
  for (const local of [result, entered, length, at]) f.releaseLocal(local);
  t.setBoxed(t.operand(0));
  return true;
}

function canAppend(t: Translator, list: number, item: number): boolean {
  const { kind } = t.state[item];
  return t.state[list].kind === BOXED && (kind === BOXED || kind === CONST || kind === INT);
}

/**
 * Writes an item behind the last one; a list without room gets some first.
 *
 * @param result As of `fastOrExecute`.
 * @param consume Consumes the operands; the local with the item is given. It may not call anything that waits.
 */
function appendItem(
  t: Translator,
  list: number,
  item: number,
  result: number,
  consume: (value: number) => void,
): void {
  const f = t.f, { lock } = t.host;
  ensureStorable(t, item);
  const owner = t.boxedLocal(list), value = f.newLocal(I32);
  const entered = f.newLocal(I32), length = f.newLocal(I32);
  const pushIsFull = () => {
    f.localGet(owner);
    f.i32Load(LIST_LENGTH);
    f.localTee(length);
    f.localGet(owner);
    f.i32Load(LIST_CAPACITY);
    // Signed: of a list that is being sorted it is negative, and there is nowhere to write to.
    f.i32GeS();
  };
  // A small int is no address.
  f.localGet(owner);
  f.i32Const(1);
  f.i32And();
  f.if(I32);
  f.i32Const(0);
  f.else();
  pushIsFull();
  f.localGet(owner);
  f.i32Load16U();
  f.i32Const(T_LIST);
  f.i32Eq();
  f.i32And();
  f.end();
  t.cold(() => {
    t.materialise();
    t.storePc();
    f.localGet(owner);
    f.call(t.support.helper.growList);
    t.forget();
  });
  fastOrExecute(t, result, (slow) => {
    needType(t.f, owner, T_LIST, slow);
    t.pushBoxed(item);
    f.localSet(value);
    lock.beginLeaf(f, owner, entered, slow);
    pushIsFull();
    f.if();
    lock.endLeaf(f, owner, entered);
    f.br(slow);
    f.end();
    f.localGet(owner);
    f.i32Load(LIST_ITEMS);
    f.localGet(length);
    f.i32Const(2);
    f.i32Shl();
    f.i32Add();
    f.localGet(value);
    f.i32Store();
    f.localGet(owner);
    f.localGet(length);
    f.i32Const(1);
    f.i32Add();
    f.i32Store(LIST_LENGTH);
    lock.endLeaf(f, owner, entered);
    consume(value);
  });
  for (const local of [value, entered, length]) f.releaseLocal(local);
}

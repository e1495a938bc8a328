/**
 * Calls of functions written in TypeScript: through one trampoline, with the arguments where the frame's registers are;
 * and the few that are shorter in line than any call: `len`, `list.append`, `isinstance`, `ord`.
 *
 * @module
 */
import {
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  NATIVE_ID,
  NONE,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_BYTES,
  T_DICT,
  T_FROZENSET,
  T_INT,
  T_LIST,
  T_METHOD_DESCRIPTOR,
  T_SET,
  T_STR,
  T_TUPLE,
  T_TYPE,
  TYPE_INDEX,
  type Value,
} from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { ANY_STATE, BOXED, CONST, FLOAT, INT, type RegisterState, SMALL_BITS } from "../states.ts";
import { ensureStorable } from "./access.ts";
import { fastOrExecute, registerOffset } from "./generic.ts";
import type { Translator } from "./translator.ts";

/** The native that a register is known to hold; 0 if it is something else. */
export function nativeIn(t: Translator, register: number): Value {
  const { kind, type, value } = t.state[register];
  return kind === CONST && (type === T_BUILTIN_FUNCTION_OR_METHOD || type === T_METHOD_DESCRIPTOR)
    ? value
    : 0;
}

/** D = native(A+1 if not empty, A+2, ...) */
export function callNative(t: Translator, callable: Value, hasSelf: boolean): void {
  const a = t.operand(1), count = t.operand(2);
  const first = hasSelf ? a + 1 : a + 2, given = hasSelf ? count + 1 : count;
  const name = t.host.nativeName(t.host.i32[(callable + NATIVE_ID) >>> 2]);
  if (name === "len" && given === 1 && lengthOf(t, first)) return;
  if (name === "list.append" && given === 2 && append(t, first, first + 1)) return;
  if (name === "isinstance" && given === 2 && isInstance(t, first, first + 1)) return;
  const f = t.f, result = f.newLocal(I32);
  const values: { local: number; state: RegisterState }[] = [];
  for (let k = 0; k < given; k++) {
    const local = f.newLocal(I32), state = t.state[first + k];
    t.pushBoxed(first + k);
    f.localSet(local);
    // Objects made of unboxed numbers are dropped like all others.
    const boxedNow = state.kind === FLOAT || (state.kind === INT && state.bits > SMALL_BITS);
    values.push({ local, state: boxedNow ? ANY_STATE : state });
    f.localGet(0);
    f.localGet(local);
    f.i32Store(registerOffset(first + k));
  }
  t.materialise();
  t.storePc();
  f.i32Const(callable);
  f.localGet(0);
  f.i32Const(registerOffset(first));
  f.i32Add();
  f.i32Const(given);
  f.call(t.support.helper.callNative);
  f.localSet(result);
  t.forget();
  for (let k = 0; k < given; k++) t.vacate(first + k);
  for (const { local, state } of values) {
    t.dropLocal(local, state);
    f.releaseLocal(local);
  }
  t.vacate(a);
  f.localGet(result);
  f.i32Eqz();
  t.raisedIf();
  f.localGet(result);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
}

/** Types whose length is the word behind the type word. */
const SIZED = [T_STR, T_BYTES, T_LIST, T_TUPLE, T_DICT, T_SET, T_FROZENSET];
const SIZED_MASK = SIZED.reduce((mask, type) => mask | (1n << BigInt(type)), 0n);

/** `len(x)` of a builtin container; leaves for others. */
function lengthOf(t: Translator, register: number): boolean {
  const f = t.f, state = t.state[register];
  if (state.kind !== BOXED || (state.type !== 0 && !SIZED.includes(state.type))) return false;
  const object = t.boxedLocal(register);
  if (state.type === 0) {
    const type = f.newLocal(I32);
    f.localGet(object);
    f.i32Const(1);
    f.i32And();
    t.deoptIf("wrong container");
    f.localGet(object);
    f.i32Load16U();
    f.localTee(type);
    f.i32Const(63);
    f.i32GtU();
    f.i64Const(SIZED_MASK);
    f.localGet(type);
    f.i64ExtendI32U();
    f.i64ShrU();
    f.i32WrapI64();
    f.i32Const(1);
    f.i32And();
    f.i32Eqz();
    f.i32Or();
    t.deoptIf("wrong container");
    f.releaseLocal(type);
  }
  const length = f.newLocal(I32);
  f.localGet(object);
  f.i32Load(LIST_LENGTH);
  f.localSet(length);
  t.consume(register);
  t.vacate(t.operand(1));
  f.localGet(length);
  f.i64ExtendI32U();
  f.releaseLocal(length);
  t.setInt(t.operand(0), SMALL_BITS);
  return true;
}

/** `list.append(x)` where there is room. The list's type was checked when the method was looked up. */
function append(t: Translator, list: number, item: number): boolean {
  const f = t.f, { lock } = t.host, state = t.state[item];
  if (t.state[list].kind !== BOXED || (state.kind !== BOXED && state.kind !== CONST && state.kind !== INT)) {
    return false;
  }
  ensureStorable(t, item);
  const result = f.newLocal(I32), owner = t.boxedLocal(list), value = f.newLocal(I32);
  const entered = f.newLocal(I32), length = f.newLocal(I32);
  fastOrExecute(t, result, (slow) => {
    f.localGet(owner);
    f.i32Load16U();
    f.i32Const(T_LIST);
    f.i32Ne();
    f.brIf(slow);
    t.pushBoxed(item);
    f.localSet(value);
    lock.beginLeaf(f, owner, entered, slow);
    f.localGet(owner);
    f.i32Load(LIST_LENGTH);
    f.localTee(length);
    f.localGet(owner);
    f.i32Load(LIST_CAPACITY);
    f.i32GeU();
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
    t.vacate(item);
    t.consume(list);
    t.vacate(t.operand(1));
    f.i32Const(NONE);
    f.localSet(result);
  });
  f.localGet(result);
  for (const local of [result, value, entered, length]) f.releaseLocal(local);
  t.setBoxed(t.operand(0));
  return true;
}

/** `isinstance(x, C)`: true at once where C is the type of x; else as ever. */
function isInstance(t: Translator, register: number, type: number): boolean {
  const f = t.f, i32 = t.host.i32, { kind, value } = t.state[type];
  if (kind !== CONST || t.state[type].type !== T_TYPE || t.state[register].kind !== BOXED) return false;
  const object = t.boxedLocal(register), index = i32[(value + TYPE_INDEX) >>> 2];
  const truth = f.newLocal(I32);
  f.localGet(object);
  f.i32Const(1);
  f.i32And();
  f.if(I32);
  f.i32Const(T_INT);
  f.else();
  f.localGet(object);
  f.i32Load16U();
  f.end();
  f.i32Const(index);
  f.i32Eq();
  f.localTee(truth);
  f.i32Eqz();
  t.cold(() => {
    t.materialise();
    t.storePc();
    f.localGet(object);
    f.i32Const(value);
    f.call(t.support.helper.isInstance);
    f.localTee(truth);
    f.i32Const(0);
    f.i32LtS();
    t.raisedIf();
    t.forget();
  });
  t.consume(register);
  t.vacate(type);
  t.vacate(t.operand(1));
  f.localGet(truth);
  f.releaseLocal(truth);
  t.setBool(t.operand(0));
  return true;
}

/**
 * Operations that the machine does by itself, called with their operands: cheaper than `execute`, which finds these in
 * the frame's memory.
 *
 * @module
 */
import { T_FROZENSET, T_SET, T_STR, T_TUPLE } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { Op, PERCENT_CONVERSION } from "@orochi/vm/bytecode";
import { ANY_STATE, BOXED, CONST, FLOAT, INT, type RegisterState, SMALL_BITS } from "../states.ts";
import { ensureStorable } from "./access.ts";
import { findInDict } from "./dicts.ts";
import { takeResult } from "./natives.ts";
import { callOperator } from "./operators.ts";
import { mayBeStr, maySearch } from "./strings.ts";
import type { Translator } from "./translator.ts";

const FIRST_INPLACE = Op.INPLACE_ADD;

/**
 * Calls a helper with the values of registers (borrowed), which are then consumed.
 *
 * @param constants Arguments behind the values.
 * @param kept A register that is not consumed though it may be a temporary.
 * @returns A new local with the result; the caller releases it.
 */
export function callDirect(
  t: Translator,
  helper: number,
  registers: readonly number[],
  constants: readonly number[] = [],
  kept = -1,
): number {
  return callWithValues(t, registers, kept, (values) => {
    for (const { local } of values) t.f.localGet(local);
    for (const value of constants) t.f.i32Const(value);
    t.f.call(helper);
  });
}

/** A register's value, boxed, in a local of its own: borrowed. */
export interface BoxedValue {
  readonly local: number;
  readonly state: RegisterState;
}

/**
 * As {@linkcode callDirect}, of whatever is called.
 *
 * @param write Writes the call, which leaves a Value.
 */
export function callWithValues(
  t: Translator,
  registers: readonly number[],
  kept: number,
  write: (values: readonly BoxedValue[]) => void,
): number {
  const f = t.f, result = f.newLocal(I32);
  const values: (BoxedValue & { made: boolean })[] = [];
  for (const register of registers) {
    const local = f.newLocal(I32), state = t.state[register];
    t.pushBoxed(register);
    f.localSet(local);
    const made = state.kind === FLOAT || (state.kind === INT && state.bits > SMALL_BITS);
    values.push({ local, state: made ? ANY_STATE : state, made });
  }
  t.materialise();
  t.storePc();
  write(values);
  f.localSet(result);
  t.forget();
  registers.forEach((register, k) => {
    const { local, state, made } = values[k];
    const consumed = t.isTemporary(register) && register !== kept;
    if (consumed) t.vacate(register);
    if (made || consumed) t.dropLocal(local, state);
    f.releaseLocal(local);
  });
  return result;
}

/** D = R op R, of objects. */
export function binaryDirect(t: Translator, op: number): void {
  const d = t.operand(0), a = t.operand(1), b = t.operand(2);
  const { helper } = t.support;
  if (callOperator(t, op)) return;
  // Strs, as far as is known; two strs of no other class make one.
  const texts = (op === Op.ADD || op === FIRST_INPLACE) && mayBeStr(t, a) && mayBeStr(t, b);
  const type = texts && t.state[a].type === T_STR && t.state[b].type === T_STR ? T_STR : 0;
  if (op < FIRST_INPLACE) {
    const result = texts
      ? callDirect(t, helper.concat, [a, b])
      : callDirect(t, helper.binary, [a, b], [op - Op.ADD]);
    return takeResult(t, result, type);
  }
  // An operand that the result replaces may be changed in place.
  const replaced = t.isTemporary(a) || d === a ? 1 : 0;
  if (texts) return takeResult(t, callDirect(t, helper.grow, [a, b], [replaced]), type);
  takeResult(t, callDirect(t, t.support.helper.inplace, [a, b], [op - FIRST_INPLACE, replaced]));
}

/** D = R compared to R, of objects. */
export function compareDirect(t: Translator, op: number): void {
  takeResult(t, callDirect(t, t.support.helper.compare, [t.operand(1), t.operand(2)], [op - Op.LESS]));
}

/** D = R[R], of any container. */
export function loadItemDirect(t: Translator): void {
  takeResult(t, callDirect(t, t.support.helper.getItem, [t.operand(1), t.operand(2)]));
}

/** Leaves with the exception where the local, which is released, holds 0. */
function checkDone(t: Translator, result: number): void {
  t.f.localGet(result);
  t.f.i32Eqz();
  t.raisedIf();
  t.f.releaseLocal(result);
}

/** first R [second R] = third R, of any container. */
export function storeItemDirect(t: Translator): void {
  checkDone(t, callDirect(t, t.support.helper.setItem, [t.operand(0), t.operand(1), t.operand(2)]));
}

/** r.add(R), of a set that is being built. */
export function addToSet(t: Translator): void {
  const set = t.operand(0);
  checkDone(t, callDirect(t, t.support.helper.setAdd, [set, t.operand(1)], [], set));
}

/** r[first R] = second R, of a dict that is being built. */
export function addToDict(t: Translator): void {
  const dict = t.operand(0);
  checkDone(t, callDirect(t, t.support.helper.dictSet, [dict, t.operand(1), t.operand(2)], [], dict));
}

/** D = format(R): the text of a replacement field, with a specification or without, or of a conversion of `%`. */
export function formatField(t: Translator, hasSpec: boolean): void {
  const { format, formatWith, strOf } = t.support.helper, value = t.operand(1);
  const ofPercent = t.operand(hasSpec ? 3 : 2) === PERCENT_CONVERSION;
  if (!hasSpec && ofPercent) return takeResult(t, callDirect(t, strOf, [value]));
  if (hasSpec && (ofPercent || t.operand(3) === 0)) {
    const spec = t.operand(2), { kind, value: text } = t.state[spec];
    const layout = kind === CONST && t.state[spec].type === T_STR ? t.host.layoutOf(text, ofPercent) : 0;
    if (layout !== 0) return takeResult(t, callDirect(t, formatWith, [value, spec], [layout]));
  }
  takeResult(
    t,
    hasSpec
      ? callDirect(t, format, [value, t.operand(2)], [t.operand(3)])
      : callDirect(t, format, [value], [0, t.operand(2)]),
  );
}

/** Whether a register may hold a set, and another one a key that it can be asked for at once. */
function mayHaveKey(t: Translator, container: number, item: number): boolean {
  const { kind, type, nullable } = t.state[container], key = t.state[item];
  const holds = (kind === BOXED && !nullable && (type === 0 || type === T_SET)) ||
    ((kind === BOXED || kind === CONST) && !nullable && type === T_FROZENSET);
  if (key.kind === INT) return holds && key.bits <= SMALL_BITS;
  if (t.isInt(key)) return holds;
  // Of what is known to be a str, a set is not the first thing to think of.
  const isKey = key.type === 0 || key.type === T_TUPLE || (key.type === T_STR && type !== 0);
  return holds && isKey && (key.kind === BOXED || key.kind === CONST);
}

/** D = R in R, or its contrary. */
export function contains(t: Translator, negated: boolean): void {
  const f = t.f, item = t.operand(1), container = t.operand(2), quick = f.newLocal(I32);
  // Keys are small ints: a bet, so that none is made an object to be looked for.
  if (t.state[container].kind === BOXED) ensureStorable(t, item);
  const inDict = findInDict(t, container, item, quick), { helper } = t.support;
  const quickWays: number[] = [];
  if (mayHaveKey(t, container, item)) quickWays.push(helper.setContains);
  if (maySearch(t, container, item)) quickWays.push(helper.strContains);
  for (const [k, way] of quickWays.entries()) {
    const first = k === 0 && !inDict;
    if (!first) {
      f.localGet(quick);
      f.i32Const(0);
      f.i32LtS();
      f.if();
    }
    t.pushBoxed(container);
    t.pushBoxed(item);
    f.call(way);
    f.localSet(quick);
    if (!first) f.end();
  }
  if (inDict || quickWays.length > 0) {
    f.localGet(quick);
    f.i32Const(0);
    f.i32LtS();
    t.cold(() => {
      t.materialise();
      t.storePc();
      t.pushBoxed(container);
      t.pushBoxed(item);
      f.call(t.support.helper.contains);
      f.localTee(quick);
      f.i32Const(0);
      f.i32LtS();
      t.raisedIf();
      t.forget();
    });
    t.consume(item);
    t.consume(container);
    f.localGet(quick);
    if (negated) f.i32Eqz();
    f.releaseLocal(quick);
    return t.setBool(t.operand(0));
  }
  f.releaseLocal(quick);
  const result = callDirect(t, t.support.helper.contains, [container, item]);
  f.localGet(result);
  f.i32Const(0);
  f.i32LtS();
  t.raisedIf();
  f.localGet(result);
  if (negated) f.i32Eqz();
  f.releaseLocal(result);
  t.setBool(t.operand(0));
}

/**
 * Characters of strs and comparisons of strs in line.
 *
 * @module
 */
import { STR_DATA, STR_KIND, STR_KIND_MASK, STR_LENGTH, STR_NARROW, T_STR } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { Op } from "@orochi/vm/bytecode";
import { BOXED, boxed, CONST, SMALL_BITS } from "../states.ts";
import { itemOffset } from "./access.ts";
import type { Translator } from "./translator.ts";

/** Leaves unless a register holds a str; false if it is known to hold something else. */
function guardStr(t: Translator, register: number): boolean {
  const state = t.state[register];
  if (state.type === T_STR) return true;
  if (state.kind !== BOXED || state.type !== 0) return false;
  // At address 0, where no value is, no type is either.
  t.pushIsOther(t.boxedLocal(register), T_STR);
  t.deoptIf("not a str");
  t.state[register] = boxed(T_STR);
  return true;
}

/** Whether a register may hold a str, as far as is known. */
export function mayBeStr(t: Translator, register: number): boolean {
  const { kind, type } = t.state[register];
  return (kind === BOXED && (type === 0 || type === T_STR)) || (kind === CONST && type === T_STR);
}

/** Pushes the str of the one-byte character at an index of a str, both in locals. */
export function pushCharacterAt(t: Translator, str: number, index: number): void {
  const f = t.f;
  f.localGet(str);
  f.localGet(index);
  f.i32Add();
  f.i32Load8U(STR_DATA);
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(t.host.characters());
}

/** D = R[R] of a str of one-byte characters and an int. */
export function loadCharacter(t: Translator): boolean {
  const f = t.f, d = t.operand(0), str = t.operand(1), index = t.operand(2);
  const canIndex = t.isInt(t.state[index]) || (t.state[index].kind === BOXED && t.state[index].type === 0);
  if (!canIndex || !mayBeStr(t, str)) return false;
  guardStr(t, str);
  t.ensureInt(index);
  t.pushBoxed(str);
  f.i32Load(STR_KIND);
  f.i32Const(STR_KIND_MASK);
  f.i32And();
  f.i32Const(STR_NARROW);
  f.i32Ne();
  t.deoptIf("not a str");
  const at = itemOffset(t, str, index, STR_LENGTH), value = f.newLocal(I32);
  t.pushBoxed(str);
  f.localGet(at);
  f.i32Const(2);
  f.i32ShrU();
  f.i32Add();
  f.i32Load8U(STR_DATA);
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(t.host.characters());
  f.localSet(value);
  f.releaseLocal(at);
  t.consume(index);
  t.consume(str);
  f.localGet(value);
  f.releaseLocal(value);
  t.setBoxed(d, T_STR);
  return true;
}

/** D = R compared to R, of strs; an order only where strs were seen. */
export function compareStrs(t: Translator, op: number): boolean {
  const f = t.f, a = t.operand(1), b = t.operand(2);
  const ordered = op !== Op.EQUAL && op !== Op.NOT_EQUAL;
  if (!mayBeStr(t, a) || !mayBeStr(t, b)) return false;
  guardStr(t, a);
  guardStr(t, b);
  const result = f.newLocal(I32);
  t.pushBoxed(a);
  t.pushBoxed(b);
  if (ordered) {
    f.call(t.support.helper.strOrder);
    f.localTee(result);
    f.i32Const(WIDE);
    f.i32Eq();
    t.deoptIf("not a str");
    f.localGet(result);
    f.i32Const(0);
    if (op === Op.LESS) f.i32LtS();
    else if (op === Op.LESS_EQUAL) f.i32LeS();
    else if (op === Op.GREATER) f.i32GtS();
    else f.i32GeS();
  } else {
    f.call(t.support.strEquals);
    if (op === Op.NOT_EQUAL) f.i32Eqz();
  }
  f.localSet(result);
  t.consume(a);
  t.consume(b);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBool(t.operand(0));
  return true;
}

/** What `strOrder` says of strs that it does not compare. */
const WIDE = 2;

/** Whether two registers may hold a str and another, so that `strContains` may tell. */
export function maySearch(t: Translator, text: number, part: number): boolean {
  return mayBeStr(t, text) && mayBeStr(t, part);
}

/** `chr(n)` of a Latin-1 character; leaves for others. */
export function characterOf(t: Translator, register: number): boolean {
  const f = t.f, state = t.state[register];
  if (!t.isInt(state) && (state.kind !== BOXED || state.type !== 0)) return false;
  t.ensureInt(register);
  const value = f.newLocal(I32);
  t.pushInt(register);
  f.i64Const(LATIN_1);
  f.i64GeU();
  t.deoptIf("index out of range");
  t.pushInt(register);
  f.i32WrapI64();
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(t.host.characters());
  f.localSet(value);
  t.consume(register);
  t.vacate(t.operand(1));
  f.localGet(value);
  f.releaseLocal(value);
  t.setBoxed(t.operand(0), T_STR);
  return true;
}

/** Characters that are strs of their own, made once. */
const LATIN_1 = 256;

/** `ord(c)` of a Latin-1 character; leaves for others. */
export function codeOf(t: Translator, register: number): boolean {
  const f = t.f;
  if (!mayBeStr(t, register)) return false;
  guardStr(t, register);
  const code = f.newLocal(I32);
  t.pushBoxed(register);
  f.i32Load(STR_KIND);
  f.i32Const(STR_KIND_MASK);
  f.i32And();
  f.i32Const(STR_NARROW);
  f.i32Ne();
  t.pushBoxed(register);
  f.i32Load(STR_LENGTH);
  f.i32Const(1);
  f.i32Ne();
  f.i32Or();
  t.deoptIf("not a str");
  t.pushBoxed(register);
  f.i32Load8U(STR_DATA);
  f.localSet(code);
  return answerSmall(t, register, code);
}

/** The answer of a call of one argument: a word (a local, which is released) that is small and not negative. */
export function answerSmall(t: Translator, argument: number, word: number): boolean {
  const f = t.f;
  t.consume(argument);
  t.vacate(t.operand(1));
  f.localGet(word);
  f.i64ExtendI32U();
  f.releaseLocal(word);
  t.setInt(t.operand(0), SMALL_BITS);
  return true;
}

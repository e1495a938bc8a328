/**
 * Characters of strs and comparisons of strs in line.
 *
 * @module
 */
import { STR_DATA, STR_KIND, STR_LENGTH, T_STR } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { Op } from "@orochi/vm/bytecode";
import { BOXED, boxed, CONST } from "../states.ts";
import { itemOffset } from "./access.ts";
import type { Translator } from "./translator.ts";

/** The bits of a str's kind word that are the bytes of a character. */
const CHAR_BYTES = 7;

/** Leaves unless a register holds a str; false if it is known to hold something else. */
function guardStr(t: Translator, register: number): boolean {
  const f = t.f, state = t.state[register];
  if (state.type === T_STR) return true;
  if (state.kind !== BOXED || state.type !== 0) return false;
  const object = t.boxedLocal(register);
  f.localGet(object);
  f.i32Const(1);
  f.i32And();
  if (state.nullable) {
    f.localGet(object);
    f.i32Eqz();
    f.i32Or();
  }
  t.deoptIf("not a str");
  f.localGet(object);
  f.i32Load16U();
  f.i32Const(T_STR);
  f.i32Ne();
  t.deoptIf("not a str");
  t.state[register] = boxed(T_STR);
  return true;
}

/** Whether a register may hold a str, as far as is known. */
function mayBeStr(t: Translator, register: number): boolean {
  const { kind, type } = t.state[register];
  return (kind === BOXED && (type === 0 || type === T_STR)) || (kind === CONST && type === T_STR);
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
  f.i32Const(CHAR_BYTES);
  f.i32And();
  f.i32Const(1);
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

/** D = R == R or R != R of strs. */
export function compareStrs(t: Translator, op: number): boolean {
  const f = t.f, a = t.operand(1), b = t.operand(2);
  if (op !== Op.EQUAL && op !== Op.NOT_EQUAL) return false;
  if (!mayBeStr(t, a) || !mayBeStr(t, b)) return false;
  guardStr(t, a);
  guardStr(t, b);
  const result = f.newLocal(I32);
  t.pushBoxed(a);
  t.pushBoxed(b);
  f.call(t.support.strEquals);
  if (op === Op.NOT_EQUAL) f.i32Eqz();
  f.localSet(result);
  t.consume(a);
  t.consume(b);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBool(t.operand(0));
  return true;
}

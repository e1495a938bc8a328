/**
 * Calls of functions written in TypeScript: through one trampoline, with the arguments where the frame's registers are;
 * and those that are shorter in line than any call: `len`, `list.append`, `dict.get`, `isinstance`, `ord`, `chr`.
 *
 * @module
 */
import {
  LIST_LENGTH,
  NATIVE_ID,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_DICT,
  T_FLOAT,
  T_INT,
  T_METHOD_DESCRIPTOR,
  T_SET,
  T_STR,
  T_TYPE,
  T_WRAPPER_DESCRIPTOR,
  TUPLE_LENGTH,
  TYPE_INDEX,
  type Value,
} from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import { F64, I32 } from "@orochi/wasm";
import { ANY_STATE, BOXED, CONST, EMPTY, FLOAT, INT, type RegisterState, SMALL_BITS } from "../states.ts";
import { getFromDict } from "./dicts.ts";
import { callDirect } from "./direct.ts";
import { CONTAINER_METHODS } from "./container_methods.ts";
import { fastOrExecute, registerOffset } from "./generic.ts";
import { append, pop } from "./lists.ts";
import { send } from "./generators.ts";
import { answerSmall, characterOf, codeOf } from "./strings.ts";
import { TEXT_METHODS } from "./text_methods.ts";
import { SIZED, SIZED_MASK } from "./runtime_module.ts";
import { REPR_ALONE } from "../host.ts";
import type { Translator } from "./translator.ts";

/** The native that a register is known to hold; 0 if it is something else. */
export function nativeIn(t: Translator, register: number): Value {
  const { kind, type, value } = t.state[register];
  const isNative = type === T_BUILTIN_FUNCTION_OR_METHOD || type === T_METHOD_DESCRIPTOR ||
    type === T_WRAPPER_DESCRIPTOR;
  return kind === CONST && isNative ? value : 0;
}

/** D = native(A+1 if not empty, A+2, ...) */
export function callNative(t: Translator, callable: Value, hasSelf: boolean): void {
  const a = t.operand(1), count = t.operand(2);
  const first = hasSelf ? a + 1 : a + 2, given = hasSelf ? count + 1 : count;
  const name = t.host.nativeName(t.host.i32[(callable + NATIVE_ID) >>> 2]);
  if (name === "len" && given === 1 && lengthOf(t, first)) return;
  if (name === "list.append" && given === 2 && append(t, first, first + 1)) return;
  if (name === "generator.send" && given === 2 && send(t, first, first + 1)) return;
  if (name === "list.pop" && given === 1 && pop(t, first)) return;
  if (name === "isinstance" && given === 2 && isInstance(t, first, first + 1)) return;
  if (name === "dict.get" && (given === 2 || given === 3) && getFromDict(t, first, given)) return;
  if (name === "str.format" && hasSelf && callFormat(t, callable, 0)) return;
  if (name === "repr" && given === 1) return representation(t, first);
  if ((name === "max" || name === "min") && given === 2 && extreme(t, first, name === "max")) return;
  if (name === "chr" && given === 1 && characterOf(t, first)) return;
  if (name === "ord" && given === 1 && codeOf(t, first)) return;
  const math = t.host.mathName(t.host.i32[(callable + NATIVE_ID) >>> 2]);
  if (math === "sqrt" && given === 1) return squareRoot(t, first);
  const f = t.f, { helper } = t.support;
  const isText = name.startsWith("str.");
  const method = isText ? TEXT_METHODS.indexOf(name.slice(4)) : CONTAINER_METHODS.indexOf(name);
  const result = callWithRun(t, first, given, () => {
    f.i32Const(callable);
    pushRun(t, first);
    f.i32Const(given);
    if (method >= 0) f.i32Const(method);
    f.call(method < 0 ? helper.callNative : isText ? helper.textMethod : helper.containerMethod);
  });
  t.vacate(a);
  takeResult(t, result);
}

/**
 * D = format.format(A+2, ... A+1+I), the last ones by the names of a tuple if that is not 0.
 *
 * @returns Whether it was compiled.
 */
export function callFormat(t: Translator, callable: Value, names: Value): boolean {
  const f = t.f, a = t.operand(1), given = t.operand(2) + 1, site = t.host.formatSite();
  if (site === 0) return false;
  const result = callWithRun(t, a + 1, given, () => {
    f.i32Const(callable);
    pushRun(t, a + 1);
    f.i32Const(given - (names === 0 ? 0 : t.host.i32[(names + TUPLE_LENGTH) >>> 2]));
    f.i32Const(names);
    f.i32Const(site);
    f.call(t.support.helper.formatCall);
  });
  t.vacate(a);
  takeResult(t, result);
  return true;
}

/** `str(x)`, `int(x)` or `float(x)`. */
export function callConversion(t: Translator): boolean {
  const f = t.f, a = t.operand(1), { kind, value } = t.state[a], { strOf, intOf, floatOf } = t.support.helper;
  if (kind !== CONST || t.operand(2) !== 1 || t.state[a + 1].kind !== EMPTY) return false;
  const conversions = [[T_STR, strOf], [T_INT, intOf], [T_FLOAT, floatOf]];
  const found = conversions.find(([type]) => value === t.host.i32[(TYPE_TABLE >>> 2) + type]);
  if (found === undefined) return false;
  const result = callWithRun(t, a + 2, 1, () => {
    f.localGet(0);
    f.i32Load(registerOffset(a + 2));
    f.call(found[1]);
  });
  t.vacate(a);
  takeResult(t, result);
  return true;
}

/** D = what a helper makes of A and so many registers in all, of a known type. */
function buildOfRun(t: Translator, helper: number, type: number, count = t.operand(2)): void {
  const f = t.f, a = t.operand(1);
  const result = callWithRun(t, a, count, () => {
    pushRun(t, a);
    f.i32Const(count);
    f.call(helper);
  });
  takeResult(t, result, type);
}

/** D = ''.join(A, ... A+I-1), of strs. */
export function buildString(t: Translator): void {
  buildOfRun(t, t.support.helper.joinStrings, T_STR);
}

/** D = {A, ... A+I-1} */
export function buildSet(t: Translator): void {
  buildOfRun(t, t.support.helper.newSet, T_SET);
}

/** D = {A: A+1, ...} of I pairs. */
export function buildMap(t: Translator): void {
  buildOfRun(t, t.support.helper.newDict, T_DICT, 2 * t.operand(2));
}

/** `repr(x)`. */
function representation(t: Translator, register: number): void {
  const result = callDirect(t, t.support.helper.format, [register], [0, REPR_ALONE]);
  t.vacate(t.operand(1));
  takeResult(t, result);
}

/** `math.sqrt(x)` of a float or a small int. */
function squareRoot(t: Translator, register: number): void {
  const f = t.f, value = f.newLocal(F64);
  t.ensureFloat(register, true);
  t.pushFloat(register);
  f.localTee(value);
  f.f64Const(0);
  f.f64Lt();
  t.deoptIf("negative root");
  t.consume(register);
  t.vacate(t.operand(1));
  f.localGet(value);
  f.f64Sqrt();
  f.releaseLocal(value);
  t.setFloat(t.operand(0));
}

/** `max(x, y)` or `min(x, y)`: of numbers of one kind in locals, or of what turns out to be two small ints. */
function extreme(t: Translator, first: number, isMax: boolean): boolean {
  const f = t.f, second = first + 1, d = t.operand(0), x = t.state[first], y = t.state[second];
  if (t.isInt(x) && t.isInt(y)) {
    for (const register of [first, second]) t.ensureInt(register);
    const bits = Math.max(t.bits(first), t.bits(second));
    for (const register of [second, first, second, first]) t.pushInt(register);
    if (isMax) f.i64GtS();
    else f.i64LtS();
    f.select();
    vacateCall(t, first);
    t.setInt(d, bits);
    return true;
  }
  if (t.isFloat(x) && t.isFloat(y)) {
    const result = f.newLocal(F64);
    // The second one is the answer only if it is beyond the first: one that is not a number is beyond none.
    for (const register of [second, first, second, first]) t.pushFloat(register);
    if (isMax) f.f64Gt();
    else f.f64Lt();
    f.select();
    f.localSet(result);
    for (const register of [first, second]) t.consume(register);
    t.vacate(t.operand(1));
    f.localGet(result);
    f.releaseLocal(result);
    t.setFloat(d);
    return true;
  }
  const maySmall = ({ kind, type, bits }: RegisterState) =>
    kind === INT ? bits <= SMALL_BITS : (kind === BOXED || kind === CONST) && (type === 0 || type === T_INT);
  if (!maySmall(x) || !maySmall(y)) return false;
  const result = f.newLocal(I32), other = f.newLocal(I32);
  fastOrExecute(t, result, (slow) => {
    t.pushBoxed(first);
    f.localTee(result);
    t.pushBoxed(second);
    f.localTee(other);
    f.i32And();
    f.i32Const(1);
    f.i32And();
    f.i32Eqz();
    f.brIf(slow);
    // Tagged ones compare as the numbers do.
    for (const local of [other, result, other, result]) f.localGet(local);
    if (isMax) f.i32GtS();
    else f.i32LtS();
    f.select();
    f.localSet(result);
    vacateCall(t, first);
  });
  f.localGet(result);
  f.releaseLocal(result);
  f.releaseLocal(other);
  t.setBoxed(d);
  return true;
}

/** The registers of a call of two numbers that own nothing are empty. */
function vacateCall(t: Translator, first: number): void {
  for (const register of [first, first + 1, t.operand(1)]) t.vacate(register);
}

/** Pushes the address of a register in the frame. */
export function pushRun(t: Translator, first: number): void {
  t.f.localGet(0);
  t.f.i32Const(registerOffset(first));
  t.f.i32Add();
}

/** What was called gave D, of a known type if not 0; it raised if D is 0. The local is released. */
export function takeResult(t: Translator, result: number, type = 0): void {
  t.f.localGet(result);
  t.f.i32Eqz();
  t.raisedIf();
  t.f.localGet(result);
  t.f.releaseLocal(result);
  t.setBoxed(t.operand(0), type);
}

/**
 * Calls with the values of a run of registers side by side in the frame, and drops them.
 *
 * @param call Writes the call, which leaves a Value.
 * @returns A new local with that.
 */
export function callWithRun(t: Translator, first: number, given: number, call: () => void): number {
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
  call();
  f.localSet(result);
  t.forget();
  for (let k = 0; k < given; k++) t.vacate(first + k);
  for (const { local, state } of values) {
    t.dropLocal(local, state);
    f.releaseLocal(local);
  }
  return result;
}

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
  return answerSmall(t, register, length);
}

/** `isinstance(x, C)`: true at once where C is known and the type of x; else as ever. */
function isInstance(t: Translator, register: number, type: number): boolean {
  const f = t.f, i32 = t.host.i32, { kind, value } = t.state[type];
  if (t.state[register].kind !== BOXED) return false;
  if (kind === BOXED) {
    const result = callDirect(t, t.support.helper.isInstance, [register, type]);
    t.vacate(t.operand(1));
    f.localGet(result);
    f.i32Const(0);
    f.i32LtS();
    t.raisedIf();
    f.localGet(result);
    f.releaseLocal(result);
    t.setBool(t.operand(0));
    return true;
  }
  if (kind !== CONST || t.state[type].type !== T_TYPE) return false;
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

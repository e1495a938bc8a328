/**
 * Operators: ints in i64, floats in f64, everything else through the interpreter's own code.
 *
 * @module
 */
import { INT_LIMBS, INT_SIZE, isSmallInt, T_FLOAT, T_INT } from "@orochi/object";
import {
  FEEDBACK_BIGINT,
  FEEDBACK_BOOL,
  FEEDBACK_FLOAT,
  FEEDBACK_INT,
  FEEDBACK_STR,
  LENGTHS,
  Op,
} from "@orochi/vm/bytecode";
import { BOOL, BOXED, CONST, FULL_BITS, INT } from "../states.ts";
import { F64, type FunctionBuilder, I32, I64 } from "@orochi/wasm";
import { binaryDirect, compareDirect } from "./direct.ts";
import { executeGeneric } from "./generic.ts";
import { compareStrs } from "./strings.ts";
import type { Translator } from "./translator.ts";

const INTS = FEEDBACK_INT | FEEDBACK_BOOL;
const FIRST_INPLACE = Op.INPLACE_ADD;

/** Bits beyond which a sum or product needs a check. */
const SAFE_BITS = FULL_BITS - 1;

/** How an instruction's operands are treated. */
type Mode = "int" | "float" | "mixed" | "generic";

/** Chooses by what is known of the operands, then by what was seen. */
function mode(t: Translator, a: number, b: number, seen: number): Mode {
  const x = t.state[a], y = t.state[b];
  const intX = t.isInt(x) || x.kind === BOOL, intY = t.isInt(y) || y.kind === BOOL;
  if (intX && intY) return "int";
  if (t.isFloat(x) && t.isFloat(y)) return "float";
  const openX = x.kind === BOXED && x.type === 0, openY = y.kind === BOXED && y.type === 0;
  const fitsInt = (intX || openX) && (intY || openY);
  const fitsFloat = (t.isFloat(x) || openX) && (t.isFloat(y) || openY);
  if (seen !== 0 && (seen & ~(INTS | FEEDBACK_BIGINT)) === 0 && fitsInt) return "int";
  if (seen === FEEDBACK_FLOAT && fitsFloat) return "float";
  // One float makes the result a float; then the other may be either.
  const oneFloat = t.isFloat(x) || t.isFloat(y);
  const usable = (fit: boolean, isInt: boolean, open: boolean) => fit || isInt || open;
  if (
    oneFloat && usable(t.isFloat(x), intX, openX) && usable(t.isFloat(y), intY, openY) &&
    (seen & ~(INTS | FEEDBACK_FLOAT)) === 0 && seen !== 0
  ) return "mixed";
  return "generic";
}

/** Which unboxed form an instruction wants its operands in, for loads that feed it: "int", "float" or null. */
export function wantedForm(op: number, seen: number): "int" | "float" | null {
  const base = op >= FIRST_INPLACE && op < Op.NEGATIVE ? op - FIRST_INPLACE + Op.ADD : op;
  const numeric = (base >= Op.ADD && base <= Op.OR) || base === Op.NEGATIVE ||
    (base >= Op.LESS && base <= Op.GREATER_EQUAL);
  if (!numeric || seen === 0) return null;
  if ((seen & ~INTS) === 0) return "int";
  return seen === FEEDBACK_FLOAT ? "float" : null;
}

/** D = R op R. */
export function binary(t: Translator, op: number): void {
  const base = op >= FIRST_INPLACE && op < Op.NEGATIVE ? op - FIRST_INPLACE + Op.ADD : op;
  const d = t.operand(0), a = t.operand(1), b = t.operand(2);
  const seen = t.feedback(3);
  let how = mode(t, a, b, seen);
  if (how === "int" && (base === Op.POWER || base === Op.MATRIX_MULTIPLY)) how = "generic";
  if (
    (how === "float" || how === "mixed") && base !== Op.ADD && base !== Op.SUBTRACT && base !== Op.MULTIPLY &&
    base !== Op.TRUE_DIVIDE && !(base === Op.POWER && (exponent(t, b) === 2 || exponent(t, b) === 0.5))
  ) how = "generic";
  if (how === "int" && !intOperator(t, base, d, a, b)) how = "generic";
  else if (how === "float" || how === "mixed") floatOperator(t, base, d, a, b, how === "mixed");
  if (how === "generic") binaryDirect(t, op);
}

/** A constant exponent; NaN if there is none. x ** 2 is x * x and x ** 0.5 is the square root, both rightly rounded. */
function exponent(t: Translator, b: number): number {
  const state = t.state[b];
  return state.kind === CONST && (isSmallInt(state.value) || state.type === T_FLOAT)
    ? t.constantNumber(state)
    : NaN;
}

function floatOperator(t: Translator, op: number, d: number, a: number, b: number, mixed: boolean): void {
  const f = t.f;
  t.ensureFloat(a, mixed);
  t.ensureFloat(b, mixed);
  if (op === Op.TRUE_DIVIDE) {
    const y = t.state[b];
    if (y.kind !== CONST || t.constantNumber(y) === 0) {
      t.pushFloat(b);
      f.f64Const(0);
      f.f64Eq();
      t.deoptIf("zero divisor");
    }
  }
  const root = op === Op.POWER && exponent(t, b) === 0.5;
  if (root) {
    // Of a negative number it is complex; infinity and NaN are left to the interpreter with it.
    t.pushFloat(a);
    f.f64Const(0);
    f.f64Ge();
    f.i32Eqz();
    t.deoptIf("negative root");
  }
  t.pushFloat(a);
  if (root) {
    // -0.0 ** 0.5 is 0.0.
    f.f64Const(0);
    f.f64Add();
  } else if (op === Op.POWER) t.pushFloat(a);
  else t.pushFloat(b);
  if (root) f.f64Sqrt();
  else {switch (op) {
      case Op.ADD:
        f.f64Add();
        break;
      case Op.SUBTRACT:
        f.f64Sub();
        break;
      case Op.TRUE_DIVIDE:
        f.f64Div();
        break;
      default:
        f.f64Mul();
    }}
  const result = f.newLocal(F64);
  f.localSet(result);
  t.consume(a);
  t.consume(b);
  f.localGet(result);
  f.releaseLocal(result);
  t.setFloat(d);
}

/** Ints of up to 63 bits. False: not an operation that is done in line. */
function intOperator(t: Translator, op: number, d: number, a: number, b: number): boolean {
  const f = t.f;
  const shift = op === Op.LEFT_SHIFT || op === Op.RIGHT_SHIFT;
  if (shift && !constantShift(t, b)) return false;
  if (op === Op.AND || op === Op.OR || op === Op.XOR) {
    // Of two bools these give a bool.
    if (t.state[a].kind === BOOL && t.state[b].kind === BOOL) return false;
  }
  const wide = (t.feedback(3) & FEEDBACK_BIGINT) !== 0;
  t.ensureInt(a, wide);
  t.ensureInt(b, wide);
  const x = t.bits(a), y = t.bits(b);
  let bits = FULL_BITS;
  switch (op) {
    case Op.ADD:
    case Op.SUBTRACT:
      bits = addSubtract(t, op, a, b, Math.max(x, y) + 1);
      break;
    case Op.MULTIPLY:
      bits = multiply(t, a, b, x + y);
      break;
    case Op.AND: {
      t.pushInt(a);
      t.pushInt(b);
      f.i64And();
      const mask = positiveConstantBits(t, a, b);
      bits = mask >= 0 ? mask : Math.max(x, y);
      break;
    }
    case Op.OR:
    case Op.XOR:
      t.pushInt(a);
      t.pushInt(b);
      if (op === Op.OR) f.i64Or();
      else f.i64Xor();
      bits = Math.max(x, y);
      break;
    case Op.LEFT_SHIFT: {
      const by = t.state[b].value >> 1;
      bits = x + by;
      if (bits > SAFE_BITS) return false;
      t.pushInt(a);
      f.i64Const(by);
      f.i64Shl();
      break;
    }
    case Op.RIGHT_SHIFT: {
      const by = t.state[b].value >> 1;
      t.pushInt(a);
      f.i64Const(by);
      f.i64ShrS();
      bits = Math.max(1, x - by);
      break;
    }
    case Op.TRUE_DIVIDE:
      if (x > 53 || y > 53) return false;
      zeroCheck(t, b);
      t.pushInt(a);
      f.f64ConvertI64S();
      t.pushInt(b);
      f.f64ConvertI64S();
      f.f64Div();
      t.consume(a);
      t.consume(b);
      t.setFloat(d);
      return true;
    case Op.FLOOR_DIVIDE:
      zeroCheck(t, b);
      if (x > SAFE_BITS) {
        t.pushInt(a);
        f.i64Const(-(2n ** 63n));
        f.i64Eq();
        t.deoptIf("int overflow");
      }
      floorDivide(t, a, b);
      bits = Math.min(FULL_BITS, x + 1);
      break;
    case Op.REMAINDER:
      zeroCheck(t, b);
      floorRemainder(t, a, b);
      bits = y;
      break;
    default:
      return false;
  }
  // Consumed ints own nothing, so that the value may wait on the stack.
  t.consume(a);
  t.consume(b);
  t.setInt(d, bits);
  return true;
}

function constantShift(t: Translator, b: number): boolean {
  const state = t.state[b];
  return state.kind === CONST && isSmallInt(state.value) && state.value >> 1 >= 0 && state.value >> 1 < 63;
}

/** x & mask with a constant mask of n bits, not negative, has n bits; -1 without one. */
function positiveConstantBits(t: Translator, a: number, b: number): number {
  for (const register of [a, b]) {
    const state = t.state[register];
    if (state.kind === CONST && state.value >> 1 >= 0) return t.bits(register);
    if (t.literal.pc === t.pc && t.literal.register === register) return t.literal.bits;
  }
  return -1;
}

/**
 * D = a constant that is an object and not longer than what is computed with, where the next instruction is arithmetic that
 * wants it as a number: such are the factors and masks of random numbers and hashes. False: nothing was written.
 */
export function loadLargeConstant(t: Translator): boolean {
  const { words, blockAt, cache } = t.code, { i32 } = t.host;
  const d = t.operand(0), value = t.operand(1), next = t.pc + LENGTHS[Op.LOAD_CONST], op = words[next];
  if (isSmallInt(value) || (i32[value >>> 2] & 0xffff) !== T_INT || !t.isTemporary(d)) return false;
  const isBinary = op >= Op.ADD && op <= Op.INPLACE_MATRIX_MULTIPLY;
  if ((!isBinary && !(op >= Op.LESS && op <= Op.GREATER_EQUAL)) || blockAt.has(next)) return false;
  const seen = t.host.ic()[cache + words[next + 4]];
  if (t.avoid.has(next) || seen === 0 || (seen & ~(INTS | FEEDBACK_BIGINT)) !== 0) return false;
  if (words[next + 2] !== d && words[next + 3] !== d) return false;
  const size = i32[(value + INT_SIZE) >>> 2], first = (value + INT_LIMBS) >>> 2;
  if (Math.abs(size) > 2) return false;
  const high = Math.abs(size) === 2 ? BigInt(i32[first + 1] >>> 0) << 32n : 0n;
  const magnitude = high | BigInt(i32[first] >>> 0), bits = magnitude.toString(2).length;
  if (bits > SAFE_BITS) return false;
  t.f.i64Const(size < 0 ? -magnitude : magnitude);
  t.setInt(d, bits);
  t.literal = { pc: next, register: d, bits: size < 0 ? -1 : bits };
  return true;
}

function addSubtract(t: Translator, op: number, a: number, b: number, bits: number): number {
  const f = t.f;
  t.pushInt(a);
  t.pushInt(b);
  if (op === Op.ADD) f.i64Add();
  else f.i64Sub();
  if (bits <= SAFE_BITS) return bits;
  const result = f.newLocal(I64);
  f.localSet(result);
  // Overflow: the operands' signs (of a and of b, or not b) are alike and the result's is another.
  t.pushInt(a);
  f.localGet(result);
  f.i64Xor();
  if (op === Op.ADD) {
    t.pushInt(b);
    f.localGet(result);
  } else {
    t.pushInt(a);
    t.pushInt(b);
  }
  f.i64Xor();
  f.i64And();
  f.i64Const(0);
  f.i64LtS();
  t.deoptIf("int overflow");
  f.localGet(result);
  f.releaseLocal(result);
  return FULL_BITS;
}

function multiply(t: Translator, a: number, b: number, bits: number): number {
  const f = t.f;
  if (bits > SAFE_BITS) {
    // The rounded product tells: beyond 2^62 the interpreter multiplies.
    t.pushInt(a);
    f.f64ConvertI64S();
    t.pushInt(b);
    f.f64ConvertI64S();
    f.f64Mul();
    f.f64Abs();
    f.f64Const(2 ** 62);
    f.f64Gt();
    t.deoptIf("int overflow");
  }
  t.pushInt(a);
  t.pushInt(b);
  f.i64Mul();
  return Math.min(bits, SAFE_BITS + 1);
}

function zeroCheck(t: Translator, b: number): void {
  const state = t.state[b];
  if (state.kind === CONST && state.value >> 1 !== 0) return;
  t.pushInt(b);
  t.f.i64Eqz();
  t.deoptIf("zero divisor");
}

function powerOfTwo(t: Translator, b: number): number {
  const state = t.state[b];
  const value = state.kind === CONST ? state.value >> 1 : 0;
  return value > 0 && (value & (value - 1)) === 0 ? 31 - Math.clz32(value) : -1;
}

/** Pushes whether a truncated remainder is not zero and has another sign than the divisor: Python's has the same. */
function pushWrongSign(f: FunctionBuilder, rest: number, divisor: number, narrow: boolean): void {
  f.localGet(rest);
  f.localGet(divisor);
  if (narrow) {
    f.i32Xor();
    f.i32Const(0);
    f.i32LtS();
    f.localGet(rest);
    f.i32Eqz();
  } else {
    f.i64Xor();
    f.i64Const(0);
    f.i64LtS();
    f.localGet(rest);
    f.i64Eqz();
  }
  f.i32Eqz();
  f.i32And();
}

function floorDivide(t: Translator, a: number, b: number): void {
  const f = t.f, shift = powerOfTwo(t, b);
  if (shift >= 0) {
    t.pushInt(a);
    f.i64Const(shift);
    return f.i64ShrS();
  }
  // Truncated quotient, less one where the remainder's sign is not the divisor's.
  const narrow = t.bits(a) < 31 && t.bits(b) < 31;
  const type = narrow ? I32 : I64;
  const x = f.newLocal(type), y = f.newLocal(type), quotient = f.newLocal(type), rest = f.newLocal(type);
  loadOperands(t, a, b, x, y, narrow);
  f.localGet(x);
  f.localGet(y);
  if (narrow) f.i32DivS();
  else f.i64DivS();
  f.localSet(quotient);
  f.localGet(quotient);
  f.localGet(x);
  f.localGet(quotient);
  f.localGet(y);
  if (narrow) {
    f.i32Mul();
    f.i32Sub();
    f.localSet(rest);
    pushWrongSign(f, rest, y, narrow);
    f.i32Sub();
    f.i64ExtendI32S();
  } else {
    f.i64Mul();
    f.i64Sub();
    f.localSet(rest);
    pushWrongSign(f, rest, y, narrow);
    f.i64ExtendI32U();
    f.i64Sub();
  }
  for (const local of [x, y, quotient, rest]) f.releaseLocal(local);
}

function loadOperands(t: Translator, a: number, b: number, x: number, y: number, narrow: boolean): void {
  t.pushInt(a);
  if (narrow) t.f.i32WrapI64();
  t.f.localSet(x);
  t.pushInt(b);
  if (narrow) t.f.i32WrapI64();
  t.f.localSet(y);
}

function floorRemainder(t: Translator, a: number, b: number): void {
  const f = t.f, shift = powerOfTwo(t, b);
  if (shift >= 0) {
    t.pushInt(a);
    f.i64Const(2 ** shift - 1);
    return f.i64And();
  }
  const narrow = t.bits(a) < 31 && t.bits(b) < 31;
  const type = narrow ? I32 : I64;
  const x = f.newLocal(type), y = f.newLocal(type), rest = f.newLocal(type);
  loadOperands(t, a, b, x, y, narrow);
  f.localGet(x);
  f.localGet(y);
  if (narrow) f.i32RemS();
  else f.i64RemS();
  f.localTee(rest);
  f.localGet(y);
  // Plus the divisor where the remainder is not zero and has the other sign.
  if (narrow) {
    f.i32Const(0);
    pushWrongSign(f, rest, y, narrow);
    f.select();
    f.i32Add();
    f.i64ExtendI32S();
  } else {
    f.i64Const(0);
    pushWrongSign(f, rest, y, narrow);
    f.select();
    f.i64Add();
  }
  for (const local of [x, y, rest]) f.releaseLocal(local);
}

/** D = R compared to R. */
export function compare(t: Translator, op: number): void {
  const f = t.f, d = t.operand(0), a = t.operand(1), b = t.operand(2);
  const how = mode(t, a, b, t.feedback(3));
  if (how === "int") {
    const wide = (t.feedback(3) & FEEDBACK_BIGINT) !== 0;
    t.ensureInt(a, wide);
    t.ensureInt(b, wide);
    t.pushInt(a);
    t.pushInt(b);
    if (op === Op.LESS) f.i64LtS();
    else if (op === Op.LESS_EQUAL) f.i64LeS();
    else if (op === Op.EQUAL) f.i64Eq();
    else if (op === Op.NOT_EQUAL) f.i64Ne();
    else if (op === Op.GREATER) f.i64GtS();
    else f.i64GeS();
  } else if (how === "float" || (how === "mixed" && exactMixed(t, a) && exactMixed(t, b))) {
    t.ensureFloat(a, how === "mixed");
    t.ensureFloat(b, how === "mixed");
    t.pushFloat(a);
    t.pushFloat(b);
    if (op === Op.LESS) f.f64Lt();
    else if (op === Op.LESS_EQUAL) f.f64Le();
    else if (op === Op.EQUAL) f.f64Eq();
    else if (op === Op.NOT_EQUAL) f.f64Ne();
    else if (op === Op.GREATER) f.f64Gt();
    else f.f64Ge();
  } else if (t.feedback(3) === FEEDBACK_STR && !t.avoid.has(t.pc) && compareStrs(t, op)) return;
  else return compareDirect(t, op);
  const result = f.newLocal(I32);
  f.localSet(result);
  t.consume(a);
  t.consume(b);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBool(d);
}

/** Python compares an int and a float exactly: as floats only ints that a float can hold. */
function exactMixed(t: Translator, register: number): boolean {
  const state = t.state[register];
  return state.kind !== INT || state.bits <= 53;
}

/** D = -R, +R or ~R. */
export function unary(t: Translator, op: number): void {
  const f = t.f, d = t.operand(0), a = t.operand(1);
  const how = mode(t, a, a, t.feedback(2));
  if (how === "float" && op !== Op.INVERT) {
    t.ensureFloat(a, false);
    t.pushFloat(a);
    if (op === Op.NEGATIVE) f.f64Neg();
    const result = f.newLocal(F64);
    f.localSet(result);
    t.consume(a);
    f.localGet(result);
    f.releaseLocal(result);
    return t.setFloat(d);
  }
  if (how !== "int" || t.state[a].kind === BOOL) return executeGeneric(t);
  t.ensureInt(a, (t.feedback(2) & FEEDBACK_BIGINT) !== 0);
  const bits = t.bits(a);
  if (bits > SAFE_BITS) return executeGeneric(t);
  if (op === Op.NEGATIVE) f.i64Const(0);
  t.pushInt(a);
  if (op === Op.NEGATIVE) f.i64Sub();
  else if (op === Op.INVERT) {
    f.i64Const(-1);
    f.i64Xor();
  }
  t.consume(a);
  t.setInt(d, op === Op.NEGATIVE ? bits + 1 : bits);
}

/**
 * The operations that both a Decimal and a Context have as methods, in one table each by what they take.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { method, type NativeDefinition, type Vm } from "@orochi/vm";
import {
  add,
  divide,
  divideWhole,
  multiply,
  multiplyAdd,
  remainder,
  remainderNear,
  squareRoot,
  subtract,
} from "./arithmetic.ts";
import type { Context } from "./context.ts";
import {
  absolute,
  compare,
  compareSignal,
  compareTotal,
  isNormal,
  isSubnormal,
  largest,
  largestMagnitude,
  logB,
  logicalAnd,
  logicalInvert,
  logicalOr,
  logicalXor,
  minus,
  nextMinus,
  nextPlus,
  nextToward,
  numberClass,
  plus,
  quantize,
  reduce,
  rotate,
  sameQuantum,
  scaleB,
  shift,
  smallest,
  smallestMagnitude,
  toWhole,
} from "./functions.ts";
import { type Decimal, ofInt, SIGNALING } from "./number.ts";
import { contextArgument, newDecimal, numberOf, operate, requireOperand, settingsOf } from "./objects.ts";
import { decimalLogarithm, exponential, naturalLogarithm } from "./transcendental.ts";

/** An operation on one number. */
type Unary = (a: Decimal, context: Context) => Decimal;
/** An operation on two numbers. */
type Binary = (a: Decimal, b: Decimal, context: Context) => Decimal;

/** One number in, one out. */
const UNARY: Readonly<Record<string, Unary>> = {
  exp: exponential,
  ln: naturalLogarithm,
  log10: decimalLogarithm,
  logb: logB,
  logical_invert: logicalInvert,
  next_minus: nextMinus,
  next_plus: nextPlus,
  normalize: reduce,
  sqrt: squareRoot,
};

/** Two numbers in, one out. */
const BINARY: Readonly<Record<string, Binary>> = {
  compare,
  compare_signal: compareSignal,
  logical_and: logicalAnd,
  logical_or: logicalOr,
  logical_xor: logicalXor,
  max: largest,
  max_mag: largestMagnitude,
  min: smallest,
  min_mag: smallestMagnitude,
  next_toward: nextToward,
  remainder_near: remainderNear,
  rotate,
  scaleb: scaleB,
  shift,
};

/** Two numbers in, one out, without signals. */
const SILENT: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal>> = {
  compare_total: (a, b) => ofInt(BigInt(compareTotal(a, b))),
  compare_total_mag: (a, b) => ofInt(BigInt(compareTotal(a.withSign(0), b.withSign(0)))),
  copy_sign: (a, b) => a.withSign(b.sign),
};

/** Questions that need no context. */
const PLAIN_TESTS: Readonly<Record<string, (a: Decimal) => boolean>> = {
  is_canonical: () => true,
  is_finite: (a) => a.isFinite,
  is_infinite: (a) => a.isInfinite,
  is_nan: (a) => a.isNaN,
  is_qnan: (a) => a.isNaN && a.kind !== SIGNALING,
  is_signed: (a) => a.sign === 1,
  is_snan: (a) => a.kind === SIGNALING,
  is_zero: (a) => a.isZero,
};

/** Questions about a context's range. */
const RANGE_TESTS: Readonly<Record<string, (a: Decimal, context: Context) => boolean>> = {
  is_normal: isNormal,
  is_subnormal: isSubnormal,
};

/** Operations that a Context has under names of its own, a Decimal as operators. */
const CONTEXT_UNARY: Readonly<Record<string, Unary>> = {
  abs: absolute,
  minus,
  plus,
  to_integral_exact: (a, context) => toWhole(a, context, true),
  to_integral: (a, context) => toWhole(a, context, false),
  to_integral_value: (a, context) => toWhole(a, context, false),
};
const CONTEXT_BINARY: Readonly<Record<string, Binary>> = {
  add,
  subtract,
  multiply,
  divide,
  divide_int: divideWhole,
  remainder,
  quantize,
};

/** Copies that change the sign at most. */
const COPIES: Readonly<Record<string, (a: Decimal) => Decimal>> = {
  copy_abs: (a) => a.withSign(0),
  copy_negate: (a) => a.withSign(a.sign ^ 1),
};

function defineAll<Behaviour>(
  table: Readonly<Record<string, Behaviour>>,
  parameters: string,
  behave: (vm: Vm, a: number, behaviour: Behaviour) => Value,
): NativeDefinition[] {
  return Object.entries(table).map(([name, behaviour]) =>
    method(name, `($self${parameters})`, (vm, a) => behave(vm, a, behaviour))
  );
}

/** Methods of Decimal that the tables say. */
export function decimalTableMethods(): NativeDefinition[] {
  return [
    ...defineAll(UNARY, ", /, context=None", (vm, a, run) => {
      const context = contextArgument(vm, vm.i32[a + 1]);
      return context === 0 ? 0 : operate(vm, context, (work) => run(numberOf(vm, vm.i32[a]), work));
    }),
    ...defineAll(BINARY, ", /, other, context=None", (vm, a, run) => {
      const context = contextArgument(vm, vm.i32[a + 2]);
      const other = context === 0 ? null : requireOperand(vm, vm.i32[a + 1]);
      return other === null ? 0 : operate(vm, context, (work) => run(numberOf(vm, vm.i32[a]), other, work));
    }),
    ...defineAll(SILENT, ", /, other, context=None", (vm, a, run) => {
      const context = contextArgument(vm, vm.i32[a + 2]);
      const other = context === 0 ? null : requireOperand(vm, vm.i32[a + 1]);
      return other === null ? 0 : newDecimal(vm, run(numberOf(vm, vm.i32[a]), other));
    }),
    ...defineAll(PLAIN_TESTS, ", /", (vm, a, test) => vm.bool(test(numberOf(vm, vm.i32[a])))),
    ...defineAll(RANGE_TESTS, ", /, context=None", (vm, a, test) => {
      const context = contextArgument(vm, vm.i32[a + 1]);
      return context === 0 ? 0 : vm.bool(test(numberOf(vm, vm.i32[a]), settingsOf(vm, context)));
    }),
    ...defineAll(COPIES, ", /", (vm, a, run) => newDecimal(vm, run(numberOf(vm, vm.i32[a])))),
    method("same_quantum", "($self, /, other, context=None)", (vm, a) => {
      const context = contextArgument(vm, vm.i32[a + 2]);
      const other = context === 0 ? null : requireOperand(vm, vm.i32[a + 1]);
      return other === null ? 0 : vm.bool(sameQuantum(numberOf(vm, vm.i32[a]), other));
    }),
    method("fma", "($self, /, other, third, context=None)", (vm, a) => {
      const context = contextArgument(vm, vm.i32[a + 3]);
      const other = context === 0 ? null : requireOperand(vm, vm.i32[a + 1]);
      const third = other === null ? null : requireOperand(vm, vm.i32[a + 2]);
      if (other === null || third === null) return 0;
      return operate(vm, context, (work) => multiplyAdd(numberOf(vm, vm.i32[a]), other, third, work));
    }),
    method("number_class", "($self, /, context=None)", (vm, a) => {
      const context = contextArgument(vm, vm.i32[a + 1]);
      return context === 0 ? 0 : vm.newStr(numberClass(numberOf(vm, vm.i32[a]), settingsOf(vm, context)));
    }),
  ];
}

/** Methods of Context that the tables say. */
export function contextTableMethods(): NativeDefinition[] {
  return [
    ...defineAll({ ...UNARY, ...CONTEXT_UNARY }, ", x, /", (vm, a, run) => {
      const x = requireOperand(vm, vm.i32[a + 1]);
      return x === null ? 0 : operate(vm, vm.i32[a], (work) => run(x, work));
    }),
    ...defineAll({ ...BINARY, ...CONTEXT_BINARY }, ", x, y, /", (vm, a, run) => {
      const x = requireOperand(vm, vm.i32[a + 1]), y = x === null ? null : requireOperand(vm, vm.i32[a + 2]);
      return x === null || y === null ? 0 : operate(vm, vm.i32[a], (work) => run(x, y, work));
    }),
    ...defineAll(SILENT, ", x, y, /", (vm, a, run) => {
      const x = requireOperand(vm, vm.i32[a + 1]), y = x === null ? null : requireOperand(vm, vm.i32[a + 2]);
      return x === null || y === null ? 0 : newDecimal(vm, run(x, y));
    }),
    ...defineAll({ ...PLAIN_TESTS, ...RANGE_TESTS }, ", x, /", (vm, a, test) => {
      const x = requireOperand(vm, vm.i32[a + 1]);
      return x === null ? 0 : vm.bool(test(x, settingsOf(vm, vm.i32[a])));
    }),
    ...defineAll(COPIES, ", x, /", (vm, a, run) => {
      const x = requireOperand(vm, vm.i32[a + 1]);
      return x === null ? 0 : newDecimal(vm, run(x));
    }),
    method("same_quantum", "($self, x, y, /)", (vm, a) => {
      const x = requireOperand(vm, vm.i32[a + 1]), y = x === null ? null : requireOperand(vm, vm.i32[a + 2]);
      return x === null || y === null ? 0 : vm.bool(sameQuantum(x, y));
    }),
    method("fma", "($self, x, y, z, /)", (vm, a) => {
      const [x, y, z] = [1, 2, 3].map((k) => vm.failed() ? null : requireOperand(vm, vm.i32[a + k]));
      if (x === null || y === null || z === null) return 0;
      return operate(vm, vm.i32[a], (work) => multiplyAdd(x, y, z, work));
    }),
    method("number_class", "($self, x, /)", (vm, a) => {
      const x = requireOperand(vm, vm.i32[a + 1]);
      return x === null ? 0 : vm.newStr(numberClass(x, settingsOf(vm, vm.i32[a])));
    }),
  ];
}

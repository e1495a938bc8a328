/**
 * `decimal.Decimal`.
 *
 * @module
 */
import { DECIMAL_BYTES, NONE, NOT_IMPLEMENTED, T_DECIMAL, type Value } from "@orochi/object";
import {
  classMethod,
  ensureModule,
  method,
  type NativeDefinition,
  newMethod,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { add, divide, divideBoth, divideWhole, multiply, remainder, subtract } from "./arithmetic.ts";
import { comparisons } from "./comparing.ts";
import { type Context, HALF_EVEN, ROUNDINGS } from "./context.ts";
import { exactNumber, isFloat, ofDouble } from "./conversions.ts";
import { type Conventions, formatDecimal } from "./format.ts";
import { absolute, minus, plus, quantize, rescale, toWhole } from "./functions.ts";
import { decimalTableMethods } from "./methods.ts";
import { Decimal, INFINITE, QUIET, SIGNALING, tenTo, zero } from "./number.ts";
import {
  capitalsOf,
  contextArgument,
  currentContext,
  newDecimal,
  newDecimalOf,
  numberOf,
  operand,
  operate,
  requireOperand,
  settingsOf,
  signal,
} from "./objects.ts";
import { classOf } from "./signals.ts";
import { toText } from "./text.ts";
import { power, powerModulo } from "./transcendental.ts";

/** The number of a rounding argument; -1 with TypeError set. */
export function roundingOf(vm: Vm, value: Value): number {
  const rounding = vm.isStr(value) ? ROUNDINGS.indexOf(vm.js(value)) : -1;
  if (rounding < 0) {
    vm.raiseType(
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
    );
  }
  return rounding;
}

/** `Decimal(value, context)` of a class. */
function construct(vm: Vm, type: Value, value: Value, contextValue: Value): Value {
  const context = contextArgument(vm, contextValue);
  if (context === 0) return 0;
  const exact = vm.typeObject(T_DECIMAL);
  if (value !== 0 && type === exact && vm.typeOf(value) === exact) return vm.keep(value);
  const number = value === 0 ? zero(0, 0) : exactNumber(vm, value, context);
  return number === null ? 0 : newDecimalOf(vm, type, number);
}

/** `Decimal.from_float` and `from_number`: of a class, with its own constructor where it is a subclass. */
function ofNumber(vm: Vm, type: Value, number: Decimal): Value {
  const made = newDecimal(vm, number);
  if (made === 0 || type === vm.typeObject(T_DECIMAL)) return made;
  const converted = vm.call(type, made);
  vm.decref(made);
  return converted;
}

/** An operator and its reflection. */
function operator(
  name: string,
  run: (vm: Vm, context: Value, a: Decimal, b: Decimal) => Value,
): NativeDefinition[] {
  const call = (vm: Vm, first: Value, second: Value) => {
    const a = operand(vm, first), b = a === null ? null : operand(vm, second);
    if (a === null || b === null) return NOT_IMPLEMENTED;
    const context = currentContext(vm);
    return context === 0 ? 0 : run(vm, context, a, b);
  };
  return [
    slot(`__${name}__`, "($self, value, /)", (vm, a) => call(vm, vm.i32[a], vm.i32[a + 1])),
    slot(`__r${name}__`, "($self, value, /)", (vm, a) => call(vm, vm.i32[a + 1], vm.i32[a])),
  ];
}

function plainOperator(
  name: string,
  run: (a: Decimal, b: Decimal, context: Context) => Decimal,
): NativeDefinition[] {
  return operator(name, (vm, context, a, b) => operate(vm, context, (work) => run(a, b, work)));
}

/** Two results of one operation. */
export function bothOf(vm: Vm, context: Value, a: Decimal, b: Decimal): Value {
  const work = settingsOf(vm, context);
  const [quotient, rest] = divideBoth(a, b, work);
  if (!signal(vm, context, work.status)) return 0;
  return vm.newTuple([newDecimal(vm, quotient), newDecimal(vm, rest)]);
}

function unary(name: string, run: (a: Decimal, context: Context) => Decimal): NativeDefinition {
  return slot(name, "($self, /)", (vm, a) => {
    const context = currentContext(vm);
    return context === 0 ? 0 : operate(vm, context, (work) => run(numberOf(vm, vm.i32[a]), work));
  });
}

/** A finite number as an int, rounded; 0 with an exception set for others. */
function toInt(vm: Vm, value: Value, rounding: number): Value {
  const number = numberOf(vm, value);
  if (number.kind >= QUIET) return vm.raiseValue("cannot convert NaN to integer");
  if (number.kind === INFINITE) return vm.raise("OverflowError", "cannot convert Infinity to integer");
  if (number.exponent > MOST_DIGITS) return vm.raiseMemory();
  const { coefficient, sign } = rescale(number, 0, rounding);
  return vm.newBigInt(sign === 1 ? -coefficient : coefficient);
}

/** Digits beyond which no int is made. */
const MOST_DIGITS = 3e8;

const DOWN_ROUNDING = 1, CEILING_ROUNDING = 2, FLOOR_ROUNDING = 3;

function round(vm: Vm, self: Value, digits: Value): Value {
  if (digits === 0) return toInt(vm, self, HALF_EVEN);
  if (!vm.isInt(digits)) return vm.raiseType("optional arg must be an integer");
  const context = currentContext(vm), exponent = -vm.number(digits);
  if (context === 0) return 0;
  return operate(vm, context, (work) => quantize(numberOf(vm, self), new Decimal(0, 1n, exponent), work));
}

/** `hash(decimal)`: as of the int, float or Fraction of the same value. */
const PRIME = (1n << 61n) - 1n;

function raise(base: bigint, times: bigint): bigint {
  let result = 1n;
  for (; times > 0n; times >>= 1n) {
    if ((times & 1n) === 1n) result = result * base % PRIME;
    base = base * base % PRIME;
  }
  return result;
}

function hashOf(vm: Vm, self: Value): Value {
  const number = numberOf(vm, self);
  if (number.kind === SIGNALING) return vm.raiseType("Cannot hash a signaling NaN value");
  if (number.kind === QUIET) return vm.callMethod(vm.objectType, vm.intern("__hash__"), self);
  if (number.kind === INFINITE) return vm.newInt(number.sign === 1 ? -314159 : 314159);
  const { exponent } = number;
  const base = exponent >= 0 ? 10n : raise(10n, PRIME - 2n);
  const hash = number.coefficient * raise(base, BigInt(Math.abs(exponent))) % PRIME;
  const signed = number.sign === 1 ? -hash : hash;
  return vm.newBigInt(signed === -1n ? -2n : signed);
}

function ratio(vm: Vm, self: Value): Value {
  const number = numberOf(vm, self);
  if (number.kind >= QUIET) return vm.raiseValue("cannot convert NaN to integer ratio");
  if (number.kind === INFINITE) return vm.raise("OverflowError", "cannot convert Infinity to integer ratio");
  if (Math.abs(number.exponent) > MOST_DIGITS) return vm.raiseMemory();
  let top = number.exponent > 0 ? number.coefficient * tenTo(number.exponent) : number.coefficient;
  let bottom = number.exponent < 0 ? tenTo(-number.exponent) : 1n;
  let a = top, b = bottom;
  while (b !== 0n) [a, b] = [b, a % b];
  top /= a;
  bottom /= a;
  return vm.newTuple([vm.newBigInt(number.sign === 1 ? -top : top), vm.newBigInt(bottom)]);
}

function asTuple(vm: Vm, self: Value): Value {
  const number = numberOf(vm, self);
  let exponent: Value;
  if (number.kind === INFINITE) exponent = vm.newStr("F");
  else if (number.kind >= QUIET) exponent = vm.newStr(number.kind === QUIET ? "n" : "N");
  else exponent = vm.newInt(number.exponent);
  const text = number.kind >= QUIET && number.coefficient === 0n ? "" : number.coefficient.toString();
  const digits = vm.newTuple(Array.from(text, (digit) => vm.newInt(Number(digit))));
  const sign = vm.newInt(number.sign);
  const made = digits === 0 || exponent === 0
    ? 0
    : vm.call(classOf(vm, "DecimalTuple"), sign, digits, exponent);
  vm.decref(digits);
  vm.decref(exponent);
  return made;
}

function toFloat(vm: Vm, self: Value): number {
  const number = numberOf(vm, self);
  if (number.kind === SIGNALING) {
    vm.raiseValue("cannot convert signaling NaN to float");
    return NaN;
  }
  if (number.kind === QUIET) return NaN;
  if (number.kind === INFINITE) return number.sign === 1 ? -Infinity : Infinity;
  const magnitude = Number(`${number.coefficient}e${number.exponent}`);
  return number.sign === 1 ? -magnitude : magnitude;
}

/** What `locale.localeconv()` says. */
function localeConventions(vm: Vm): Conventions {
  const locale = ensureModule(vm, "_locale");
  const found = locale === 0 ? 0 : vm.callMethod(locale, vm.intern("localeconv"));
  const text = (name: string) => found === 0 ? "" : vm.js(vm.dictGetStr(found, name));
  const grouping = found === 0 ? 0 : vm.dictGetStr(found, "grouping");
  const sizes = grouping === 0
    ? []
    : Array.from({ length: vm.listLength(grouping) }, (_, i) => vm.number(vm.listItem(grouping, i)));
  const result = { point: text("decimal_point") || ".", separator: text("thousands_sep"), grouping: sizes };
  vm.decref(found);
  vm.decref(locale);
  if (vm.failed()) vm.clearError();
  return result;
}

function format(vm: Vm, self: Value, specification: Value): Value {
  if (!vm.isStr(specification)) return vm.raiseType("format arg must be str");
  const context = currentContext(vm);
  if (context === 0) return 0;
  const { rounding } = settingsOf(vm, context);
  const text = formatDecimal(
    numberOf(vm, self),
    vm.js(specification),
    rounding,
    capitalsOf(vm, context),
    () => localeConventions(vm),
  );
  return text === null ? vm.raiseValue("invalid format string") : vm.newStr(text);
}

function textOf(vm: Vm, self: Value, engineering: boolean, context: Value): string {
  return toText(numberOf(vm, self), engineering, capitalsOf(vm, context) ? "E" : "e");
}

/** The whole-number roundings of Decimal: name, and whether they signal. */
function wholeMethod(name: string, signals: boolean): NativeDefinition {
  return method(name, "($self, /, rounding=None, context=None)", (vm, a) => {
    const context = contextArgument(vm, vm.i32[a + 2]);
    if (context === 0) return 0;
    const given = vm.i32[a + 1];
    const rounding = given === 0 || given === NONE ? null : roundingOf(vm, given);
    if (rounding !== null && rounding < 0) return 0;
    return operate(vm, context, (work) => {
      if (rounding !== null) work.rounding = rounding;
      return toWhole(numberOf(vm, vm.i32[a]), work, signals);
    });
  });
}

/** `pow(a, b, m)` and `a ** b` in its two orders. */
function powerSlot(vm: Vm, base: Value, exponent: Value, modulus: Value): Value {
  const context = currentContext(vm);
  if (context === 0) return 0;
  const a = operand(vm, base), b = a === null ? null : operand(vm, exponent);
  if (a === null || b === null) return NOT_IMPLEMENTED;
  if (modulus === 0 || modulus === NONE) return operate(vm, context, (work) => power(a, b, work));
  const m = operand(vm, modulus);
  return m === null ? NOT_IMPLEMENTED : operate(vm, context, (work) => powerModulo(a, b, m, work));
}

const self = (vm: Vm, a: number) => vm.keep(vm.i32[a]);

/** `decimal.Decimal`. */
export const decimalType: TypeDefinition = {
  index: T_DECIMAL,
  name: "Decimal",
  module: "decimal",
  basicSize: DECIMAL_BYTES,
  subclassable: true,
  doc:
    'Decimal(value="0", context=None): Construct a new Decimal object.\nvalue can be an integer, string, tuple, float or another Decimal object.',
  getset: [
    { name: "real", get: (vm, value) => vm.keep(value) },
    { name: "imag", get: (vm) => newDecimal(vm, zero(0, 0)) },
  ],
  methods: [
    newMethod(
      '($type, value="0", context=None)',
      (vm, a) => construct(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const context = currentContext(vm);
      return context === 0 ? 0 : vm.newStr(`Decimal('${textOf(vm, vm.i32[a], false, context)}')`);
    }),
    slot("__str__", "($self, /)", (vm, a) => {
      const context = currentContext(vm);
      return context === 0 ? 0 : vm.newStr(textOf(vm, vm.i32[a], false, context));
    }),
    slot("__hash__", "($self, /)", (vm, a) => hashOf(vm, vm.i32[a])),
    slot("__bool__", "($self, /)", (vm, a) => vm.bool(!numberOf(vm, vm.i32[a]).isZero)),
    slot("__int__", "($self, /)", (vm, a) => toInt(vm, vm.i32[a], DOWN_ROUNDING)),
    slot("__float__", "($self, /)", (vm, a) => {
      const value = toFloat(vm, vm.i32[a]);
      return vm.failed() ? 0 : vm.newFloat(value);
    }),
    method("__complex__", "($self, /)", (vm, a) => {
      const value = toFloat(vm, vm.i32[a]);
      return vm.failed() ? 0 : vm.newComplex(value, 0);
    }),
    method("__trunc__", "($self, /)", (vm, a) => toInt(vm, vm.i32[a], DOWN_ROUNDING)),
    method("__ceil__", "($self, /)", (vm, a) => toInt(vm, vm.i32[a], CEILING_ROUNDING)),
    method("__floor__", "($self, /)", (vm, a) => toInt(vm, vm.i32[a], FLOOR_ROUNDING)),
    method("__round__", "($self, ndigits=None, /)", (vm, a) => round(vm, vm.i32[a], vm.i32[a + 1])),
    method(
      "__format__",
      "($self, fmtarg, override=None, /)",
      (vm, a) => format(vm, vm.i32[a], vm.i32[a + 1]),
    ),
    method("__copy__", "($self, /)", self),
    method("__deepcopy__", "($self, memo, /)", self),
    method("__reduce__", "($self, /)", (vm, a) => {
      const text = vm.newStr(toText(numberOf(vm, vm.i32[a])));
      return vm.newTuple([vm.keep(vm.typeOf(vm.i32[a])), vm.newTuple([text])]);
    }),
    method("__sizeof__", "($self, /)", (vm) => vm.newInt(DECIMAL_BYTES)),
    unary("__neg__", minus),
    unary("__pos__", plus),
    unary("__abs__", absolute),
    ...plainOperator("add", add),
    ...plainOperator("sub", subtract),
    ...plainOperator("mul", multiply),
    ...plainOperator("truediv", divide),
    ...plainOperator("floordiv", divideWhole),
    ...plainOperator("mod", remainder),
    ...operator("divmod", bothOf),
    slot(
      "__pow__",
      "($self, value, mod=None, /)",
      (vm, a) => powerSlot(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__rpow__",
      "($self, value, mod=None, /)",
      (vm, a) => powerSlot(vm, vm.i32[a + 1], vm.i32[a], vm.i32[a + 2]),
    ),
    ...comparisons(),
    ...decimalTableMethods(),
    wholeMethod("to_integral", false),
    wholeMethod("to_integral_value", false),
    wholeMethod("to_integral_exact", true),
    method("adjusted", "($self, /)", (vm, a) => {
      const number = numberOf(vm, vm.i32[a]);
      return vm.newInt(number.kind === 0 ? number.adjusted : 0);
    }),
    method("as_integer_ratio", "($self, /)", (vm, a) => ratio(vm, vm.i32[a])),
    method("as_tuple", "($self, /)", (vm, a) => asTuple(vm, vm.i32[a])),
    method("canonical", "($self, /)", self),
    method("conjugate", "($self, /)", self),
    method("radix", "($self, /)", (vm) => newDecimal(vm, new Decimal(0, 10n, 0))),
    method("to_eng_string", "($self, /, context=None)", (vm, a) => {
      const context = contextArgument(vm, vm.i32[a + 1]);
      return context === 0 ? 0 : vm.newStr(textOf(vm, vm.i32[a], true, context));
    }),
    method("quantize", "($self, /, exp, rounding=None, context=None)", (vm, a) => {
      const context = contextArgument(vm, vm.i32[a + 3]);
      if (context === 0) return 0;
      const given = vm.i32[a + 2];
      const rounding = given === 0 || given === NONE ? null : roundingOf(vm, given);
      if (rounding !== null && rounding < 0) return 0;
      const other = requireOperand(vm, vm.i32[a + 1]);
      if (other === null) return 0;
      return operate(vm, context, (work) => {
        if (rounding !== null) work.rounding = rounding;
        return quantize(numberOf(vm, vm.i32[a]), other, work);
      });
    }),
    classMethod("from_float", "($type, f, /)", (vm, a) => {
      const value = vm.i32[a + 1], context = currentContext(vm);
      if (context === 0) return 0;
      if (isFloat(vm, value)) return ofNumber(vm, vm.i32[a], ofDouble(vm.float(value)));
      if (!vm.isInt(value)) return vm.raiseType("argument must be int or float");
      return ofNumber(vm, vm.i32[a], operand(vm, value)!);
    }),
    classMethod("from_number", "($type, number, /)", (vm, a) => {
      const value = vm.i32[a + 1];
      if (isFloat(vm, value)) return ofNumber(vm, vm.i32[a], ofDouble(vm.float(value)));
      const number = operand(vm, value);
      if (number !== null) return ofNumber(vm, vm.i32[a], number);
      return vm.raiseType(`Cannot convert ${vm.jsRepr(value)} to Decimal`);
    }),
  ],
};

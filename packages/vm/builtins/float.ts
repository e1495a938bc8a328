/**
 * `float`.
 *
 * @module
 */
import { FALSE, NONE, NOT_IMPLEMENTED, T_FLOAT, TRUE, type Value } from "@orochi/object";
import { hashDouble } from "../hashing.ts";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { fromDouble } from "./int.ts";

/** `repr` of a double: the shortest digits that read back, laid out as CPython does (`float_repr_style` short). */
export function doubleRepr(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa, exponentText] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/** The double of a float or int operand; null for other types, NaN with OverflowError for huge ints. */
function operand(vm: Vm, value: Value): number | null {
  if ((value & 1) === 0 && vm.layout(value) === T_FLOAT) return vm.float(value);
  return vm.isInt(value) ? vm.asDouble(value) : null;
}

function binary(name: string, reflected: string, compute: (vm: Vm, x: number, y: number) => number | null): ReturnType<typeof slot>[] {
  const run = (vm: Vm, a: Value, b: Value): Value => {
    const x = operand(vm, a), y = operand(vm, b);
    if (x === null || y === null) return NOT_IMPLEMENTED;
    if (vm.failed()) return 0;
    const result = compute(vm, x, y);
    return result === null ? 0 : vm.newFloat(result);
  };
  return [
    slot(name, "($self, value, /)", (vm, a) => run(vm, vm.i32[a], vm.i32[a + 1])),
    slot(reflected, "($self, value, /)", (vm, a) => run(vm, vm.i32[a + 1], vm.i32[a])),
  ];
}

function zero(vm: Vm, message: string): null {
  vm.raise("ZeroDivisionError", message);
  return null;
}

/** Remainder with the divisor's sign, as `float_rem`. */
export function doubleModulo(x: number, y: number): number {
  let rest = x % y;
  if (rest !== 0) {
    if ((y < 0) !== (rest < 0)) rest += y;
  } else rest = y < 0 ? -0 : 0;
  return rest;
}

/** Floor of the quotient, consistent with the remainder, as `_float_div_mod`. */
export function doubleFloorDivide(x: number, y: number): number {
  const rest = doubleModulo(x, y);
  const quotient = (x - rest) / y;
  if (quotient === 0) return (x < 0) !== (y < 0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function compareSlot(name: string, test: (x: number, y: number) => boolean, order: (sign: number) => boolean): ReturnType<typeof slot> {
  return slot(name, "($self, value, /)", (vm, a) => {
    const x = vm.float(vm.i32[a]), other = vm.i32[a + 1];
    if ((other & 1) === 0 && vm.layout(other) === T_FLOAT) return test(x, vm.float(other)) ? TRUE : FALSE;
    if (!vm.isInt(other)) return NOT_IMPLEMENTED;
    if (!Number.isFinite(x)) return test(x, 0) ? TRUE : FALSE;
    // Exactly: an int is not rounded to compare it.
    const whole = Math.trunc(x), big = BigInt(whole), int = vm.bigInt(other);
    const sign = big < int ? -1 : big > int ? 1 : Math.sign(x - whole);
    return order(sign) ? TRUE : FALSE;
  });
}

function power(vm: Vm, x: number, y: number): number | null {
  if (x === 0 && y < 0) return zero(vm, "zero to a negative power");
  if (x === 1 || y === 0) return 1;
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  const result = x ** y;
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y) && !Number.isNaN(result)) {
    vm.raise("OverflowError", "(34, 'Numerical result out of range')");
    return null;
  }
  return result;
}

const PATTERN = /^[+-]?(?:(?:\d(?:_?\d)*)?\.?\d(?:_?\d)*\.?(?:[eE][+-]?\d(?:_?\d)*)?|inf(?:inity)?|nan)$/i;

/** Parses what `float(text)` accepts; null if it is none. */
export function parseDouble(text: string): number | null {
  const trimmed = text.trim();
  if (!PATTERN.test(trimmed)) return null;
  const lower = trimmed.toLowerCase();
  if (lower.includes("inf")) return lower[0] === "-" ? -Infinity : Infinity;
  if (lower.includes("nan")) return NaN;
  return Number(trimmed.replaceAll("_", ""));
}

/** Rounds a double's exact value half to even at a number of decimals (which may be negative). */
export function roundDecimals(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 323) return value;
  if (digits < -308) return value < 0 ? -0 : 0;
  let mantissa = Math.abs(value), shift = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  const numerator = BigInt(mantissa) * (digits > 0 ? 10n ** BigInt(digits) : 1n);
  const denominator = (1n << BigInt(shift)) * (digits < 0 ? 10n ** BigInt(-digits) : 1n);
  let quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n)) quotient++;
  const result = Number(`${quotient}e${-digits}`);
  return value < 0 ? -result : result;
}

/** `float`. */
export const floatType: TypeDefinition = {
  index: T_FLOAT,
  name: "float",
  basicSize: 16,
  subclassable: true,
  methods: [
    newMethod("($type, x=0, /)", (vm, a) => {
      const type = vm.i32[a], source = vm.i32[a + 1];
      let value = 0;
      if (source !== 0 && vm.isStr(source)) {
        const parsed = parseDouble(vm.js(source));
        if (parsed === null) return vm.raiseValue(`could not convert string to float: ${vm.jsRepr(source)}`);
        value = parsed;
      } else if (source !== 0) {
        value = vm.asDouble(source);
        if (vm.failed()) {
          if (vm.matches("TypeError") && vm.lookupSpecial(source, vm.names.__float__) === 0) {
            vm.clearError();
            return vm.raiseType(`float() argument must be a string or a real number, not '${vm.typeName(source)}'`);
          }
          return 0;
        }
      }
      if (type === vm.typeObject(T_FLOAT)) return vm.newFloat(value);
      const made = vm.allocLike(type, 16);
      if (made !== 0) vm.f64[(made + 8) >>> 3] = value;
      return made;
    }),
    ...binary("__add__", "__radd__", (_, x, y) => x + y),
    ...binary("__sub__", "__rsub__", (_, x, y) => x - y),
    ...binary("__mul__", "__rmul__", (_, x, y) => x * y),
    ...binary("__truediv__", "__rtruediv__", (vm, x, y) => y === 0 ? zero(vm, "float division by zero") : x / y),
    ...binary("__floordiv__", "__rfloordiv__", (vm, x, y) => y === 0 ? zero(vm, "float floor division by zero") : doubleFloorDivide(x, y)),
    ...binary("__mod__", "__rmod__", (vm, x, y) => y === 0 ? zero(vm, "float modulo") : doubleModulo(x, y)),
    ...binary("__pow__", "__rpow__", power),
    compareSlot("__lt__", (x, y) => x < y, (sign) => sign < 0),
    compareSlot("__le__", (x, y) => x <= y, (sign) => sign <= 0),
    compareSlot("__eq__", (x, y) => x === y, (sign) => sign === 0),
    compareSlot("__ne__", (x, y) => x !== y, (sign) => sign !== 0),
    compareSlot("__gt__", (x, y) => x > y, (sign) => sign > 0),
    compareSlot("__ge__", (x, y) => x >= y, (sign) => sign >= 0),
    slot("__neg__", "($self, /)", (vm, a) => vm.newFloat(-vm.float(vm.i32[a]))),
    slot("__pos__", "($self, /)", (vm, a) => vm.newFloat(vm.float(vm.i32[a]))),
    slot("__abs__", "($self, /)", (vm, a) => vm.newFloat(Math.abs(vm.float(vm.i32[a])))),
    slot("__bool__", "($self, /)", (vm, a) => vm.bool(vm.float(vm.i32[a]) !== 0)),
    slot("__int__", "($self, /)", (vm, a) => fromDouble(vm, vm.float(vm.i32[a]))),
    slot("__float__", "($self, /)", (vm, a) => vm.newFloat(vm.float(vm.i32[a]))),
    slot("__hash__", "($self, /)", (vm, a) => {
      const value = vm.float(vm.i32[a]);
      return Number.isNaN(value) ? vm.newInt(vm.i32[a] >>> 4) : vm.newBigInt(hashDouble(value));
    }),
    slot("__repr__", "($self, /)", (vm, a) => vm.newStr(doubleRepr(vm.float(vm.i32[a])))),
    method("__trunc__", "($self, /)", (vm, a) => fromDouble(vm, vm.float(vm.i32[a]))),
    method("__floor__", "($self, /)", (vm, a) => fromDouble(vm, Math.floor(vm.float(vm.i32[a])))),
    method("__ceil__", "($self, /)", (vm, a) => fromDouble(vm, Math.ceil(vm.float(vm.i32[a])))),
    method("__round__", "($self, ndigits=None, /)", (vm, a) => {
      const value = vm.float(vm.i32[a]), digits = vm.i32[a + 1];
      if (digits === 0 || digits === NONE) {
        if (!Number.isFinite(value)) return fromDouble(vm, value);
        const floor = Math.floor(value), rest = value - floor;
        return fromDouble(vm, rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1);
      }
      const count = vm.index(digits);
      return Number.isNaN(count) ? 0 : vm.newFloat(roundDecimals(value, count));
    }),
    method("is_integer", "($self, /)", (vm, a) => vm.bool(Number.isInteger(vm.float(vm.i32[a])))),
    method("conjugate", "($self, /)", (vm, a) => vm.newFloat(vm.float(vm.i32[a]))),
  ],
  getset: [
    { name: "real", get: (vm, self) => vm.newFloat(vm.float(self)) },
    { name: "imag", get: (vm) => vm.newFloat(0) },
  ],
};

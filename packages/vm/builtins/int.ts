/**
 * `int` and `bool`: arithmetic of any size, in 31 bits without a BigInt where it fits.
 *
 * @module
 */
import { FALSE, NONE, NOT_IMPLEMENTED, T_BOOL, T_FLOAT, T_INT, TRUE, type Value } from "@orochi/object";
import { hashInteger } from "../hashing.ts";
import { method, type Native, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";

type Small = (a: number, b: number) => number | null;
type Big = (a: bigint, b: bigint) => bigint | null;

/** The number of an int or bool Value that is small; null for big ones. */
function small(value: Value): number | null {
  return (value & 1) === 1 ? value >> 1 : value === TRUE ? 1 : value === FALSE ? 0 : null;
}

function bigOf(vm: Vm, value: Value): bigint {
  const known = small(value);
  return known !== null ? BigInt(known) : vm.bigInt(value);
}

/** A slot of two ints: `quick` where both are small and it gives a safe integer, else `exact`; null raises. */
function binary(name: string, reflected: string, quick: Small, exact: Big, fail: (vm: Vm) => Value): readonly ReturnType<typeof slot>[] {
  const compute = (vm: Vm, a: Value, b: Value): Value => {
    if (!vm.isInt(a) || !vm.isInt(b)) return NOT_IMPLEMENTED;
    const x = small(a), y = small(b);
    if (x !== null && y !== null) {
      const result = quick(x, y);
      if (result !== null && Number.isSafeInteger(result)) return vm.newInt(result);
    }
    const result = exact(bigOf(vm, a), bigOf(vm, b));
    return result === null ? fail(vm) : vm.newBigInt(result);
  };
  return [
    slot(name, "($self, value, /)", (vm, a) => compute(vm, vm.i32[a], vm.i32[a + 1])),
    slot(reflected, "($self, value, /)", (vm, a) => compute(vm, vm.i32[a + 1], vm.i32[a])),
  ];
}

/** Floor division of BigInts. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && (a < 0n) !== (b < 0n) ? quotient - 1n : quotient;
}

/** Remainder with the divisor's sign. */
export function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && (rest < 0n) !== (b < 0n) ? rest + b : rest;
}

const never = (): Value => 0;
const zeroDivision = (message: string) => (vm: Vm): Value => vm.raise("ZeroDivisionError", message);

/** Correctly rounded quotient of two BigInts as a double; NaN where it overflows. */
function trueDivide(a: bigint, b: bigint): number {
  const x = Number(a), y = Number(b);
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return x / y;
  // Scale so that the integer quotient has 66 bits and a sticky bit: then rounding once is right.
  const negative = (a < 0n) !== (b < 0n);
  const p = a < 0n ? -a : a, q = b < 0n ? -b : b;
  const shift = 66 - (p.toString(2).length - q.toString(2).length);
  const scaled = shift > 0 ? p << BigInt(shift) : p, divisor = shift < 0 ? q << BigInt(-shift) : q;
  const quotient = scaled / divisor, sticky = scaled % divisor === 0n ? 0n : 1n;
  const value = Number((quotient << 1n) | sticky) * 2 ** (-shift - 1);
  return Number.isFinite(value) ? (negative ? -value : value) : NaN;
}

function compareSlot(name: string, test: (order: number) => boolean): ReturnType<typeof slot> {
  return slot(name, "($self, value, /)", (vm, a) => {
    const x = vm.i32[a], y = vm.i32[a + 1];
    if (!vm.isInt(x) || !vm.isInt(y)) return NOT_IMPLEMENTED;
    const p = bigOf(vm, x), q = bigOf(vm, y);
    return test(p < q ? -1 : p > q ? 1 : 0) ? TRUE : FALSE;
  });
}

function power(vm: Vm, base: Value, exponent: Value, modulus: Value): Value {
  if (!vm.isInt(base) || !vm.isInt(exponent)) return NOT_IMPLEMENTED;
  const b = bigOf(vm, base), e = bigOf(vm, exponent);
  if (modulus !== 0 && modulus !== NONE) {
    if (!vm.isInt(modulus)) return NOT_IMPLEMENTED;
    return powerModulo(vm, b, e, bigOf(vm, modulus));
  }
  if (e < 0n) {
    if (b === 0n) return vm.raise("ZeroDivisionError", "zero to a negative power");
    return vm.newFloat(Number(b) ** Number(e));
  }
  if (e > 0x7fff_ffffn && b !== 0n && b !== 1n && b !== -1n) return vm.raiseMemory();
  return vm.newBigInt(b ** e);
}

function powerModulo(vm: Vm, base: bigint, exponent: bigint, modulus: bigint): Value {
  if (modulus === 0n) return vm.raiseValue("pow() 3rd argument cannot be 0");
  let factor = modulo(base, modulus);
  if (exponent < 0n) {
    let [a, m, x, y] = [factor, modulus < 0n ? -modulus : modulus, 1n, 0n];
    while (m !== 0n) [a, m, x, y] = [m, a % m, y, x - (a / m) * y];
    if (a !== 1n) return vm.raiseValue("base is not invertible for the given modulus");
    factor = modulo(x, modulus);
    exponent = -exponent;
  }
  let result = modulo(1n, modulus);
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = modulo(result * factor, modulus);
    factor = modulo(factor * factor, modulus);
  }
  return vm.newBigInt(result);
}

const DIGIT = /^[0-9a-z]$/;

/** Parses an int literal as `int(text, base)` does; null if it is none. */
export function parseInteger(text: string, base: number): bigint | null {
  const match = /^([+-]?)(0[xXoObB])?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(text.trim());
  if (match === null) return null;
  const [, sign, prefix, body] = match;
  let digits = body.replaceAll("_", "").toLowerCase();
  let radix = base;
  const named = prefix === undefined ? 0 : { x: 16, o: 8, b: 2 }[prefix[1].toLowerCase()]!;
  if (base === 0) {
    radix = named || 10;
    if (named === 0 && /^0+[1-9]/.test(digits)) return null;
  } else if (prefix !== undefined && named !== base) digits = prefix.toLowerCase() + digits;
  let value = 0n;
  for (const digit of digits) {
    if (!DIGIT.test(digit)) return null;
    const number = parseInt(digit, 36);
    if (number >= radix) return null;
  }
  if (radix === 10) value = BigInt(digits);
  else for (const digit of digits) value = value * BigInt(radix) + BigInt(parseInt(digit, 36));
  return sign === "-" ? -value : value;
}

function construct(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const type = i32[a], source = i32[a + 1], base = i32[a + 2];
  const made = base === 0 ? fromValue(vm, source) : fromText(vm, source, base);
  if (made === 0 || type === vm.typeObject(T_INT)) return made;
  // An instance of a subclass always has limbs of its own.
  return vm.newIntOf(type, made);
}

function fromText(vm: Vm, source: Value, base: Value): Value {
  if (!vm.isStr(source) && !vm.isBytes(source)) return vm.raiseType("int() can't convert non-string with explicit base");
  const radix = vm.index(base);
  if (Number.isNaN(radix)) return 0;
  if (radix !== 0 && (radix < 2 || radix > 36)) return vm.raiseValue("int() base must be >= 2 and <= 36, or 0");
  const value = parseInteger(vm.isStr(source) ? vm.js(source) : vm.jsStr(source), radix);
  return value !== null ? vm.newBigInt(value) : vm.raiseValue(`invalid literal for int() with base ${radix}: ${vm.jsRepr(source)}`);
}

function fromValue(vm: Vm, source: Value): Value {
  if (source === 0) return vm.newInt(0);
  if (vm.isExact(source, T_INT)) return vm.keep(source);
  if (vm.isInt(source)) return vm.newBigInt(bigOf(vm, source));
  if (vm.isStr(source)) {
    const value = parseInteger(vm.js(source), 10);
    return value !== null ? vm.newBigInt(value) : vm.raiseValue(`invalid literal for int() with base 10: ${vm.jsRepr(source)}`);
  }
  if (vm.isExact(source, T_FLOAT)) return fromDouble(vm, vm.float(source));
  for (const name of [vm.names.__int__, vm.names.__index__, vm.names.__trunc__]) {
    const result = vm.callSpecial(source, name);
    if (result !== 0 || vm.failed()) return result;
  }
  return vm.raiseType(`int() argument must be a string, a bytes-like object or a real number, not '${vm.typeName(source)}'`);
}

/** The int of a double, cut towards zero; raises for infinities and NaN. */
export function fromDouble(vm: Vm, double: number): Value {
  if (Number.isNaN(double)) return vm.raiseValue("cannot convert float NaN to integer");
  if (!Number.isFinite(double)) return vm.raise("OverflowError", "cannot convert float infinity to integer");
  const whole = Math.trunc(double);
  return Number.isSafeInteger(whole) ? vm.newInt(whole) : vm.newBigInt(BigInt(whole));
}

const text: Native = (vm, a) => vm.newStr(bigOf(vm, vm.i32[a]).toString());
const itself: Native = (vm, a) => vm.newBigInt(bigOf(vm, vm.i32[a]));

/** `int`. */
export const intType: TypeDefinition = {
  index: T_INT,
  name: "int",
  basicSize: 8,
  subclassable: true,
  methods: [
    newMethod("($type, x=0, /, base=10)", construct),
    ...binary("__add__", "__radd__", (a, b) => a + b, (a, b) => a + b, never),
    ...binary("__sub__", "__rsub__", (a, b) => a - b, (a, b) => a - b, never),
    ...binary("__mul__", "__rmul__", (a, b) => a * b, (a, b) => a * b, never),
    ...binary("__floordiv__", "__rfloordiv__", (a, b) => b === 0 ? null : Math.floor(a / b), (a, b) => b === 0n ? null : floorDivide(a, b), zeroDivision("integer division or modulo by zero")),
    ...binary("__mod__", "__rmod__", (a, b) => b === 0 ? null : a - b * Math.floor(a / b), (a, b) => b === 0n ? null : modulo(a, b), zeroDivision("integer modulo by zero")),
    ...binary("__and__", "__rand__", (a, b) => a & b, (a, b) => a & b, never),
    ...binary("__or__", "__ror__", (a, b) => a | b, (a, b) => a | b, never),
    ...binary("__xor__", "__rxor__", (a, b) => a ^ b, (a, b) => a ^ b, never),
    ...binary("__lshift__", "__rlshift__", (a, b) => b >= 0 && b < 22 ? a * 2 ** b : null, (a, b) => b < 0n ? null : a << b, (vm) => vm.raiseValue("negative shift count")),
    ...binary("__rshift__", "__rrshift__", (a, b) => b >= 0 ? (b > 31 ? (a < 0 ? -1 : 0) : a >> b) : null, (a, b) => b < 0n ? null : a >> b, (vm) => vm.raiseValue("negative shift count")),
    slot("__truediv__", "($self, value, /)", (vm, a) => divide(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rtruediv__", "($self, value, /)", (vm, a) => divide(vm, vm.i32[a + 1], vm.i32[a])),
    slot("__divmod__", "($self, value, /)", (vm, a) => divideModulo(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rdivmod__", "($self, value, /)", (vm, a) => divideModulo(vm, vm.i32[a + 1], vm.i32[a])),
    slot("__pow__", "($self, value, mod=None, /)", (vm, a) => power(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2])),
    slot("__rpow__", "($self, value, mod=None, /)", (vm, a) => power(vm, vm.i32[a + 1], vm.i32[a], vm.i32[a + 2])),
    compareSlot("__lt__", (order) => order < 0),
    compareSlot("__le__", (order) => order <= 0),
    compareSlot("__eq__", (order) => order === 0),
    compareSlot("__ne__", (order) => order !== 0),
    compareSlot("__gt__", (order) => order > 0),
    compareSlot("__ge__", (order) => order >= 0),
    slot("__neg__", "($self, /)", (vm, a) => vm.newBigInt(-bigOf(vm, vm.i32[a]))),
    slot("__pos__", "($self, /)", itself),
    slot("__invert__", "($self, /)", (vm, a) => vm.newBigInt(~bigOf(vm, vm.i32[a]))),
    slot("__abs__", "($self, /)", (vm, a) => {
      const value = bigOf(vm, vm.i32[a]);
      return vm.newBigInt(value < 0n ? -value : value);
    }),
    slot("__bool__", "($self, /)", (vm, a) => vm.bool(bigOf(vm, vm.i32[a]) !== 0n)),
    slot("__int__", "($self, /)", itself),
    slot("__index__", "($self, /)", itself),
    slot("__float__", "($self, /)", (vm, a) => {
      const double = vm.asDouble(vm.i32[a]);
      return Number.isNaN(double) ? 0 : vm.newFloat(double);
    }),
    slot("__hash__", "($self, /)", (vm, a) => vm.newBigInt(hashInteger(bigOf(vm, vm.i32[a])))),
    slot("__repr__", "($self, /)", text),
    method("bit_length", "($self, /)", (vm, a) => {
      const value = bigOf(vm, vm.i32[a]);
      return vm.newInt(value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length);
    }),
    method("bit_count", "($self, /)", (vm, a) => {
      const value = bigOf(vm, vm.i32[a]);
      return vm.newInt((value < 0n ? -value : value).toString(2).replaceAll("0", "").length);
    }),
    method("conjugate", "($self, /)", itself),
    method("is_integer", "($self, /)", () => TRUE),
    method("as_integer_ratio", "($self, /)", (vm, a) => vm.newTuple([vm.newBigInt(bigOf(vm, vm.i32[a])), vm.newInt(1)])),
  ],
  getset: [
    { name: "real", get: (vm, self) => vm.newBigInt(bigOf(vm, self)) },
    { name: "imag", get: (vm) => vm.newInt(0) },
    { name: "numerator", get: (vm, self) => vm.newBigInt(bigOf(vm, self)) },
    { name: "denominator", get: (vm) => vm.newInt(1) },
  ],
};

function divide(vm: Vm, a: Value, b: Value): Value {
  if (!vm.isInt(a) || !vm.isInt(b)) return NOT_IMPLEMENTED;
  const divisor = bigOf(vm, b);
  if (divisor === 0n) return vm.raise("ZeroDivisionError", "division by zero");
  const quotient = trueDivide(bigOf(vm, a), divisor);
  return Number.isNaN(quotient) ? vm.raise("OverflowError", "integer division result too large for a float") : vm.newFloat(quotient);
}

function divideModulo(vm: Vm, a: Value, b: Value): Value {
  if (!vm.isInt(a) || !vm.isInt(b)) return NOT_IMPLEMENTED;
  const x = bigOf(vm, a), y = bigOf(vm, b);
  if (y === 0n) return vm.raise("ZeroDivisionError", "integer division or modulo by zero");
  return vm.newTuple([vm.newBigInt(floorDivide(x, y)), vm.newBigInt(modulo(x, y))]);
}

/** `bool`. */
export const boolType: TypeDefinition = {
  index: T_BOOL,
  name: "bool",
  base: T_INT,
  basicSize: 8,
  methods: [
    newMethod("($type, x=False, /)", (vm, a) => {
      const truth = vm.i32[a + 1] === 0 ? 0 : vm.truthy(vm.i32[a + 1]);
      return truth < 0 ? 0 : vm.bool(truth === 1);
    }),
    slot("__repr__", "($self, /)", (vm, a) => vm.intern(vm.i32[a] === TRUE ? "True" : "False")),
    ...(["__and__", "__or__", "__xor__"] as const).map((name) =>
      slot(name, "($self, value, /)", (vm, a) => {
        const x = vm.i32[a], y = vm.i32[a + 1];
        const both = vm.isExact(x, T_BOOL) && vm.isExact(y, T_BOOL);
        if (!both) {
          if (!vm.isInt(y)) return NOT_IMPLEMENTED;
          const p = bigOf(vm, x), q = bigOf(vm, y);
          return vm.newBigInt(name === "__and__" ? p & q : name === "__or__" ? p | q : p ^ q);
        }
        return vm.bool(name === "__and__" ? x === TRUE && y === TRUE : name === "__or__" ? x === TRUE || y === TRUE : x !== y);
      })
    ),
  ],
};

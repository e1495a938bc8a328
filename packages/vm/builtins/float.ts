/**
 * `float`.
 *
 * @module
 */
import {
  FALSE,
  FLOAT_BYTES,
  FLOAT_VALUE,
  NONE,
  NOT_IMPLEMENTED,
  T_FLOAT,
  TRUE,
  type Value,
} from "@orochi/object";
import { doubleRepr } from "../format/doubles.ts";
import { formatFloat } from "../format/numbers.ts";
import { hashFloat } from "../hashing.ts";
import {
  classMethod,
  method,
  type NativeDefinition,
  newMethod,
  slot,
  staticMethod,
  type TypeDefinition,
} from "../native.ts";
import { lookup } from "../type_lookup.ts";
import { callUnbound } from "../call.ts";
import { checkConverted } from "../protocol/converted.ts";
import { doubleOfInt } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import {
  doubleFloorDivide,
  doubleModulo,
  doublePower,
  fromDouble,
  integerRatio,
  intOfDouble,
  roundFloat,
} from "./float_arithmetic.ts";
import { doubleHex, parseHex, readDouble } from "./float_text.ts";
import { numberText } from "./int_text.ts";

/** Whether a value is a float or an int. */
function isReal(vm: Vm, value: Value): boolean {
  return vm.isFloat(value) || vm.isInt(value);
}

/** The double of a float or int; an int too large for one raises OverflowError. */
function doubleOf(vm: Vm, value: Value): number {
  return vm.isFloat(value) ? vm.float(value) : doubleOfInt(vm, value);
}

function compute(vm: Vm, a: Value, b: Value, operation: (vm: Vm, x: number, y: number) => Value): Value {
  if (!isReal(vm, a) || !isReal(vm, b)) return NOT_IMPLEMENTED;
  const x = doubleOf(vm, a), y = doubleOf(vm, b);
  // Only a failed conversion has set an exception, and it gives NaN.
  return (Number.isNaN(x) || Number.isNaN(y)) && vm.failed() ? 0 : operation(vm, x, y);
}

/** The slots of an operator and of its reflection. */
function binary(
  name: string,
  reflected: string,
  operation: (vm: Vm, x: number, y: number) => Value,
): readonly NativeDefinition[] {
  return [
    slot(name, "($self, value, /)", (vm, a) => compute(vm, vm.i32[a], vm.i32[a + 1], operation)),
    slot(reflected, "($self, value, /)", (vm, a) => compute(vm, vm.i32[a + 1], vm.i32[a], operation)),
  ];
}

function zeroDivision(vm: Vm): 0 {
  return vm.raise("ZeroDivisionError", "division by zero");
}

function divideModulo(vm: Vm, x: number, y: number): Value {
  if (y === 0) return zeroDivision(vm);
  return vm.newTuple([vm.newFloat(doubleFloorDivide(x, y)), vm.newFloat(doubleModulo(x, y))]);
}

function power(vm: Vm, a: Value, b: Value, modulus: Value): Value {
  if (modulus !== 0 && modulus !== NONE) {
    return vm.raiseType("pow() 3rd argument not allowed unless all arguments are integers");
  }
  return compute(vm, a, b, doublePower);
}

/** Order of a float and an int, exactly; NaN where the float is NaN. */
export function orderOfMixed(vm: Vm, x: number, int: Value): number {
  if (!Number.isFinite(x)) return x;
  const near = vm.number(int);
  if (Number.isSafeInteger(near)) return x - near;
  const whole = BigInt(Math.trunc(x)), other = vm.bigInt(int);
  return whole < other ? -1 : whole > other ? 1 : x - Math.trunc(x);
}

/** A comparison: of two doubles, or of the order of a float and an int with 0. */
function comparison(name: string, test: (x: number, y: number) => boolean): NativeDefinition {
  return slot(name, "($self, value, /)", (vm, a) => {
    const x = vm.float(vm.i32[a]), other = vm.i32[a + 1];
    if (vm.isFloat(other)) return test(x, vm.float(other)) ? TRUE : FALSE;
    if (!vm.isInt(other)) return NOT_IMPLEMENTED;
    return test(orderOfMixed(vm, x, other), 0) ? TRUE : FALSE;
  });
}

/** A float of a class, which may be a subclass. */
function newFloatOf(vm: Vm, type: Value, value: number): Value {
  if (type === vm.typeObject(T_FLOAT)) return vm.newFloat(value);
  const made = vm.allocLike(type, FLOAT_BYTES);
  if (made !== 0) vm.f64[(made + FLOAT_VALUE) >>> 3] = value;
  return made;
}

/** `float(source)` as a double; NaN with an exception set on failure. */
function fromSource(vm: Vm, source: Value): number {
  if (vm.isExact(source, T_FLOAT)) return vm.float(source);
  const names = vm.names;
  if (vm.lookupSpecial(source, names.__float__) === 0 && vm.lookupSpecial(source, names.__index__) === 0) {
    const text = numberText(vm, source);
    if (text !== null) return readDouble(vm, text, source) ?? NaN;
    vm.raiseType(`float() argument must be a string or a real number, not '${vm.typeName(source)}'`);
    return NaN;
  }
  const method = lookup(vm, vm.typeOf(source), names.__float__);
  if (vm.layout(source) !== T_FLOAT || method === lookup(vm, vm.typeObject(T_FLOAT), names.__float__)) {
    return vm.asDouble(source);
  }
  // A subclass of float with a `__float__` of its own.
  const result = callUnbound(vm, method, source, []);
  if (result === 0) return NaN;
  const double = checkConverted(vm, result, "float", "__float__", source) ? vm.float(result) : NaN;
  vm.decref(result);
  return double;
}

/** A float subclass that `__float__` of a float leaves aside: the plain float. */
function plain(vm: Vm, self: Value): Value {
  return vm.isExact(self, T_FLOAT) ? vm.keep(self) : vm.newFloat(vm.float(self));
}

function unary(name: string, operation: (vm: Vm, x: number) => Value): NativeDefinition {
  return slot(name, "($self, /)", (vm, a) => operation(vm, vm.float(vm.i32[a])));
}

function simple(name: string, operation: (vm: Vm, x: number) => Value, doc: string): NativeDefinition {
  return method(name, "($self, /)", (vm, a) => operation(vm, vm.float(vm.i32[a])), doc);
}

/** A float made by a class method: of a subclass through its constructor. */
function throughClass(vm: Vm, type: Value, value: number): Value {
  const made = vm.newFloat(value);
  if (made === 0 || type === vm.typeObject(T_FLOAT)) return made;
  const result = vm.call(type, made);
  vm.decref(made);
  return result;
}

/** `float`. */
export const floatType: TypeDefinition = {
  index: T_FLOAT,
  name: "float",
  basicSize: FLOAT_BYTES,
  subclassable: true,
  doc: "Convert a string or number to a floating-point number, if possible.",
  methods: [
    newMethod("($type, x=0, /)", (vm, a) => {
      const type = vm.i32[a], source = vm.i32[a + 1];
      if (source !== 0 && vm.isExact(source, T_FLOAT) && type === vm.typeObject(T_FLOAT)) {
        return vm.keep(source);
      }
      const value = source === 0 ? 0 : fromSource(vm, source);
      return Number.isNaN(value) && vm.failed() ? 0 : newFloatOf(vm, type, value);
    }),
    ...binary("__add__", "__radd__", (vm, x, y) => vm.newFloat(x + y)),
    ...binary("__sub__", "__rsub__", (vm, x, y) => vm.newFloat(x - y)),
    ...binary("__mul__", "__rmul__", (vm, x, y) => vm.newFloat(x * y)),
    ...binary("__truediv__", "__rtruediv__", (vm, x, y) => y === 0 ? zeroDivision(vm) : vm.newFloat(x / y)),
    ...binary(
      "__floordiv__",
      "__rfloordiv__",
      (vm, x, y) => y === 0 ? zeroDivision(vm) : vm.newFloat(doubleFloorDivide(x, y)),
    ),
    ...binary(
      "__mod__",
      "__rmod__",
      (vm, x, y) => y === 0 ? zeroDivision(vm) : vm.newFloat(doubleModulo(x, y)),
    ),
    ...binary("__divmod__", "__rdivmod__", divideModulo),
    slot(
      "__pow__",
      "($self, value, mod=None, /)",
      (vm, a) => power(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__rpow__",
      "($self, value, mod=None, /)",
      (vm, a) => power(vm, vm.i32[a + 1], vm.i32[a], vm.i32[a + 2]),
    ),
    comparison("__lt__", (x, y) => x < y),
    comparison("__le__", (x, y) => x <= y),
    comparison("__eq__", (x, y) => x === y),
    comparison("__ne__", (x, y) => x !== y),
    comparison("__gt__", (x, y) => x > y),
    comparison("__ge__", (x, y) => x >= y),
    unary("__neg__", (vm, x) => vm.newFloat(-x)),
    slot("__pos__", "($self, /)", (vm, a) => plain(vm, vm.i32[a])),
    unary("__abs__", (vm, x) => vm.newFloat(Math.abs(x))),
    unary("__bool__", (_, x) => x !== 0 ? TRUE : FALSE),
    unary("__int__", fromDouble),
    slot("__float__", "($self, /)", (vm, a) => plain(vm, vm.i32[a])),
    slot("__hash__", "($self, /)", (vm, a) => vm.newBigInt(hashFloat(vm, vm.i32[a]))),
    unary("__repr__", (vm, x) => vm.newStr(doubleRepr(x))),
    method("__format__", "($self, format_spec, /)", (vm, a) => formatFloat(vm, vm.i32[a], vm.i32[a + 1])),
    simple("__trunc__", fromDouble, "Return the Integral closest to x between 0 and x."),
    simple("__floor__", (vm, x) => intOfDouble(vm, Math.floor(x)), "Return the floor as an Integral."),
    simple("__ceil__", (vm, x) => intOfDouble(vm, Math.ceil(x)), "Return the ceiling as an Integral."),
    method(
      "__round__",
      "($self, ndigits=None, /)",
      (vm, a) => roundFloat(vm, vm.float(vm.i32[a]), vm.i32[a + 1]),
      "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits).",
    ),
    method("__getnewargs__", "($self, /)", (vm, a) => vm.newTuple([vm.newFloat(vm.float(vm.i32[a]))])),
    staticMethod("__getformat__", "(typestr, /)", (vm, a) => {
      const kind = vm.isStr(vm.i32[a]) ? vm.js(vm.i32[a]) : "";
      if (kind === "double" || kind === "float") return vm.newStr("IEEE, little-endian");
      return vm.raiseValue("__getformat__() argument 1 must be 'double' or 'float'");
    }, "You probably don't want to use this function."),
    simple(
      "is_integer",
      (_, x) => Number.isInteger(x) ? TRUE : FALSE,
      "Return True if the float is an integer.",
    ),
    method(
      "conjugate",
      "($self, /)",
      (vm, a) => plain(vm, vm.i32[a]),
      "Return self, the complex conjugate of any float.",
    ),
    simple(
      "as_integer_ratio",
      integerRatio,
      "Return a pair of integers, whose ratio is exactly equal to the original float.",
    ),
    simple(
      "hex",
      (vm, x) => vm.newStr(doubleHex(x)),
      "Return a hexadecimal representation of a floating-point number.",
    ),
    classMethod("fromhex", "($type, string, /)", (vm, a) => {
      const text = vm.i32[a + 1];
      if (!vm.isStr(text)) return vm.raiseType(`fromhex() argument must be str, not ${vm.typeName(text)}`);
      const value = parseHex(vm, vm.js(text));
      return value === null ? 0 : throughClass(vm, vm.i32[a], value);
    }, "Create a floating-point number from a hexadecimal string."),
    classMethod("from_number", "($type, number, /)", (vm, a) => {
      const type = vm.i32[a], source = vm.i32[a + 1];
      if (vm.isExact(source, T_FLOAT) && type === vm.typeObject(T_FLOAT)) return vm.keep(source);
      const value = vm.asDouble(source);
      return Number.isNaN(value) && vm.failed() ? 0 : throughClass(vm, type, value);
    }, "Convert real number to a floating-point number."),
  ],
  getset: [
    { name: "real", get: plain, doc: "the real part of a complex number" },
    { name: "imag", get: (vm) => vm.newFloat(0), doc: "the imaginary part of a complex number" },
  ],
};

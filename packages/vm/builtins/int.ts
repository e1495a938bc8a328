/**
 * `int`.
 *
 * @module
 */
import {
  FALSE,
  NOT_IMPLEMENTED,
  T_BYTEARRAY,
  T_BYTES,
  T_INT,
  T_STR,
  tagInt,
  TRUE,
  type Value,
} from "@orochi/object";
import { callUnbound } from "../call.ts";
import { intText } from "../format/digits.ts";
import { formatInt } from "../format/numbers.ts";
import { hashInteger } from "../hashing.ts";
import {
  method,
  type Native,
  type NativeDefinition,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import { checkConverted } from "../protocol/converted.ts";
import type { Vm } from "../vm.ts";
import {
  bitwise,
  divideModulo,
  floorDivideInts,
  moduloInts,
  powerInts,
  roundInt,
  shiftLeft,
  shiftRight,
  trueDivideInts,
} from "./int_arithmetic.ts";
import { bytesMethods } from "./int_bytes.ts";
import {
  add,
  bitCountOf,
  bitLengthOf,
  compareInts,
  exactInt,
  multiply,
  safeNumber,
  subtract,
} from "./int_limbs.ts";
import { numberText, readInteger, smallIntOfText } from "./int_text.ts";

/** An operation on two ints. */
type Operation = (vm: Vm, a: Value, b: Value) => Value;

/** The slots of an operator and of its reflection. */
function binary(name: string, reflected: string, compute: Operation): readonly NativeDefinition[] {
  return [
    slot(name, "($self, value, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      return vm.isInt(other) ? compute(vm, vm.i32[a], other) : NOT_IMPLEMENTED;
    }),
    slot(reflected, "($self, value, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      return vm.isInt(other) ? compute(vm, other, vm.i32[a]) : NOT_IMPLEMENTED;
    }),
  ];
}

function comparison(name: string, test: (order: number) => boolean): NativeDefinition {
  return slot(name, "($self, value, /)", (vm, a) => {
    const other = vm.i32[a + 1];
    if (!vm.isInt(other)) return NOT_IMPLEMENTED;
    return test(compareInts(vm, vm.i32[a], other)) ? TRUE : FALSE;
  });
}

function unary(name: string, compute: (vm: Vm, self: Value) => Value): NativeDefinition {
  return slot(name, "($self, /)", (vm, a) => compute(vm, vm.i32[a]));
}

function construct(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const type = i32[a], source = i32[a + 1], base = i32[a + 2];
  const made = base === 0 ? (source === 0 ? tagInt(0) : intOf(vm, source)) : fromText(vm, source, base);
  if (made === 0 || type === vm.typeObject(T_INT)) return made;
  // An instance of a subclass always has limbs of its own.
  return vm.newIntOf(type, made);
}

function fromText(vm: Vm, source: Value, baseValue: Value): Value {
  if (source === 0) return vm.raiseType("int() missing string argument");
  const base = vm.index(baseValue);
  if (Number.isNaN(base)) return 0;
  if (base !== 0 && (base < 2 || base > 36)) return vm.raiseValue("int() base must be >= 2 and <= 36, or 0");
  const layout = vm.layout(source);
  const text = layout === T_STR || layout === T_BYTES || layout === T_BYTEARRAY
    ? numberText(vm, source)
    : null;
  if (text === null) return vm.raiseType("int() can't convert non-string with explicit base");
  const value = readInteger(vm, text, base, source);
  return value === null ? 0 : vm.newBigInt(value);
}

/** `int(source)` (`PyNumber_Long`). */
export function intOf(vm: Vm, source: Value): Value {
  if (vm.isExact(source, T_INT)) return vm.keep(source);
  if (vm.isExact(source, T_STR)) {
    const quick = smallIntOfText(vm, source);
    if (quick !== 0) return quick;
  }
  let name = vm.names.__int__;
  let method = vm.lookupSpecial(source, name);
  if (method === 0) method = vm.lookupSpecial(source, name = vm.names.__index__);
  if (method !== 0) {
    const result = callUnbound(vm, method, source, []);
    if (result === 0 || vm.isExact(result, T_INT)) return result;
    const shown = name === vm.names.__int__ ? "__int__" : "__index__";
    const exact = checkConverted(vm, result, "int", shown) ? exactInt(vm, result) : 0;
    vm.decref(result);
    return exact;
  }
  const text = numberText(vm, source);
  if (text === null) {
    return vm.raiseType(
      `int() argument must be a string, a bytes-like object or a real number, not '${vm.typeName(source)}'`,
    );
  }
  const value = readInteger(vm, text, 10, source);
  return value === null ? 0 : vm.newBigInt(value);
}

const itself: Native = (vm, a) => exactInt(vm, vm.i32[a]);

/** `int`. */
export const intType: TypeDefinition = {
  index: T_INT,
  name: "int",
  basicSize: 8,
  subclassable: true,
  doc:
    "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.",
  methods: [
    { ...newMethod("($type, x=0, /, base=10)", construct), countsPlainly: true },
    ...binary("__add__", "__radd__", add),
    ...binary("__sub__", "__rsub__", subtract),
    ...binary("__mul__", "__rmul__", multiply),
    ...binary("__floordiv__", "__rfloordiv__", floorDivideInts),
    ...binary("__mod__", "__rmod__", moduloInts),
    ...binary("__divmod__", "__rdivmod__", divideModulo),
    ...binary("__truediv__", "__rtruediv__", trueDivideInts),
    ...binary("__lshift__", "__rlshift__", shiftLeft),
    ...binary("__rshift__", "__rrshift__", shiftRight),
    ...binary("__and__", "__rand__", (vm, a, b) => bitwise(vm, a, b, "&")),
    ...binary("__or__", "__ror__", (vm, a, b) => bitwise(vm, a, b, "|")),
    ...binary("__xor__", "__rxor__", (vm, a, b) => bitwise(vm, a, b, "^")),
    slot(
      "__pow__",
      "($self, value, mod=None, /)",
      (vm, a) => powerInts(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__rpow__",
      "($self, value, mod=None, /)",
      (vm, a) => powerInts(vm, vm.i32[a + 1], vm.i32[a], vm.i32[a + 2]),
    ),
    comparison("__lt__", (order) => order < 0),
    comparison("__le__", (order) => order <= 0),
    comparison("__eq__", (order) => order === 0),
    comparison("__ne__", (order) => order !== 0),
    comparison("__gt__", (order) => order > 0),
    comparison("__ge__", (order) => order >= 0),
    unary("__neg__", (vm, self) => subtract(vm, tagInt(0), self)),
    unary("__pos__", exactInt),
    unary(
      "__abs__",
      (vm, self) => compareInts(vm, self, tagInt(0)) < 0 ? subtract(vm, tagInt(0), self) : exactInt(vm, self),
    ),
    unary("__invert__", (vm, self) => subtract(vm, tagInt(-1), self)),
    unary("__bool__", (vm, self) => safeNumber(vm, self) === 0 ? FALSE : TRUE),
    unary("__int__", exactInt),
    unary("__index__", exactInt),
    unary("__float__", (vm, self) => {
      const double = vm.asDouble(self);
      return vm.failed() ? 0 : vm.newFloat(double);
    }),
    unary("__hash__", (vm, self) => vm.newBigInt(hashInteger(vm.bigInt(self)))),
    unary("__repr__", (vm, self) => {
      const text = intText(vm, vm.bigInt(self));
      return text === null ? 0 : vm.newStr(text);
    }),
    method("__format__", "($self, format_spec, /)", (vm, a) => formatInt(vm, vm.i32[a], vm.i32[a + 1])),
    method(
      "__round__",
      "($self, ndigits=None, /)",
      (vm, a) => roundInt(vm, vm.i32[a], vm.i32[a + 1]),
      "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.",
    ),
    method("__trunc__", "($self, /)", itself, "Truncating an Integral returns itself."),
    method("__floor__", "($self, /)", itself, "Flooring an Integral returns itself."),
    method("__ceil__", "($self, /)", itself, "Ceiling of an Integral returns itself."),
    method("__getnewargs__", "($self, /)", (vm, a) => vm.newTuple([exactInt(vm, vm.i32[a])])),
    method(
      "bit_length",
      "($self, /)",
      (vm, a) => vm.newInt(bitLengthOf(vm, vm.i32[a])),
      "Number of bits necessary to represent self in binary.\n\n>>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6",
    ),
    method(
      "bit_count",
      "($self, /)",
      (vm, a) => vm.newInt(bitCountOf(vm, vm.i32[a])),
      "Number of ones in the binary representation of the absolute value of self.\n\nAlso known as the population count.\n\n>>> bin(13)\n'0b1101'\n>>> (13).bit_count()\n3",
    ),
    method("conjugate", "($self, /)", itself, "Returns self, the complex conjugate of any int."),
    method(
      "is_integer",
      "($self, /)",
      () => TRUE,
      "Returns True. Exists for duck type compatibility with float.is_integer.",
    ),
    method(
      "as_integer_ratio",
      "($self, /)",
      (vm, a) => vm.newTuple([exactInt(vm, vm.i32[a]), tagInt(1)]),
      "Return a pair of integers, whose ratio is equal to the original int.\n\nThe ratio is in lowest terms and has a positive denominator.\n\n>>> (10).as_integer_ratio()\n(10, 1)\n>>> (-10).as_integer_ratio()\n(-10, 1)\n>>> (0).as_integer_ratio()\n(0, 1)",
    ),
    ...bytesMethods,
  ],
  getset: [
    { name: "real", get: exactInt, doc: "the real part of a complex number" },
    { name: "imag", get: () => tagInt(0), doc: "the imaginary part of a complex number" },
    { name: "numerator", get: exactInt, doc: "the numerator of a rational number in lowest terms" },
    {
      name: "denominator",
      get: () => tagInt(1),
      doc: "the denominator of a rational number in lowest terms",
    },
  ],
};

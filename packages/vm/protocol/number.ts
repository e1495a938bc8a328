/**
 * Operators: CPython's `binary_op1` and `binary_iop1` over special methods.
 *
 * @module
 */
import {
  type Address,
  FALSE,
  FLOAT_VALUE,
  NOT_IMPLEMENTED,
  T_FLOAT,
  T_FROZENSET,
  T_FUNCTION,
  T_INSTANCE,
  T_INT,
  T_LIST,
  T_SET,
  T_SLOTS_INSTANCE,
  T_STR,
  T_TUPLE,
  TRUE,
  TYPE_LAYOUT,
  type Value,
} from "@orochi/object";
import { doubleFloorDivide, doubleModulo } from "../builtins/float_arithmetic.ts";
import {
  bitwise,
  floorDivideInts,
  moduloInts,
  shiftLeft,
  shiftRight,
  trueDivideInts,
} from "../builtins/int_arithmetic.ts";
import { add, compareInts, multiply, subtract } from "../builtins/int_limbs.ts";
import { Op } from "../bytecode/opcodes.ts";
import { concatenateLists } from "../builtins/list.ts";
import { combineSets } from "../builtins/set.ts";
import { strAppend, strConcat } from "../builtins/str_core.ts";
import { percent } from "../builtins/str_percent_parsed.ts";
import { callBinary, callUnary, callUnbound } from "../call.ts";
import type { Name } from "../names.ts";
import { checkConverted } from "./converted.ts";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { isSequence, multiplySequence, multiplySequenceInPlace } from "./multiplication.ts";

/** Method, reflected method, in-place method and symbol of each operator, in ORDER BINARY. */
const OPERATORS: readonly (readonly [Name, Name, Name, string])[] = [
  ["__add__", "__radd__", "__iadd__", "+"],
  ["__sub__", "__rsub__", "__isub__", "-"],
  ["__mul__", "__rmul__", "__imul__", "*"],
  ["__truediv__", "__rtruediv__", "__itruediv__", "/"],
  ["__floordiv__", "__rfloordiv__", "__ifloordiv__", "//"],
  ["__mod__", "__rmod__", "__imod__", "%"],
  ["__pow__", "__rpow__", "__ipow__", "** or pow()"],
  ["__lshift__", "__rlshift__", "__ilshift__", "<<"],
  ["__rshift__", "__rrshift__", "__irshift__", ">>"],
  ["__and__", "__rand__", "__iand__", "&"],
  ["__xor__", "__rxor__", "__ixor__", "^"],
  ["__or__", "__ror__", "__ior__", "|"],
  ["__matmul__", "__rmatmul__", "__imatmul__", "@"],
];

/** Place of `*` in {@linkcode OPERATORS}. */
const MULTIPLY = 2;

/**
 * An operator on two small ints whose result is one too; 0 for every other case. Saves the lookup of a method.
 *
 * @param operation 0 to 12 in ORDER BINARY.
 */
export function binarySmall(operation: number, a: Value, b: Value): Value {
  const x = a >> 1, y = b >> 1;
  let result: number;
  switch (operation) {
    case 0:
      result = x + y;
      break;
    case 1:
      result = x - y;
      break;
    case 2:
      result = x * y;
      break;
    case 4:
      if (y === 0) return 0;
      result = Math.floor(x / y);
      break;
    case 5:
      if (y === 0) return 0;
      result = x - y * Math.floor(x / y);
      break;
    case 7:
      if (y < 0 || y > 20) return 0;
      result = x * 2 ** y;
      break;
    case 8:
      if (y < 0) return 0;
      result = x >> Math.min(y, 31);
      break;
    case 9:
      result = x & y;
      break;
    case 10:
      result = x ^ y;
      break;
    case 11:
      result = x | y;
      break;
    default:
      return 0;
  }
  return result >= -0x4000_0000 && result <= 0x3fff_ffff ? (result << 1) | 1 : 0;
}

/** What a value is to the operators that need no method: a small int, a larger int, a float, or something else. */
const OTHER = 0, SMALL = 1, LARGE = 2, FLOAT = 3;

function numberKind(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return SMALL;
  const type = vm.i32[value >>> 2] & 0xffff;
  return type === T_FLOAT ? FLOAT : type === T_INT ? LARGE : OTHER;
}

/**
 * An operator on exact floats and ints, whose methods no subclass has replaced; 0 without an exception for every other
 * case.
 */
function binaryNumbers(vm: Vm, operation: number, a: Value, b: Value): Value {
  const left = numberKind(vm, a), right = numberKind(vm, b);
  if (left === OTHER || right === OTHER) return 0;
  if (left !== FLOAT && right !== FLOAT) {
    switch (operation) {
      case 0:
        return add(vm, a, b);
      case 1:
        return subtract(vm, a, b);
      case 2:
        return multiply(vm, a, b);
      case 3:
        return trueDivideInts(vm, a, b);
      case 4:
        return floorDivideInts(vm, a, b);
      case 5:
        return moduloInts(vm, a, b);
      case 7:
        return shiftLeft(vm, a, b);
      case 8:
        return shiftRight(vm, a, b);
      case 9:
        return bitwise(vm, a, b, "&");
      case 10:
        return bitwise(vm, a, b, "^");
      case 11:
        return bitwise(vm, a, b, "|");
      default:
        return 0;
    }
  }
  if (left === LARGE || right === LARGE) return 0;
  const x = left === SMALL ? a >> 1 : vm.f64[(a + FLOAT_VALUE) >>> 3];
  const y = right === SMALL ? b >> 1 : vm.f64[(b + FLOAT_VALUE) >>> 3];
  switch (operation) {
    case 0:
      return vm.newFloat(x + y);
    case 1:
      return vm.newFloat(x - y);
    case 2:
      return vm.newFloat(x * y);
    case 3:
      return y === 0 ? 0 : vm.newFloat(x / y);
    case 4:
      return y === 0 ? 0 : vm.newFloat(doubleFloorDivide(x, y));
    case 5:
      return y === 0 ? 0 : vm.newFloat(doubleModulo(x, y));
    default:
      return 0;
  }
}

/**
 * The order of two exact numbers of which none is both a float and the other a large int: negative, 0 or positive, NaN
 * for unordered; undefined for every other pair of values.
 */
export function orderOfNumbers(vm: Vm, a: Value, b: Value): number | undefined {
  const left = numberKind(vm, a);
  if (left === OTHER) return undefined;
  const right = numberKind(vm, b);
  if (right === OTHER) return undefined;
  if (left !== FLOAT && right !== FLOAT) return compareInts(vm, a, b);
  if (left === LARGE || right === LARGE) return undefined;
  const x = left === SMALL ? a >> 1 : vm.f64[(a + FLOAT_VALUE) >>> 3];
  const y = right === SMALL ? b >> 1 : vm.f64[(b + FLOAT_VALUE) >>> 3];
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : NaN;
}

/** Whether two values are exactly strs. */
function areStrs(vm: Vm, a: Value, b: Value): boolean {
  return vm.typeIndex(a) === T_STR && vm.typeIndex(b) === T_STR;
}

/** Whether two values are exactly sets or frozensets. */
function areSets(vm: Vm, a: Value, b: Value): boolean {
  const left = vm.typeIndex(a);
  if (left !== T_FROZENSET && left !== T_SET) return false;
  const right = vm.typeIndex(b);
  return right === T_FROZENSET || right === T_SET;
}

/** `a op b`. */
export function binary(vm: Vm, operation: number, a: Value, b: Value): Value {
  if ((a & b & 1) === 1) {
    const quick = binarySmall(operation, a, b);
    if (quick !== 0) return quick;
  }
  if (operation === 0) {
    const type = vm.typeIndex(a);
    if (type === vm.typeIndex(b)) {
      if (type === T_STR) return strConcat(vm, a, b);
      if (type === T_LIST) return concatenateLists(vm, a, b);
    }
  }
  // A tuple has no say in this, and a str of another class is not exactly one.
  if (operation === 5 && vm.isExact(a, T_STR) && vm.isExact(b, T_TUPLE)) return percent(vm, a, b);
  const quick = areSets(vm, a, b) ? combineSets(vm, operation, a, b) : binaryNumbers(vm, operation, a, b);
  if (quick !== 0) return quick;
  if (vm.failed()) return 0;
  const [name, reflected, , symbol] = OPERATORS[operation];
  const value = binaryOrNotImplemented(vm, vm.names[name], vm.names[reflected], a, b);
  if (value !== NOT_IMPLEMENTED) return value;
  return unsupported(vm, symbol, a, b);
}

/**
 * The Python function that an operator calls first where the left operand is an instance of a class, and the right one's
 * class does not derive from it; 0 where there is more to it.
 *
 * @param own Whether the operator is an in-place one.
 */
export function operatorFunction(vm: Vm, type: Address, operation: number, own: boolean): Value {
  const [name, , inPlace] = OPERATORS[operation], layout = vm.i32[(type + TYPE_LAYOUT) >>> 2];
  if (layout !== T_INSTANCE && layout !== T_SLOTS_INSTANCE) return 0;
  if (own && lookup(vm, type, vm.names[inPlace]) !== 0) return 0;
  const found = lookup(vm, type, vm.names[name]);
  return found !== 0 && vm.typeIndex(found) === T_FUNCTION ? found : 0;
}

/** Goes on with an operator whose {@linkcode operatorFunction} has returned NotImplemented. */
export function reflectOperator(vm: Vm, operation: number, a: Value, b: Value, own: boolean): Value {
  const [, reflected, , symbol] = OPERATORS[operation];
  const left = vm.typeOf(a), right = vm.typeOf(b);
  const backward = left === right ? 0 : lookup(vm, right, vm.names[reflected]);
  const reflect = (method: Value) => method === 0 ? NOT_IMPLEMENTED : callBinary(vm, method, b, a);
  const multiply = own ? multiplySequenceInPlace : multiplySequence;
  const value = operation === MULTIPLY && isSequence(vm, b)
    ? multiply(vm, a, b, (_, method) => reflect(method))
    : reflect(backward);
  if (value !== NOT_IMPLEMENTED) return value;
  return unsupported(vm, own ? ownSymbol(symbol) : symbol, a, b);
}

/** Symbol of an operator's in-place form. */
function ownSymbol(symbol: string): string {
  return symbol === "** or pow()" ? "**=" : `${symbol}=`;
}

function unsupported(vm: Vm, symbol: string, a: Value, b: Value): 0 {
  if (symbol === "+" && vm.isStr(a)) {
    return vm.raiseType(`can only concatenate str (not "${vm.typeName(b)}") to str`);
  }
  if (symbol === "+" && vm.isList(a)) {
    return vm.raiseType(`can only concatenate list (not "${vm.typeName(b)}") to list`);
  }
  if (symbol === "+" && vm.isTuple(a)) {
    return vm.raiseType(`can only concatenate tuple (not "${vm.typeName(b)}") to tuple`);
  }
  return vm.raiseType(
    `unsupported operand type(s) for ${symbol}: '${vm.typeName(a)}' and '${vm.typeName(b)}'`,
  );
}

/** Whether a method is how a builtin sequence concatenates, which CPython tries when no operand has an addition. */
function isConcatenation(vm: Vm, method: Value, sequence: Value): boolean {
  return method !== 0 && isSequence(vm, sequence) &&
    (method === lookup(vm, vm.typeObject(vm.layout(sequence)), vm.names.__add__) ||
      method === lookup(vm, vm.typeObject(vm.layout(sequence)), vm.names.__iadd__));
}

/** Tries both operands' methods, the right one's first where its type derives from the left's and overrides. */
export function binaryOrNotImplemented(vm: Vm, name: Value, reflected: Value, a: Value, b: Value): Value {
  const left = vm.typeOf(a), right = vm.typeOf(b);
  if (name === vm.names.__mul__ && (isSequence(vm, a) || isSequence(vm, b))) {
    return multiplySequence(vm, a, b, (forward, backward) => ask(vm, forward, backward, reflected, a, b));
  }
  const forward = lookup(vm, left, name), backward = left === right ? 0 : lookup(vm, right, reflected);
  if (backward !== 0 && name === vm.names.__add__ && isConcatenation(vm, forward, a)) {
    const value = callBinary(vm, backward, b, a);
    return value !== NOT_IMPLEMENTED ? value : callBinary(vm, forward, a, b);
  }
  return ask(vm, forward, backward, reflected, a, b);
}

/** Tries a's method and b's reflected one (0: has none). */
function ask(vm: Vm, forward: Value, backward: Value, reflected: Value, a: Value, b: Value): Value {
  const left = vm.typeOf(a), right = vm.typeOf(b);
  if (backward !== 0 && vm.isSubtype(right, left) && backward !== lookup(vm, left, reflected)) {
    const value = callBinary(vm, backward, b, a);
    if (value !== NOT_IMPLEMENTED) return value;
    backward = 0;
  }
  if (forward !== 0) {
    const value = callBinary(vm, forward, a, b);
    if (value !== NOT_IMPLEMENTED) return value;
  }
  return backward !== 0 ? callBinary(vm, backward, b, a) : NOT_IMPLEMENTED;
}

/**
 * `a op= b`.
 *
 * @param replaced Whether the result takes the place of `a`'s only name: a hint for strs that grow in place.
 */
export function inplace(vm: Vm, operation: number, a: Value, b: Value, replaced = false): Value {
  if ((a & b & 1) === 1) {
    const quick = binarySmall(operation, a, b);
    if (quick !== 0) return quick;
  }
  if (operation === 0 && areStrs(vm, a, b)) return replaced ? strAppend(vm, a, b) : strConcat(vm, a, b);
  const quick = binaryNumbers(vm, operation, a, b);
  if (quick !== 0) return quick;
  if (vm.failed()) return 0;
  const [name, reflected, own, symbol] = OPERATORS[operation];
  if (operation === MULTIPLY && (isSequence(vm, a) || isSequence(vm, b))) {
    const { __rmul__ } = vm.names;
    const value = multiplySequenceInPlace(
      vm,
      a,
      b,
      (forward, backward) => ask(vm, forward, backward, __rmul__, a, b),
    );
    return value !== NOT_IMPLEMENTED ? value : unsupported(vm, "*=", a, b);
  }
  const method = lookup(vm, vm.typeOf(a), vm.names[own]);
  if (method !== 0) {
    if (operation === 0 && isConcatenation(vm, method, a)) {
      const backward = lookup(vm, vm.typeOf(b), vm.names[reflected]);
      const value = backward === 0 ? NOT_IMPLEMENTED : callBinary(vm, backward, b, a);
      if (value !== NOT_IMPLEMENTED) return value;
    }
    const value = callBinary(vm, method, a, b);
    if (value !== NOT_IMPLEMENTED) return value;
  }
  const value = binaryOrNotImplemented(vm, vm.names[name], vm.names[reflected], a, b);
  if (value !== NOT_IMPLEMENTED) return value;
  return unsupported(vm, ownSymbol(symbol), a, b);
}

/** `pow(base, exponent, modulus)` with a modulus that is not None: all three may know the answer. */
export function powerModulo(vm: Vm, base: Value, exponent: Value, modulus: Value): Value {
  const names = vm.names;
  const left = vm.typeOf(base), right = vm.typeOf(exponent);
  const forward = lookup(vm, left, names.__pow__);
  const backward = left === right ? 0 : lookup(vm, right, names.__rpow__);
  const first = backward !== 0 && vm.isSubtype(right, left) && backward !== lookup(vm, left, names.__rpow__);
  let result: Value = NOT_IMPLEMENTED;
  if (first) result = callUnbound(vm, backward, exponent, [base, modulus]);
  if (result === NOT_IMPLEMENTED && forward !== 0) {
    result = callUnbound(vm, forward, base, [exponent, modulus]);
  }
  if (result === NOT_IMPLEMENTED && backward !== 0 && !first) {
    result = callUnbound(vm, backward, exponent, [base, modulus]);
  }
  if (result !== NOT_IMPLEMENTED) return result;
  if (vm.isFloat(modulus)) {
    return vm.raiseType("pow() 3rd argument not allowed unless all arguments are integers");
  }
  if (vm.isComplex(modulus)) return vm.raiseValue("complex modulo");
  return vm.raiseType(
    `unsupported operand type(s) for ** or pow(): '${vm.typeName(base)}', '${vm.typeName(exponent)}', '${
      vm.typeName(modulus)
    }'`,
  );
}

function unary(vm: Vm, name: Value, symbol: string, value: Value): Value {
  const method = lookup(vm, vm.typeOf(value), name);
  if (method === 0) return vm.raiseType(`bad operand type for unary ${symbol}: '${vm.typeName(value)}'`);
  return callUnary(vm, method, value);
}

/** `-value`. */
export function negative(vm: Vm, value: Value): Value {
  return unary(vm, vm.names.__neg__, "-", value);
}

/** `+value`. */
export function positive(vm: Vm, value: Value): Value {
  return unary(vm, vm.names.__pos__, "+", value);
}

/** `~value`. */
export function invert(vm: Vm, value: Value): Value {
  return unary(vm, vm.names.__invert__, "~", value);
}

// Constants: a property of a large object would be looked up each time.
const LESS = Op.LESS,
  LESS_EQUAL = Op.LESS_EQUAL,
  EQUAL = Op.EQUAL,
  NOT_EQUAL = Op.NOT_EQUAL,
  GREATER = Op.GREATER;

/** Comparison of two floats by opcode. */
export function compareDoubles(op: number, a: number, b: number): Value {
  switch (op) {
    case LESS:
      return a < b ? TRUE : FALSE;
    case LESS_EQUAL:
      return a <= b ? TRUE : FALSE;
    case EQUAL:
      return a === b ? TRUE : FALSE;
    case NOT_EQUAL:
      return a !== b ? TRUE : FALSE;
    case GREATER:
      return a > b ? TRUE : FALSE;
    default:
      return a >= b ? TRUE : FALSE;
  }
}

/** Comparison of two small ints by opcode. */
export function compareFast(op: number, a: Value, b: Value): Value {
  // Tagging keeps the order, so the tagged values are compared.
  switch (op) {
    case LESS:
      return a < b ? TRUE : FALSE;
    case LESS_EQUAL:
      return a <= b ? TRUE : FALSE;
    case EQUAL:
      return a === b ? TRUE : FALSE;
    case NOT_EQUAL:
      return a !== b ? TRUE : FALSE;
    case GREATER:
      return a > b ? TRUE : FALSE;
    default:
      return a >= b ? TRUE : FALSE;
  }
}

/** The double of an int, whatever its class says; NaN with OverflowError set where it is too large. */
export function doubleOfInt(vm: Vm, int: Value): number {
  const double = vm.number(int);
  if (Number.isFinite(double)) return double;
  vm.raise("OverflowError", "int too large to convert to float");
  return NaN;
}

/** Whether an int's class has a `__float__` of its own. */
function overridesFloat(vm: Vm, int: Value): boolean {
  const type = vm.typeOf(int), plain = vm.typeObject(T_INT), name = vm.names.__float__;
  return type !== plain && lookup(vm, type, name) !== lookup(vm, plain, name);
}

/** Any real number as a double; NaN with an exception set on failure. */
export function asDouble(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return value >> 1;
  if (vm.layout(value) === T_FLOAT) return vm.float(value);
  if (vm.isInt(value) && !overridesFloat(vm, value)) return doubleOfInt(vm, value);
  const method = lookup(vm, vm.typeOf(value), vm.names.__float__);
  if (method !== 0) {
    const result = callUnary(vm, method, value);
    if (result === 0) return NaN;
    const double = checkConverted(vm, result, "float", "__float__", value) ? vm.float(result) : NaN;
    vm.decref(result);
    return double;
  }
  if (lookup(vm, vm.typeOf(value), vm.names.__index__) !== 0) {
    const int = indexValue(vm, value);
    if (int === 0) return NaN;
    const double = asDouble(vm, int);
    vm.decref(int);
    return double;
  }
  vm.raiseType(`must be real number, not ${vm.typeName(value)}`);
  return NaN;
}

/** `operator.index(value)` as an int Value. */
export function indexValue(vm: Vm, value: Value): Value {
  if (vm.isInt(value)) return vm.keep(value);
  const method = lookup(vm, vm.typeOf(value), vm.names.__index__);
  if (method === 0) return vm.raiseType(`'${vm.typeName(value)}' object cannot be interpreted as an integer`);
  const result = callUnary(vm, method, value);
  if (result === 0 || checkConverted(vm, result, "int", "__index__")) return result;
  vm.decref(result);
  return 0;
}

/** An index as a number, clamped to ±2^53; NaN with an exception set on failure. */
export function index(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return value >> 1;
  const int = indexValue(vm, value);
  if (int === 0) return NaN;
  const number = vm.number(int);
  vm.decref(int);
  return Math.max(-(2 ** 53), Math.min(2 ** 53, number));
}

/** As `index`, with OverflowError for what C's int does not hold. */
export function cInt(vm: Vm, value: Value): number {
  const number = index(vm, value);
  if (Math.abs(number) < 2 ** 31 || number === -(2 ** 31) || Number.isNaN(number)) return number;
  vm.raise("OverflowError", "Python int too large to convert to C int");
  return NaN;
}

/** As `index`, with OverflowError (of a text that may be given) for what 64 bits don't hold. */
export function size(vm: Vm, value: Value, tooLarge?: string): number {
  if ((value & 1) === 1) return value >> 1;
  const int = indexValue(vm, value);
  if (int === 0) return NaN;
  const number = vm.number(int);
  const fits = Math.abs(number) < 2 ** 63 || BigInt.asIntN(64, vm.bigInt(int)) === vm.bigInt(int);
  vm.decref(int);
  if (fits) return Math.max(-(2 ** 53), Math.min(2 ** 53, number));
  vm.raise("OverflowError", tooLarge ?? "Python int too large to convert to C ssize_t");
  return NaN;
}

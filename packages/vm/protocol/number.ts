/**
 * Operators: CPython's `binary_op1` and `binary_iop1` over special methods.
 *
 * @module
 */
import { FALSE, NOT_IMPLEMENTED, T_FLOAT, TRUE, type Value } from "@orochi/object";
import { Op } from "../bytecode/opcodes.ts";
import { callUnbound } from "../call.ts";
import type { Name } from "../names.ts";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";

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

/**
 * An operator on two small ints whose result is one too; 0 for every other case. Saves the lookup of a method.
 *
 * @param operation 0 to 12 in ORDER BINARY.
 */
export function binarySmall(operation: number, a: Value, b: Value): Value {
  const x = a >> 1, y = b >> 1;
  let result: number;
  switch (operation) {
    case 0: result = x + y; break;
    case 1: result = x - y; break;
    case 2: result = x * y; break;
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
    case 9: result = x & y; break;
    case 10: result = x ^ y; break;
    case 11: result = x | y; break;
    default: return 0;
  }
  return result >= -0x4000_0000 && result <= 0x3fff_ffff ? (result << 1) | 1 : 0;
}

/** `a op b`. */
export function binary(vm: Vm, operation: number, a: Value, b: Value): Value {
  if ((a & b & 1) === 1) {
    const quick = binarySmall(operation, a, b);
    if (quick !== 0) return quick;
  }
  const [name, reflected, , symbol] = OPERATORS[operation];
  const value = binaryOrNotImplemented(vm, vm.names[name], vm.names[reflected], a, b);
  if (value !== NOT_IMPLEMENTED) return value;
  return unsupported(vm, symbol, a, b);
}

function unsupported(vm: Vm, symbol: string, a: Value, b: Value): 0 {
  if (symbol === "+" && vm.isStr(a)) {
    return vm.raiseType(`can only concatenate str (not "${vm.typeName(b)}") to str`);
  }
  if (symbol === "+" && vm.isList(a)) return vm.raiseType(`can only concatenate list (not "${vm.typeName(b)}") to list`);
  if (symbol === "+" && vm.isTuple(a)) return vm.raiseType(`can only concatenate tuple (not "${vm.typeName(b)}") to tuple`);
  if (symbol === "*" && (isSequence(vm, a) || isSequence(vm, b))) {
    const other = isSequence(vm, a) ? b : a;
    return vm.raiseType(`can't multiply sequence by non-int of type '${vm.typeName(other)}'`);
  }
  return vm.raiseType(`unsupported operand type(s) for ${symbol}: '${vm.typeName(a)}' and '${vm.typeName(b)}'`);
}

function isSequence(vm: Vm, value: Value): boolean {
  return vm.isStr(value) || vm.isList(value) || vm.isTuple(value) || vm.isBytes(value);
}

/** Tries both operands' methods, the right one's first where its type derives from the left's and overrides. */
export function binaryOrNotImplemented(vm: Vm, name: Value, reflected: Value, a: Value, b: Value): Value {
  const left = vm.typeOf(a), right = vm.typeOf(b);
  const forward = lookup(vm, left, name);
  let backward = left === right ? 0 : lookup(vm, right, reflected);
  if (backward !== 0 && vm.isSubtype(right, left) && backward !== lookup(vm, left, reflected)) {
    const value = callUnbound(vm, backward, b, [a]);
    if (value !== NOT_IMPLEMENTED) return value;
    backward = 0;
  }
  if (forward !== 0) {
    const value = callUnbound(vm, forward, a, [b]);
    if (value !== NOT_IMPLEMENTED) return value;
  }
  return backward !== 0 ? callUnbound(vm, backward, b, [a]) : NOT_IMPLEMENTED;
}

/**
 * `a op= b`.
 *
 * @param _replaced Whether the result takes the place of `a`'s only name: a hint for strs that grow in place.
 */
export function inplace(vm: Vm, operation: number, a: Value, b: Value, _replaced = false): Value {
  if ((a & b & 1) === 1) {
    const quick = binarySmall(operation, a, b);
    if (quick !== 0) return quick;
  }
  const [name, reflected, own, symbol] = OPERATORS[operation];
  const method = lookup(vm, vm.typeOf(a), vm.names[own]);
  if (method !== 0) {
    const value = callUnbound(vm, method, a, [b]);
    if (value !== NOT_IMPLEMENTED) return value;
  }
  const value = binaryOrNotImplemented(vm, vm.names[name], vm.names[reflected], a, b);
  if (value !== NOT_IMPLEMENTED) return value;
  return unsupported(vm, symbol === "** or pow()" ? "**=" : `${symbol}=`, a, b);
}

function unary(vm: Vm, name: Value, symbol: string, value: Value): Value {
  const method = lookup(vm, vm.typeOf(value), name);
  if (method === 0) return vm.raiseType(`bad operand type for unary ${symbol}: '${vm.typeName(value)}'`);
  return callUnbound(vm, method, value, []);
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

/** Comparison of two small ints by opcode. */
export function compareFast(op: number, a: Value, b: Value): Value {
  // Tagging keeps the order, so the tagged values are compared.
  switch (op) {
    case Op.LESS: return a < b ? TRUE : FALSE;
    case Op.LESS_EQUAL: return a <= b ? TRUE : FALSE;
    case Op.EQUAL: return a === b ? TRUE : FALSE;
    case Op.NOT_EQUAL: return a !== b ? TRUE : FALSE;
    case Op.GREATER: return a > b ? TRUE : FALSE;
    default: return a >= b ? TRUE : FALSE;
  }
}

/** Any real number as a double; NaN with an exception set on failure. */
export function asDouble(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return value >> 1;
  if (vm.layout(value) === T_FLOAT) return vm.float(value);
  if (vm.isInt(value)) {
    const double = vm.number(value);
    if (!Number.isFinite(double)) {
      vm.raise("OverflowError", "int too large to convert to float");
      return NaN;
    }
    return double;
  }
  const method = lookup(vm, vm.typeOf(value), vm.names.__float__);
  if (method !== 0) {
    const result = callUnbound(vm, method, value, []);
    if (result === 0) return NaN;
    if (!vm.isFloat(result)) {
      vm.raiseType(`${vm.typeName(value)}.__float__ returned non-float (type ${vm.typeName(result)})`);
      vm.decref(result);
      return NaN;
    }
    const double = vm.float(result);
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
  const result = callUnbound(vm, method, value, []);
  if (result !== 0 && !vm.isInt(result)) {
    vm.raiseType(`__index__ returned non-int (type ${vm.typeName(result)})`);
    vm.decref(result);
    return 0;
  }
  return result;
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

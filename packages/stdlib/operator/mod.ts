/**
 * `_operator`: the operators as functions.
 *
 * @module
 */
import { FALSE, NONE, STR_ASCII, STR_KIND, T_INT, TRUE, type Value } from "@orochi/object";
import {
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { callWithTuple, indexValue, invert, lengthHint, negative, positive } from "@orochi/vm/kernel";
import { copyBytes } from "../bytes_like.ts";
import { attrGetterType, itemGetterType, methodCallerType } from "./getters.ts";

/** A function of two operands. */
function two(name: string, doc: string, apply: (vm: Vm, a: Value, b: Value) => Value): NativeDefinition {
  return nativeFunction(name, "(a, b, /)", (vm, at) => apply(vm, vm.i32[at], vm.i32[at + 1]), doc);
}

/** A function of one operand. */
function one(name: string, doc: string, apply: (vm: Vm, a: Value) => Value): NativeDefinition {
  return nativeFunction(name, "(a, /)", (vm, at) => apply(vm, vm.i32[at]), doc);
}

/** A tri as a bool; -1 is a failure. */
function bool(vm: Vm, tri: number): Value {
  return tri < 0 ? 0 : vm.bool(tri === 1);
}

/** Name, in-place name and symbol of each binary operator, in ORDER BINARY. */
const BINARY: readonly (readonly [string, string, string])[] = [
  ["add", "iadd", "+"],
  ["sub", "isub", "-"],
  ["mul", "imul", "*"],
  ["truediv", "itruediv", "/"],
  ["floordiv", "ifloordiv", "//"],
  ["mod", "imod", "%"],
  ["pow", "ipow", "**"],
  ["lshift", "ilshift", "<<"],
  ["rshift", "irshift", ">>"],
  ["and_", "iand", "&"],
  ["xor", "ixor", "^"],
  ["or_", "ior", "|"],
  ["matmul", "imatmul", "@"],
];

/** Name and symbol of each comparison, in the order of `vm.compare`. */
const COMPARISONS: readonly (readonly [string, string])[] = [
  ["lt", "<"],
  ["le", "<="],
  ["eq", "=="],
  ["ne", "!="],
  ["gt", ">"],
  ["ge", ">="],
];

/** Whether a value can be concatenated: it has items, and is no mapping of ours. */
function isSequence(vm: Vm, value: Value): boolean {
  return !vm.isDict(value) && vm.lookupSpecial(value, vm.names.__getitem__) !== 0;
}

function concatenate(vm: Vm, a: Value, b: Value, inPlace: boolean): Value {
  if (!isSequence(vm, a)) return vm.raiseType(`'${vm.typeName(a)}' object can't be concatenated`);
  return inPlace ? vm.inplace(0, a, b) : vm.binary(0, a, b);
}

function iteratorOf(vm: Vm, container: Value): Value {
  const iterator = vm.iter(container);
  if (iterator === 0 && vm.matches("TypeError")) {
    vm.clearError();
    return vm.raiseType(`argument of type '${vm.typeName(container)}' is not a container or iterable`);
  }
  return iterator;
}

/** Walks a container: the index of the first equal item (or how many there are); -1: none, -2: failed. */
function search(vm: Vm, container: Value, wanted: Value, all: boolean): number {
  const iterator = iteratorOf(vm, container);
  if (iterator === 0) return -2;
  let found = 0, index = 0, result = -1;
  for (let item = vm.next(iterator); item !== 0; item = vm.next(iterator), index++) {
    const same = vm.equals(item, wanted);
    vm.decref(item);
    if (same < 0) break;
    found += same;
    if (same === 1 && !all) {
      result = index;
      break;
    }
  }
  vm.decref(iterator);
  return vm.failed() ? -2 : all ? found : result;
}

function hintOf(vm: Vm, object: Value, missing: Value): Value {
  if (missing !== 0 && !vm.isInt(missing) && vm.lookupSpecial(missing, vm.names.__index__) === 0) {
    return vm.raiseType(`'${vm.typeName(missing)}' object cannot be interpreted as an integer`);
  }
  const fallback = missing === 0 ? 0 : vm.size(missing);
  if (Number.isNaN(fallback)) return 0;
  const hint = lengthHint(vm, object, fallback);
  return Number.isNaN(hint) ? 0 : vm.newInt(hint);
}

/** Compares in a time that depends on the lengths only. */
function compareDigest(vm: Vm, a: Value, b: Value): Value {
  let x: Uint8Array | null, y: Uint8Array | null;
  if (vm.isStr(a) && vm.isStr(b)) {
    const ascii = (text: Value) => (vm.i32[(text + STR_KIND) >>> 2] & STR_ASCII) !== 0;
    if (!ascii(a) || !ascii(b)) {
      return vm.raiseType("comparing strings with non-ASCII characters is not supported");
    }
    x = new TextEncoder().encode(vm.js(a));
    y = new TextEncoder().encode(vm.js(b));
  } else {
    x = copyBytes(vm, a);
    const error = x === null ? vm.takeError() : 0;
    y = copyBytes(vm, b);
    if (x === null && y === null) {
      vm.decref(error);
      vm.clearError();
      return vm.raiseType(
        `unsupported operand types(s) or combination of types: '${vm.typeName(a)}' and '${vm.typeName(b)}'`,
      );
    }
    if (x === null) return vm.raiseObject(error);
    if (y === null) return 0;
  }
  let different = x.length ^ y.length;
  const other = x.length === y.length ? x : y;
  for (let i = 0; i < y.length; i++) different |= other[i] ^ y[i];
  return vm.bool(different === 0);
}

const functions: readonly NativeDefinition[] = [
  ...BINARY.flatMap(([name, inPlace, symbol], operation) => [
    two(name, `Same as a ${symbol} b.`, (vm, a, b) => vm.binary(operation, a, b)),
    two(inPlace, `Same as a ${symbol}= b.`, (vm, a, b) => vm.inplace(operation, a, b)),
  ]),
  ...COMPARISONS.map(([name, symbol], operation) =>
    two(name, `Same as a ${symbol} b.`, (vm, a, b) => vm.compare(operation, a, b))
  ),
  two("concat", "Same as a + b, for a and b sequences.", (vm, a, b) => concatenate(vm, a, b, false)),
  two("iconcat", "Same as a += b, for a and b sequences.", (vm, a, b) => concatenate(vm, a, b, true)),
  two("is_", "Same as a is b.", (_vm, a, b) => a === b ? TRUE : FALSE),
  two("is_not", "Same as a is not b.", (_vm, a, b) => a !== b ? TRUE : FALSE),
  one("is_none", "Same as a is None.", (_vm, a) => a === NONE ? TRUE : FALSE),
  one("is_not_none", "Same as a is not None.", (_vm, a) => a !== NONE ? TRUE : FALSE),
  two("contains", "Same as b in a (note reversed operands).", (vm, a, b) => bool(vm, vm.contains(a, b))),
  two("countOf", "Return the number of items in a which are, or which equal, b.", (vm, a, b) => {
    const count = search(vm, a, b, true);
    return count < 0 ? 0 : vm.newInt(count);
  }),
  two("indexOf", "Return the first index of b in a.", (vm, a, b) => {
    const index = search(vm, a, b, false);
    if (index === -1) return vm.raiseValue("sequence.index(x): x not in sequence");
    return index < 0 ? 0 : vm.newInt(index);
  }),
  two("getitem", "Same as a[b].", (vm, a, b) => vm.getItem(a, b)),
  two("delitem", "Same as del a[b].", (vm, a, b) => vm.delItem(a, b) ? NONE : 0),
  nativeFunction(
    "setitem",
    "(a, b, c, /)",
    (vm, at) => vm.setItem(vm.i32[at], vm.i32[at + 1], vm.i32[at + 2]) ? NONE : 0,
    "Same as a[b] = c.",
  ),
  one("abs", "Same as abs(a).", (vm, a) => {
    const result = vm.callSpecial(a, vm.names.__abs__);
    return result !== 0 || vm.failed()
      ? result
      : vm.raiseType(`bad operand type for abs(): '${vm.typeName(a)}'`);
  }),
  one("neg", "Same as -a.", negative),
  one("pos", "Same as +a.", positive),
  one("inv", "Same as ~a.", invert),
  one("invert", "Same as ~a.", invert),
  one("index", "Same as a.__index__()", (vm, a) => {
    const int = indexValue(vm, a);
    if (int === 0 || vm.typeIndex(int) === T_INT) return int;
    const exact = vm.newBigInt(vm.bigInt(int));
    vm.decref(int);
    return exact;
  }),
  one("not_", "Same as not a.", (vm, a) => {
    const truth = vm.truthy(a);
    return truth < 0 ? 0 : vm.bool(truth === 0);
  }),
  one("truth", "Return True if a is true, False otherwise.", (vm, a) => bool(vm, vm.truthy(a))),
  nativeFunction(
    "length_hint",
    "(obj, default=0, /)",
    (vm, at) => hintOf(vm, vm.i32[at], vm.i32[at + 1]),
    "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.",
  ),
  nativeFunction(
    "call",
    "(obj, /, *args, **kwargs)",
    (vm, at) => callWithTuple(vm, vm.i32[at], vm.i32[at + 1], vm.i32[at + 2]),
    "Same as obj(*args, **kwargs).",
  ),
  two(
    "_compare_digest",
    "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.",
    compareDigest,
  ),
];

/** The types of the module. */
export const operatorTypes: readonly TypeDefinition[] = [attrGetterType, itemGetterType, methodCallerType];

/** The module. */
export const operatorModule: NativeModule = {
  name: "_operator",
  doc:
    "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
  functions,
  populate: (vm, _module, dict) =>
    operatorTypes.every((type) => vm.dictSetStr(dict, type.name, vm.typeObject(type.index))),
};

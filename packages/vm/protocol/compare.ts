/**
 * Comparison, hashing, truth and membership.
 *
 * @module
 */
import {
  FALSE,
  NONE,
  NOT_IMPLEMENTED,
  STR_LENGTH,
  strCompare,
  strEquals,
  strHash,
  T_BOOL,
  T_BYTES,
  T_DICT,
  T_FLOAT,
  T_INT,
  T_LIST,
  T_NONE_TYPE,
  T_SET,
  T_STR,
  T_TUPLE,
  T_TYPE,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_FLAGS,
  type Value,
} from "@orochi/object";
import { compareTuples, hashTuple } from "../builtins/tuple.ts";
import { callBinary, callUnary, enterNested, leaveNested } from "../call.ts";
import type { Name } from "../names.ts";
import { lookup, TYPE_FLAG_IDENTITY } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { contains } from "./container.ts";
import { orderOfNumbers } from "./number.ts";

const METHODS: readonly Name[] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];
const REFLECTED: readonly Name[] = ["__gt__", "__ge__", "__eq__", "__ne__", "__lt__", "__le__"];
const SYMBOLS: readonly string[] = ["<", "<=", "==", "!=", ">", ">="];

/** `a op b` as a value; 0 to 5 are < <= == != > >= (`PyObject_RichCompare`). */
export function compare(vm: Vm, operation: number, a: Value, b: Value): Value {
  if ((a & b & 1) === 1) {
    const order = a < b ? 1 : a === b ? 2 : 4;
    return ([1, 3, 2, 5, 4, 6][operation] & order) !== 0 ? TRUE : FALSE;
  }
  const order = orderOfNumbers(vm, a, b);
  if (order !== undefined) return holds(operation, order) ? TRUE : FALSE;
  if (vm.typeIndex(a) === T_STR && vm.typeIndex(b) === T_STR) return compareStrs(vm, operation, a, b);
  if (vm.typeIndex(a) === T_TUPLE && vm.typeIndex(b) === T_TUPLE) {
    return compareExactTuples(vm, operation, a, b);
  }
  const left = vm.typeOf(a), right = vm.typeOf(b);
  const forward = vm.names[METHODS[operation]], backward = vm.names[REFLECTED[operation]];
  let tryRight = true;
  if (left !== right && vm.isSubtype(right, left)) {
    const method = lookup(vm, right, backward);
    if (method !== 0) {
      tryRight = false;
      const value = callBinary(vm, method, b, a);
      if (value !== NOT_IMPLEMENTED) return value;
    }
  }
  const method = lookup(vm, left, forward);
  if (method !== 0) {
    const value = callBinary(vm, method, a, b);
    if (value !== NOT_IMPLEMENTED) return value;
  }
  if (tryRight) {
    const other = lookup(vm, right, backward);
    if (other !== 0) {
      const value = callBinary(vm, other, b, a);
      if (value !== NOT_IMPLEMENTED) return value;
    }
  }
  if (operation === 2) return a === b ? TRUE : FALSE;
  if (operation === 3) return a !== b ? TRUE : FALSE;
  return vm.raiseType(
    `'${SYMBOLS[operation]}' not supported between instances of '${vm.typeName(a)}' and '${vm.typeName(b)}'`,
  );
}

/** `a op b` of exact tuples, whose items may be tuples in turn. */
function compareExactTuples(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!enterNested(vm)) return 0;
  const result = compareTuples(vm, operation, a, b);
  leaveNested(vm);
  return result;
}

/** Whether an order answers an operation with yes; NaN only `!=`. */
function holds(operation: number, order: number): boolean {
  switch (operation) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** `a op b` of exact strs, by code points. */
function compareStrs(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (operation === 2) return strEquals(vm.objects, a, b) ? TRUE : FALSE;
  if (operation === 3) return strEquals(vm.objects, a, b) ? FALSE : TRUE;
  return holds(operation, strCompare(vm.objects, a, b)) ? TRUE : FALSE;
}

/** Identity, then `==`: tri. */
export function equals(vm: Vm, a: Value, b: Value): number {
  if (a === b) return 1;
  if ((a & b & 1) === 1) return 0;
  if (vm.isExact(a, T_STR) && vm.isExact(b, T_STR)) return strEquals(vm.objects, a, b) ? 1 : 0;
  const value = compare(vm, 2, a, b);
  if (value === 0) return -1;
  const result = truthy(vm, value);
  vm.decref(value);
  return result;
}

/** The small int -1, whose hash is -2. */
const MINUS_ONE: Value = -1;

/** The hash used inside; 0 with an exception set on failure. */
export function hash(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return value === MINUS_ONE ? -2 : value >> 1;
  if (vm.isExact(value, T_STR)) return strHash(vm.objects, value);
  if (vm.isExact(value, T_TUPLE)) {
    if (!enterNested(vm)) return 0;
    const own = hashTuple(vm, value);
    leaveNested(vm);
    return own === -1 ? -2 : own;
  }
  const type = vm.typeOf(value);
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_IDENTITY) !== 0) return identityHash(value);
  const native = vm.hashNatively(value);
  if (native !== undefined) return native;
  const method = lookup(vm, type, vm.names.__hash__);
  if (method === 0 || method === NONE) return vm.raiseType(`unhashable type: '${vm.typeName(value)}'`);
  const result = callUnary(vm, method, value);
  if (result === 0) return 0;
  if ((result & 1) === 1) return result === MINUS_ONE ? -2 : result >> 1;
  if (!vm.isInt(result)) {
    vm.decref(result);
    return vm.raiseType("__hash__ method should return an integer");
  }
  const folded = foldHash(vm.bigInt(result));
  vm.decref(result);
  return folded;
}

/**
 * The 32 bits that stand for a hash of Python's width: equal hashes give equal ones, those of 32 bits themselves.
 * -1 becomes -2, as in CPython, so that an int and what a Python `__hash__` returns of it agree.
 */
export function foldHash(wide: bigint): number {
  if (wide === -1n) return -2;
  if (wide >= -0x8000_0000n && wide <= 0x7fff_ffffn) return Number(wide);
  return Number(BigInt.asIntN(32, wide ^ (wide >> 32n)));
}

/** Hash of an object by its address, which never changes. */
export function identityHash(value: Value): number {
  return (value >>> 4) | (value << 28);
}

/** Truth: tri. */
export function truthy(vm: Vm, value: Value): number {
  if (value === TRUE) return 1;
  if (value === FALSE || value === NONE) return 0;
  if ((value & 1) === 1) return value === 1 ? 0 : 1;
  switch (vm.typeIndex(value)) {
    // These keep their length in the same word.
    case T_STR:
    case T_LIST:
    case T_TUPLE:
    case T_DICT:
      return vm.i32[(value + STR_LENGTH) >>> 2] === 0 ? 0 : 1;
    case T_FLOAT:
      return vm.float(value) === 0 ? 0 : 1;
  }
  const type = vm.typeOf(value);
  const method = lookup(vm, type, vm.names.__bool__);
  if (method !== 0) {
    const result = callUnary(vm, method, value);
    if (result === 0) return -1;
    if (result === TRUE) return 1;
    if (result === FALSE) return 0;
    vm.raiseType(`__bool__ should return bool, returned ${vm.typeName(result)}`);
    vm.decref(result);
    return -1;
  }
  if (lookup(vm, type, vm.names.__len__) === 0) return 1;
  const length = vm.length(value);
  return length < 0 ? -1 : length > 0 ? 1 : 0;
}

/** `isinstance(value, classes)`: tri. */
export function isInstance(vm: Vm, value: Value, classes: Value): number {
  const type = vm.typeOf(value);
  if (type === classes) return 1;
  if (vm.isExact(classes, T_TUPLE)) {
    const { i32 } = vm,
      first = (classes + TUPLE_ITEMS) >>> 2,
      end = first + i32[(classes + TUPLE_LENGTH) >>> 2];
    let plain = hasPlainClass(vm.typeIndex(value));
    for (let word = first; word < end && plain; word++) {
      if (i32[word] === type) return 1;
      plain = vm.isExact(i32[word], T_TYPE) && !vm.isSubtype(type, i32[word]);
    }
    if (plain) return 0;
  }
  if (vm.isTuple(classes)) return anyOf(vm, classes, (cls) => isInstance(vm, value, cls));
  if (vm.isExact(classes, T_TYPE)) return isRealInstance(vm, value, classes);
  const checked = callCheck(vm, classes, vm.names.__instancecheck__, value);
  return checked ?? isRealInstance(vm, value, classes);
}

/** `isinstance` without the metaclass's say: by the value's type, or by the `__class__` that it claims. Tri. */
export function isRealInstance(vm: Vm, value: Value, cls: Value): number {
  if (isType(vm, cls)) {
    return vm.isSubtype(vm.typeOf(value), cls) ? 1 : claimsClass(vm, value, cls);
  }
  if (!checkClass(vm, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
  const claimed = vm.getAttrOptional(value, vm.names.__class__);
  if (claimed === 0) return vm.failed() ? -1 : 0;
  const result = derives(vm, claimed, cls);
  vm.decref(claimed);
  return result;
}

function isType(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_TYPE;
}

/** Whether objects of exactly this type cannot say that they are of another class. */
function hasPlainClass(typeIndex: number): boolean {
  switch (typeIndex) {
    case T_INT:
    case T_BOOL:
    case T_FLOAT:
    case T_STR:
    case T_BYTES:
    case T_LIST:
    case T_TUPLE:
    case T_DICT:
    case T_SET:
    case T_NONE_TYPE:
      return true;
    default:
      return false;
  }
}

/** An object may say by `__class__` that it is of another class. */
function claimsClass(vm: Vm, value: Value, cls: Value): number {
  if (hasPlainClass(vm.typeIndex(value))) return 0;
  const claimed = vm.getAttrOptional(value, vm.names.__class__);
  if (claimed === 0) return vm.failed() ? -1 : 0;
  const same = claimed !== vm.typeOf(value) && isType(vm, claimed) && vm.isSubtype(claimed, cls);
  vm.decref(claimed);
  return same ? 1 : 0;
}

/** `issubclass(type, classes)`: tri. */
export function isSubclass(vm: Vm, type: Value, classes: Value): number {
  if (vm.isTuple(classes)) return anyOf(vm, classes, (cls) => isSubclass(vm, type, cls));
  if (vm.isExact(classes, T_TYPE) && isType(vm, type)) return vm.isSubtype(type, classes) ? 1 : 0;
  const checked = callCheck(vm, classes, vm.names.__subclasscheck__, type);
  return checked ?? isRealSubclass(vm, type, classes);
}

/** `issubclass` without the metaclass's say. Tri. */
export function isRealSubclass(vm: Vm, type: Value, cls: Value): number {
  if (isType(vm, type) && isType(vm, cls)) return vm.isSubtype(type, cls) ? 1 : 0;
  if (!checkClass(vm, type, "issubclass() arg 1 must be a class")) return -1;
  if (!checkClass(vm, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union")) return -1;
  return derives(vm, type, cls);
}

/** The `__bases__` of what is treated as a class, if it is a tuple (owned); else 0. */
function basesOf(vm: Vm, cls: Value): Value {
  const bases = vm.getAttrOptional(cls, vm.names.__bases__);
  if (bases === 0 || vm.isTuple(bases)) return bases;
  vm.decref(bases);
  return 0;
}

function checkClass(vm: Vm, cls: Value, message: string): boolean {
  const bases = basesOf(vm, cls);
  vm.decref(bases);
  if (bases === 0 && !vm.failed()) vm.raiseType(message);
  return bases !== 0;
}

/** Whether a class comes up among what another and its `__bases__` name. Tri. */
function derives(vm: Vm, derived: Value, cls: Value): number {
  if (derived === cls) return 1;
  const bases = basesOf(vm, derived);
  if (bases === 0) return vm.failed() ? -1 : 0;
  const result = anyOf(vm, bases, (base) => derives(vm, base, cls));
  vm.decref(bases);
  return result;
}

function anyOf(vm: Vm, classes: Value, test: (cls: Value) => number): number {
  if (!enterNested(vm)) return -1;
  let result = 0;
  for (let i = 0; i < vm.tupleLength(classes) && result === 0; i++) result = test(vm.tupleItem(classes, i));
  leaveNested(vm);
  return result;
}

/** A metaclass's own check; undefined where it is `type`'s. */
function callCheck(vm: Vm, cls: Value, name: Value, value: Value): number | undefined {
  const method = lookup(vm, vm.typeOf(cls), name);
  if (method === 0 || method === lookup(vm, vm.typeObject(T_TYPE), name)) return undefined;
  const result = callBinary(vm, method, cls, value);
  if (result === 0) return -1;
  const truth = truthy(vm, result);
  vm.decref(result);
  return truth;
}

export { contains };

/**
 * Computed attributes of classes: annotations (PEP 649), the sizes and flags that CPython's type objects tell.
 *
 * @module
 */
import {
  type Address,
  NONE,
  T_BYTES,
  T_DICT,
  T_INT,
  T_LIST,
  T_OBJECT,
  T_STR,
  T_TUPLE,
  T_TYPE,
  TYPE_BASIC_SIZE,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_LAYOUT,
  type Value,
} from "@orochi/object";
import { changeClassDict } from "../attributes.ts";
import type { GetSetDefinition } from "../native.ts";
import { isCallable } from "./functions.ts";
import { TYPE_FLAG_ABSTRACT, TYPE_FLAG_BASE, TYPE_FLAG_HEAP } from "../type_lookup.ts";
import { hasReferables } from "./weakref_attribute.ts";
import { CONTROL_GENERIC, type Vm } from "../vm.ts";

/** Bits of `__flags__`, CPython's `Py_TPFLAGS_`. */
const IMMUTABLE = 1 << 8;
const HEAP = 1 << 9;
const BASE = 1 << 10;
const READY = 1 << 12;
const HAVE_GC = 1 << 14;
const IS_ABSTRACT = 1 << 20;
/** The bit of a builtin class that its subclasses have too. */
const SUBCLASS: readonly (readonly [index: number, bit: number])[] = [
  [T_INT, 1 << 24],
  [T_LIST, 1 << 25],
  [T_TUPLE, 1 << 26],
  [T_BYTES, 1 << 27],
  [T_STR, 1 << 28],
  [T_DICT, 1 << 29],
  [T_TYPE, 2 ** 31],
];
/** Bytes of an item behind the fixed part. */
const ITEM_BYTES: { readonly [layout: number]: number } = { [T_INT]: 4, [T_TUPLE]: 4, [T_BYTES]: 1 };

function dictOf(vm: Vm, type: Address): Value {
  return vm.i32[(type + TYPE_DICT) >>> 2];
}

/** Whether a class was made by a program, not by the virtual machine. */
export function isHeap(vm: Vm, type: Address): boolean {
  return (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
}

function immutable(vm: Vm, type: Address, name: string): boolean {
  vm.raiseType(`cannot set '${name}' attribute of immutable type '${vm.typeNameOf(type)}'`);
  return false;
}

function missing(vm: Vm, type: Address, name: string): 0 {
  return vm.raise("AttributeError", `type object '${vm.typeNameOf(type)}' has no attribute '${name}'`);
}

/** Takes a name out of a class's dict; whether it was there, or an error. */
function forget(vm: Vm, type: Address, name: string): boolean {
  const key = vm.intern(name);
  return key !== 0 && changeClassDict(vm, type, key, 0) > 0;
}

function getAnnotate(vm: Vm, type: Address): Value {
  if (!isHeap(vm, type)) return missing(vm, type, "__annotate__");
  const dict = dictOf(vm, type);
  const found = vm.dictGetStr(dict, "__annotate__") || vm.dictGetStr(dict, "__annotate_func__");
  return found === 0 ? NONE : vm.bindDescriptor(found, 0, type);
}

function setAnnotate(vm: Vm, type: Address, value: Value): boolean {
  if (value === 0) {
    vm.raiseType("cannot delete __annotate__ attribute");
    return false;
  }
  if (!isHeap(vm, type)) return immutable(vm, type, "__annotate__");
  if (value !== NONE && !isCallable(vm, value)) {
    vm.raiseType("__annotate__ must be callable or None");
    return false;
  }
  const name = vm.dictGetStr(dictOf(vm, type), "__annotate__") === 0 ? "__annotate_func__" : "__annotate__";
  if (changeClassDict(vm, type, vm.intern(name), value) < 0) return false;
  if (value !== NONE && !forget(vm, type, "__annotations_cache__")) forget(vm, type, "__annotations__");
  return !vm.failed();
}

function getAnnotations(vm: Vm, type: Address): Value {
  return isHeap(vm, type) ? vm.annotationsOfType(type) : missing(vm, type, "__annotations__");
}

function setAnnotations(vm: Vm, type: Address, value: Value): boolean {
  if (!isHeap(vm, type)) return immutable(vm, type, "__annotations__");
  const name = vm.dictGetStr(dictOf(vm, type), "__annotations__") === 0
    ? "__annotations_cache__"
    : "__annotations__";
  if (value === 0) {
    if (!forget(vm, type, name)) {
      if (!vm.failed()) vm.raise("AttributeError", "__annotations__");
      return false;
    }
  } else if (changeClassDict(vm, type, vm.intern(name), value) < 0) return false;
  if (!forget(vm, type, "__annotate_func__")) forget(vm, type, "__annotate__");
  return !vm.failed();
}

function flagsOf(vm: Vm, type: Address): Value {
  const flags = vm.i32[(type + TYPE_FLAGS) >>> 2];
  let bits = READY + (SUBCLASS.find(([index]) => vm.isSubtype(type, vm.typeObject(index)))?.[1] ?? 0);
  // Generic is made as Python makes classes: copyreg looks for the first base that is not.
  const heap = (flags & TYPE_FLAG_HEAP) !== 0 || type === vm.control(CONTROL_GENERIC);
  bits += heap ? HEAP + HAVE_GC : IMMUTABLE;
  if ((flags & TYPE_FLAG_BASE) !== 0) bits += BASE;
  if ((flags & TYPE_FLAG_ABSTRACT) !== 0) bits += IS_ABSTRACT;
  return vm.newInt(bits);
}

/**
 * `__text_signature__`: how a builtin class is called, as far as its own `__init__` tells; None for classes of Python,
 * which tell by their methods.
 */
function textSignature(vm: Vm, type: Address): Value {
  if (type === vm.typeObject(T_OBJECT)) return vm.newStr("()");
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0) return NONE;
  const init = vm.dictGetStr(vm.i32[(type + TYPE_DICT) >>> 2], "__init__");
  const text = init === 0 ? 0 : vm.getAttrOptional(init, vm.intern("__text_signature__"));
  if (text === 0 || !vm.isStr(text)) {
    vm.clearError();
    vm.decref(text);
    return NONE;
  }
  const words = vm.js(text).replace(/^\(\$self, (?:\/, )?/, "(");
  vm.decref(text);
  // One that takes anything tells nothing.
  return words.startsWith("($self") || words.includes("*args") ? NONE : vm.newStr(words);
}

/** Attributes of `type` objects. */
export const typeAttributes: readonly GetSetDefinition[] = [
  { name: "__annotate__", get: getAnnotate, set: setAnnotate },
  { name: "__annotations__", get: getAnnotations, set: setAnnotations },
  { name: "__flags__", get: flagsOf },
  { name: "__text_signature__", get: textSignature },
  { name: "__basicsize__", get: (vm, type) => vm.newInt(vm.i32[(type + TYPE_BASIC_SIZE) >>> 2]) },
  {
    name: "__itemsize__",
    get: (vm, type) => vm.newInt(ITEM_BYTES[vm.i32[(type + TYPE_LAYOUT) >>> 2]] ?? 0),
  },
  { name: "__dictoffset__", get: (vm, type) => vm.newInt(vm.i32[(type + TYPE_DICT_OFFSET) >>> 2]) },
  {
    name: "__weakrefoffset__",
    // Weak references are kept apart from the object.
    get: (vm, type) => vm.newInt(hasReferables(vm, type) ? -1 : 0),
  },
];

/**
 * `x.__class__ = C` and `x.__dict__ = d`.
 *
 * @module
 */
import {
  type Address,
  dictShape,
  INSTANCE_SHAPE,
  T_INSTANCE,
  T_MODULE,
  T_TYPE,
  TYPE_BASIC_SIZE,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_INDEX,
  TYPE_LAYOUT,
  TYPE_MEMBER_COUNT,
  TYPE_MEMBERS,
  TYPE_SHAPE,
  type Value,
} from "@orochi/object";
import { dictWord, objectDict } from "./attributes.ts";
import { hasReferables } from "./builtins/weakref_attribute.ts";
import { TYPE_FLAG_HEAP, typeModified } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/** What must be the same for instances of two classes to look alike in memory. */
const LAYOUT_WORDS = [TYPE_LAYOUT, TYPE_BASIC_SIZE, TYPE_DICT_OFFSET, TYPE_MEMBERS, TYPE_MEMBER_COUNT];

/** The names of the slots that a class and its bases define, in the order of their places. */
function slotNames(vm: Vm, type: Address): string {
  const names: string[] = [];
  for (const base of vm.mroOf(type)) {
    const slots = vm.dictGetStr(vm.typeDict(base), "__slots__");
    if (slots === 0) continue;
    const list = vm.isStr(slots) ? vm.newList([vm.keep(slots)]) : vm.collect(slots);
    const own: string[] = [];
    for (let i = 0; list !== 0 && i < vm.listLength(list); i++) own.push(vm.js(vm.listItem(list, i)));
    vm.decref(list);
    names.push(...own.sort());
  }
  return names.filter((name) => name !== "__dict__" && name !== "__weakref__").join(" ");
}

function sameLayout(vm: Vm, a: Address, b: Address): boolean {
  if (LAYOUT_WORDS.some((word) => vm.i32[(a + word) >>> 2] !== vm.i32[(b + word) >>> 2])) return false;
  return vm.i32[(a + TYPE_MEMBER_COUNT) >>> 2] === 0 || slotNames(vm, a) === slotNames(vm, b);
}

function isMutable(vm: Vm, type: Address): boolean {
  return (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
}

/**
 * Sets `__class__`.
 *
 * @param value The class (borrowed), or 0 to delete.
 * @returns Whether it was done; otherwise TypeError is set.
 */
export function setClass(vm: Vm, object: Value, value: Value): boolean {
  if (value === 0) return vm.raiseType("can't delete __class__ attribute") !== 0;
  if ((value & 1) === 1 || vm.layout(value) !== T_TYPE) {
    return vm.raiseType(`__class__ must be set to a class, not '${vm.typeName(value)}' object`) !== 0;
  }
  const own = vm.typeOf(object);
  const modules = (object & 1) === 0 && vm.layout(object) === T_MODULE &&
    vm.i32[(value + TYPE_LAYOUT) >>> 2] === T_MODULE;
  if (!modules && !(isMutable(vm, own) && isMutable(vm, value))) {
    const rule = "__class__ assignment only supported for mutable types or ModuleType subclasses";
    return vm.raiseType(rule) !== 0;
  }
  const withShape = vm.layout(object) === T_INSTANCE;
  // Shapes belong to a class: an instance of another one starts with all it has in a dict.
  if (withShape && objectDict(vm, object) === 0) return false;
  const shape = withShape && vm.i32[(value + TYPE_LAYOUT) >>> 2] === T_INSTANCE
    ? dictShape(vm.objects, vm.i32[(value + TYPE_SHAPE) >>> 2])
    : 0;
  const fits = modules || hasReferables(vm, own) === hasReferables(vm, value) &&
      (withShape ? shape !== 0 : sameLayout(vm, own, value));
  if (!fits) {
    const names = `'${vm.typeNameOf(value)}' object layout differs from '${vm.typeNameOf(own)}'`;
    return vm.raiseType(`__class__ assignment: ${names}`) !== 0;
  }
  vm.lock.begin(object);
  // Others may set bits of the lock byte meanwhile.
  const word = object >>> 2;
  Atomics.xor(vm.i32, word, (vm.i32[word] & 0xffff) ^ vm.i32[(value + TYPE_INDEX) >>> 2]);
  if (withShape) vm.i32[(object + INSTANCE_SHAPE) >>> 2] = shape;
  vm.lock.end();
  // What has been found out about a class holds under its metaclass.
  if (vm.layout(object) === T_TYPE) typeModified(vm, object);
  return true;
}

/**
 * Sets `__dict__`: the very dict that is given.
 *
 * @param value The dict (borrowed), or 0 to delete, which empties.
 * @returns Whether it was done; otherwise an exception is set.
 */
export function setDict(vm: Vm, object: Value, value: Value): boolean {
  // A class or a module may have this attribute from a plain class among its bases.
  if ((object & 1) === 0 && vm.layout(object) === T_TYPE) {
    return vm.raise("AttributeError", "attribute '__dict__' of 'type' objects is not writable") !== 0;
  }
  if ((object & 1) === 0 && vm.layout(object) === T_MODULE) {
    return vm.raise("AttributeError", "readonly attribute") !== 0;
  }
  if (value !== 0 && !vm.isDict(value)) {
    return vm.raiseType(`__dict__ must be set to a dictionary, not a '${vm.typeName(value)}'`) !== 0;
  }
  if (objectDict(vm, object) === 0) {
    if (!vm.failed()) {
      vm.raise("AttributeError", `'${vm.typeName(object)}' object has no attribute '__dict__'`);
    }
    return false;
  }
  const dict = value === 0 ? vm.newDict() : vm.keep(value);
  if (dict === 0) return false;
  const word = dictWord(vm, object);
  vm.lock.begin(object);
  const old = vm.i32[word];
  vm.i32[word] = dict;
  vm.lock.end();
  // Another thread may be looking a name up in it.
  vm.retired.add(old);
  return true;
}

/**
 * Instances in a pickle: made by `__new__`, by their class, and given their state.
 *
 * @module
 */
import { LAYOUT_TABLE } from "@orochi/heap";
import {
  type Address,
  NONE,
  T_INSTANCE,
  T_STR,
  T_TYPE,
  TYPE_FLAGS,
  TYPE_INDEX,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import {
  callOne,
  callWithTuple,
  instanceSet,
  lookup,
  makeInstance,
  TYPE_FLAG_CUSTOM_GETATTR,
} from "@orochi/vm/kernel";
import { raiseUnpickling } from "./state.ts";

/** `cls.__new__(cls, *args, **keywords)`; `keywords` may be 0. */
export function makeNew(vm: Vm, cls: Value, args: Value, keywords: Value): Value {
  const opcode = keywords === 0 ? "NEWOBJ" : "NEWOBJ_EX";
  if ((cls & 1) === 1 || vm.layout(cls) !== T_TYPE) {
    return raiseUnpickling(vm, `${opcode} class argument must be a type, not ${vm.typeName(cls)}`);
  }
  if (!vm.isTuple(args)) {
    const wanted = keywords === 0
      ? "NEWOBJ expected an arg tuple"
      : "NEWOBJ_EX args argument must be a tuple";
    return raiseUnpickling(vm, `${wanted}, not ${vm.typeName(args)}`);
  }
  if (keywords !== 0 && !vm.isDict(keywords)) {
    return raiseUnpickling(vm, `NEWOBJ_EX kwargs argument must be a dict, not ${vm.typeName(keywords)}`);
  }
  const count = vm.tupleLength(args);
  if (count === 0 && keywords === 0 && isPlain(vm, cls)) return makeInstance(vm, cls);
  const make = vm.getAttr(cls, vm.names.__new__);
  if (make === 0) return 0;
  let made: Value;
  if (count === 0 && keywords === 0) made = callOne(vm, make, cls);
  else {
    const items = Array.from({ length: count }, (_, k) => vm.keep(vm.tupleItem(args, k)));
    const all = vm.newTuple([vm.keep(cls), ...items]);
    made = all === 0 ? 0 : callWithTuple(vm, make, all, keywords);
    vm.decref(all);
  }
  vm.decref(make);
  return made;
}

/** Whether instances of a class have attributes and nothing else, and are made by `object.__new__`. */
function isPlain(vm: Vm, cls: Address): boolean {
  const i32 = vm.i32, typeIndex = i32[(cls + TYPE_INDEX) >>> 2];
  return vm.u16[(LAYOUT_TABLE >>> 1) + typeIndex] === T_INSTANCE &&
    (i32[(vm.typeOf(cls) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_CUSTOM_GETATTR) === 0 &&
    lookup(vm, cls, vm.names.__new__) === lookup(vm, vm.objectType, vm.names.__new__);
}

/** An instance as INST and OBJ make it: without arguments and `__getinitargs__` not even `__init__` runs. */
export function instantiate(vm: Vm, cls: Value, args: Value): Value {
  if (vm.tupleLength(args) === 0 && (cls & 1) === 0 && vm.layout(cls) === T_TYPE) {
    const initial = vm.getAttrOptional(cls, vm.intern("__getinitargs__"));
    vm.decref(initial);
    if (initial === 0) return vm.failed() ? 0 : makeNew(vm, cls, args, 0);
  }
  return callWithTuple(vm, cls, args, 0);
}

/** BUILD: `__setstate__`, or the attributes of a dict and of a second one for slots. False with an exception set. */
export function applyState(vm: Vm, object: Value, state: Value): boolean {
  const setter = vm.getAttrOptional(object, vm.intern("__setstate__"));
  if (setter !== 0) {
    const result = callOne(vm, setter, state);
    vm.decref(setter);
    vm.decref(result);
    return result !== 0;
  }
  if (vm.failed()) return false;
  let attributes = state, slots: Value = 0;
  if (vm.isTuple(state) && vm.tupleLength(state) === 2) {
    attributes = vm.tupleItem(state, 0);
    slots = vm.tupleItem(state, 1);
  }
  if (attributes !== NONE) {
    if (!vm.isDict(attributes)) return raiseUnpickling(vm, "state is not a dictionary") !== 0;
    if (!setAttributes(vm, object, attributes)) return false;
  }
  if (slots === 0) return true;
  if (!vm.isDict(slots)) return raiseUnpickling(vm, "slot state is not a dictionary") !== 0;
  return vm.dictIterate(slots, (name, value) => {
    const attribute = vm.attributeName(name);
    return attribute !== 0 && vm.setAttr(object, attribute, value);
  });
}

/** Stores attributes in the instance itself, whatever its class says about setting them. */
function setAttributes(vm: Vm, object: Value, attributes: Value): boolean {
  let whole = true;
  if ((object & 1) === 0 && vm.layout(object) === T_INSTANCE) {
    // Without making a dict of it, so that the instance keeps its shape.
    const done = vm.dictIterate(attributes, (name, value) => {
      whole = vm.isExact(name, T_STR);
      return whole && instanceSet(vm, object, vm.internValue(name), value) > 0;
    });
    if (whole) return done;
  }
  const dict = vm.getAttr(object, vm.names.__dict__);
  const done = dict !== 0 && vm.dictIterate(attributes, (name, value) => {
    const key = vm.isExact(name, T_STR) ? vm.internValue(name) : name;
    return vm.setItem(dict, key, value);
  });
  vm.decref(dict);
  return done;
}

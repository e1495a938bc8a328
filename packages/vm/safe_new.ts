/**
 * `int.__new__(cls)` and the like, called by name: a builtin type makes only what its own instances look like.
 *
 * @module
 */
import {
  NATIVE_ID,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_OBJECT,
  T_STATICMETHOD,
  T_STRUCT_SEQUENCE,
  T_TYPE,
  TYPE_BASE,
  TYPE_FLAGS,
  type Value,
  WRAPPED_CALLABLE,
} from "@orochi/object";
import type { Native } from "./native.ts";
import { lookup, TYPE_FLAG_HEAP } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/** A `__new__` that refuses classes whose instances its type can't make; `owner` is the index of its type. */
export function guardNew(owner: number, call: Native): Native {
  // object looks at the arguments first; the classes of struct sequences share a native, and derive from tuple.
  if (owner === T_OBJECT || owner === T_STRUCT_SEQUENCE) return call;
  const guarded: Native = (vm, a) => {
    const cls = vm.i32[a];
    return cls === vm.typeObject(owner) || isSafe(vm, cls, owner, guarded) ? call(vm, a) : 0;
  };
  return guarded;
}

/** Whether a builtin type's instances are made by a native. */
function makes(vm: Vm, type: Value, native: Native): boolean {
  const maker = lookup(vm, type, vm.names.__new__);
  const callable = maker !== 0 && vm.typeIndex(maker) === T_STATICMETHOD
    ? vm.i32[(maker + WRAPPED_CALLABLE) >>> 2]
    : maker;
  if (callable === 0 || vm.typeIndex(callable) !== T_BUILTIN_FUNCTION_OR_METHOD) return false;
  const { call, callNamed } = vm.registry.natives[vm.i32[(callable + NATIVE_ID) >>> 2]];
  return call === native || callNamed === native;
}

/** The builtin type that a class derives from first, or is. */
export function builtinBase(vm: Vm, cls: Value): Value {
  const i32 = vm.i32;
  while ((i32[(cls + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0) cls = i32[(cls + TYPE_BASE) >>> 2];
  return cls;
}

function isSafe(vm: Vm, cls: Value, owner: number, native: Native): boolean {
  const type = vm.typeObject(owner);
  const isType = (cls & 1) === 0 && vm.layout(cls) === T_TYPE;
  const solid = isType ? builtinBase(vm, cls) : 0;
  if (isType && makes(vm, solid, native)) return true;
  const name = vm.typeNameOf(type);
  if (!isType) {
    return vm.raiseType(`${name}.__new__(X): X is not a type object (${vm.typeName(cls)})`) !== 0;
  }
  const given = vm.typeNameOf(cls);
  if (!vm.isSubtype(cls, type)) {
    return vm.raiseType(`${name}.__new__(${given}): ${given} is not a subtype of ${name}`) !== 0;
  }
  const maker = vm.typeNameOf(solid);
  return vm.raiseType(`${name}.__new__(${given}) is not safe, use ${maker}.__new__()`) !== 0;
}

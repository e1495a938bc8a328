/**
 * How natives are pickled: a function of a module by its name, what belongs to an object or a type through `getattr`.
 *
 * @module
 */
import {
  METHOD_FUNCTION,
  METHOD_SELF,
  NATIVE_NAME,
  NATIVE_SELF,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_METHOD_WRAPPER,
  T_MODULE,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { builtinFunction } from "./sequence_iterators.ts";

/** `native.__reduce__()`. */
function reduce(vm: Vm, native: Value): Value {
  const owner = vm.i32[(native + NATIVE_SELF) >>> 2];
  const name = vm.keep(vm.i32[(native + NATIVE_NAME) >>> 2]);
  if (owner === 0 || vm.layout(owner) === T_MODULE) return name;
  return vm.newTuple([
    builtinFunction(vm, "getattr"),
    vm.newTuple([vm.keep(owner), name]),
  ]);
}

/** `method.__reduce__()`: what it is bound to, and its name there. */
export function reduceMethod(vm: Vm, bound: Value): Value {
  const name = vm.getAttr(vm.i32[(bound + METHOD_FUNCTION) >>> 2], vm.names.__name__);
  if (name === 0) return 0;
  return vm.newTuple([
    builtinFunction(vm, "getattr"),
    vm.newTuple([vm.keep(vm.i32[(bound + METHOD_SELF) >>> 2]), name]),
  ]);
}

/** Fresh definitions for the types of natives, getters and setters apart, which can't be pickled. */
export function reduceMethods(typeIndex: number): NativeDefinition[] {
  if (typeIndex !== T_BUILTIN_FUNCTION_OR_METHOD && typeIndex !== T_METHOD_WRAPPER) return [];
  return [method("__reduce__", "($self, /)", (vm, a) => reduce(vm, vm.i32[a]))];
}

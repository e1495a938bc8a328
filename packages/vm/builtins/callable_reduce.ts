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
  T_METHOD_DESCRIPTOR,
  T_METHOD_WRAPPER,
  T_MODULE,
  T_WRAPPER_DESCRIPTOR,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { builtinFunction } from "./sequence_iterators.ts";

/** `native.__reduce__()`. */
function reduce(vm: Vm, native: Value): Value {
  const owner = vm.i32[(native + NATIVE_SELF) >>> 2];
  // What belongs to a type and is bound to nothing, as `__new__`, is found by its qualified name.
  if (owner === 0) return vm.getAttr(native, vm.names.__qualname__);
  const name = vm.keep(vm.i32[(native + NATIVE_NAME) >>> 2]);
  if (vm.layout(owner) === T_MODULE) return name;
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

const PICKLED: ReadonlySet<number> = new Set([
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_METHOD_DESCRIPTOR,
  T_METHOD_WRAPPER,
  T_WRAPPER_DESCRIPTOR,
]);

/** Fresh definitions for the types of natives, getters and setters apart, which can't be pickled. */
export function reduceMethods(typeIndex: number): NativeDefinition[] {
  if (!PICKLED.has(typeIndex)) return [];
  return [method("__reduce__", "($self, /)", (vm, a) => reduce(vm, vm.i32[a]))];
}

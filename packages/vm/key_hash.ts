/**
 * Hashes of dict keys and set elements, with the message that CPython has for those that can't be one.
 *
 * @module
 */
import { type Address, TYPE_QUALNAME, type Value } from "@orochi/object";
import { hash } from "./protocol/compare.ts";
import type { Vm } from "./vm.ts";

/** Name of a type for messages that qualify it: the module comes first unless it is `builtins` or `__main__`. */
export function qualifiedTypeName(vm: Vm, type: Address): string {
  const qualname = vm.js(vm.i32[(type + TYPE_QUALNAME) >>> 2]);
  const module = vm.getAttrOptional(type, vm.names.__module__);
  if (module === 0) {
    vm.clearError();
    return qualname;
  }
  const name = vm.isStr(module) ? vm.js(module) : "builtins";
  vm.decref(module);
  return name === "builtins" || name === "__main__" ? qualname : `${name}.${qualname}`;
}

/**
 * The hash of a dict key or set element. 0 may be a failure: ask `vm.failed()`.
 *
 * @param role What the value was to be, for CPython's message: `"a dict key"` or `"a set element"`.
 */
export function keyHash(vm: Vm, key: Value, role: "a dict key" | "a set element"): number {
  const known = hash(vm, key);
  if (known !== 0 || !vm.failed()) return known;
  const error = vm.takeError();
  if (vm.typeOf(error) !== vm.exceptionType("TypeError")) return vm.setError(error);
  const text = vm.toStr(error);
  vm.decref(error);
  if (text === 0) return 0;
  const reason = vm.js(text);
  vm.decref(text);
  return vm.raiseType(`cannot use '${qualifiedTypeName(vm, vm.typeOf(key))}' as ${role} (${reason})`);
}

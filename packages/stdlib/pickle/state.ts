/**
 * What pickling shares: the module's exceptions, and the tables of `copyreg` and `_compat_pickle`.
 *
 * @module
 */
import {
  MODULE_DICT,
  NATIVE_ID,
  NOT_IMPLEMENTED,
  T_BUILTIN_FUNCTION_OR_METHOD,
  type Value,
} from "@orochi/object";
import { CONTROL_MODULES, ensureModule, type NativeDefinition, type Vm } from "@orochi/vm";
import { raiseError } from "../_module_error.ts";

/** Raises PicklingError. Returns 0. */
export function raisePickling(vm: Vm, message: string): 0 {
  return raiseError(vm, "_pickle", "PicklingError", message);
}

/** Raises UnpicklingError. Returns 0. */
export function raiseUnpickling(vm: Vm, message: string): 0 {
  return raiseError(vm, "_pickle", "UnpicklingError", message);
}

/** The input ended inside of a value. Returns 0. */
export function raiseTruncated(vm: Vm): 0 {
  return raiseUnpickling(vm, "pickle data was truncated");
}

/** Whether a value is NotImplemented. */
export function isNotImplemented(value: Value): boolean {
  return value === NOT_IMPLEMENTED;
}

/** A module (new reference), imported where it is not yet; 0 with an exception set. */
export function importModule(vm: Vm, name: string): Value {
  return ensureModule(vm, name);
}

/** Imports a module by its name as a str, as `__import__` does (new reference to what `sys.modules` has). */
export function importByName(vm: Vm, name: Value): Value {
  const modules = vm.control(CONTROL_MODULES);
  const loaded = vm.dictGet(modules, name);
  if (loaded !== 0) return vm.keep(loaded);
  const builtins = vm.failed() ? 0 : ensureModule(vm, "builtins");
  const load = builtins === 0 ? 0 : vm.getAttr(builtins, vm.intern("__import__"));
  const top = load === 0 ? 0 : vm.call(load, name);
  vm.decref(load);
  vm.decref(builtins);
  vm.decref(top);
  return top === 0 ? 0 : vm.getItem(modules, name);
}

/** Something of a module by name (new reference); 0 with an exception set. */
export function moduleAttribute(vm: Vm, module: string, name: string): Value {
  const loaded = vm.dictGetStr(vm.control(CONTROL_MODULES), module);
  const found = loaded === 0 || vm.shortTypeName(loaded) !== "module"
    ? 0
    : vm.dictGetStr(vm.i32[(loaded + MODULE_DICT) >>> 2], name);
  if (found !== 0) return vm.keep(found);
  const imported = ensureModule(vm, module);
  const value = imported === 0 ? 0 : vm.getAttr(imported, vm.intern(name));
  vm.decref(imported);
  return value;
}

/** Name of a value's type with its module, where that says something, for messages; what is being raised stays. */
export function qualifiedName(vm: Vm, value: Value): string {
  const error = vm.failed() ? vm.takeError() : 0;
  const type = vm.typeOf(value);
  const module = vm.getAttrOptional(type, vm.names.__module__);
  const qualname = module === 0 ? 0 : vm.getAttrOptional(type, vm.names.__qualname__);
  const prefix = module !== 0 && vm.isStr(module) ? vm.js(module) : "builtins";
  const name = qualname !== 0 && vm.isStr(qualname) ? vm.js(qualname) : vm.shortTypeName(value);
  vm.decref(module);
  vm.decref(qualname);
  vm.clearError();
  if (error !== 0) vm.setError(error);
  return prefix === "builtins" || prefix === "__main__" ? name : `${prefix}.${name}`;
}

/** Whether a callable is one of our own methods, bound. */
export function isOwnMethod(vm: Vm, callable: Value, method: NativeDefinition): boolean {
  return vm.typeIndex(callable) === T_BUILTIN_FUNCTION_OR_METHOD &&
    vm.i32[(callable + NATIVE_ID) >>> 2] === vm.registry.idOf(method);
}

/** The value of a dotted name in an object (new reference); 0 with AttributeError set. */
export function dottedAttribute(vm: Vm, object: Value, path: readonly string[]): Value {
  let value = vm.keep(object);
  for (const part of path) {
    const name = vm.newStr(part);
    const next = name === 0 ? 0 : vm.getAttr(value, vm.internValue(name));
    vm.decref(name);
    vm.decref(value);
    if (next === 0) return 0;
    value = next;
  }
  return value;
}

/**
 * Exceptions that native modules define, such as `zlib.error`.
 *
 * @module
 */
import { MODULE_DICT, T_TYPE, type Value } from "@orochi/object";
import { CONTROL_MODULES, makeClass, type Vm } from "@orochi/vm";

/** Puts a new exception class into a module's dict; false with an exception set. */
export function addError(vm: Vm, dict: Value, module: string, name: string, base: string): boolean {
  const namespace = vm.newDict();
  const bases = namespace === 0 ? 0 : vm.newTuple([vm.keep(vm.exceptionType(base))]);
  const named = bases !== 0 && vm.dictSetOwned(namespace, "__module__", vm.intern(module));
  const type = named ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern(name), bases, namespace) : 0;
  vm.decref(bases);
  vm.decref(namespace);
  return vm.dictSetOwned(dict, name, type);
}

/** Raises an exception class of a module that is loaded. Returns 0. */
export function raiseError(vm: Vm, module: string, name: string, message: string): 0 {
  const found = vm.dictGetStr(vm.control(CONTROL_MODULES), module);
  const type = found === 0 ? 0 : vm.dictGetStr(vm.i32[(found + MODULE_DICT) >>> 2], name);
  const text = vm.newStr(message);
  const error = type === 0 || text === 0 ? 0 : vm.call(type, text);
  vm.decref(text);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** Adds integers to a module's dict; false with an exception set. */
export function addIntegers(vm: Vm, dict: Value, values: Readonly<Record<string, number>>): boolean {
  return Object.entries(values).every(([name, value]) => vm.dictSetOwned(dict, name, vm.newInt(value)));
}

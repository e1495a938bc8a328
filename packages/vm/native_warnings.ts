/**
 * Warnings that natives give, which the library's `_py_warnings` decides about: a program that has replaced
 * `warnings.warn` does not see them there, as in CPython.
 *
 * @module
 */
import { EXCEPTION_TRACEBACK, type Value } from "@orochi/object";
import { restoreError, takeError } from "./errors.ts";
import { ensureModule } from "./import_operations.ts";
import type { Vm } from "./vm.ts";

/**
 * Warns, as `warnings.warn` called where the innermost frame is.
 *
 * @param category Name of a builtin warning class.
 * @returns False with an exception set, which may be the warning itself.
 */
export function warn(vm: Vm, category: string, message: string): boolean {
  // The one that decides does so with the filters of the one that programs know.
  const known = ensureModule(vm, "warnings");
  const module = known === 0 ? 0 : ensureModule(vm, "_py_warnings");
  vm.decref(known);
  if (module === 0 && vm.matches("ModuleNotFoundError")) {
    // Without a library there is nobody to ask, and nobody to hear of it.
    vm.clearError();
    return true;
  }
  const text = module === 0 ? 0 : vm.newStr(message);
  const done: Value = text === 0
    ? 0
    : vm.callMethod(module, vm.intern("warn"), text, vm.exceptionType(category));
  vm.decref(text);
  vm.decref(module);
  vm.decref(done);
  if (done === 0 && vm.matches(category)) forgetTraceback(vm);
  return done !== 0;
}

/** The native raises it, and not the library that has decided so. */
function forgetTraceback(vm: Vm): void {
  const warning = takeError(vm);
  vm.store((warning + EXCEPTION_TRACEBACK) >>> 2, 0);
  restoreError(vm, warning);
}

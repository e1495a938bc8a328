/**
 * Warnings that natives give.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { CONTROL_MODULES, ensureModule, type Vm } from "@orochi/vm";

/** `warnings.warn(message, category)` on behalf of the caller of the native; false with an exception set. */
export function warn(vm: Vm, category: string, message: string): boolean {
  const warnings = ensureModule(vm, "warnings");
  if (warnings === 0) return false;
  const text = vm.newStr(message);
  const done: Value = text === 0
    ? 0
    : vm.callMethod(warnings, vm.intern("warn"), text, vm.exceptionType(category));
  vm.decref(text);
  vm.decref(warnings);
  vm.decref(done);
  return done !== 0;
}

/**
 * Warns of an object that dies: a message and its `repr`. Nobody has asked for warnings of resources as long as nobody
 * has imported `warnings`, which ignores them by default.
 *
 * @returns False with an exception set.
 */
export function warnOfSource(vm: Vm, category: string, message: string, source: Value): boolean {
  const modules = vm.control(CONTROL_MODULES);
  const warnings = vm.dictGetStr(modules, "warnings");
  if (warnings === 0) return !vm.failed();
  const shown = vm.repr(source);
  const text = shown === 0 ? 0 : vm.newStr(`${message} ${vm.js(shown)}`);
  const done: Value = text === 0
    ? 0
    : vm.callMethod(warnings, vm.intern("warn"), text, vm.exceptionType(category), vm.newInt(1), source);
  for (const value of [shown, text, done]) vm.decref(value);
  return done !== 0;
}

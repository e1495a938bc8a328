/**
 * Warnings of objects that die while they hold something.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { CONTROL_MODULES, type Vm } from "@orochi/vm";

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

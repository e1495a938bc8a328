/**
 * Warnings that natives give.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { ensureModule, type Vm } from "@orochi/vm";

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

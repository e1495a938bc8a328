/**
 * How many items an iterable says that it will give.
 *
 * @module
 */
import { NOT_IMPLEMENTED, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";

/**
 * `operator.length_hint`: by `__len__`, else by `__length_hint__`, either of which may give up by a TypeError.
 *
 * @param missing What is given back where neither tells.
 * @returns The number, or NaN with an exception set.
 */
export function lengthHint(vm: Vm, object: Value, missing: number): number {
  if (vm.lookupSpecial(object, vm.names.__len__) !== 0) {
    const length = vm.length(object);
    if (length >= 0) return length;
    if (!vm.matches("TypeError")) return NaN;
    vm.clearError();
  }
  const hint = vm.callSpecial(object, vm.names.__length_hint__);
  if (hint === 0) {
    if (!vm.failed()) return missing;
    if (!vm.matches("TypeError")) return NaN;
    vm.clearError();
    return missing;
  }
  if (hint === NOT_IMPLEMENTED) return missing;
  if (!vm.isInt(hint)) {
    vm.raiseType(`__length_hint__ must be an integer, not ${vm.typeName(hint)}`);
    vm.decref(hint);
    return NaN;
  }
  const length = vm.size(hint);
  vm.decref(hint);
  if (Number.isNaN(length) || length >= 0) return length;
  vm.raiseValue("__length_hint__() should return >= 0");
  return NaN;
}

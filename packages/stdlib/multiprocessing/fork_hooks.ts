/**
 * `os.register_at_fork`: functions to call around a fork.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, reportUnraisable, type Vm } from "@orochi/vm";
import { addToState, clearInState, stateItems } from "../state.ts";

/** When a function is called. */
export type ForkMoment = "before" | "after_in_parent" | "after_in_child";

/** All moments, in the order of a fork. */
export const FORK_MOMENTS: readonly ForkMoment[] = ["before", "after_in_parent", "after_in_child"];

function hooksName(moment: ForkMoment): string {
  return `at fork: ${moment}`;
}

/** The functions of a moment, first registered first (borrowed). */
export function forkHooks(vm: Vm, moment: ForkMoment): Value[] {
  return stateItems(vm, hooksName(moment));
}

/** Forgets all functions. */
export function clearForkHooks(vm: Vm): boolean {
  return FORK_MOMENTS.every((moment) => clearInState(vm, hooksName(moment)));
}

/** Has a function called at a moment; false with MemoryError set. */
export function addForkHook(vm: Vm, moment: ForkMoment, hook: Value): boolean {
  return addToState(vm, hooksName(moment), hook);
}

/** Calls the functions of a moment; what they raise is reported and else ignored. */
export function runHooks(vm: Vm, moment: ForkMoment): void {
  const functions = forkHooks(vm, moment);
  for (const each of functions) vm.incref(each);
  if (moment === "before") functions.reverse();
  for (const each of functions) {
    const result = vm.call(each);
    if (result === 0) reportUnraisable(vm, "Exception ignored in", each);
    vm.decref(result);
    vm.decref(each);
  }
}

/** `os.register_at_fork`. */
export const registerAtFork: NativeDefinition = nativeFunction(
  "register_at_fork",
  "(*, before=None, after_in_child=None, after_in_parent=None)",
  (vm, a) => {
    const given = [vm.i32[a], vm.i32[a + 2], vm.i32[a + 1]].map((value) => value === NONE ? 0 : value);
    if (given.every((value) => value === 0)) return vm.raiseType("At least one argument is required.");
    for (const [k, value] of given.entries()) {
      if (value === 0) continue;
      if (vm.lookupSpecial(value, vm.names.__call__) === 0) {
        return vm.raiseType(`'${FORK_MOMENTS[k]}' must be callable, not ${vm.typeName(value)}`);
      }
    }
    for (const [k, value] of given.entries()) {
      if (value !== 0 && !addForkHook(vm, FORK_MOMENTS[k], value)) return 0;
    }
    return NONE;
  },
  "Register callables to be called when forking a new process.",
);

/**
 * The next item that matters of a generator, for natives which need little of most items: compiled code, where there is
 * some, goes on from yield to yield meanwhile.
 *
 * @module
 */
import { T_GENERATOR, type Value } from "@orochi/object";
import { finishSend } from "../generators.ts";
import { RESUME_STAYS } from "../jit_hooks.ts";
import type { Vm } from "../vm.ts";
import { next } from "./iteration.ts";

/** Whether an iterator is one that the functions below are for. */
export function isDrained(vm: Vm, iterator: Value): boolean {
  return vm.typeIndex(iterator) === T_GENERATOR;
}

/** The next item (new reference), as of `vm.next`, after ints that were added to the sum meanwhile. */
export function nextAfterInts(vm: Vm, generator: Value, sum: { add(number: number): void }): Value {
  const { jit } = vm;
  if (jit === null || vm.pendingDelegateResult !== 0) return next(vm, generator);
  const value = jit.addYielded(generator);
  const { added } = jit;
  if (added !== 0) sum.add(added);
  return finishNext(vm, generator, value);
}

/** The next item (new reference), as of `vm.next`, after some whose truth is known to be another than the wanted. */
export function nextAfterOthers(vm: Vm, generator: Value, wanted: number): Value {
  const { jit } = vm;
  if (jit === null || vm.pendingDelegateResult !== 0) return next(vm, generator);
  return finishNext(vm, generator, jit.skipYielded(generator, wanted));
}

/** What compiled code has got of a generator last, as `next` gives it. */
function finishNext(vm: Vm, generator: Value, resumed: Value): Value {
  if (resumed === RESUME_STAYS) return next(vm, generator);
  const value = finishSend(vm, resumed);
  if (value === 0 && vm.failed() && vm.matches("StopIteration")) vm.clearError();
  return value;
}

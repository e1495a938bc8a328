/**
 * What happens when a generator, coroutine or async generator dies before its end (CPython's `_PyGen_Finalize`).
 *
 * @module
 */
import {
  type Address,
  GENERATOR_FINALIZER,
  GENERATOR_FLAGS,
  GENERATOR_STATE,
  T_ASYNC_GENERATOR,
  T_COROUTINE,
} from "@orochi/object";
import { GENERATOR_CREATED, GENERATOR_SUSPENDED } from "./generator_states.ts";
import { closeGenerator } from "./generator_throw.ts";
import { reportUnraisable, warnUnawaited } from "./unraisable.ts";
import type { Vm } from "./vm.ts";

/** GENERATOR_FLAGS of an async generator: closed, or at its end. */
export const ASYNC_GENERATOR_CLOSED = 2;

/** Whether an async generator has a hook of the event loop that is to be told of its death. */
function hasHook(vm: Vm, generator: Address): boolean {
  return vm.i32[(generator + GENERATOR_FINALIZER) >>> 2] !== 0 &&
    (vm.i32[(generator + GENERATOR_FLAGS) >>> 2] & ASYNC_GENERATOR_CLOSED) === 0;
}

/** Whether {@linkcode finaliseGenerator} would do anything for a generator of a layout. */
export function isGeneratorUnfinished(vm: Vm, generator: Address, layout: number): boolean {
  const state = vm.i32[(generator + GENERATOR_STATE) >>> 2];
  return state === GENERATOR_SUSPENDED || state === GENERATOR_CREATED &&
      (layout === T_COROUTINE || layout === T_ASYNC_GENERATOR && hasHook(vm, generator));
}

/** Closes it, or tells the event loop, or warns that nobody has awaited it. */
export function finaliseGenerator(vm: Vm, generator: Address, layout: number): void {
  if (layout === T_ASYNC_GENERATOR && hasHook(vm, generator)) {
    const result = vm.call(vm.i32[(generator + GENERATOR_FINALIZER) >>> 2], generator);
    if (result === 0) reportUnraisable(vm, "Exception ignored while finalizing generator", generator);
    vm.decref(result);
  } else if (vm.i32[(generator + GENERATOR_STATE) >>> 2] === GENERATOR_SUSPENDED) {
    closeGenerator(vm, generator);
  } else if (layout === T_COROUTINE) warnUnawaited(vm, generator);
}

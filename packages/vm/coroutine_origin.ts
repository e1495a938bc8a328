/**
 * Where coroutines are made, for the warning of one that nobody awaits: `sys.set_coroutine_origin_tracking_depth`.
 *
 * @module
 */
import {
  type Address,
  CODE_FILENAME,
  CODE_NAME,
  COROUTINE_ORIGIN,
  T_COROUTINE,
  tagInt,
  type Value,
} from "@orochi/object";
import { currentLine } from "./frames.ts";
import { FRAME_CODE, FRAME_PREVIOUS, THREAD_ORIGIN_DEPTH } from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/** How many frames a coroutine keeps of those that it is made in; of this thread. */
export function originDepth(vm: Vm): number {
  return vm.i32[(vm.block + THREAD_ORIGIN_DEPTH) >>> 2] >> 1;
}

/** Sets {@linkcode originDepth}, at most to what a small int holds: no stack is that deep. */
export function setOriginDepth(vm: Vm, depth: number): void {
  vm.i32[(vm.block + THREAD_ORIGIN_DEPTH) >>> 2] = tagInt(Math.min(depth, 0x3fff_ffff));
}

/**
 * Gives a coroutine its origin, if this thread asks for it.
 *
 * @param generator A generator of any kind, which is passed on.
 * @param frame The frame that has called for it, or 0.
 * @returns The generator; 0 without memory.
 */
export function withOrigin(vm: Vm, generator: Address, frame: Address): Value {
  const depth = originDepth(vm);
  if (depth === 0 || vm.typeIndex(generator) !== T_COROUTINE) return generator;
  const places: Value[] = [];
  for (let at = frame; at !== 0 && places.length < depth; at = vm.i32[(at >>> 2) + FRAME_PREVIOUS]) {
    const code = vm.i32[(at >>> 2) + FRAME_CODE];
    const part = (offset: number) => vm.keep(vm.i32[(code + offset) >>> 2]);
    places.push(vm.newTuple([part(CODE_FILENAME), tagInt(currentLine(vm, at)), part(CODE_NAME)]));
  }
  const origin = vm.newTuple(places);
  vm.i32[(generator + COROUTINE_ORIGIN) >>> 2] = origin;
  if (origin !== 0) return generator;
  vm.decref(generator);
  return 0;
}

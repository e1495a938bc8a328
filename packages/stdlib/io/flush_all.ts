/**
 * Files that a program leaves open when it ends: what is still in their buffers is written.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import {
  type Address,
  T_BUFFERED_RANDOM,
  T_BUFFERED_WRITER,
  T_TEXT_IO_WRAPPER,
  TEXT_PENDING_BYTES,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { STATE_WRITERS } from "../state.ts";

/** Buffers that every program has: those of standard output and standard error. */
const STANDARD = 2;

/**
 * Flushes every stream with something to write. Runs when no other thread does, after the last of the program's code.
 * What fails then has nobody to tell, as in CPython.
 */
export function flushAll(vm: Vm): void {
  if (vm.i32[STATE_WRITERS >>> 2] <= STANDARD) return;
  const texts: Address[] = [], buffers: Address[] = [];
  walkObjects(vm.memory, (object) => {
    const layout = vm.layout(object);
    if (layout === T_TEXT_IO_WRAPPER) {
      if (vm.i32[(object + TEXT_PENDING_BYTES) >>> 2] > 0) texts.push(vm.keep(object));
    } else if (layout === T_BUFFERED_WRITER || layout === T_BUFFERED_RANDOM) buffers.push(vm.keep(object));
  });
  for (const stream of [...texts, ...buffers]) {
    const result = vm.callMethod(stream, vm.names.flush);
    if (result === 0) vm.clearError();
    vm.decref(result);
    vm.decref(stream);
  }
}

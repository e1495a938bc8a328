/**
 * What objects for compression share: their state lies in the heap as bytes, so that any thread can go on with a stream.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** Runs of bytes as one. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A word of an object. */
export function wordOf(vm: Vm, self: Value, offset: number): number {
  return vm.i32[(self + offset) >>> 2];
}

/** Replaces a word of an object by new bytes; false with MemoryError set. */
export function putBytes(vm: Vm, self: Value, offset: number, bytes: Uint8Array): boolean {
  const made = vm.newBytes(bytes);
  if (made === 0) return false;
  const word = (self + offset) >>> 2, old = vm.i32[word];
  vm.i32[word] = made;
  vm.decref(old);
  return true;
}

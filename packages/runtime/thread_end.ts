/**
 * The ends of threads, seen from those that wait for them.
 *
 * @module
 */
import { BREAK_EXIT, interruptParked } from "@orochi/gil";
import type { Vm } from "@orochi/vm";
import type { ThreadSlots } from "./thread_slots.ts";

/** How long threads that are still running at the end of a program get to notice it, in milliseconds. */
const PATIENCE_MS = 5000;

/** Wakes those that wait for the end of the thread whose generation word this is. */
export function wakeJoiners(vm: Vm, word: number): void {
  vm.parking.unparkAll(word << 2);
}

/**
 * Makes all threads but the calling one, which is attached, leave at their next safepoint.
 *
 * @returns Whether they have.
 */
export function stopOthers(vm: Vm, slots: ThreadSlots): boolean {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const others = slots.busy().filter((slot) => slot !== vm.slot);
    if (others.length === 0) return true;
    if (performance.now() > deadline) return false;
    for (const slot of others) {
      vm.lock.setBreaker(slot, BREAK_EXIT);
      interruptParked(vm.i32, Atomics, slot);
    }
    vm.lock.detach();
    // Nobody notifies: a look every few milliseconds will do at the end of a program.
    Atomics.wait(vm.i32, slots.generationWord(others[0]), vm.i32[slots.generationWord(others[0])], 5);
    vm.lock.attach();
  }
}

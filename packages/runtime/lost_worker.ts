/**
 * What a Worker does first that takes the place of one which ended in the middle of a thread: it becomes the slot's Worker,
 * gives up whatever the other held, and ends its thread.
 *
 * @module
 */
import { BREAKER } from "@orochi/gil";
import { buryPagePool, buryThread, walkObjects } from "@orochi/heap";
import { buryObjectLocks } from "@orochi/object";
import { threadEnds } from "@orochi/stdlib";
import { freeLocks, lastStack, reportLost } from "@orochi/stdlib/lost-thread";
import { endThread, startThread, THREAD_IDENT, THREAD_STACK_BASE, type Vm } from "@orochi/vm";
import { COLLECTING } from "@orochi/vm/collector";

/**
 * Ends the thread that the calling slot's last Worker left.
 *
 * @param ident The thread's.
 * @param reason What is known of the Worker's end, for people.
 */
export function endLostThread(vm: Vm, ident: number, reason: string): void {
  const { i32, lock } = vm;
  lock.bury?.(vm.slot);
  Atomics.store(i32, (vm.block + BREAKER) >>> 2, 0);
  vm.parking.bury(vm.slot);
  // Who has the interpreter's lock, or runs beside, may be waiting for one of these.
  buryPagePool(vm.memory, vm.slot);
  buryObjectLocks(vm.objects, vm.slot);
  vm.rc.bury?.();
  lock.attach();
  lock.stopTheWorld();
  buryThread(vm.memory, vm.slot);
  lock.breakLocks?.((visit) => walkObjects(vm.memory, visit));
  Atomics.compareExchange(i32, COLLECTING, vm.slot, 0);
  lock.startTheWorld();
  // The Worker may have ended before it had given the thread its ident.
  Atomics.store(i32, (vm.block + THREAD_IDENT) >>> 2, ident);
  vm.rc.threadStart();
  vm.heap.attach();
  if (vm.names === undefined) vm.attachNames();
  freeLocks(vm, ident);
  const stack = lastStack(vm), storage = i32[(vm.block + THREAD_STACK_BASE) >>> 2];
  lock.detach();
  if (startThread(vm, ident, true)) {
    vm.heap.freeRaw(storage);
    reportLost(vm, ident, stack, reason);
  } else vm.clearError();
  threadEnds(vm);
  endThread(vm);
}

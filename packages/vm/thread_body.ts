/**
 * What a Python thread other than the first runs, from its beginning to its end.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { callWithTuple } from "./call.ts";
import { ThreadExit } from "./safepoint.ts";
import { endThread, startThread } from "./threads.ts";
import { reportUnraisable } from "./traceback.ts";
import type { Vm } from "./vm.ts";

/** The work of a thread; its references are the thread's. */
export interface ThreadWork {
  readonly ident: number;
  readonly callable: Value;
  readonly args: Value;
  /** A dict, or 0. */
  readonly kwargs: Value;
}

/**
 * Runs a thread that was prepared on the calling Worker's slot. An exception that nobody catches is reported, unless it
 * is SystemExit.
 *
 * @param atEnd Called when the callable has returned, while the thread is still attached.
 */
export function runThread(vm: Vm, work: ThreadWork, atEnd: (vm: Vm) => void): void {
  try {
    const started = startThread(vm, work.ident, true);
    if (vm.names === undefined) vm.attachNames();
    const result = started ? callWithTuple(vm, work.callable, work.args, work.kwargs) : vm.raiseMemory();
    if (result === 0) {
      if (vm.matches("SystemExit")) vm.clearError();
      else reportUnraisable(vm, "Exception ignored in thread started by", work.callable);
    }
    vm.decref(result);
    vm.decref(work.callable);
    vm.decref(work.args);
    vm.decref(work.kwargs);
    atEnd(vm);
  } catch (error) {
    // The program is over: nobody looks at what the thread leaves behind.
    if (!(error instanceof ThreadExit)) throw error;
  }
  endThread(vm);
}

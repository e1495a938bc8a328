/**
 * Whether the calling thread is traced, and what is called for its events: `sys.settrace` and `sys.setprofile`.
 *
 * The functions lie in the thread's block. `vm.traced` says whether any of them is to be called now: not while one of them
 * runs. While it is true `vm.jit` is null, so that calls and loops stay with the interpreter, which goes on in `traced_run.ts`.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { THREAD_PROFILE, THREAD_TRACE, THREAD_TRACED } from "../thread_state.ts";
import type { Vm } from "../vm.ts";

/** Makes `vm.traced` and `vm.jit` right after one of the functions, or the depth, has changed. */
export function refreshTracing(vm: Vm): void {
  const { i32, block } = vm;
  const wanted = i32[(block + THREAD_TRACE) >>> 2] !== 0 || i32[(block + THREAD_PROFILE) >>> 2] !== 0 ||
    vm.profiler !== null || (vm.monitor !== null && vm.monitor.active);
  const traced = wanted && vm.tracerDepth === 0;
  i32[(block + THREAD_TRACED) >>> 2] = traced ? 1 : 0;
  if (traced === vm.traced) return;
  vm.traced = traced;
  if (traced) {
    vm.idleJit = vm.jit;
    vm.jit = null;
  } else {
    vm.jit = vm.idleJit;
    vm.idleJit = null;
  }
}

/** Sets what is called for a kind of events; None takes it away. The function is borrowed. */
export function setTracer(vm: Vm, kind: typeof THREAD_TRACE | typeof THREAD_PROFILE, func: Value): void {
  vm.storeInBlock(kind, func === NONE ? 0 : vm.keep(func));
  refreshTracing(vm);
}

/** Begins a call of a trace function, in which nothing is traced. */
export function enterTracer(vm: Vm): void {
  vm.tracerDepth++;
  refreshTracing(vm);
}

/** Ends what {@linkcode enterTracer} began. */
export function leaveTracer(vm: Vm): void {
  vm.tracerDepth--;
  refreshTracing(vm);
}

/** Calls with tracing as if no trace function were running: `sys.call_tracing`. */
export function callTracing(vm: Vm, call: () => Value): Value {
  const depth = vm.tracerDepth;
  vm.tracerDepth = 0;
  refreshTracing(vm);
  const result = call();
  vm.tracerDepth = depth;
  refreshTracing(vm);
  return result;
}

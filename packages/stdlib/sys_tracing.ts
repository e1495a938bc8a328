/**
 * `sys.settrace`, `sys.setprofile` and what belongs to them. Functions are kept for each thread.
 *
 * @module
 */
import { threadBlock } from "@orochi/heap";
import { NONE, type Value } from "@orochi/object";
import {
  BREAK_PENDING,
  callTracing,
  type NativeDefinition,
  nativeFunction,
  setTracer,
  THREAD_PROFILE,
  THREAD_TRACE,
  type Vm,
} from "@orochi/vm";
import { eachThread } from "./thread_frames.ts";

/** Sets a function for all threads; each takes note at its next safepoint. */
function setForAll(vm: Vm, kind: typeof THREAD_TRACE | typeof THREAD_PROFILE, func: Value): void {
  const old: Value[] = [];
  vm.lock.stopTheWorld();
  eachThread(vm, (slot) => {
    if (slot === vm.slot) return;
    const word = (threadBlock(slot) + kind) >>> 2;
    old.push(vm.i32[word]);
    vm.i32[word] = func === NONE ? 0 : vm.keep(func);
    vm.lock.setBreaker(slot, BREAK_PENDING);
  });
  vm.lock.startTheWorld();
  for (const value of old) vm.decref(value);
  setTracer(vm, kind, func);
}

function pair(
  kind: typeof THREAD_TRACE | typeof THREAD_PROFILE,
  setter: string,
  getter: string,
  all: string,
): NativeDefinition[] {
  const set = (name: string, how: (vm: Vm, func: Value) => void, doc: string) =>
    nativeFunction(name, "(function, /)", (vm, a) => {
      how(vm, vm.i32[a]);
      return NONE;
    }, doc);
  return [
    set(setter, (vm, func) => setTracer(vm, kind, func), "Set the thread's function for its events."),
    set(all, (vm, func) => setForAll(vm, kind, func), "Set the function for the events of all threads."),
    nativeFunction(getter, "()", (vm) => vm.keep(vm.i32[(vm.block + kind) >>> 2]) || NONE),
  ];
}

/** The functions; registered with those of `sys`. */
export const tracingFunctions: readonly NativeDefinition[] = [
  ...pair(THREAD_TRACE, "settrace", "gettrace", "_settraceallthreads"),
  ...pair(THREAD_PROFILE, "setprofile", "getprofile", "_setprofileallthreads"),
  nativeFunction("call_tracing", "(func, args, /)", (vm, a) => {
    const func = vm.i32[a], args = vm.i32[a + 1];
    if (!vm.isTuple(args)) {
      return vm.raiseType(`call_tracing() argument 2 must be tuple, not ${vm.typeName(args)}`);
    }
    return callTracing(vm, () => vm.call(func, ...vm.tupleItems(args)));
  }),
];

/**
 * `time`: clocks and `sleep`.
 *
 * @module
 */
import { NONE } from "@orochi/object";
import { type NativeModule, nativeFunction } from "@orochi/vm";

/** Waiting without a word anyone changes: only the timeout ends it. */
const NEVER = new Int32Array(new SharedArrayBuffer(4));

/** The module. */
export const timeModule: NativeModule = {
  name: "time",
  doc: "This module provides various functions to manipulate time values.",
  functions: [
    nativeFunction("time", "()", (vm) => vm.newFloat(vm.host.now())),
    nativeFunction("time_ns", "()", (vm) => vm.newBigInt(BigInt(Math.round(vm.host.now() * 1e9)))),
    nativeFunction("monotonic", "()", (vm) => vm.newFloat(vm.host.monotonic())),
    nativeFunction("perf_counter", "()", (vm) => vm.newFloat(vm.host.monotonic())),
    nativeFunction("perf_counter_ns", "()", (vm) => vm.newBigInt(BigInt(Math.round(vm.host.monotonic() * 1e9)))),
    nativeFunction("process_time", "()", (vm) => vm.newFloat(vm.host.cpuTime())),
    nativeFunction("sleep", "(seconds, /)", (vm, a) => {
      const seconds = vm.asDouble(vm.i32[a]);
      if (vm.failed()) return 0;
      if (seconds < 0) return vm.raiseValue("sleep length must be non-negative");
      vm.heap.detach();
      vm.lock.detach();
      Atomics.wait(NEVER, 0, 0, seconds * 1000);
      vm.lock.attach();
      vm.heap.attach();
      return NONE;
    }),
  ],
};

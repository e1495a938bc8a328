/**
 * `time`: clocks and `sleep`.
 *
 * @module
 */
import { NONE } from "@orochi/object";
import { block, type NativeModule, nativeFunction, safepoint } from "@orochi/vm";

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
      const end = vm.parkingTime() + seconds * 1000;
      for (let left = seconds * 1000;;) {
        // Nobody wakes a thread by the address of its own block: only time and signals end the wait.
        const outcome = block(vm, vm.block, () => true, left);
        left = end - vm.parkingTime();
        if (outcome === "interrupted" && !safepoint(vm)) return 0;
        if (left <= 0) return NONE;
      }
    }),
  ],
};

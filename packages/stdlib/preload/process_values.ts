/**
 * Values that modules of the library take from their process when they are run, and ask for in no other way.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { CONTROL_SYS, type Vm } from "@orochi/vm";

/** What a module has, by its dict; each returns false with an exception set. */
export interface ProcessValues {
  /** Lets go of what the process that makes an image has. */
  release(vm: Vm, dict: Value): boolean;
  /** Takes what this process has. */
  renew(vm: Vm, dict: Value): boolean;
}

/** Sets an attribute of a variable of a module. */
function setIn(vm: Vm, dict: Value, variable: string, attribute: string, value: Value): boolean {
  return vm.setAttr(vm.dictGetStr(dict, variable), vm.intern(attribute), value);
}

/** By the module's name. */
export const PROCESS_VALUES: ReadonlyMap<string, ProcessValues> = new Map([
  // Times in records are given from here on.
  ["logging", {
    release: () => true,
    renew: (vm, dict) =>
      vm.dictSetOwned(dict, "_startTime", vm.newBigInt(BigInt(Math.round(vm.host.now() * 1e6)) * 1000n)),
  }],
  // Where a thread complains that can't find `sys.stderr`.
  ["threading", {
    release: (vm, dict) => setIn(vm, dict, "_main_thread", "_stderr", NONE),
    renew: (vm, dict) =>
      setIn(vm, dict, "_main_thread", "_stderr", vm.dictGetStr(vm.control(CONTROL_SYS), "stderr") || NONE),
  }],
]);

/**
 * `sys._jit`: what there is of a compiler of hot code.
 *
 * @module
 */
import { MODULE_DICT, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, newModule, type Vm } from "@orochi/vm";

/** The functions of `sys._jit`; registered with those of `sys`. */
export const jitFunctions: readonly NativeDefinition[] = [
  nativeFunction(
    "is_available",
    "()",
    (vm) => vm.bool(true),
    "Return True: hot code can be compiled, unless the counting strategy rules that out.",
  ),
  nativeFunction(
    "is_enabled",
    "()",
    (vm) => vm.bool(vm.jit !== null),
    "Return True if hot code of this process is compiled.",
  ),
  nativeFunction(
    "is_active",
    "()",
    (vm) => vm.bool(false),
    "Return False: a function that asks runs its caller in the interpreter, as far as can be told.",
  ),
];

/** The module `sys._jit`; 0 with MemoryError set. */
export function jitModule(vm: Vm): Value {
  const module = newModule(vm, "sys._jit");
  if (module === 0) return 0;
  const dict = vm.i32[(module + MODULE_DICT) >>> 2];
  for (const native of jitFunctions) {
    vm.dictSetOwned(dict, native.name, vm.newNative(vm.registry.idOf(native), 0, native.name, "sys._jit"));
  }
  return module;
}

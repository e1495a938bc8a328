/**
 * `_pickle`: the native half of `pickle`.
 *
 * @module
 */
import { T_PICKLE_BUFFER, T_PICKLER, T_UNPICKLER, type Value } from "@orochi/object";
import { makeClass, type NativeModule, type TypeDefinition, type Vm } from "@orochi/vm";
import { addError } from "../_module_error.ts";
import { pickleBufferType, registerPickleBuffers } from "./pickle_buffer.ts";
import { dumpFunction, dumpsFunction, noPersistentId, picklerMemoType, picklerType } from "./pickler_type.ts";
import {
  loadFunction,
  loadsFunction,
  noPersistentLoad,
  unpicklerMemoType,
  unpicklerType,
} from "./unpickler_type.ts";

registerPickleBuffers();

/** The types of the module. */
export const pickleTypes: readonly TypeDefinition[] = [
  picklerType,
  picklerMemoType,
  unpicklerType,
  unpicklerMemoType,
  pickleBufferType,
];

/** The exceptions: two derive from the first. */
function addErrors(vm: Vm, dict: Value): boolean {
  if (!addError(vm, dict, "_pickle", "PickleError", "Exception")) return false;
  return ["PicklingError", "UnpicklingError"].every((name) => {
    const namespace = vm.newDict(), base = vm.dictGetStr(dict, "PickleError");
    const bases = vm.newTuple([vm.keep(base)]);
    const named = vm.dictSetOwned(namespace, "__module__", vm.intern("_pickle"));
    const type = named ? makeClass(vm, vm.typeOf(base), vm.intern(name), bases, namespace) : 0;
    vm.decref(bases);
    vm.decref(namespace);
    return vm.dictSetOwned(dict, name, type);
  });
}

/** The module. */
export const pickleModule: NativeModule = {
  name: "_pickle",
  doc: "Optimized C implementation for the Python pickle module.",
  functions: [dumpFunction, dumpsFunction, loadFunction, loadsFunction, noPersistentId, noPersistentLoad],
  populate: (vm, _module, dict) =>
    addErrors(vm, dict) &&
    // What stands in for a missing hook is no name of the module.
    vm.dictDelete(dict, vm.intern(noPersistentId.name)) >= 0 &&
    vm.dictDelete(dict, vm.intern(noPersistentLoad.name)) >= 0 &&
    vm.dictSetStr(dict, "Unpickler", vm.typeObject(T_UNPICKLER)) &&
    vm.dictSetStr(dict, "Pickler", vm.typeObject(T_PICKLER)) &&
    vm.dictSetStr(dict, "PickleBuffer", vm.typeObject(T_PICKLE_BUFFER)),
};

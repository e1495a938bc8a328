/**
 * `sys._clear_type_descriptors`: what `dataclasses` asks of a class that it replaces by one with slots.
 *
 * @module
 */
import { NONE, T_TYPE, TYPE_FLAGS, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { TYPE_FLAG_HEAP, typeModified } from "@orochi/vm/kernel";

/** Takes the descriptors of `__dict__` and `__weakref__` out of a class. */
export function clearTypeDescriptors(vm: Vm, type: Value): Value {
  if ((type & 1) === 1 || vm.layout(type) !== T_TYPE) {
    return vm.raiseType(`_clear_type_descriptors() argument must be type, not ${vm.typeName(type)}`);
  }
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) === 0) {
    return vm.raiseType("argument is immutable");
  }
  const dict = vm.typeDict(type);
  if (vm.dictDelete(dict, vm.names.__dict__) < 0 || vm.dictDelete(dict, vm.names.__weakref__) < 0) return 0;
  typeModified(vm, type);
  return NONE;
}

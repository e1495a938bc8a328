/**
 * Setting `f_lineno`: the frame goes on at another line.
 *
 * @module
 */
import { FRAME_OBJECT_FRAME, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";

/** The setter. */
export function jump(vm: Vm, self: Value, value: Value): boolean {
  if (value === 0) return vm.raise("AttributeError", "cannot delete attribute") !== 0;
  if (!vm.isInt(value)) return vm.raiseValue("lineno must be an integer") !== 0;
  if (vm.i32[(self + FRAME_OBJECT_FRAME) >>> 2] === 0 || vm.tracerDepth === 0) {
    return vm.raiseValue("f_lineno can only be set in a trace function") !== 0;
  }
  return vm.raiseValue("f_lineno can only be set in a trace function") !== 0;
}

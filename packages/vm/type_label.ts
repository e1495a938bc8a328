/**
 * How messages call types.
 *
 * @module
 */
import { FIRST_DYNAMIC_TYPE, type Value } from "@orochi/object";
import type { Vm } from "./vm.ts";

/** The name of a value's type: types that natives define outside of `builtins` come with their module, as in CPython. */
export function typeLabel(vm: Vm, value: Value): string {
  const name = vm.typeName(value);
  if (vm.typeIndex(value) >= FIRST_DYNAMIC_TYPE) return name;
  const module = vm.typeModule(vm.typeOf(value));
  return module === "" || module === "builtins" ? name : `${module}.${name}`;
}

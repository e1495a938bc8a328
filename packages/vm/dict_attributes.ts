/**
 * Attribute access as `object`'s, but with a dict that the caller chose in the place of the instance's own:
 * `_PyObject_GenericGetAttrWithDict`.
 *
 * @module
 */
import { TYPE_FLAGS, type Value } from "@orochi/object";
import { bind, setDescriptor } from "./attributes.ts";
import * as dicts from "./dicts.ts";
import { lookup, TYPE_FLAG_GET, TYPE_FLAG_SET } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

function flagsOf(vm: Vm, found: Value): number {
  return found === 0 || (found & 1) === 1 ? 0 : vm.i32[(vm.typeOf(found) + TYPE_FLAGS) >>> 2];
}

/** An attribute (new reference); 0 without an exception where it is missing. */
export function getAttrWithDict(vm: Vm, object: Value, dict: Value, name: Value): Value {
  const type = vm.typeOf(object);
  const found = lookup(vm, type, name);
  const flags = flagsOf(vm, found);
  if ((flags & TYPE_FLAG_SET) !== 0 && (flags & TYPE_FLAG_GET) !== 0) return bind(vm, found, object, type);
  const own = dicts.getOwned(vm, dict, name);
  if (own !== 0 || vm.failed() || found === 0) return own;
  return (flags & TYPE_FLAG_GET) !== 0 ? bind(vm, found, object, type) : vm.keep(found);
}

/** Sets, or with 0 deletes, an attribute. */
export function setAttrWithDict(vm: Vm, object: Value, dict: Value, name: Value, value: Value): boolean {
  const found = lookup(vm, vm.typeOf(object), name);
  if ((flagsOf(vm, found) & TYPE_FLAG_SET) !== 0) return setDescriptor(vm, found, object, value);
  if (value !== 0) return dicts.set(vm, dict, name, value);
  const removed = dicts.remove(vm, dict, name);
  if (removed === 0) vm.attributeError(object, name);
  return removed === 1;
}

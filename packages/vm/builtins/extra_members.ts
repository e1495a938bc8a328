/**
 * Methods and attributes of builtin classes that are made as Python makes classes, at start: the exceptions and
 * `typing.Generic`.
 *
 * @module
 */
import { EXCEPTION_DICT } from "@orochi/object";
import { type GetSetDefinition, method, type NativeDefinition } from "../native.ts";
import { groupAttributes, groupMethods } from "./exception_groups.ts";
import { EXTRA_ATTRIBUTES, reducedState } from "./exception_fields.ts";
import { dictGetSet } from "./object.ts";
import { genericMethods } from "./type_parameters.ts";
import { weakrefGetSet } from "./weakref_attribute.ts";

/** Computed attributes that classes get for their instances. */
export const INSTANCE_GETSETS: readonly GetSetDefinition[] = [dictGetSet, weakrefGetSet];

/** Methods by the name of the class. */
export const EXTRA_METHODS: { readonly [name: string]: readonly NativeDefinition[] } = {
  AttributeError: [
    method("__getstate__", "($self, /)", (vm, a) => {
      return reducedState(vm, vm.i32[a], vm.i32[(vm.i32[a] + EXCEPTION_DICT) >>> 2]);
    }),
  ],
  BaseExceptionGroup: groupMethods,
  Generic: genericMethods,
};

/** Computed attributes by the name of the class. */
export const EXTRA_GETSETS: { readonly [name: string]: readonly GetSetDefinition[] } = {
  ...EXTRA_ATTRIBUTES,
  BaseExceptionGroup: groupAttributes,
};

/**
 * `None`, `Ellipsis` and `NotImplemented`.
 *
 * @module
 */
import {
  ELLIPSIS,
  FALSE,
  NONE,
  NOT_IMPLEMENTED,
  T_ELLIPSIS,
  T_NONE_TYPE,
  T_NOT_IMPLEMENTED_TYPE,
  type Value,
} from "@orochi/object";
import { newMethod, slot, type TypeDefinition } from "../native.ts";

function singleton(index: number, typeName: string, name: string, value: Value): TypeDefinition {
  return {
    index,
    name: typeName,
    basicSize: 8,
    methods: [
      newMethod("($type, /)", () => value),
      slot("__repr__", "($self, /)", (vm) => vm.intern(name)),
      slot("__reduce__", "($self, /)", (vm) => vm.intern(name)),
      slot("__bool__", "($self, /)", (vm) => {
        if (value === NOT_IMPLEMENTED) {
          return vm.raiseType("NotImplemented should not be used in a boolean context");
        }
        return value === NONE ? FALSE : vm.bool(true);
      }),
    ],
  };
}

/** The types of the three. */
export const singletonTypes: readonly TypeDefinition[] = [
  singleton(T_NONE_TYPE, "NoneType", "None", NONE),
  singleton(T_ELLIPSIS, "ellipsis", "Ellipsis", ELLIPSIS),
  singleton(T_NOT_IMPLEMENTED_TYPE, "NotImplementedType", "NotImplemented", NOT_IMPLEMENTED),
];

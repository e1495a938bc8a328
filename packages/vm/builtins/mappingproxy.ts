/**
 * `types.MappingProxyType`: a read-only view of a mapping, such as a class's `__dict__`.
 *
 * @module
 */
import { NONE, PARTS_BYTES, T_DICT, T_LIST, T_MAPPINGPROXY, T_TUPLE, type Value } from "@orochi/object";
import * as dicts from "../dicts.ts";
import { method, type NativeDefinition, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, firstPart, genericClassMethod, newParts, reprText } from "./_container.ts";
import { dictLength } from "./dict.ts";
import { hash } from "./functions.ts";

/** A proxy of a mapping (borrowed). */
export function newMappingProxy(vm: Vm, mapping: Value): Value {
  return newParts(vm, T_MAPPINGPROXY, vm.keep(mapping));
}

function isMapping(vm: Vm, value: Value): boolean {
  if (vm.isDict(value)) return true;
  const layout = vm.layout(value);
  return vm.lookupSpecial(value, vm.names.__getitem__) !== 0 && layout !== T_LIST && layout !== T_TUPLE;
}

/** A method that is the mapping's own. */
function forwarded(name: "keys" | "values" | "items" | "copy", doc: string): NativeDefinition {
  return method(name, "($self, /)", (vm, a) => vm.callMethod(firstPart(vm, vm.i32[a]), vm.names[name]), doc);
}

/** The mapping of a proxy, or the value itself (borrowed). */
function unwrap(vm: Vm, value: Value): Value {
  return vm.layout(value) === T_MAPPINGPROXY ? firstPart(vm, value) : value;
}

/** `mappingproxy`. */
export const mappingProxyType: TypeDefinition = {
  index: T_MAPPINGPROXY,
  name: "mappingproxy",
  basicSize: PARTS_BYTES,
  collection: "mapping",
  doc: "Read-only proxy of a mapping.",
  methods: [
    newMethod("($type, mapping)", (vm, a) => {
      const mapping = vm.i32[a + 1];
      if (isMapping(vm, mapping)) return newMappingProxy(vm, mapping);
      return vm.raiseType(`mappingproxy() argument must be a mapping, not ${vm.typeName(mapping)}`);
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const text = reprText(vm, firstPart(vm, vm.i32[a]));
      return text === null ? 0 : vm.newStr(`mappingproxy(${text})`);
    }),
    slot("__str__", "($self, /)", (vm, a) => vm.toStr(firstPart(vm, vm.i32[a]))),
    slot("__len__", "($self, /)", (vm, a) => {
      const mapping = firstPart(vm, vm.i32[a]);
      const length = vm.isExact(mapping, T_DICT) ? dictLength(vm, mapping) : vm.length(mapping);
      return length < 0 ? 0 : vm.newInt(length);
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => vm.getItem(firstPart(vm, vm.i32[a]), vm.i32[a + 1])),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      const found = vm.contains(firstPart(vm, vm.i32[a]), vm.i32[a + 1]);
      return found < 0 ? 0 : vm.bool(found === 1);
    }),
    slot("__iter__", "($self, /)", (vm, a) => vm.iter(firstPart(vm, vm.i32[a]))),
    slot("__hash__", "($self, /)", (vm, a) => hash(vm, firstPart(vm, vm.i32[a]))),
    slot(
      "__or__",
      "($self, value, /)",
      (vm, a) => vm.binary(11, unwrap(vm, vm.i32[a]), unwrap(vm, vm.i32[a + 1])),
    ),
    slot(
      "__ror__",
      "($self, value, /)",
      (vm, a) => vm.binary(11, unwrap(vm, vm.i32[a + 1]), unwrap(vm, vm.i32[a])),
    ),
    slot("__ior__", "($self, value, /)", (vm, a) =>
      vm.raiseType(
        `'|=' is not supported by ${vm.typeName(vm.i32[a])}; use '|' instead`,
      )),
    ...comparisonSlots((vm, operation, a, b) => vm.compare(operation, firstPart(vm, a), b)),
    method("get", "($self, key, default=None, /)", (vm, a) => {
      const mapping = firstPart(vm, vm.i32[a]), key = vm.i32[a + 1];
      const fallback = vm.i32[a + 2] === 0 ? NONE : vm.i32[a + 2];
      if (!vm.isExact(mapping, T_DICT)) return vm.callMethod(mapping, vm.names.get, key, fallback);
      const value = dicts.getOwned(vm, mapping, key);
      return value !== 0 || vm.failed() ? value : vm.keep(fallback);
    }, "Return the value for key if key is in the mapping, else default."),
    forwarded("keys", "D.keys() -> a set-like object providing a view on D's keys"),
    forwarded("values", "D.values() -> an object providing a view on D's values"),
    forwarded("items", "D.items() -> a set-like object providing a view on D's items"),
    forwarded("copy", "D.copy() -> a shallow copy of D"),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => vm.callMethod(firstPart(vm, vm.i32[a]), vm.names.__reversed__),
      "D.__reversed__() -> reverse iterator",
    ),
    genericClassMethod(),
  ],
};

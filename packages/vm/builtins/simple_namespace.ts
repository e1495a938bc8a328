/**
 * `types.SimpleNamespace`.
 *
 * @module
 */
import {
  type Address,
  NONE,
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  T_SIMPLE_NAMESPACE,
  type Value,
} from "@orochi/object";
import { objectDict } from "../attributes.ts";
import { method, newFromType, slot, type TypeDefinition } from "../native.ts";
import { qualifiedTypeName } from "../key_hash.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, containerRepr, reprText } from "./_container.ts";
import { dictMerge, dictUpdate } from "./dict.ts";

/** The instances' dict lies behind the words that the layout has anyway. */
const DICT_OFFSET = PARTS_BYTES;
/** Bytes of a namespace. */
export const NAMESPACE_BYTES = PARTS_BYTES + 4;

/** A namespace whose attributes are in a dict (stolen). */
export function newNamespace(vm: Vm, dict: Value): Value {
  const namespace = dict === 0 ? 0 : vm.alloc(T_SIMPLE_NAMESPACE, NAMESPACE_BYTES);
  if (namespace === 0) vm.decref(dict);
  else vm.i32[(namespace + DICT_OFFSET) >>> 2] = dict;
  return namespace;
}

function initialise(vm: Vm, self: Address, source: Value, keywords: Value): boolean {
  const dict = objectDict(vm, self);
  if (dict === 0) return false;
  if (source !== 0) {
    const given = vm.newDict();
    const done = given !== 0 && dictUpdate(vm, given, source) && namesAreStrings(vm, given) &&
      dictMerge(vm, dict, given);
    vm.decref(given);
    if (!done) return false;
  }
  return dictMerge(vm, dict, keywords);
}

function namesAreStrings(vm: Vm, dict: Value): boolean {
  return vm.dictIterate(dict, (key) => {
    if (vm.isStr(key)) return true;
    vm.raiseType("keywords must be strings");
    return false;
  });
}

function namespaceRepr(vm: Vm, self: Address): Value {
  const name = vm.isExact(self, T_SIMPLE_NAMESPACE) ? "namespace" : vm.typeName(self);
  const dict = objectDict(vm, self);
  if (dict === 0) return 0;
  return containerRepr(
    vm,
    self,
    `${name}(`,
    ")",
    `${name}(...)`,
    (add) =>
      vm.dictIterate(dict, (key, value) => {
        if (!vm.isStr(key) || vm.js(key) === "") return true;
        const text = reprText(vm, value);
        if (text !== null) add(`${vm.js(key)}=${text}`);
        return text !== null;
      }),
  );
}

function compareNamespaces(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (vm.layout(b) !== T_SIMPLE_NAMESPACE) return NOT_IMPLEMENTED;
  const x = objectDict(vm, a);
  const y = x === 0 ? 0 : objectDict(vm, b);
  return y === 0 ? 0 : vm.compare(operation, x, y);
}

/** `copy.replace(namespace, **changes)`. */
function replace(vm: Vm, self: Address, changes: Value): Value {
  const copy = vm.call(vm.typeOf(self));
  if (copy === 0) return 0;
  if ((copy & 1) === 1 || vm.layout(copy) !== T_SIMPLE_NAMESPACE) {
    const wanted = qualifiedTypeName(vm, vm.typeOf(self));
    vm.raiseType(
      `expect types.SimpleNamespace type, but ${wanted}() returned '${vm.typeName(copy)}' object`,
    );
    vm.decref(copy);
    return 0;
  }
  const own = objectDict(vm, self), target = objectDict(vm, copy);
  if (own !== 0 && target !== 0 && dictMerge(vm, target, own) && dictMerge(vm, target, changes)) return copy;
  vm.decref(copy);
  return 0;
}

/** `types.SimpleNamespace`. */
export const simpleNamespaceType: TypeDefinition = {
  index: T_SIMPLE_NAMESPACE,
  name: "SimpleNamespace",
  module: "types",
  basicSize: NAMESPACE_BYTES,
  subclassable: true,
  dictOffset: DICT_OFFSET,
  doc: "A simple attribute-based namespace.",
  none: ["__hash__"],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], NAMESPACE_BYTES)),
    slot(
      "__init__",
      "($self, mapping_or_iterable=(), /, **kwargs)",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__repr__", "($self, /)", (vm, a) => namespaceRepr(vm, vm.i32[a])),
    ...comparisonSlots(compareNamespaces),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) =>
        vm.newTuple([vm.keep(vm.typeOf(vm.i32[a])), vm.newTuple([]), vm.keep(objectDict(vm, vm.i32[a]))]),
      "Return state information for pickling",
    ),
    method(
      "__replace__",
      "($self, /, **changes)",
      (vm, a) => replace(vm, vm.i32[a], vm.i32[a + 1]),
      "Return a copy of the namespace object with new values for the specified attributes.",
    ),
  ],
  getset: [{ name: "__dict__", get: (vm, self) => vm.keep(objectDict(vm, self)) }],
};

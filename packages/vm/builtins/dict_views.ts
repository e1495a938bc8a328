/**
 * `dict_keys`, `dict_values` and `dict_items`: views that follow their dict. Keys and items are also sets.
 *
 * @module
 */
import {
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  T_DICT_ITEMITERATOR,
  T_DICT_ITEMS,
  T_DICT_KEYITERATOR,
  T_DICT_KEYS,
  T_DICT_REVERSEITEMITERATOR,
  T_DICT_REVERSEKEYITERATOR,
  T_DICT_REVERSEVALUEITERATOR,
  T_DICT_VALUEITERATOR,
  T_DICT_VALUES,
  T_SET,
  type Value,
} from "@orochi/object";
import * as dicts from "../dicts.ts";
import {
  type GetSetDefinition,
  method,
  type NativeDefinition,
  slot,
  type TypeDefinition,
} from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, containerRepr, firstPart, reprText } from "./_container.ts";
import { dictLength } from "./dict.ts";
import { newDictIterator } from "./mapping_iterators.ts";
import { newMappingProxy } from "./mappingproxy.ts";
import { isAnySet, setFrom, setUpdate } from "./set.ts";

function isSetView(vm: Vm, value: Value): boolean {
  const layout = vm.layout(value);
  return layout === T_DICT_KEYS || layout === T_DICT_ITEMS;
}

/** Whether a key, or a pair of key and value, is in a view: tri. */
function viewContains(vm: Vm, view: Value, item: Value): number {
  const dict = firstPart(vm, view);
  if (vm.layout(view) === T_DICT_KEYS) return dicts.contains(vm, dict, item);
  if (!vm.isTuple(item) || vm.tupleLength(item) !== 2) return 0;
  const found = dicts.getOwned(vm, dict, vm.tupleItem(item, 0));
  if (found === 0) return vm.failed() ? -1 : 0;
  const same = vm.equals(found, vm.tupleItem(item, 1));
  vm.decref(found);
  return same;
}

/** Whether all items of one collection are in another: tri. */
function allContained(vm: Vm, items: Value, container: Value): number {
  let answer = 1;
  const done = vm.iterate(items, (item) => (answer = vm.contains(container, item)) === 1);
  return done || answer < 1 ? answer : -1;
}

function compareViews(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!isAnySet(vm, b) && !isSetView(vm, b)) return NOT_IMPLEMENTED;
  const left = dictLength(vm, firstPart(vm, a));
  const right = vm.length(b);
  if (right < 0) return 0;
  let answer = 0;
  if (operation === 2 || operation === 3) {
    if (left === right) answer = allContained(vm, a, b);
    if (answer >= 0 && operation === 3) answer = 1 - answer;
  } else if (operation < 2) {
    if (operation === 0 ? left < right : left <= right) answer = allContained(vm, a, b);
  } else if (operation === 4 ? left > right : left >= right) answer = allContained(vm, b, a);
  return answer < 0 ? 0 : vm.bool(answer === 1);
}

/** A set operation whose left operand becomes a new set that a method of set then changes. */
function setOperation(name: string, reflected: string, update: string): NativeDefinition[] {
  const apply = (vm: Vm, left: Value, right: Value): Value => {
    const result = setFrom(vm, T_SET, left);
    if (result === 0) return 0;
    const done = update === "update" ? setUpdate(vm, result, right) : callUpdate(vm, result, update, right);
    if (done) return result;
    vm.decref(result);
    return 0;
  };
  return [
    slot(name, "($self, value, /)", (vm, a) => apply(vm, vm.i32[a], vm.i32[a + 1])),
    slot(reflected, "($self, value, /)", (vm, a) => apply(vm, vm.i32[a + 1], vm.i32[a])),
  ];
}

/**
 * `view & other`: what of the other is in the view, or the other way round where the other is a set or a view that is
 * larger, which has to be asked less often.
 */
function intersection(vm: Vm, left: Value, right: Value): Value {
  const [view, other] = isSetView(vm, left) ? [left, right] : [right, left];
  const size = dictLength(vm, firstPart(vm, view));
  if (vm.isExact(other, T_SET) && size <= vm.length(other)) {
    return vm.callMethod(other, vm.intern("intersection"), view);
  }
  const swap = isSetView(vm, other) && dictLength(vm, firstPart(vm, other)) > size;
  const [asked, items] = swap ? [other, view] : [view, other];
  const result = vm.newSet(T_SET);
  const done = result !== 0 && vm.iterate(items, (item) => {
    const found = viewContains(vm, asked, item);
    return found === 0 || found === 1 && vm.setAdd(result, item);
  });
  if (done) return result;
  vm.decref(result);
  return 0;
}

function callUpdate(vm: Vm, set: Value, name: string, other: Value): boolean {
  const result = vm.callMethod(set, vm.intern(name), other);
  vm.decref(result);
  return result !== 0;
}

function isDisjoint(vm: Vm, view: Value, other: Value): Value {
  let shared = 0;
  const done = vm.iterate(other, (item) => (shared = viewContains(vm, view, item)) === 0);
  return done || shared === 1 ? vm.bool(shared === 0) : 0;
}

function viewRepr(vm: Vm, view: Value): Value {
  const name = vm.typeName(view);
  return containerRepr(vm, view, `${name}([`, "])", "...", (add) =>
    vm.iterate(view, (item) => {
      const text = reprText(vm, item);
      if (text !== null) add(text);
      return text !== null;
    }));
}

function viewType(index: number, name: string, forwards: number, backwards: number): TypeDefinition {
  const methods: NativeDefinition[] = [
    slot("__repr__", "($self, /)", (vm, a) => viewRepr(vm, vm.i32[a])),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(dictLength(vm, firstPart(vm, vm.i32[a])))),
    slot("__iter__", "($self, /)", (vm, a) => newDictIterator(vm, forwards, firstPart(vm, vm.i32[a]))),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => newDictIterator(vm, backwards, firstPart(vm, vm.i32[a])),
      "Return a reverse iterator over the view.",
    ),
  ];
  if (index !== T_DICT_VALUES) {
    methods.push(
      slot("__contains__", "($self, key, /)", (vm, a) => {
        const found = viewContains(vm, vm.i32[a], vm.i32[a + 1]);
        return found < 0 ? 0 : vm.bool(found === 1);
      }),
      ...comparisonSlots(compareViews),
      slot("__and__", "($self, value, /)", (vm, a) => intersection(vm, vm.i32[a], vm.i32[a + 1])),
      slot("__rand__", "($self, value, /)", (vm, a) => intersection(vm, vm.i32[a + 1], vm.i32[a])),
      ...setOperation("__or__", "__ror__", "update"),
      ...setOperation("__sub__", "__rsub__", "difference_update"),
      ...setOperation("__xor__", "__rxor__", "symmetric_difference_update"),
      method(
        "isdisjoint",
        "($self, other, /)",
        (vm, a) => isDisjoint(vm, vm.i32[a], vm.i32[a + 1]),
        "Return True if the view and the given iterable have a null intersection.",
      ),
    );
  }
  const mapping: GetSetDefinition = {
    name: "mapping",
    get: (vm, view) => newMappingProxy(vm, firstPart(vm, view)),
    doc: "dictionary that this view refers to",
  };
  return {
    index,
    name,
    basicSize: PARTS_BYTES,
    methods,
    getset: [mapping],
    none: index === T_DICT_VALUES ? [] : ["__hash__"],
  };
}

/** `dict_keys`. */
export const dictKeysType: TypeDefinition = viewType(
  T_DICT_KEYS,
  "dict_keys",
  T_DICT_KEYITERATOR,
  T_DICT_REVERSEKEYITERATOR,
);
/** `dict_values`. */
export const dictValuesType: TypeDefinition = viewType(
  T_DICT_VALUES,
  "dict_values",
  T_DICT_VALUEITERATOR,
  T_DICT_REVERSEVALUEITERATOR,
);
/** `dict_items`. */
export const dictItemsType: TypeDefinition = viewType(
  T_DICT_ITEMS,
  "dict_items",
  T_DICT_ITEMITERATOR,
  T_DICT_REVERSEITEMITERATOR,
);

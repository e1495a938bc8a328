/**
 * `_functools`: the native half of `functools`.
 *
 * @module
 */
import { type Address, part, T_KEY_WRAPPER, tagInt, type Value } from "@orochi/object";
import {
  type MemberDefinition,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { comparisonSlots, nextItem } from "@orochi/vm/kernel";
import { callTwo, makeObject, word } from "../_data.ts";
import { lruCacheType, lruLinkType } from "./lru_cache.ts";
import { partialType, placeholderType, thePlaceholder } from "./partial.ts";

/** Words of what `cmp_to_key` returns: the comparison, and the object, 0 in the one that makes the others. */
const COMPARE = 0, OBJECT = 1;

function compareWrapped(vm: Vm, operation: number, a: Address, b: Value): Value {
  if (vm.layout(b) !== T_KEY_WRAPPER) return vm.raiseType("other argument must be K instance");
  const x = word(vm, a, OBJECT), y = word(vm, b, OBJECT);
  if (x === 0 || y === 0) return vm.raise("AttributeError", "object");
  const order = callTwo(vm, word(vm, a, COMPARE), x, y);
  if (order === 0) return 0;
  const result = vm.compare(operation, order, tagInt(0));
  vm.decref(order);
  return result;
}

const objectMember: MemberDefinition = { name: "obj", offset: part(OBJECT), writable: true };

const keyWrapperType: TypeDefinition = {
  index: T_KEY_WRAPPER,
  name: "KeyWrapper",
  module: "functools",
  basicSize: part(2),
  none: ["__hash__"],
  members: [objectMember],
  methods: [
    slot("__call__", "($self, obj)", (vm, a) =>
      makeObject(vm, vm.typeObject(T_KEY_WRAPPER), 2, [
        vm.keep(word(vm, vm.i32[a], COMPARE)),
        vm.keep(vm.i32[a + 1]),
      ])),
    ...comparisonSlots(compareWrapped),
  ],
};

/** `reduce(function, iterable, initial)`; `initial` is 0 where it is not given. */
function reduce(vm: Vm, func: Value, iterable: Value, initial: Value): Value {
  const iterator = vm.iter(iterable);
  if (iterator === 0) {
    if (vm.matches("TypeError")) {
      vm.clearError();
      vm.raiseType("reduce() arg 2 must support iteration");
    }
    return 0;
  }
  let result = vm.keep(initial);
  for (;;) {
    const item = nextItem(vm, iterator);
    if (item === 0) break;
    if (result === 0) {
      result = item;
      continue;
    }
    const next = callTwo(vm, func, result, item);
    vm.decref(result);
    vm.decref(item);
    result = next;
    if (next === 0) break;
  }
  vm.decref(iterator);
  if (vm.failed()) {
    vm.decref(result);
    return 0;
  }
  return result !== 0 ? result : vm.raiseType("reduce() of empty iterable with no initial value");
}

const functions: readonly NativeDefinition[] = [
  nativeFunction(
    "cmp_to_key",
    "(mycmp)",
    (vm, a) => makeObject(vm, vm.typeObject(T_KEY_WRAPPER), 2, [vm.keep(vm.i32[a]), 0], 1),
    "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.",
  ),
  nativeFunction(
    "reduce",
    "(function, iterable, /, initial=None)",
    (vm, a) => reduce(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5).",
  ),
];

/** The types of the module. */
export const functoolsTypes: readonly TypeDefinition[] = [
  partialType,
  placeholderType,
  keyWrapperType,
  lruCacheType,
  lruLinkType,
];

/** The module. */
export const functoolsModule: NativeModule = {
  name: "_functools",
  doc: "Tools that operate on functions.",
  functions,
  populate: (vm, _module, dict) => {
    for (const type of [partialType, placeholderType, lruCacheType]) {
      if (!vm.dictSetStr(dict, type.name, vm.typeObject(type.index))) return false;
    }
    return vm.dictSetOwned(dict, "Placeholder", thePlaceholder(vm));
  },
};

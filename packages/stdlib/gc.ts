/**
 * `gc`: memory is managed by counting references; there is no collector of cycles, so nothing is found to collect.
 * What the module can tell of objects and of what they refer to is true.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import {
  type Address,
  FLAG_FINALISED,
  NONE,
  T_BOOL,
  T_BYTEARRAY,
  T_BYTES,
  T_COMPLEX,
  T_ELLIPSIS,
  T_FLOAT,
  T_INT,
  T_NONE_TYPE,
  T_NOT_IMPLEMENTED_TYPE,
  T_RANGE,
  T_STR,
  type Value,
  visitReferences,
} from "@orochi/object";
import { nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { getState, setState } from "./state.ts";

/** Layouts of objects that can't be part of a cycle. */
const ATOMS: ReadonlySet<number> = new Set([
  T_INT,
  T_BOOL,
  T_FLOAT,
  T_COMPLEX,
  T_STR,
  T_BYTES,
  T_BYTEARRAY,
  T_NONE_TYPE,
  T_ELLIPSIS,
  T_NOT_IMPLEMENTED_TYPE,
  T_RANGE,
]);

function isTracked(vm: Vm, object: Value): boolean {
  return (object & 1) === 0 && !ATOMS.has(vm.layout(object));
}

/** What an object refers to (borrowed). */
function referents(vm: Vm, object: Address): Value[] {
  const found: Value[] = [];
  visitReferences(vm.objects, object, (word) => {
    const value = vm.i32[word];
    if (value !== 0) found.push(value);
  });
  return found;
}

/** All objects of the heap that a test holds for (new list). The world stands still while they are looked for. */
function objectsThat(vm: Vm, test: (object: Address) => boolean): Value {
  const found: Address[] = [];
  vm.lock.stopTheWorld();
  walkObjects(vm.memory, (object) => {
    if (vm.typeOf(object) !== 0 && isTracked(vm, object) && test(object) && vm.rc.tryIncref(object)) {
      found.push(object);
    }
  });
  vm.lock.startTheWorld();
  return vm.newList(found);
}

function listOfReferents(vm: Vm, objects: Value): Value {
  const found: Value[] = [];
  for (const object of vm.tupleItems(objects)) {
    if (isTracked(vm, object)) found.push(...referents(vm, object).map((value) => vm.keep(value)));
  }
  return vm.newList(found);
}

function threshold(vm: Vm): Value {
  return vm.keep(getState(vm, "gc threshold")) ||
    vm.newTuple([2000, 10, 0].map((number) => vm.newInt(number)));
}

function setEnabled(vm: Vm, enabled: boolean): Value {
  return setState(vm, "gc enabled", vm.bool(enabled)) ? NONE : 0;
}

function stats(vm: Vm): Value {
  return vm.newList([0, 1, 2].map(() => {
    const dict = vm.newDict();
    for (const name of ["collections", "collected", "uncollectable", "candidates"]) {
      vm.dictSetOwned(dict, name, vm.newInt(0));
    }
    vm.dictSetOwned(dict, "duration", vm.newFloat(0));
    return dict;
  }));
}

/** The module. */
export const gcModule: NativeModule = {
  name: "gc",
  doc: "This module provides access to the garbage collector for reference cycles.",
  functions: [
    nativeFunction("collect", "(generation=2)", (vm, a) => {
      const generation = vm.i32[a] === 0 ? 2 : vm.index(vm.i32[a]);
      if (Number.isNaN(generation)) return 0;
      return generation < 0 || generation > 2 ? vm.raiseValue("invalid generation") : vm.newInt(0);
    }),
    nativeFunction("enable", "()", (vm) => setEnabled(vm, true)),
    nativeFunction("disable", "()", (vm) => setEnabled(vm, false)),
    nativeFunction("isenabled", "()", (vm) => getState(vm, "gc enabled") || vm.bool(true)),
    nativeFunction("get_count", "()", (vm) => vm.newTuple([0, 0, 0].map((number) => vm.newInt(number)))),
    nativeFunction("get_threshold", "()", (vm) => threshold(vm)),
    nativeFunction(
      "set_threshold",
      "(threshold0, threshold1=<unrepresentable>, threshold2=<unrepresentable>, /)",
      (vm, a) => {
        const old = threshold(vm);
        const next = vm.newTuple([0, 1, 2].map((i) => vm.keep(vm.i32[a + i] || vm.tupleItem(old, i))));
        vm.decref(old);
        const done = next !== 0 && setState(vm, "gc threshold", next);
        vm.decref(next);
        return done ? NONE : 0;
      },
    ),
    nativeFunction("get_debug", "()", (vm) => vm.keep(getState(vm, "gc debug")) || vm.newInt(0)),
    nativeFunction("set_debug", "(flags, /)", (vm, a) => setState(vm, "gc debug", vm.i32[a]) ? NONE : 0),
    nativeFunction("get_stats", "()", stats),
    nativeFunction("get_objects", "(generation=None)", (vm) => objectsThat(vm, () => true)),
    nativeFunction("get_referents", "(*objs)", (vm, a) => listOfReferents(vm, vm.i32[a])),
    nativeFunction("get_referrers", "(*objs)", (vm, a) => {
      const wanted = new Set(vm.tupleItems(vm.i32[a]));
      return objectsThat(
        vm,
        (object) => object !== vm.i32[a] && referents(vm, object).some((value) => wanted.has(value)),
      );
    }),
    nativeFunction("is_tracked", "(obj, /)", (vm, a) => vm.bool(isTracked(vm, vm.i32[a]))),
    nativeFunction(
      "is_finalized",
      "(obj, /)",
      (vm, a) => vm.bool((vm.i32[a] & 1) === 0 && (vm.i32[vm.i32[a] >>> 2] & FLAG_FINALISED) !== 0),
    ),
    nativeFunction("freeze", "()", () => NONE),
    nativeFunction("unfreeze", "()", () => NONE),
    nativeFunction("get_freeze_count", "()", (vm) => vm.newInt(0)),
  ],
  populate: (vm, _module, dict) => {
    const flags = {
      DEBUG_STATS: 1,
      DEBUG_COLLECTABLE: 2,
      DEBUG_UNCOLLECTABLE: 4,
      DEBUG_SAVEALL: 32,
      DEBUG_LEAK: 38,
    };
    return Object.entries(flags).every(([name, value]) => vm.dictSetOwned(dict, name, vm.newInt(value))) &&
      vm.dictSetOwned(dict, "garbage", vm.newList([])) && vm.dictSetOwned(dict, "callbacks", vm.newList([]));
  },
};

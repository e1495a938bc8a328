/**
 * `gc`: the program's hold on the collector of cycles, and what it can tell of objects and of what they refer to.
 *
 * There is one generation, so every collection is a full one whatever generation is asked for; a generation's number
 * only chooses the statistics that it is counted under. Automatic collections are of generation 0.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import {
  type Address,
  DICT_USED,
  FLAG_FINALISED,
  FLAG_FROZEN,
  NONE,
  T_DICT,
  T_STR,
  T_TYPE,
  TYPE_FLAGS,
  type Value,
  visitReferences,
} from "@orochi/object";
import { nativeFunction, type NativeModule, TYPE_FLAG_HEAP, type Vm } from "@orochi/vm";
import {
  CALLBACKS,
  DEBUG,
  DEBUG_COLLECTABLE,
  DEBUG_SAVEALL,
  DEBUG_STATS,
  DEBUG_UNCOLLECTABLE,
  DISABLED,
  FROZEN,
  GARBAGE,
  isCounted,
  STATISTICS,
  threshold,
  THRESHOLDS,
  THRESHOLDS_SET,
} from "@orochi/vm/collector";

/** `gc.get_stats()` and thresholds have one entry for each of CPython's generations. */
const GENERATIONS = [0, 1, 2];
const DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL;

/** Whether the collector looks at an object: classes made by the program are, builtin ones live for ever. */
function isTracked(vm: Vm, object: Value): boolean {
  if ((object & 1) === 1 || vm.typeOf(object) === 0 || !isCounted(vm, object)) return false;
  return vm.layout(object) !== T_TYPE || (vm.i32[(object + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
}

/** Of the keys and values of a dict whose keys are all str the collector sees the values. */
function dropStrKeys(vm: Vm, pairs: Value[]): void {
  for (let i = 0; i < pairs.length; i += 2) if (!vm.isExact(pairs[i], T_STR)) return;
  for (let i = 1; i < pairs.length; i += 2) pairs[i >> 1] = pairs[i];
  pairs.length >>= 1;
}

/** What an object refers to (borrowed): its class, too, where the program made that. */
function referents(vm: Vm, object: Address): Value[] {
  const found: Value[] = [];
  visitReferences(vm.objects, object, (word) => {
    const value = vm.i32[word];
    if (value !== 0) found.push(value);
  });
  if (vm.layout(object) === T_DICT && found.length === 2 * vm.i32[(object + DICT_USED) >>> 2]) {
    dropStrKeys(vm, found);
  }
  const type = vm.typeOf(object);
  if (isTracked(vm, type)) found.push(type);
  return found;
}

/**
 * Looks at all objects while the world stands still, and no thread is collecting: what is garbage may be half freed.
 *
 * @param visit Must not run Python, nor count.
 */
function look(vm: Vm, visit: (object: Address) => void): void {
  vm.lock.stopTheWorld();
  walkObjects(vm.memory, (object) => {
    if (isTracked(vm, object)) visit(object);
  });
  vm.lock.startTheWorld();
}

/** All objects that a test holds for (new list). */
function objectsThat(vm: Vm, test: (object: Address) => boolean): Value {
  const found: Address[] = [];
  look(vm, (object) => {
    if (test(object) && vm.rc.count(object) !== 0) {
      vm.rc.incref(object);
      found.push(object);
    }
  });
  return vm.newList(found);
}

/** `gc.get_referents(*objs)`, as other threads may change them meanwhile: while the world stands still. */
function listOfReferents(vm: Vm, objects: Value): Value {
  const found: Value[] = [];
  vm.lock.stopTheWorld();
  for (const object of vm.tupleItems(objects)) {
    if ((object & 1) === 0) found.push(...referents(vm, object).map((value) => vm.keep(value)));
  }
  vm.lock.startTheWorld();
  return vm.newList(found);
}

/** `gc.get_referrers(*objs)`. */
function listOfReferrers(vm: Vm, objects: Value): Value {
  const wanted = new Set(vm.tupleItems(objects));
  return objectsThat(
    vm,
    (object) => object !== objects && referents(vm, object).some((value) => wanted.has(value)),
  );
}

/** NaN with an exception set where a generation is none. */
function generationOf(vm: Vm, value: Value): number {
  const generation = vm.index(value);
  if (Number.isNaN(generation)) return NaN;
  if (generation >= 0 && generation <= 2) return generation;
  vm.raiseValue("invalid generation");
  return NaN;
}

function getObjects(vm: Vm, generation: Value): Value {
  if (generation !== 0 && generation !== NONE) {
    const number = vm.index(generation);
    if (Number.isNaN(number)) return 0;
    if (number > 2) {
      return vm.raiseValue("generation parameter must be less than the number of available generations (3)");
    }
    if (number < -1) return vm.raiseValue("generation parameter cannot be negative");
  }
  // What is set aside is in no generation.
  return objectsThat(vm, (object) => (vm.i32[object >>> 2] & FLAG_FROZEN) === 0);
}

function setThresholds(vm: Vm, a: number): Value {
  const numbers = GENERATIONS.map((i) => vm.i32[a + i] === 0 ? threshold(vm, i) : vm.index(vm.i32[a + i]));
  if (numbers.some(Number.isNaN)) return 0;
  const overflow = numbers.find((number) => number !== (number | 0));
  if (overflow !== undefined) {
    return vm.raise(
      "OverflowError",
      `signed integer is ${overflow < 0 ? "less than minimum" : "greater than maximum"}`,
    );
  }
  numbers.forEach((number, i) => vm.i32[THRESHOLDS + i] = number);
  vm.i32[THRESHOLDS_SET] = 1;
  return NONE;
}

function numbers(vm: Vm, values: readonly number[]): Value {
  return vm.newTuple(values.map((value) => vm.newInt(value)));
}

function stats(vm: Vm): Value {
  return vm.newList(GENERATIONS.map((generation) => {
    const dict = vm.newDict();
    ["collections", "collected", "uncollectable"].forEach((name, i) => {
      if (dict !== 0) vm.dictSetOwned(dict, name, vm.newInt(vm.i32[STATISTICS + generation * 3 + i]));
    });
    return dict;
  }));
}

/** Sets all objects aside, for the collector to leave alone; or takes those that are back. */
function freeze(vm: Vm, frozen: boolean): Value {
  let count = 0;
  look(vm, (object) => {
    if (frozen) Atomics.or(vm.i32, object >>> 2, FLAG_FROZEN);
    else Atomics.and(vm.i32, object >>> 2, ~FLAG_FROZEN);
    count++;
  });
  vm.i32[FROZEN] = frozen ? count : 0;
  return NONE;
}

/** Keeps a list of the module where the collector finds it. */
function publish(vm: Vm, dict: Value, name: string, word: number): boolean {
  const list = vm.newList([]);
  if (list === 0) return false;
  vm.store(word, vm.keep(list));
  return vm.dictSetOwned(dict, name, list);
}

/** The module. */
export const gcModule: NativeModule = {
  name: "gc",
  doc: "This module provides access to the garbage collector for reference cycles.",
  functions: [
    nativeFunction("collect", "(generation=2)", (vm, a) => {
      const generation = vm.i32[a] === 0 ? 2 : generationOf(vm, vm.i32[a]);
      return Number.isNaN(generation) ? 0 : vm.newInt(vm.collector.collect(generation));
    }),
    nativeFunction("enable", "()", (vm) => {
      vm.i32[DISABLED] = 0;
      return NONE;
    }),
    nativeFunction("disable", "()", (vm) => {
      vm.i32[DISABLED] = 1;
      return NONE;
    }),
    nativeFunction("isenabled", "()", (vm) => vm.bool(vm.i32[DISABLED] === 0)),
    nativeFunction("get_count", "()", (vm) => numbers(vm, [vm.collector.fresh(), 0, 0])),
    nativeFunction("get_threshold", "()", (vm) => numbers(vm, GENERATIONS.map((i) => threshold(vm, i)))),
    nativeFunction(
      "set_threshold",
      "(threshold0, threshold1=<unrepresentable>, threshold2=<unrepresentable>, /)",
      setThresholds,
    ),
    nativeFunction("get_debug", "()", (vm) => vm.newInt(vm.i32[DEBUG])),
    nativeFunction("set_debug", "(flags, /)", (vm, a) => {
      const flags = vm.index(vm.i32[a]);
      if (Number.isNaN(flags)) return 0;
      vm.i32[DEBUG] = flags;
      return NONE;
    }),
    nativeFunction("get_stats", "()", stats),
    nativeFunction("get_objects", "(generation=None)", (vm, a) => getObjects(vm, vm.i32[a])),
    nativeFunction("get_referents", "(*objs)", (vm, a) => listOfReferents(vm, vm.i32[a])),
    nativeFunction("get_referrers", "(*objs)", (vm, a) => listOfReferrers(vm, vm.i32[a])),
    nativeFunction("is_tracked", "(obj, /)", (vm, a) => vm.bool(isTracked(vm, vm.i32[a]))),
    nativeFunction(
      "is_finalized",
      "(obj, /)",
      (vm, a) => vm.bool((vm.i32[a] & 1) === 0 && (vm.i32[vm.i32[a] >>> 2] & FLAG_FINALISED) !== 0),
    ),
    nativeFunction("freeze", "()", (vm) => freeze(vm, true)),
    nativeFunction("unfreeze", "()", (vm) => freeze(vm, false)),
    nativeFunction("get_freeze_count", "()", (vm) => vm.newInt(vm.i32[FROZEN])),
  ],
  populate: (vm, _module, dict) => {
    const flags = { DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK };
    return Object.entries(flags).every(([name, value]) => vm.dictSetOwned(dict, name, vm.newInt(value))) &&
      publish(vm, dict, "garbage", GARBAGE) && publish(vm, dict, "callbacks", CALLBACKS);
  },
};

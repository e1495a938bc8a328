/**
 * What `orochi` tells of memory, and lets a program say about it.
 *
 * @module
 */
import { heapStatistics, walkObjects } from "@orochi/heap";
import { type Address, FLAG_IMMORTAL, NONE, type Value, visitReferences } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { PAUSES } from "@orochi/vm/collector";

function isImmortal(vm: Vm, value: Value): boolean {
  return (value & 1) === 1 || (vm.i32[value >>> 2] & FLAG_IMMORTAL) !== 0;
}

/**
 * Makes an object immortal, and where asked all that it reaches. The world stands still, as the words of objects are read
 * without their locks.
 *
 * @returns How many objects were mortal.
 */
function immortalise(vm: Vm, object: Value, deep: boolean): number {
  if (isImmortal(vm, object)) return 0;
  const waiting: Address[] = [object];
  let count = 0;
  vm.lock.stopTheWorld();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (isImmortal(vm, next)) continue;
    vm.rc.immortalise(next);
    count++;
    if (!deep) continue;
    visitReferences(vm.objects, next, (word) => {
      const value = vm.i32[word];
      if (value !== 0 && !isImmortal(vm, value)) waiting.push(value);
    });
  }
  vm.lock.startTheWorld();
  return count;
}

function figures(vm: Vm, entries: { readonly [name: string]: number }): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  for (const [name, value] of Object.entries(entries)) {
    if (!vm.dictSetOwned(dict, name, vm.newInt(value))) {
      vm.decref(dict);
      return 0;
    }
  }
  return dict;
}

function heap(vm: Vm): Value {
  vm.lock.stopTheWorld();
  const { pageBytes, peakBytes, blockBytes, objects } = heapStatistics(vm.memory);
  let immortal = 0;
  walkObjects(vm.memory, (object) => immortal += isImmortal(vm, object) ? 1 : 0);
  vm.lock.startTheWorld();
  return figures(vm, {
    reserved_bytes: vm.memory.i32.byteLength,
    page_bytes: pageBytes,
    peak_bytes: peakBytes,
    block_bytes: blockBytes,
    held_bytes: vm.memory.heldBytes,
    objects,
    immortal_objects: immortal,
  });
}

function strategies(vm: Vm): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  const { constraints } = vm.rc;
  const made = vm.dictSetOwned(dict, "lock", vm.newStr(vm.lock.name)) &&
    vm.dictSetOwned(dict, "refcount", vm.newStr(vm.rc.name)) &&
    vm.dictSetOwned(dict, "parallel", vm.bool(vm.lock.constraints.guarantee === "parallel")) &&
    vm.dictSetOwned(dict, "header_bytes", vm.newInt(constraints.headerBytes)) &&
    vm.dictSetOwned(dict, "exact_death", vm.bool(constraints.exactDeath)) &&
    vm.dictSetOwned(dict, "jit", vm.bool(vm.jit !== null));
  if (made) return dict;
  vm.decref(dict);
  return 0;
}

/** The functions about memory. */
export const memoryFunctions: readonly NativeDefinition[] = [
  nativeFunction(
    "immortalize",
    "(object, /, *, deep=False)",
    (vm, a) => {
      const deep = vm.i32[a + 1] === 0 ? 0 : vm.truthy(vm.i32[a + 1]);
      return deep < 0 ? 0 : vm.newInt(immortalise(vm, vm.i32[a], deep === 1));
    },
    "Make an object immortal: from now on nothing counts references to it, so that threads and processes\n" +
      "which only use it write nothing, and it lives until the program ends. With deep also all that it refers to.\n" +
      "Return the number of objects that were mortal.",
  ),
  nativeFunction(
    "is_immortal",
    "(object, /)",
    (vm, a) => vm.bool(isImmortal(vm, vm.i32[a])),
    "Return whether references to an object are not counted.",
  ),
  nativeFunction(
    "strategies",
    "()",
    strategies,
    "Return a dict of the strategies that the program runs under, and what they promise.",
  ),
  nativeFunction(
    "heap",
    "()",
    heap,
    "Return a dict of what is in the heap: bytes reserved, in pages, in blocks that are in use, in free pages that\n" +
      "have memory all the same; objects.",
  ),
  nativeFunction(
    "release_memory",
    "()",
    (vm) => vm.newInt(vm.heap.release()),
    "Give the memory behind free pages back to the system, as happens by itself when there is much of it. Return the\n" +
      "number of bytes that it may have taken: 0 where the program may not call the C library (--allow-ffi).",
  ),
  nativeFunction(
    "pauses",
    "()",
    (vm) =>
      figures(vm, {
        collections: vm.i32[PAUSES],
        total_us: vm.i32[PAUSES + 1],
        longest_us: vm.i32[PAUSES + 2],
      }),
    "Return a dict of the collector's pauses, in which no thread ran: their number, sum and the longest, in microseconds.",
  ),
  nativeFunction(
    "settle",
    "()",
    (vm) => {
      vm.collector.settle();
      return NONE;
    },
    "Destroy what is dead already by the counts, where the strategy puts that off.",
  ),
];

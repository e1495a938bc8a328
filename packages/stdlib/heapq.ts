/**
 * `_heapq`: heaps in lists.
 *
 * The list is held in its section while it is worked on. Comparing items may let others in all the same, so nothing
 * read of the list is used after a comparison, which also tells when the list changed its size.
 *
 * @module
 */
import {
  type Address,
  LIST_ITEMS,
  LIST_LENGTH,
  listAppend as appendToStorage,
  listResize,
  NONE,
  type Value,
} from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";

/** Word index of the item at an index. */
function itemWord(vm: Vm, heap: Address, index: number): number {
  return (vm.i32[(heap + LIST_ITEMS) >>> 2] >>> 2) + index;
}

/** Whether the first is to be nearer to the top (both borrowed, held meanwhile): tri. */
function before(vm: Vm, max: boolean, a: Value, b: Value): number {
  if ((a & b & 1) === 1) return (max ? b < a : a < b) ? 1 : 0;
  vm.incref(a);
  vm.incref(b);
  const answer = max ? vm.compare(0, b, a) : vm.compare(0, a, b);
  const result = answer === 0 ? -1 : vm.truthy(answer);
  vm.decref(answer);
  vm.decref(a);
  vm.decref(b);
  return result;
}

/** Whether the list has still the size it had; if not, RuntimeError is set. */
function unchanged(vm: Vm, heap: Address, size: number): boolean {
  if (vm.listLength(heap) === size) return true;
  vm.raise("RuntimeError", "list changed size during iteration");
  return false;
}

function swap(vm: Vm, heap: Address, a: number, b: number): void {
  const first = itemWord(vm, heap, 0);
  const value = vm.i32[first + a];
  vm.i32[first + a] = vm.i32[first + b];
  vm.i32[first + b] = value;
}

/** Moves the item at a position towards the top, not above `start`, to where it belongs. */
function moveUp(vm: Vm, heap: Address, start: number, position: number, max: boolean): boolean {
  const size = vm.listLength(heap);
  while (position > start) {
    const parent = (position - 1) >> 1;
    const first = itemWord(vm, heap, 0);
    const above = before(vm, max, vm.i32[first + position], vm.i32[first + parent]);
    if (above < 0 || !unchanged(vm, heap, size)) return false;
    if (above === 0) break;
    swap(vm, heap, parent, position);
    position = parent;
  }
  return true;
}

/** Moves the item at a position to the bottom along the better children, then up to where it belongs. */
function settle(vm: Vm, heap: Address, position: number, max: boolean): boolean {
  const size = vm.listLength(heap);
  const start = position;
  const limit = size >> 1;
  while (position < limit) {
    let child = 2 * position + 1;
    if (child + 1 < size) {
      const first = itemWord(vm, heap, 0);
      const better = before(vm, max, vm.i32[first + child], vm.i32[first + child + 1]);
      if (better < 0 || !unchanged(vm, heap, size)) return false;
      if (better === 0) child++;
    }
    swap(vm, heap, position, child);
    position = child;
  }
  return moveUp(vm, heap, start, position, max);
}

/** Calls with the heap held. The list is checked first; 0 fails. */
function onHeap(vm: Vm, name: string, heap: Value, body: () => Value): Value {
  if (!vm.isList(heap)) {
    return vm.raiseType(
      `${name}() argument${name.startsWith("heapify") ? "" : " 1"} must be list, not ${vm.typeName(heap)}`,
    );
  }
  vm.lock.begin(heap);
  const result = body();
  vm.lock.end();
  return result;
}

function push(vm: Vm, heap: Address, item: Value, max: boolean): Value {
  if (!appendToStorage(vm.objects, heap, item)) return vm.raiseMemory();
  vm.incref(item);
  return moveUp(vm, heap, 0, vm.listLength(heap) - 1, max) ? NONE : 0;
}

function pop(vm: Vm, heap: Address, max: boolean): Value {
  const length = vm.listLength(heap);
  if (length === 0) return vm.raiseIndex("index out of range");
  const last = vm.i32[itemWord(vm, heap, length - 1)];
  listResize(vm.objects, heap, length - 1);
  if (length === 1) return last;
  return replaceTop(vm, heap, last, max);
}

/** Puts an item (stolen) in the place of the first, which is returned. */
function replaceTop(vm: Vm, heap: Address, item: Value, max: boolean): Value {
  const at = itemWord(vm, heap, 0);
  const top = vm.i32[at];
  vm.i32[at] = item;
  if (settle(vm, heap, 0, max)) return top;
  vm.decref(top);
  return 0;
}

function replace(vm: Vm, heap: Address, item: Value, max: boolean): Value {
  if (vm.listLength(heap) === 0) return vm.raiseIndex("index out of range");
  return replaceTop(vm, heap, vm.keep(item), max);
}

function pushPop(vm: Vm, heap: Address, item: Value, max: boolean): Value {
  if (vm.listLength(heap) === 0) return vm.keep(item);
  const better = before(vm, max, vm.i32[itemWord(vm, heap, 0)], item);
  if (better < 0) return 0;
  if (better === 0) return vm.keep(item);
  if (vm.i32[(heap + LIST_LENGTH) >>> 2] === 0) return vm.raiseIndex("index out of range");
  return replaceTop(vm, heap, vm.keep(item), max);
}

function heapify(vm: Vm, heap: Address, max: boolean): Value {
  for (let i = (vm.listLength(heap) >> 1) - 1; i >= 0; i--) if (!settle(vm, heap, i, max)) return 0;
  return NONE;
}

/** The functions of the heaps whose top is the smallest, or of those whose top is the largest. */
function heapFunctions(suffix: string, max: boolean): NativeDefinition[] {
  const withItem = (
    name: string,
    doc: string,
    body: (vm: Vm, heap: Address, item: Value, max: boolean) => Value,
  ) =>
    nativeFunction(
      name + suffix,
      "(heap, item, /)",
      (vm, a) => onHeap(vm, name + suffix, vm.i32[a], () => body(vm, vm.i32[a], vm.i32[a + 1], max)),
      doc,
    );
  const alone = (name: string, doc: string, body: (vm: Vm, heap: Address, max: boolean) => Value) =>
    nativeFunction(
      name + suffix,
      "(heap, /)",
      (vm, a) => onHeap(vm, name + suffix, vm.i32[a], () => body(vm, vm.i32[a], max)),
      doc,
    );
  const kind = max ? "max heap" : "heap";
  return [
    withItem("heappush", `Push item onto ${kind}, maintaining the heap invariant.`, push),
    withItem(
      "heappushpop",
      `Push item on the ${kind}, then pop and return the ${max ? "largest" : "smallest"} item.`,
      pushPop,
    ),
    withItem(
      "heapreplace",
      `Pop and return the current ${max ? "largest" : "smallest"} value, and add the new item.`,
      replace,
    ),
    alone("heappop", `Pop the ${max ? "largest" : "smallest"} item off the ${kind}.`, pop),
    alone("heapify", `Transform list into a ${kind}, in-place, in O(len(heap)) time.`, heapify),
  ];
}

/** The module. */
export const heapqModule: NativeModule = {
  name: "_heapq",
  doc: "Heap queue algorithm (a.k.a. priority queue).",
  functions: [...heapFunctions("", false), ...heapFunctions("_max", true)],
  populate: (vm, _module, dict) =>
    vm.dictSetOwned(
      dict,
      "__about__",
      vm.newStr("Heap queues: the first item of each list is its smallest."),
    ),
};

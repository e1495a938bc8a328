/**
 * `list.sort`: a stable merge sort of natural runs with CPython's visible behaviour (`Objects/listobject.c`): only
 * `<` is asked, the list looks empty meanwhile, and changing it raises ValueError. If a comparison fails, the list
 * holds its items in some order. Many keys that are as good as numbers are sorted by their digits.
 *
 * @module
 */
import { LIST_CAPACITY, LIST_ITEMS, LIST_LENGTH, NONE, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";
import { dropAll } from "./_container.ts";
import { chooseComparison, type Less } from "./list_sort_keys.ts";
import { isForRadix, radixSort } from "./list_sort_radix.ts";

/** Runs shorter than this are extended by insertion. */
const SHORTEST_RUN = 24;
/** As many items are sorted by insertion alone. */
const LONGEST_RUN = 63;
/** The capacity of a list that is being sorted: any change of its size replaces it. */
const BEING_SORTED = -1;

/**
 * Sorts a list in place.
 *
 * @param key Function of an item (borrowed), None or 0.
 * @returns Whether it worked.
 */
export function sortList(vm: Vm, list: Value, key: Value, reverse: boolean): boolean {
  const i32 = vm.i32;
  vm.lock.begin(list);
  const count = i32[(list + LIST_LENGTH) >>> 2];
  const items = i32[(list + LIST_ITEMS) >>> 2];
  const capacity = i32[(list + LIST_CAPACITY) >>> 2];
  i32[(list + LIST_LENGTH) >>> 2] = 0;
  i32[(list + LIST_ITEMS) >>> 2] = 0;
  i32[(list + LIST_CAPACITY) >>> 2] = BEING_SORTED;
  vm.lock.end();
  const done = sortWords(vm, items >>> 2, count, key, reverse);
  vm.lock.begin(list);
  const strangers = i32[(list + LIST_LENGTH) >>> 2];
  const strange = i32[(list + LIST_ITEMS) >>> 2];
  const modified = i32[(list + LIST_CAPACITY) >>> 2] !== BEING_SORTED;
  i32[(list + LIST_LENGTH) >>> 2] = count;
  i32[(list + LIST_ITEMS) >>> 2] = items;
  i32[(list + LIST_CAPACITY) >>> 2] = capacity;
  vm.lock.end();
  for (let i = 0; i < strangers; i++) vm.decref(i32[(strange >>> 2) + i]);
  vm.heap.freeRawLater(strange);
  if (modified && done) {
    vm.raiseValue("list modified during sort");
    return false;
  }
  return done;
}

/** Sorts values that lie side by side. */
function sortWords(vm: Vm, first: number, count: number, key: Value, reverse: boolean): boolean {
  const words = vm.i32.subarray(first, first + count);
  const keyed = key !== 0 && key !== NONE;
  if (!keyed && words.every((value) => (value & 1) === 1)) {
    // Tagging keeps the order of small ints, and equal ones can't be told apart.
    words.sort();
    if (reverse) words.reverse();
    return true;
  }
  const values = words.slice();
  let keys: Value[] | Int32Array = values;
  if (keyed) {
    const made: Value[] = [];
    for (let i = 0; i < count; i++) {
      const value = vm.call(key, values[i]);
      if (value === 0) {
        dropAll(vm, made);
        return false;
      }
      made.push(value);
    }
    keys = made;
  }
  const order = new Int32Array(count);
  // Backwards before and after, as CPython does: so equal items keep their order.
  for (let i = 0; i < count; i++) order[i] = reverse ? count - 1 - i : i;
  const comparison = chooseComparison(vm, keys);
  const columns = comparison.columns;
  if (columns !== undefined && isForRadix(order, columns)) radixSort(order, columns);
  else mergeSort(order, comparison.less, comparison);
  if (reverse) order.reverse();
  for (let i = 0; i < count; i++) words[i] = values[order[i]];
  if (keyed) { for (let i = 0; i < count; i++) vm.decref(keys[i]); }
  return !comparison.failed;
}

/** Nothing that could fail. */
const UNFAILING = { failed: false };

/**
 * Sorts positions by a comparison: natural runs, extended by insertion, then merged pairwise. Up to LONGEST_RUN of them
 * are compared in CPython's order, so that an order that is none (NaN) gives what it gives there.
 *
 * @param state Tells when a comparison has failed: then the positions stay as they are.
 */
export function mergeSort(
  order: Int32Array,
  less: Less,
  state: { readonly failed: boolean } = UNFAILING,
): void {
  const count = order.length;
  const shortest = count <= LONGEST_RUN ? count : SHORTEST_RUN;
  const starts: number[] = [];
  for (let start = 0; start < count;) {
    starts.push(start);
    let end = runEnd(order, start, less, state);
    if (state.failed) return;
    const wanted = Math.min(count, start + shortest);
    if (end < wanted) {
      insertionSort(order, start, end, wanted, less, state);
      if (state.failed) return;
      end = wanted;
    }
    start = end;
  }
  starts.push(count);
  const spare = new Int32Array(count);
  while (starts.length > 2) {
    const next: number[] = [];
    for (let i = 0; i < starts.length - 1; i += 2) {
      next.push(starts[i]);
      if (i + 2 < starts.length) merge(order, spare, starts[i], starts[i + 1], starts[i + 2], less);
    }
    next.push(count);
    starts.splice(0, starts.length, ...next);
  }
}

/**
 * End of the run at `start`. One that descends is turned round, its stretches of equal items keeping their order, and
 * goes on upwards from there.
 */
function runEnd(order: Int32Array, start: number, less: Less, state: { readonly failed: boolean }): number {
  const { length } = order;
  let end = start + 1;
  while (end < length && !less(order[end], order[end - 1])) end++;
  // After a failure nothing is less than anything: that looks like the end of a run that ascends.
  if (end >= length || state.failed) return Math.min(end, length);
  if (end - start > 1) {
    // It has come down after it went up, unless all before were equal: then it only comes down.
    if (less(order[start], order[end - 1]) || state.failed) return end;
    order.subarray(start, end).reverse();
  }
  let equal = 0;
  for (end++; end < length; end++) {
    if (less(order[end], order[end - 1])) {
      if (equal > 0) order.subarray(end - equal - 1, end).reverse();
      equal = 0;
    } else if (state.failed || less(order[end - 1], order[end]) || state.failed) break;
    else equal++;
  }
  if (state.failed) return end;
  if (equal > 0) order.subarray(end - equal - 1, end).reverse();
  order.subarray(start, end).reverse();
  while (end < length && !less(order[end], order[end - 1])) end++;
  return end;
}

/** Binary insertion of the positions from `sorted` to `end` into the sorted ones before them. */
function insertionSort(
  order: Int32Array,
  start: number,
  sorted: number,
  end: number,
  less: Less,
  state: { readonly failed: boolean },
): void {
  for (let i = sorted; i < end; i++) {
    const item = order[i];
    const at = upperBound(order, start, i, item, less);
    if (state.failed) return;
    // A loop: runs are short, and a call of `copyWithin` costs more.
    for (let k = i; k > at; k--) order[k] = order[k - 1];
    order[at] = item;
  }
}

/** First position in a sorted range whose item comes after `item`. */
function upperBound(order: Int32Array, low: number, high: number, item: number, less: Less): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (less(item, order[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Merges two neighbouring sorted ranges; of equal items those of the left come first. */
function merge(
  order: Int32Array,
  spare: Int32Array,
  start: number,
  middle: number,
  end: number,
  less: Less,
): void {
  // What is in place already need not be moved: ranges in order cost one comparison.
  if (!less(order[middle], order[middle - 1])) return;
  const from = upperBound(order, start, middle, order[middle], less);
  const leftCount = middle - from;
  spare.set(order.subarray(from, middle), 0);
  let left = 0, right = middle, to = from;
  while (left < leftCount && right < end) {
    order[to++] = less(order[right], spare[left]) ? order[right++] : spare[left++];
  }
  while (left < leftCount) order[to++] = spare[left++];
}

/**
 * Storage of lists: items in raw storage that grows by an eighth, as CPython's `list_resize`.
 *
 * @module
 */
import { LIST_CAPACITY, LIST_ITEMS, LIST_LENGTH } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import type { Address, Value } from "./value.ts";

/** So many words are cleared in a loop. */
const MAX_LOOP_WORDS = 32;

/**
 * Makes room for `length` items and sets the length. New items are 0 until the caller writes them.
 *
 * @returns Whether there was memory; if not, the list is unchanged.
 */
export function listResize(m: ObjectMemory, list: Address, length: number): boolean {
  const i32 = m.i32;
  const old = i32[(list + LIST_LENGTH) >>> 2];
  const capacity = i32[(list + LIST_CAPACITY) >>> 2];
  if (length > capacity || length < capacity >>> 1) {
    const wanted = length === 0
      ? 0
      : length > capacity && (old !== 0 || length === 1)
      ? (length + (length >>> 3) + 6) & ~3
      : length;
    if (wanted === 0) {
      m.heap.freeRawLater(i32[(list + LIST_ITEMS) >>> 2]);
      i32[(list + LIST_ITEMS) >>> 2] = 0;
      i32[(list + LIST_CAPACITY) >>> 2] = 0;
    } else {
      const items = m.heap.reallocRaw(i32[(list + LIST_ITEMS) >>> 2], wanted * 4);
      if (items === 0) {
        if (length > capacity) return false;
      } else {
        i32[(list + LIST_ITEMS) >>> 2] = items;
        i32[(list + LIST_CAPACITY) >>> 2] = wanted;
      }
    }
  }
  if (length > old) {
    const first = i32[(list + LIST_ITEMS) >>> 2] >>> 2;
    // Most lists grow by one item: a loop costs less than a call.
    if (length - old > MAX_LOOP_WORDS) i32.fill(0, first + old, first + length);
    else for (let word = first + old; word < first + length; word++) i32[word] = 0;
  }
  i32[(list + LIST_LENGTH) >>> 2] = length;
  return true;
}

/** Appends a value (moved in). Returns whether there was memory. */
export function listAppend(m: ObjectMemory, list: Address, value: Value): boolean {
  const i32 = m.i32;
  const length = i32[(list + LIST_LENGTH) >>> 2];
  if (length < i32[(list + LIST_CAPACITY) >>> 2]) {
    i32[(i32[(list + LIST_ITEMS) >>> 2] + length * 4) >>> 2] = value;
    i32[(list + LIST_LENGTH) >>> 2] = length + 1;
    return true;
  }
  if (!listResize(m, list, length + 1)) return false;
  i32[(i32[(list + LIST_ITEMS) >>> 2] + length * 4) >>> 2] = value;
  return true;
}

/** Opens a gap of `count` zero items at an index of 0 to the length. Returns whether there was memory. */
export function listOpen(m: ObjectMemory, list: Address, index: number, count: number): boolean {
  const length = m.i32[(list + LIST_LENGTH) >>> 2];
  if (!listResize(m, list, length + count)) return false;
  const first = m.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
  m.i32.copyWithin(first + index + count, first + index, first + length);
  m.i32.fill(0, first + index, first + index + count);
  return true;
}

/** Closes `count` items at an index; the caller has taken the values out. */
export function listClose(m: ObjectMemory, list: Address, index: number, count: number): void {
  const length = m.i32[(list + LIST_LENGTH) >>> 2];
  const first = m.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
  if (first !== 0 && index + count < length) {
    m.i32.copyWithin(first + index, first + index + count, first + length);
  }
  listResize(m, list, length - count);
}

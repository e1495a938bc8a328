/**
 * Tuples: items inline behind the length and the cached hash.
 *
 * @module
 */
import { TUPLE_HASH, TUPLE_ITEMS, TUPLE_LENGTH } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { T_TUPLE } from "./type_index.ts";
import type { Address } from "./value.ts";

/** A tuple of zero words that the caller fills; header not initialised; 0 when the heap is exhausted. */
export function makeTuple(m: ObjectMemory, length: number): Address {
  if (length > 0x0fff_ffff) return 0;
  const address = m.heap.allocObject(TUPLE_ITEMS + length * 4);
  if (address === 0) return 0;
  const word = address >>> 2;
  m.i32[word + TUPLE_LENGTH / 4] = length;
  m.i32[word + TUPLE_HASH / 4] = 0;
  m.i32.fill(0, word + TUPLE_ITEMS / 4, word + TUPLE_ITEMS / 4 + length);
  m.i32[word] = T_TUPLE;
  return address;
}

/** Number of items. */
export function tupleLength(m: ObjectMemory, tuple: Address): number {
  return m.i32[(tuple + TUPLE_LENGTH) >>> 2];
}

/** Word index of an item. */
export function tupleItemWord(tuple: Address, index: number): number {
  return ((tuple + TUPLE_ITEMS) >>> 2) + index;
}

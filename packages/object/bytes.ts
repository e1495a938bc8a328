/**
 * Bytes objects: inline, hashed like strs of the same bytes.
 *
 * @module
 */
import { BYTES_DATA, BYTES_HASH, BYTES_LENGTH } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { hashBytes } from "./str.ts";
import { T_BYTES } from "./type_index.ts";
import type { Address } from "./value.ts";

/** A bytes object whose content the caller writes; header not initialised; 0 when the heap is exhausted. */
export function allocBytes(m: ObjectMemory, length: number): Address {
  if (length > 0x3fff_ffff) return 0;
  const address = m.heap.allocObject(BYTES_DATA + length);
  if (address === 0) return 0;
  m.i32[(address + BYTES_LENGTH) >>> 2] = length;
  m.i32[(address + BYTES_HASH) >>> 2] = 0;
  m.i32[address >>> 2] = T_BYTES;
  return address;
}

/** A bytes object with a copy of some bytes; header not initialised; 0 when the heap is exhausted. */
export function makeBytes(m: ObjectMemory, content: Uint8Array): Address {
  const address = allocBytes(m, content.length);
  if (address !== 0) m.u8.set(content, (address + BYTES_DATA) >>> 0);
  return address;
}

/** The content, in place: a view that holds good as long as the object lives. */
export function bytesView(m: ObjectMemory, bytes: Address): Uint8Array {
  const first = (bytes + BYTES_DATA) >>> 0;
  return m.u8.subarray(first, first + m.i32[(bytes + BYTES_LENGTH) >>> 2]);
}

/** The 32-bit hash, never 0; cached in the object. */
export function bytesHash(m: ObjectMemory, bytes: Address): number {
  const word = (bytes + BYTES_HASH) >>> 2;
  const cached = m.i32[word];
  if (cached !== 0) return cached;
  // Any thread computes the same number, so a racing store is harmless.
  return m.i32[word] = hashBytes(m, bytes + BYTES_DATA, m.i32[(bytes + BYTES_LENGTH) >>> 2]) || 1;
}

/** Order of two bytes objects: below, equal to or above 0. */
export function bytesCompare(m: ObjectMemory, a: Address, b: Address): number {
  const u8 = m.u8;
  const x = (a + BYTES_DATA) >>> 0, y = (b + BYTES_DATA) >>> 0;
  const lengthA = m.i32[(a + BYTES_LENGTH) >>> 2], lengthB = m.i32[(b + BYTES_LENGTH) >>> 2];
  const shorter = Math.min(lengthA, lengthB);
  for (let i = 0; i < shorter; i++) {
    const difference = u8[x + i] - u8[y + i];
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

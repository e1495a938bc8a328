/**
 * The type word: the word that an object's address points at.
 *
 *     31 .. 26     25     24     23 .. 20  19     18        17       16       15 .. 0
 *     strs: STR_.. parked locked (unused)  frozen finalised weakrefs immortal type index, 0 in a free block
 *
 * Of a str the highest six say what its characters are (`layout.ts`), of other objects they are 0.
 * Bits 24 and 25 are the object's lock and change under atomic operations while others run; who changes another
 * bit of an object that is shared does so atomically too. Reading needs no care: the type of a live object changes
 * only where Python code assigns `__class__`.
 *
 * @module
 */
import { TYPE_TABLE } from "@orochi/heap";
import type { ObjectMemory } from "./object_memory.ts";
import type { Address } from "./value.ts";

/** Bits of the type word that hold the type index. */
export const TYPE_INDEX_MASK = 0xffff;
/** Bit of the type word: the object's lock is held. */
export const FLAG_LOCKED = 1 << 24;
/** Bit of the type word: threads are parked, waiting for the object's lock. */
export const FLAG_PARKED = 1 << 25;

/**
 * A type word.
 *
 * @param typeIndex 1 to 65535.
 * @param flags FLAG_ bits.
 */
export function makeTypeWord(typeIndex: number, flags: number): number {
  return typeIndex | flags;
}

/** The type index of an object, 0 for a free block. */
export function typeIndexOf(m: ObjectMemory, object: Address): number {
  return m.i32[object >>> 2] & TYPE_INDEX_MASK;
}

/** Address of the type object of an object, 0 while it has none (when a heap is set up). */
export function typeOf(m: ObjectMemory, object: Address): Address {
  return m.i32[(TYPE_TABLE >>> 2) + (m.i32[object >>> 2] & TYPE_INDEX_MASK)];
}

/** Whether all of some FLAG_ bits are set. */
export function hasFlags(m: ObjectMemory, object: Address, flags: number): boolean {
  return (m.i32[object >>> 2] & flags) === flags;
}

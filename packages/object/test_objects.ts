/**
 * What the tests of this package share: a heap, empty containers, and a generator of numbers from a seed.
 *
 * @module
 */
import { HeapMemory, LAYOUT_TABLE, ThreadHeap } from "@orochi/heap";
import { BUILTIN_TYPE_NAMES, internStr, LAYOUTS, objectBytes, ObjectMemory, strFromText } from "./mod.ts";

/** The sizes of header that counting strategies ask for. */
export const HEADERS: readonly number[] = [0, 4, 8];

/** A checked heap whose builtin types have their layouts, but no type objects. */
export function newObjects(headerBytes = 8, reserveBytes = 32 << 20): ObjectMemory {
  const memory = HeapMemory.create({ reserveBytes, headerBytes, checked: true });
  for (let i = 1; i <= BUILTIN_TYPE_NAMES.length; i++) memory.u16[(LAYOUT_TABLE >>> 1) + i] = i;
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  return new ObjectMemory(memory, heap);
}

/** An object of a builtin type with its fixed words 0; 0 when the heap is exhausted. */
export function newObject(m: ObjectMemory, typeIndex: number): number {
  const bytes = LAYOUTS[typeIndex].bytes;
  const address = m.heap.allocObject(bytes);
  if (address === 0) return 0;
  m.i32.fill(0, address >>> 2, (address + bytes) >>> 2);
  m.i32[address >>> 2] = typeIndex;
  if (objectBytes(m, address) < 4) throw new Error(`type ${typeIndex} has no size`);
  return address;
}

/** An interned str. */
export function name(m: ObjectMemory, text: string): number {
  return internStr(m, strFromText(m, text), () => {});
}

/** Numbers below a bound, the same for the same seed (mulberry32). */
export function random(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

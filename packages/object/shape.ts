/**
 * Shapes (hidden classes; Chambers, Ungar & Lee 1989): which attribute is in which slot of an instance. A shape
 * is one key longer than its parent; adding a key to an instance moves it to a child. Shapes are never freed or
 * changed but for their children, so a shape word says for ever what it says once.
 *
 *     +0 number of slots   +4 parent   +8 key of the last slot (interned str)   +12 type index
 *     +16 first child      +20 next sibling   +24 dictionary mode: 1
 *
 * @module
 */
import { lockWord, unlockWord, VM_CONTROL } from "@orochi/heap";
import type { ObjectMemory } from "./object_memory.ts";
import type { Address, Value } from "./value.ts";

/** Offset of a shape's number of slots. */
export const SHAPE_SLOTS = 0;
const SLOTS = SHAPE_SLOTS, PARENT = 4, KEY = 8, TYPE = 12, CHILD = 16, SIBLING = 20, DICT_MODE = 24;
const SHAPE_BYTES = 32;
/** Lock word for adding children: see `slot_lock.ts` of `@orochi/heap`. */
export const SHAPE_LOCK: number = (VM_CONTROL + 4092) >>> 2;

function makeShape(m: ObjectMemory, slots: number, parent: Address, key: Value, typeIndex: number): Address {
  const shape = m.heap.allocRaw(SHAPE_BYTES);
  if (shape === 0) return 0;
  m.i32.fill(0, shape >>> 2, (shape + SHAPE_BYTES) >>> 2);
  m.i32[(shape + SLOTS) >>> 2] = slots;
  m.i32[(shape + PARENT) >>> 2] = parent;
  m.i32[(shape + KEY) >>> 2] = key;
  m.i32[(shape + TYPE) >>> 2] = typeIndex;
  return shape;
}

/** The shape of an instance without attributes; 0 when the heap is exhausted. */
export function rootShape(m: ObjectMemory, typeIndex: number): Address {
  return makeShape(m, 0, 0, 0, typeIndex);
}

/** The shape of instances of a class that keep their attributes in a dict: a child of the root. */
export function dictShape(m: ObjectMemory, root: Address): Address {
  return child(m, root, 0);
}

/** Whether instances of this shape keep their attributes in a dict in slot 0. */
export function isDictShape(m: ObjectMemory, shape: Address): boolean {
  return m.i32[(shape + DICT_MODE) >>> 2] === 1;
}

/** Number of attributes of an instance of this shape. */
export function shapeSlots(m: ObjectMemory, shape: Address): number {
  return m.i32[(shape + SLOTS) >>> 2];
}

/** Slot of a key (interned str), or -1. */
export function findSlot(m: ObjectMemory, shape: Address, key: Value): number {
  const i32 = m.i32;
  for (let at = shape; at !== 0; at = i32[(at + PARENT) >>> 2]) {
    if (i32[(at + KEY) >>> 2] === key && key !== 0) return i32[(at + SLOTS) >>> 2] - 1;
  }
  return -1;
}

/** Keys in order of their slots. */
export function shapeKeys(m: ObjectMemory, shape: Address): Value[] {
  const keys: Value[] = [];
  for (let at = shape; at !== 0; at = m.i32[(at + PARENT) >>> 2]) {
    if (m.i32[(at + KEY) >>> 2] !== 0) keys.push(m.i32[(at + KEY) >>> 2]);
  }
  return keys.reverse();
}

function findChild(m: ObjectMemory, shape: Address, key: Value): Address {
  let at = m.i32[(shape + CHILD) >>> 2];
  while (at !== 0 && m.i32[(at + KEY) >>> 2] !== key) at = m.i32[(at + SIBLING) >>> 2];
  return at;
}

function child(m: ObjectMemory, shape: Address, key: Value): Address {
  let found = findChild(m, shape, key);
  if (found !== 0) return found;
  lockWord(m.i32, SHAPE_LOCK, m.heap.slot);
  found = findChild(m, shape, key);
  if (found === 0) {
    const slots = m.i32[(shape + SLOTS) >>> 2];
    found = makeShape(m, key === 0 ? 1 : slots + 1, shape, key, m.i32[(shape + TYPE) >>> 2]);
    if (found !== 0) {
      if (key === 0) m.i32[(found + DICT_MODE) >>> 2] = 1;
      m.i32[(found + SIBLING) >>> 2] = m.i32[(shape + CHILD) >>> 2];
      // Publishes the child: readers follow this word without the lock.
      Atomics.store(m.i32, (shape + CHILD) >>> 2, found);
    }
  }
  unlockWord(m.i32, SHAPE_LOCK);
  return found;
}

/** The shape after adding a key (interned str) to this one; 0 when the heap is exhausted. */
export function addKey(m: ObjectMemory, shape: Address, key: Value): Address {
  return child(m, shape, key);
}

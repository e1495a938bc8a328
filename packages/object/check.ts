/**
 * Checks of a whole heap's objects, for tests and checked runs: every object's type is known, it fits its block,
 * and the storage of its items is whole. Only while no thread runs.
 *
 * @module
 */
import { checkHeap, LAYOUT_TABLE, STATIC_OBJECTS, walkObjects } from "@orochi/heap";
import { checkDict } from "./dict.ts";
import * as L from "./layout.ts";
import { LAYOUTS } from "./layout_table.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { objectBytes, visitReferences } from "./references.ts";
import { checkSet } from "./set.ts";
import { shapeSlots } from "./shape.ts";
import { BUILTIN_TYPE_NAMES, T_DICT, T_FROZENSET, T_INSTANCE, T_LIST, T_SET, T_STR } from "./type_index.ts";
import type { Address, Value } from "./value.ts";
import { TYPE_INDEX_MASK } from "./type_word.ts";

/** An object or its storage is broken. */
export class ObjectError extends Error {
  /** Name of the class, as errors show it. */
  override name = "ObjectError";
}

function check(ok: boolean, object: Address, problem: () => string): void {
  if (!ok) throw new ObjectError(`Object 0x${(object >>> 0).toString(16)} ${problem()}`);
}

/**
 * Checks one object: type, size, storage, and that every reference leads to an object.
 *
 * @throws {ObjectError} Naming the object and what is wrong.
 */
export function checkObject(m: ObjectMemory, object: Address): void {
  const i32 = m.i32;
  const read = (offset: number) => i32[(object + offset) >>> 2];
  const typeIndex = i32[object >>> 2] & TYPE_INDEX_MASK;
  check((object & 7) === 0, object, () => "is not aligned to 8 bytes");
  check(typeIndex !== 0, object, () => "is a free block");
  const layout = m.u16[(LAYOUT_TABLE >>> 1) + typeIndex];
  check(
    LAYOUTS[layout] !== undefined,
    object,
    () => `of type ${typeIndex} has the layout ${layout}, which is unknown`,
  );
  const name = BUILTIN_TYPE_NAMES[layout - 1];
  const bytes = objectBytes(m, object), room = m.heap.usableBytes(object);
  check(bytes >= 4 && bytes <= room, object, () => `(${name}) has ${bytes} bytes in a block of ${room}`);
  let problem: string | null = null;
  if (layout === T_DICT) problem = checkDict(m, object);
  else if (layout === T_SET || layout === T_FROZENSET) problem = checkSet(m, object);
  else if (layout === T_LIST) problem = checkList(m, object);
  else if (layout === T_STR) {
    const kind = read(L.STR_KIND) >>> L.STR_KIND_SHIFT & 7;
    if (kind !== 1 && kind !== 2 && kind !== 4) problem = `has ${kind} bytes a character`;
  } else if (layout === T_INSTANCE) {
    const slots = shapeSlots(m, read(L.INSTANCE_SHAPE));
    if (slots < 0 || slots > 0xffff) problem = `has a shape of ${slots} slots`;
  }
  check(problem === null, object, () => `(${name}) ${problem}`);
  visitReferences(m, object, (word) => {
    const value: Value = i32[word];
    if (value === 0 || (value & 1) === 1) return;
    const where = () => `(${name}) has in the word ${word.toString(16)} 0x${(value >>> 0).toString(16)}, `;
    check(
      (value & 7) === 0 && (value >>> 0) >= STATIC_OBJECTS,
      object,
      () => where() + "which is no address",
    );
    check((i32[value >>> 2] & TYPE_INDEX_MASK) !== 0, object, () => where() + "where no object is");
  });
}

function checkList(m: ObjectMemory, list: Address): string | null {
  const length = m.i32[(list + L.LIST_LENGTH) >>> 2];
  const capacity = m.i32[(list + L.LIST_CAPACITY) >>> 2];
  const items = m.i32[(list + L.LIST_ITEMS) >>> 2];
  if (length < 0 || length > capacity) return `has ${length} items and room for ${capacity}`;
  if (capacity === 0) return items === 0 ? null : "has storage without room";
  const room = m.heap.usableBytes(items);
  return capacity * 4 <= room ? null : `says it has room for ${capacity} items in ${room} bytes`;
}

/**
 * Checks the heap's bookkeeping, then every object in it.
 *
 * @throws {HeapError} If the heap is broken.
 * @throws {ObjectError} If an object is.
 */
export function checkObjects(m: ObjectMemory): void {
  checkHeap(m.memory);
  walkObjects(m.memory, (object) => checkObject(m, object));
}

/** Live objects by type index and how many bytes their blocks have: what `--stats` shows. */
export function countObjects(m: ObjectMemory): Map<number, { objects: number; bytes: number }> {
  const counts = new Map<number, { objects: number; bytes: number }>();
  walkObjects(m.memory, (object) => {
    const typeIndex = m.i32[object >>> 2] & TYPE_INDEX_MASK;
    let entry = counts.get(typeIndex);
    if (entry === undefined) counts.set(typeIndex, entry = { objects: 0, bytes: 0 });
    entry.objects++;
    entry.bytes += m.heap.usableBytes(object) + m.memory.headerBytes;
  });
  return counts;
}

/**
 * Which words of an object hold references, and what raw storage it owns: all that counting strategies,
 * collectors and deallocation need to know of a type. Derived from the one list in `layout_table.ts`.
 *
 * An object has the words of its layout; what an instance of a Python class adds, dict and member slots, lies
 * between the builtin type's `basicSize` and its own type's, and is all Values.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import { dictEntries, dictEntryCount } from "./dict.ts";
import * as L from "./layout.ts";
import { type LayoutRow, LAYOUTS } from "./layout_table.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { shapeSlots } from "./shape.ts";
import { FIRST_DYNAMIC_TYPE, T_SLOTS_INSTANCE } from "./type_index.ts";
import type { Address } from "./value.ts";

/** Called with the word index of each word that may hold a reference (it may hold 0 or a small int). */
export type ReferenceVisitor = (word: number) => void;

/** Ways to lay out items; from "tuple" on they may hold references. */
const ITEMS: readonly (LayoutRow["items"] | "")[] = [
  "",
  "limbs",
  "characters",
  "bytes",
  "members",
  "tuple",
  "list",
  "dict",
  "set",
  "slots",
  "frame",
  "subclasses",
];
const TUPLE = ITEMS.indexOf("tuple"), LIST = ITEMS.indexOf("list"), DICT = ITEMS.indexOf("dict");
const SET = ITEMS.indexOf("set"), SLOTS = ITEMS.indexOf("slots"), FRAME = ITEMS.indexOf("frame");
const SUBCLASSES = ITEMS.indexOf("subclasses");

// The rows as flat arrays: objects die often.
const FIRST = new Uint8Array(FIRST_DYNAMIC_TYPE);
const LAST = new Uint8Array(FIRST_DYNAMIC_TYPE);
const BYTES = new Uint8Array(FIRST_DYNAMIC_TYPE);
const KIND = new Uint8Array(FIRST_DYNAMIC_TYPE);
const STORAGE: (readonly number[] | undefined)[] = [];
for (let index = 0; index < FIRST_DYNAMIC_TYPE; index++) {
  const row = LAYOUTS[index];
  STORAGE.push(row?.storage);
  if (row === undefined) continue;
  FIRST[index] = row.first ?? 0;
  LAST[index] = row.last ?? 0;
  BYTES[index] = row.bytes;
  KIND[index] = ITEMS.indexOf(row.items ?? "");
}

/**
 * Whether objects of a builtin type, exactly, have no references but in a run of their own words, and no storage: then
 * {@linkcode firstReference} and {@linkcode endOfReferences} are the run's bounds.
 */
export function hasPlainReferences(typeIndex: number): boolean {
  return typeIndex < FIRST_DYNAMIC_TYPE && FIRST[typeIndex] !== 0 && KIND[typeIndex] === 0 &&
    STORAGE[typeIndex] === undefined;
}

/** Words from an object to its first reference: see {@linkcode hasPlainReferences}. */
export function firstReference(typeIndex: number): number {
  return FIRST[typeIndex] >>> 2;
}

/** Words from an object to behind its last reference. */
export function endOfReferences(typeIndex: number): number {
  return (LAST[typeIndex] >>> 2) + 1;
}

/**
 * The builtin type index whose layout an object has.
 *
 * @param object Address of an object.
 */
export function layoutOf(m: ObjectMemory, object: Address): number {
  return m.u16[(LAYOUT_TABLE >>> 1) + (m.i32[object >>> 2] & 0xffff)];
}

function visitRun(first: number, end: number, visit: ReferenceVisitor): void {
  for (let word = first; word < end; word++) visit(word);
}

/** Calls back with every word of an object, or of its raw storage, that may hold a counted reference. */
export function visitReferences(m: ObjectMemory, object: Address, visit: ReferenceVisitor): void {
  const word = object >>> 2;
  const typeIndex = m.i32[word] & 0xffff;
  const layout = m.u16[(LAYOUT_TABLE >>> 1) + typeIndex];
  const first = FIRST[layout];
  if (first !== 0) visitRun(word + first / 4, word + LAST[layout] / 4 + 1, visit);
  if (KIND[layout] >= TUPLE) visitItems(m, object, KIND[layout], visit);
  if (typeIndex !== layout) visitAddedWords(m, word, typeIndex, layout, visit);
}

function visitItems(m: ObjectMemory, object: Address, kind: number, visit: ReferenceVisitor): void {
  const i32 = m.i32;
  const word = object >>> 2;
  if (kind === TUPLE) {
    const first = word + L.TUPLE_ITEMS / 4;
    visitRun(first, first + i32[word + L.TUPLE_LENGTH / 4] + hiddenItems(m, i32[word] & 0xffff), visit);
  } else if (kind === LIST) {
    const first = i32[word + L.LIST_ITEMS / 4] >>> 2;
    visitRun(first, first + i32[word + L.LIST_LENGTH / 4], visit);
  } else if (kind === DICT) {
    const entries = dictEntries(m, object);
    const end = entries + dictEntryCount(m, object) * 3;
    for (let entry = entries; entry < end; entry += 3) {
      visit(entry + 1);
      visit(entry + 2);
    }
  } else if (kind === SET) {
    const table = i32[word + L.SET_TABLE / 4] >>> 2;
    if (table === 0) return;
    const end = table + (i32[word + L.SET_MASK / 4] + 1) * 2;
    for (let key = table + 1; key < end; key += 2) visit(key);
  } else if (kind === SLOTS) {
    const first = word + L.INSTANCE_SLOTS / 4;
    visitRun(first, first + shapeSlots(m, i32[word + L.INSTANCE_SHAPE / 4]), visit);
  } else if (kind === FRAME) {
    visitFrame(m, object, visit);
  } else if (kind === SUBCLASSES) {
    visit(word + L.TYPE_SUBCLASSES / 4);
  }
}

/** Named values of a struct sequence that lie behind its items: its class counts them as members. */
function hiddenItems(m: ObjectMemory, typeIndex: number): number {
  if (typeIndex < FIRST_DYNAMIC_TYPE) return 0;
  return m.i32[(m.i32[(TYPE_TABLE >>> 2) + typeIndex] + L.TYPE_MEMBER_COUNT) >>> 2];
}

/** Dict and member slots of an instance of a Python class: what its type adds to the builtin's words. */
function visitAddedWords(
  m: ObjectMemory,
  word: number,
  typeIndex: number,
  layout: number,
  visit: ReferenceVisitor,
): void {
  const i32 = m.i32;
  const type = i32[(TYPE_TABLE >>> 2) + typeIndex];
  if (type === 0 || KIND[layout] === SLOTS) return;
  if (i32[(type + L.TYPE_DICT_OFFSET) >>> 2] === L.DICT_BEHIND_ITEMS) visit(trailingDictWord(m, word << 2));
  const bytes = i32[(type + L.TYPE_BASIC_SIZE) >>> 2];
  const start = builtinBytes(m, layout);
  if (bytes > start) visitRun(word + start / 4, word + bytes / 4, visit);
}

/** Bytes of the words that a layout's own type knows about. */
function builtinBytes(m: ObjectMemory, layout: number): number {
  if (layout === T_SLOTS_INSTANCE) return L.MEMBER_SLOTS;
  const builtin = m.i32[(TYPE_TABLE >>> 2) + layout];
  return builtin === 0 ? BYTES[layout] : Math.max(BYTES[layout], m.i32[(builtin + L.TYPE_BASIC_SIZE) >>> 2]);
}

/** In a frame's flags: compiled code keeps its registers elsewhere. */
const FRAME_COMPILED = 4;

/** A generator's own words, then its suspended frame: registers that hold nothing are 0. */
function visitFrame(m: ObjectMemory, generator: Address, visit: ReferenceVisitor): void {
  const i32 = m.i32;
  const word = generator >>> 2;
  const frame = i32[word + L.GENERATOR_FRAME / 4] >>> 2;
  if (frame !== 0) {
    const registers = i32[(i32[word + L.GENERATOR_CODE / 4] + L.CODE_REGISTERS) >>> 2];
    visit(frame + 1); // function
    visit(frame + 3); // locals
    visit(frame + 5); // frame object
    // While compiled code runs it, what is in memory is old.
    if ((i32[frame + 2] & FRAME_COMPILED) === 0) visitRun(frame + 8, frame + 8 + registers, visit);
  }
  // Last, as the code says how many registers there are.
  visitRun(word + L.GENERATOR_NAME / 4, word + L.GENERATOR_CODE / 4 + 1, visit);
  visit(word + L.GENERATOR_DELEGATE / 4);
  visit(word + L.GENERATOR_FINALIZER / 4);
}

/** Frees the raw storage that a dead object owns; its references are gone already. */
export function freeStorage(m: ObjectMemory, object: Address): void {
  const offsets = STORAGE[layoutOf(m, object)];
  if (offsets === undefined) return;
  for (let i = 0; i < offsets.length; i++) m.heap.freeRawLater(m.i32[(object + offsets[i]) >>> 2]);
}

/** Word of the dict of an instance that has it behind its items; its class's TYPE_DICT_OFFSET says so. */
export function trailingDictWord(m: ObjectMemory, object: Address): number {
  return (object + itemsEnd(m, object, KIND[layoutOf(m, object)]) + 3) >>> 2;
}

/** Bytes of an object from its type word on, the raw storage it owns not included. */
export function objectBytes(m: ObjectMemory, object: Address): number {
  const i32 = m.i32;
  const typeIndex = i32[object >>> 2] & 0xffff;
  const layout = layoutOf(m, object);
  const type = i32[(TYPE_TABLE >>> 2) + typeIndex];
  const end = itemsEnd(m, object, KIND[layout]);
  if (end !== 0) {
    const trailing = type !== 0 && i32[(type + L.TYPE_DICT_OFFSET) >>> 2] === L.DICT_BEHIND_ITEMS;
    return trailing ? ((end + 3) & ~3) + 4 : end;
  }
  return type === 0 ? BYTES[layout] : Math.max(BYTES[layout], i32[(type + L.TYPE_BASIC_SIZE) >>> 2]);
}

/** Bytes up to the end of the items that lie in the object itself; 0 for layouts without such. */
function itemsEnd(m: ObjectMemory, object: Address, kind: number): number {
  const read = (offset: number) => m.i32[(object + offset) >>> 2];
  switch (ITEMS[kind]) {
    case "limbs":
      return L.INT_LIMBS + Math.abs(read(L.INT_SIZE)) * 4;
    case "characters":
      return L.STR_DATA + read(L.STR_LENGTH) * (read(L.STR_KIND) >>> L.STR_KIND_SHIFT & 7);
    case "bytes":
      return L.BYTES_DATA + read(L.BYTES_LENGTH);
    case "tuple":
      return L.TUPLE_ITEMS + (read(L.TUPLE_LENGTH) + hiddenItems(m, m.i32[object >>> 2] & 0xffff)) * 4;
    case "slots":
      return L.INSTANCE_SLOTS + shapeSlots(m, read(L.INSTANCE_SHAPE)) * 4;
    default:
      return 0;
  }
}

/**
 * Which words of an object hold references, and what raw storage it owns: all that counting strategies,
 * collectors and deallocation need to know of a type.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import { dictEntries, dictEntryCount } from "./dict.ts";
import * as L from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { shapeSlots } from "./shape.ts";
import * as T from "./type_index.ts";
import type { Address } from "./value.ts";

/** Called with the word index of each word that may hold a reference (it may hold 0 or a small int). */
export type ReferenceVisitor = (word: number) => void;

/** First and last offset (inclusive) of the Value words of layouts whose references lie side by side. */
const RUNS: { readonly [layout: number]: readonly number[] } = {
  [T.T_RANGE]: [L.RANGE_START, L.RANGE_LENGTH],
  [T.T_SLICE]: [L.SLICE_START, L.SLICE_STEP],
  [T.T_FUNCTION]: [L.FUNCTION_CODE, L.FUNCTION_TYPE_PARAMS],
  [T.T_CELL]: [L.CELL_VALUE, L.CELL_VALUE],
  [T.T_METHOD]: [L.METHOD_FUNCTION, L.METHOD_SELF],
  [T.T_MODULE]: [L.MODULE_DICT, L.MODULE_DICT],
  [T.T_BUILTIN_FUNCTION_OR_METHOD]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_METHOD_DESCRIPTOR]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_WRAPPER_DESCRIPTOR]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_CLASSMETHOD_DESCRIPTOR]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_GETSET_DESCRIPTOR]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_MEMBER_DESCRIPTOR]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_METHOD_WRAPPER]: [L.NATIVE_SELF, L.NATIVE_EXTRA],
  [T.T_PROPERTY]: [L.PROPERTY_GET, L.PROPERTY_NAME],
  [T.T_CLASSMETHOD]: [L.WRAPPED_CALLABLE, L.WRAPPED_DICT],
  [T.T_STATICMETHOD]: [L.WRAPPED_CALLABLE, L.WRAPPED_DICT],
  [T.T_SUPER]: [L.SUPER_TYPE, L.SUPER_SELF_TYPE],
  [T.T_TRACEBACK]: [L.TRACEBACK_NEXT, L.TRACEBACK_FRAME],
  [T.T_FRAME]: [L.FRAME_OBJECT_CODE, L.FRAME_OBJECT_BACK],
  [T.T_CODE]: [L.CODE_VARNAMES, L.CODE_QUALNAME],
  [T.T_WEAKREF]: [L.WEAKREF_CALLBACK, L.WEAKREF_CALLBACK],
};

/** Layouts whose only reference is the container they walk over. */
const ITERATORS: ReadonlySet<number> = new Set([
  T.T_LIST_ITERATOR, T.T_LIST_REVERSEITERATOR, T.T_TUPLE_ITERATOR, T.T_STR_ITERATOR, T.T_BYTES_ITERATOR,
  T.T_BYTEARRAY_ITERATOR, T.T_SET_ITERATOR, T.T_DICT_KEYITERATOR, T.T_DICT_VALUEITERATOR, T.T_DICT_ITEMITERATOR,
  T.T_DICT_REVERSEKEYITERATOR, T.T_DICT_REVERSEVALUEITERATOR, T.T_DICT_REVERSEITEMITERATOR, T.T_ITERATOR,
  T.T_REVERSED, T.T_MEMORY_ITERATOR,
]);

/** Layouts made of up to four Values. */
const PARTS: ReadonlySet<number> = new Set([
  T.T_CALLABLE_ITERATOR, T.T_ENUMERATE, T.T_ZIP, T.T_MAP, T.T_FILTER, T.T_MAPPINGPROXY, T.T_SIMPLE_NAMESPACE,
  T.T_DICT_KEYS, T.T_DICT_VALUES, T.T_DICT_ITEMS, T.T_GENERIC_ALIAS, T.T_UNION, T.T_NATIVE_OBJECT, T.T_LONGRANGE_ITERATOR,
]);

function visitRun(first: number, last: number, visit: ReferenceVisitor): void {
  for (let word = first; word <= last; word++) visit(word);
}

/** Calls back with every word of an object, or of its raw storage, that may hold a counted reference. */
export function visitReferences(m: ObjectMemory, object: Address, visit: ReferenceVisitor): void {
  const i32 = m.i32;
  const typeIndex = i32[object >>> 2] & 0xffff;
  const layout = m.u16[(LAYOUT_TABLE >>> 1) + typeIndex];
  const at = (offset: number) => (object + offset) >>> 2;
  const run = RUNS[layout];
  if (run !== undefined) {
    visitRun(at(run[0]), at(run[1]), visit);
  } else if (layout === T.T_TUPLE) {
    visitRun(at(L.TUPLE_ITEMS), at(L.TUPLE_ITEMS) + i32[at(L.TUPLE_LENGTH)] - 1, visit);
  } else if (layout === T.T_LIST) {
    const first = i32[at(L.LIST_ITEMS)] >>> 2;
    visitRun(first, first + i32[at(L.LIST_LENGTH)] - 1, visit);
  } else if (layout === T.T_DICT) {
    const entries = dictEntries(m, object);
    for (let i = 0, count = dictEntryCount(m, object); i < count; i++) visitRun(entries + i * 3 + 1, entries + i * 3 + 2, visit);
  } else if (layout === T.T_SET || layout === T.T_FROZENSET) {
    const table = i32[at(L.SET_TABLE)] >>> 2;
    if (table !== 0) for (let i = 0; i <= i32[at(L.SET_MASK)]; i++) visit(table + i * 2 + 1);
  } else if (layout === T.T_INSTANCE) {
    const slots = shapeSlots(m, i32[at(L.INSTANCE_SHAPE)]);
    visitRun(at(L.INSTANCE_SLOTS), at(L.INSTANCE_SLOTS) + slots - 1, visit);
  } else if (layout === T.T_BASE_EXCEPTION) {
    visitRun(at(L.EXCEPTION_ARGS), at(L.EXCEPTION_CAUSE), visit);
    visitRun(at(L.EXCEPTION_DICT), at(L.EXCEPTION_EXTRA), visit);
  } else if (layout === T.T_TYPE) {
    visitRun(at(L.TYPE_NAME), at(L.TYPE_DICT), visit);
    visit(at(L.TYPE_SUBCLASSES));
  } else if (ITERATORS.has(layout)) {
    visit(at(L.ITERATOR_TARGET));
  } else if (PARTS.has(layout)) {
    visitRun(at(L.PARTS_FIRST), at(L.PARTS_FOURTH), visit);
  } else if (layout === T.T_GENERATOR || layout === T.T_COROUTINE || layout === T.T_ASYNC_GENERATOR) {
    visitGenerator(m, object, visit);
  }
  const type = i32[(TYPE_TABLE >>> 2) + typeIndex];
  if (type === 0) return;
  const dictOffset = i32[(type + L.TYPE_DICT_OFFSET) >>> 2];
  if (dictOffset > 0 && layout !== T.T_BASE_EXCEPTION && layout !== T.T_FUNCTION) visit(at(dictOffset));
  const members = i32[(type + L.TYPE_MEMBER_COUNT) >>> 2];
  if (members > 0) visitRun(at(i32[(type + L.TYPE_MEMBERS) >>> 2]), at(i32[(type + L.TYPE_MEMBERS) >>> 2]) + members - 1, visit);
}

/** A suspended frame: function, namespace and frame object, then registers; dead temporaries are 0. */
function visitGenerator(m: ObjectMemory, generator: Address, visit: ReferenceVisitor): void {
  const i32 = m.i32;
  visitRun((generator + L.GENERATOR_NAME) >>> 2, (generator + L.GENERATOR_CODE) >>> 2, visit);
  const frame = i32[(generator + L.GENERATOR_FRAME) >>> 2] >>> 2;
  if (frame === 0) return;
  const registers = i32[(i32[(generator + L.GENERATOR_CODE) >>> 2] + L.CODE_REGISTERS) >>> 2];
  visit(frame + 1);
  visit(frame + 3);
  visit(frame + 5);
  visitRun(frame + 8, frame + 8 + registers - 1, visit);
}

/** Frees the raw storage that a dead object owns; its references are gone already. */
export function freeStorage(m: ObjectMemory, object: Address): void {
  const i32 = m.i32;
  const layout = m.u16[(LAYOUT_TABLE >>> 1) + (i32[object >>> 2] & 0xffff)];
  const free = (offset: number) => m.heap.freeRawLater(i32[(object + offset) >>> 2]);
  if (layout === T.T_LIST) free(L.LIST_ITEMS);
  else if (layout === T.T_DICT) free(L.DICT_STORAGE);
  else if (layout === T.T_SET || layout === T.T_FROZENSET) free(L.SET_TABLE);
  else if (layout === T.T_BYTEARRAY) free(L.BYTEARRAY_DATA);
  else if (layout === T.T_CODE) {
    free(L.CODE_STREAM);
    free(L.CODE_POSITIONS);
    free(L.CODE_EXCEPTIONS);
  } else if (layout === T.T_GENERATOR || layout === T.T_COROUTINE || layout === T.T_ASYNC_GENERATOR) {
    free(L.GENERATOR_FRAME);
  }
}

/**
 * Python objects in a shared memory: tagged values, the words of each builtin type, shapes of instances, and
 * the storage of containers. It moves plain words: it counts no reference and takes no lock.
 *
 * ```ts
 * import { HeapMemory, ThreadHeap } from "@orochi/heap";
 * import { ObjectMemory, strFromText, textOfStr } from "@orochi/object";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = HeapMemory.create({ reserveBytes: 64 << 20 });
 * const heap = new ThreadHeap(memory, 1);
 * heap.enter();
 * const objects = new ObjectMemory(memory, heap);
 * const str = strFromText(objects, "naïve");
 * assertEquals(textOfStr(objects, str), "naïve");
 * ```
 *
 * @module
 */
export * from "./value.ts";
export * from "./system_types.ts";
export * from "./type_index.ts";
export * from "./data_types.ts";
export * from "./thread_types.ts";
export * from "./number_types.ts";
export * from "./native_types.ts";
export * from "./decimal_types.ts";
export * from "./layout.ts";
export { ObjectMemory, VERSION_ADDRESS, VERSION_BATCH } from "./object_memory.ts";
export * from "./type_word.ts";
export * from "./ints.ts";
export * from "./float.ts";
export * from "./bytes.ts";
export * from "./tuple.ts";
export * from "./str.ts";
export * from "./list.ts";
export * from "./dict.ts";
export * from "./dict_order.ts";
export * from "./set.ts";
export * from "./set_algebra.ts";
export { hasPlainItems } from "./plain_keys.ts";
export * from "./shape.ts";
export { buryObjectLocks, internStr } from "./intern.ts";
export {
  endOfReferences,
  firstReference,
  freeStorage,
  hasPlainReferences,
  layoutOf,
  objectBytes,
  type ReferenceVisitor,
  trailingDictWord,
  visitReferences,
} from "./references.ts";
export { type LayoutRow, LAYOUTS } from "./layout_table.ts";
export { checkObject, checkObjects, countObjects, ObjectError } from "./check.ts";

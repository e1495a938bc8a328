/**
 * What happens when an object's last reference goes: finaliser, weak references, then its references and its
 * memory. Chains of objects die one after another, not inside one another, so a long list can't exhaust the stack.
 *
 * @module
 */
import { LAYOUT_TABLE, PAGES, TYPE_TABLE } from "@orochi/heap";
import {
  type Address,
  DICT_STORAGE,
  dictEntries,
  dictEntryCount,
  endOfReferences,
  FIRST_DYNAMIC_TYPE,
  firstReference,
  FLAG_FINALISED,
  FLAG_WEAKREFS,
  freeStorage,
  hasPlainReferences,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  LIST_ITEMS,
  LIST_LENGTH,
  MEMBER_SLOTS,
  PARTS_FIRST,
  SET_TABLE,
  SET_USED,
  shapeSlots,
  T_ASYNC_GENERATOR,
  T_ASYNC_GENERATOR_ASEND,
  T_ASYNC_GENERATOR_ATHROW,
  T_BASE_EXCEPTION,
  T_BYTES,
  T_COMPLEX,
  T_COROUTINE,
  T_DICT,
  T_FLOAT,
  T_FROZENSET,
  T_GENERATOR,
  T_INSTANCE,
  T_INT,
  T_LIST,
  T_MEMORYVIEW,
  T_SET,
  T_SLOTS_INSTANCE,
  T_STR,
  T_TUPLE,
  T_TYPE,
  T_WEAKCALLABLEPROXY,
  T_WEAKREF,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASIC_SIZE,
  TYPE_FLAGS,
  visitReferences,
} from "@orochi/object";
import { restoreError, takeError } from "./errors.ts";
import { finaliseGenerator, isGeneratorUnfinished } from "./generator_finaliser.ts";
import { endsQuietly } from "./generator_throw.ts";
import { warnUnawaitedMethod } from "./unraisable.ts";
import { forgetType } from "./classes.ts";
import { lookup, TYPE_FLAG_DEL } from "./type_lookup.ts";
import { endView } from "./builtins/bytes_buffer.ts";
import { nameOfUnawaited } from "./builtins/async_generator.ts";
import { callOne } from "./call.ts";
import { reportUnraisable } from "./traceback.ts";
import { clearWeakReferences, unlinkWeakReference } from "./weak_references.ts";
import type { Vm } from "./vm.ts";

/** Objects of a Worker that are dead but not yet taken apart. */
export class Graveyard {
  queue: Address[] = [];
  busy = false;
}

/** Takes a dead object apart. Its count is zero and nobody else can reach it. */
export function destroy(vm: Vm, object: Address): void {
  const type = vm.i32[object >>> 2] & 0xffff;
  if (type === T_FLOAT || type === T_INT || type === T_STR || type === T_BYTES || type === T_COMPLEX) {
    if ((vm.i32[object >>> 2] & FLAG_WEAKREFS) === 0) {
      vm.heap.freeObject(object);
      return;
    }
  }
  const graveyard = vm.graveyard;
  if (graveyard.busy) {
    graveyard.queue.push(object);
    return;
  }
  graveyard.busy = true;
  buryAny(vm, object, type);
  const { queue } = graveyard;
  if (queue.length > 1) queue.reverse();
  while (queue.length > 0) {
    const next = queue.pop()!, left = queue.length;
    buryAny(vm, next, vm.i32[next >>> 2] & 0xffff);
    // What an object has held dies in the order it was held in, each with all that it held in turn.
    if (queue.length > left + 1) reverseFrom(queue, left);
  }
  graveyard.busy = false;
}

function reverseFrom(queue: Address[], first: number): void {
  for (let low = first, high = queue.length - 1; low < high; low++, high--) {
    const object = queue[low];
    queue[low] = queue[high];
    queue[high] = object;
  }
}

/** Takes an object of a type apart, the short way where there is one. */
function buryAny(vm: Vm, object: Address, type: number): void {
  if (type === T_TUPLE) buryTuple(vm, object);
  else if (type === T_DICT) buryDict(vm, object);
  else if (type === T_LIST) buryList(vm, object);
  else if (type === T_FROZENSET || type === T_SET) burySet(vm, object);
  else if (PLAIN[type] === 1) buryPlain(vm, object, type);
  else if (PLAIN[type] === 2) buryAwaitable(vm, object, type);
  else if (type >= FIRST_DYNAMIC_TYPE) buryInstance(vm, object, type);
  else bury(vm, object);
}

/** Drops the items of a sequence, the last one first as CPython does. */
function dropItems(vm: Vm, first: number, length: number): void {
  const i32 = vm.i32;
  for (let word = first + length - 1; word >= first; word--) {
    const value = i32[word];
    i32[word] = 0;
    // Tagged values are not counted, nor are the static singletons, which lie below the first page.
    if ((value & 1) === 0 && value >>> 0 >= PAGES) vm.decref(value);
  }
}

/** As `bury`, for what dies most often: a tuple has no finaliser and no weak references. */
function buryTuple(vm: Vm, tuple: Address): void {
  const i32 = vm.i32;
  dropItems(vm, (tuple + TUPLE_ITEMS) >>> 2, i32[(tuple + TUPLE_LENGTH) >>> 2]);
  vm.heap.freeObject(tuple);
}

/** As `buryTuple`: lists have none either, unless they are of a subclass. */
function buryList(vm: Vm, list: Address): void {
  const i32 = vm.i32;
  const items = i32[(list + LIST_ITEMS) >>> 2];
  dropItems(vm, items >>> 2, i32[(list + LIST_LENGTH) >>> 2]);
  vm.heap.freeRawLater(items);
  vm.heap.freeObject(list);
}

/** As `buryTuple`: nor have dicts. */
function buryDict(vm: Vm, dict: Address): void {
  const i32 = vm.i32;
  const first = dictEntries(vm.objects, dict), end = first + dictEntryCount(vm.objects, dict) * 3;
  for (let entry = first; entry < end; entry += 3) {
    const key = i32[entry + 1], value = i32[entry + 2];
    i32[entry + 1] = 0;
    i32[entry + 2] = 0;
    vm.decref(key);
    vm.decref(value);
  }
  vm.heap.freeRawLater(i32[(dict + DICT_STORAGE) >>> 2]);
  vm.heap.freeObject(dict);
}

/** Builtin types whose dead objects only drop a run of words: slices, ranges, iterators, cells, bound methods, ... */
const PLAIN = new Uint8Array(65536);
for (let type = 0; type < FIRST_DYNAMIC_TYPE; type++) {
  if (hasPlainReferences(type) && (type < T_WEAKREF || type > T_WEAKCALLABLEPROXY)) PLAIN[type] = 1;
}
// Those of async generators that nobody has awaited warn.
PLAIN[T_ASYNC_GENERATOR_ASEND] = PLAIN[T_ASYNC_GENERATOR_ATHROW] = 2;

/** As `buryTuple`, of what no weak reference looks at and no finaliser. */
function buryPlain(vm: Vm, object: Address, type: number): void {
  const i32 = vm.i32, word = object >>> 2;
  const flags = i32[(i32[(TYPE_TABLE >>> 2) + type] + TYPE_FLAGS) >>> 2];
  if ((i32[word] & FLAG_WEAKREFS) !== 0 || (flags & TYPE_FLAG_DEL) !== 0) return bury(vm, object);
  for (let at = word + firstReference(type), end = word + endOfReferences(type); at < end; at++) {
    const value = i32[at];
    i32[at] = 0;
    if (value !== 0 && (value & 1) === 0) vm.decref(value);
  }
  vm.heap.freeObject(object);
}

/** As `buryPlain`, of what `asend`, `athrow` and `aclose` of an async generator give. */
function buryAwaitable(vm: Vm, awaitable: Address, type: number): void {
  const name = (vm.i32[awaitable >>> 2] & FLAG_FINALISED) === 0 ? nameOfUnawaited(vm, awaitable) : "";
  if (name !== "") {
    const generator = vm.i32[(awaitable + PARTS_FIRST) >>> 2];
    if (!finalise(vm, awaitable, () => warnUnawaitedMethod(vm, name, generator))) return;
  }
  buryPlain(vm, awaitable, type);
}

/**
 * As `buryPlain`, of instances of Python classes that are nothing but their attributes, and of exceptions: these have
 * theirs, those that the class adds included, where others have members.
 */
function buryInstance(vm: Vm, object: Address, type: number): void {
  const i32 = vm.i32, word = object >>> 2, layout = vm.u16[(LAYOUT_TABLE >>> 1) + type];
  const typeObject = i32[(TYPE_TABLE >>> 2) + type];
  if (
    (layout !== T_INSTANCE && layout !== T_SLOTS_INSTANCE && layout !== T_BASE_EXCEPTION) ||
    typeObject === 0 ||
    (i32[word] & FLAG_WEAKREFS) !== 0 || (i32[(typeObject + TYPE_FLAGS) >>> 2] & TYPE_FLAG_DEL) !== 0
  ) return bury(vm, object);
  const first = word + (layout === T_INSTANCE ? INSTANCE_SLOTS : MEMBER_SLOTS) / 4;
  const end = layout === T_INSTANCE
    ? first + shapeSlots(vm.objects, i32[(object + INSTANCE_SHAPE) >>> 2])
    : word + i32[(typeObject + TYPE_BASIC_SIZE) >>> 2] / 4;
  for (let at = first; at < end; at++) {
    const value = i32[at];
    i32[at] = 0;
    if (value !== 0 && (value & 1) === 0) vm.decref(value);
  }
  vm.heap.freeObject(object);
}

/** As `buryTuple`, of sets that no weak reference looks at. */
function burySet(vm: Vm, set: Address): void {
  const i32 = vm.i32;
  if ((i32[set >>> 2] & FLAG_WEAKREFS) !== 0) return bury(vm, set);
  const table = i32[(set + SET_TABLE) >>> 2];
  let left = i32[(set + SET_USED) >>> 2];
  for (let word = (table >>> 2) + 1; left > 0; word += 2) {
    const key = i32[word];
    if (key === 0) continue;
    left--;
    if ((key & 1) === 1) continue;
    i32[word] = 0;
    vm.decref(key);
  }
  vm.heap.freeRawLater(table);
  vm.heap.freeObject(set);
}

function bury(vm: Vm, object: Address): void {
  const i32 = vm.i32;
  const word = i32[object >>> 2];
  const typeIndex = word & 0xffff;
  const type = i32[(TYPE_TABLE >>> 2) + typeIndex];
  const layout = vm.u16[(LAYOUT_TABLE >>> 1) + typeIndex];
  if ((word & FLAG_FINALISED) === 0 && type !== 0 && (i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_DEL) !== 0) {
    if (!finalise(vm, object, () => runDel(vm, object, type))) return;
  } else if ((word & FLAG_FINALISED) !== 0) {
    // What a finaliser has kept alive has no second one.
  } else if (layout === T_GENERATOR || layout === T_COROUTINE || layout === T_ASYNC_GENERATOR) {
    if (isGeneratorUnfinished(vm, object, layout)) {
      // Most have nothing to do but to drop what they hold: a chain of those is no chain of calls.
      const isQuiet = layout !== T_ASYNC_GENERATOR && endsQuietly(vm, object);
      if (!isQuiet && !finalise(vm, object, () => finaliseGenerator(vm, object, layout))) return;
    }
  }
  if ((i32[object >>> 2] & FLAG_WEAKREFS) !== 0) clearWeakReferences(vm, object);
  if (layout === T_TYPE) forgetType(vm, object);
  if (layout === T_MEMORYVIEW) endView(vm, object);
  else if (layout >= T_WEAKREF && layout <= T_WEAKCALLABLEPROXY) unlinkWeakReference(vm, object);
  // Of a class that derives from them.
  if (layout === T_TUPLE) dropItems(vm, (object + TUPLE_ITEMS) >>> 2, i32[(object + TUPLE_LENGTH) >>> 2]);
  if (layout === T_LIST) {
    dropItems(vm, i32[(object + LIST_ITEMS) >>> 2] >>> 2, i32[(object + LIST_LENGTH) >>> 2]);
  }
  visitReferences(vm.objects, object, (reference) => {
    const value = i32[reference];
    i32[reference] = 0;
    vm.decref(value);
  });
  freeStorage(vm.objects, object);
  vm.heap.freeObject(object);
}

/** Runs a finaliser on an object that lives again meanwhile. Returns whether it is dead afterwards. */
function finalise(vm: Vm, object: Address, run: () => void): boolean {
  vm.i32[object >>> 2] |= FLAG_FINALISED;
  vm.rc.init(object);
  if ((vm.i32[object >>> 2] & FLAG_WEAKREFS) !== 0) vm.rc.makeTryable(object);
  const error = takeError(vm);
  const graveyard = vm.graveyard;
  const outer = graveyard.queue;
  // What dies inside the finaliser dies at once, as in CPython, and not after the outer chain.
  graveyard.queue = [];
  graveyard.busy = false;
  run();
  graveyard.queue = outer;
  graveyard.busy = true;
  if (error !== 0) restoreError(vm, error);
  return vm.rc.decref(object);
}

/** Calls the `__del__` of an object whose class has one; what it raises is reported. */
export function runDel(vm: Vm, object: Address, type: Address): void {
  const result = callOne(vm, lookup(vm, type, vm.names.__del__), object);
  if (result === 0) {
    reportUnraisable(vm, "Exception ignored while calling deallocator", lookup(vm, type, vm.names.__del__));
  } else vm.decref(result);
}

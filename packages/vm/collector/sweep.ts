/**
 * What becomes of garbage: its weak references are cleared, its finalisers called, and then it is freed.
 *
 * Garbage is freed all at once and not by counts that fall to 0 one after another: what garbage holds of garbage needs
 * no counting, an instance always goes before its class, and an object of another thread's goes now and not when
 * that thread merges its counts.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import {
  type Address,
  FLAG_FINALISED,
  FLAG_IMMORTAL,
  FLAG_WEAKREFS,
  freeStorage,
  T_ASYNC_GENERATOR,
  T_COROUTINE,
  T_GENERATOR,
  T_MEMORYVIEW,
  T_TYPE,
  T_WEAKCALLABLEPROXY,
  T_WEAKREF,
  TYPE_BASES,
  TYPE_FLAGS,
  TYPE_INDEX,
  type Value,
  visitReferences,
  WEAKREF_CALLBACK,
  WEAKREF_NEXT,
} from "@orochi/object";
import { endView } from "../builtins/bytes_buffer.ts";
import { freeTypeIndex, leaveBases } from "../classes.ts";
import { finaliseGenerator, isGeneratorUnfinished } from "../generator_finaliser.ts";
import { runDel } from "../lifetime.ts";
import { reportUnraisable } from "../traceback.ts";
import { TYPE_FLAG_DEL } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { firstWeakReference, unlinkWeakReference } from "../weak_references.ts";
import type { Search } from "./find.ts";

function layoutAt(vm: Vm, object: Address): number {
  return vm.u16[(LAYOUT_TABLE >>> 1) + (vm.i32[object >>> 2] & 0xffff)];
}

function isGenerator(layout: number): boolean {
  return layout === T_GENERATOR || layout === T_COROUTINE || layout === T_ASYNC_GENERATOR;
}

/** Whether Python code has to run before an object may be freed. */
export function wantsFinaliser(vm: Vm, object: Address): boolean {
  const word = vm.i32[object >>> 2];
  const type = vm.i32[(TYPE_TABLE >>> 2) + (word & 0xffff)];
  if ((word & FLAG_FINALISED) !== 0) return false;
  if ((vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_DEL) !== 0) return true;
  const layout = layoutAt(vm, object);
  return isGenerator(layout) && isGeneratorUnfinished(vm, object, layout);
}

/** Runs an object's finaliser, which never runs again. The caller holds the object. */
export function finalise(vm: Vm, object: Address): void {
  if (!wantsFinaliser(vm, object)) return;
  Atomics.or(vm.i32, object >>> 2, FLAG_FINALISED);
  const layout = layoutAt(vm, object);
  if (isGenerator(layout)) return finaliseGenerator(vm, object, layout);
  runDel(vm, object, vm.typeOf(object));
}

/** A weak reference whose callback is to be called (both owned). */
export interface Callback {
  readonly reference: Address;
  readonly callback: Value;
}

/** Whether a callback would have to be called if an object died; those in the garbage of a search don't count. */
export function hasCallbacks(vm: Vm, search: Search | null, object: Address): boolean {
  if ((vm.i32[object >>> 2] & FLAG_WEAKREFS) === 0) return false;
  for (let at = firstWeakReference(vm, object); at !== 0; at = vm.i32[(at + WEAKREF_NEXT) >>> 2]) {
    if (vm.i32[(at + WEAKREF_CALLBACK) >>> 2] !== 0 && search?.isGarbage(at) !== true) return true;
  }
  return false;
}

/**
 * Clears the weak references to an object, before its finaliser might revive it. Those with a callback that is to be called
 * go to `callbacks`; a callback dies unheard where its weak reference is garbage itself.
 */
export function clearWeakReferences(
  vm: Vm,
  search: Search,
  object: Address,
  callbacks: Callback[] | null,
): void {
  const i32 = vm.i32;
  if ((i32[object >>> 2] & FLAG_WEAKREFS) === 0) return;
  for (let at = firstWeakReference(vm, object), next = 0; at !== 0; at = next) {
    next = i32[(at + WEAKREF_NEXT) >>> 2];
    const word = (at + WEAKREF_CALLBACK) >>> 2;
    unlinkWeakReference(vm, at);
    // One that is being taken apart by its thread has a count of 0.
    if (callbacks === null || i32[word] === 0 || search.isGarbage(at) || vm.rc.count(at) === 0) continue;
    vm.rc.incref(at);
    callbacks.push({ reference: at, callback: i32[word] });
    i32[word] = 0;
  }
}

/** Calls what {@linkcode clearWeakReferences} found. */
export function callBack(vm: Vm, callbacks: readonly Callback[]): void {
  for (const { reference, callback } of callbacks) {
    const result = vm.call(callback, reference);
    if (result === 0) reportUnraisable(vm, "Exception ignored while calling weakref callback", callback);
    vm.decref(result);
    vm.decref(callback);
    vm.decref(reference);
  }
}

/**
 * Frees all garbage of a search while the world stands still.
 *
 * @returns What it held of others: the caller drops these references once the world goes on.
 */
export function free(vm: Vm, search: Search): Value[] {
  const i32 = vm.i32, { garbage, count } = search;
  const types: number[] = [], held: Value[] = [];
  const collect = (word: number): void => {
    const value = i32[word];
    if (value === 0 || (value & 1) === 1 || (i32[value >>> 2] & FLAG_IMMORTAL) !== 0) return;
    if (!search.isGarbage(value)) held.push(value);
  };
  // First all that looks at other objects, then their memory: whatever order they are in.
  for (let i = 0; i < count; i++) {
    const object = garbage[i], layout = layoutAt(vm, object);
    if (layout === T_MEMORYVIEW) endView(vm, object);
    else if (layout >= T_WEAKREF && layout <= T_WEAKCALLABLEPROXY) unlinkWeakReference(vm, object);
    else if (layout === T_TYPE) {
      types.push(i32[(object + TYPE_INDEX) >>> 2]);
      leaveBases(vm, object, vm.i32[(object + TYPE_BASES) >>> 2]);
    }
    visitReferences(vm.objects, object, collect);
  }
  for (let i = 0; i < count; i++) freeStorage(vm.objects, garbage[i]);
  for (let i = 0; i < count; i++) vm.heap.freeObject(garbage[i]);
  for (const index of types) freeTypeIndex(vm, index);
  return held;
}

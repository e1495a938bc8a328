/**
 * Weak references: a chain per object, found through a table of each Worker's heap words.
 *
 * The head of an object's chain lies in the dict `vm.weakTable`, keyed by the object's address as an int: only
 * objects that have ever been weakly referenced (a flag in the type word) pay for it.
 *
 * @module
 */
import {
  type Address,
  FLAG_WEAKREFS,
  NONE,
  tagInt,
  type Value,
  WEAKREF_CALLBACK,
  WEAKREF_NEXT,
  WEAKREF_TARGET,
} from "@orochi/object";
import * as dicts from "./dicts.ts";
import { reportUnraisable } from "./traceback.ts";
import { CONTROL_WEAK_TABLE, type Vm } from "./vm.ts";

/** The key of an object in the table: addresses are 8-byte aligned, so a small int holds them. */
function keyOf(object: Address): Value {
  return tagInt(object >>> 3);
}

/** The first weak reference to an object (not counted), or 0. */
export function firstWeakReference(vm: Vm, object: Address): Address {
  if ((vm.i32[object >>> 2] & FLAG_WEAKREFS) === 0) return 0;
  const head = dicts.get(vm, vm.control(CONTROL_WEAK_TABLE), keyOf(object));
  return head === 0 ? 0 : (head >> 1) << 3;
}

/** Puts a new weak reference in front of its target's chain. */
export function linkWeakReference(vm: Vm, reference: Address, target: Address): boolean {
  const table = vm.control(CONTROL_WEAK_TABLE);
  vm.lock.begin(table);
  vm.i32[(reference + WEAKREF_NEXT) >>> 2] = firstWeakReference(vm, target);
  const done = dicts.set(vm, table, keyOf(target), keyOf(reference));
  if (done) {
    vm.i32[(reference + WEAKREF_TARGET) >>> 2] = target;
    Atomics.or(vm.i32, target >>> 2, FLAG_WEAKREFS);
    vm.rc.makeTryable(target);
    // Whoever destroys the target takes a reference to call back with, in whatever thread.
    if (vm.i32[(reference + WEAKREF_CALLBACK) >>> 2] !== 0) vm.rc.makeTryable(reference);
  }
  vm.lock.end();
  return done;
}

/** Takes a dying weak reference out of its target's chain. */
export function unlinkWeakReference(vm: Vm, reference: Address): void {
  const i32 = vm.i32;
  const table = vm.control(CONTROL_WEAK_TABLE);
  vm.lock.begin(table);
  const target = i32[(reference + WEAKREF_TARGET) >>> 2];
  if (target !== 0) {
    const next = i32[(reference + WEAKREF_NEXT) >>> 2];
    const head = firstWeakReference(vm, target);
    if (head === reference) {
      if (next === 0) dicts.remove(vm, table, keyOf(target));
      else dicts.set(vm, table, keyOf(target), keyOf(next));
    } else {
      let at = head;
      while (at !== 0 && i32[(at + WEAKREF_NEXT) >>> 2] !== reference) at = i32[(at + WEAKREF_NEXT) >>> 2];
      if (at !== 0) i32[(at + WEAKREF_NEXT) >>> 2] = next;
    }
    i32[(reference + WEAKREF_TARGET) >>> 2] = 0;
  }
  vm.lock.end();
}

/** The referent of a weak reference (new reference), or None when it is gone. */
export function dereference(vm: Vm, reference: Address): Value {
  const table = vm.control(CONTROL_WEAK_TABLE);
  vm.lock.begin(table);
  const target = vm.i32[(reference + WEAKREF_TARGET) >>> 2];
  const alive = target !== 0 && vm.rc.tryIncref(target);
  vm.lock.end();
  return alive ? target : NONE;
}

/** A dying object: its weak references become dead, and their callbacks are called. */
export function clearWeakReferences(vm: Vm, object: Address): void {
  const i32 = vm.i32;
  const table = vm.control(CONTROL_WEAK_TABLE);
  const callbacks: [Address, Value][] = [];
  vm.lock.begin(table);
  for (let at = firstWeakReference(vm, object); at !== 0; at = i32[(at + WEAKREF_NEXT) >>> 2]) {
    i32[(at + WEAKREF_TARGET) >>> 2] = 0;
    const callback = i32[(at + WEAKREF_CALLBACK) >>> 2];
    if (callback !== 0 && vm.rc.tryIncref(at)) {
      i32[(at + WEAKREF_CALLBACK) >>> 2] = 0;
      callbacks.push([at, callback]);
    }
  }
  dicts.remove(vm, table, keyOf(object));
  vm.lock.end();
  for (const [reference, callback] of callbacks) {
    const error = vm.takeError();
    const result = vm.call(callback, reference);
    if (result === 0) reportUnraisable(vm, "Exception ignored while calling weakref callback", callback);
    vm.decref(result);
    vm.decref(callback);
    vm.decref(reference);
    if (error !== 0) vm.setError(error);
  }
}

/**
 * Imports by several threads: a module is loaded by one, and the others wait until it is whole. Who would wait for a
 * thread that waits for it gets the module as it is, as CPython does it (`_ModuleLock` of importlib).
 *
 * @module
 */
import { VM_CONTROL } from "@orochi/heap";
import { SINGLE } from "@orochi/gil";
import { DICT_USED, type Value } from "@orochi/object";
import { safepoint } from "./safepoint.ts";
import { THREAD_IDENT } from "./thread_state.ts";
import { block } from "./threads.ts";
import type { Vm } from "./vm.ts";

/** Bytes from VM_CONTROL. Dict from the name of a module being loaded to the ident of its thread; 0 until needed. */
const CONTROL_LOADING = 2040;
/** Bytes from VM_CONTROL. Dict from the ident of a thread to the name of the module that it waits for. */
const CONTROL_WAITING = 2036;
/** Bytes from VM_CONTROL. Slot of the thread that looks who loads what, or 0. */
const CONTROL_MUTEX = 2032;
/** How long a thread waits before it looks again: loading takes milliseconds. */
const PAUSE_MS = 0.5;

function ident(vm: Vm): Value {
  return vm.newInt(vm.i32[(vm.block + THREAD_IDENT) >>> 2]);
}

/** Runs something short that no other thread does meanwhile. */
function exclusively<T>(vm: Vm, action: () => T): T {
  const word = (VM_CONTROL + CONTROL_MUTEX) >>> 2;
  while (Atomics.compareExchange(vm.i32, word, 0, vm.slot) !== 0) {
    block(
      vm,
      vm.block,
      () => true,
      PAUSE_MS,
      undefined,
      false,
    );
  }
  try {
    return action();
  } finally {
    Atomics.store(vm.i32, word, 0);
  }
}

function table(vm: Vm, offset: number): Value {
  if (vm.control(offset) === 0) vm.setControl(offset, vm.newDict());
  return vm.control(offset);
}

/** Ident of the thread that loads a module, or 0. */
function loaderOf(vm: Vm, name: Value): Value {
  const loading = vm.control(CONTROL_LOADING);
  return loading === 0 || vm.i32[(loading + DICT_USED) >>> 2] === 0 ? 0 : vm.dictGet(loading, name);
}

/**
 * Makes the calling thread the one that loads a module.
 *
 * @returns False if another thread loads it.
 */
export function beginLoading(vm: Vm, name: string): boolean {
  const key = vm.intern(name), self = ident(vm);
  return exclusively(vm, () => {
    const owner = loaderOf(vm, key);
    if (owner === 0) vm.dictSet(table(vm, CONTROL_LOADING), key, self);
    return owner === 0 || owner === self;
  });
}

/** Whether a module is being loaded, by whichever thread. */
export function isLoading(vm: Vm, name: Value): boolean {
  return vm.control(CONTROL_LOADING) !== 0 && exclusively(vm, () => loaderOf(vm, name) !== 0);
}

/** The module is whole, or loading it failed. */
export function endLoading(vm: Vm, name: string): void {
  const error = vm.takeError();
  exclusively(vm, () => vm.dictDelete(table(vm, CONTROL_LOADING), vm.intern(name)));
  if (error !== 0) vm.setError(error);
}

/** The calling slot's last thread is gone with its Worker: nobody waits for what it was loading, nor for its looking. */
export function abandonLoading(vm: Vm): void {
  Atomics.compareExchange(vm.i32, (VM_CONTROL + CONTROL_MUTEX) >>> 2, vm.slot, 0);
  const self = ident(vm);
  exclusively(vm, () => {
    const loading = vm.control(CONTROL_LOADING), waiting = vm.control(CONTROL_WAITING);
    const names: Value[] = [];
    if (loading !== 0) vm.dictIterate(loading, (name, owner) => (owner === self && names.push(name), true));
    for (const name of names) vm.dictDelete(loading, name);
    if (waiting !== 0 && vm.dictDelete(waiting, self) < 0) vm.clearError();
  });
}

/** Whether a thread that loads a module waits, directly or by others, for the calling one. */
function wouldDeadlock(vm: Vm, name: Value): boolean {
  const waiting = vm.control(CONTROL_WAITING), self = ident(vm);
  for (let at = name, steps = 0; steps < 256; steps++) {
    const owner = loaderOf(vm, at);
    if (owner === 0) return false;
    if (owner === self) return true;
    at = waiting === 0 ? 0 : vm.dictGet(waiting, owner);
    if (at === 0) return false;
  }
  return true;
}

/**
 * Waits until a module that another thread loads is whole.
 *
 * @returns False if a signal's handler raised.
 */
export function waitForModule(vm: Vm, name: string): boolean {
  if (vm.i32[SINGLE] === 1) return true;
  const key = vm.intern(name), self = ident(vm);
  let waited = false, done = true;
  while (done) {
    const go = exclusively(vm, () => {
      const owner = loaderOf(vm, key);
      if (owner === 0 || owner === self || wouldDeadlock(vm, key)) return true;
      if (!waited) vm.dictSet(table(vm, CONTROL_WAITING), self, key);
      waited = true;
      return false;
    });
    if (go) break;
    done = block(vm, vm.block, () => true, PAUSE_MS) !== "interrupted" || safepoint(vm);
  }
  if (waited) exclusively(vm, () => vm.dictDelete(table(vm, CONTROL_WAITING), self));
  return done;
}

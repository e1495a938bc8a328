/**
 * `orochi`: what Python programs can ask of this implementation and of no other.
 *
 * @module
 */
import { BREAK_SIGNAL, interruptParked } from "@orochi/gil";
import { MAX_SLOTS, threadBlock } from "@orochi/heap";
import { NONE, T_TYPE, type Value } from "@orochi/object";
import { memoryFunctions } from "./orochi_memory.ts";
import {
  ensureModule,
  identOf,
  nativeFunction,
  type NativeModule,
  THREAD_ASYNC_EXCEPTION,
  type Vm,
} from "@orochi/vm";

/** Whether a value can be raised: an exception class or an instance of one. */
function isException(vm: Vm, value: Value): boolean {
  const base = vm.exceptionType("BaseException");
  const type = (value & 1) === 0 && vm.layout(value) === T_TYPE ? value : vm.typeOf(value);
  return vm.isSubtype(type, base);
}

/** The slot of the thread with an ident, or 0. Threads begin and end, so only while the world stands still. */
function slotOf(vm: Vm, ident: number): number {
  for (let slot = 1; slot < MAX_SLOTS; slot++) if (identOf(vm, slot) === ident) return slot;
  return 0;
}

/**
 * As `PyThreadState_SetAsyncExc`: the thread raises at its next safepoint. Unlike there, a thread that waits for a lock
 * or sleeps is woken for it.
 */
function raiseInThread(vm: Vm, a: number): Value {
  const ident = vm.index(vm.i32[a]), exception = vm.i32[a + 1];
  if (Number.isNaN(ident)) return 0;
  if (exception !== NONE && !isException(vm, exception)) {
    return vm.raiseType("exceptions must derive from BaseException");
  }
  if (ident === 0) return vm.newInt(0);
  const next = exception === NONE ? 0 : vm.keep(exception);
  vm.lock.stopTheWorld();
  const slot = slotOf(vm, ident);
  const word = (threadBlock(slot) + THREAD_ASYNC_EXCEPTION) >>> 2;
  const old = slot === 0 ? next : Atomics.exchange(vm.i32, word, next);
  vm.lock.startTheWorld();
  vm.decref(old);
  if (slot === 0 || next === 0) return vm.newInt(slot === 0 ? 0 : 1);
  vm.lock.setBreaker(slot, BREAK_SIGNAL);
  interruptParked(vm.i32, Atomics, slot);
  return vm.newInt(1);
}

/** The functions of the module that are written in Python: name, and the module that has them. */
const WRITTEN: ReadonlyMap<string, string> = new Map([["map_batch", "_orochi_batch"]]);

function written(vm: Vm, a: number): Value {
  const name = vm.isStr(vm.i32[a]) ? vm.js(vm.i32[a]) : "";
  const home = WRITTEN.get(name);
  if (home === undefined) {
    return vm.raise("AttributeError", `module 'orochi' has no attribute '${name}'`);
  }
  const module = ensureModule(vm, home);
  if (module === 0) return 0;
  const found = vm.getAttr(module, vm.intern(name));
  vm.decref(module);
  return found;
}

/** The module. */
export const orochiModule: NativeModule = {
  name: "orochi",
  doc: "What this implementation of Python has beyond the others.",
  functions: [
    nativeFunction(
      "raise_in_thread",
      "(ident, exception, /)",
      raiseInThread,
      "Have the thread with an identifier raise an exception, a class or an instance, at its next safepoint,\n" +
        "also where it waits for a lock or sleeps; None takes back what it has not raised yet.\n" +
        "Return the number of threads that were found: 0 or 1.",
    ),
    nativeFunction(
      "lock",
      "()",
      (vm) => vm.newStr(vm.lock.name),
      "Return the name of the lock strategy.",
    ),
    nativeFunction(
      "refcount",
      "()",
      (vm) => vm.newStr(vm.rc.name),
      "Return the name of the strategy that counts references.",
    ),
    ...memoryFunctions,
    nativeFunction(
      "__getattr__",
      "(name, /)",
      written,
      "Return what is written in Python, and so not there before it is asked for.",
    ),
  ],
};

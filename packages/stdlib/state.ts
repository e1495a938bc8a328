/**
 * What natives of the standard library keep for the whole program, in the shared heap: one dict from name to value,
 * and raw words. Every Worker finds them at the same addresses.
 *
 * @module
 */
import { VM_CONTROL } from "@orochi/heap";
import { type Address, TRUE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** Address of the second half of the virtual machine's control words, which belongs to this package. */
const STATE = VM_CONTROL + 2048;

/** Address of the word that holds the dict of values. */
const STATE_DICT: Address = STATE;
/** Address of the word that holds the table of open files. */
export const STATE_FILES: Address = STATE + 4;
/** Address of the word that is not 0 while some audit hook is there. */
export const STATE_AUDITED: Address = STATE + 8;
/** Address of the word that counts the buffers that were made to be written to. */
export const STATE_WRITERS: Address = STATE + 12;
/** Address of the double that holds when the first Worker's clock began, in seconds since the epoch. */
export const STATE_CLOCK: Address = STATE + 24;

/**
 * Makes the dict. Runs once, when `sys` is made, before there is a second thread.
 *
 * @returns Whether there was memory for it.
 */
export function createState(vm: Vm): boolean {
  const dict = vm.newDict();
  vm.i32[STATE_DICT >>> 2] = dict;
  vm.f64[STATE_CLOCK >>> 3] = clockStart(vm);
  return dict !== 0;
}

/** The dict stays, and what it holds, in a program whose heap image has brought it; this program's clock begins now. */
export function resumeState(vm: Vm): void {
  vm.f64[STATE_CLOCK >>> 3] = clockStart(vm);
}

/** How often two clocks are read for their difference: what comes between makes it smaller. */
const READINGS = 3;

/** When the clock of this Worker began, in seconds since the epoch. */
function clockStart({ host }: Vm): number {
  let start = -Infinity;
  for (let i = 0; i < READINGS; i++) start = Math.max(start, host.now() - host.monotonic());
  return start;
}

/** Seconds that this Worker's monotonic clock is behind that of the program's first one, by the machine they run on. */
const behind: WeakMap<Vm, number> = new WeakMap();

/** Seconds of a monotonic clock that is the same in all threads, and goes on in what is forked. */
export function monotonicTime(vm: Vm): number {
  let late = behind.get(vm);
  if (late === undefined) behind.set(vm, late = clockStart(vm) - vm.f64[STATE_CLOCK >>> 3]);
  return vm.host.monotonic() + late;
}

/** A value of the program's natives by name (borrowed), or 0. */
export function getState(vm: Vm, name: string): Value {
  return vm.dictGetStr(vm.i32[STATE_DICT >>> 2], name);
}

/** Keeps a value (borrowed) under a name; false with MemoryError set. */
export function setState(vm: Vm, name: string, value: Value): boolean {
  return vm.dictSetStr(vm.i32[STATE_DICT >>> 2], name, value);
}

/** Keeps a value whose reference is taken over; 0 fails. */
export function setStateOwned(vm: Vm, name: string, value: Value): boolean {
  return vm.dictSetOwned(vm.i32[STATE_DICT >>> 2], name, value);
}

/** What a list of the state has, first added first (borrowed); nothing if there is none. */
export function stateItems(vm: Vm, name: string): Value[] {
  const list = getState(vm, name);
  return list === 0 ? [] : Array.from({ length: vm.listLength(list) }, (_, i) => vm.listItem(list, i));
}

/** Adds a value (borrowed) to a list of the state, which is made for the first one; false with MemoryError set. */
export function addToState(vm: Vm, name: string, value: Value): boolean {
  const isThere = getState(vm, name) !== 0 || clearInState(vm, name);
  return isThere && vm.listAppend(getState(vm, name), value);
}

/** Begins a list of the state anew; false with MemoryError set. */
export function clearInState(vm: Vm, name: string): boolean {
  return setStateOwned(vm, name, vm.newList([]));
}

const FINALIZING = "finalizing";

/** From here on the program's modules are taken apart: `sys.is_finalizing()`. */
export function beginFinalizing(vm: Vm): void {
  setState(vm, FINALIZING, TRUE);
}

/** Whether {@linkcode beginFinalizing} has been called. */
export function isFinalizing(vm: Vm): boolean {
  return getState(vm, FINALIZING) === TRUE;
}

/** Begins the critical section of the program's native state; the caller ends it. */
export function lockState(vm: Vm): void {
  vm.lock.begin(vm.i32[STATE_DICT >>> 2]);
}
/** Address of the word that counts what may wake a thread that selects among sockets. */
export const STATE_WAKEUPS: Address = STATE + 16;
/** Address of the word that numbers the watches of `faulthandler.dump_traceback_later`. */
export const STATE_WATCH: Address = STATE + 20;
/** Address of the words on signals: see `signals/pending.ts`. The runtime's `interrupts.ts` knows it too. */
export const STATE_SIGNALS: Address = STATE + 64;

/**
 * What a heap image says of the modules that it brings: a dict from name to entry. An entry is a tuple for as long as the
 * program has not imported the module, and the module itself from then on.
 *
 * @module
 */
import { MODULE_DICT, T_MODULE, T_TUPLE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { getState, setStateOwned } from "../state.ts";

/** Name in the state. */
const STATE = "preloaded modules";

/** Items of an entry. */
export const ENTRY = {
  /** The module; another object, if the module has put one in its place. */
  module: 0,
  /** Tuple of the names that it imported, in that order. */
  imports: 1,
  /** Whether it is to be an attribute of its package. */
  isBound: 2,
  /** Tuple of functions that `os.register_at_fork` got from it, a tuple for each moment. */
  atFork: 3,
  /** Tuple of what `atexit.register` got from it. */
  atExit: 4,
} as const;

/** The entries (borrowed), or 0 if the heap was made from no such image. */
export function entriesOf(vm: Vm): Value {
  return getState(vm, STATE);
}

/** Leaves entries (stolen; 0 fails) for the program. */
export function setEntries(vm: Vm, entries: Value): boolean {
  return setStateOwned(vm, STATE, entries);
}

/** Whether an entry's module has not been imported. */
export function isWaiting(vm: Vm, entry: Value): boolean {
  return entry !== 0 && vm.typeIndex(entry) === T_TUPLE;
}

/** The module of an entry (borrowed), imported or not. */
export function moduleOf(vm: Vm, entry: Value): Value {
  return isWaiting(vm, entry) ? vm.tupleItem(entry, ENTRY.module) : entry;
}

/** The dict of a module; 0 of another object. */
export function moduleDict(vm: Vm, module: Value): Value {
  return vm.isExact(module, T_MODULE) ? vm.i32[(module + MODULE_DICT) >>> 2] : 0;
}

/** The package of a module's name and what it is called there; null for a module that is in none. */
export function parentOf(name: string): { readonly parent: string; readonly leaf: string } | null {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? null : { parent: name.slice(0, dot), leaf: name.slice(dot + 1) };
}

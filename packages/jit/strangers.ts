/**
 * Calls of functions that have the code, but not the globals, that something was compiled for.
 *
 * @module
 */
import { type Address, FUNCTION_GLOBALS } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { forgetFeedback } from "./feedback.ts";
import { type Known, MAX_VERSIONS } from "./known.ts";

/**
 * Code that runs with other globals than those that it was compiled for, as what `exec` runs again and again, is compiled
 * for them when that has happened so often in turn, and so many times.
 */
const STRANGERS = 3, MOST_TURNS = 16;

/** Whether a function has other globals than these. */
export function isStranger(vm: Vm, globals: Address, func: Address): boolean {
  return globals !== vm.i32[(func + FUNCTION_GLOBALS) >>> 2];
}

/** Code was to run with other globals than those that it was compiled for. Returns whether to compile it for these. */
export function turnsTo(vm: Vm, known: Known): boolean {
  if (known.turns === MOST_TURNS) return false;
  // What the caches hold is of the others' classes; they fill before it is compiled.
  if (++known.strangers === 1) forgetFeedback(vm, known.code);
  if (known.strangers < STRANGERS) return false;
  known.strangers = 0;
  known.turns++;
  // Bets failed for other classes and functions than those that it meets from now on.
  known.limit += MAX_VERSIONS;
  known.avoid.clear();
  known.failures.clear();
  known.callees.clear();
  return true;
}

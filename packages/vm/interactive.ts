/**
 * Statements as they are typed: when one is complete, and its code.
 *
 * @module
 */
import { CODE_FLAGS, type Value } from "@orochi/object";
import { CO_FUTURE_ANNOTATIONS } from "./bytecode/code_unit.ts";
import { compileTree, parseSource } from "./run_source.ts";
import type { Vm } from "./vm.ts";

/** What a line holds that says nothing. */
const NOTHING = /^\s*(?:#.*)?$/;

/** Whether lines hold no statement at all, but spaces and comments. */
export function isBlankSource(source: string): boolean {
  return source.split("\n").every((line) => NOTHING.test(line));
}

/**
 * Compiles a statement, which may not be complete yet: one that a newline more makes right, or could go on after it,
 * waits for more lines. A blank line ends a compound statement.
 *
 * @param source The lines so far, without a newline at the end.
 * @param futureFlags CO_FUTURE_ flags of statements before it.
 * @returns Its code object (immortal); null if more has to come, 0 with SyntaxError set.
 */
export function compileStatement(
  vm: Vm,
  source: string,
  filename: string,
  futureFlags: number,
): Value | null {
  const tree = parseSource(vm, source, filename, "single", { explicitDedent: true });
  const settings = { futureFlags, typed: true };
  if (tree !== null) return compileTree(vm, tree, source, filename, "single", false, settings);
  const refused = vm.takeError();
  const options = { explicitDedent: true, allowIncomplete: true };
  const longer = parseSource(vm, `${source}\n`, filename, "single", options);
  const more = longer !== null || vm.matches("_IncompleteInputError");
  vm.clearError();
  if (!more) return vm.setError(refused);
  vm.decref(refused);
  return null;
}

/** CO_FUTURE_ flags that a statement's code hands on to those after it. */
export function futureFlagsOf(vm: Vm, code: Value): number {
  return vm.i32[(code + CODE_FLAGS) >>> 2] & CO_FUTURE_ANNOTATIONS;
}

/**
 * Instructions of coroutines, exception groups, templates and type parameters.
 *
 * @module
 */
import { NAMES } from "./bytecode/operands.ts";
import type { Vm } from "./vm.ts";

/**
 * Executes one of them.
 *
 * @param frame Word index of the frame.
 * @param ip Word index of the instruction.
 * @returns Whether it worked; false with an exception set.
 */
export function asyncOperation(vm: Vm, _frame: number, ip: number): boolean {
  vm.raise("NotImplementedError", `${NAMES[vm.i32[ip]]} is not supported yet`);
  return false;
}

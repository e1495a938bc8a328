/**
 * Where a frame keeps what was handled before a handler of its own.
 *
 * @module
 */
import { type Address, CODE_STREAM } from "@orochi/object";
import { Op } from "./bytecode/opcodes.ts";
import { LENGTHS } from "./bytecode/operands.ts";
import { findEntry } from "./unwind.ts";
import type { Vm } from "./vm.ts";

/** Instructions that unbind a name. */
const UNBINDING: ReadonlySet<number> = new Set([
  Op.CLEAR,
  Op.LOAD_CONST,
  Op.STORE_GLOBAL,
  Op.STORE_DEREF,
  Op.DELETE_GLOBAL,
  Op.DELETE_DEREF,
]);

/**
 * The register that keeps what was handled before the outermost handler (`except`, `finally`, `with`) around an
 * instruction; -1 if the instruction is in none.
 */
export function registerOfHandled(vm: Vm, code: Address, pc: number): number {
  const stream = vm.i32[(code + CODE_STREAM) >>> 2] >>> 2;
  let register = -1;
  // Each block sends exceptions on to the one around it; the end of a handler puts back what was handled before.
  for (let entry = findEntry(vm, code, pc); entry !== 0; entry = findEntry(vm, code, pc)) {
    let target = stream + vm.i32[entry + 2];
    // The end of `except type as name` unbinds the name first.
    while (UNBINDING.has(vm.i32[target])) target += LENGTHS[vm.i32[target]];
    if (vm.i32[target] === Op.POP_HANDLED) register = vm.i32[target + 1];
    pc = target - stream;
  }
  return register;
}

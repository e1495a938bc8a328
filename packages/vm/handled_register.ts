/**
 * Where a frame keeps what was handled before a handler of its own.
 *
 * @module
 */
import { type Address, CODE_STREAM } from "@orochi/object";
import { Op } from "./bytecode/opcodes.ts";
import { findEntry } from "./unwind.ts";
import type { Vm } from "./vm.ts";

/**
 * The register that keeps what was handled before the outermost handler (`except`, `finally`, `with`) around an
 * instruction; -1 if the instruction is in none.
 */
export function registerOfHandled(vm: Vm, code: Address, pc: number): number {
  const stream = vm.i32[(code + CODE_STREAM) >>> 2] >>> 2;
  let register = -1;
  // Each block sends exceptions on to the one around it; the end of a handler puts back what was handled before.
  for (let entry = findEntry(vm, code, pc); entry !== 0; entry = findEntry(vm, code, vm.i32[entry + 2])) {
    const target = stream + vm.i32[entry + 2];
    if (vm.i32[target] === Op.POP_HANDLED) register = vm.i32[target + 1];
  }
  return register;
}

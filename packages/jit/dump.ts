/**
 * What people see of compiled code.
 *
 * @module
 */
import { type Address, CODE_QUALNAME } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { INSTRUCTIONS } from "@orochi/vm/bytecode";
import { lineAt, positionsOf } from "@orochi/vm/engine";
import type { Code } from "./decode.ts";

/** Whether a code object has a name, or a qualified name that ends with it; none has "". */
export function isNamed(vm: Vm, code: Address, wanted: string): boolean {
  if (wanted === "") return false;
  const name = nameOf(vm, code);
  return name === wanted || name.endsWith(`.${wanted}`);
}

/** What a dump says before an instruction's code: its place, its name, its Python line. */
export function noteOf(vm: Vm, { address, words }: Code, pc: number): string {
  return `${pc} ${INSTRUCTIONS[words[pc]][0]}, line ${lineAt(positionsOf(vm, address), pc)}`;
}

/** Writes the WebAssembly of a function or loop to standard error. */
export function writeDump(vm: Vm, code: Address, root: number, text: string): void {
  const what = root === 0 ? "function" : `loop at instruction ${root} of`;
  vm.host.write(2, new TextEncoder().encode(`;; ${what} ${nameOf(vm, code)}\n${text}\n`));
}

/** The qualified name of a code object, and where a part of it begins. */
export function nameOf(vm: Vm, code: Address, root = 0): string {
  const name = vm.js(vm.i32[(code + CODE_QUALNAME) >>> 2]);
  return root === 0 ? name : `${name}@${root}`;
}

/**
 * Operands of instructions as text: what `dis` shows beside their names.
 *
 * @module
 */
import { type Address, CODE_FREEVARS, CODE_LOCALS, CODE_VARNAMES, type Value } from "@orochi/object";
import { OPERANDS, runLength } from "../bytecode/operands.ts";
import type { Vm } from "../vm.ts";

/** Longest constant that is shown whole, in characters. */
const SHOWN = 60;

/** A register: a variable's name, `t0` and up for temporaries, `r5` for what has no name. */
function registerText(vm: Vm, code: Address, register: number): string {
  const i32 = vm.i32;
  const locals = i32[(code + CODE_LOCALS) >>> 2];
  if (register >= locals) return `t${register - locals}`;
  const names = i32[(code + CODE_VARNAMES) >>> 2];
  if (register < vm.tupleLength(names)) return vm.js(vm.tupleItem(names, register));
  const free = i32[(code + CODE_FREEVARS) >>> 2];
  const index = register - (locals - vm.tupleLength(free));
  return index >= 0 ? vm.js(vm.tupleItem(free, index)) : `r${register}`;
}

function constantText(vm: Vm, value: Value): string {
  const text = vm.jsRepr(value);
  vm.clearError();
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** The operands of the instruction at a word of a code object's stream (copied). */
export function operandsText(vm: Vm, code: Address, stream: Int32Array, pc: number): string {
  const op = stream[pc];
  const texts: string[] = [];
  [...OPERANDS[op] ?? ""].forEach((kind, k) => {
    const value = stream[pc + 1 + k];
    switch (kind) {
      case "C":
      case "J":
        return;
      case "K":
        return texts.push(constantText(vm, value));
      case "N":
        return texts.push(vm.jsRepr(value));
      case "I":
        return texts.push(String(value));
      case "A": {
        const length = runLength(op, stream, pc + 1);
        const first = registerText(vm, code, value);
        const last = registerText(vm, code, value + length - 1);
        return texts.push(length === 0 ? "[]" : length === 1 ? `[${first}]` : `[${first}..${last}]`);
      }
      default:
        return texts.push(registerText(vm, code, value));
    }
  });
  return texts.join(", ");
}

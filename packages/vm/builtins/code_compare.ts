/**
 * When two code objects are equal: what they do, where they come from and what they are called is the same.
 *
 * @module
 */
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_CELLVARS,
  CODE_FIRST_LINE,
  CODE_FLAGS,
  CODE_FREEVARS,
  CODE_KWONLY,
  CODE_LOCALS,
  CODE_NAME,
  CODE_NAMES,
  CODE_POSONLY,
  CODE_REGISTERS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  CODE_VARNAMES,
  NOT_IMPLEMENTED,
  T_CODE,
  type Value,
} from "@orochi/object";
import { LENGTHS, OPERANDS } from "../bytecode/operands.ts";
import { type NativeDefinition, slot } from "../native.ts";
import { positionsOf } from "../frames.ts";
import type { Vm } from "../vm.ts";

/** Words that are numbers or interned names. */
const PLAIN = [
  CODE_NAME,
  CODE_ARGCOUNT,
  CODE_POSONLY,
  CODE_KWONLY,
  CODE_FLAGS,
  CODE_FIRST_LINE,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM_WORDS,
];
const NAME_TUPLES = [CODE_NAMES, CODE_VARNAMES, CODE_CELLVARS, CODE_FREEVARS];

function isCode(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_CODE;
}

/** Constants are the same if they are of one type and look the same, so 1 is not 1.0, nor 0.0 -0.0. */
function sameConstant(vm: Vm, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (isCode(vm, a) && isCode(vm, b)) return sameCode(vm, a, b);
  if (vm.typeIndex(a) !== vm.typeIndex(b)) return false;
  const same = vm.jsRepr(a) === vm.jsRepr(b);
  vm.clearError();
  return same;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Whether two code objects are equal. */
function sameCode(vm: Vm, a: Address, b: Address): boolean {
  const i32 = vm.i32;
  if (PLAIN.some((offset) => i32[(a + offset) >>> 2] !== i32[(b + offset) >>> 2])) return false;
  for (const offset of NAME_TUPLES) {
    if (vm.equals(i32[(a + offset) >>> 2], i32[(b + offset) >>> 2]) !== 1) return false;
  }
  if (!sameBytes(positionsOf(vm, a), positionsOf(vm, b))) return false;
  const from = i32[(a + CODE_STREAM) >>> 2] >>> 2, to = i32[(b + CODE_STREAM) >>> 2] >>> 2;
  const words = i32[(a + CODE_STREAM_WORDS) >>> 2];
  for (let pc = 0; pc < words; pc += LENGTHS[i32[from + pc]]) {
    const op = i32[from + pc];
    if (op !== i32[to + pc]) return false;
    for (let k = 0; k < OPERANDS[op].length; k++) {
      const [ours, theirs] = [i32[from + pc + 1 + k], i32[to + pc + 1 + k]];
      if (ours === theirs) continue;
      if (OPERANDS[op][k] !== "K" || !sameConstant(vm, ours, theirs)) return false;
    }
  }
  return true;
}

/** Comparison and hash of code objects. */
export const codeComparison: readonly NativeDefinition[] = [
  slot("__eq__", "($self, value, /)", (vm, a) => {
    const other = vm.i32[a + 1];
    if (!isCode(vm, other)) return NOT_IMPLEMENTED;
    return vm.bool(sameCode(vm, vm.i32[a], other));
  }),
  slot("__hash__", "($self, /)", (vm, a) => {
    const i32 = vm.i32, code = i32[a];
    let hash = vm.hash(i32[(code + CODE_NAME) >>> 2]);
    for (const offset of PLAIN.slice(1)) hash = Math.imul(hash, 31) + i32[(code + offset) >>> 2] | 0;
    return vm.newInt(hash === -1 ? -2 : hash);
  }),
];

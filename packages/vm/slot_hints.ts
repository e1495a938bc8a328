/**
 * How many attributes instances of a new class are likely to have: so that already the first gets room for them.
 *
 * @module
 */
import { CODE_STREAM, CODE_STREAM_WORDS, FUNCTION_CODE, T_FUNCTION, type Value } from "@orochi/object";
import { iterate } from "./dicts.ts";
import { LENGTHS } from "./bytecode/operands.ts";
import { Op } from "./bytecode/opcodes.ts";
import type { Vm } from "./vm.ts";

/** Instances with more attributes than this have a dict. */
export const MAX_HINT = 30;

/** Number of names that the functions of a class body assign to attributes of their first parameter. */
export function storedAttributes(vm: Vm, namespace: Value): number {
  const i32 = vm.i32;
  const names = new Set<Value>();
  iterate(vm, namespace, (_key, value) => {
    if ((value & 1) === 1 || vm.typeIndex(value) !== T_FUNCTION) return true;
    const code = i32[(value + FUNCTION_CODE) >>> 2];
    const end = (i32[(code + CODE_STREAM) >>> 2] >>> 2) + i32[(code + CODE_STREAM_WORDS) >>> 2];
    for (let ip = i32[(code + CODE_STREAM) >>> 2] >>> 2; ip < end; ip += LENGTHS[i32[ip]]) {
      if (i32[ip] === Op.STORE_ATTR && i32[ip + 1] === 0) names.add(i32[ip + 2]);
    }
    return true;
  });
  return Math.min(names.size, MAX_HINT);
}

/**
 * Function objects.
 *
 * @module
 */
import {
  type Address,
  CODE_CONSTANTS,
  CODE_FLAGS,
  CODE_NAME,
  CODE_QUALNAME,
  FUNCTION_BYTES,
  FUNCTION_CODE,
  FUNCTION_DOC,
  FUNCTION_GLOBALS,
  FUNCTION_MODULE,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  NONE,
  T_FUNCTION,
  type Value,
} from "@orochi/object";
import { CO_HAS_DOCSTRING } from "./bytecode/code_unit.ts";
import type { Vm } from "./vm.ts";

/** A function of a code object and its globals (both borrowed), without defaults and closure. */
export function makeFunction(vm: Vm, code: Address, globals: Value): Value {
  const func = vm.alloc(T_FUNCTION, FUNCTION_BYTES);
  if (func === 0) return 0;
  const i32 = vm.i32;
  const doc = (i32[(code + CODE_FLAGS) >>> 2] & CO_HAS_DOCSTRING) !== 0
    ? vm.tupleItem(i32[(code + CODE_CONSTANTS) >>> 2], 0)
    : NONE;
  i32[(func + FUNCTION_CODE) >>> 2] = vm.keep(code);
  i32[(func + FUNCTION_GLOBALS) >>> 2] = vm.keep(globals);
  i32[(func + FUNCTION_NAME) >>> 2] = vm.keep(i32[(code + CODE_NAME) >>> 2]);
  i32[(func + FUNCTION_QUALNAME) >>> 2] = vm.keep(i32[(code + CODE_QUALNAME) >>> 2]);
  i32[(func + FUNCTION_DOC) >>> 2] = vm.keep(doc);
  i32[(func + FUNCTION_MODULE) >>> 2] = vm.keep(vm.dictGetInterned(globals, vm.names.__name__));
  return func;
}

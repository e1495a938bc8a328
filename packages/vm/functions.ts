/**
 * Function objects.
 *
 * @module
 */
import {
  type Address,
  CODE_CONSTANTS,
  CODE_FLAGS,
  CODE_FREEVARS,
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
  T_CELL,
  T_CODE,
  T_FUNCTION,
  type Value,
} from "@orochi/object";
import { CO_HAS_DOCSTRING } from "./bytecode/code_unit.ts";
import type { Vm } from "./vm.ts";

/**
 * Whether the words from `a` on are what functions are made from: code, globals, name, defaults, closure, keyword
 * defaults (0 and None: not given). Raises TypeError or ValueError otherwise.
 */
export function areFunctionParts(vm: Vm, a: number): boolean {
  const wrong = (message: string): boolean => vm.raiseType(message) !== 0;
  const part = (index: number) => vm.i32[a + index] || NONE;
  const [code, globals, name, defaults, closure, keywords] = [0, 1, 2, 3, 4, 5].map(part);
  const is = (value: Value, layout: number) => (value & 1) === 0 && vm.layout(value) === layout;
  if (!is(code, T_CODE)) return wrong(`function() argument 'code' must be code, not ${vm.typeName(code)}`);
  if (!vm.isDict(globals)) {
    return wrong(`function() argument 'globals' must be dict, not ${vm.typeName(globals)}`);
  }
  if (name !== NONE && !vm.isStr(name)) return wrong("arg 3 (name) must be None or string");
  if (defaults !== NONE && !vm.isTuple(defaults)) return wrong("arg 4 (defaults) must be None or tuple");
  const free = vm.tupleLength(vm.i32[(code + CODE_FREEVARS) >>> 2]);
  if (!vm.isTuple(closure) && (closure !== NONE || free > 0)) {
    return wrong(`arg 5 (closure) must be ${closure === NONE ? "" : "None or "}tuple`);
  }
  if (keywords !== NONE && !vm.isDict(keywords)) return wrong("arg 6 (kwdefaults) must be None or dict");
  const cells = closure === NONE ? 0 : vm.tupleLength(closure);
  if (cells !== free) {
    const label = vm.js(vm.i32[(code + CODE_NAME) >>> 2]);
    vm.raiseValue(`${label} requires closure of length ${free}, not ${cells}`);
    return false;
  }
  for (let i = 0; i < cells; i++) {
    const cell = vm.tupleItem(closure, i);
    if (!is(cell, T_CELL)) return wrong(`arg 5 (closure) expected cell, found ${vm.typeName(cell)}`);
  }
  return true;
}

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

/**
 * Code objects: what the compiler makes, moved into the heap.
 *
 * @module
 */
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_BYTES,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  CODE_CELLVARS,
  CODE_CONSTANTS,
  CODE_EXCEPTIONS,
  CODE_FILENAME,
  CODE_FIRST_LINE,
  CODE_FLAGS,
  CODE_FREEVARS,
  CODE_JIT,
  CODE_KWONLY,
  CODE_LOCALS,
  CODE_NAME,
  CODE_NAMES,
  CODE_POSITIONS,
  CODE_POSONLY,
  CODE_QUALNAME,
  CODE_REGISTERS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  CODE_VARNAMES,
  ELLIPSIS,
  FALSE,
  NONE,
  T_CODE,
  T_FROZENSET,
  TRUE,
  type Value,
} from "@orochi/object";
import {
  CO_COROUTINE,
  CO_HAS_DOCSTRING,
  CO_OPTIMIZED,
  type CodeUnit,
  type Constant,
} from "./bytecode/code_unit.ts";
import { JIT_REFUSED } from "./jit_hooks.ts";
import { isNameLike } from "./name_like.ts";
import { CONTROL_NEXT_CACHE, type Vm } from "./vm.ts";
import { VM_CONTROL } from "@orochi/heap";

/** Makes a constant immortal and returns it, so that the instruction stream need not count it. */
function eternal(vm: Vm, value: Value): Value {
  if ((value & 1) === 0 && value !== 0) vm.rc.immortalise(value);
  return value;
}

/** The value of a constant; immortal. 0 when the heap is exhausted. */
export function loadConstant(vm: Vm, constant: Constant): Value {
  switch (constant.type) {
    case "None":
      return NONE;
    case "True":
      return TRUE;
    case "False":
      return FALSE;
    case "Ellipsis":
      return ELLIPSIS;
    case "int":
      return eternal(vm, vm.newBigInt(constant.value));
    case "float":
      return eternal(vm, vm.newFloat(constant.value));
    case "complex":
      return eternal(vm, vm.newComplex(constant.real, constant.imag));
    case "str":
      return isNameLike(constant.value) ? vm.intern(constant.value) : eternal(vm, vm.newStr(constant.value));
    case "surrogates":
      return eternal(vm, vm.newStrOfPoints(constant.points));
    case "bytes":
      return eternal(vm, vm.newBytes(constant.value));
    case "tuple":
      return eternal(vm, vm.newTuple(constant.items.map((item) => loadConstant(vm, item))));
    case "frozenset": {
      const set = vm.newSet(T_FROZENSET);
      for (const item of constant.items) if (set === 0 || !vm.setAdd(set, loadConstant(vm, item))) return 0;
      return eternal(vm, set);
    }
    case "code":
      return loadCode(vm, constant.unit);
  }
}

/** Takes words for the inline caches of some code, which every thread has for itself; the first's number. */
export function reserveCaches(vm: Vm, words: number): number {
  return Atomics.add(vm.i32, (VM_CONTROL + CONTROL_NEXT_CACHE) >>> 2, words);
}

/**
 * Makes a code object; immortal, as is all that its instructions mention.
 *
 * @returns Its address, or 0 with MemoryError set.
 */
export function loadCode(vm: Vm, unit: CodeUnit): Address {
  const i32 = vm.i32;
  const code = vm.alloc(T_CODE, CODE_BYTES);
  if (code === 0) return 0;
  vm.rc.immortalise(code);
  const put = (offset: number, value: number) => i32[(code + offset) >>> 2] = value;
  const constants = unit.constants.map((constant) => loadConstant(vm, constant));
  const names = unit.names.map((name) => vm.intern(name));
  const strings = (texts: readonly string[]) =>
    eternal(vm, vm.newTuple(texts.map((text) => vm.intern(text))));
  const stream = vm.heap.allocRaw(unit.stream.length * 4);
  const positions = vm.heap.allocRaw(unit.positions.length + 4);
  const exceptions = unit.exceptionTable.length === 0
    ? 0
    : vm.heap.allocRaw(unit.exceptionTable.length * 4 + 4);
  if (stream === 0 || positions === 0 || constants.includes(0) || names.includes(0)) return vm.raiseMemory();
  i32.set(unit.stream, stream >>> 2);
  for (const at of unit.constantRelocations) i32[(stream >>> 2) + at] = constants[unit.stream[at]];
  for (const at of unit.nameRelocations) i32[(stream >>> 2) + at] = names[unit.stream[at]];
  i32[positions >>> 2] = unit.positions.length;
  vm.u8.set(unit.positions, (positions >>> 0) + 4);
  if (exceptions !== 0) {
    i32[exceptions >>> 2] = unit.exceptionTable.length / 4;
    i32.set(unit.exceptionTable, (exceptions >>> 2) + 1);
  }
  // With a docstring, it is the first of co_consts: that is what makeFunction takes.
  const shown = (unit.flags & CO_HAS_DOCSTRING) !== 0 && unit.docstring !== null
    ? [loadConstant(vm, { type: "str", value: unit.docstring }), ...constants]
    : constants;
  put(CODE_ARGCOUNT, unit.argCount);
  put(CODE_POSONLY, unit.posOnlyCount);
  put(CODE_KWONLY, unit.kwOnlyCount);
  put(CODE_FLAGS, unit.flags);
  // Compiled code keeps no namespace: that of a module that awaits is interpreted.
  if ((unit.flags & (CO_COROUTINE | CO_OPTIMIZED)) === CO_COROUTINE) put(CODE_JIT, JIT_REFUSED);
  put(CODE_LOCALS, unit.localCount);
  put(CODE_REGISTERS, unit.registerCount);
  put(CODE_STREAM, stream);
  put(CODE_STREAM_WORDS, unit.stream.length);
  put(CODE_CACHE, reserveCaches(vm, unit.icWords));
  put(CODE_CACHE_WORDS, unit.icWords);
  put(CODE_VARNAMES, strings(unit.varnames));
  put(CODE_CELLVARS, strings(unit.cellvars));
  put(CODE_FREEVARS, strings(unit.freevars));
  put(CODE_NAMES, strings(unit.names.slice(0, unit.nameCount)));
  put(CODE_CONSTANTS, eternal(vm, vm.newTuple(shown)));
  put(CODE_FILENAME, eternal(vm, vm.newStr(unit.filename)));
  put(CODE_NAME, vm.intern(unit.name));
  put(CODE_QUALNAME, vm.intern(unit.qualname));
  put(CODE_FIRST_LINE, unit.firstLine);
  put(CODE_POSITIONS, positions);
  put(CODE_EXCEPTIONS, exceptions);
  return code;
}

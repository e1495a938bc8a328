/**
 * Frames: making one at the top of the thread's stack, dropping it, and the snapshot that Python sees.
 *
 * @module
 */
import {
  type Address,
  CODE_FIRST_LINE,
  CODE_LOCALS,
  CODE_POSITIONS,
  CODE_QUALNAME,
  CODE_REGISTERS,
  FRAME_OBJECT_BACK,
  FRAME_OBJECT_BYTES,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_FRAME,
  FRAME_OBJECT_GLOBALS,
  FRAME_OBJECT_LINE,
  FRAME_OBJECT_LOCALS,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  LINE_OF_INSTRUCTION,
  T_FRAME,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_PC,
  type Value,
} from "@orochi/object";
import { leaveLocals, namespaceOf } from "./frame_locals.ts";
import { depthAt, lineAt } from "./bytecode/positions.ts";
import {
  FRAME_CODE,
  FRAME_FLAG_ENTRY,
  FRAME_FLAGS,
  FRAME_FUNCTION,
  FRAME_HEADER_BYTES,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_OBJECT,
  FRAME_PC,
  FRAME_PREVIOUS,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
} from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/**
 * Makes a frame for a call of a function, with all locals empty; the thread's current frame becomes its caller.
 *
 * @param func The function (borrowed).
 * @returns The frame, marked as an entry from TypeScript, or 0 with RecursionError set.
 */
export function pushFrame(vm: Vm, func: Address): Address {
  const i32 = vm.i32;
  const block = vm.block;
  const code = i32[(func + FUNCTION_CODE) >>> 2];
  const frame = i32[(block + THREAD_STACK_TOP) >>> 2];
  const end = frame + FRAME_HEADER_BYTES + i32[(code + CODE_REGISTERS) >>> 2] * 4;
  const depth = i32[(block + THREAD_DEPTH) >>> 2];
  if (depth <= 0 || end > i32[(block + THREAD_STACK_LIMIT) >>> 2]) return recursionError(vm);
  i32[(block + THREAD_DEPTH) >>> 2] = depth - 1;
  i32[(block + THREAD_STACK_TOP) >>> 2] = end;
  const word = frame >>> 2;
  i32.fill(0, word, word + FRAME_HEADER_WORDS + i32[(code + CODE_REGISTERS) >>> 2]);
  i32[word + FRAME_CODE] = code;
  i32[word + FRAME_FUNCTION] = vm.keep(func);
  i32[word + FRAME_FLAGS] = FRAME_FLAG_ENTRY;
  i32[word + FRAME_PREVIOUS] = i32[(block + THREAD_FRAME) >>> 2];
  i32[(block + THREAD_FRAME) >>> 2] = frame;
  return frame;
}

/** Raises RecursionError. A little room is left for handling it. */
export function recursionError(vm: Vm): 0 {
  const depth = (vm.block + THREAD_DEPTH) >>> 2;
  const left = vm.i32[depth];
  vm.i32[depth] = left + 50;
  vm.raise("RecursionError", "maximum recursion depth exceeded");
  vm.i32[depth] = left;
  return 0;
}

/** Drops a stack frame: its locals, function and namespace. Temporaries are gone already. */
export function popFrame(vm: Vm, frame: Address): void {
  const i32 = vm.i32;
  const word = frame >>> 2;
  const locals = i32[(i32[word + FRAME_CODE] + CODE_LOCALS) >>> 2];
  if (i32[word + FRAME_OBJECT] !== 0) {
    leaveLocals(vm, frame);
    detachFrameObject(vm, frame);
  }
  i32[(vm.block + THREAD_FRAME) >>> 2] = i32[word + FRAME_PREVIOUS];
  for (let at = word + FRAME_HEADER_WORDS, end = at + locals; at < end; at++) {
    const value = i32[at];
    if (value !== 0 && (value & 1) === 0) {
      i32[at] = 0;
      vm.decref(value);
    }
  }
  vm.decref(i32[word + FRAME_LOCALS]);
  const func = i32[word + FRAME_FUNCTION];
  i32[(vm.block + THREAD_STACK_TOP) >>> 2] = frame;
  i32[(vm.block + THREAD_DEPTH) >>> 2]++;
  vm.decref(func);
}

/** Drops a stack frame that compiled code took over from the interpreter; its registers are gone already. */
export function endCompiledFrame(vm: Vm, frame: Address): void {
  const i32 = vm.i32;
  const word = frame >>> 2;
  i32.fill(
    0,
    word + FRAME_HEADER_WORDS,
    word + FRAME_HEADER_WORDS + i32[(i32[word + FRAME_CODE] + CODE_LOCALS) >>> 2],
  );
  popFrame(vm, frame);
}

/** The frame object lives on without the frame. */
export function detachFrameObject(vm: Vm, frame: Address): void {
  const i32 = vm.i32;
  const object = i32[(frame >>> 2) + FRAME_OBJECT];
  i32[(frame >>> 2) + FRAME_OBJECT] = 0;
  i32[(object + FRAME_OBJECT_LINE) >>> 2] = -1 - i32[(frame >>> 2) + FRAME_PC];
  i32[(object + FRAME_OBJECT_FRAME) >>> 2] = 0;
  vm.decref(object);
}

/** The byte table of a code object's positions. */
export function positionsOf(vm: Vm, code: Address): Uint8Array {
  const storage = vm.i32[(code + CODE_POSITIONS) >>> 2];
  const first = (storage >>> 0) + 4;
  return vm.u8.subarray(first, first + vm.i32[storage >>> 2]);
}

/** Source line of an instruction. */
export function lineOfInstruction(vm: Vm, code: Address, pc: number): number {
  const storage = vm.i32[(code + CODE_POSITIONS) >>> 2] >>> 0;
  return lineAt(vm.u8, pc, storage + 4, storage + 4 + vm.i32[storage >>> 2]);
}

/** FRAME_OBJECT_LINE where a trace function is told of a module's call, whose line is 0. */
export const LINE_OF_MODULE_CALL: number = 0x7fff_ffff;

/** The line that a call of a code object is at before its first instruction: none, 0, is a module's. */
export function lineOfCall(vm: Vm, code: Address): number {
  const module = vm.js(vm.i32[(code + CODE_QUALNAME) >>> 2]) === "<module>";
  return module ? 0 : vm.i32[(code + CODE_FIRST_LINE) >>> 2];
}

/** Source line that a frame is at. */
export function currentLine(vm: Vm, frame: Address): number {
  const word = frame >>> 2;
  return lineOfInstruction(vm, vm.i32[word + FRAME_CODE], vm.i32[word + FRAME_PC]);
}

/** The code of the frame that a traceback is about. */
export function tracebackCode(vm: Vm, traceback: Address): Address {
  return vm.i32[(vm.i32[(traceback + TRACEBACK_FRAME) >>> 2] + FRAME_OBJECT_CODE) >>> 2];
}

/** The line that a traceback's frame was at. */
export function tracebackLine(vm: Vm, traceback: Address): number {
  const known = vm.i32[(traceback + TRACEBACK_LINE) >>> 2];
  if (known !== LINE_OF_INSTRUCTION) return known;
  return lineOfInstruction(vm, tracebackCode(vm, traceback), vm.i32[(traceback + TRACEBACK_PC) >>> 2]);
}

/** Live temporaries at an instruction of a code object. */
export function depthOf(vm: Vm, code: Address, pc: number): number {
  const storage = vm.i32[(code + CODE_POSITIONS) >>> 2] >>> 0;
  return depthAt(vm.u8, pc, storage + 4, storage + 4 + vm.i32[storage >>> 2]);
}

/** The frame object of a running frame (borrowed), made on first demand; 0 without memory. */
export function frameObject(vm: Vm, frame: Address): Value {
  const i32 = vm.i32;
  let result: Value = 0, inner: Value = 0;
  // Callers get theirs too, one after the other: there may be more of them than JavaScript calls nest.
  for (let word = frame >>> 2; word !== 0; word = i32[word + FRAME_PREVIOUS] >>> 2) {
    const known = i32[word + FRAME_OBJECT];
    const object = known !== 0 ? known : newFrameObject(vm, word);
    if (object === 0) {
      // Without memory for its callers a frame is shown alone.
      if (result !== 0) vm.clearError();
      return result;
    }
    if (inner === 0) result = object;
    else i32[(inner + FRAME_OBJECT_BACK) >>> 2] = vm.keep(object);
    if (known !== 0) break;
    inner = object;
  }
  return result;
}

function newFrameObject(vm: Vm, word: number): Value {
  const i32 = vm.i32;
  const object = vm.alloc(T_FRAME, FRAME_OBJECT_BYTES);
  if (object === 0) return 0;
  i32[(object + FRAME_OBJECT_CODE) >>> 2] = vm.keep(i32[word + FRAME_CODE]);
  i32[(object + FRAME_OBJECT_GLOBALS) >>> 2] = vm.keep(
    i32[(i32[word + FRAME_FUNCTION] + FUNCTION_GLOBALS) >>> 2],
  );
  i32[(object + FRAME_OBJECT_LOCALS) >>> 2] = vm.keep(namespaceOf(vm, word << 2));
  i32[(object + FRAME_OBJECT_FRAME) >>> 2] = word << 2;
  i32[word + FRAME_OBJECT] = object;
  return object;
}

/** The innermost running frame of the calling thread, or 0. */
export function currentFrame(vm: Vm): Address {
  return vm.i32[(vm.block + THREAD_FRAME) >>> 2];
}

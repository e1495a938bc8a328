/**
 * Frames that the interpreter goes on with where there is no compiled code, or no longer.
 *
 * @module
 */
import { type Address, CODE_REGISTERS, FUNCTION_CODE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import {
  FRAME_CODE,
  FRAME_FLAG_ENTRY,
  FRAME_FLAGS,
  FRAME_FUNCTION,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_OBJECT,
  FRAME_PC,
  FRAME_PREVIOUS,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_NESTING,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
} from "@orochi/vm/bytecode";
import {
  addTraceback,
  dropOperands,
  popFrame,
  recursionError,
  runNested,
  START_RESUMED,
  takeError,
  unwind,
} from "@orochi/vm/engine";

/** Makes a frame, whose registers are there already, the thread's. Its reference to the function is the caller's to count. */
export function makeFrame(vm: Vm, frame: Address, func: Address, code: Address, registers: number): void {
  const i32 = vm.i32, word = frame >>> 2;
  i32[word + FRAME_CODE] = code;
  i32[word + FRAME_FUNCTION] = func;
  i32[word + FRAME_FLAGS] = 0;
  i32[word + FRAME_LOCALS] = 0;
  i32[word + FRAME_GENERATOR] = 0;
  i32[word + FRAME_OBJECT] = 0;
  i32[word + FRAME_PREVIOUS] = i32[(vm.block + THREAD_FRAME) >>> 2];
  i32[(vm.block + THREAD_FRAME) >>> 2] = frame;
  i32[(vm.block + THREAD_STACK_TOP) >>> 2] = frame + (FRAME_HEADER_WORDS + registers) * 4;
  i32[(vm.block + THREAD_DEPTH) >>> 2]--;
}

/**
 * Makes the frame of a call whose arguments, owned, are in its first registers.
 *
 * @returns Whether there is room for it; otherwise the arguments are dropped, and RecursionError is set.
 */
export function makeCallFrame(vm: Vm, frame: Address, func: Address, parameters: number): boolean {
  const i32 = vm.i32, code = i32[(func + FUNCTION_CODE) >>> 2];
  const registers = i32[(code + CODE_REGISTERS) >>> 2];
  const first = (frame >>> 2) + FRAME_HEADER_WORDS;
  const end = frame + (FRAME_HEADER_WORDS + registers) * 4;
  if (
    i32[(vm.block + THREAD_NESTING) >>> 2] >= vm.maxNesting || i32[(vm.block + THREAD_DEPTH) >>> 2] <= 0 ||
    end > i32[(vm.block + THREAD_STACK_LIMIT) >>> 2]
  ) {
    for (let k = 0; k < parameters; k++) vm.decref(i32[first + k]);
    recursionError(vm);
    return false;
  }
  i32.fill(0, first + parameters, first + registers);
  makeFrame(vm, frame, vm.keep(func), code, registers);
  i32[(frame >>> 2) + FRAME_PC] = 0;
  i32[(frame >>> 2) + FRAME_FLAGS] = FRAME_FLAG_ENTRY;
  return true;
}

/**
 * Runs a frame on that compiled code has left.
 *
 * @param raised Whether the instruction at its pc has raised an exception.
 * @param depth Live temporaries there if so, otherwise -1.
 */
export function goOn(vm: Vm, frame: Address, raised: boolean, depth: number): Value {
  const i32 = vm.i32;
  i32[(frame >>> 2) + FRAME_FLAGS] |= FRAME_FLAG_ENTRY;
  if (i32[(vm.block + THREAD_NESTING) >>> 2] >= vm.maxNesting && !raised) {
    recursionError(vm);
    raised = true;
  }
  // Most exceptions only pass through: the interpreter is entered where there is a handler.
  if (raised && unwind(vm, frame, depth) === 0) return 0;
  return runNested(vm, frame, START_RESUMED);
}

/**
 * Takes down a frame that an exception leaves as its code has no handlers at all: what `unwind` comes to then, as long as
 * nobody traces.
 */
export function passOn(vm: Vm, frame: Address): void {
  dropOperands(vm, frame, 0);
  addTraceback(vm, frame >>> 2);
  const error = takeError(vm);
  popFrame(vm, frame);
  vm.setError(error);
}

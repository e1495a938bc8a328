/**
 * Finding the handler of an exception: the frame's own exception table, then its callers', up to the frame that
 * TypeScript entered.
 *
 * @module
 */
import {
  type Address,
  CODE_EXCEPTIONS,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM,
  EXCEPTION_TRACEBACK,
  LINE_OF_INSTRUCTION,
  T_TRACEBACK,
  TRACEBACK_BYTES,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_PC,
} from "@orochi/object";
import { isSharedMemoryError, takeError } from "./errors.ts";
import { convertStopIteration, delegateRaised, finishGenerator } from "./generators.ts";
import { depthOf, frameObject, lineOfInstruction, popFrame } from "./frames.ts";
import {
  FRAME_CODE,
  FRAME_FLAG_ENTRY,
  FRAME_FLAGS,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_OBJECT,
  FRAME_PC,
  FRAME_PREVIOUS,
  THREAD_FRAME,
  THREAD_RAISED,
} from "./thread_state.ts";
import { Op } from "./bytecode/opcodes.ts";
import { traceException, traceReturn } from "./tracing/events.ts";
import type { Vm } from "./vm.ts";

/**
 * Unwinds the thread's raised exception from a frame on.
 *
 * @param known Live temporaries at the frame's instruction, for who has them at hand; -1 otherwise.
 * @returns The frame that handles it, its pc at the handler; 0 when it left the entry frame (which is dropped).
 */
export function unwind(vm: Vm, start: Address, known = -1): Address {
  const i32 = vm.i32;
  let frame = start >>> 2;
  for (;;) {
    i32[(vm.block + THREAD_FRAME) >>> 2] = frame << 2;
    addTraceback(vm, frame);
    const code = i32[frame + FRAME_CODE];
    const pc = i32[frame + FRAME_PC];
    const registers = frame + FRAME_HEADER_WORDS + i32[(code + CODE_LOCALS) >>> 2];
    if (vm.traced && !raisesAgain(i32, code, pc)) traceException(vm, frame << 2);
    const live = known >= 0 ? known : depthOf(vm, code, pc);
    known = -1;
    const entry = findEntry(vm, code, pc);
    const depth = entry === 0 ? 0 : i32[entry + 3];
    for (let i = live - 1; i >= depth; i--) {
      const value = i32[registers + i];
      i32[registers + i] = 0;
      // Dropping may run code: it must not see, or lose, the exception on its way.
      if (value !== 0 && (value & 1) === 0) dropQuietly(vm, value);
    }
    if (entry !== 0) {
      i32[registers + depth] = takeError(vm);
      if (vm.traced) vm.raisedAt = pc;
      i32[frame + FRAME_PC] = i32[entry + 2];
      return frame << 2;
    }
    const flags = i32[frame + FRAME_FLAGS];
    const previous = i32[frame + FRAME_PREVIOUS];
    const generator = i32[frame + FRAME_GENERATOR];
    if (vm.traced) traceReturn(vm, frame << 2, 0);
    if (i32[frame + FRAME_OBJECT] !== 0) leaveWhereRaised(vm, frame);
    const error = takeError(vm);
    if (generator !== 0) finishGenerator(vm, generator);
    else popFrame(vm, frame << 2);
    vm.setError(error);
    if (generator !== 0) convertStopIteration(vm, generator);
    if ((flags & FRAME_FLAG_ENTRY) !== 0) return 0;
    frame = previous >>> 2;
    if (generator !== 0 && opAt(i32, frame) === Op.YIELD_FROM_STEP) delegateRaised(vm, frame);
  }
}

/** A frame that is left by an instruction without a line is left where the exception came up in it (PEP 626). */
function leaveWhereRaised(vm: Vm, frame: number): void {
  const i32 = vm.i32, pc = i32[frame + FRAME_PC];
  if (opAt(i32, frame) !== Op.RERAISE || lineOfInstruction(vm, i32[frame + FRAME_CODE], pc) !== 0) return;
  const exception = i32[(vm.block + THREAD_RAISED) >>> 2];
  const entry = exception === 0 ? 0 : i32[(exception + EXCEPTION_TRACEBACK) >>> 2];
  if (entry === 0 || i32[(entry + TRACEBACK_FRAME) >>> 2] !== i32[frame + FRAME_OBJECT]) return;
  i32[frame + FRAME_PC] = i32[(entry + TRACEBACK_PC) >>> 2];
}

/** The instruction that a frame is at. */
function opAt(i32: Int32Array, frame: number): number {
  return i32[(i32[(i32[frame + FRAME_CODE] + CODE_STREAM) >>> 2] >>> 2) + i32[frame + FRAME_PC]];
}

/** Whether an instruction only raises again what was handled: trace functions know of that exception already. */
function raisesAgain(i32: Int32Array, code: Address, pc: number): boolean {
  const at = (i32[(code + CODE_STREAM) >>> 2] >>> 2) + pc, op = i32[at];
  return op === Op.RERAISE || op === Op.END_ASYNC_FOR || op === Op.CLEANUP_THROW ||
    (op === Op.RAISE && i32[at + 2] === 0);
}

/**
 * Drops the operands that an instruction which raised has not consumed: temporaries that lie above the live ones. The
 * interpreter's own instructions leave none; compiled code may raise before it has come to consume them.
 *
 * @param depth How many are live.
 */
export function dropOperands(vm: Vm, frame: Address, depth: number = liveAt(vm, frame)): void {
  const i32 = vm.i32, word = frame >>> 2, code = i32[word + FRAME_CODE];
  const first = word + FRAME_HEADER_WORDS;
  const live = i32[(code + CODE_LOCALS) >>> 2] + depth;
  for (let i = i32[(code + CODE_REGISTERS) >>> 2] - 1; i >= live; i--) {
    const value = i32[first + i];
    i32[first + i] = 0;
    if (value !== 0 && (value & 1) === 0) dropQuietly(vm, value);
  }
}

/** Live temporaries at the instruction that a frame is at. */
function liveAt(vm: Vm, frame: Address): number {
  const word = frame >>> 2;
  return depthOf(vm, vm.i32[word + FRAME_CODE], vm.i32[word + FRAME_PC]);
}

function dropQuietly(vm: Vm, value: number): void {
  const error = takeError(vm);
  vm.decref(value);
  vm.setError(error);
}

/** Word index of the exception-table entry that covers an instruction, or 0. */
export function findEntry(vm: Vm, code: Address, pc: number): number {
  const table = vm.i32[(code + CODE_EXCEPTIONS) >>> 2] >>> 2;
  if (table === 0) return 0;
  let low = 0;
  let high = vm.i32[table];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (vm.i32[table + 1 + middle * 4 + 1] <= pc) low = middle + 1;
    else high = middle;
  }
  if (low >= vm.i32[table]) return 0;
  const entry = table + 1 + low * 4;
  return vm.i32[entry] <= pc ? entry : 0;
}

/** Puts a traceback entry for a frame in front of the exception's traceback. */
export function addTraceback(vm: Vm, frame: number): void {
  const i32 = vm.i32;
  const exception = i32[(vm.block + THREAD_RAISED) >>> 2];
  if (exception === 0 || isSharedMemoryError(vm, exception)) return;
  if (vm.skipTraceback) {
    vm.skipTraceback = false;
    return;
  }
  // Without memory for an entry the exception goes on with a shorter traceback.
  i32[(vm.block + THREAD_RAISED) >>> 2] = 0;
  const object = frameObject(vm, frame << 2);
  const entry = object === 0 ? 0 : vm.alloc(T_TRACEBACK, TRACEBACK_BYTES);
  vm.clearError();
  i32[(vm.block + THREAD_RAISED) >>> 2] = exception;
  if (entry === 0) return;
  i32[(entry + TRACEBACK_FRAME) >>> 2] = vm.keep(object);
  i32[(entry + TRACEBACK_LINE) >>> 2] = LINE_OF_INSTRUCTION;
  i32[(entry + TRACEBACK_PC) >>> 2] = i32[frame + FRAME_PC];
  // Another thread may be raising the same exception, or replacing its traceback: the reference is taken out by one of them.
  const word = (exception + EXCEPTION_TRACEBACK) >>> 2;
  i32[(entry + TRACEBACK_NEXT) >>> 2] = vm.take(word);
  vm.store(word, entry);
}

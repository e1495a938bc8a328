/**
 * Generators: a frame that lives in raw storage between resumptions. While it runs it is an ordinary frame of
 * the thread, though not in the thread's stack.
 *
 * @module
 */
import {
  type Address,
  CODE_FLAGS,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM,
  EXCEPTION_EXTRA,
  FRAME_OBJECT_LINE,
  FUNCTION_CODE,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  GENERATOR_BYTES,
  GENERATOR_CODE,
  GENERATOR_COMPILED,
  GENERATOR_DELEGATE,
  GENERATOR_FRAME,
  GENERATOR_HANDLED,
  GENERATOR_NAME,
  GENERATOR_QUALNAME,
  GENERATOR_RESULT,
  GENERATOR_STATE,
  NONE,
  T_ASYNC_GENERATOR,
  T_COROUTINE,
  T_GENERATOR,
  type Value,
} from "@orochi/object";
import { CO_ASYNC_GENERATOR, CO_COROUTINE } from "./bytecode/code_unit.ts";
import {
  GENERATOR_CREATED,
  GENERATOR_FINISHED,
  GENERATOR_RUNNING,
  GENERATOR_SUSPENDED,
} from "./generator_states.ts";
import { withOrigin } from "./coroutine_origin.ts";
import { lineAt } from "./bytecode/positions.ts";
import { raise, takeError } from "./errors.ts";
import { copyLocals, leaveLocals, namespaceOf } from "./frame_locals.ts";
import { depthOf, positionsOf, recursionError } from "./frames.ts";
import { runNested } from "./interpreter.ts";
import { RESUME_STAYS } from "./jit_hooks.ts";
import { registerOfHandled } from "./handled_register.ts";
import {
  COMPILED_NESTING,
  COMPILED_STACK_BYTES,
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
  PYTHON_NESTING,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_NESTING,
  THREAD_RAISED,
  THREAD_STACK_BASE,
  THREAD_STACK_TOP,
  THREAD_YIELDED,
} from "./thread_state.ts";
import { detachFrameObject, frameObject } from "./frames.ts";
import { LENGTHS } from "./bytecode/operands.ts";
import { Op } from "./bytecode/opcodes.ts";
import { traceException } from "./tracing/events.ts";
import type { Vm } from "./vm.ts";

export { GENERATOR_CREATED, GENERATOR_FINISHED, GENERATOR_RUNNING, GENERATOR_SUSPENDED };

/** YIELD has so many words whatever its operands. */
export const YIELD_WORDS = 3;

/** RETURN_GENERATOR: moves a frame's registers into a new generator (coroutine, ...) object. */
export function makeGenerator(vm: Vm, frame: Address): Value {
  const i32 = vm.i32;
  const code = i32[(frame >>> 2) + FRAME_CODE];
  const words = FRAME_HEADER_WORDS + i32[(code + CODE_REGISTERS) >>> 2];
  const generator = vm.alloc(typeFor(vm, code), GENERATOR_BYTES);
  if (generator === 0) return 0;
  const storage = vm.heap.allocRaw(words * 4);
  if (storage === 0) {
    vm.decref(generator);
    return vm.raiseMemory();
  }
  const from = frame >>> 2, to = storage >>> 2;
  i32.copyWithin(to, from, from + words);
  // The registers have moved; the function is held twice.
  i32.fill(0, from + FRAME_HEADER_WORDS, from + words);
  vm.incref(i32[to + FRAME_FUNCTION]);
  // A module's code that awaits has a namespace.
  i32[to + FRAME_LOCALS] = vm.keep(namespaceOf(vm, frame));
  i32[to + FRAME_OBJECT] = 0;
  i32[to + FRAME_FLAGS] = 0;
  i32[to + FRAME_GENERATOR] = generator;
  i32[to + FRAME_PREVIOUS] = 0;
  i32[to + FRAME_PC] += LENGTHS[i32[(i32[(code + CODE_STREAM) >>> 2] >>> 2) + i32[to + FRAME_PC]]];
  nameGenerator(vm, generator, code, storage);
  return withOrigin(vm, generator, i32[from + FRAME_PREVIOUS]);
}

function typeFor(vm: Vm, code: Address): number {
  const flags = vm.i32[(code + CODE_FLAGS) >>> 2];
  if ((flags & CO_ASYNC_GENERATOR) !== 0) return T_ASYNC_GENERATOR;
  return (flags & CO_COROUTINE) !== 0 ? T_COROUTINE : T_GENERATOR;
}

/**
 * A call of a function that only makes a generator: whose first instruction is RETURN_GENERATOR.
 *
 * @param args Word index of the values of its parameters, which become the generator's.
 * @returns 0 with an exception set; the arguments are dropped then.
 */
export function newGenerator(vm: Vm, func: Address, args: number, count: number): Value {
  const i32 = vm.i32, code = i32[(func + FUNCTION_CODE) >>> 2];
  const words = FRAME_HEADER_WORDS + i32[(code + CODE_REGISTERS) >>> 2];
  const generator = vm.alloc(typeFor(vm, code), GENERATOR_BYTES);
  const storage = generator === 0 ? 0 : vm.heap.allocRaw(words * 4);
  if (storage === 0) {
    for (let k = 0; k < count; k++) vm.decref(i32[args + k]);
    if (generator === 0) return 0;
    vm.decref(generator);
    return vm.raiseMemory();
  }
  const to = storage >>> 2, first = to + FRAME_HEADER_WORDS;
  i32.fill(0, to, to + words);
  i32[to + FRAME_CODE] = code;
  i32[to + FRAME_FUNCTION] = vm.keep(func);
  i32[to + FRAME_GENERATOR] = generator;
  i32[to + FRAME_PC] = LENGTHS[Op.RETURN_GENERATOR];
  for (let k = 0; k < count; k++) i32[first + k] = i32[args + k];
  nameGenerator(vm, generator, code, storage);
  return withOrigin(vm, generator, i32[(vm.block + THREAD_FRAME) >>> 2]);
}

/** The words of a fresh generator: its frame, code and names, that no register waits for a value, and where its code is. */
function nameGenerator(vm: Vm, generator: Address, code: Address, storage: Address): void {
  const i32 = vm.i32;
  i32[(generator + GENERATOR_FRAME) >>> 2] = storage;
  i32[(generator + GENERATOR_CODE) >>> 2] = vm.keep(code);
  const frame = storage >>> 2, func = i32[frame + FRAME_FUNCTION];
  i32[(generator + GENERATOR_NAME) >>> 2] = vm.load((func + FUNCTION_NAME) >>> 2, func);
  i32[(generator + GENERATOR_QUALNAME) >>> 2] = vm.load((func + FUNCTION_QUALNAME) >>> 2, func);
  i32[(generator + GENERATOR_RESULT) >>> 2] = -1;
  if (vm.jit !== null) {
    i32[(generator + GENERATOR_COMPILED) >>> 2] = vm.jit.firstWord(func, i32[frame + FRAME_PC]);
  }
}

/** What messages call it. */
export function label(vm: Vm, generator: Address): string {
  const type = vm.typeIndex(generator);
  return type === T_COROUTINE ? "coroutine" : type === T_ASYNC_GENERATOR ? "async generator" : "generator";
}

/**
 * Makes a generator's frame the thread's current one and delivers the value sent.
 *
 * @param sent Borrowed.
 * @param caller Frame that it yields to, or 0 when TypeScript resumes it.
 * @returns Whether it runs now. False without an exception: it had finished.
 */
export function beginResume(vm: Vm, generator: Address, sent: Value, caller: Address): boolean {
  const i32 = vm.i32;
  const stateWord = (generator + GENERATOR_STATE) >>> 2;
  vm.lock.begin(generator);
  const state = i32[stateWord];
  if (state === GENERATOR_CREATED || state === GENERATOR_SUSPENDED) i32[stateWord] = GENERATOR_RUNNING;
  vm.lock.end();
  if (state === GENERATOR_RUNNING) {
    raise(vm, "ValueError", `${label(vm, generator)} already executing`);
    return false;
  }
  if (state === GENERATOR_FINISHED) {
    if (vm.typeIndex(generator) === T_COROUTINE) {
      raise(vm, "RuntimeError", "cannot reuse already awaited coroutine");
    }
    return false;
  }
  if (state === GENERATOR_CREATED && sent !== NONE) {
    i32[stateWord] = GENERATOR_CREATED;
    raise(vm, "TypeError", `can't send non-None value to a just-started ${label(vm, generator)}`);
    return false;
  }
  const depth = (vm.block + THREAD_DEPTH) >>> 2;
  if (i32[depth] <= 0) {
    i32[stateWord] = state;
    recursionError(vm);
    return false;
  }
  i32[depth]--;
  const frame = i32[(generator + GENERATOR_FRAME) >>> 2] >>> 2;
  i32[frame + FRAME_FLAGS] = caller === 0 ? FRAME_FLAG_ENTRY : 0;
  i32[frame + FRAME_PREVIOUS] = i32[(vm.block + THREAD_FRAME) >>> 2];
  i32[(vm.block + THREAD_FRAME) >>> 2] = frame << 2;
  const register = i32[(generator + GENERATOR_RESULT) >>> 2];
  if (register >= 0) {
    const word = frame + FRAME_HEADER_WORDS + register;
    const old = register < i32[(i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2] ? i32[word] : 0;
    i32[word] = vm.keep(sent);
    vm.decref(old);
  }
  swapHandled(vm, generator);
  return true;
}

/** The exception handled inside the generator becomes the thread's; the thread's is kept in the generator meanwhile. */
export function swapHandled(vm: Vm, generator: Address): void {
  const own = (generator + GENERATOR_HANDLED) >>> 2, current = (vm.block + THREAD_HANDLED) >>> 2;
  const inside = vm.i32[own];
  const outside = vm.i32[current];
  vm.i32[own] = outside;
  vm.i32[current] = inside !== 0 ? inside : vm.keep(outside);
  const word = inside === 0 ? 0 : wordOfOutside(vm, generator);
  // Whoever resumes may handle another exception than who did before: that one is back when the handler ends.
  if (word !== 0 && vm.i32[word] !== outside) {
    const before = vm.i32[word];
    vm.i32[word] = vm.keep(outside);
    vm.decref(before);
  }
}

/** The thread's handled exception is its own again. Keeps the generator's if `keep` and it handles one. */
export function restoreHandled(vm: Vm, generator: Address, keep: boolean): void {
  const own = (generator + GENERATOR_HANDLED) >>> 2, current = (vm.block + THREAD_HANDLED) >>> 2;
  const inside = vm.i32[current];
  const outside = vm.i32[own];
  vm.i32[current] = outside;
  // The same one may be handled on both sides: it was thrown in by who handles it.
  if (keep && (inside !== outside || (inside !== 0 && wordOfOutside(vm, generator) !== 0))) {
    vm.i32[own] = inside;
  } else {
    vm.i32[own] = 0;
    vm.decref(inside);
  }
}

/**
 * The word of a resting generator's frame that keeps what was handled outside when the generator began to handle an
 * exception itself; 0 if it rests in no handler.
 */
function wordOfOutside(vm: Vm, generator: Address): number {
  const frame = vm.i32[(generator + GENERATOR_FRAME) >>> 2] >>> 2;
  const register = registerOfHandled(vm, vm.i32[frame + FRAME_CODE], vm.i32[frame + FRAME_PC] - YIELD_WORDS);
  return register < 0 ? 0 : frame + FRAME_HEADER_WORDS + register;
}

/** YIELD: the frame rests at the instruction after `pc`; the next value sent goes to `register`. */
export function suspendGenerator(vm: Vm, generator: Address, pc: number, register: number): void {
  const i32 = vm.i32;
  const frame = i32[(generator + GENERATOR_FRAME) >>> 2] >>> 2;
  const code = i32[frame + FRAME_CODE];
  const words = LENGTHS[i32[(i32[(code + CODE_STREAM) >>> 2] >>> 2) + pc]];
  // Dead temporaries become 0, so that everything in a resting frame is a reference or nothing.
  const live = i32[(code + CODE_LOCALS) >>> 2] + depthOf(vm, code, pc);
  i32.fill(
    0,
    frame + FRAME_HEADER_WORDS + live,
    frame + FRAME_HEADER_WORDS + i32[(code + CODE_REGISTERS) >>> 2],
  );
  if (i32[frame + FRAME_OBJECT] !== 0) copyLocals(vm, frame << 2);
  leaveFrame(vm, frame);
  i32[frame + FRAME_PC] = pc + words;
  i32[(generator + GENERATOR_COMPILED) >>> 2] = 0;
  i32[(generator + GENERATOR_RESULT) >>> 2] = register;
  restoreHandled(vm, generator, true);
  i32[(vm.block + THREAD_YIELDED) >>> 2] = 1;
  i32[(generator + GENERATOR_STATE) >>> 2] = GENERATOR_SUSPENDED;
}

function leaveFrame(vm: Vm, frame: number): void {
  const i32 = vm.i32;
  if (i32[frame + FRAME_OBJECT] !== 0) detachFrameObject(vm, frame << 2);
  i32[(vm.block + THREAD_FRAME) >>> 2] = i32[frame + FRAME_PREVIOUS];
  i32[frame + FRAME_PREVIOUS] = 0;
  i32[(vm.block + THREAD_DEPTH) >>> 2]++;
}

/** The body has returned or raised: drops its frame. Temporaries are gone already. */
export function finishGenerator(vm: Vm, generator: Address): void {
  const i32 = vm.i32;
  const storage = i32[(generator + GENERATOR_FRAME) >>> 2];
  const frame = storage >>> 2;
  if (i32[frame + FRAME_OBJECT] !== 0) leaveLocals(vm, storage);
  leaveFrame(vm, frame);
  restoreHandled(vm, generator, false);
  i32[(generator + GENERATOR_STATE) >>> 2] = GENERATOR_FINISHED;
  i32[(generator + GENERATOR_FRAME) >>> 2] = 0;
  dropFrameStorage(vm, storage);
  vm.store((generator + GENERATOR_DELEGATE) >>> 2, 0);
  // Destructors of what was dropped may have resumed others.
  i32[(vm.block + THREAD_YIELDED) >>> 2] = 0;
}

/** Drops the frame of a generator that has ended: its locals are all that is left in it. */
export function dropFrameStorage(vm: Vm, storage: Address): void {
  const i32 = vm.i32;
  const frame = storage >>> 2;
  const locals = i32[(i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2];
  for (let at = frame + FRAME_HEADER_WORDS, end = at + locals; at < end; at++) {
    const value = i32[at];
    i32[at] = 0;
    vm.decref(value);
  }
  const func = i32[frame + FRAME_FUNCTION], namespace = i32[frame + FRAME_LOCALS];
  vm.heap.freeRaw(storage);
  vm.decref(namespace);
  vm.decref(func);
}

/** Resumes from TypeScript. Returns what it yields; 0 without an exception when it ended with None. */
export function send(vm: Vm, generator: Address, sent: Value): Value {
  const quick = sendCompiled(vm, generator, sent);
  if (quick !== RESUME_STAYS) return finishSend(vm, quick);
  if (vm.i32[(vm.block + THREAD_NESTING) >>> 2] >= vm.maxNesting) return recursionError(vm);
  if (!beginResume(vm, generator, sent, 0)) return 0;
  let result = resumeCompiled(vm, generator);
  if (result === RESUME_STAYS) result = runNested(vm, vm.i32[(generator + GENERATOR_FRAME) >>> 2]);
  return finishSend(vm, result);
}

/** Sends a value (borrowed) to a generator that rests where compiled code goes on; RESUME_STAYS if it does not. */
export function sendCompiled(vm: Vm, generator: Address, sent: Value): Value {
  if (vm.jit === null || vm.pendingDelegateResult !== 0) return RESUME_STAYS;
  return vm.jit.send(generator, sent);
}

/**
 * Lets compiled code, if there is some, go on with a generator that {@linkcode beginResume} has made current.
 *
 * @returns What it yielded or returned, 0 with an exception set, or RESUME_STAYS: then the interpreter goes on with it.
 */
export function resumeCompiled(vm: Vm, generator: Address): Value {
  const { i32, jit, block } = vm;
  const nesting = (block + THREAD_NESTING) >>> 2;
  if (
    jit === null || i32[nesting] >= COMPILED_NESTING || vm.pendingDelegateResult !== 0 ||
    i32[(block + THREAD_STACK_TOP) >>> 2] - i32[(block + THREAD_STACK_BASE) >>> 2] >= COMPILED_STACK_BYTES
  ) return RESUME_STAYS;
  const flags = (i32[(generator + GENERATOR_FRAME) >>> 2] >>> 2) + FRAME_FLAGS;
  const before = i32[flags];
  i32[flags] = FRAME_FLAG_ENTRY;
  i32[nesting] += PYTHON_NESTING;
  const result = jit.resume(generator);
  i32[nesting] -= PYTHON_NESTING;
  if (result === RESUME_STAYS) i32[flags] = before;
  return result;
}

/** A return value arrives as the exception StopIteration unless it is None. StopIteration raised inside is a bug. */
export function finishSend(vm: Vm, result: Value): Value {
  if (vm.i32[(vm.block + THREAD_YIELDED) >>> 2] === 1) return result;
  if (result !== 0) {
    if (result !== NONE) {
      vm.raiseStopIteration(result);
      vm.decref(result);
    }
    return 0;
  }
  return 0;
}

/** PEP 479: a StopIteration that leaves a generator's body becomes RuntimeError. */
export function convertStopIteration(vm: Vm, generator: Address): void {
  const async = vm.typeIndex(generator) === T_ASYNC_GENERATOR && vm.matches("StopAsyncIteration");
  if (!async && !vm.matches("StopIteration")) return;
  const cause = takeError(vm);
  raise(
    vm,
    "RuntimeError",
    `${label(vm, generator)} raised ${async ? "StopAsyncIteration" : "StopIteration"}`,
  );
  const error = takeError(vm);
  vm.chain(error, cause);
  vm.setError(error);
}

/** The frame object of a generator; None once it has ended. */
export function frameOfGenerator(vm: Vm, generator: Address): Value {
  const i32 = vm.i32;
  const frame = i32[(generator + GENERATOR_FRAME) >>> 2];
  if (frame === 0) return NONE;
  const object = vm.keep(frameObject(vm, frame));
  if (object === 0 || i32[(generator + GENERATOR_STATE) >>> 2] === GENERATOR_RUNNING) return object;
  // A frame at rest can be dropped at any time: what Python sees of it is a copy.
  copyLocals(vm, frame);
  detachFrameObject(vm, frame);
  // It goes on behind the instruction that it rests at.
  const word = frame >>> 2;
  const line = lineAt(positionsOf(vm, i32[word + FRAME_CODE]), i32[word + FRAME_PC] - 1);
  i32[(object + FRAME_OBJECT_LINE) >>> 2] = line;
  return object;
}

/** {@linkcode stepDelegate} has done all that there was to do. No frame's address. */
export const DELEGATED = 1;

/**
 * YIELD_FROM_STEP, `D r R J`, as the interpreter's loop does it: what it delegates to, if that is a generator or a
 * coroutine, goes on in the same loop, so that a chain of them does not grow the JavaScript stack.
 *
 * @returns The frame to go on with, whose caller is told by {@linkcode delegateYielded}, {@linkcode delegateEnded} or
 *   {@linkcode delegateRaised}; DELEGATED, or 0 with an exception set.
 */
export function stepDelegate(vm: Vm, frame: number, ip: number): Address {
  const i32 = vm.i32, registers = frame + FRAME_HEADER_WORDS;
  const iterator = i32[registers + i32[ip + 2]], type = vm.typeIndex(iterator);
  if ((type !== T_GENERATOR && type !== T_COROUTINE) || vm.pendingDelegateResult !== 0) {
    return delegate(vm, frame, ip) ? DELEGATED : 0;
  }
  const sent = i32[registers + i32[ip + 3]];
  let value = sendCompiled(vm, iterator, sent);
  if (value === RESUME_STAYS) {
    value = 0;
    if (beginResume(vm, iterator, sent, frame << 2)) {
      value = resumeCompiled(vm, iterator);
      if (value === RESUME_STAYS) {
        consumeSent(vm, frame, ip);
        return i32[(iterator + GENERATOR_FRAME) >>> 2];
      }
    }
  }
  value = finishSend(vm, value);
  consumeSent(vm, frame, ip);
  return finishStep(vm, frame, ip, value) ? DELEGATED : 0;
}

/** YIELD_FROM_STEP: `D r R J`. */
export function delegate(vm: Vm, frame: number, ip: number): boolean {
  const i32 = vm.i32;
  const registers = frame + FRAME_HEADER_WORDS;
  const iterator = i32[registers + i32[ip + 2]];
  const sent = i32[registers + i32[ip + 3]];
  let value: Value;
  if (vm.pendingDelegateResult !== 0) {
    value = 0;
    vm.raiseStopIteration(vm.pendingDelegateResult);
    vm.decref(vm.pendingDelegateResult);
    vm.pendingDelegateResult = 0;
  } else if (vm.typeIndex(iterator) === T_GENERATOR || vm.typeIndex(iterator) === T_COROUTINE) {
    value = send(vm, iterator, sent);
  } else if (sent === NONE) {
    // Not `vm.next`: the value of a StopIteration is the result.
    value = vm.callSpecial(iterator, vm.names.__next__);
    if (value === 0 && !vm.failed()) vm.raiseType(`'${vm.typeName(iterator)}' object is not an iterator`);
  } else {
    value = vm.callMethod(iterator, vm.names.send, sent);
  }
  consumeSent(vm, frame, ip);
  return finishStep(vm, frame, ip, value);
}

/** YIELD_FROM_STEP takes what it sends out of its register, if that is a temporary. */
function consumeSent(vm: Vm, frame: number, ip: number): void {
  const i32 = vm.i32, source = i32[ip + 3];
  if (source < i32[(i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2]) return;
  const word = frame + FRAME_HEADER_WORDS + source, sent = i32[word];
  i32[word] = 0;
  vm.decref(sent);
}

/** The end of YIELD_FROM_STEP, with what `send` returned. */
function finishStep(vm: Vm, frame: number, ip: number, value: Value): boolean {
  const i32 = vm.i32;
  if (value !== 0) {
    delegateYielded(vm, frame, ip);
    putResult(vm, frame, i32[ip + 1], value);
    return true;
  }
  if (vm.traced && vm.failed() && vm.matches("StopIteration")) traceException(vm, frame << 2);
  if (vm.failed() && !vm.matches("StopIteration")) {
    delegateRaised(vm, frame);
    return false;
  }
  let result: Value = NONE;
  if (vm.failed()) {
    const stop = takeError(vm);
    result = vm.keep(i32[(stop + EXCEPTION_EXTRA) >>> 2] || NONE);
    vm.decref(stop);
  }
  delegateEnded(vm, frame, ip, result);
  return true;
}

/** What a frame at a YIELD_FROM_STEP delegates to has yielded: it is what is asked and thrown into from here on. */
export function delegateYielded(vm: Vm, frame: number, ip: number): void {
  const i32 = vm.i32, iterator = i32[frame + FRAME_HEADER_WORDS + i32[ip + 2]];
  const word = (i32[frame + FRAME_GENERATOR] + GENERATOR_DELEGATE) >>> 2;
  if (i32[word] !== iterator) vm.store(word, vm.keep(iterator));
}

/** What a frame at a YIELD_FROM_STEP delegates to has returned: that is the instruction's value, and it jumps. */
export function delegateEnded(vm: Vm, frame: number, ip: number, result: Value): void {
  const i32 = vm.i32, word = frame + FRAME_HEADER_WORDS + i32[ip + 2], iterator = i32[word];
  delegateRaised(vm, frame);
  i32[word] = 0;
  vm.decref(iterator);
  i32[frame + FRAME_PC] = i32[ip + 4];
  putResult(vm, frame, i32[ip + 1], result);
}

/** What a frame at a YIELD_FROM_STEP delegates to is of no more interest; an exception that is set stays so. */
export function delegateRaised(vm: Vm, frame: number): void {
  const i32 = vm.i32, raisedWord = (vm.block + THREAD_RAISED) >>> 2;
  const error = i32[raisedWord];
  i32[raisedWord] = 0;
  vm.store((i32[frame + FRAME_GENERATOR] + GENERATOR_DELEGATE) >>> 2, 0);
  i32[raisedWord] = error;
}

function putResult(vm: Vm, frame: number, target: number, value: Value): void {
  const i32 = vm.i32, word = frame + FRAME_HEADER_WORDS + target;
  const old = target < i32[(i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2] ? i32[word] : 0;
  i32[word] = value;
  vm.decref(old);
}

/** GET_YIELD_FROM_ITER: generators delegate to themselves. */
export function getYieldFromIter(vm: Vm, value: Value, code: Address): Value {
  const type = vm.typeIndex(value);
  if (type === T_GENERATOR) return vm.keep(value);
  if (type === T_COROUTINE) {
    if ((vm.i32[(code + CODE_FLAGS) >>> 2] & CO_COROUTINE) !== 0) return vm.keep(value);
    return vm.raiseType("cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return vm.iter(value);
}

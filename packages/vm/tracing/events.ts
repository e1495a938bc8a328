/**
 * Calls of trace functions: one for each event, with the frame, the event's name and its argument.
 *
 * A function that raises is taken away, and its exception is raised where the event happened.
 *
 * @module
 */
import {
  type Address,
  CODE_FLAGS,
  CODE_STREAM,
  EXCEPTION_TRACEBACK,
  FRAME_OBJECT_EVENTS,
  FRAME_OBJECT_LINE,
  FRAME_OBJECT_TRACE,
  NONE,
  T_METHOD_DESCRIPTOR,
  type Value,
} from "@orochi/object";
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR } from "../bytecode/code_unit.ts";
import { currentLine, frameObject, LINE_OF_MODULE_CALL, lineOfCall } from "../frames.ts";
import { FRAME_CODE, FRAME_OBJECT, FRAME_PC, THREAD_PROFILE, THREAD_TRACE } from "../thread_state.ts";
import { enterTracer, leaveTracer, setTracer } from "./state.ts";
import { lineTable } from "./lines.ts";
import {
  INSTRUCTION,
  LINE,
  type Monitor,
  PY_RESUME,
  PY_RETURN,
  PY_START,
  PY_UNWIND,
  PY_YIELD,
  RAISE,
} from "./monitor.ts";
import type { Vm } from "../vm.ts";

/** Bit of FRAME_OBJECT_EVENTS: `f_trace_lines` is false. */
export const EVENTS_NO_LINES = 1;
/** Bit of FRAME_OBJECT_EVENTS: `f_trace_opcodes` is true. */
export const EVENTS_OPCODES = 2;
const GENERATOR_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/** The line that a frame shows: that of the instruction it is at, or of the last one that began a line. */
function shownLine(vm: Vm, frame: Address): number {
  return lineBefore(vm, frame, vm.i32[(frame >>> 2) + FRAME_PC] + 1);
}

/**
 * Calls `func(frame, event, arg)`.
 *
 * @param line What `f_lineno` says meanwhile.
 * @returns What it returned, or 0 with its exception set.
 */
function callTracer(vm: Vm, func: Value, frame: Address, event: string, arg: Value, line: number): Value {
  const object = frameObject(vm, frame);
  if (object === 0) return 0;
  const shown = (object + FRAME_OBJECT_LINE) >>> 2;
  vm.i32[shown] = line === 0 ? LINE_OF_MODULE_CALL : line;
  vm.incref(object);
  vm.incref(func);
  enterTracer(vm);
  const result = vm.call(func, object, vm.intern(event), arg);
  leaveTracer(vm);
  vm.decref(func);
  vm.i32[shown] = 0;
  vm.decref(object);
  return result;
}

/** Calls the frame's own function, `f_trace`, which its result replaces unless it is None. */
function callLocal(vm: Vm, frame: Address, event: string, arg: Value, line: number): boolean {
  const object = vm.i32[(frame >>> 2) + FRAME_OBJECT];
  const local = object === 0 ? 0 : vm.i32[(object + FRAME_OBJECT_TRACE) >>> 2];
  if (local === 0 || vm.i32[(vm.block + THREAD_TRACE) >>> 2] === 0) return true;
  const result = callTracer(vm, local, frame, event, arg, line);
  return keepLocal(vm, frame, result);
}

function keepLocal(vm: Vm, frame: Address, result: Value): boolean {
  const object = vm.i32[(frame >>> 2) + FRAME_OBJECT];
  const word = (object + FRAME_OBJECT_TRACE) >>> 2;
  if (result === 0) {
    const error = vm.takeError();
    if (object !== 0) vm.store(word, 0);
    setTracer(vm, THREAD_TRACE, NONE);
    vm.setError(error);
    return false;
  }
  if (result !== NONE) vm.store(word, result);
  return true;
}

function callProfile(vm: Vm, frame: Address, event: string, arg: Value, line: number): boolean {
  const func = vm.i32[(vm.block + THREAD_PROFILE) >>> 2];
  if (func === 0) return true;
  const result = callTracer(vm, func, frame, event, arg, line);
  if (result === 0) {
    const error = vm.takeError();
    setTracer(vm, THREAD_PROFILE, NONE);
    vm.setError(error);
    return false;
  }
  vm.decref(result);
  return true;
}

/** Whether a frame only makes a generator: nothing is said of that. */
function makesGenerator(vm: Vm, frame: Address): boolean {
  const word = frame >>> 2, code = vm.i32[word + FRAME_CODE];
  return vm.i32[word + FRAME_PC] === 0 && (vm.i32[(code + CODE_FLAGS) >>> 2] & GENERATOR_FLAGS) !== 0;
}

/**
 * A frame begins, or a generator's goes on. False: an exception is set, and the frame is to be left without a handler.
 *
 * @param thrown Whether an exception is thrown into a generator: then its pc is that of the `yield`.
 */
export function traceCall(vm: Vm, frame: Address, thrown = false): boolean {
  if (makesGenerator(vm, frame)) return true;
  const code = vm.i32[(frame >>> 2) + FRAME_CODE];
  const starts = vm.i32[(frame >>> 2) + FRAME_PC] === 0 || isBodyStart(vm, frame);
  const line = starts
    ? lineOfCall(vm, code)
    : lineBefore(vm, frame, vm.i32[(frame >>> 2) + FRAME_PC] + (thrown ? 1 : 0));
  const pc = vm.i32[(frame >>> 2) + FRAME_PC];
  if (
    vm.monitor !== null && !thrown && !vm.monitor.fire(vm, frame, starts ? PY_START : PY_RESUME, pc, 0, line)
  ) {
    return false;
  }
  const func = vm.i32[(vm.block + THREAD_TRACE) >>> 2];
  if (func !== 0 && !keepLocal(vm, frame, callTracer(vm, func, frame, "call", NONE, line))) return false;
  if (vm.profiler !== null) vm.profiler.enter(code);
  return callProfile(vm, frame, "call", NONE, line);
}

/** Whether a generator's frame is right behind its RETURN_GENERATOR. */
function isBodyStart(vm: Vm, frame: Address): boolean {
  const word = frame >>> 2, code = vm.i32[word + FRAME_CODE];
  return (vm.i32[(code + CODE_FLAGS) >>> 2] & GENERATOR_FLAGS) !== 0 && vm.i32[word + FRAME_PC] === 1 &&
    vm.i32[vm.i32[(code + CODE_STREAM) >>> 2] >>> 2] === RETURN_GENERATOR;
}

const RETURN_GENERATOR = 106;

/** The line of the last instruction in front of a pc of a frame that has one. */
export function lineBefore(vm: Vm, frame: Address, behind: number): number {
  const { lines } = lineTable(vm, vm.i32[(frame >>> 2) + FRAME_CODE]);
  for (let pc = behind - 1; pc >= 0; pc--) if (lines[pc] !== 0) return lines[pc];
  return currentLine(vm, frame);
}

/** A frame comes to a line. */
export function traceLine(vm: Vm, frame: Address, line: number): boolean {
  if (vm.monitor !== null && !vm.monitor.fire(vm, frame, LINE, line, 0, line)) return false;
  const object = vm.i32[(frame >>> 2) + FRAME_OBJECT];
  if (object === 0 || (vm.i32[(object + FRAME_OBJECT_EVENTS) >>> 2] & EVENTS_NO_LINES) !== 0) return true;
  return callLocal(vm, frame, "line", NONE, line);
}

/** A frame comes to an instruction. */
export function traceOpcode(vm: Vm, frame: Address, line: number): boolean {
  const pc = vm.i32[(frame >>> 2) + FRAME_PC];
  if (vm.monitor !== null && !vm.monitor.fire(vm, frame, INSTRUCTION, pc, 0, line)) return false;
  const object = vm.i32[(frame >>> 2) + FRAME_OBJECT];
  if (object === 0 || (vm.i32[(object + FRAME_OBJECT_EVENTS) >>> 2] & EVENTS_OPCODES) === 0) return true;
  return callLocal(vm, frame, "opcode", NONE, line);
}

/**
 * A frame returns or yields a value (borrowed), or is left by the exception that is set (value 0). False: what a trace
 * function raised is set instead.
 *
 * @param known The line that ran last, if that is known.
 */
export function traceReturn(vm: Vm, frame: Address, value: Value, known = 0): boolean {
  if (value !== 0 && makesGenerator(vm, frame)) return true;
  const word = frame >>> 2, pc = vm.i32[word + FRAME_PC];
  if (vm.monitor !== null && !tellReturn(vm, vm.monitor, frame, pc, value, known)) return false;
  const error = value === 0 ? vm.takeError() : 0;
  const arg = value === 0 ? NONE : value;
  const line = known === 0 ? shownLine(vm, frame) : known;
  if (vm.profiler !== null) vm.profiler.leave(vm.i32[(frame >>> 2) + FRAME_CODE]);
  const done = callLocal(vm, frame, "return", arg, line) && callProfile(vm, frame, "return", arg, line);
  if (error === 0) return done;
  if (done) vm.setError(error);
  else vm.decref(error);
  return done;
}

function tellReturn(
  vm: Vm,
  monitor: Monitor,
  frame: Address,
  pc: number,
  value: Value,
  known: number,
): boolean {
  const line = known === 0 ? shownLine(vm, frame) : known;
  if (value === 0) return tellError(vm, monitor, frame, PY_UNWIND, line);
  const code = vm.i32[(frame >>> 2) + FRAME_CODE];
  const yields = vm.i32[(vm.i32[(code + CODE_STREAM) >>> 2] >>> 2) + pc] === YIELD;
  return monitor.fire(vm, frame, yields ? PY_YIELD : PY_RETURN, pc, value, line);
}

const YIELD = 107;

/** Tells of the exception that is set; what a callback raises takes its place, and false is returned. */
function tellError(vm: Vm, monitor: Monitor, frame: Address, event: number, line: number): boolean {
  const error = vm.takeError();
  const done = monitor.fire(vm, frame, event, vm.i32[(frame >>> 2) + FRAME_PC], error, line);
  if (done) vm.setError(error);
  else vm.decref(error);
  return done;
}

/** The exception that is set was raised in a frame. What a trace function raises takes its place. */
export function traceException(vm: Vm, frame: Address): void {
  if (vm.monitor !== null) tellError(vm, vm.monitor, frame, RAISE, shownLine(vm, frame));
  if (vm.i32[(vm.block + THREAD_TRACE) >>> 2] === 0) return;
  const error = vm.takeError();
  const traceback = vm.i32[(error + EXCEPTION_TRACEBACK) >>> 2] || NONE;
  const arg = vm.newTuple([vm.keep(vm.typeOf(error)), vm.keep(error), vm.keep(traceback)]);
  const done = arg !== 0 && callLocal(vm, frame, "exception", arg, shownLine(vm, frame));
  vm.decref(arg);
  if (done) vm.setError(error);
  else vm.decref(error);
}

/**
 * A native is called, has returned or raised. Nothing is said of callables that are no builtin functions.
 *
 * @param self First argument, which a method descriptor is bound to, or 0.
 */
export function traceNative(vm: Vm, frame: Address, event: string, callable: Value, self: Value): boolean {
  if (vm.i32[(vm.block + THREAD_PROFILE) >>> 2] === 0) return true;
  const error = event === "c_exception" ? vm.takeError() : 0;
  const bound = vm.typeIndex(callable) === T_METHOD_DESCRIPTOR
    ? vm.bindDescriptor(callable, self, vm.typeOf(self))
    : vm.keep(callable);
  const done = bound !== 0 && callProfile(vm, frame, event, bound, currentLine(vm, frame));
  vm.decref(bound);
  if (error === 0) return done;
  if (done) vm.setError(error);
  else vm.decref(error);
  return done;
}

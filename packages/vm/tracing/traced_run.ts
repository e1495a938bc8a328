/**
 * The interpreter of a traced thread: as `run`, which hands frames over to it and takes them back, but it goes from instruction
 * to instruction through `execute` and calls trace functions between them. So `run` has nothing to ask at an instruction.
 *
 * An event "line" comes where an instruction's line is another than that of the instruction before it, and where a jump goes
 * backwards. Instructions that no statement stands for, such as jumps over an `else`, belong to the line that ran before.
 *
 * @module
 */
import {
  type Address,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  CODE_LOCALS,
  CODE_STREAM,
  METHOD_FUNCTION,
  METHOD_SELF,
  NONE,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_FUNCTION,
  T_GENERATOR,
  T_METHOD,
  T_METHOD_DESCRIPTOR,
  T_TYPE,
  type Value,
} from "@orochi/object";
import { GIL_SECTION } from "@orochi/heap";
import { LENGTHS } from "../bytecode/operands.ts";
import { bindArguments, callUnary } from "../call.ts";
import { classInit } from "../classes.ts";
import { popFrame, pushFrame } from "../frames.ts";
import {
  delegateEnded,
  delegateYielded,
  finishGenerator,
  makeGenerator,
  send,
  suspendGenerator,
} from "../generators.ts";
import { Op } from "../bytecode/opcodes.ts";
import { callRun, dropRun, execute } from "../operations.ts";
import { safepoint } from "../safepoint.ts";
import { truthy } from "../protocol/compare.ts";
import {
  FRAME_CODE,
  FRAME_FLAG_ENTRY,
  FRAME_FLAG_INIT,
  FRAME_FLAGS,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_PC,
  FRAME_PREVIOUS,
} from "../thread_state.ts";
import { lookup } from "../type_lookup.ts";
import { dropOperands, unwind } from "../unwind.ts";
import {
  lineBefore,
  traceCall,
  traceException,
  traceLine,
  traceNative,
  traceOpcode,
  traceReturn,
} from "./events.ts";
import { lineTable } from "./lines.ts";
import type { Vm } from "../vm.ts";

/** What {@linkcode runTraced} returns when the thread is not traced any more: `vm.untracedFrame` goes on in `run`. No Value. */
export const UNTRACED = 2;

const RAISE = 0, ENTER = 1, RETURN = 2, CALLED = 3, LEAVE = 4, YIELDED = 5;

/** Puts a value into a register of a frame that waits for it. */
function deliver(vm: Vm, frame: number, target: number, value: Value): void {
  const word = frame + FRAME_HEADER_WORDS + target;
  const locals = vm.i32[(vm.i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2];
  const old = target < locals ? vm.i32[word] : 0;
  vm.i32[word] = value;
  vm.decref(old);
}

/**
 * Prepares a call of a Python function, or of a class with an `__init__` in Python, whose callable and arguments lie in a run.
 *
 * @returns The new frame's word; 0: it is no such callable, or with an exception set, the run then being dropped.
 */
function beginCall(vm: Vm, run: number, count: number): number {
  const i32 = vm.i32;
  if (vm.typeIndex(i32[run]) === T_METHOD && i32[run + 1] === 0) {
    const method = i32[run];
    i32[run] = vm.keep(i32[(method + METHOD_FUNCTION) >>> 2]);
    i32[run + 1] = vm.keep(i32[(method + METHOD_SELF) >>> 2]);
    vm.decref(method);
  }
  const callable = i32[run], type = vm.typeIndex(callable);
  let func = type === T_FUNCTION ? callable : 0, made: Value = 0;
  if (type === T_TYPE) {
    func = classInit(vm, callable);
    if (func !== 0) made = vm.allocInstance(callable);
    if (made === 0) func = 0;
  }
  if (func === 0) {
    if (vm.failed()) dropRun(vm, run, count + 2);
    return 0;
  }
  const frame = pushFrame(vm, func);
  if (frame === 0) {
    vm.decref(made);
    dropRun(vm, run, count + 2);
    return 0;
  }
  const word = frame >>> 2;
  i32[word + FRAME_FLAGS] = made === 0 ? 0 : FRAME_FLAG_INIT;
  i32[word + FRAME_LOCALS] = made;
  if (made !== 0) i32[run + 1] = vm.keep(made);
  const self = i32[run + 1] !== 0 ? 1 : 0;
  const bound = bindArguments(vm, func, frame, run + 2 - self, count + self, 0);
  dropRun(vm, run, count + 2);
  if (bound) return word;
  popFrame(vm, frame);
  return 0;
}

/** Whether a profiler is told of calls of something, whose first argument may be `self` (0: there is none). */
function isNative(vm: Vm, callable: Value, self: Value): boolean {
  const type = vm.typeIndex(callable);
  return type === T_BUILTIN_FUNCTION_OR_METHOD || (type === T_METHOD_DESCRIPTOR && self !== 0);
}

/** As `vm.next`, with the event for a StopIteration that an iterator raised. */
function nextTraced(vm: Vm, frame: number, iterator: Value): Value {
  let value: Value;
  if (vm.typeIndex(iterator) === T_GENERATOR) value = send(vm, iterator, NONE);
  else {
    const method = lookup(vm, vm.typeOf(iterator), vm.names.__next__);
    if (method === 0 || vm.typeIndex(method) !== T_FUNCTION) return vm.next(iterator);
    value = callUnary(vm, method, iterator);
  }
  if (value !== 0 || !vm.failed() || !vm.matches("StopIteration")) return value;
  traceException(vm, frame << 2);
  if (vm.matches("StopIteration")) vm.clearError();
  return 0;
}

/** CALL of a native, with the events that a profiler gets. */
function callProfiled(vm: Vm, frame: number, run: number, count: number): Value {
  const callable = vm.keep(vm.i32[run]);
  const self = vm.keep(vm.i32[run + 1] !== 0 ? vm.i32[run + 1] : count > 0 ? vm.i32[run + 2] : 0);
  let result: Value = 0;
  if (traceNative(vm, frame << 2, "c_call", callable, self)) {
    if (vm.profiler !== null) vm.profiler.enterNative(callable);
    result = callRun(vm, run, count);
    if (vm.profiler !== null) vm.profiler.leaveNative(callable);
    if (!traceNative(vm, frame << 2, result === 0 ? "c_exception" : "c_return", callable, self)) {
      vm.decref(result);
      result = 0;
    }
  } else dropRun(vm, run, count + 2);
  vm.decref(callable);
  vm.decref(self);
  return result;
}

/**
 * Runs a frame, and those that it calls, for as long as the thread is traced.
 *
 * @param entry A frame whose pc is where to go on.
 * @param fresh Whether it begins, or goes on after a `yield`: then there is a "call" to tell of.
 * @returns As `run`, or UNTRACED.
 */
export function runTraced(vm: Vm, entry: Address, fresh: boolean): Value {
  const i32 = vm.i32;
  const breaker = (vm.block + GIL_SECTION) >>> 2;
  let frame = entry >>> 2;
  let action = fresh ? CALLED : ENTER;
  let result: Value = 0;
  /** Line of what ran last in the frame, 0 at its start; and whether it jumped, or jumped backwards. */
  let line = 0, jumped = false, back = false;
  if (!fresh) line = lineBefore(vm, frame << 2, i32[frame + FRAME_PC]);
  for (;;) {
    if (action === RAISE) {
      const at = unwind(vm, frame << 2);
      if (at === 0) return 0;
      // In the frame itself the last line is known: what raises again at a handler's end may lie behind other lines.
      if (frame !== at >>> 2 || line === 0) line = lineBefore(vm, at, vm.raisedAt + 1);
      frame = at >>> 2;
      action = ENTER;
      jumped = true;
      back = false;
    } else if (action === CALLED) {
      const generator = i32[frame + FRAME_GENERATOR];
      line = generator !== 0 && i32[frame + FRAME_PC] > 1
        ? lineBefore(vm, frame << 2, i32[frame + FRAME_PC])
        : 0;
      jumped = back = false;
      if (i32[breaker] !== 0 && !safepoint(vm)) {
        action = RAISE;
        continue;
      }
      action = ENTER;
      if (!traceCall(vm, frame << 2)) {
        dropOperands(vm, frame << 2);
        action = LEAVE;
      }
    }
    if (action === RETURN || action === LEAVE) {
      // LEAVE: a trace function raised where the frame ends anyway; nothing of it handles that.
      if (action === RETURN && !traceReturn(vm, frame << 2, result, line)) action = LEAVE;
      if (action === LEAVE) {
        vm.decref(result);
        result = 0;
      }
      const previous = i32[frame + FRAME_PREVIOUS], flags = i32[frame + FRAME_FLAGS];
      const generator = i32[frame + FRAME_GENERATOR];
      if ((flags & FRAME_FLAG_INIT) !== 0 && result !== 0) {
        const instance = i32[frame + FRAME_LOCALS];
        i32[frame + FRAME_LOCALS] = 0;
        if (result === NONE) result = instance;
        else {
          vm.raiseType(`__init__() should return None, not '${vm.typeName(result)}'`);
          vm.decref(result);
          vm.decref(instance);
          result = 0;
        }
      }
      const error = result === 0 ? vm.takeError() : 0;
      if (generator !== 0) finishGenerator(vm, generator);
      else popFrame(vm, frame << 2);
      if (error !== 0) vm.setError(error);
      if ((flags & FRAME_FLAG_ENTRY) !== 0) return result;
      frame = previous >>> 2;
      if (result === 0) {
        action = RAISE;
        continue;
      }
      const at = (i32[(i32[frame + FRAME_CODE] + CODE_STREAM) >>> 2] >>> 2) + i32[frame + FRAME_PC];
      if (generator !== 0 && i32[at] === Op.YIELD_FROM_STEP) delegateEnded(vm, frame, at, result);
      else if (generator !== 0) {
        // FOR_ITER of `run` over a generator that has ended.
        vm.decref(result);
        const iterator = frame + FRAME_HEADER_WORDS + i32[at + 2], done = i32[iterator];
        i32[iterator] = 0;
        vm.decref(done);
        i32[frame + FRAME_PC] = i32[at + 3];
      } else {
        deliver(vm, frame, i32[at + 1], result);
        i32[frame + FRAME_PC] += LENGTHS[i32[at]];
      }
      line = lineBefore(vm, frame << 2, i32[frame + FRAME_PC]);
      jumped = generator !== 0;
      back = false;
      action = ENTER;
    }
    const code = i32[frame + FRAME_CODE];
    const stream = i32[(code + CODE_STREAM) >>> 2] >>> 2;
    const locals = i32[(code + CODE_LOCALS) >>> 2];
    const registers = frame + FRAME_HEADER_WORDS;
    const { lines, markers } = lineTable(vm, code);
    const caches = i32[(code + CODE_CACHE) >>> 2] + i32[(code + CODE_CACHE_WORDS) >>> 2];
    if (caches > vm.ic.length) vm.growCaches(caches);
    while (action === ENTER) {
      if (!vm.traced) {
        vm.untracedFrame = frame << 2;
        return UNTRACED;
      }
      let pc = i32[frame + FRAME_PC];
      // -- events in front of the instruction
      const before = markers.get(pc);
      let told = true;
      if (before !== undefined) {
        for (let k = 0; told && k < before.length && i32[frame + FRAME_PC] === pc; k++) {
          const marker = before[k];
          if (!(jumped ? marker.onJumps : marker.falls)) continue;
          if (marker.line !== line || back) {
            line = marker.line;
            back = false;
            told = traceLine(vm, frame << 2, line);
          }
        }
      }
      if (told && lines[pc] !== 0 && i32[frame + FRAME_PC] === pc && (lines[pc] !== line || back)) {
        line = lines[pc];
        back = false;
        told = traceLine(vm, frame << 2, line);
      }
      if (told && i32[frame + FRAME_PC] === pc) told = traceOpcode(vm, frame << 2, line);
      if (!told) {
        dropOperands(vm, frame << 2);
        action = RAISE;
        break;
      }
      // A trace function may have set the frame's line.
      if (i32[frame + FRAME_PC] !== pc) {
        pc = i32[frame + FRAME_PC];
        line = lines[pc] !== 0 ? lines[pc] : line;
      }
      jumped = false;
      // -- the instruction
      const ip = stream + pc, op = i32[ip];
      switch (op) {
        case /* JUMP */ 72:
          i32[frame + FRAME_PC] = i32[ip + 1];
          jumped = true;
          continue;
        case /* JUMP_BACK */ 73:
          if (i32[breaker] !== 0 && !safepoint(vm)) {
            action = RAISE;
            break;
          }
          i32[frame + FRAME_PC] = i32[ip + 1];
          jumped = true;
          // Going on with `yield from` and `await` is no loop that the program has.
          back = i32[stream + i32[ip + 1]] !== /* YIELD_FROM_STEP */ 108;
          continue;
        case /* JUMP_IF_TRUE */ 74:
        case /* JUMP_IF_FALSE */ 75: {
          const source = i32[ip + 1], value = i32[registers + source];
          if (source >= locals) i32[registers + source] = 0;
          const condition = truthy(vm, value);
          if (source >= locals) vm.decref(value);
          if (condition < 0) {
            action = RAISE;
            break;
          }
          jumped = (op === /* JUMP_IF_TRUE */ 74) === (condition === 1);
          i32[frame + FRAME_PC] = jumped ? i32[ip + 2] : pc + 3;
          continue;
        }
        case /* FOR_ITER */ 81: {
          const value = nextTraced(vm, frame, i32[registers + i32[ip + 2]]);
          if (value !== 0) {
            deliver(vm, frame, i32[ip + 1], value);
            i32[frame + FRAME_PC] = pc + LENGTHS[op];
            continue;
          }
          if (vm.failed()) {
            action = RAISE;
            break;
          }
          dropRun(vm, registers + i32[ip + 2], 1);
          i32[frame + FRAME_PC] = i32[ip + 3];
          jumped = true;
          continue;
        }
        case /* CALL_KW */ 102:
        case /* CALL_EX */ 103: {
          const callable = vm.keep(i32[registers + i32[ip + 2]]);
          const self = vm.keep(i32[registers + i32[ip + 2] + 1] || i32[registers + i32[ip + 2] + 2]);
          const native = isNative(vm, callable, self);
          let done = !native || traceNative(vm, frame << 2, "c_call", callable, self);
          if (!done) dropOperands(vm, frame << 2);
          else {
            if (native && vm.profiler !== null) vm.profiler.enterNative(callable);
            done = execute(vm, frame, ip);
            if (native && vm.profiler !== null) vm.profiler.leaveNative(callable);
            if (native && !traceNative(vm, frame << 2, done ? "c_return" : "c_exception", callable, self)) {
              done = false;
            }
          }
          vm.decref(callable);
          vm.decref(self);
          if (done) {
            i32[frame + FRAME_PC] = pc + LENGTHS[op];
            continue;
          }
          action = RAISE;
          break;
        }
        case /* CALL */ 101: {
          const run = registers + i32[ip + 2], count = i32[ip + 3];
          const word = beginCall(vm, run, count);
          if (word !== 0) {
            frame = word;
            action = CALLED;
            break;
          }
          if (vm.failed()) {
            action = RAISE;
            break;
          }
          const value = isNative(vm, i32[run], i32[run + 1] || (count > 0 ? i32[run + 2] : 0))
            ? callProfiled(vm, frame, run, count)
            : callRun(vm, run, count);
          if (value === 0) {
            action = RAISE;
            break;
          }
          deliver(vm, frame, i32[ip + 1], value);
          i32[frame + FRAME_PC] = pc + LENGTHS[op];
          continue;
        }
        case /* RETURN */ 105:
          // A trace function may look at the local that is returned.
          result = i32[registers + i32[ip + 1]];
          if (i32[ip + 1] < locals) vm.incref(result);
          else i32[registers + i32[ip + 1]] = 0;
          action = RETURN;
          break;
        case /* RETURN_GENERATOR */ 106:
          result = makeGenerator(vm, frame << 2);
          action = result === 0 ? RAISE : RETURN;
          break;
        case /* YIELD */ 107: {
          const source = i32[ip + 2];
          result = i32[registers + source];
          if (source < locals) vm.incref(result);
          else i32[registers + source] = 0;
          if (!traceReturn(vm, frame << 2, result, line)) {
            action = LEAVE;
            break;
          }
          const previous = i32[frame + FRAME_PREVIOUS], flags = i32[frame + FRAME_FLAGS];
          suspendGenerator(vm, i32[frame + FRAME_GENERATOR], pc, i32[ip + 1]);
          if ((flags & FRAME_FLAG_ENTRY) !== 0) return result;
          frame = previous >>> 2;
          const at = (i32[(i32[frame + FRAME_CODE] + CODE_STREAM) >>> 2] >>> 2) + i32[frame + FRAME_PC];
          if (i32[at] === Op.YIELD_FROM_STEP) delegateYielded(vm, frame, at);
          deliver(vm, frame, i32[at + 1], result);
          i32[frame + FRAME_PC] += LENGTHS[i32[at]];
          line = lineBefore(vm, frame << 2, i32[frame + FRAME_PC]);
          back = false;
          action = YIELDED;
          break;
        }
        default:
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break;
          }
          // Operations that jump say so by the pc they leave in the frame.
          if (i32[frame + FRAME_PC] === pc) i32[frame + FRAME_PC] = pc + LENGTHS[op];
          else jumped = true;
      }
    }
    if (action === YIELDED) action = ENTER;
  }
}

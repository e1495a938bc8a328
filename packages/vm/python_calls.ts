/**
 * Calls by name and with `*` and `**` of Python functions: their frames are made for the interpreter to go on with, so
 * that such calls nest as deep as others.
 *
 * @module
 */
import {
  type Address,
  CODE_CACHE,
  DICT_USED,
  METHOD_FUNCTION,
  METHOD_SELF,
  T_DICT,
  T_FUNCTION,
  T_METHOD,
  T_TUPLE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { Op } from "./bytecode/opcodes.ts";
import { bindArguments, release, reserve } from "./call.ts";
import { popFrame, pushFrame } from "./frames.ts";
import { dropRun, noteCallee } from "./operations.ts";
import { noteSpread } from "./spread_calls.ts";
import { FRAME_CODE, FRAME_FLAGS, FRAME_HEADER_WORDS } from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/** What {@linkcode beginCall} returns for a call that is not one of a Python function, and for one that failed. */
export const NOT_PYTHON = 1, CALL_FAILED = 0;

/**
 * Begins a CALL_KW or CALL_EX of a Python function: its operands are consumed then.
 *
 * @param frame Word index of the caller's frame.
 * @param ip Word index of the instruction.
 * @returns The new frame; NOT_PYTHON, with nothing done; or CALL_FAILED with an exception set.
 */
export function beginCall(vm: Vm, frame: number, ip: number): Address {
  const i32 = vm.i32, cache = i32[(i32[frame + FRAME_CODE] + CODE_CACHE) >>> 2];
  const run = frame + FRAME_HEADER_WORDS + i32[ip + 2], callable = i32[run];
  if ((callable & 1) === 1) return NOT_PYTHON;
  const type = i32[callable >>> 2] & 0xffff;
  if (i32[ip] === Op.CALL_KW) {
    if (type !== T_FUNCTION) return NOT_PYTHON;
    noteCallee(vm, cache + i32[ip + 5], callable);
    const first = i32[run + 1] !== 0 ? run + 1 : run + 2, end = run + 2 + i32[ip + 3];
    const names = i32[ip + 4];
    const callee = bound(vm, callable, 0, first, end - first - vm.tupleLength(names), 0, names);
    dropRun(vm, run, i32[ip + 3] + 2);
    return callee;
  }
  const tuple = i32[run + 2], dict = i32[ip + 3] === 0 ? 0 : i32[run + 3];
  if ((type !== T_FUNCTION && type !== T_METHOD) || !vm.isExact(tuple, T_TUPLE)) return NOT_PYTHON;
  if (dict !== 0 && !vm.isExact(dict, T_DICT)) return NOT_PYTHON;
  const func = type === T_METHOD ? i32[(callable + METHOD_FUNCTION) >>> 2] : callable;
  if (!vm.isExact(func, T_FUNCTION)) return NOT_PYTHON;
  noteSpread(vm, cache + i32[ip + 4], callable, tuple, dict);
  const self = type === T_METHOD ? i32[(callable + METHOD_SELF) >>> 2] : 0;
  const callee = spread(vm, func, self, tuple, dict);
  dropRun(vm, run, dict === 0 ? 3 : 4);
  return callee;
}

function spread(vm: Vm, func: Address, self: Value, tuple: Value, dict: Value): Address {
  const first = (tuple + TUPLE_ITEMS) >>> 2, count = vm.tupleLength(tuple);
  if (dict === 0 || vm.i32[(dict + DICT_USED) >>> 2] === 0) return bound(vm, func, self, first, count, 0, 0);
  // A copy: the dict may change, or be changed, while its keys are looked at.
  const names: Value[] = [], values: Value[] = [];
  let strings = true;
  vm.dictIterate(dict, (key, value) => {
    strings &&= vm.isStr(key);
    names.push(vm.keep(key));
    values.push(vm.keep(value));
    return true;
  });
  const keywords = vm.newTuple(names);
  const held = keywords === 0 ? 0 : vm.newTuple(values);
  let callee = CALL_FAILED;
  if (keywords === 0) { for (const value of values) vm.decref(value); }
  if (held === 0) callee = CALL_FAILED;
  else if (!strings) vm.raiseType("keywords must be strings");
  else callee = bound(vm, func, self, first, count, (held + TUPLE_ITEMS) >>> 2, keywords);
  vm.decref(keywords);
  vm.decref(held);
  return callee;
}

/**
 * The frame of a call with arguments (borrowed) from word `first` on.
 *
 * @param self One more argument in front, or 0.
 * @param values Word index of those of `names`, or 0: behind the others.
 */
function bound(
  vm: Vm,
  func: Address,
  self: Value,
  first: number,
  count: number,
  values: number,
  names: Value,
): Address {
  const i32 = vm.i32, frame = pushFrame(vm, func);
  if (frame === 0) return CALL_FAILED;
  i32[(frame >>> 2) + FRAME_FLAGS] = 0;
  let done: boolean;
  if (self === 0 && values === 0) done = bindArguments(vm, func, frame, first, count, names);
  else {
    // Side by side, above the frame.
    const named = values === 0 ? 0 : vm.tupleLength(names), ahead = self === 0 ? 0 : 1;
    const word = reserve(vm, ahead + count + named);
    done = word !== 0;
    if (done) {
      if (ahead === 1) i32[word] = self;
      for (let k = 0; k < count; k++) i32[word + ahead + k] = i32[first + k];
      for (let k = 0; k < named; k++) i32[word + ahead + count + k] = i32[values + k];
      done = bindArguments(vm, func, frame, word, ahead + count, names);
      release(vm, word);
    }
  }
  if (done) return frame;
  popFrame(vm, frame);
  return CALL_FAILED;
}

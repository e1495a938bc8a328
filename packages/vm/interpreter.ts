/**
 * The register interpreter. One loop runs any depth of Python calls: a call pushes a frame in the shared memory
 * and goes on in it, a return pops it. The JavaScript stack grows only where a native calls back into Python.
 *
 * Case labels are literal numbers, since V8 makes a jump table of those only; `opcode_labels_test.ts` holds them
 * against the list in `opcodes.ts`. Cases here are those that run often or change the frame; all others
 * are in `operations.ts`, shared with compiled code.
 *
 * The loop keeps the current frame in JavaScript variables. `frame[pc]` in memory is right at every instruction;
 * the other words of the frame are always in memory.
 *
 * @module
 */
import { SINGLE } from "@orochi/gil";
import { GIL_SECTION, LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import {
  type Address,
  CELL_VALUE,
  CODE_ARGCOUNT,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  CODE_CALLS,
  CODE_FLAGS,
  CODE_JIT,
  CODE_KWONLY,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM,
  DICT_VERSION,
  FALSE,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  GENERATOR_FRAME,
  INSTANCE_SHAPE,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  LIST_ITEMS,
  LIST_LENGTH,
  METHOD_FUNCTION,
  METHOD_SELF,
  NONE,
  RANGE_ITERATOR_LEFT,
  RANGE_ITERATOR_NEXT,
  RANGE_ITERATOR_STEP,
  strEquals,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_DICT,
  T_FLOAT,
  T_FUNCTION,
  T_GENERATOR,
  T_INSTANCE,
  T_INT,
  T_LIST,
  T_LIST_ITERATOR,
  T_METHOD,
  T_METHOD_DESCRIPTOR,
  T_RANGE_ITERATOR,
  T_STR,
  T_STR_ITERATOR,
  T_TUPLE,
  T_TUPLE_ITERATOR,
  T_TYPE,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
} from "./bytecode/code_unit.ts";
import * as feedback from "./bytecode/feedback.ts";
import { bindArguments } from "./call.ts";
import { classInit } from "./classes.ts";
import { loadSlot } from "./attributes.ts";
import { ASK_FURTHER, getPlain, setPlain } from "./dicts.ts";
import { beginCall, CALL_FAILED, NOT_PYTHON } from "./python_calls.ts";
import { popFrame, recursionError } from "./frames.ts";
import { lessNesting, moreNesting, SCARCE_NESTING } from "./native_stack.ts";
import {
  beginResume,
  DELEGATED,
  delegateEnded,
  delegateYielded,
  finishGenerator,
  makeGenerator,
  resumeCompiled,
  sendCompiled,
  stepDelegate,
  suspendGenerator,
} from "./generators.ts";
import { callRun, dropRun, execute, kindOf, loadGlobalSlow, noteCode } from "./operations.ts";
import { safepoint } from "./safepoint.ts";
import { binarySmall, compareDoubles, compareFast } from "./protocol/number.ts";
import { truthy } from "./protocol/compare.ts";
import { contains } from "./protocol/container.ts";
import { listNext, tupleNext } from "./builtins/sequence_iterators.ts";
import { strConcat } from "./builtins/str_core.ts";
import { runTraced, UNTRACED } from "./tracing/traced_run.ts";
import { unwind } from "./unwind.ts";
import { LENGTHS } from "./bytecode/operands.ts";
import {
  COMPILED_NESTING,
  COMPILED_STACK_BYTES,
  FRAME_CODE,
  FRAME_FLAG_ENTRY,
  FRAME_FLAG_INIT,
  FRAME_FLAGS,
  FRAME_FUNCTION,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_OBJECT,
  FRAME_PC,
  FRAME_PREVIOUS,
  PYTHON_NESTING,
  SURE_NESTING,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_NESTING,
  THREAD_STACK_BASE,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
  THREAD_YIELDED,
} from "./thread_state.ts";
import { JIT_REFUSED, LOOP_ENDED, LOOP_LEFT, LOOP_STAYS, RESUME_STAYS } from "./jit_hooks.ts";
import type { Vm } from "./vm.ts";

/** What to do next when the inner loop is left. */
const RAISE = 0, ENTER = 1, RETURN = 2, CALLED = 3, COMPILED = 4;
/** {@linkcode run} starts with a frame just made: compiled code may take it. */
export const START_CALLED = CALLED;
/** {@linkcode run} goes on with a frame at its pc. */
export const START_RESUMED = ENTER;
/** {@linkcode run} starts by handling the exception that is set. */
export const START_RAISED = RAISE;
const SPECIAL_CALL = CO_VARARGS | CO_VARKEYWORDS;
const GENERATOR_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/** {@linkcode run} for who has entered from TypeScript: a step deeper on the native stack. */
export function runNested(vm: Vm, entry: Address, start: number = START_CALLED): Value {
  const nesting = (vm.block + THREAD_NESTING) >>> 2;
  const depth = vm.i32[nesting] + PYTHON_NESTING;
  vm.i32[nesting] = depth;
  if (depth > vm.maxNesting - SCARCE_NESTING) moreNesting(vm);
  const result = run(vm, entry, start);
  vm.i32[nesting] -= PYTHON_NESTING;
  if (vm.maxNesting > SURE_NESTING) lessNesting(vm);
  return result;
}

/**
 * Runs a frame until it returns, yields or fails.
 *
 * @param entry A frame marked FRAME_FLAG_ENTRY, its pc where to go on; it is gone afterwards unless it yielded.
 * @param start One of the START_ constants.
 * @returns What it returned or yielded (new reference), or 0 with an exception set.
 */
export function run(vm: Vm, entry: Address, start: number = START_CALLED): Value {
  const i32 = vm.i32;
  const f64 = vm.f64;
  const block = vm.block;
  const breaker = (block + GIL_SECTION) >>> 2;
  const types = TYPE_TABLE >>> 2;
  const layouts = vm.u16;
  let frame = entry >>> 2;
  let code = i32[frame + FRAME_CODE];
  let stream = i32[(code + CODE_STREAM) >>> 2] >>> 2;
  let locals = i32[(code + CODE_LOCALS) >>> 2];
  let registers = frame + FRAME_HEADER_WORDS;
  let cache = i32[(code + CODE_CACHE) >>> 2];
  let ip = stream + i32[frame + FRAME_PC];
  if (cache + i32[(code + CODE_CACHE_WORDS) >>> 2] > vm.ic.length) {
    vm.growCaches(cache + i32[(code + CODE_CACHE_WORDS) >>> 2]);
  }
  let ic = vm.ic;
  let result: Value = 0;
  /** Of a frame that compiled code ran: its caller, its flags, and the instance that `__init__` was for. */
  let caller = 0;
  let callerFlags = 0;
  let instance: Value = 0;
  // A generator's frame is made by its RETURN_GENERATOR instruction: before that it is a call like others.
  let action = start === CALLED && i32[frame + FRAME_PC] !== 0 ? ENTER : start;
  /** Whether a traced thread comes to the frame for the first time, or again after a `yield`. */
  let fresh = vm.traced && start === CALLED;
  /** Compiled code is entered only where enough of the JavaScript stack is left for what it may call. */
  const nesting = (block + THREAD_NESTING) >>> 2;
  const compiledLimit = i32[(block + THREAD_STACK_BASE) >>> 2] + COMPILED_STACK_BYTES;

  for (;;) {
    if (action === RAISE) {
      // An exception: find a handler, here or in a caller up to the entry.
      const at = unwind(vm, frame << 2);
      if (at === 0) return 0;
      frame = at >>> 2;
      action = ENTER;
    } else if (action === RETURN || action === COMPILED) {
      // The frame ends with `result`; compiled code has dropped it already.
      const previous = action === RETURN ? i32[frame + FRAME_PREVIOUS] : caller;
      const flags = action === RETURN ? i32[frame + FRAME_FLAGS] : callerFlags;
      const generator = action === RETURN ? i32[frame + FRAME_GENERATOR] : 0;
      if ((flags & FRAME_FLAG_INIT) !== 0 && result !== 0) {
        if (action === RETURN) {
          instance = i32[frame + FRAME_LOCALS];
          i32[frame + FRAME_LOCALS] = 0;
        }
        if (result !== NONE) {
          vm.raiseType(`__init__() should return None, not '${vm.typeName(result)}'`);
          vm.decref(result);
          vm.decref(instance);
          result = 0;
        } else result = instance;
      } else if (result === 0) vm.decref(instance);
      instance = 0;
      if (generator !== 0) finishGenerator(vm, generator);
      else if (action === RETURN) popFrame(vm, frame << 2);
      if ((flags & FRAME_FLAG_ENTRY) !== 0) return result;
      frame = previous >>> 2;
      if (result === 0) {
        action = RAISE;
        continue;
      }
      code = i32[frame + FRAME_CODE];
      registers = frame + FRAME_HEADER_WORDS;
      locals = i32[(code + CODE_LOCALS) >>> 2];
      const at = (i32[(code + CODE_STREAM) >>> 2] >>> 2) + i32[frame + FRAME_PC];
      if (generator !== 0 && i32[at] === /* YIELD_FROM_STEP */ 108) delegateEnded(vm, frame, at, result);
      else if (generator !== 0) {
        // FOR_ITER over a generator that has ended: what it returned is nobody's.
        vm.decref(result);
        const iterator = registers + i32[at + 2];
        const done = i32[iterator];
        i32[iterator] = 0;
        vm.decref(done);
        i32[frame + FRAME_PC] = i32[at + 3];
      } else {
        const target = i32[at + 1];
        const old = target < locals ? i32[registers + target] : 0;
        i32[registers + target] = result;
        if (old !== 0 && (old & 1) === 0) vm.decref(old);
        i32[frame + FRAME_PC] += LENGTHS[i32[at]];
      }
      action = ENTER;
    } else if (action === CALLED) {
      // Recursion without a loop must give way to others, too.
      if (i32[breaker] !== 0 && !safepoint(vm)) {
        action = RAISE;
        continue;
      }
      // A fresh call: compiled code takes it if there is some.
      action = ENTER;
      if (vm.traced) fresh = true;
      const jit = vm.jit;
      if (jit !== null) {
        code = i32[frame + FRAME_CODE];
        const id = i32[(code + CODE_JIT) >>> 2];
        // Not where the safepoint above made a frame object, as a finaliser's traceback does: compiled code makes the
        // frame anew and would forget it.
        if (
          id > 0 && i32[nesting] < COMPILED_NESTING && frame << 2 < compiledLimit &&
          i32[frame + FRAME_OBJECT] === 0
        ) {
          caller = i32[frame + FRAME_PREVIOUS];
          callerFlags = i32[frame + FRAME_FLAGS];
          if ((callerFlags & FRAME_FLAG_INIT) !== 0) {
            instance = i32[frame + FRAME_LOCALS];
            i32[frame + FRAME_LOCALS] = 0;
          }
          result = jit.enter(id, frame << 2);
          action = COMPILED;
          continue;
        }
        if (id <= 0 && id > JIT_REFUSED && ++i32[(code + CODE_CALLS) >>> 2] === jit.functionThreshold) {
          jit.hotFunction(code, i32[frame + FRAME_FUNCTION], frame << 2);
        }
      }
    }
    if (action === ENTER) {
      if (vm.traced) {
        result = runTraced(vm, frame << 2, fresh);
        if (result !== UNTRACED) return result;
        frame = vm.untracedFrame >>> 2;
        fresh = false;
      }
      code = i32[frame + FRAME_CODE];
      stream = i32[(code + CODE_STREAM) >>> 2] >>> 2;
      locals = i32[(code + CODE_LOCALS) >>> 2];
      registers = frame + FRAME_HEADER_WORDS;
      cache = i32[(code + CODE_CACHE) >>> 2];
      ip = stream + i32[frame + FRAME_PC];
      if (cache + i32[(code + CODE_CACHE_WORDS) >>> 2] > vm.ic.length) {
        vm.growCaches(cache + i32[(code + CODE_CACHE_WORDS) >>> 2]);
      }
      ic = vm.ic;
    }
    loop: for (;;) {
      i32[frame + FRAME_PC] = ip - stream;
      const op = i32[ip];
      switch (op) {
        case /* LOAD_CONST */ 1: {
          const target = i32[ip + 1];
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = i32[ip + 2];
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 3;
          continue;
        }
        case /* MOVE */ 2: {
          const target = i32[ip + 1], source = i32[ip + 2];
          const value = i32[registers + source];
          if (source >= locals) i32[registers + source] = 0;
          else if ((value & 1) === 0) vm.rc.incref(value);
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = value;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 3;
          continue;
        }
        case /* CLEAR */ 4: {
          const old = i32[registers + i32[ip + 1]];
          i32[registers + i32[ip + 1]] = 0;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 2;
          continue;
        }
        case /* CHECK_BOUND */ 5: {
          if (i32[registers + i32[ip + 1]] === 0) {
            execute(vm, frame, ip);
            action = RAISE;
            break loop;
          }
          ip += 3;
          continue;
        }
        case /* LOAD_GLOBAL */ 7: {
          const at = cache + i32[ip + 3];
          const globals = i32[(i32[frame + FRAME_FUNCTION] + FUNCTION_GLOBALS) >>> 2];
          let value: Value = 0;
          if (ic[at] === i32[(globals + DICT_VERSION) >>> 2] && ic[at] !== 0) {
            const builtins = ic[at + feedback.GLOBAL_BUILTINS_VERSION];
            if (builtins === 0) value = vm.loadEntry(globals, ic[at + feedback.GLOBAL_ENTRY], ic[at]);
            else if (builtins === i32[(vm.builtins + DICT_VERSION) >>> 2]) {
              value = vm.loadEntry(vm.builtins, ic[at + feedback.GLOBAL_ENTRY], builtins);
            }
          }
          if (value === 0) {
            value = loadGlobalSlow(vm, globals, i32[ip + 2], ic, at);
            if (value === 0) {
              action = RAISE;
              break loop;
            }
          }
          const target = i32[ip + 1];
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = value;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 4;
          continue;
        }
        case /* LOAD_DEREF */ 16: {
          const cell = i32[registers + i32[ip + 2]];
          const value = vm.load((cell + CELL_VALUE) >>> 2, cell);
          if (value === 0) {
            execute(vm, frame, ip);
            action = RAISE;
            break loop;
          }
          const target = i32[ip + 1];
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = value;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 4;
          continue;
        }
        case /* LOAD_ATTR */ 23: {
          const at = cache + i32[ip + 4];
          const source = i32[ip + 2];
          const object = i32[registers + source];
          if ((object & 1) === 0 && ic[at] === feedback.ATTRIBUTE_KIND_SLOT) {
            if (
              (i32[object >>> 2] & 0xffff) === ic[at + 1] &&
              i32[(object + INSTANCE_SHAPE) >>> 2] === ic[at + 2] &&
              i32[(i32[types + ic[at + 1]] + TYPE_VERSION) >>> 2] === ic[at + 4]
            ) {
              const value = loadSlot(vm, object, ic[at + 3], ic[at + 2]);
              if (value !== 0) {
                if (source >= locals) {
                  i32[registers + source] = 0;
                  vm.decref(object);
                }
                const target = i32[ip + 1];
                const old = target < locals ? i32[registers + target] : 0;
                i32[registers + target] = value;
                if (old !== 0 && (old & 1) === 0) vm.decref(old);
                ip += 5;
                continue;
              }
            }
          }
          if (
            (object & 1) === 0 && ic[at] === feedback.ATTRIBUTE_KIND_MEMBER &&
            (i32[object >>> 2] & 0xffff) === ic[at + 1] &&
            i32[(i32[types + ic[at + 1]] + TYPE_VERSION) >>> 2] === ic[at + 4]
          ) {
            const value = vm.load((object + ic[at + 3]) >>> 2, object);
            if (value !== 0) {
              if (source >= locals) {
                i32[registers + source] = 0;
                vm.decref(object);
              }
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* ADD */ 32:
        case /* INPLACE_ADD */ 45: {
          const ra = i32[ip + 2], rb = i32[ip + 3];
          const a = i32[registers + ra], b = i32[registers + rb];
          const target = i32[ip + 1];
          if ((a & b & 1) === 1) {
            const sum = (a >> 1) + (b >> 1);
            if (sum === (sum << 1) >> 1) {
              ic[cache + i32[ip + 4]] |= 1;
              if (ra >= locals) i32[registers + ra] = 0;
              if (rb >= locals) i32[registers + rb] = 0;
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = (sum << 1) | 1;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
          } else if (
            ((a | b) & 1) === 0 && (i32[a >>> 2] & 0xffff) === T_FLOAT && (i32[b >>> 2] & 0xffff) === T_FLOAT
          ) {
            ic[cache + i32[ip + 4]] |= 2;
            const value = vm.newFloat(f64[(a + 8) >>> 3] + f64[(b + 8) >>> 3]);
            if (value !== 0) {
              if (ra >= locals) {
                i32[registers + ra] = 0;
                vm.decref(a);
              }
              if (rb >= locals) {
                i32[registers + rb] = 0;
                vm.decref(b);
              }
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
            vm.clearError();
          }
          if (
            ((a | b) & 1) === 0 && op === /* ADD */ 32 && (i32[a >>> 2] & 0xffff) === T_STR &&
            (i32[b >>> 2] & 0xffff) === T_STR
          ) {
            ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_STR;
            const value = strConcat(vm, a, b);
            if (ra >= locals) {
              i32[registers + ra] = 0;
              vm.decref(a);
            }
            if (rb >= locals) {
              i32[registers + rb] = 0;
              vm.decref(b);
            }
            if (value === 0) {
              action = RAISE;
              break loop;
            }
            const old = target < locals ? i32[registers + target] : 0;
            i32[registers + target] = value;
            if (old !== 0 && (old & 1) === 0) vm.decref(old);
            ip += 5;
            continue;
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* SUBTRACT */ 33:
        case /* INPLACE_SUBTRACT */ 46: {
          const ra = i32[ip + 2], rb = i32[ip + 3];
          const a = i32[registers + ra], b = i32[registers + rb];
          if ((a & b & 1) === 1) {
            const difference = (a >> 1) - (b >> 1);
            if (difference === (difference << 1) >> 1) {
              ic[cache + i32[ip + 4]] |= 1;
              if (ra >= locals) i32[registers + ra] = 0;
              if (rb >= locals) i32[registers + rb] = 0;
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = (difference << 1) | 1;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
          } else if (
            ((a | b) & 1) === 0 && (i32[a >>> 2] & 0xffff) === T_FLOAT && (i32[b >>> 2] & 0xffff) === T_FLOAT
          ) {
            ic[cache + i32[ip + 4]] |= 2;
            const value = vm.newFloat(f64[(a + 8) >>> 3] - f64[(b + 8) >>> 3]);
            if (value !== 0) {
              if (ra >= locals) {
                i32[registers + ra] = 0;
                vm.decref(a);
              }
              if (rb >= locals) {
                i32[registers + rb] = 0;
                vm.decref(b);
              }
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
            vm.clearError();
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* LESS */ 62:
        case /* LESS_EQUAL */ 63:
        case /* EQUAL */ 64:
        case /* NOT_EQUAL */ 65:
        case /* GREATER */ 66:
        case /* GREATER_EQUAL */ 67: {
          const ra = i32[ip + 2], rb = i32[ip + 3];
          const a = i32[registers + ra], b = i32[registers + rb];
          if ((a & b & 1) === 1) {
            ic[cache + i32[ip + 4]] |= 1;
            if (ra >= locals) i32[registers + ra] = 0;
            if (rb >= locals) i32[registers + rb] = 0;
            const target = i32[ip + 1];
            const old = target < locals ? i32[registers + target] : 0;
            i32[registers + target] = compareFast(op, a, b);
            if (old !== 0 && (old & 1) === 0) vm.decref(old);
            ip += 5;
            continue;
          }
          if (((a | b) & 1) === 0) {
            const type = i32[a >>> 2] & 0xffff;
            if (
              type === (i32[b >>> 2] & 0xffff) &&
              (type === T_FLOAT || (type === T_STR && (op === 64 || op === 65)))
            ) {
              ic[cache + i32[ip + 4]] |= type === T_FLOAT ? feedback.FEEDBACK_FLOAT : feedback.FEEDBACK_STR;
              const value = type === T_FLOAT
                ? compareDoubles(op, f64[(a + 8) >>> 3], f64[(b + 8) >>> 3])
                : strEquals(vm.objects, a, b) === (op === /* EQUAL */ 64)
                ? TRUE
                : FALSE;
              if (ra >= locals) {
                i32[registers + ra] = 0;
                vm.decref(a);
              }
              if (rb >= locals) {
                i32[registers + rb] = 0;
                vm.decref(b);
              }
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* BINARY_SUBSCR */ 28: {
          const rc = i32[ip + 2];
          const container = i32[registers + rc], key = i32[registers + i32[ip + 3]];
          if ((container & 1) === 0) {
            const type = i32[container >>> 2] & 0xffff;
            let value: Value = 0;
            if (type === T_DICT) {
              ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_DICT | kindOf(vm, key);
              value = getPlain(vm, container, key);
              if (value === ASK_FURTHER) value = 0;
            } else if (type === T_LIST && (key & 1) === 1) {
              ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_LIST | 1;
              value = vm.loadItem(
                container,
                key < 0 ? (key >> 1) + i32[(container + LIST_LENGTH) >>> 2] : key >> 1,
              );
            } else if (type === T_TUPLE && (key & 1) === 1) {
              ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_TUPLE | 1;
              const length = i32[(container + TUPLE_LENGTH) >>> 2];
              const index = key < 0 ? (key >> 1) + length : key >> 1;
              if (index >= 0 && index < length) {
                value = vm.keep(i32[((container + TUPLE_ITEMS) >>> 2) + index]);
              }
            }
            if (value !== 0) {
              const rk = i32[ip + 3];
              if (rk >= locals) {
                i32[registers + rk] = 0;
                vm.decref(key);
              }
              if (rc >= locals) {
                i32[registers + rc] = 0;
                vm.decref(container);
              }
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* MULTIPLY */ 34:
        case /* FLOOR_DIVIDE */ 36:
        case /* REMAINDER */ 37:
        case /* LEFT_SHIFT */ 39:
        case /* RIGHT_SHIFT */ 40:
        case /* AND */ 41:
        case /* XOR */ 42:
        case /* OR */ 43:
        case /* INPLACE_MULTIPLY */ 47:
        case /* INPLACE_FLOOR_DIVIDE */ 49:
        case /* INPLACE_REMAINDER */ 50:
        case /* INPLACE_LEFT_SHIFT */ 52:
        case /* INPLACE_RIGHT_SHIFT */ 53:
        case /* INPLACE_AND */ 54:
        case /* INPLACE_XOR */ 55:
        case /* INPLACE_OR */ 56: {
          const ra = i32[ip + 2], rb = i32[ip + 3];
          const a = i32[registers + ra], b = i32[registers + rb];
          if ((a & b & 1) === 1) {
            const value = binarySmall(op >= 45 ? op - 45 : op - 32, a, b);
            if (value !== 0) {
              ic[cache + i32[ip + 4]] |= 1;
              if (ra >= locals) i32[registers + ra] = 0;
              if (rb >= locals) i32[registers + rb] = 0;
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
          } else if (
            (op === /* MULTIPLY */ 34 || op === /* INPLACE_MULTIPLY */ 47) &&
            ((a | b) & 1) === 0 && (i32[a >>> 2] & 0xffff) === T_FLOAT && (i32[b >>> 2] & 0xffff) === T_FLOAT
          ) {
            ic[cache + i32[ip + 4]] |= 2;
            const value = vm.newFloat(f64[(a + 8) >>> 3] * f64[(b + 8) >>> 3]);
            if (value !== 0) {
              if (ra >= locals) {
                i32[registers + ra] = 0;
                vm.decref(a);
              }
              if (rb >= locals) {
                i32[registers + rb] = 0;
                vm.decref(b);
              }
              const target = i32[ip + 1];
              const old = target < locals ? i32[registers + target] : 0;
              i32[registers + target] = value;
              if (old !== 0 && (old & 1) === 0) vm.decref(old);
              ip += 5;
              continue;
            }
            vm.clearError();
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* STORE_ATTR */ 24: {
          const object = i32[registers + i32[ip + 1]];
          const at = cache + i32[ip + 4];
          if (
            (object & 1) === 0 && i32[SINGLE] === 1 && (i32[object >>> 2] & 0xffff) === ic[at + 1] &&
            (ic[at] === feedback.ATTRIBUTE_KIND_SLOT
              ? i32[(object + INSTANCE_SHAPE) >>> 2] === ic[at + 2]
              : ic[at] === feedback.ATTRIBUTE_KIND_MEMBER) &&
            i32[(i32[types + ic[at + 1]] + TYPE_VERSION) >>> 2] === ic[at + 4]
          ) {
            const ro = i32[ip + 1], rv = i32[ip + 3];
            const value = i32[registers + rv];
            if (rv >= locals) i32[registers + rv] = 0;
            else if ((value & 1) === 0) vm.rc.incref(value);
            const word = (object + ic[at + 3]) >>> 2;
            const old = i32[word];
            i32[word] = value;
            if (ro >= locals) {
              i32[registers + ro] = 0;
              vm.decref(object);
            }
            if (old !== 0 && (old & 1) === 0) vm.decref(old);
            ip += 5;
            continue;
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* LOAD_METHOD */ 26: {
          const at = cache + i32[ip + 4];
          const source = i32[ip + 2];
          const object = i32[registers + source];
          if (ic[at] === feedback.ATTRIBUTE_KIND_METHOD) {
            const type = (object & 1) === 1 ? T_INT : i32[object >>> 2] & 0xffff;
            const shape = ic[at + 2];
            if (
              type === ic[at + 1] && i32[(i32[types + type] + TYPE_VERSION) >>> 2] === ic[at + 4] &&
              (shape === 0
                ? layouts[(LAYOUT_TABLE >>> 1) + type] !== T_INSTANCE
                : i32[(object + INSTANCE_SHAPE) >>> 2] === shape)
            ) {
              // The object goes on living in the run.
              if (source >= locals) i32[registers + source] = 0;
              else if ((object & 1) === 0) vm.rc.incref(object);
              const run = registers + i32[ip + 1];
              i32[run] = vm.keep(ic[at + 3]);
              i32[run + 1] = object;
              ip += 5;
              continue;
            }
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* STORE_SUBSCR */ 29: {
          const rc = i32[ip + 1], rk = i32[ip + 2], rv = i32[ip + 3];
          const container = i32[registers + rc], key = i32[registers + rk];
          if ((container & 1) === 0) {
            const type = i32[container >>> 2] & 0xffff;
            const value = i32[registers + rv];
            let done = false;
            if (type === T_DICT) {
              ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_DICT | kindOf(vm, key);
              done = setPlain(vm, container, key, value);
            } else if (type === T_LIST && (key & 1) === 1 && i32[SINGLE] === 1) {
              ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_LIST | 1;
              const length = i32[(container + LIST_LENGTH) >>> 2];
              const index = key < 0 ? (key >> 1) + length : key >> 1;
              if (index >= 0 && index < length) {
                const word = (i32[(container + LIST_ITEMS) >>> 2] >>> 2) + index;
                const old = i32[word];
                i32[word] = vm.keep(value);
                vm.decref(old);
                done = true;
              }
            }
            if (done) {
              if (rk >= locals) {
                i32[registers + rk] = 0;
                vm.decref(key);
              }
              if (rv >= locals) {
                i32[registers + rv] = 0;
                vm.decref(value);
              }
              if (rc >= locals) {
                i32[registers + rc] = 0;
                vm.decref(container);
              }
              ip += 5;
              continue;
            }
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          continue;
        }
        case /* IS */ 68:
        case /* IS_NOT */ 69: {
          const ra = i32[ip + 2], rb = i32[ip + 3];
          const a = i32[registers + ra], b = i32[registers + rb];
          if (ra >= locals) {
            i32[registers + ra] = 0;
            vm.decref(a);
          }
          if (rb >= locals) {
            i32[registers + rb] = 0;
            vm.decref(b);
          }
          const target = i32[ip + 1];
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = (a === b) === (op === /* IS */ 68) ? TRUE : FALSE;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 4;
          continue;
        }
        case /* IN */ 70:
        case /* NOT_IN */ 71: {
          const ra = i32[ip + 2], rb = i32[ip + 3];
          const a = i32[registers + ra], b = i32[registers + rb];
          const found = contains(vm, b, a);
          if (ra >= locals) {
            i32[registers + ra] = 0;
            vm.decref(a);
          }
          if (rb >= locals) {
            i32[registers + rb] = 0;
            vm.decref(b);
          }
          if (found < 0) {
            action = RAISE;
            break loop;
          }
          const target = i32[ip + 1];
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = (found === 1) === (op === /* IN */ 70) ? TRUE : FALSE;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          ip += 4;
          continue;
        }
        case /* JUMP_IF_NONE */ 78:
        case /* JUMP_IF_NOT_NONE */ 79: {
          const source = i32[ip + 1];
          const value = i32[registers + source];
          if (source >= locals) {
            i32[registers + source] = 0;
            vm.decref(value);
          }
          if ((value === NONE) === (op === /* JUMP_IF_NONE */ 78)) ip = stream + i32[ip + 2];
          else ip += 3;
          continue;
        }
        case /* JUMP */ 72:
          ip = stream + i32[ip + 1];
          continue;
        case /* JUMP_BACK */ 73: {
          if (i32[breaker] !== 0) {
            if (!safepoint(vm)) {
              action = RAISE;
              break loop;
            }
            if (vm.traced) {
              action = ENTER;
              break loop;
            }
          }
          const at = cache + i32[ip + 2];
          const target = i32[ip + 1];
          const jit = vm.jit;
          if (jit !== null && ++ic[at] >= jit.loopThreshold) {
            ic[at] = 0;
            i32[frame + FRAME_PC] = target;
            if (
              i32[frame + FRAME_GENERATOR] === 0 && i32[nesting] < COMPILED_NESTING &&
              frame << 2 < compiledLimit
            ) {
              caller = i32[frame + FRAME_PREVIOUS];
              callerFlags = i32[frame + FRAME_FLAGS];
              const namespace = i32[frame + FRAME_LOCALS];
              const made = (callerFlags & FRAME_FLAG_INIT) !== 0;
              if (made) i32[frame + FRAME_LOCALS] = 0;
              const how = jit.hotLoop(frame << 2, target);
              if (how === LOOP_ENDED) {
                if (made) instance = namespace;
                result = jit.result;
                action = COMPILED;
                break loop;
              }
              if (made) i32[frame + FRAME_LOCALS] = namespace;
              if (how !== LOOP_STAYS) {
                action = how === LOOP_LEFT ? ENTER : RAISE;
                break loop;
              }
            }
          }
          ip = stream + target;
          continue;
        }
        case /* JUMP_IF_TRUE */ 74:
        case /* JUMP_IF_FALSE */ 75: {
          const source = i32[ip + 1];
          const value = i32[registers + source];
          let condition: number;
          if (source >= locals) i32[registers + source] = 0;
          if (value === TRUE) condition = 1;
          else if (value === FALSE) condition = 0;
          else {
            condition = truthy(vm, value);
            if (source >= locals) vm.decref(value);
            if (condition < 0) {
              action = RAISE;
              break loop;
            }
          }
          if ((op === /* JUMP_IF_TRUE */ 74) === (condition === 1)) ip = stream + i32[ip + 2];
          else ip += 3;
          continue;
        }
        case /* FOR_ITER */ 81: {
          const register = registers + i32[ip + 2];
          const iterator = i32[register];
          const type = i32[iterator >>> 2] & 0xffff;
          const target = i32[ip + 1];
          let value: Value = 0;
          if (type === T_RANGE_ITERATOR) {
            ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_RANGE;
            const left = i32[(iterator + RANGE_ITERATOR_LEFT) >>> 2];
            if (left > 0) {
              const next = i32[(iterator + RANGE_ITERATOR_NEXT) >>> 2];
              i32[(iterator + RANGE_ITERATOR_LEFT) >>> 2] = left - 1;
              i32[(iterator + RANGE_ITERATOR_NEXT) >>> 2] = next +
                i32[(iterator + RANGE_ITERATOR_STEP) >>> 2];
              value = (next << 1) | 1;
            }
          } else if (type === T_LIST_ITERATOR) {
            ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_LIST;
            const list = i32[(iterator + ITERATOR_TARGET) >>> 2];
            if (i32[SINGLE] !== 1) value = listNext(vm, iterator);
            else if (list !== 0) {
              const index = i32[(iterator + ITERATOR_INDEX) >>> 2];
              value = vm.loadItem(list, index);
              if (value !== 0) i32[(iterator + ITERATOR_INDEX) >>> 2] = index + 1;
              else value = vm.next(iterator);
            }
          } else if (type === T_TUPLE_ITERATOR) {
            ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_TUPLE;
            value = tupleNext(vm, iterator);
          } else if (type === T_GENERATOR) {
            ic[cache + i32[ip + 4]] |= feedback.FEEDBACK_OTHER;
            // Resume in this loop, without the JavaScript stack; YIELD and RETURN come back to this instruction.
            value = sendCompiled(vm, iterator, NONE);
            if (value === RESUME_STAYS) {
              value = 0;
              if (beginResume(vm, iterator, NONE, frame << 2)) {
                value = resumeCompiled(vm, iterator);
                if (value === RESUME_STAYS) {
                  frame = i32[(iterator + GENERATOR_FRAME) >>> 2] >>> 2;
                  action = ENTER;
                  break loop;
                }
              }
            }
            if (i32[(vm.block + THREAD_YIELDED) >>> 2] === 0) {
              vm.decref(value);
              value = 0;
            }
            if (value === 0 && vm.failed()) {
              action = RAISE;
              break loop;
            }
          } else {
            ic[cache + i32[ip + 4]] |= type === T_STR_ITERATOR
              ? feedback.FEEDBACK_STR
              : feedback.FEEDBACK_OTHER;
            value = vm.next(iterator);
            if (value === 0 && vm.failed()) {
              action = RAISE;
              break loop;
            }
          }
          if (value !== 0) {
            const old = target < locals ? i32[registers + target] : 0;
            i32[registers + target] = value;
            if (old !== 0 && (old & 1) === 0) vm.decref(old);
            ip += 5;
            continue;
          }
          i32[register] = 0;
          vm.decref(iterator);
          ip = stream + i32[ip + 3];
          continue;
        }
        case /* CALL */ 101: {
          const run = registers + i32[ip + 2];
          let callable = i32[run];
          let type = (callable & 1) === 1 ? 0 : i32[callable >>> 2] & 0xffff;
          if (type === T_METHOD && i32[run + 1] === 0) {
            // A bound method stands for its function and self.
            const method = callable;
            callable = vm.keep(i32[(method + METHOD_FUNCTION) >>> 2]);
            type = (callable & 1) === 1 ? 0 : i32[callable >>> 2] & 0xffff;
            i32[run] = callable;
            i32[run + 1] = vm.keep(i32[(method + METHOD_SELF) >>> 2]);
            vm.decref(method);
          }
          if (type === T_FUNCTION || type === T_TYPE) {
            const at = cache + i32[ip + 4];
            let func = callable;
            let made: Value = 0;
            if (type === T_TYPE) {
              func = classInit(vm, callable);
              if (func !== 0) {
                made = vm.allocInstance(callable);
                if (made === 0) func = 0;
                ic[at] = feedback.CALL_KIND_CLASS;
                ic[at + 1] = callable;
              }
            }
            if (func !== 0) {
              const target = i32[(func + FUNCTION_CODE) >>> 2];
              const self = made !== 0 || i32[run + 1] !== 0 ? 1 : 0;
              const count = i32[ip + 3] + self;
              const first = self === 1 ? run + 1 : run + 2;
              const fresh = i32[(block + THREAD_STACK_TOP) >>> 2];
              const size = i32[(target + CODE_REGISTERS) >>> 2];
              const end = fresh + (FRAME_HEADER_WORDS + size) * 4;
              const depth = i32[(block + THREAD_DEPTH) >>> 2];
              if (depth <= 0 || end > i32[(block + THREAD_STACK_LIMIT) >>> 2]) {
                dropRun(vm, run, i32[ip + 3] + 2);
                vm.decref(made);
                recursionError(vm);
                action = RAISE;
                break loop;
              }
              if (made !== 0) i32[run + 1] = vm.keep(made);
              i32[(block + THREAD_DEPTH) >>> 2] = depth - 1;
              i32[(block + THREAD_STACK_TOP) >>> 2] = end;
              i32[(block + THREAD_FRAME) >>> 2] = fresh;
              const word = fresh >>> 2;
              i32[word + FRAME_CODE] = target;
              i32[word + FRAME_FLAGS] = made !== 0 ? FRAME_FLAG_INIT : 0;
              i32[word + FRAME_LOCALS] = made;
              i32[word + FRAME_GENERATOR] = 0;
              i32[word + FRAME_OBJECT] = 0;
              i32[word + FRAME_PREVIOUS] = frame << 2;
              i32[word + FRAME_PC] = 0;
              if (made !== 0) {
                i32[word + FRAME_FUNCTION] = vm.keep(func);
                vm.decref(callable);
              } else {
                i32[word + FRAME_FUNCTION] = func;
                ic[at] = feedback.CALL_KIND_PYTHON;
                ic[at + feedback.CALL_CALLEE] = func;
                if (ic[at + feedback.CALL_CODE] !== target) noteCode(vm, at, func, target);
              }
              const into = word + FRAME_HEADER_WORDS;
              if (
                count === i32[(target + CODE_ARGCOUNT) >>> 2] && i32[(target + CODE_KWONLY) >>> 2] === 0 &&
                (i32[(target + CODE_FLAGS) >>> 2] & SPECIAL_CALL) === 0
              ) {
                for (let i = 0; i < count; i++) i32[into + i] = i32[first + i];
                for (let i = 0, end = i32[ip + 3] + 2; i < end; i++) i32[run + i] = 0;
                for (let i = count; i < size; i++) i32[into + i] = 0;
                frame = word;
                action = (i32[(target + CODE_FLAGS) >>> 2] & GENERATOR_FLAGS) === 0 ? CALLED : ENTER;
                break loop;
              }
              for (let i = 0; i < size; i++) i32[into + i] = 0;
              const bound = bindArguments(vm, func, fresh, first, count, 0);
              for (let i = 0; i < count; i++) vm.decref(i32[first + i]);
              for (let i = 0, end = i32[ip + 3] + 2; i < end; i++) i32[run + i] = 0;
              if (!bound) {
                popFrame(vm, fresh);
                action = RAISE;
                break loop;
              }
              frame = word;
              action = (i32[(target + CODE_FLAGS) >>> 2] & GENERATOR_FLAGS) === 0 ? CALLED : ENTER;
              break loop;
            }
            if (vm.failed()) {
              dropRun(vm, run, i32[ip + 3] + 2);
              action = RAISE;
              break loop;
            }
          } else if (type === T_METHOD_DESCRIPTOR || type === T_BUILTIN_FUNCTION_OR_METHOD) {
            ic[cache + i32[ip + 4]] = feedback.CALL_KIND_NATIVE;
            ic[cache + i32[ip + 4] + 1] = callable;
            const value = callRun(vm, run, i32[ip + 3]);
            if (value === 0) {
              action = RAISE;
              break loop;
            }
            const target = i32[ip + 1];
            const old = target < locals ? i32[registers + target] : 0;
            i32[registers + target] = value;
            if (old !== 0 && (old & 1) === 0) vm.decref(old);
            ip += 5;
            if (vm.traced) {
              i32[frame + FRAME_PC] = ip - stream;
              action = ENTER;
              break loop;
            }
            continue;
          }
          if (ic[cache + i32[ip + 4]] === feedback.CALL_KIND_NONE) {
            ic[cache + i32[ip + 4]] = feedback.CALL_KIND_OTHER;
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += 5;
          if (vm.traced) {
            i32[frame + FRAME_PC] = ip - stream;
            action = ENTER;
            break loop;
          }
          continue;
        }
        case /* RETURN */ 105: {
          const source = i32[ip + 1];
          result = i32[registers + source];
          // Moved out: the frame goes anyway.
          i32[registers + source] = 0;
          action = RETURN;
          break loop;
        }
        case /* RETURN_GENERATOR */ 106: {
          result = makeGenerator(vm, frame << 2);
          if (result === 0) {
            action = RAISE;
            break loop;
          }
          action = RETURN;
          break loop;
        }
        case /* YIELD */ 107: {
          const source = i32[ip + 2];
          result = i32[registers + source];
          if (source < locals) vm.incref(result);
          else i32[registers + source] = 0;
          const generator = i32[frame + FRAME_GENERATOR];
          const previous = i32[frame + FRAME_PREVIOUS];
          const flags = i32[frame + FRAME_FLAGS];
          suspendGenerator(vm, generator, ip - stream, i32[ip + 1]);
          if ((flags & FRAME_FLAG_ENTRY) !== 0) return result;
          frame = previous >>> 2;
          code = i32[frame + FRAME_CODE];
          locals = i32[(code + CODE_LOCALS) >>> 2];
          registers = frame + FRAME_HEADER_WORDS;
          const at = (i32[(code + CODE_STREAM) >>> 2] >>> 2) + i32[frame + FRAME_PC];
          if (i32[at] === /* YIELD_FROM_STEP */ 108) delegateYielded(vm, frame, at);
          const target = i32[at + 1];
          const old = target < locals ? i32[registers + target] : 0;
          i32[registers + target] = result;
          if (old !== 0 && (old & 1) === 0) vm.decref(old);
          i32[frame + FRAME_PC] += LENGTHS[i32[at]];
          action = ENTER;
          break loop;
        }
        case /* YIELD_FROM_STEP */ 108: {
          const inner = stepDelegate(vm, frame, ip);
          if (inner === DELEGATED) {
            const next = i32[frame + FRAME_PC];
            ip = next === ip - stream ? ip + LENGTHS[op] : stream + next;
            if (!vm.traced) continue;
            i32[frame + FRAME_PC] = ip - stream;
          } else if (inner !== 0) frame = inner >>> 2;
          action = inner === 0 ? RAISE : ENTER;
          break loop;
        }
        case /* CALL_KW */ 102:
        case /* CALL_EX */ 103: {
          const callee = vm.traced ? NOT_PYTHON : beginCall(vm, frame, ip);
          if (callee === CALL_FAILED) {
            action = RAISE;
            break loop;
          }
          if (callee !== NOT_PYTHON) {
            frame = callee >>> 2;
            const flags = i32[(i32[frame + FRAME_CODE] + CODE_FLAGS) >>> 2];
            action = (flags & GENERATOR_FLAGS) === 0 ? CALLED : ENTER;
            break loop;
          }
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          ip += LENGTHS[op];
          if (vm.traced) {
            i32[frame + FRAME_PC] = ip - stream;
            action = ENTER;
            break loop;
          }
          continue;
        }
        default: {
          // Operations that jump say so by the pc they leave in the frame.
          if (!execute(vm, frame, ip)) {
            action = RAISE;
            break loop;
          }
          const next = i32[frame + FRAME_PC];
          ip = next === ip - stream ? ip + LENGTHS[op] : stream + next;
          if (vm.traced) {
            i32[frame + FRAME_PC] = ip - stream;
            action = ENTER;
            break loop;
          }
        }
      }
    }
  }
}

/**
 * Throwing into generators, and closing them. What a generator delegates to is thrown into, or closed, first; chains of
 * generators are walked here in a loop, however long, and not by one calling the other.
 *
 * @module
 */
import {
  type Address,
  CODE_LOCALS,
  EXCEPTION_EXTRA,
  EXCEPTION_TRACEBACK,
  GENERATOR_DELEGATE,
  GENERATOR_FRAME,
  GENERATOR_HANDLED,
  GENERATOR_RESULT,
  GENERATOR_STATE,
  NONE,
  T_COROUTINE,
  T_GENERATOR,
  T_TRACEBACK,
  type Value,
} from "@orochi/object";
import { raise, restoreError, setError, takeError } from "./errors.ts";
import { isException, isExceptionClass } from "./exception_operations.ts";
import { recursionError } from "./frames.ts";
import {
  GENERATOR_CREATED,
  GENERATOR_FINISHED,
  GENERATOR_RUNNING,
  GENERATOR_SUSPENDED,
} from "./generator_states.ts";
import { beginResume, dropFrameStorage, finishSend, label, send, YIELD_WORDS } from "./generators.ts";
import { runNested, START_RESUMED } from "./interpreter.ts";
import {
  FRAME_CODE,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_OBJECT,
  FRAME_PC,
  THREAD_HANDLED,
  THREAD_NESTING,
} from "./thread_state.ts";
import { warn } from "./native_warnings.ts";
import { reportUnraisable } from "./traceback.ts";
import { traceCall } from "./tracing/events.ts";
import { dropOperands, findEntry, unwind } from "./unwind.ts";
import type { Vm } from "./vm.ts";

/** Throws an exception (stolen) into a generator, at its yield. Result as `send`. */
export function throwInto(vm: Vm, generator: Address, exception: Value): Value {
  if (vm.isSubtype(vm.typeOf(exception), vm.exceptionType("GeneratorExit"))) {
    return throwIntoOne(vm, generator, exception);
  }
  const i32 = vm.i32;
  // Those that delegate run while what they delegate to does.
  const outer: Address[] = [];
  let innermost = generator;
  for (let next = delegateOf(vm, innermost); next !== 0; next = delegateOf(vm, innermost)) {
    i32[(innermost + GENERATOR_STATE) >>> 2] = GENERATOR_RUNNING;
    outer.push(innermost);
    innermost = next;
  }
  let result = throwIntoOne(vm, innermost, exception);
  while (outer.length > 0) {
    const one = outer.pop()!;
    i32[(one + GENERATOR_STATE) >>> 2] = GENERATOR_SUSPENDED;
    if (result !== 0) continue;
    if (!vm.failed() || vm.matches("StopIteration")) result = continueAfterDelegate(vm, one);
    else result = throwAtYield(vm, one, takeError(vm));
  }
  return result;
}

/** The generator or coroutine that a resting one delegates to, or 0. */
function delegateOf(vm: Vm, generator: Address): Address {
  const i32 = vm.i32;
  if (i32[(generator + GENERATOR_STATE) >>> 2] !== GENERATOR_SUSPENDED) return 0;
  const target = i32[(generator + GENERATOR_DELEGATE) >>> 2];
  const type = target === 0 ? 0 : vm.typeIndex(target);
  return type === T_GENERATOR || type === T_COROUTINE ? target : 0;
}

/** {@linkcode throwInto} one that delegates to no generator, or that is to end whatever it delegates to. */
function throwIntoOne(vm: Vm, generator: Address, exception: Value): Value {
  const i32 = vm.i32;
  const state = i32[(generator + GENERATOR_STATE) >>> 2];
  if (state === GENERATOR_RUNNING) {
    vm.decref(exception);
    return raise(vm, "ValueError", `${label(vm, generator)} already executing`);
  }
  if (state === GENERATOR_FINISHED) {
    if (vm.typeIndex(generator) === T_COROUTINE) {
      vm.decref(exception);
      return raise(vm, "RuntimeError", "cannot reuse already awaited coroutine");
    }
    restoreError(vm, exception);
    return 0;
  }
  if (state === GENERATOR_CREATED) {
    i32[(generator + GENERATOR_STATE) >>> 2] = GENERATOR_FINISHED;
    const storage = i32[(generator + GENERATOR_FRAME) >>> 2];
    i32[(generator + GENERATOR_FRAME) >>> 2] = 0;
    dropFrameStorage(vm, storage);
    // Nothing of its body ran, so a StopIteration is what was thrown, not what the body let out.
    restoreError(vm, exception);
    return 0;
  }
  const delegateTo = i32[(generator + GENERATOR_DELEGATE) >>> 2];
  if (delegateTo !== 0) {
    const handled = throwIntoDelegate(vm, generator, delegateTo, exception);
    if (handled !== undefined) return handled;
    exception = takeError(vm);
  }
  return throwAtYield(vm, generator, exception);
}

/** Raises an exception (stolen) where a resting generator yields, whatever it delegates to. Result as `send`. */
function throwAtYield(vm: Vm, generator: Address, exception: Value): Value {
  const i32 = vm.i32;
  if (i32[(vm.block + THREAD_NESTING) >>> 2] >= vm.maxNesting) {
    vm.decref(exception);
    return recursionError(vm);
  }
  if (!beginResume(vm, generator, NONE, 0)) {
    vm.decref(exception);
    return 0;
  }
  const frame = i32[(generator + GENERATOR_FRAME) >>> 2] >>> 2;
  // The exception is raised by the yield itself, so the pc goes back to it.
  stepBack(vm, frame);
  if (vm.traced && !traceCall(vm, frame << 2, true)) {
    vm.decref(exception);
    exception = takeError(vm);
  }
  // Only what the generator itself handles is the context of what is thrown into it.
  const outside = i32[(generator + GENERATOR_HANDLED) >>> 2];
  if (i32[(vm.block + THREAD_HANDLED) >>> 2] === outside) restoreError(vm, exception);
  else setError(vm, exception);
  const at = unwind(vm, frame << 2);
  if (at === 0) return 0;
  return finishSend(vm, runNested(vm, at, START_RESUMED));
}

/** The result register of the interrupted yield is empty again, and the pc is the yield's. */
function stepBack(vm: Vm, frame: number): void {
  const i32 = vm.i32;
  const generator = i32[frame + FRAME_GENERATOR];
  const code = i32[frame + FRAME_CODE];
  const register = i32[(generator + GENERATOR_RESULT) >>> 2];
  if (register >= i32[(code + CODE_LOCALS) >>> 2]) i32[frame + FRAME_HEADER_WORDS + register] = 0;
  i32[frame + FRAME_PC] -= YIELD_WORDS;
}

/** Undefined: the delegate let the exception (now raised) out; else the result of the throw. */
function throwIntoDelegate(vm: Vm, generator: Address, target: Value, exception: Value): Value | undefined {
  vm.incref(target);
  const exit = vm.isSubtype(vm.typeOf(exception), vm.exceptionType("GeneratorExit"));
  if (exit) {
    const closed = closeIterator(vm, target);
    vm.decref(target);
    if (closed) setError(vm, exception);
    else vm.decref(exception);
    return undefined;
  }
  const method = vm.getAttrOptional(target, vm.names.throw);
  if (method === 0) {
    vm.decref(target);
    if (vm.failed()) vm.decref(exception);
    else setError(vm, exception);
    return undefined;
  }
  const state = (generator + GENERATOR_STATE) >>> 2;
  vm.i32[state] = GENERATOR_RUNNING;
  const result = vm.call(method, exception);
  vm.i32[state] = GENERATOR_SUSPENDED;
  vm.decref(method);
  vm.decref(exception);
  vm.decref(target);
  if (result !== 0) return result;
  if (vm.matches("StopIteration")) return continueAfterDelegate(vm, generator);
  return undefined;
}

/** The delegate returned on being thrown into: the generator goes on after its `yield from`. */
function continueAfterDelegate(vm: Vm, generator: Address): Value {
  const stop = vm.failed() ? takeError(vm) : 0;
  const value = vm.keep((stop === 0 ? 0 : vm.i32[(stop + EXCEPTION_EXTRA) >>> 2]) || NONE);
  vm.decref(stop);
  vm.i32[(generator + GENERATOR_RESULT) >>> 2] = -1;
  vm.pendingDelegateResult = value;
  return send(vm, generator, NONE);
}

function closeIterator(vm: Vm, target: Value): boolean {
  const method = vm.getAttrOptional(target, vm.names.close);
  if (method === 0) return !vm.failed();
  const result = vm.call(method);
  vm.decref(method);
  vm.decref(result);
  return result !== 0;
}

/** `close()`: throws GeneratorExit in; reports failures as unraisable when a dying generator is closed. */
export function closeGenerator(vm: Vm, generator: Address): boolean {
  const done = close(vm, generator);
  if (done === 0) {
    reportUnraisable(vm, "Exception ignored while closing generator", generator);
    return false;
  }
  vm.decref(done);
  return true;
}

/** `generator.close()`: the value returned by the generator on GeneratorExit, or None; 0 on failure. */
export function close(vm: Vm, generator: Address): Value {
  if (delegateOf(vm, generator) === 0) return closeOne(vm, generator, false);
  // Each is held by the frame of the one that delegates to it, as long as that rests.
  const chain = [generator];
  for (let next = delegateOf(vm, generator); next !== 0; next = delegateOf(vm, next)) chain.push(next);
  let result = closeOne(vm, chain.pop()!, false);
  while (chain.length > 0) {
    vm.decref(result);
    result = closeOne(vm, chain.pop()!, true);
  }
  return result;
}

/**
 * @param isDelegateClosed Whether it delegates to what has been closed already; if that raised an exception, it is this one
 *   that is thrown in.
 */
function closeOne(vm: Vm, generator: Address, isDelegateClosed: boolean): Value {
  const state = vm.i32[(generator + GENERATOR_STATE) >>> 2];
  if (!vm.failed()) {
    if (state === GENERATOR_FINISHED) return NONE;
    if (endsQuietly(vm, generator) && endQuietly(vm, generator)) return NONE;
    const exit = vm.call(vm.exceptionType("GeneratorExit"));
    if (exit === 0) return 0;
    // Raised by `close()`, so that what its caller handles is the context; `throw()` leaves its exception as it is.
    setError(vm, exit);
  }
  const exception = takeError(vm);
  const result = isDelegateClosed && state === GENERATOR_SUSPENDED
    ? throwAtYield(vm, generator, exception)
    : throwIntoOne(vm, generator, exception);
  if (result !== 0) {
    vm.decref(result);
    return raise(vm, "RuntimeError", `${label(vm, generator)} ignored GeneratorExit`);
  }
  if (!vm.failed()) return NONE;
  if (vm.matches("GeneratorExit")) {
    vm.clearError();
    return NONE;
  }
  if (vm.matches("StopIteration")) {
    const stop = takeError(vm);
    const value = vm.keep(vm.i32[(stop + EXCEPTION_EXTRA) >>> 2] || NONE);
    vm.decref(stop);
    return value;
  }
  return 0;
}

/** Whether a resting generator would do nothing on GeneratorExit: nothing at its yield handles an exception. */
export function endsQuietly(vm: Vm, generator: Address): boolean {
  const i32 = vm.i32, frame = i32[(generator + GENERATOR_FRAME) >>> 2] >>> 2;
  return i32[(generator + GENERATOR_STATE) >>> 2] === GENERATOR_SUSPENDED && !vm.traced &&
    i32[(generator + GENERATOR_DELEGATE) >>> 2] === 0 && i32[(generator + GENERATOR_HANDLED) >>> 2] === 0 &&
    i32[frame + FRAME_OBJECT] === 0 &&
    findEntry(vm, i32[frame + FRAME_CODE], i32[frame + FRAME_PC] - YIELD_WORDS) === 0;
}

/** Ends a generator for which {@linkcode endsQuietly}. Returns false if another thread goes on with it meanwhile. */
function endQuietly(vm: Vm, generator: Address): boolean {
  const i32 = vm.i32, state = (generator + GENERATOR_STATE) >>> 2;
  vm.lock.begin(generator);
  const rests = i32[state] === GENERATOR_SUSPENDED;
  if (rests) i32[state] = GENERATOR_FINISHED;
  vm.lock.end();
  if (!rests) return false;
  const storage = i32[(generator + GENERATOR_FRAME) >>> 2];
  i32[(generator + GENERATOR_FRAME) >>> 2] = 0;
  dropOperands(vm, storage, 0);
  dropFrameStorage(vm, storage);
  return true;
}

/**
 * Whether `throw` may go on with more than one argument, which is deprecated.
 *
 * @param value The second argument, or 0.
 */
export function warnOfOldThrow(vm: Vm, method: string, value: Value): boolean {
  return value === 0 || warn(
    vm,
    "DeprecationWarning",
    `the (type, exc, tb) signature of ${method}() is deprecated, use the single-arg signature instead.`,
  );
}

/** `throw(value)` or the old `throw(type, value, traceback)`: makes the exception and throws it. */
export function throwArguments(
  vm: Vm,
  generator: Address,
  type: Value,
  value: Value,
  traceback: Value,
): Value {
  const traced = traceback !== 0 && traceback !== NONE;
  if (traced && vm.typeIndex(traceback) !== T_TRACEBACK) {
    return vm.raiseType("throw() third argument must be a traceback object");
  }
  const exception = exceptionFor(vm, type, value);
  if (exception === 0) return 0;
  if (traced) vm.store((exception + EXCEPTION_TRACEBACK) >>> 2, vm.keep(traceback));
  return throwInto(vm, generator, exception);
}

/** What is to be thrown (owned). Where its class fails to make it, the generator gets the failure. */
function exceptionFor(vm: Vm, type: Value, value: Value): Value {
  const given = value !== 0 && value !== NONE;
  if (isException(vm, type)) {
    return given ? vm.raiseType("instance exception may not have a separate value") : vm.keep(type);
  }
  if (!isExceptionClass(vm, type)) {
    return vm.raiseType(
      `exceptions must be classes or instances deriving from BaseException, not ${vm.typeName(type)}`,
    );
  }
  if (given && isException(vm, value)) return vm.keep(value);
  const made = given ? vm.call(type, ...(vm.isTuple(value) ? vm.tupleItems(value) : [value])) : vm.call(type);
  if (made !== 0 && !isException(vm, made)) {
    vm.raiseType(
      `calling ${vm.jsRepr(type)} should have returned an instance of BaseException, not ${
        vm.typeName(made)
      }`,
    );
    vm.decref(made);
  }
  return vm.failed() ? takeError(vm) : made;
}

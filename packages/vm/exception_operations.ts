/**
 * The `raise` and `except` statements.
 *
 * @module
 */
import { EXCEPTION_CAUSE, NONE, T_BASE_EXCEPTION, T_TYPE, type Value } from "@orochi/object";
import { restoreError, setCause, setError } from "./errors.ts";
import { THREAD_HANDLED } from "./thread_state.ts";
import { isSubtype } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/** Whether a value is a class of exceptions. */
export function isExceptionClass(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_TYPE &&
    isSubtype(vm, value, vm.typeObject(T_BASE_EXCEPTION));
}

/** Whether a value is an exception instance. */
export function isException(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_BASE_EXCEPTION;
}

/** Saves the handled exception (moved out, possibly 0 as None) and makes `exception` (borrowed) the handled one. */
export function pushHandled(vm: Vm, exception: Value): Value {
  const word = (vm.block + THREAD_HANDLED) >>> 2;
  const previous = vm.i32[word];
  vm.i32[word] = vm.keep(exception);
  return previous === 0 ? NONE : previous;
}

/** Restores the handled exception that `pushHandled` gave. */
export function popHandled(vm: Vm, previous: Value): void {
  const word = (vm.block + THREAD_HANDLED) >>> 2;
  const handled = vm.i32[word];
  vm.i32[word] = previous === NONE ? 0 : previous;
  vm.decref(handled);
}

/** Whether an exception matches what stands after `except`, a class or a flat tuple of classes: tri. */
export function exceptionMatches(vm: Vm, exception: Value, classes: Value): number {
  const type = vm.typeOf(exception);
  if (isExceptionClass(vm, classes)) return isSubtype(vm, type, classes) ? 1 : 0;
  if (vm.isTuple(classes)) {
    const count = vm.tupleLength(classes);
    let same = 0;
    let valid = true;
    for (let i = 0; i < count && valid; i++) {
      const cls = vm.tupleItem(classes, i);
      valid = isExceptionClass(vm, cls);
      if (valid && isSubtype(vm, type, cls)) same = 1;
    }
    if (valid) return same;
  }
  vm.raiseType("catching classes that do not inherit from BaseException is not allowed");
  return -1;
}

/** `raise`, `raise exception`, `raise exception from cause`. Takes the references over; always ends raised. */
export function raiseFrom(vm: Vm, exception: Value, cause: Value): void {
  if (exception === 0) {
    const handled = vm.i32[(vm.block + THREAD_HANDLED) >>> 2];
    if (handled === 0) vm.raise("RuntimeError", "No active exception to reraise");
    else reraise(vm, vm.keep(handled));
    return;
  }
  const instance = instantiate(vm, exception, "exceptions must derive from BaseException");
  if (instance === 0) {
    vm.decref(cause);
    return;
  }
  if (cause === NONE) setCause(vm, instance, 0);
  else if (cause !== 0) {
    const reason = instantiate(vm, cause, "exception causes must derive from BaseException");
    if (reason === 0) {
      vm.decref(instance);
      return;
    }
    vm.store((instance + EXCEPTION_CAUSE) >>> 2, 0);
    setCause(vm, instance, reason);
  }
  setError(vm, instance);
}

function instantiate(vm: Vm, value: Value, message: string): Value {
  if (isException(vm, value)) return value;
  if (!isExceptionClass(vm, value)) {
    vm.decref(value);
    return vm.raiseType(message);
  }
  const instance = vm.call(value);
  if (instance !== 0 && !isException(vm, instance)) {
    vm.raiseType(
      `calling ${vm.jsRepr(value)} should have returned an instance of BaseException, not ${
        vm.jsRepr(vm.typeOf(instance))
      }`,
    );
    vm.decref(instance);
    vm.decref(value);
    return 0;
  }
  vm.decref(value);
  return instance;
}

/** RERAISE: the exception (stolen) goes on; this frame is in its traceback already. */
export function reraise(vm: Vm, exception: Value): void {
  vm.skipTraceback = true;
  restoreError(vm, exception);
}

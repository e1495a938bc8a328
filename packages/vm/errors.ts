/**
 * Raising and inspecting Python exceptions from TypeScript. The exception being raised is a word of the
 * thread block; kernel functions signal it by returning 0 (or -1, or false).
 *
 * @module
 */
import {
  type Address,
  EXCEPTION_ARGS,
  EXCEPTION_CAUSE,
  EXCEPTION_CONTEXT,
  EXCEPTION_EXTRA,
  EXCEPTION_TRACEBACK,
  NONE,
  type Value,
} from "@orochi/object";
import { THREAD_HANDLED, THREAD_RAISED } from "./thread_state.ts";
import { type HostError, RAISED } from "./host.ts";
import { CONTROL_MEMORY_ERROR, type Vm } from "./vm.ts";

/** Whether an exception is being raised. */
export function failed(vm: Vm): boolean {
  return vm.i32[(vm.block + THREAD_RAISED) >>> 2] !== 0;
}

/** The exception being raised (borrowed), or 0. */
export function raised(vm: Vm): Value {
  return vm.i32[(vm.block + THREAD_RAISED) >>> 2];
}

/**
 * Makes an exception the one being raised and chains it to the one being handled.
 *
 * @param exception Instance; the reference is taken over.
 * @returns 0, so that callers can `return setError(...)`.
 */
export function setError(vm: Vm, exception: Value): 0 {
  const word = (vm.block + THREAD_RAISED) >>> 2;
  const previous = vm.i32[word];
  vm.i32[word] = exception;
  if (previous !== 0) vm.decref(previous);
  const handled = vm.i32[(vm.block + THREAD_HANDLED) >>> 2];
  if (
    handled !== 0 && handled !== exception && vm.i32[(exception + EXCEPTION_CONTEXT) >>> 2] === 0 &&
    !isSharedMemoryError(vm, exception)
  ) {
    breakContextCycle(vm, handled, exception);
    vm.store((exception + EXCEPTION_CONTEXT) >>> 2, vm.keep(handled));
  }
  return 0;
}

/** As CPython's `_PyErr_SetObject`: if `exception` is already in the chain of `handled`, unhooks it there. */
function breakContextCycle(vm: Vm, handled: Value, exception: Value): void {
  let at = handled;
  for (let steps = 0; steps < 1000; steps++) {
    const word = (at + EXCEPTION_CONTEXT) >>> 2;
    const context = vm.i32[word];
    if (context === 0) return;
    if (context === exception) {
      return vm.store(word, 0);
    }
    at = context;
  }
}

/** Puts an exception back as the one being raised, without chaining. The reference is taken over. */
export function restoreError(vm: Vm, exception: Value): 0 {
  const word = (vm.block + THREAD_RAISED) >>> 2;
  const previous = vm.i32[word];
  vm.i32[word] = exception;
  if (previous !== 0) vm.decref(previous);
  return 0;
}

/** Takes the exception being raised (owned); none is being raised afterwards. 0 if none was. */
export function takeError(vm: Vm): Value {
  const word = (vm.block + THREAD_RAISED) >>> 2;
  const exception = vm.i32[word];
  vm.i32[word] = 0;
  return exception;
}

/** Drops the exception being raised, if any. */
export function clearError(vm: Vm): void {
  vm.decref(takeError(vm));
}

/**
 * Whether an exception is the MemoryError that everybody shares when nothing can be allocated. It outlives every
 * handler, so it must not remember where it was raised: it would keep the frames.
 */
export function isSharedMemoryError(vm: Vm, exception: Value): boolean {
  return exception === vm.control(CONTROL_MEMORY_ERROR);
}

/** Makes an instance of an exception class from its `args` tuple (stolen) without running Python's `__init__`. */
export function newException(vm: Vm, type: Address, args: Value): Value {
  if (args === 0) return 0;
  const exception = vm.allocInstance(type);
  if (exception === 0) {
    vm.decref(args);
    return 0;
  }
  vm.i32[(exception + EXCEPTION_ARGS) >>> 2] = args;
  return exception;
}

/** Raises a builtin exception by its name, with a message. */
export function raise(vm: Vm, name: string, message: string): 0 {
  return raiseClass(vm, vm.exceptionType(name), message);
}

/** Raises an exception class with a message. */
export function raiseClass(vm: Vm, type: Address, message: string): 0 {
  const text = vm.newStr(message);
  if (text === 0) return 0;
  return raiseValue(vm, type, text);
}

/** Raises an exception class with one argument, whose reference is taken over. */
export function raiseValue(vm: Vm, type: Address, argument: Value): 0 {
  const exception = newException(vm, type, vm.newTuple([argument]));
  return exception === 0 ? 0 : setError(vm, exception);
}

/** Raises StopIteration with a value (borrowed; None gives no arguments, as CPython does). */
export function raiseStopIteration(vm: Vm, value: Value): 0 {
  const args = value === NONE ? vm.newTuple([]) : vm.newTuple([vm.keep(value)]);
  const exception = newException(vm, vm.exceptionType("StopIteration"), args);
  if (exception === 0) return 0;
  vm.i32[(exception + EXCEPTION_EXTRA) >>> 2] = vm.keep(value);
  return setError(vm, exception);
}

/** Raises the OSError subclass of a host failure. */
export function raiseOS(vm: Vm, error: HostError, filename?: Value): 0 {
  if (error === RAISED) return 0;
  const args = [vm.newInt(error.number ?? errnoOf(error.code)), vm.newStr(error.message)];
  if (filename !== undefined && filename !== 0) args.push(vm.keep(filename));
  const exception = vm.call(vm.exceptionType("OSError"), ...args);
  for (const arg of args) vm.decref(arg);
  return exception === 0 ? 0 : setError(vm, exception);
}

/** The error numbers of Linux that hosts report. */
const ERRNO: { readonly [code: string]: number } = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  ENAMETOOLONG: 36,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENOTSUP: 95,
  EADDRINUSE: 98,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EALREADY: 114,
  EINPROGRESS: 115,
};

/** The number of an error name; EIO where it is unknown. */
export function errnoOf(code: string): number {
  return ERRNO[code] ?? 5;
}

/** Whether the exception being raised is an instance of a builtin exception class. */
export function matches(vm: Vm, name: string): boolean {
  const exception = raised(vm);
  return exception !== 0 && vm.isSubtype(vm.typeOf(exception), vm.exceptionType(name));
}

/** Sets `__cause__` (stolen) and suppresses the context. */
export function setCause(vm: Vm, exception: Value, cause: Value): void {
  vm.setSuppressContext(exception, true);
  vm.store((exception + EXCEPTION_CAUSE) >>> 2, cause);
}

/** Raises again what was caught; the traceback it has is kept. */
export function traceback(vm: Vm, exception: Value): Value {
  return vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2];
}

/** Raises NameError (or a subclass) about a name, which becomes its `name`. */
export function raiseName(vm: Vm, type: "NameError" | "UnboundLocalError", name: Value, message: string): 0 {
  raise(vm, type, message);
  return setSubject(vm, vm.newTuple([vm.keep(name)]));
}

/** Raises ImportError (or a subclass) about a module, from a file where that is known (0: it isn't). */
export function raiseImport(
  vm: Vm,
  type: "ImportError" | "ModuleNotFoundError",
  module: string,
  message: string,
  path: Value = 0,
  from: Value = 0,
): 0 {
  raise(vm, type, message);
  return setSubject(
    vm,
    vm.newTuple([vm.newStr(message), vm.newStr(module), vm.keep(path) || NONE, vm.keep(from) || NONE]),
  );
}

/**
 * What the exception being raised is about: a tuple (stolen), of a NameError or AttributeError the name and the
 * object, of an ImportError message, module, path and the name that was to be imported from it.
 */
export function setSubject(vm: Vm, subject: Value): 0 {
  const exception = raised(vm);
  if (subject !== 0 && exception !== 0 && !isSharedMemoryError(vm, exception)) {
    vm.store((exception + EXCEPTION_EXTRA) >>> 2, subject);
  } else vm.decref(subject);
  return 0;
}

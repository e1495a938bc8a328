/**
 * `_thread`: starting threads, waiting for their end, and what there is once for all of them. The locks are in
 * `thread_locks.ts`, `_local` is in `thread_local.ts`.
 *
 * @module
 */
import { THREADS } from "@orochi/gil";
import {
  HANDLE_BYTES,
  HANDLE_GENERATION,
  HANDLE_IDENT,
  HANDLE_STATE,
  HANDLE_WORD,
  NONE,
  T_THREAD_HANDLE,
  T_TUPLE,
  tagInt,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import {
  block,
  CONTROL_MAIN_IDENT,
  CONTROL_SYS,
  formatException,
  identOf,
  method,
  nativeFunction,
  type NativeModule,
  newIdent,
  newMethod,
  safepoint,
  slot,
  THREAD_NAME,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { defineStructSequence, structSequenceClass } from "./struct_sequence.ts";
import { hasHandler } from "./signal.ts";
import { arrive } from "./signals/pending.ts";
import { getState, setStateOwned } from "./state.ts";
import { lockType, newLock, recursiveLockType, TIMEOUT_MAX } from "./thread_locks.ts";
import { dropThreadLocals, localType } from "./thread_local.ts";
import { durationOf } from "./durations.ts";

/** Where the dict from ident to the handle of each thread that is joined at exit is kept. */
const SHUTDOWN_HANDLES = "_thread.shutdown_handles";
/** Where the result of `stack_size` is kept. */
const STACK_SIZE = "_thread.stack_size";

/** Slot of a program's main thread: it handles signals. */
const MAIN_SLOT = 1;
const NOT_STARTED = 0, STARTING = 1, STARTED = 2, OVER = 3;
/** Smallest stack that `stack_size` takes, in bytes. */
const LEAST_STACK_BYTES = 32768;

const EXCEPT_HOOK_ARGS = defineStructSequence({
  name: "_thread._ExceptHookArgs",
  fields: ["exc_type", "exc_value", "exc_traceback", "thread"],
  doc: "Type used to pass arguments to threading.excepthook.",
});

// -- handles

function isOver(vm: Vm, handle: Value): boolean {
  const state = Atomics.load(vm.i32, (handle + HANDLE_STATE) >>> 2);
  if (state !== STARTED) return state === OVER;
  const word = vm.i32[(handle + HANDLE_WORD) >>> 2];
  return word !== 0 && Atomics.load(vm.i32, word) !== vm.i32[(handle + HANDLE_GENERATION) >>> 2];
}

/** Waits until a handle's thread is over. False: an exception is set. */
function join(vm: Vm, handle: Value, timeoutMs: number): boolean {
  const since = vm.parkingTime();
  const state = Atomics.load(vm.i32, (handle + HANDLE_STATE) >>> 2);
  if (state === NOT_STARTED || state === STARTING) {
    return vm.raise("RuntimeError", "thread not started") !== 0;
  }
  if (vm.i32[(handle + HANDLE_IDENT) >>> 2] === identOf(vm, vm.slot) && !isOver(vm, handle)) {
    return vm.raise("RuntimeError", "Cannot join current thread") !== 0;
  }
  const word = vm.i32[(handle + HANDLE_WORD) >>> 2];
  const key = word === 0 ? handle : word << 2;
  while (!isOver(vm, handle)) {
    const left = timeoutMs === Infinity ? Infinity : since + timeoutMs - vm.parkingTime();
    if (left <= 0) return true;
    if (block(vm, key, () => !isOver(vm, handle), left, since) === "interrupted" && !safepoint(vm)) {
      return false;
    }
  }
  // What the thread has left behind dies here, unless others still run that may be reading it.
  vm.retired.drain();
  return true;
}

const handleType: TypeDefinition = {
  index: T_THREAD_HANDLE,
  name: "_ThreadHandle",
  module: "_thread",
  basicSize: HANDLE_BYTES,
  methods: [
    newMethod("($type, /)", (vm) => vm.alloc(T_THREAD_HANDLE, HANDLE_BYTES)),
    method("join", "($self, timeout=None, /)", (vm, a) => {
      const timeout = vm.i32[a + 1];
      let timeoutMs = Infinity;
      if (timeout !== 0 && timeout !== NONE) {
        const seconds = durationOf(vm, timeout);
        if (Number.isNaN(seconds)) return 0;
        if (seconds >= 0) timeoutMs = seconds * 1000;
      }
      return join(vm, vm.i32[a], timeoutMs) ? NONE : 0;
    }),
    method("is_done", "($self, /)", (vm, a) => vm.bool(isOver(vm, vm.i32[a]))),
    method("_set_done", "($self, /)", (vm, a) => {
      const handle = vm.i32[a], state = (handle + HANDLE_STATE) >>> 2;
      if (vm.i32[state] < STARTED) return vm.raise("RuntimeError", "thread not started");
      Atomics.store(vm.i32, state, OVER);
      const word = vm.i32[(handle + HANDLE_WORD) >>> 2];
      vm.parking.unparkAll(word === 0 ? handle : word << 2);
      return NONE;
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const handle = vm.i32[a];
      return vm.newStr(`<_ThreadHandle object: ident=${vm.i32[(handle + HANDLE_IDENT) >>> 2]}>`);
    }),
  ],
  getset: [{ name: "ident", get: (vm, handle) => vm.newInt(vm.i32[(handle + HANDLE_IDENT) >>> 2]) }],
};

/** The key of a handle among those that are joined at exit. */
function shutdownKey(ident: number): Value {
  return tagInt(ident);
}

/** What a thread does last while it is attached: nobody has to join it at exit any more. */
export function threadEnds(vm: Vm): void {
  dropThreadLocals(vm);
  const handles = getState(vm, SHUTDOWN_HANDLES);
  if (handles !== 0 && vm.dictDelete(handles, shutdownKey(identOf(vm, vm.slot))) < 0) vm.clearError();
}

// -- starting

/** Starts a thread; the references are borrowed. False: an exception is set. */
function start(vm: Vm, handle: Value, callable: Value, args: Value, kwargs: Value, daemon: boolean): boolean {
  const ident = newIdent(vm);
  const state = (handle + HANDLE_STATE) >>> 2;
  if (Atomics.compareExchange(vm.i32, state, NOT_STARTED, STARTING) !== NOT_STARTED) {
    return vm.raise("RuntimeError", "thread already started") !== 0;
  }
  const handles = getState(vm, SHUTDOWN_HANDLES);
  if (!daemon && !vm.dictSet(handles, shutdownKey(ident), handle)) {
    Atomics.store(vm.i32, state, NOT_STARTED);
    return false;
  }
  for (const value of [callable, args, kwargs]) vm.incref(value);
  const started = vm.threads.start(vm, ident, callable, args, kwargs, (word, generation) => {
    vm.i32[(handle + HANDLE_IDENT) >>> 2] = ident;
    vm.i32[(handle + HANDLE_WORD) >>> 2] = word;
    vm.i32[(handle + HANDLE_GENERATION) >>> 2] = generation;
    Atomics.store(vm.i32, state, STARTED);
  });
  if (started) return true;
  for (const value of [callable, args, kwargs]) vm.decref(value);
  Atomics.store(vm.i32, state, NOT_STARTED);
  if (!daemon && vm.dictDelete(handles, shutdownKey(ident)) < 0) return false;
  return vm.raise("RuntimeError", "can't start new thread") !== 0;
}

function isCallable(vm: Vm, value: Value): boolean {
  return vm.lookupSpecial(value, vm.names.__call__) !== 0;
}

function startNewThread(vm: Vm, a: number): Value {
  const callable = vm.i32[a], args = vm.i32[a + 1], kwargs = vm.i32[a + 2];
  if (!isCallable(vm, callable)) return vm.raiseType("first arg must be callable");
  if (!vm.isTuple(args)) return vm.raiseType("2nd arg must be a tuple");
  if (kwargs !== 0 && !vm.isDict(kwargs)) return vm.raiseType("optional 3rd arg must be a dictionary");
  const handle = vm.alloc(T_THREAD_HANDLE, HANDLE_BYTES);
  if (handle === 0) return 0;
  // A copy, so that later changes of the dict are not the thread's.
  const keywords = kwargs === 0 ? 0 : vm.call(vm.typeOf(kwargs), kwargs);
  const started = (kwargs === 0 || keywords !== 0) && start(vm, handle, callable, args, keywords, true);
  const ident = vm.i32[(handle + HANDLE_IDENT) >>> 2];
  vm.decref(keywords);
  vm.decref(handle);
  return started ? vm.newInt(ident) : 0;
}

function startJoinableThread(vm: Vm, a: number): Value {
  const callable = vm.i32[a], given = vm.i32[a + 1];
  if (!isCallable(vm, callable)) return vm.raiseType("thread function must be callable");
  const daemon = vm.i32[a + 2] === 0 ? 1 : vm.truthy(vm.i32[a + 2]);
  if (daemon < 0) return 0;
  const made = given === 0 || given === NONE;
  if (!made && !vm.isExact(given, T_THREAD_HANDLE)) return vm.raiseType("'handle' must be a _ThreadHandle");
  const handle = made ? vm.alloc(T_THREAD_HANDLE, HANDLE_BYTES) : vm.keep(given);
  if (handle === 0) return 0;
  const none = vm.newTuple([]);
  const started = start(vm, handle, callable, none, 0, daemon === 1);
  vm.decref(none);
  if (started) return handle;
  vm.decref(handle);
  return 0;
}

/** Joins every thread that is no daemon, those that start meanwhile too. */
function shutdown(vm: Vm): Value {
  const handles = getState(vm, SHUTDOWN_HANDLES);
  for (;;) {
    let ident: Value = 0, handle: Value = 0;
    vm.dictIterate(handles, (key, value) => {
      ident = key;
      if (key !== shutdownKey(identOf(vm, vm.slot))) handle = vm.keep(value);
      return handle === 0;
    });
    if (handle === 0) return NONE;
    if (!join(vm, handle, Infinity)) {
      vm.decref(handle);
      return 0;
    }
    if (vm.dictDelete(handles, ident) < 0) vm.clearError();
    vm.decref(handle);
  }
}

// -- what nobody caught

/** Writes to `sys.stderr`, or to what was that when the thread began. */
function writeError(vm: Vm, thread: Value, text: string): boolean {
  let stream = vm.keep(vm.dictGetStr(vm.control(CONTROL_SYS), "stderr"));
  if ((stream === 0 || stream === NONE) && thread !== NONE) {
    stream = vm.getAttrOptional(thread, vm.intern("_stderr"));
    if (stream === 0) vm.clearError();
  }
  if (stream === 0 || stream === NONE) return true;
  const string = vm.newStr(text);
  const result = string === 0 ? 0 : vm.callMethod(stream, vm.intern("write"), string);
  vm.decref(string);
  vm.decref(stream);
  vm.decref(result);
  return result !== 0;
}

function exceptHook(vm: Vm, a: number): Value {
  const args = vm.i32[a];
  if ((args & 1) === 1 || vm.layout(args) !== T_TUPLE && vm.shortTypeName(args) !== "_ExceptHookArgs") {
    return vm.raiseType("_thread._excepthook argument must be an ExceptHookArgs");
  }
  const item = (index: number) => vm.i32[((args + TUPLE_ITEMS) >>> 2) + index];
  if (item(0) === vm.exceptionType("SystemExit")) return NONE;
  const thread = item(3);
  let name = `${identOf(vm, vm.slot)}`;
  if (thread !== NONE) {
    const found = vm.getAttr(thread, vm.intern("name"));
    if (found === 0) return 0;
    name = vm.jsStr(found);
    vm.decref(found);
  }
  const text = item(1) === NONE ? `${vm.typeNameOf(item(0))}\n` : formatException(vm, item(1));
  return writeError(vm, thread, `Exception in thread ${name}:\n${text}`) ? NONE : 0;
}

function exit(vm: Vm): Value {
  const exception = vm.call(vm.exceptionType("SystemExit"));
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

function stackSize(vm: Vm, a: number): Value {
  const size = vm.i32[a] === 0 ? 0 : vm.index(vm.i32[a]);
  if (vm.failed()) return 0;
  if (size < 0) return vm.raiseValue("size must be 0 or a positive value");
  if (size !== 0 && size < LEAST_STACK_BYTES) return vm.raiseValue(`size not valid: ${size} bytes`);
  const old = vm.keep(getState(vm, STACK_SIZE)) || tagInt(0);
  // Every thread has the same stack; the size is kept to be told again.
  if (vm.i32[a] !== 0 && !setStateOwned(vm, STACK_SIZE, vm.newInt(size))) return 0;
  return old;
}

function setName(vm: Vm, a: number): Value {
  const name = vm.i32[a];
  if (!vm.isStr(name)) {
    return vm.raiseType(`set_name() argument 'name' must be str, not ${vm.typeName(name)}`);
  }
  vm.storeInBlock(THREAD_NAME, vm.keep(name));
  return NONE;
}

function interruptMain(vm: Vm, a: number): Value {
  const signal = vm.i32[a] === 0 ? 2 : vm.index(vm.i32[a]);
  if (vm.failed()) return 0;
  if (signal < 1 || signal > 64) return vm.raiseValue("signal number out of range");
  if (!hasHandler(vm, signal)) return NONE;
  arrive(vm, signal);
  // In the main thread it is handled before the call is over.
  return vm.slot !== MAIN_SLOT || safepoint(vm) ? NONE : 0;
}

/** The types of the module. */
export const threadTypes: readonly TypeDefinition[] = [handleType, lockType, recursiveLockType, localType];

/** The module. */
export const threadModule: NativeModule = {
  name: "_thread",
  doc: "This module provides primitive operations to write multi-threaded programs.\n" +
    "The 'threading' module provides a more convenient interface.",
  types: threadTypes,
  functions: [
    nativeFunction(
      "start_new_thread",
      "(function, args, kwargs=None, /)",
      startNewThread,
      "Start a new thread and return its identifier.",
    ),
    nativeFunction(
      "start_new",
      "(function, args, kwargs=None, /)",
      startNewThread,
      "An obsolete synonym of start_new_thread().",
    ),
    nativeFunction(
      "start_joinable_thread",
      "(function, handle=None, daemon=True)",
      startJoinableThread,
      "*For internal use only*: start a new thread.",
    ),
    nativeFunction("_make_thread_handle", "(ident, /)", (vm, a) => {
      const ident = vm.index(vm.i32[a]);
      const handle = vm.failed() ? 0 : vm.alloc(T_THREAD_HANDLE, HANDLE_BYTES);
      if (handle === 0) return 0;
      vm.i32[(handle + HANDLE_IDENT) >>> 2] = ident;
      vm.i32[(handle + HANDLE_STATE) >>> 2] = STARTED;
      return handle;
    }, "Internal only. Make a thread handle for threads not spawned by the _thread or threading module."),
    nativeFunction(
      "_shutdown",
      "()",
      shutdown,
      "Wait for all non-daemon threads (other than the calling thread) to stop.",
    ),
    nativeFunction(
      "daemon_threads_allowed",
      "()",
      (vm) => vm.bool(true),
      "Return True if daemon threads are allowed in the current interpreter.",
    ),
    nativeFunction(
      "_get_main_thread_ident",
      "()",
      (vm) => vm.newInt(vm.control(CONTROL_MAIN_IDENT)),
      "Internal only. Return the ident of the main thread.",
    ),
    nativeFunction(
      "_is_main_interpreter",
      "()",
      (vm) => vm.bool(true),
      "Return True if the current interpreter is the main Python interpreter.",
    ),
    nativeFunction(
      "get_ident",
      "()",
      (vm) => vm.newInt(identOf(vm, vm.slot)),
      "Return a non-zero integer that uniquely identifies the current thread.",
    ),
    nativeFunction(
      "get_native_id",
      "()",
      (vm) => vm.newInt(vm.host.pid() + identOf(vm, vm.slot) - 1),
      "Return the ID that the operating system would give the thread.",
    ),
    nativeFunction("allocate_lock", "()", newLock, "Create a new lock object."),
    nativeFunction("allocate", "()", newLock, "An obsolete synonym of allocate_lock()."),
    nativeFunction(
      "_count",
      "()",
      (vm) => vm.newInt(Math.max(0, Atomics.load(vm.i32, THREADS) - 1)),
      "Return the number of currently running threads, the main thread excluded.",
    ),
    nativeFunction(
      "stack_size",
      "(size=0, /)",
      stackSize,
      "Return the thread stack size used when creating new threads, and set another.",
    ),
    nativeFunction(
      "interrupt_main",
      "(signum=2, /)",
      interruptMain,
      "Simulate the arrival of the given signal in the main thread.",
    ),
    nativeFunction("_excepthook", "(exc_info, /)", exceptHook, "Handle uncaught Thread.run() exception."),
    nativeFunction(
      "exit",
      "()",
      exit,
      "Raise SystemExit, which ends the current thread silently unless it is caught.",
    ),
    nativeFunction("exit_thread", "()", exit, "An obsolete synonym of exit()."),
    nativeFunction(
      "set_name",
      "(name)",
      setName,
      "Set the name of the current thread.",
    ),
  ],
  populate: (vm, _module, dict) => {
    vm.threads.warm();
    if (!setStateOwned(vm, SHUTDOWN_HANDLES, vm.newDict())) return false;
    const hookArgs = structSequenceClass(vm, EXCEPT_HOOK_ARGS);
    return hookArgs !== 0 && vm.dictSetStr(dict, "_ExceptHookArgs", hookArgs) &&
      vm.dictSetStr(dict, "LockType", vm.typeObject(lockType.index)) &&
      vm.dictSetStr(dict, "error", vm.exceptionType("RuntimeError")) &&
      vm.dictSetOwned(dict, "TIMEOUT_MAX", vm.newFloat(TIMEOUT_MAX));
  },
  refresh: (vm) => {
    vm.threads.warm();
    return true;
  },
};

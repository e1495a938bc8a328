/**
 * `_signal`: handlers of signals. They run in the main thread, at its next safepoint; which handler a signal has lies in
 * the shared heap, so any thread may ask.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import {
  block,
  currentFrame,
  frameObject,
  nativeFunction,
  type NativeModule,
  safepoint,
  THREAD_IDENT,
  ThreadExit,
  type Vm,
} from "@orochi/vm";
import { addError } from "./_module_error.ts";
import { isError, systemDescriptor, writeSome } from "./files.ts";
import { arrive, hold, isMasked, nextArrived, setMask } from "./signals/pending.ts";
import { ITIMER_ERROR, signalNumbers, waitingFunctions, wakeupDescriptor } from "./signals/waiting.ts";
import { feedMemory, isMemorySocket } from "./sockets/memory.ts";
import { getState, setState, setStateOwned } from "./state.ts";
import { libcOrNull } from "./system/calls.ts";
import { isNonblocking } from "./system/descriptors.ts";
import { signalSet } from "./system/spawn.ts";
import { threadReport } from "./thread_report.ts";

/** Numbers of Linux's signals. */
const SIGNALS: { readonly [name: string]: number } = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGIOT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPOLL: 29,
  SIGPWR: 30,
  SIGSYS: 31,
  SIGRTMIN: 34,
  SIGRTMAX: 64,
};

const WORDS: { readonly [number: number]: string } = {
  1: "Hangup",
  2: "Interrupt",
  3: "Quit",
  4: "Illegal instruction",
  5: "Trace/breakpoint trap",
  6: "Aborted",
  7: "Bus error",
  8: "Floating point exception",
  9: "Killed",
  10: "User defined signal 1",
  11: "Segmentation fault",
  12: "User defined signal 2",
  13: "Broken pipe",
  14: "Alarm clock",
  15: "Terminated",
  16: "Stack fault",
  17: "Child exited",
  18: "Continued",
  19: "Stopped (signal)",
  20: "Stopped",
  21: "Stopped (tty input)",
  22: "Stopped (tty output)",
  23: "Urgent I/O condition",
  24: "CPU time limit exceeded",
  25: "File size limit exceeded",
  26: "Virtual timer expired",
  27: "Profiling timer expired",
  28: "Window changed",
  29: "I/O possible",
  30: "Power failure",
  31: "Bad system call",
};

const CONSTANTS: { readonly [name: string]: number } = {
  SIG_BLOCK: 0,
  SIG_UNBLOCK: 1,
  SIG_SETMASK: 2,
  ITIMER_REAL: 0,
  ITIMER_VIRTUAL: 1,
  ITIMER_PROF: 2,
  NSIG: 65,
};

/** No signal of the system's: the host asks the main thread for a report on all threads. */
export const REPORT_SIGNAL = 128;
const NSIG = 65, SIG_UNBLOCK = 1, SIG_DFL = 0, SIG_IGN = 1, SIGKILL = 9, SIGSTOP = 19, SIGINT = 2;
const ALL: readonly number[] = Array.from({ length: NSIG - 1 }, (_, i) => i + 1);
/** Signals that do nothing by default, or only stop: SIGCHLD, SIGCONT, the stopping ones, SIGURG, SIGWINCH. */
const HARMLESS = [17, 18, 19, 20, 21, 22, 23, 28];
/** Slot of a program's main thread. */
const MAIN_SLOT = 1;

function handlers(vm: Vm): Value {
  return getState(vm, "signal handlers");
}

/** The handler of a signal (borrowed); SIG_DFL where none was set. */
function handlerOf(vm: Vm, signal: number): Value {
  return vm.dictGet(handlers(vm), vm.newInt(signal)) || vm.newInt(SIG_DFL);
}

/** Has the host pass on what the program handles or ignores, in a process that has taken the program over. */
export function listenAgain(vm: Vm): void {
  handleHere(vm);
  for (let signal = 1; signal < NSIG; signal++) {
    const handler = handlerOf(vm, signal);
    // What every program begins with needs nobody who listens.
    if (vm.isInt(handler) && (vm.number(handler) === SIG_DFL || signal === SIGNALS.SIGPIPE)) continue;
    if (handler !== getState(vm, "default_int_handler")) vm.host.system("listen", [signal]);
  }
}

/** Whether a signal has a handler that is a Python callable. */
export function hasHandler(vm: Vm, signal: number): boolean {
  return !vm.isInt(handlerOf(vm, signal));
}

/** A signal number; NaN with ValueError set. */
function signalNumber(vm: Vm, value: Value): number {
  const signal = vm.index(value);
  if (Number.isNaN(signal)) return NaN;
  if (signal >= 1 && signal < NSIG) return signal;
  vm.raiseValue("signal number out of range");
  return NaN;
}

/** Ends the process as the system does by default for a signal that it was kept from. */
export function dieOfSignal(vm: Vm, signal: number): never {
  const libc = libcOrNull(vm);
  if (libc !== null) {
    libc.call("signal", signal, SIG_DFL);
    libc.call("kill", vm.host.pid(), signal);
  } else vm.host.system("kill", [vm.host.pid(), signal]);
  vm.host.system("_exit", [128 + signal]);
  throw new ThreadExit();
}

/** Tells whoever selects by the descriptor of `set_wakeup_fd`. */
function wake(vm: Vm, signal: number): void {
  const fd = wakeupDescriptor(vm);
  if (fd < 0) return;
  if (isMemorySocket(vm, fd)) feedMemory(vm, fd, signal);
  else writeSome(vm, fd, Uint8Array.of(signal));
}

/** Writes the report that the host asks for. */
function report(vm: Vm): void {
  vm.host.write(2, new TextEncoder().encode(threadReport(vm)));
}

/** Handles in the main thread what has arrived; false if a handler raised. */
function handleAll(vm: Vm): boolean {
  for (let signal = nextArrived(vm); signal !== 0; signal = nextArrived(vm)) {
    if (handle(vm, signal)) continue;
    const next = nextArrived(vm);
    // The others come after the exception.
    if (next !== 0) arrive(vm, next);
    return false;
  }
  return true;
}

/** Runs the handler of a signal in the main thread; false if it raised. */
function handle(vm: Vm, signal: number): boolean {
  wake(vm, signal);
  const handler = vm.keep(handlerOf(vm, signal));
  if (vm.isInt(handler)) {
    if (vm.number(handler) === SIG_DFL && !HARMLESS.includes(signal)) dieOfSignal(vm, signal);
    return true;
  }
  const frame = currentFrame(vm);
  const object = frame === 0 ? NONE : vm.keep(frameObject(vm, frame));
  const result = vm.call(handler, vm.newInt(signal), object);
  vm.decref(object);
  vm.decref(handler);
  vm.decref(result);
  return result !== 0;
}

/**
 * Makes the table of handlers, with Python's own for SIGINT. Runs once, when `sys` is made, in the main thread's Worker:
 * the one that handles signals.
 */
export function createSignals(vm: Vm): boolean {
  const table = vm.newDict();
  const interrupt = vm.newNative(vm.registry.idOf(defaultIntHandler), 0, defaultIntHandler.name, "_signal");
  const done = table !== 0 && interrupt !== 0 && vm.dictSet(table, vm.newInt(SIGINT), interrupt) &&
    setState(vm, "default_int_handler", interrupt) &&
    // As in CPython, writing to a closed pipe is an error and not the end.
    vm.dictSet(table, vm.newInt(SIGNALS.SIGPIPE), vm.newInt(SIG_IGN)) &&
    setState(vm, "signal handlers", table);
  vm.decref(interrupt);
  vm.decref(table);
  handleHere(vm);
  return done;
}

/** From now on the calling Worker handles what has arrived. */
export function handleHere(vm: Vm): void {
  vm.signalHandler = (signal) => {
    if (signal === REPORT_SIGNAL) report(vm);
    return handleAll(vm);
  };
}

const defaultIntHandler = nativeFunction("default_int_handler", "(signalnum, frame, /)", (vm) => {
  const exception = vm.call(vm.exceptionType("KeyboardInterrupt"));
  return exception === 0 ? 0 : vm.raiseObject(exception);
});

function isMainThread(vm: Vm): boolean {
  return vm.slot === MAIN_SLOT;
}

function setHandler(vm: Vm, signalValue: Value, handler: Value): Value {
  if (!isMainThread(vm)) return vm.raiseValue("signal only works in main thread of the main interpreter");
  const signal = signalNumber(vm, signalValue);
  if (Number.isNaN(signal)) return 0;
  const isNumber = vm.isInt(handler) && (vm.number(handler) === SIG_DFL || vm.number(handler) === SIG_IGN);
  if (!isNumber && vm.lookupSpecial(handler, vm.names.__call__) === 0) {
    return vm.raiseType("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  if (signal === SIGKILL || signal === SIGSTOP) {
    return vm.raiseOS({ code: "EINVAL", message: "Invalid argument" });
  }
  const old = vm.keep(handlerOf(vm, signal));
  // The host passes a signal on from now on, or stops doing so. One that has no way to leaves the handler to raise_signal.
  if (!isNumber || vm.number(handler) !== SIG_DFL) vm.host.system("listen", [signal]);
  const kept = isNumber ? vm.newInt(vm.number(handler)) : vm.keep(handler);
  const done = vm.dictSet(handlers(vm), vm.newInt(signal), kept);
  vm.decref(kept);
  return done ? old : (vm.decref(old), 0);
}

/** Delivers a signal to the program itself. */
export function deliver(vm: Vm, signal: number): Value {
  if (isMasked(vm, signal)) {
    hold(vm, signal);
    return NONE;
  }
  const handler = handlerOf(vm, signal);
  if (vm.isInt(handler)) {
    if (vm.number(handler) === SIG_IGN || HARMLESS.includes(signal)) return NONE;
    return dieOfSignal(vm, signal);
  }
  if (isMainThread(vm)) return handle(vm, signal) ? NONE : 0;
  arrive(vm, signal);
  return NONE;
}

/** `pause()`: waits for a signal. */
function pause(vm: Vm): Value {
  for (;;) {
    const outcome = block(vm, vm.block, () => true, Infinity);
    if (outcome === "interrupted") return safepoint(vm) ? NONE : 0;
  }
}

function setOf(vm: Vm, numbers: Iterable<number>): Value {
  const set = vm.newEmptySet();
  for (const number of numbers) if (set !== 0) vm.setAdd(set, vm.newInt(number));
  return set;
}

/** Has the system deliver signals that the process has begun with held back: one thread that takes them is enough. */
function letThrough(vm: Vm, signals: readonly number[]): void {
  const set = signalSet(signals);
  libcOrNull(vm)?.call("pthread_sigmask", SIG_UNBLOCK, set, new Uint8Array(set.length));
}

/** `pthread_sigmask(how, mask)`: the main thread's holds signals back; that of others is kept and told. */
function mask(vm: Vm, how: number, given: Value): Value {
  if (Number.isNaN(how)) return 0;
  const signals = signalNumbers(vm, given);
  if (signals === null) return 0;
  if (how < 0 || how > 2) return vm.raiseOS({ code: "EINVAL", message: "Invalid argument" });
  const key = `signal mask ${vm.i32[(vm.block + THREAD_IDENT) >>> 2]}`, kept = getState(vm, key);
  const old = kept === 0 ? [] : signalNumbers(vm, kept) ?? [];
  const wanted = how === 0
    ? [...old, ...signals]
    : how === 1
    ? old.filter((signal) => !signals.includes(signal))
    : signals;
  const next = [...new Set(wanted)].filter((signal) => signal !== SIGKILL && signal !== SIGSTOP);
  if (!setStateOwned(vm, key, setOf(vm, next))) return 0;
  if (isMainThread(vm)) {
    // The default would end the process: it is held back from the system's side by being listened for.
    for (const signal of next) if (!old.includes(signal)) vm.host.system("listen", [signal]);
    setMask(vm, next);
    if (how !== 0) letThrough(vm, how === 1 ? signals : ALL.filter((signal) => !next.includes(signal)));
    if (!safepoint(vm)) return 0;
  }
  return setOf(vm, old);
}

/** `set_wakeup_fd`. */
function setWakeup(vm: Vm, given: Value): Value {
  const fd = vm.index(given);
  if (Number.isNaN(fd)) return 0;
  if (!isMainThread(vm)) {
    return vm.raiseValue("set_wakeup_fd only works in main thread of the main interpreter");
  }
  const system = fd < 0 || isMemorySocket(vm, fd) ? -1 : systemDescriptor(vm, fd);
  if (isError(system)) return vm.raiseOS(system);
  const libc = system < 0 ? null : libcOrNull(vm);
  if (libc !== null && !isNonblocking(libc, system)) {
    return vm.raiseValue(`the fd ${fd} must be in non-blocking mode`);
  }
  const old = wakeupDescriptor(vm);
  return setStateOwned(vm, "signal wakeup fd", vm.newInt(fd)) ? vm.newInt(old) : 0;
}

function addItimerError(vm: Vm, dict: Value): boolean {
  return addError(vm, dict, "signal", ITIMER_ERROR, "OSError") &&
    setState(vm, ITIMER_ERROR, vm.dictGetStr(dict, ITIMER_ERROR));
}

/** The module. */
export const signalModule: NativeModule = {
  name: "_signal",
  doc: "This module provides mechanisms to use signal handlers in Python.",
  functions: [
    defaultIntHandler,
    nativeFunction("signal", "(signalnum, handler, /)", (vm, a) => setHandler(vm, vm.i32[a], vm.i32[a + 1])),
    nativeFunction("getsignal", "(signalnum, /)", (vm, a) => {
      const signal = signalNumber(vm, vm.i32[a]);
      return Number.isNaN(signal) ? 0 : vm.keep(handlerOf(vm, signal));
    }),
    nativeFunction("raise_signal", "(signalnum, /)", (vm, a) => {
      const signal = vm.index(vm.i32[a]);
      if (Number.isNaN(signal)) return 0;
      if (signal < 1 || signal >= NSIG) return vm.raiseOS({ code: "EINVAL", message: "Invalid argument" });
      return deliver(vm, signal);
    }),
    nativeFunction("pthread_kill", "(thread_id, signalnum, /)", (vm, a) => {
      const signal = signalNumber(vm, vm.i32[a + 1]);
      return Number.isNaN(signal) ? 0 : deliver(vm, signal);
    }),
    nativeFunction(
      "pthread_sigmask",
      "(how, mask, /)",
      (vm, a) => mask(vm, vm.index(vm.i32[a]), vm.i32[a + 1]),
    ),
    ...waitingFunctions,
    nativeFunction("pause", "()", (vm) => pause(vm)),
    nativeFunction("strsignal", "(signalnum, /)", (vm, a) => {
      const signal = signalNumber(vm, vm.i32[a]);
      return Number.isNaN(signal) ? 0 : WORDS[signal] === undefined ? NONE : vm.newStr(WORDS[signal]);
    }),
    nativeFunction(
      "valid_signals",
      "()",
      (vm) => setOf(vm, Array.from({ length: 64 }, (_, i) => i + 1).filter((n) => n !== 32 && n !== 33)),
    ),
    nativeFunction(
      "set_wakeup_fd",
      "(fd, /, *, warn_on_full_buffer=True)",
      (vm, a) => setWakeup(vm, vm.i32[a]),
    ),
    nativeFunction("siginterrupt", "(signalnum, flag, /)", () => NONE),
  ],
  populate: (vm, _module, dict) => {
    const numbers = { ...SIGNALS, ...CONSTANTS, SIG_DFL, SIG_IGN };
    return Object.entries(numbers).every(([name, value]) => vm.dictSetOwned(dict, name, vm.newInt(value))) &&
      vm.dictSetStr(dict, "default_int_handler", getState(vm, "default_int_handler")) &&
      addItimerError(vm, dict);
  },
};

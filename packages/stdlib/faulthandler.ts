/**
 * `faulthandler`: tracebacks on request, after a time, or on a signal. Faults of the machine end a Worker with the engine's
 * own report, so `enable` only remembers that it was asked for.
 *
 * The watch of `dump_traceback_later` is a thread of its own that runs no Python code. STATE_WATCH holds the number of
 * the watch that counts: a watch that finds another number there is cancelled.
 *
 * @module
 */
import { CODE_FILENAME, CODE_NAME, FALSE, NONE, T_TUPLE, type Value } from "@orochi/object";
import {
  block,
  CONTROL_SYS,
  currentFrame,
  currentLine,
  FRAME_CODE,
  FRAME_PREVIOUS,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newIdent,
  safepoint,
  ThreadExit,
  type Vm,
} from "@orochi/vm";
import { isError, writeFile } from "./files.ts";
import { fileno } from "./posix/descriptor_functions.ts";
import { dieOfSignal } from "./signal.ts";
import { getState, setState, setStateOwned, STATE_WATCH } from "./state.ts";
import { dumpThreads, MOST_FRAMES } from "./thread_dump.ts";

const FILE = "faulthandler file", REGISTERED = "faulthandler signals";

/** The calling thread's stack, innermost frame first. */
function stackText(vm: Vm): string {
  let text = "Stack (most recent call first):\n", left = MOST_FRAMES;
  for (let frame = currentFrame(vm); frame !== 0; frame = vm.i32[(frame >>> 2) + FRAME_PREVIOUS]) {
    if (left-- === 0) return `${text}  ...\n`;
    const code = vm.i32[(frame >>> 2) + FRAME_CODE];
    const [file, name] = [CODE_FILENAME, CODE_NAME].map((offset) => vm.js(vm.i32[(code + offset) >>> 2]));
    text += `  File "${file}", line ${currentLine(vm, frame)} in ${name}\n`;
  }
  return text;
}

/** The descriptor of a `file` argument; NaN with an exception set. */
function descriptor(vm: Vm, file: Value): number {
  const target = file === 0 || file === NONE ? vm.dictGetStr(vm.control(CONTROL_SYS), "stderr") : file;
  if (target === 0 || target === NONE) return vm.raise("RuntimeError", "unable to get sys.stderr") || NaN;
  const fd = fileno(vm, target);
  if (!vm.isInt(target)) {
    const flushed = Number.isNaN(fd) ? 0 : vm.callMethod(target, vm.intern("flush"));
    if (flushed === 0 && !Number.isNaN(fd)) vm.clearError();
    vm.decref(flushed);
  }
  return fd;
}

/** Whether a flag is set: 1 or 0, or -1 with an exception set. */
function flag(vm: Vm, value: Value, missing: boolean): number {
  return value === 0 ? Number(missing) : vm.truthy(value);
}

function write(vm: Vm, fd: number, text: string): Value {
  const error = writeFile(vm, fd, new TextEncoder().encode(text));
  return isError(error) ? vm.raiseOS(error) : NONE;
}

function dump(vm: Vm, a: number): Value {
  const fd = descriptor(vm, vm.i32[a]), all = flag(vm, vm.i32[a + 1], true);
  if (Number.isNaN(fd) || all < 0) return 0;
  return write(vm, fd, all === 1 ? dumpThreads(vm, vm.slot) : stackText(vm));
}

function setEnabled(vm: Vm, enabled: boolean): boolean {
  return setState(vm, "faulthandler", vm.bool(enabled));
}

/** What the fault handler says first, by the signal that the process dies of. */
const FAULTS: readonly (readonly [name: string, signal: number, what: string])[] = [
  ["_sigsegv", 11, "Segmentation fault"],
  ["_sigfpe", 8, "Floating-point exception"],
  ["_sigabrt", 6, "Aborted"],
];

/** Functions that bring a process down as a fault of the machine would, for tests of whoever watches it. */
function faultFunctions(): NativeDefinition[] {
  return FAULTS.map(([name, signal, what]) =>
    nativeFunction(name, "(release_gil=False, /)", (vm) => {
      const enabled = getState(vm, "faulthandler");
      const fd = enabled === 0 || enabled === FALSE ? NaN : descriptor(vm, 0);
      if (!Number.isNaN(fd)) write(vm, fd, `Fatal Python error: ${what}\n\n${dumpThreads(vm, vm.slot)}`);
      return dieOfSignal(vm, signal);
    }, `Die of a fault: ${what}.`)
  );
}

// -- after a time

/** `0:00:01.500000`, as Python's timedelta. */
function durationText(timeoutMs: number): string {
  const us = Math.round(timeoutMs * 1000);
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, "0");
  const seconds = us / 1e6;
  const fraction = us % 1e6 === 0 ? "" : `.${`${us % 1e6}`.padStart(6, "0")}`;
  return `${Math.floor(seconds / 3600)}:${two(seconds / 60 % 60)}:${two(seconds % 60)}${fraction}`;
}

/** The body of the thread that waits: number of the watch, time in microseconds, descriptor, repeat, exit. */
const watch = nativeFunction("_watch", "(number, timeout, fd, repeat, exit, /)", (vm, a) => {
  const [number, microseconds, fd, repeat, exit] = [0, 1, 2, 3, 4].map((i) => vm.number(vm.i32[a + i]));
  const timeoutMs = microseconds / 1000;
  const counts = () => Atomics.load(vm.i32, STATE_WATCH >>> 2) === number;
  for (;;) {
    const outcome = block(vm, STATE_WATCH, counts, timeoutMs);
    if (outcome === "interrupted" && !safepoint(vm)) return 0;
    if (!counts()) return NONE;
    if (outcome !== "timed-out") continue;
    const text = `Timeout (${durationText(timeoutMs)})!\n${dumpThreads(vm, 0)}`;
    if (write(vm, fd, text) === 0) vm.clearError();
    if (exit === 1) {
      vm.host.system("_exit", [1]);
      throw new ThreadExit();
    }
    if (repeat === 0) return NONE;
  }
});

/** Makes all watches so far count no more; returns the number of the next one. */
function cancelWatch(vm: Vm): number {
  const number = (Atomics.add(vm.i32, STATE_WATCH >>> 2, 1) + 1) & 0x3fffffff;
  vm.parking.unparkAll(STATE_WATCH);
  return number;
}

function dumpLater(vm: Vm, a: number): Value {
  const seconds = vm.asDouble(vm.i32[a]);
  if (vm.failed()) return 0;
  if (!(seconds * 1e6 >= 1)) return vm.raiseValue("timeout must be greater than 0");
  const repeat = flag(vm, vm.i32[a + 1], false), exit = flag(vm, vm.i32[a + 3], false);
  if (repeat < 0 || exit < 0) return 0;
  const fd = descriptor(vm, vm.i32[a + 2]);
  if (Number.isNaN(fd)) return 0;
  // The file stays open as long as somebody may write to it.
  if (vm.i32[a + 2] !== 0 && !setState(vm, FILE, vm.i32[a + 2])) return 0;
  const number = cancelWatch(vm);
  const numbers = [number, Math.min(seconds * 1e6, 2 ** 50), fd, repeat, exit].map((n) => vm.newInt(n));
  const args = vm.newTuple(numbers);
  const body = vm.newNative(vm.registry.idOf(watch), 0, watch.name, "faulthandler");
  if (args === 0 || body === 0) return 0;
  if (vm.threads.start(vm, newIdent(vm), body, args, 0, () => {})) return NONE;
  vm.decref(args);
  vm.decref(body);
  return vm.raise("RuntimeError", "unable to start watchdog thread");
}

// -- on a signal

/** What a signal's handler does: writes where it was told to, and calls the handler before it if told so. */
const onSignal = nativeFunction("_on_signal", "(signalnum, frame, /)", (vm, a) => {
  const known = vm.dictGet(getState(vm, REGISTERED), vm.i32[a]);
  if (known === 0 || vm.layout(known) !== T_TUPLE) return NONE;
  const [fd, all, chain] = [0, 1, 2].map((i) => vm.number(vm.tupleItem(known, i)));
  if (write(vm, fd, all === 1 ? dumpThreads(vm, vm.slot) : stackText(vm)) === 0) vm.clearError();
  const old = vm.tupleItem(known, 3);
  return chain === 1 && !vm.isInt(old) ? vm.call(old, vm.i32[a], vm.i32[a + 1]) : NONE;
});

/** `_signal.signal(signalnum, handler)`: the old handler (new reference). */
function setHandler(vm: Vm, signal: Value, handler: Value): Value {
  const name = vm.newStr("_signal");
  const module = vm.call(vm.dictGetInterned(vm.builtins, vm.names.__import__), name);
  vm.decref(name);
  const old = module === 0 ? 0 : vm.callMethod(module, vm.intern("signal"), signal, handler);
  vm.decref(module);
  return old;
}

function register(vm: Vm, a: number): Value {
  const signal = vm.i32[a], fd = descriptor(vm, vm.i32[a + 1]);
  if (Number.isNaN(fd)) return 0;
  const all = flag(vm, vm.i32[a + 2], true), chain = flag(vm, vm.i32[a + 3], false);
  if (all < 0 || chain < 0) return 0;
  if (getState(vm, REGISTERED) === 0 && !setStateOwned(vm, REGISTERED, vm.newDict())) return 0;
  const handler = vm.newNative(vm.registry.idOf(onSignal), 0, onSignal.name, "faulthandler");
  const old = handler === 0 ? 0 : setHandler(vm, signal, handler);
  vm.decref(handler);
  if (old === 0) return 0;
  const table = getState(vm, REGISTERED), before = vm.dictGet(table, signal);
  const kept = before === 0 ? old : vm.keep(vm.tupleItem(before, 3));
  if (before !== 0) vm.decref(old);
  const entry = vm.newTuple([vm.newInt(fd), vm.newInt(all), vm.newInt(chain), kept]);
  const done = entry !== 0 && vm.dictSet(table, signal, entry);
  vm.decref(entry);
  return done ? NONE : 0;
}

function unregister(vm: Vm, a: number): Value {
  const table = getState(vm, REGISTERED), known = table === 0 ? 0 : vm.dictGet(table, vm.i32[a]);
  if (known === 0) return vm.failed() ? 0 : vm.bool(false);
  const old = setHandler(vm, vm.i32[a], vm.tupleItem(known, 3));
  vm.decref(old);
  return old !== 0 && vm.dictDelete(table, vm.i32[a]) >= 0 ? vm.bool(true) : 0;
}

/** The module. */
export const faulthandlerModule: NativeModule = {
  name: "faulthandler",
  doc: "faulthandler module.",
  functions: [
    nativeFunction(
      "enable",
      "(file=sys.stderr, all_threads=True, c_stack=True)",
      (vm, a) => !Number.isNaN(descriptor(vm, vm.i32[a])) && setEnabled(vm, true) ? NONE : 0,
      "Enable the fault handler.",
    ),
    nativeFunction("disable", "()", (vm) => {
      const was = getState(vm, "faulthandler") || vm.bool(false);
      return setEnabled(vm, false) ? was : 0;
    }, "Disable the fault handler."),
    nativeFunction(
      "is_enabled",
      "()",
      (vm) => getState(vm, "faulthandler") || vm.bool(false),
      "Check if the handler is enabled.",
    ),
    nativeFunction(
      "dump_traceback",
      "(file=sys.stderr, all_threads=True)",
      dump,
      "Dump the traceback of the current thread, or of all threads if all_threads is True, into file.",
    ),
    nativeFunction(
      "dump_traceback_later",
      "(timeout, repeat=False, file=sys.stderr, exit=False)",
      dumpLater,
      "Dump the traceback of all threads in timeout seconds, or each timeout seconds if repeat is True.",
    ),
    nativeFunction("cancel_dump_traceback_later", "()", (vm) => {
      cancelWatch(vm);
      return NONE;
    }, "Cancel the previous call to dump_traceback_later()."),
    nativeFunction(
      "register",
      "(signum, file=sys.stderr, all_threads=True, chain=False)",
      register,
      "Register a handler for the signal 'signum' that dumps tracebacks into file.",
    ),
    nativeFunction(
      "unregister",
      "(signum, /)",
      unregister,
      "Unregister the handler of the signal 'signum' registered by register().",
    ),
    watch,
    onSignal,
    ...faultFunctions(),
  ],
};

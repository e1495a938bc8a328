/**
 * What `sys` says and sets about threads: switching between them, priorities, what they are doing.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { getState, setStateOwned } from "./state.ts";
import { currentExceptions, currentFrames } from "./thread_frames.ts";

const SWITCH_INTERVAL = "switch interval", CHECK_INTERVAL = "check interval";
/** `sys.getcheckinterval()` of CPython 2.7 at the start. */
const DEFAULT_CHECK_INTERVAL = 100;
/** Bounds of a priority: a signed 16-bit number is plenty. */
const MOST_PRIORITY = 32767;

function setSwitchInterval(vm: Vm, a: number): Value {
  const seconds = vm.asDouble(vm.i32[a]);
  if (vm.failed()) return 0;
  if (!(seconds > 0)) return vm.raiseValue("switch interval must be strictly positive");
  vm.lock.setSwitchInterval(seconds);
  return setStateOwned(vm, SWITCH_INTERVAL, vm.newFloat(seconds)) ? NONE : 0;
}

function refuse(vm: Vm, what: string, has: string): Value {
  return vm.raise(
    "RuntimeError",
    `cannot set ${what} as lock "${vm.lock.name}" has none: run with a lock that ${has}`,
  );
}

function setCheckInterval(vm: Vm, a: number): Value {
  const ticks = vm.index(vm.i32[a]);
  if (Number.isNaN(ticks)) return 0;
  if (vm.lock.setCheckInterval === undefined) {
    return refuse(vm, "the check interval", "counts ticks (orochi strategies)");
  }
  vm.lock.setCheckInterval(Math.min(ticks, 0x7fffffff));
  return setStateOwned(vm, CHECK_INTERVAL, vm.newInt(ticks)) ? NONE : 0;
}

function setPriority(vm: Vm, a: number): Value {
  const priority = vm.index(vm.i32[a]);
  if (Number.isNaN(priority)) return 0;
  if (vm.lock.setPriority === undefined) {
    return refuse(vm, "a thread's priority", "has priorities (orochi strategies)");
  }
  if (Math.abs(priority) > MOST_PRIORITY) {
    return vm.raiseValue(`priority must be from -${MOST_PRIORITY} to ${MOST_PRIORITY}, not ${priority}`);
  }
  vm.lock.setPriority(priority);
  return NONE;
}

/** Functions of `sys` about threads. */
export const threadFunctions: readonly NativeDefinition[] = [
  nativeFunction(
    "getswitchinterval",
    "()",
    (vm) => vm.keep(getState(vm, SWITCH_INTERVAL)) || vm.newFloat(0.005),
    "Return the interval, in seconds, after which a thread that waits asks for the interpreter lock.",
  ),
  nativeFunction(
    "setswitchinterval",
    "(interval, /)",
    setSwitchInterval,
    "Set the interval, in seconds, after which a thread that waits asks for the interpreter lock.",
  ),
  nativeFunction(
    "getcheckinterval",
    "()",
    (vm) => vm.keep(getState(vm, CHECK_INTERVAL)) || vm.newInt(DEFAULT_CHECK_INTERVAL),
    "Return how many ticks a thread runs until it offers the interpreter lock, under a lock that counts them.",
  ),
  nativeFunction(
    "setcheckinterval",
    "(n, /)",
    setCheckInterval,
    "Set how many ticks a thread runs until it offers the interpreter lock.",
  ),
  nativeFunction(
    "setpriority",
    "(priority, /)",
    setPriority,
    "Set the calling thread's priority for the interpreter lock: higher ones run first, 0 is that of a new thread.",
  ),
  nativeFunction(
    "_is_gil_enabled",
    "()",
    (vm) => vm.bool(vm.lock.constraints.guarantee === "serialised"),
    "Return True if one thread at a time runs Python code.",
  ),
  nativeFunction(
    "_current_frames",
    "()",
    currentFrames,
    "Return a dict mapping each thread's identifier to its current stack frame.",
  ),
  nativeFunction(
    "_current_exceptions",
    "()",
    currentExceptions,
    "Return a dict mapping each thread's identifier to the exception that it handles, or None.",
  ),
];

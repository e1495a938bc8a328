/**
 * Waiting for signals, and the clocks that send them.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { block, type NativeDefinition, nativeFunction, safepoint, type Vm } from "@orochi/vm";
import { getState } from "../state.ts";
import { defineStructSequence, newStructSequence } from "../struct_sequence.ts";
import { errorOf, needLibc } from "../system/calls.ts";
import { HELD_KEY, heldSignals, isHeld, takeHeld } from "./pending.ts";
import { durationOf } from "../durations.ts";

/** `struct itimerval`: the interval, then what is left; seconds and microseconds of each. */
const TIMER_WORDS = 4;
const ITIMER_REAL = 0;
const LAST_SIGNAL = 64;

const SIGINFO = defineStructSequence({
  name: "signal.struct_siginfo",
  fields: ["si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band"],
  doc: "struct_siginfo: Result from sigwaitinfo or sigtimedwait.",
});

/** Numbers of an iterable of signals; null with an exception set. */
export function signalNumbers(vm: Vm, given: Value): number[] | null {
  const signals: number[] = [];
  const good = vm.iterate(given, (item) => {
    const signal = vm.index(item);
    if (Number.isNaN(signal)) return false;
    if (signal < 1 || signal > LAST_SIGNAL) {
      return vm.raiseValue(`signal number ${signal} out of range [1; ${LAST_SIGNAL}]`) !== 0;
    }
    signals.push(signal);
    return true;
  });
  return good ? signals.sort((a, b) => a - b) : null;
}

/** Waits until one of some signals is held, and takes it; 0 after the time-out, -1 with an exception set. */
function waitForHeld(vm: Vm, signals: readonly number[], timeoutMs: number): number {
  const since = vm.parkingTime();
  for (;;) {
    const found = takeHeld(vm, signals);
    if (found !== 0) return found;
    const leftMs = timeoutMs === Infinity ? Infinity : since + timeoutMs - vm.parkingTime();
    if (leftMs <= 0) return 0;
    block(vm, HELD_KEY, () => !isHeld(vm, signals), leftMs);
    if (!safepoint(vm)) return -1;
  }
}

function sigwait(vm: Vm, given: Value): Value {
  const signals = signalNumbers(vm, given);
  const found = signals === null ? -1 : waitForHeld(vm, signals, Infinity);
  return found < 0 ? 0 : vm.newInt(found);
}

/** What is known of a signal that was waited for: its number. */
function sigwaitinfo(vm: Vm, given: Value, timeoutMs: number): Value {
  const signals = signalNumbers(vm, given);
  const found = signals === null ? -1 : waitForHeld(vm, signals, timeoutMs);
  if (found < 0) return 0;
  if (found === 0) return NONE;
  return newStructSequence(vm, SIGINFO, [vm.newInt(found), ...Array.from({ length: 6 }, () => vm.newInt(0))]);
}

/** Seconds as the two words of a `struct timeval`. */
function timeval(seconds: number): [bigint, bigint] {
  const whole = Math.floor(seconds);
  return [BigInt(whole), BigInt(Math.round((seconds - whole) * 1e6))];
}

function seconds(words: BigInt64Array, at: number): number {
  return Number(words[at]) + Number(words[at + 1]) / 1e6;
}

/** The name of `signal.ItimerError`, in the state of the library too. */
export const ITIMER_ERROR = "ItimerError";

/** Raises `signal.ItimerError`. */
function fail(vm: Vm, errno: number): null {
  const { message } = errorOf(errno), number = vm.newInt(errno), words = vm.newStr(message);
  const error = words === 0 ? 0 : vm.call(getState(vm, ITIMER_ERROR), number, words);
  vm.decref(words);
  if (error !== 0) vm.raiseObject(error);
  return null;
}

/** Reads a timer, setting it first if a time is given; what it had (left, interval), or null with an exception set. */
function timer(
  vm: Vm,
  which: number,
  next?: readonly [left: number, interval: number],
): [number, number] | null {
  const libc = needLibc(vm);
  if (libc === null) return null;
  const old = new BigInt64Array(TIMER_WORDS), place = new Uint8Array(old.buffer);
  let result: number;
  if (next === undefined) result = libc.call("getitimer", which, place);
  else {
    const words = BigInt64Array.from([...timeval(next[1]), ...timeval(next[0])]);
    result = libc.call("setitimer", which, new Uint8Array(words.buffer), place);
  }
  return result < 0 ? fail(vm, -result) : [seconds(old, 2), seconds(old, 0)];
}

function pair(vm: Vm, found: [number, number] | null): Value {
  return found === null ? 0 : vm.newTuple(found.map((value) => vm.newFloat(value)));
}

/** The functions. */
export const waitingFunctions: readonly NativeDefinition[] = [
  nativeFunction("sigwait", "(sigset, /)", (vm, a) => sigwait(vm, vm.i32[a])),
  nativeFunction("sigwaitinfo", "(sigset, /)", (vm, a) => sigwaitinfo(vm, vm.i32[a], Infinity)),
  nativeFunction("sigtimedwait", "(sigset, timeout, /)", (vm, a) => {
    const timeout = durationOf(vm, vm.i32[a + 1]);
    if (Number.isNaN(timeout)) return 0;
    if (timeout < 0) return vm.raiseValue("timeout must be non-negative");
    return sigwaitinfo(vm, vm.i32[a], timeout * 1000);
  }),
  nativeFunction("sigpending", "()", (vm) => {
    const set = vm.newEmptySet();
    for (const signal of heldSignals(vm)) if (set !== 0) vm.setAdd(set, vm.newInt(signal));
    return set;
  }),
  nativeFunction("setitimer", "(which, seconds, interval=0.0, /)", (vm, a) => {
    const which = vm.index(vm.i32[a]), left = Number.isNaN(which) ? NaN : durationOf(vm, vm.i32[a + 1]);
    const interval = Number.isNaN(left) || vm.i32[a + 2] === 0 ? 0 : durationOf(vm, vm.i32[a + 2]);
    if (vm.failed()) return 0;
    if (left < 0 || interval < 0) return fail(vm, 22), 0;
    return pair(vm, timer(vm, which, [left, interval]));
  }),
  nativeFunction("getitimer", "(which, /)", (vm, a) => {
    const which = vm.index(vm.i32[a]);
    return Number.isNaN(which) ? 0 : pair(vm, timer(vm, which));
  }),
  nativeFunction("alarm", "(seconds, /)", (vm, a) => {
    const seconds = vm.index(vm.i32[a]);
    const old = Number.isNaN(seconds) ? null : timer(vm, ITIMER_REAL, [seconds, 0]);
    // Whole seconds are told, and never 0 of an alarm that is still to come.
    return old === null ? 0 : vm.newInt(old[0] > 0 ? Math.max(1, Math.round(old[0])) : 0);
  }),
];

/** Python's descriptor that a byte is written to for each signal; -1 for none. */
export function wakeupDescriptor(vm: Vm): number {
  const kept = getState(vm, "signal wakeup fd");
  return kept === 0 ? -1 : vm.number(kept);
}

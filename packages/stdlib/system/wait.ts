/**
 * Waiting for descriptors of the system, so that other threads run meanwhile and a signal's handler is not kept waiting.
 *
 * Nobody can wake a thread out of the kernel, so it waits there in slices and looks between them whether it is wanted.
 *
 * @module
 */
import { BREAK_EXIT, BREAK_SIGNAL, BREAKER } from "@orochi/gil";
import { attach, detach, type HostError, RAISED, safepoint, type SystemCalls, type Vm } from "@orochi/vm";
import { errorOf } from "./calls.ts";

/** The longest that a signal's handler waits for a thread that waits in the kernel, in milliseconds. */
const SLICE_MS = 20;

export const POLLIN = 1, POLLPRI = 2, POLLOUT = 4, POLLERR = 8, POLLHUP = 16, POLLNVAL = 32;

const EINTR = 4;

/**
 * Makes a call of the system again and again, each time for a slice of the time-out.
 *
 * @param attempt The call: told how long it may wait, in milliseconds. Gives 0 for nothing yet, or `-errno`. It runs
 * while others may use the heap, so it touches only what it owns.
 * @param timeoutMs At most so long; Infinity for ever; 0 looks once.
 * @returns What the call gave; 0 after the time-out.
 */
export function waitInSlices(
  vm: Vm,
  timeoutMs: number,
  attempt: (waitMs: number) => number,
): number | HostError {
  const breaker = (vm.block + BREAKER) >>> 2;
  const first = attempt(0);
  if (first > 0 || timeoutMs <= 0 && first !== -EINTR) return first < 0 ? errorOf(-first) : first;
  if (first < 0 && first !== -EINTR) return errorOf(-first);
  const end = performance.now() + timeoutMs;
  for (;;) {
    detach(vm);
    let result = 0, left = timeoutMs;
    do {
      left = end - performance.now();
      result = attempt(Math.max(0, Math.min(SLICE_MS, Math.ceil(left))));
    } while (result === 0 && left > 0 && (Atomics.load(vm.i32, breaker) & (BREAK_SIGNAL | BREAK_EXIT)) === 0);
    attach(vm);
    if (result > 0) return result;
    if (result < 0 && result !== -EINTR) return errorOf(-result);
    if (!safepoint(vm)) return RAISED;
    if (result === 0 && left <= 0) return 0;
  }
}

/** A `struct pollfd` for {@linkcode waitReady}; filled anew before each use. */
const ENTRY = new Int32Array(2);
const ENTRY_BYTES = new Uint8Array(ENTRY.buffer);

/**
 * Waits until a descriptor is ready.
 *
 * @param fd The system's descriptor.
 * @param events What for: POLLIN, POLLOUT.
 * @param timeoutMs At most so long; Infinity for ever.
 * @returns What has happened; 0 after the time-out.
 */
export function waitReady(
  vm: Vm,
  libc: SystemCalls,
  fd: number,
  events: number,
  timeoutMs: number,
): number | HostError {
  return waitInSlices(vm, timeoutMs, (waitMs) => {
    ENTRY[0] = fd;
    ENTRY[1] = events;
    const result = libc.call("poll", ENTRY_BYTES, 1, waitMs);
    return result > 0 ? ENTRY[1] >>> 16 : result;
  });
}

/** Makes a call that may block and that nobody needs to interrupt, while other threads go on. */
export function unhurried(vm: Vm, call: () => number): number {
  detach(vm);
  const result = call();
  attach(vm);
  return result;
}

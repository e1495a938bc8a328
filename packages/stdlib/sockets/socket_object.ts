/**
 * What a socket object holds, and how its calls wait.
 *
 * @module
 */
import {
  SOCKET_BYTES,
  SOCKET_FAMILY,
  SOCKET_FD,
  SOCKET_PROTOCOL,
  SOCKET_TIMEOUT,
  SOCKET_TYPE,
  T_SOCKET,
  type Value,
} from "@orochi/object";
import { safepoint, type SystemCalls, type Vm } from "@orochi/vm";
import { generationOf, isError, systemDescriptor } from "../files.ts";
import { errorOf, raiseResult, raiseWords } from "../system/calls.ts";
import { waitReady } from "../system/wait.ts";

const EINTR = 4, EBADF = 9, EAGAIN = 11;
const F_GETFL = 3, F_SETFL = 4, O_NONBLOCK = 0o4000;

/** Python's descriptor of a socket, -1 once it is closed. */
export function fdOf(vm: Vm, self: Value): number {
  return vm.i32[(self + SOCKET_FD) >>> 2];
}

/** The system's descriptor of a socket; -1 with EBADF set. */
export function systemOf(vm: Vm, self: Value): number {
  const found = systemDescriptor(vm, fdOf(vm, self));
  return isError(found) ? (vm.raiseOS(found), -1) : found;
}

/** The family that a socket was made for. */
export function familyOf(vm: Vm, self: Value): number {
  return vm.i32[(self + SOCKET_FAMILY) >>> 2];
}

/** Says what a socket object is. */
export function fillSocket(vm: Vm, self: Value, fd: number, kind: readonly [number, number, number]): void {
  vm.i32[(self + SOCKET_FD) >>> 2] = fd;
  vm.i32[(self + SOCKET_FAMILY) >>> 2] = kind[0];
  vm.i32[(self + SOCKET_TYPE) >>> 2] = kind[1];
  vm.i32[(self + SOCKET_PROTOCOL) >>> 2] = kind[2];
}

/** A new object of the plain type; 0 with MemoryError set. */
export function newSocket(vm: Vm, fd: number, kind: readonly [number, number, number]): Value {
  const self = vm.alloc(T_SOCKET, SOCKET_BYTES);
  if (self !== 0) fillSocket(vm, self, fd, kind);
  return self;
}

/** How long a call waits, in milliseconds; Infinity for ever. */
export function timeoutMsOf(vm: Vm, self: Value): number {
  const timeout = vm.i32[(self + SOCKET_TIMEOUT) >>> 2];
  return timeout === 0 || timeout === vm.none ? Infinity : vm.float(timeout) * 1000;
}

/** Sets how long calls wait, in seconds; false with MemoryError set. */
export function keepTimeout(vm: Vm, self: Value, seconds: number): boolean {
  const value = seconds === Infinity ? vm.none : vm.newFloat(seconds);
  if (value === 0) return false;
  vm.store((self + SOCKET_TIMEOUT) >>> 2, value);
  return true;
}

/** Makes the system's calls on a descriptor wait, or not. */
export function setBlocking(libc: SystemCalls, fd: number, blocking: boolean): number {
  const flags = libc.call("fcntl", fd, F_GETFL, 0);
  const wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
  return flags < 0 || flags === wanted ? Math.min(flags, 0) : libc.call("fcntl", fd, F_SETFL, wanted);
}

/** Raises what a time-out is in Python. */
export function timedOut(vm: Vm): -1 {
  raiseWords(vm, "TimeoutError", "timed out");
  return -1;
}

/**
 * Makes a call that says EAGAIN instead of waiting, until it does something else or the time is over.
 *
 * @param events What it waits for: POLLIN, POLLOUT.
 * @param end When the time is over, of `performance.now()`; by default the socket's time-out from now on.
 * @returns What the call gave; -1 with an exception set.
 */
export function attempt(
  vm: Vm,
  libc: SystemCalls,
  self: Value,
  events: number,
  call: (fd: number) => number,
  end?: number,
): number {
  const limitMs = timeoutMsOf(vm, self);
  const generation = generationOf(vm, fdOf(vm, self));
  let deadline = end ?? NaN;
  for (;;) {
    const fd = systemOf(vm, self);
    if (fd < 0) return -1;
    const result = call(fd);
    if (result >= 0) return result;
    if (result === -EINTR) {
      if (!safepoint(vm)) return -1;
      continue;
    }
    if (result !== -EAGAIN || limitMs === 0) return raiseResult(vm, result), -1;
    if (Number.isNaN(deadline)) deadline = performance.now() + limitMs;
    const ready = waitReady(vm, libc, fd, events, Math.max(0, deadline - performance.now()));
    if (isError(ready)) return vm.raiseOS(ready), -1;
    if (ready === 0) return timedOut(vm);
    // Another thread may have closed it meanwhile, and the number may be somebody else's by now.
    if (generationOf(vm, fdOf(vm, self)) !== generation) return vm.raiseOS(errorOf(EBADF)), -1;
  }
}

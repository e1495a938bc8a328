/**
 * Pairs of connected sockets without the system: their bytes pass through memory. An event loop wakes itself by such a
 * pair, so that `asyncio` runs where the C library can't be called.
 *
 * A socket is a number; sockets of a pair differ in the lowest bit. A dict from number to the bytearray that is read
 * from says which are open. What is sent, and a socket's closing, adds to a word that threads in `select` wait for.
 *
 * @module
 */
import { NONE, SOCKET_FD, T_BYTEARRAY, type Value } from "@orochi/object";
import { block, safepoint, type Vm } from "@orochi/vm";
import { openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { getState, lockState, setStateOwned, STATE_WAKEUPS } from "../state.ts";
import { AF_UNIX } from "./addresses.ts";
import { fdOf, newSocket, timeoutMsOf } from "./socket_object.ts";

/** Numbers of sockets begin here, far from those of files. */
export const FIRST_MEMORY_SOCKET: number = 1 << 20;
const SOCK_STREAM = 1;

/** The dict of open sockets (borrowed); 0 with MemoryError set. */
function openSockets(vm: Vm): Value {
  const known = getState(vm, "sockets");
  if (known !== 0) return known;
  return setStateOwned(vm, "sockets", vm.newDict()) ? getState(vm, "sockets") : 0;
}

/** The bytearray of an open socket (borrowed), or 0. */
function inputOf(vm: Vm, fd: number): Value {
  const sockets = openSockets(vm), key = vm.newInt(fd);
  return sockets === 0 ? 0 : vm.dictGet(sockets, key);
}

/** Whether a number is that of an open socket in memory. */
export function isMemorySocket(vm: Vm, fd: number): boolean {
  return fd >= FIRST_MEMORY_SOCKET && inputOf(vm, fd) !== 0;
}

function wake(vm: Vm): void {
  Atomics.add(vm.i32, STATE_WAKEUPS >>> 2, 1);
  vm.parking.unparkAll(STATE_WAKEUPS);
}

/** Whether a read would not wait: there are bytes, or the other end is closed. */
export function isReadable(vm: Vm, fd: number): boolean {
  const input = inputOf(vm, fd);
  return input !== 0 && (vm.length(input) > 0 || inputOf(vm, fd ^ 1) === 0);
}

/** Waits until `ready()`; 1, 0 after the time-out, -1 with an exception set. */
export function waitInMemory(vm: Vm, timeoutMs: number, ready: () => boolean): number {
  const since = vm.parkingTime(), word = STATE_WAKEUPS >>> 2;
  for (;;) {
    const seen = Atomics.load(vm.i32, word);
    if (ready()) return 1;
    const leftMs = timeoutMs === Infinity ? Infinity : since + timeoutMs - vm.parkingTime();
    if (leftMs <= 0) return 0;
    block(vm, STATE_WAKEUPS, () => Atomics.load(vm.i32, word) === seen, leftMs);
    if (!safepoint(vm)) return -1;
  }
}

/** `recv`. */
export function receiveInMemory(vm: Vm, a: number): Value {
  const self = vm.i32[a], fd = fdOf(vm, self), most = vm.index(vm.i32[a + 1]);
  if (Number.isNaN(most)) return 0;
  if (most < 0) return vm.raiseValue("negative buffersize in recv");
  const got = waitInMemory(vm, timeoutMsOf(vm, self), () => isReadable(vm, fd));
  if (got < 0) return 0;
  if (got === 0) return vm.raiseOS({ code: "EAGAIN", message: "Resource temporarily unavailable" });
  lockState(vm);
  const input = inputOf(vm, fd);
  const buffer = input === 0 ? null : openBytes(vm, input);
  let result: Value = 0;
  if (buffer !== null) {
    const first = buffer.address >>> 0, count = Math.min(most, buffer.length);
    result = vm.newBytes(vm.u8.slice(first, first + count));
    releaseBuffer(vm, buffer);
    const range = vm.newSlice(NONE, vm.newInt(count), NONE);
    if (!vm.delItem(input, range)) result = 0;
    vm.decref(range);
  }
  vm.lock.end();
  return result;
}

/** `send` and `sendall`. */
export function sendInMemory(vm: Vm, a: number, all: boolean): Value {
  const output = inputOf(vm, fdOf(vm, vm.i32[a]) ^ 1);
  if (output === 0) return vm.raiseOS({ code: "EPIPE", message: "Broken pipe" });
  const count = vm.length(vm.i32[a + 1]);
  const done = count < 0 ? 0 : vm.callMethod(output, vm.intern("extend"), vm.i32[a + 1]);
  if (done === 0) return 0;
  vm.decref(done);
  wake(vm);
  return all ? NONE : vm.newInt(count);
}

/** Sends one byte by a socket of which only the number is known. */
export function feedMemory(vm: Vm, fd: number, byte: number): void {
  const output = inputOf(vm, fd ^ 1), data = vm.newBytes(Uint8Array.of(byte));
  const done = output === 0 || data === 0 ? 0 : vm.callMethod(output, vm.intern("extend"), data);
  vm.decref(done);
  vm.decref(data);
  wake(vm);
}

/** `close`. */
export function closeInMemory(vm: Vm, self: Value): Value {
  const sockets = openSockets(vm), key = vm.newInt(fdOf(vm, self));
  vm.i32[(self + SOCKET_FD) >>> 2] = -1;
  if (sockets !== 0) vm.dictDelete(sockets, key);
  wake(vm);
  return NONE;
}

/** `socketpair`. */
export function pairInMemory(vm: Vm): Value {
  const sockets = openSockets(vm);
  if (sockets === 0) return 0;
  lockState(vm);
  const fd = FIRST_MEMORY_SOCKET + 2 * Atomics.add(vm.i32, (STATE_WAKEUPS + 4) >>> 2, 1);
  const ends = [fd, fd | 1].map((number) => {
    const input = vm.call(vm.typeObject(T_BYTEARRAY));
    if (input !== 0) vm.dictSet(sockets, vm.newInt(number), input);
    vm.decref(input);
    return newSocket(vm, number, [AF_UNIX, SOCK_STREAM, 0]);
  });
  vm.lock.end();
  return vm.newTuple(ends);
}

/**
 * What sockets send and receive.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type SystemCalls, type Vm } from "@orochi/vm";
import { type Buffer, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { needLibc } from "../system/calls.ts";
import { POLLIN, POLLOUT } from "../system/wait.ts";
import { intOr } from "../posix/path_functions.ts";
import { audit } from "../sys_functions.ts";
import { ADDRESS_BYTES, addressValue, readAddress, refusal } from "./addresses.ts";
import { attempt, familyOf, timeoutMsOf } from "./socket_object.ts";

const MSG_DONTWAIT = 0x40, MSG_WAITALL = 0x100, MSG_NOSIGNAL = 0x4000;
/** What is received at once at most; a stream gives the rest at the next call, and no packet is longer. */
const MOST_BYTES = 1 << 20;

/** Kept between calls: filled in a call and copied out of before another can begin. */
let scratch = new Uint8Array(1 << 16);

function scratchOf(size: number): Uint8Array {
  if (size > scratch.length) scratch = new Uint8Array(size);
  return scratch.subarray(0, size);
}

/** Receives into bytes; how many, or -1 with an exception set. */
function receiveBytes(vm: Vm, libc: SystemCalls, self: Value, into: Uint8Array, flags: number): number {
  if (into.length === 0) return 0;
  const end = performance.now() + timeoutMsOf(vm, self);
  let done = 0;
  do {
    const rest = done === 0 ? into : into.subarray(done);
    const count = attempt(
      vm,
      libc,
      self,
      POLLIN,
      (fd) => libc.call("recv", fd, rest, rest.length, flags | MSG_DONTWAIT),
      end,
    );
    if (count <= 0) return done > 0 && count === 0 ? done : count;
    done += count;
  } while ((flags & MSG_WAITALL) !== 0 && done < into.length);
  return done;
}

/** The size and flags of a call to receive; null with an exception set. */
function sizeAndFlags(vm: Vm, size: Value, flags: Value, name: string): [number, number] | null {
  const most = vm.index(size), bits = intOr(vm, flags, 0);
  if (vm.failed()) return null;
  if (most >= 0) return [most, bits];
  vm.raiseValue(`negative buffersize in ${name}`);
  return null;
}

/** `recv`. */
export function receive(vm: Vm, a: number): Value {
  const libc = needLibc(vm);
  const wanted = libc === null ? null : sizeAndFlags(vm, vm.i32[a + 1], vm.i32[a + 2], "recv");
  if (wanted === null) return 0;
  const waitsForAll = (wanted[1] & MSG_WAITALL) !== 0;
  const size = waitsForAll ? wanted[0] : Math.min(wanted[0], MOST_BYTES);
  // A handler that runs while this waits may receive too.
  const place = timeoutMsOf(vm, vm.i32[a]) === 0 && !waitsForAll ? scratchOf(size) : new Uint8Array(size);
  const count = receiveBytes(vm, libc!, vm.i32[a], place, wanted[1]);
  return count < 0 ? 0 : vm.newBytes(place.subarray(0, count));
}

/** Bytes of the heap that a buffer has. */
export function placeOf(vm: Vm, buffer: Buffer): Uint8Array {
  const first = buffer.address >>> 0;
  return vm.u8.subarray(first, first + buffer.length);
}

/** A buffer to fill, shortened to the number of bytes that is asked for; null with an exception set. */
function writableOf(vm: Vm, given: Value, wanted: number, name: string): [Buffer, Uint8Array] | null {
  if (Number.isNaN(wanted)) return null;
  if (wanted < 0) return vm.raiseValue(`negative buffersize in ${name}`), null;
  const buffer = openBytes(vm, given, undefined, true);
  if (buffer === null) return null;
  if (wanted <= buffer.length) {
    const place = placeOf(vm, buffer);
    return [buffer, wanted === 0 ? place : place.subarray(0, wanted)];
  }
  releaseBuffer(vm, buffer);
  return vm.raiseValue("buffer too small for requested bytes"), null;
}

/** `recv_into`. */
export function receiveInto(vm: Vm, a: number): Value {
  const libc = needLibc(vm), flags = intOr(vm, vm.i32[a + 3], 0);
  if (libc === null || vm.failed()) return 0;
  const target = writableOf(vm, vm.i32[a + 1], intOr(vm, vm.i32[a + 2], 0), "recv_into");
  if (target === null) return 0;
  const count = receiveBytes(vm, libc, vm.i32[a], target[1], flags);
  releaseBuffer(vm, target[0]);
  return count < 0 ? 0 : vm.newInt(count);
}

/** Receives bytes and tells from where; -1 with an exception set. */
function receiveFrom(
  vm: Vm,
  libc: SystemCalls,
  self: Value,
  into: Uint8Array,
  flags: number,
): [number, Value] {
  const address = new Uint8Array(ADDRESS_BYTES), length = new Uint32Array(1);
  const count = attempt(vm, libc, self, POLLIN, (fd) => {
    length[0] = ADDRESS_BYTES;
    const place = new Uint8Array(length.buffer);
    return libc.call("recvfrom", fd, into, into.length, flags | MSG_DONTWAIT, address, place);
  });
  return [count, count < 0 ? 0 : addressValue(vm, address, length[0])];
}

/** `recvfrom`. */
export function recvfrom(vm: Vm, a: number): Value {
  const libc = needLibc(vm);
  const wanted = libc === null ? null : sizeAndFlags(vm, vm.i32[a + 1], vm.i32[a + 2], "recvfrom");
  if (wanted === null) return 0;
  const place = new Uint8Array(Math.min(wanted[0], MOST_BYTES));
  const [count, sender] = receiveFrom(vm, libc!, vm.i32[a], place, wanted[1]);
  return count < 0 ? 0 : vm.newTuple([vm.newBytes(place.subarray(0, count)), sender]);
}

/** `recvfrom_into`. */
export function recvfromInto(vm: Vm, a: number): Value {
  const libc = needLibc(vm), flags = intOr(vm, vm.i32[a + 3], 0);
  if (libc === null || vm.failed()) return 0;
  const target = writableOf(vm, vm.i32[a + 1], intOr(vm, vm.i32[a + 2], 0), "recvfrom_into");
  if (target === null) return 0;
  const [count, sender] = receiveFrom(vm, libc, vm.i32[a], target[1], flags);
  releaseBuffer(vm, target[0]);
  return count < 0 ? 0 : vm.newTuple([vm.newInt(count), sender]);
}

/** `send`, and `sendall` where all bytes must go. */
export function send(vm: Vm, a: number, all: boolean): Value {
  const libc = needLibc(vm), self = vm.i32[a], flags = intOr(vm, vm.i32[a + 2], 0);
  const buffer = libc === null || vm.failed() ? null : openBytes(vm, vm.i32[a + 1]);
  if (buffer === null) return 0;
  const bytes = placeOf(vm, buffer), end = performance.now() + timeoutMsOf(vm, self);
  let done = 0, count = 0;
  do {
    const rest = done === 0 ? bytes : bytes.subarray(done);
    const sending = (fd: number) =>
      libc!.call("send", fd, rest, rest.length, flags | MSG_DONTWAIT | MSG_NOSIGNAL);
    count = attempt(vm, libc!, self, POLLOUT, sending, end);
    done += count;
  } while (all && count >= 0 && done < bytes.length);
  releaseBuffer(vm, buffer);
  return count < 0 ? 0 : all ? NONE : vm.newInt(done);
}

/** `sendto(data, address)` and `sendto(data, flags, address)`. */
export function sendto(vm: Vm, a: number): Value {
  const libc = needLibc(vm), self = vm.i32[a], rest = libc === null ? [] : vm.tupleItems(vm.i32[a + 2]);
  if (libc === null) return 0;
  if (rest.length < 1 || rest.length > 2) {
    return vm.raiseType(`sendto() takes 2 or 3 arguments (${rest.length + 1} given)`);
  }
  const flags = rest.length === 2 ? vm.index(rest[0]) : 0, target = rest[rest.length - 1];
  const address = vm.failed() ? null : readAddress(vm, libc, target, familyOf(vm, self), "sendto");
  if (address === null || !audit(vm, "socket.sendto", self, target)) return 0;
  const refused = refusal(libc, address);
  if (refused !== null) return vm.raiseOS(refused);
  const buffer = openBytes(vm, vm.i32[a + 1]);
  if (buffer === null) return 0;
  const bytes = placeOf(vm, buffer), { bytes: to } = address;
  const count = attempt(vm, libc, self, POLLOUT, (fd) => {
    return libc.call("sendto", fd, bytes, bytes.length, flags | MSG_DONTWAIT | MSG_NOSIGNAL, to, to.length);
  });
  releaseBuffer(vm, buffer);
  return count < 0 ? 0 : vm.newInt(count);
}

/**
 * Messages of sockets with ancillary data: `sendmsg` and `recvmsg`, by which open files pass between processes.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type SystemCalls, type Vm } from "@orochi/vm";
import { type Buffer, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { adoptDescriptor, isError, systemDescriptor } from "../files.ts";
import { intOr } from "../posix/path_functions.ts";
import { needLibc } from "../system/calls.ts";
import { POLLIN, POLLOUT } from "../system/wait.ts";
import { joinBytes } from "../stream_parts.ts";
import { ADDRESS_BYTES, addressValue, readAddress, refusal } from "./addresses.ts";
import { attempt, familyOf } from "./socket_object.ts";
import { placeOf } from "./transfer.ts";

const MSG_DONTWAIT = 0x40, MSG_NOSIGNAL = 0x4000, MSG_CMSG_CLOEXEC = 0x40000000;
const SOL_SOCKET = 1, SCM_RIGHTS = 1;
const O_RDWR = 2;
// `struct msghdr` and `struct cmsghdr` on a machine of 64 bits.
const MESSAGE_BYTES = 56, HEADER_BYTES = 16;

const aligned = (size: number) => (size + 7) & ~7;

/** `CMSG_LEN` and `CMSG_SPACE`. */
export function controlSize(vm: Vm, given: Value, space: boolean): Value {
  const length = vm.index(given);
  if (Number.isNaN(length)) return 0;
  const name = space ? "CMSG_SPACE" : "CMSG_LEN";
  if (length < 0 || length > 0x7fffffef) return vm.raise("OverflowError", `${name}() argument out of range`);
  return vm.newInt(HEADER_BYTES + (space ? aligned(length) : length));
}

/** Parts of a message as the system has them, and what must live as long. */
class Message {
  readonly bytes: Uint8Array = new Uint8Array(MESSAGE_BYTES);
  readonly #view = new DataView(this.bytes.buffer);
  readonly #parts: Uint8Array[] = [];

  constructor(
    libc: SystemCalls,
    address: Uint8Array | null,
    parts: readonly Uint8Array[],
    control: Uint8Array,
  ) {
    const vector = new BigUint64Array(parts.length * 2);
    parts.forEach((part, i) => {
      vector[2 * i] = part.length === 0 ? 0n : BigInt(libc.addressOf(part));
      vector[2 * i + 1] = BigInt(part.length);
    });
    const place = (at: number, bytes: Uint8Array, count: number) => {
      this.#parts.push(bytes);
      if (bytes.length > 0) this.#view.setBigUint64(at, BigInt(libc.addressOf(bytes)), true);
      this.#view.setBigUint64(at + 8, BigInt(count), true);
    };
    if (address !== null) place(0, address, address.length);
    place(16, new Uint8Array(vector.buffer), parts.length);
    place(32, control, control.length);
  }
  get addressLength(): number {
    return this.#view.getUint32(8, true);
  }
  get controlLength(): number {
    return this.#view.getUint32(40, true);
  }
  get flags(): number {
    return this.#view.getInt32(48, true);
  }
}

/** All buffers of an iterable; null with an exception set. The caller releases them. */
function buffersOf(vm: Vm, list: Value, writable: boolean): Buffer[] | null {
  const buffers: Buffer[] = [];
  const good = vm.iterate(list, (item) => {
    const buffer = openBytes(vm, item, undefined, writable);
    if (buffer !== null) buffers.push(buffer);
    return buffer !== null;
  });
  if (good) return buffers;
  for (const buffer of buffers) releaseBuffer(vm, buffer);
  return null;
}

/** Python's descriptors in the data of SCM_RIGHTS as the system's; false with EBADF set. */
function toSystem(vm: Vm, data: Uint8Array): boolean {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at + 4 <= data.length; at += 4) {
    const fd = systemDescriptor(vm, view.getInt32(at, true));
    if (isError(fd)) return vm.raiseOS(fd) !== 0;
    view.setInt32(at, fd, true);
  }
  return true;
}

/** Ancillary data as the system has it; null with an exception set. */
function controlOf(vm: Vm, items: Value): Uint8Array | null {
  const parts: Uint8Array[] = [];
  const good = items === 0 || vm.iterate(items, (item) => {
    if (!vm.isTuple(item) || vm.tupleItems(item).length !== 3) {
      return vm.raiseType("[sendmsg() ancillary data items] must be tuples of three") !== 0;
    }
    const [levelValue, typeValue, data] = vm.tupleItems(item);
    const level = vm.index(levelValue), type = vm.index(typeValue);
    const buffer = vm.failed() ? null : openBytes(vm, data);
    if (buffer === null) return false;
    const part = new Uint8Array(HEADER_BYTES + aligned(buffer.length));
    const view = new DataView(part.buffer);
    view.setBigUint64(0, BigInt(HEADER_BYTES + buffer.length), true);
    view.setInt32(8, level, true);
    view.setInt32(12, type, true);
    const content = part.subarray(HEADER_BYTES, HEADER_BYTES + buffer.length);
    content.set(placeOf(vm, buffer));
    releaseBuffer(vm, buffer);
    parts.push(part);
    return level !== SOL_SOCKET || type !== SCM_RIGHTS || toSystem(vm, content);
  });
  if (!good) return null;
  return joinBytes(parts);
}

/** `sendmsg(buffers[, ancdata[, flags[, address]]])`. */
export function sendMessage(vm: Vm, a: number): Value {
  const libc = needLibc(vm), self = vm.i32[a], flags = intOr(vm, vm.i32[a + 3], 0), target = vm.i32[a + 4];
  if (libc === null || vm.failed()) return 0;
  let to: Uint8Array | null = null;
  if (target !== 0 && target !== NONE) {
    const address = readAddress(vm, libc, target, familyOf(vm, self), "sendmsg");
    const refused = address === null ? null : refusal(libc, address);
    if (address === null || refused !== null) return refused === null ? 0 : vm.raiseOS(refused);
    to = address.bytes;
  }
  const control = controlOf(vm, vm.i32[a + 2]);
  const buffers = control === null ? null : buffersOf(vm, vm.i32[a + 1], false);
  if (buffers === null) return 0;
  const message = new Message(libc, to, buffers.map((buffer) => placeOf(vm, buffer)), control!);
  const sending = (fd: number) =>
    libc.call("sendmsg", fd, message.bytes, flags | MSG_DONTWAIT | MSG_NOSIGNAL);
  const count = attempt(vm, libc, self, POLLOUT, sending);
  for (const buffer of buffers) releaseBuffer(vm, buffer);
  return count < 0 ? 0 : vm.newInt(count);
}

/** Ancillary data that came; descriptors become Python's. 0 with an exception set. */
function controlValue(vm: Vm, control: Uint8Array): Value {
  const items: Value[] = [], view = new DataView(control.buffer, control.byteOffset, control.byteLength);
  for (let at = 0; at + HEADER_BYTES <= control.length;) {
    const length = Math.min(Number(view.getBigUint64(at, true)), control.length - at);
    if (length < HEADER_BYTES) break;
    const level = view.getInt32(at + 8, true), type = view.getInt32(at + 12, true);
    const data = control.slice(at + HEADER_BYTES, at + length);
    if (level === SOL_SOCKET && type === SCM_RIGHTS) {
      const fds = new DataView(data.buffer);
      for (let k = 0; k + 4 <= data.length; k += 4) {
        const fd = adoptDescriptor(vm, fds.getInt32(k, true), O_RDWR);
        fds.setInt32(k, isError(fd) ? -1 : fd, true);
      }
    }
    items.push(vm.newTuple([vm.newInt(level), vm.newInt(type), vm.newBytes(data)]));
    at += aligned(length);
  }
  return vm.newList(items);
}

/** Receives a message into places; what came, or null with an exception set. */
function receiveInto(
  vm: Vm,
  self: Value,
  places: readonly Uint8Array[],
  ancillaryBytes: number,
  flags: number,
): { count: number; rest: Value[] } | null {
  const libc = needLibc(vm);
  if (libc === null) return null;
  const address = new Uint8Array(ADDRESS_BYTES), control = new Uint8Array(ancillaryBytes);
  let message: Message | undefined;
  const count = attempt(vm, libc, self, POLLIN, (fd) => {
    message = new Message(libc, address, places, control);
    return libc.call("recvmsg", fd, message.bytes, flags | MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  });
  if (count < 0) return null;
  const { addressLength, controlLength, flags: got } = message!;
  return {
    count,
    rest: [
      controlValue(vm, control.subarray(0, controlLength)),
      vm.newInt(got & ~MSG_CMSG_CLOEXEC),
      addressValue(vm, address, addressLength),
    ],
  };
}

/** `recvmsg(bufsize[, ancbufsize[, flags]])`. */
export function receiveMessage(vm: Vm, a: number): Value {
  const [size, ancillary, flags] = [1, 2, 3].map((k) => intOr(vm, vm.i32[a + k], 0));
  if (vm.failed()) return 0;
  if (size < 0) return vm.raiseValue("negative buffer size in recvmsg()");
  if (ancillary < 0) return vm.raiseValue("invalid ancillary data buffer length");
  const place = new Uint8Array(size);
  const got = receiveInto(vm, vm.i32[a], [place], ancillary, flags);
  return got === null ? 0 : vm.newTuple([vm.newBytes(place.subarray(0, got.count)), ...got.rest]);
}

/** `recvmsg_into(buffers[, ancbufsize[, flags]])`. */
export function receiveMessageInto(vm: Vm, a: number): Value {
  const [ancillary, flags] = [2, 3].map((k) => intOr(vm, vm.i32[a + k], 0));
  if (vm.failed()) return 0;
  if (ancillary < 0) return vm.raiseValue("invalid ancillary data buffer length");
  const buffers = buffersOf(vm, vm.i32[a + 1], true);
  if (buffers === null) return 0;
  const got = receiveInto(vm, vm.i32[a], buffers.map((buffer) => placeOf(vm, buffer)), ancillary, flags);
  for (const buffer of buffers) releaseBuffer(vm, buffer);
  return got === null ? 0 : vm.newTuple([vm.newInt(got.count), ...got.rest]);
}

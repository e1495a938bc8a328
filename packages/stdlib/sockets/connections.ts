/**
 * How sockets are made, bound, connected and accepted.
 *
 * @module
 */
import { NONE, SOCKET_FD, type Value } from "@orochi/object";
import { type SystemCalls, type Vm } from "@orochi/vm";
import { adoptDescriptor, closeFile, isError } from "../files.ts";
import { getState } from "../state.ts";
import { audit } from "../sys_functions.ts";
import { errorOf, needLibc, raiseResult } from "../system/calls.ts";
import { POLLIN, POLLOUT, unhurried, waitReady } from "../system/wait.ts";
import {
  ADDRESS_BYTES,
  addressValue,
  AF_INET,
  AF_INET6,
  AF_UNIX,
  readAddress,
  refusal,
} from "./addresses.ts";
import {
  attempt,
  familyOf,
  fdOf,
  fillSocket,
  keepTimeout,
  setBlocking,
  systemOf,
  timedOut,
  timeoutMsOf,
} from "./socket_object.ts";

const SOCK_STREAM = 1, SOCK_CLOEXEC = 0o2000000, SOCK_NONBLOCK = 0o4000;
const SOL_SOCKET = 1, SO_TYPE = 3, SO_ERROR = 4, SO_PROTOCOL = 38, SO_DOMAIN = 39;
const O_RDWR = 2;
const EINTR = 4, EISCONN = 106, EINPROGRESS = 115, EAGAIN = 11;

/** An option that is an int; `-errno` where it can't be had. */
export function numberOption(libc: SystemCalls, fd: number, level: number, option: number): number {
  const value = new Int32Array(1);
  const length = new Uint8Array(Uint32Array.of(4).buffer);
  const failed = libc.call("getsockopt", fd, level, option, new Uint8Array(value.buffer), length);
  return failed < 0 ? failed : value[0];
}

/** Seconds that new sockets wait; Infinity unless `setdefaulttimeout` was called. */
export function defaultTimeout(vm: Vm): number {
  const value = getState(vm, "socket timeout");
  return value === 0 || value === NONE ? Infinity : vm.float(value);
}

/** Gives a socket its time-out, in seconds, and the descriptor its flag. */
export function applyTimeout(vm: Vm, libc: SystemCalls | null, self: Value, seconds: number): boolean {
  if (!keepTimeout(vm, self, seconds)) return false;
  if (libc === null) return true;
  const fd = systemOf(vm, self);
  const changed = fd < 0 ? 0 : setBlocking(libc, fd, seconds === Infinity);
  return fd >= 0 && (changed >= 0 || raiseResult(vm, changed) !== 0);
}

/** `socket(family, type, proto, fileno)`, on an object that is there. */
export function initialise(vm: Vm, a: number): Value {
  const libc = needLibc(vm), self = vm.i32[a], given = vm.i32[a + 4];
  if (libc === null) return 0;
  let [family, type, protocol] = [1, 2, 3].map((k) => vm.i32[a + k] === 0 ? -1 : vm.index(vm.i32[a + k]));
  if (
    vm.failed() || !audit(vm, "socket.__new__", self, vm.newInt(family), vm.newInt(type), vm.newInt(protocol))
  ) {
    return 0;
  }
  let fd: number;
  if (given !== 0 && given !== NONE) {
    fd = vm.index(given);
    if (Number.isNaN(fd)) return 0;
    if (fd < 0) return vm.raiseValue("negative file descriptor");
    vm.i32[(self + SOCKET_FD) >>> 2] = fd;
    const system = systemOf(vm, self);
    vm.i32[(self + SOCKET_FD) >>> 2] = -1;
    if (system < 0) return 0;
    const known = numberOption(libc, system, SOL_SOCKET, SO_TYPE);
    if (known < 0) return raiseResult(vm, known);
    if (family < 0) family = numberOption(libc, system, SOL_SOCKET, SO_DOMAIN);
    if (type < 0) type = known;
    if (protocol < 0) protocol = numberOption(libc, system, SOL_SOCKET, SO_PROTOCOL);
  } else {
    if (family < 0) family = AF_INET;
    if (type < 0) type = SOCK_STREAM;
    if (protocol < 0) protocol = 0;
    // What is neither of these families has no address that a permission could name.
    const refused = [AF_UNIX, AF_INET, AF_INET6].includes(family) ? null : libc.permits("net");
    if (refused !== null) return vm.raiseOS(refused);
    const made = libc.call("socket", family, type | SOCK_CLOEXEC, protocol);
    if (made < 0) return raiseResult(vm, made);
    const adopted = adoptDescriptor(vm, made, O_RDWR);
    if (isError(adopted)) return vm.raiseOS(adopted);
    fd = adopted;
  }
  fillSocket(vm, self, fd, [family, type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK), protocol]);
  if ((type & SOCK_NONBLOCK) !== 0) return keepTimeout(vm, self, 0) ? NONE : 0;
  const seconds = defaultTimeout(vm);
  return seconds === Infinity || applyTimeout(vm, libc, self, seconds) ? NONE : 0;
}

/** `bind`. */
export function bind(vm: Vm, a: number): Value {
  const libc = needLibc(vm), self = vm.i32[a];
  const address = libc === null ? null : readAddress(vm, libc, vm.i32[a + 1], familyOf(vm, self), "bind");
  if (address === null || !audit(vm, "socket.bind", self, vm.i32[a + 1])) return 0;
  const refused = refusal(libc!, address), fd = refused === null ? systemOf(vm, self) : -1;
  if (refused !== null) return vm.raiseOS(refused);
  if (fd < 0) return 0;
  const result = libc!.call("bind", fd, address.bytes, address.bytes.length);
  return result < 0 ? raiseResult(vm, result) : NONE;
}

/** Whether a socket has a port, which was asked permission for; the system gives one to whoever listens without. */
function isBound(libc: SystemCalls, fd: number): boolean {
  const address = new Uint8Array(ADDRESS_BYTES), length = Uint32Array.of(ADDRESS_BYTES);
  if (libc.call("getsockname", fd, address, new Uint8Array(length.buffer)) < 0) return false;
  return (address[2] << 8 | address[3]) !== 0;
}

/** `listen`. */
export function listen(vm: Vm, a: number): Value {
  const libc = needLibc(vm), backlog = vm.i32[a + 1] === 0 ? 128 : vm.index(vm.i32[a + 1]);
  const fd = libc === null || Number.isNaN(backlog) ? -1 : systemOf(vm, vm.i32[a]);
  if (fd < 0) return 0;
  const refused = familyOf(vm, vm.i32[a]) === AF_UNIX || isBound(libc!, fd) ? null : libc!.permits("net");
  if (refused !== null) return vm.raiseOS(refused);
  const result = libc!.call("listen", fd, Math.max(0, backlog));
  return result < 0 ? raiseResult(vm, result) : NONE;
}

/**
 * Connects, waiting as long as the socket does.
 *
 * @returns 0, or an error number; -1 with an exception set.
 */
function connectTo(vm: Vm, a: number, call: string): number {
  const libc = needLibc(vm), self = vm.i32[a];
  const address = libc === null ? null : readAddress(vm, libc, vm.i32[a + 1], familyOf(vm, self), call);
  if (address === null || !audit(vm, "socket.connect", self, vm.i32[a + 1])) return -1;
  const refused = refusal(libc!, address);
  if (refused !== null) return vm.raiseOS(refused), -1;
  const fd = systemOf(vm, self);
  if (fd < 0) return -1;
  const limitMs = timeoutMsOf(vm, self);
  // In the kernel nobody could interrupt it.
  if (limitMs === Infinity) setBlocking(libc!, fd, false);
  let result = libc!.call("connect", fd, address.bytes, address.bytes.length);
  if ((result === -EINPROGRESS || result === -EINTR) && limitMs !== 0) {
    const ready = waitReady(vm, libc!, fd, POLLOUT, limitMs);
    if (isError(ready)) return vm.raiseOS(ready), -1;
    if (ready === 0) return timedOut(vm);
    result = -numberOption(libc!, fd, SOL_SOCKET, SO_ERROR);
    if (result === -EISCONN) result = 0;
    // The kernel gives up an attempt that failed when it is asked again, and only then is the socket as it was.
    if (result < 0 && limitMs === Infinity) libc!.call("connect", fd, address.bytes, address.bytes.length);
  } else if (result === -EAGAIN && limitMs === Infinity) {
    // A UNIX socket whose peer's queue is full: nothing tells when there is room.
    setBlocking(libc!, fd, true);
    result = unhurried(vm, () => libc!.call("connect", fd, address.bytes, address.bytes.length));
  }
  if (limitMs === Infinity) setBlocking(libc!, fd, true);
  return -result;
}

/** `connect`. */
export function connect(vm: Vm, a: number): Value {
  const error = connectTo(vm, a, "connect");
  return error < 0 ? 0 : error > 0 ? vm.raiseOS(errorOf(error)) : NONE;
}

/** `connect_ex`. */
export function connectEx(vm: Vm, a: number): Value {
  const error = connectTo(vm, a, "connect_ex");
  if (error >= 0) return vm.newInt(error);
  if (!vm.matches("TimeoutError")) return 0;
  vm.clearError();
  return vm.newInt(EAGAIN);
}

/** `_accept`: Python's descriptor of the connection, and the peer's address. */
export function accept(vm: Vm, a: number): Value {
  const libc = needLibc(vm), self = vm.i32[a];
  if (libc === null) return 0;
  const address = new Uint8Array(ADDRESS_BYTES), length = new Uint32Array(1);
  const fd = attempt(vm, libc, self, POLLIN, (system) => {
    length[0] = ADDRESS_BYTES;
    const ready = timeoutMsOf(vm, self) === 0 ? 1 : waitReady(vm, libc, system, POLLIN, 0);
    if (ready === 0) return -EAGAIN;
    const place = new Uint8Array(length.buffer);
    // Another thread may take the connection first: then this waits in the kernel.
    return unhurried(vm, () => libc.call("accept4", system, address, place, SOCK_CLOEXEC));
  });
  if (fd < 0) return 0;
  const adopted = adoptDescriptor(vm, fd, O_RDWR);
  if (isError(adopted)) return vm.raiseOS(adopted);
  return vm.newTuple([vm.newInt(adopted), addressValue(vm, address, length[0])]);
}

/** `getsockname` and `getpeername`. */
export function nameOf(vm: Vm, self: Value, call: string): Value {
  const libc = needLibc(vm), fd = libc === null ? -1 : systemOf(vm, self);
  if (fd < 0) return 0;
  const address = new Uint8Array(ADDRESS_BYTES), length = Uint32Array.of(ADDRESS_BYTES);
  const result = libc!.call(call, fd, address, new Uint8Array(length.buffer));
  if (result < 0) return raiseResult(vm, result);
  // A UNIX socket without a name has an empty one.
  if (length[0] === 2 && familyOf(vm, self) === AF_UNIX) return vm.newStr("");
  return addressValue(vm, address, length[0]);
}

/** `shutdown`. */
export function shutdown(vm: Vm, a: number): Value {
  const libc = needLibc(vm), how = libc === null ? NaN : vm.index(vm.i32[a + 1]);
  const fd = Number.isNaN(how) ? -1 : systemOf(vm, vm.i32[a]);
  if (fd < 0) return 0;
  const result = libc!.call("shutdown", fd, how);
  return result < 0 ? raiseResult(vm, result) : NONE;
}

/** `close`. */
export function close(vm: Vm, self: Value): Value {
  const fd = fdOf(vm, self);
  if (fd < 0) return NONE;
  vm.i32[(self + SOCKET_FD) >>> 2] = -1;
  const error = closeFile(vm, fd);
  // As CPython: a connection that was reset is closed all the same.
  return error === null || error.code === "ECONNRESET" ? NONE : vm.raiseOS(error);
}

/**
 * Functions of `posix` on descriptors for which the C library is needed: pipes and their like, flags, vectors of
 * buffers, terminals.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type HostError, type NativeDefinition, nativeFunction, type SystemCalls, type Vm } from "@orochi/vm";
import { type Buffer, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import {
  adoptDescriptor,
  closeFile,
  duplicateTo,
  isError,
  isInheritable,
  isOpen,
  setInheritable,
  systemDescriptor,
} from "../files.ts";
import { ask, cText, needLibc, perform, raiseResult, upToZero } from "../system/calls.ts";
import { POLLIN, POLLOUT, unhurried, waitReady } from "../system/wait.ts";
import { fileno } from "./descriptor_functions.ts";
import { intOr } from "./path_functions.ts";
import { decodePath, pathOf } from "./paths.ts";

const O_RDWR = 2, O_NOCTTY = 0o400, O_CLOEXEC = 0o2000000, O_NONBLOCK = 0o4000;
const F_GETFL = 3, F_SETFL = 4;
const MFD_CLOEXEC = 1, EFD_CLOEXEC = O_CLOEXEC, EFD_SEMAPHORE = 1;
/** Bytes that hold the name of a terminal. */
const NAME_BYTES = 256;

/** The system's descriptor of an argument; -1 with an exception set. */
export function systemFd(vm: Vm, given: Value): number {
  const fd = fileno(vm, given);
  if (Number.isNaN(fd)) return -1;
  const found = systemDescriptor(vm, fd);
  if (!isError(found)) return found;
  vm.raiseOS(found);
  return -1;
}

/** Makes Python's descriptor of one that the system gave, or raises its failure. */
export function adopted(vm: Vm, systemFd: number, flags: number): Value {
  if (systemFd < 0) return raiseResult(vm, systemFd);
  const fd = adoptDescriptor(vm, systemFd, flags);
  return isError(fd) ? vm.raiseOS(fd) : vm.newInt(fd);
}

/** Two descriptors of the system as a tuple of Python's. */
export function adoptedPair(vm: Vm, fds: Int32Array, flags: readonly [number, number]): Value {
  const first = adoptDescriptor(vm, fds[0], flags[0]);
  const second = adoptDescriptor(vm, fds[1], flags[1]);
  const failed = [first, second].find((fd): fd is HostError => isError(fd));
  if (failed === undefined) return vm.newTuple([vm.newInt(first as number), vm.newInt(second as number)]);
  for (const fd of [first, second]) if (!isError(fd)) closeFile(vm, fd);
  return vm.raiseOS(failed);
}

function pipe(vm: Vm, flags: number, inheritable: boolean): Value {
  const libc = Number.isNaN(flags) ? null : needLibc(vm);
  if (libc === null) return 0;
  const ends = new Int32Array(2);
  const made = libc.call("pipe2", new Uint8Array(ends.buffer), flags | O_CLOEXEC);
  if (made < 0) return raiseResult(vm, made);
  const pair = adoptedPair(vm, ends, [0, 1]);
  if (pair !== 0 && inheritable) {
    for (const end of vm.tupleItems(pair)) setInheritable(vm, vm.number(end), true);
  }
  return pair;
}

/** A pair of functions that read and change a flag of a descriptor. */
function flag(
  name: string,
  read: (vm: Vm, fd: number) => boolean | HostError,
  change: (vm: Vm, fd: number, value: boolean) => Value,
): NativeDefinition[] {
  const descriptor = (vm: Vm, given: Value): number => {
    const fd = vm.index(given);
    if (Number.isNaN(fd) || isOpen(vm, fd)) return fd;
    vm.raiseOS({ code: "EBADF", message: "Bad file descriptor" });
    return NaN;
  };
  return [
    nativeFunction(`get_${name}`, "(fd, /)", (vm, a) => {
      const fd = descriptor(vm, vm.i32[a]);
      if (Number.isNaN(fd)) return 0;
      const value = read(vm, fd);
      return isError(value) ? vm.raiseOS(value) : vm.bool(value);
    }),
    nativeFunction(`set_${name}`, `(fd, ${name}, /)`, (vm, a) => {
      const fd = descriptor(vm, vm.i32[a]);
      const value = Number.isNaN(fd) ? -1 : vm.truthy(vm.i32[a + 1]);
      return value < 0 ? 0 : change(vm, fd, value === 1);
    }),
  ];
}

function setBlocking(vm: Vm, fd: number, blocking: boolean): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const system = systemDescriptor(vm, fd) as number;
  const flags = libc.call("fcntl", system, F_GETFL, 0);
  const changed = flags < 0
    ? flags
    : libc.call("fcntl", system, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
  return changed < 0 ? raiseResult(vm, changed) : NONE;
}

/** What is in a list of buffers, as `struct iovec`s; null with an exception set. The caller releases the buffers. */
function vectors(vm: Vm, libc: SystemCalls, list: Value, writable: boolean): [Buffer[], Uint8Array] | null {
  const buffers: Buffer[] = [];
  const good = vm.iterate(list, (item) => {
    const buffer = openBytes(vm, item, undefined, writable);
    if (buffer !== null) buffers.push(buffer);
    return buffer !== null;
  });
  if (!good) {
    for (const buffer of buffers) releaseBuffer(vm, buffer);
    return null;
  }
  const base = libc.addressOf(vm.u8);
  const words = BigInt64Array.from(
    buffers.flatMap((buffer) => [BigInt(base + (buffer.address >>> 0)), BigInt(buffer.length)]),
  );
  return [buffers, new Uint8Array(words.buffer)];
}

function vectored(name: string, writable: boolean): NativeDefinition {
  return nativeFunction(name, "(fd, buffers, /)", (vm, a) => {
    const libc = needLibc(vm), fd = libc === null ? -1 : systemFd(vm, vm.i32[a]);
    const list = fd < 0 ? null : vectors(vm, libc!, vm.i32[a + 1], writable);
    if (list === null) return 0;
    const ready = waitReady(vm, libc!, fd, writable ? POLLIN : POLLOUT, Infinity);
    const count = isError(ready) ? 0 : libc!.call(name, fd, list[1], list[0].length);
    for (const buffer of list[0]) releaseBuffer(vm, buffer);
    return isError(ready) ? vm.raiseOS(ready) : count < 0 ? raiseResult(vm, count) : vm.newInt(count);
  });
}

function sendfile(vm: Vm, a: number): Value {
  const libc = needLibc(vm), out = libc === null ? -1 : systemFd(vm, vm.i32[a]);
  const from = out < 0 ? -1 : systemFd(vm, vm.i32[a + 1]);
  if (from < 0) return 0;
  const offset = vm.i32[a + 2] === NONE ? null : vm.index(vm.i32[a + 2]), count = vm.index(vm.i32[a + 3]);
  if (vm.failed()) return 0;
  const place = offset === null ? null : new Uint8Array(BigInt64Array.of(BigInt(offset)).buffer);
  const sent = unhurried(vm, () => libc!.call("sendfile", out, from, place, count));
  return sent < 0 ? raiseResult(vm, sent) : vm.newInt(sent);
}

/** The terminal that a descriptor is, by one of the functions that give a name. */
function terminalName(vm: Vm, given: Value, call: string): Value {
  const libc = needLibc(vm), fd = libc === null ? -1 : systemFd(vm, given);
  if (fd < 0) return 0;
  const name = new Uint8Array(NAME_BYTES);
  const failed = libc!.call(call, fd, name, NAME_BYTES);
  return failed < 0 ? raiseResult(vm, failed) : vm.newStr(decodePath(upToZero(name)));
}

function openpty(vm: Vm): Value {
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const master = libc.call("posix_openpt", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return raiseResult(vm, master);
  const name = new Uint8Array(NAME_BYTES);
  const failed = libc.call("grantpt", master) || libc.call("unlockpt", master) ||
    libc.call("ptsname_r", master, name, NAME_BYTES);
  const slave = failed < 0 ? failed : libc.call("open", name, O_RDWR | O_NOCTTY | O_CLOEXEC, 0);
  if (slave >= 0) return adoptedPair(vm, Int32Array.of(master, slave), [O_RDWR, O_RDWR]);
  libc.call("close", master);
  return raiseResult(vm, slave);
}

function eventfdRead(vm: Vm, given: Value): Value {
  const libc = needLibc(vm), fd = libc === null ? -1 : systemFd(vm, given);
  if (fd < 0) return 0;
  const count = new BigUint64Array(1), bytes = new Uint8Array(count.buffer);
  const nonblocking = (libc!.call("fcntl", fd, F_GETFL, 0) & O_NONBLOCK) !== 0;
  const ready = waitReady(vm, libc!, fd, POLLIN, nonblocking ? 0 : Infinity);
  if (isError(ready)) return vm.raiseOS(ready);
  const got = libc!.call("read", fd, bytes, 8);
  return got < 0 ? raiseResult(vm, got) : vm.newBigInt(count[0]);
}

/** Functions whose arguments are a descriptor and ints, by name of the call. */
function onDescriptor(name: string, signature: string, numbers: number): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    const fd = systemFd(vm, vm.i32[a]);
    const args = Array.from({ length: fd < 0 ? 0 : numbers }, (_, i) => vm.index(vm.i32[a + 1 + i]));
    return vm.failed() ? 0 : perform(vm, name, fd, ...args);
  });
}

/** The functions. */
export const pipeFunctions: readonly NativeDefinition[] = [
  nativeFunction("pipe", "()", (vm) => pipe(vm, 0, false), "Create a pipe."),
  nativeFunction("pipe2", "(flags, /)", (vm, a) => {
    const flags = vm.index(vm.i32[a]);
    return pipe(vm, flags, (flags & O_CLOEXEC) === 0);
  }, "Create a pipe with flags set atomically."),
  nativeFunction("dup2", "(fd, fd2, inheritable=True)", (vm, a) => {
    const fd = vm.index(vm.i32[a]), target = vm.index(vm.i32[a + 1]);
    const inheritable = vm.i32[a + 2] === 0 ? 1 : vm.truthy(vm.i32[a + 2]);
    if (vm.failed()) return 0;
    const copy = duplicateTo(vm, fd, target);
    if (isError(copy)) return vm.raiseOS(copy);
    setInheritable(vm, target, inheritable === 1);
    return vm.newInt(copy);
  }, "Duplicate file descriptor."),
  ...flag("inheritable", isInheritable, (vm, fd, value) => {
    setInheritable(vm, fd, value);
    return NONE;
  }),
  ...flag("blocking", (vm, fd) => {
    const libc = vm.host.libc();
    if (!("call" in libc)) return true;
    return (libc.call("fcntl", systemDescriptor(vm, fd) as number, F_GETFL, 0) & O_NONBLOCK) === 0;
  }, setBlocking),
  vectored("readv", true),
  vectored("writev", false),
  nativeFunction(
    "sendfile",
    "(out_fd, in_fd, offset, count)",
    sendfile,
    "Copy count bytes from in_fd to out_fd.",
  ),
  nativeFunction("memfd_create", "(name, flags=1)", (vm, a) => {
    const path = pathOf(vm, vm.i32[a], { call: "memfd_create", parameter: "name" });
    const flags = intOr(vm, vm.i32[a + 1], MFD_CLOEXEC), libc = path === null ? null : needLibc(vm);
    if (libc === null || vm.failed()) return 0;
    return adopted(vm, libc.call("memfd_create", cText(path!.text), flags | MFD_CLOEXEC), O_RDWR);
  }),
  nativeFunction("eventfd", "(initval, flags=0o2000000)", (vm, a) => {
    const initial = vm.index(vm.i32[a]), flags = intOr(vm, vm.i32[a + 1], EFD_CLOEXEC);
    const libc = vm.failed() ? null : needLibc(vm);
    return libc === null ? 0 : adopted(vm, libc.call("eventfd", initial, flags | EFD_CLOEXEC), O_RDWR);
  }),
  nativeFunction("eventfd_read", "(fd)", (vm, a) => eventfdRead(vm, vm.i32[a])),
  nativeFunction("eventfd_write", "(fd, value)", (vm, a) => {
    const fd = systemFd(vm, vm.i32[a]);
    const value = fd < 0 || !vm.isInt(vm.i32[a + 1]) ? 0n : vm.bigInt(vm.i32[a + 1]);
    return fd < 0 ? 0 : perform(vm, "write", fd, new Uint8Array(BigUint64Array.of(value).buffer), 8);
  }),
  nativeFunction("openpty", "()", openpty, "Open a pseudo-terminal."),
  nativeFunction("ttyname", "(fd, /)", (vm, a) => terminalName(vm, vm.i32[a], "ttyname_r")),
  nativeFunction("ptsname", "(fd, /)", (vm, a) => terminalName(vm, vm.i32[a], "ptsname_r")),
  nativeFunction("ctermid", "()", (vm) => vm.newStr("/dev/tty")),
  onDescriptor("lockf", "(fd, command, length, /)", 2),
  onDescriptor("posix_fallocate", "(fd, offset, length, /)", 2),
  onDescriptor("posix_fadvise", "(fd, offset, length, advice, /)", 3),
  onDescriptor("tcsetpgrp", "(fd, pgid, /)", 1),
  onDescriptor("fchdir", "(fd)", 0),
  nativeFunction("tcgetpgrp", "(fd, /)", (vm, a) => {
    const fd = systemFd(vm, vm.i32[a]);
    return fd < 0 ? 0 : ask(vm, "tcgetpgrp", fd);
  }),
  nativeFunction("mkfifo", "(path, mode=0o666, *, dir_fd=None)", (vm, a) => {
    const path = pathOf(vm, vm.i32[a], { call: "mkfifo" }), mode = intOr(vm, vm.i32[a + 1], 0o666);
    const libc = path === null || vm.failed() ? null : needLibc(vm);
    if (libc === null) return 0;
    const refused = libc.permits("write", path!.text);
    if (refused !== null) return vm.raiseOS(refused, path!.given);
    const made = libc.call("mkfifo", cText(path!.text), mode);
    return made < 0 ? raiseResult(vm, made, path!.given) : NONE;
  }),
  nativeFunction("sync", "()", (vm) => perform(vm, "sync")),
];

/** Constants that these functions take. */
export const PIPE_CONSTANTS: { readonly [name: string]: number } = {
  EFD_CLOEXEC,
  EFD_NONBLOCK: O_NONBLOCK,
  EFD_SEMAPHORE,
  F_LOCK: 1,
  F_TEST: 3,
  F_TLOCK: 2,
  F_ULOCK: 0,
  MFD_ALLOW_SEALING: 2,
  MFD_CLOEXEC,
  MFD_HUGETLB: 4,
  POSIX_FADV_DONTNEED: 4,
  POSIX_FADV_NOREUSE: 5,
  POSIX_FADV_NORMAL: 0,
  POSIX_FADV_RANDOM: 1,
  POSIX_FADV_SEQUENTIAL: 2,
  POSIX_FADV_WILLNEED: 3,
};

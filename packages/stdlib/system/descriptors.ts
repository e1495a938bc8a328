/**
 * Open files whose descriptors are the system's: what is opened, read and written through the C library. Their
 * position is the kernel's, and every Worker uses the same descriptor.
 *
 * @module
 */
import type { HostError, HostStat, SystemCalls, Vm } from "@orochi/vm";
import { cText, errorOf } from "./calls.ts";
import { POLLIN, POLLOUT, unhurried, waitReady } from "./wait.ts";

const O_NONBLOCK = 0o4000, O_CLOEXEC = 0o2000000, O_PATH = 0o10000000;
const F_GETFL = 3, F_DUPFD_CLOEXEC = 1030;
/** Descriptors from here on: a program that is confused about 0, 1 and 2 must not meet a file there. */
const LEAST = 3;
/** What a pipe that is ready for writing takes without waiting: POSIX's `PIPE_BUF` on Linux. */
const PIPE_BYTES = 4096;

const EAGAIN: HostError = { code: "EAGAIN", message: "Resource temporarily unavailable" };

// `struct stat` of Linux on x86-64.
const STAT_BYTES = 144;
const S_IFMT = 0o170000, S_IFDIR = 0o040000, S_IFREG = 0o100000, S_IFLNK = 0o120000;

/** The result of a call: a number, or its failure. */
export function result(value: number): number | HostError {
  return value < 0 ? errorOf(-value) : value;
}

/**
 * Opens a file under the permissions of the program: where those name paths, Deno opens it and this duplicates it.
 *
 * @returns The system's descriptor.
 */
export function openSystem(
  vm: Vm,
  libc: SystemCalls,
  path: string,
  flags: number,
  mode: number,
): number | HostError {
  if (libc.permits("read") === null && libc.permits("write") === null) {
    return result(unhurried(vm, () => libc.call("open", cText(path), flags | O_CLOEXEC, mode)));
  }
  const opened = vm.host.open(path, flags & ~O_PATH, mode);
  if (typeof opened !== "number") return opened;
  const copy = libc.call("fcntl", opened, F_DUPFD_CLOEXEC, LEAST);
  vm.host.close(opened);
  return result(copy);
}

/** Whether a descriptor's open file returns at once where it would have to wait. */
export function isNonblocking(libc: SystemCalls, fd: number): boolean {
  const flags = libc.call("fcntl", fd, F_GETFL, 0);
  return flags >= 0 && (flags & O_NONBLOCK) !== 0;
}

/** Reads from what may keep a reader waiting: a pipe, a terminal, a socket. */
export function readWaiting(
  vm: Vm,
  libc: SystemCalls,
  fd: number,
  buffer: Uint8Array,
  isOpen: () => boolean,
): number | HostError {
  const ready = waitReady(vm, libc, fd, POLLIN, 0);
  if (ready === 0) {
    if (isNonblocking(libc, fd)) return EAGAIN;
    const waited = waitReady(vm, libc, fd, POLLIN, Infinity);
    if (typeof waited !== "number") return waited;
    if (!isOpen()) return errorOf(9);
  }
  return result(libc.call("read", fd, buffer, buffer.length));
}

/** Writes to what may keep a writer waiting: all bytes, or for one that does not block as many as it takes. */
export function writeWaiting(
  vm: Vm,
  libc: SystemCalls,
  fd: number,
  bytes: Uint8Array,
  isOpen: () => boolean,
): number | HostError {
  if (isNonblocking(libc, fd)) return result(libc.call("write", fd, bytes, bytes.length));
  let done = 0;
  while (done < bytes.length) {
    const ready = waitReady(vm, libc, fd, POLLOUT, Infinity);
    if (typeof ready !== "number") return ready;
    if (!isOpen()) return errorOf(9);
    const part = bytes.subarray(done, done + PIPE_BYTES);
    const count = libc.call("write", fd, part, part.length);
    if (count < 0) return errorOf(-count);
    done += count;
  }
  return done;
}

function kindOf(mode: number): HostStat["kind"] {
  switch (mode & S_IFMT) {
    case S_IFREG:
      return "file";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symlink";
    default:
      return "other";
  }
}

/** `fstat`. */
export function statSystem(libc: SystemCalls, fd: number): HostStat | HostError {
  const bytes = new Uint8Array(STAT_BYTES);
  const failed = libc.call("fstat", fd, bytes);
  if (failed < 0) return errorOf(-failed);
  const view = new DataView(bytes.buffer);
  const long = (at: number) => view.getBigInt64(at, true);
  const time = (at: number) => long(at) * 1_000_000_000n + long(at + 8);
  const mode = view.getUint32(24, true);
  return {
    kind: kindOf(mode),
    mode,
    size: Number(long(48)),
    links: Number(long(16)),
    uid: view.getUint32(28, true),
    gid: view.getUint32(32, true),
    inode: long(8),
    device: long(0),
    specialDevice: long(40),
    blocks: Number(long(64)),
    blockBytes: Number(long(56)),
    accessed: time(72),
    modified: time(88),
    changed: time(104),
    born: 0n,
  };
}

/** Two times in nanoseconds, as text, as the `struct timespec[2]` of `futimens`. */
function timespecs(texts: readonly (string | number)[]): Uint8Array {
  const words = new BigInt64Array(4);
  texts.forEach((text, i) => {
    const time = BigInt(text), second = 1_000_000_000n;
    const rest = ((time % second) + second) % second;
    words[2 * i] = (time - rest) / second;
    words[2 * i + 1] = rest;
  });
  return new Uint8Array(words.buffer);
}

/** A call that changes an open file, under the names that {@linkcode Host.system} has for them. */
export function changeSystem(
  vm: Vm,
  libc: SystemCalls,
  fd: number,
  call: string,
  args: readonly (string | number)[],
): number | HostError {
  if (call === "futime") return result(libc.call("futimens", fd, timespecs(args)));
  const numbers = args.map(Number);
  if (call !== "fsync" && call !== "fdatasync") return result(libc.call(call, fd, ...numbers));
  return result(unhurried(vm, () => libc.call(call, fd)));
}

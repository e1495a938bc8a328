/**
 * `fcntl`: what the calls `fcntl` and `ioctl` do, and locks on files.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import {
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type SystemCalls,
  type Vm,
} from "@orochi/vm";
import { hasBuffer, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { addIntegers } from "../_module_error.ts";
import { duplicate, isError, isInheritable, setInheritable } from "../files.ts";
import { fileno } from "../posix/descriptor_functions.ts";
import { systemFd } from "../posix/pipe_functions.ts";
import { intOr } from "../posix/path_functions.ts";
import { needLibc, raiseResult } from "./calls.ts";
import { unhurried } from "./wait.ts";

const F_DUPFD = 0, F_GETFD = 1, F_SETFD = 2, F_DUPFD_CLOEXEC = 1030, FD_CLOEXEC = 1;
const LOCK_SH = 1, LOCK_EX = 2, LOCK_NB = 4, LOCK_UN = 8;
const F_SETLK = 6, F_SETLKW = 7;
const F_RDLCK = 0, F_WRLCK = 1, F_UNLCK = 2;
/** Bytes of `struct flock`. */
const FLOCK_BYTES = 32;
/** The most that a buffer is copied for, as in CPython. */
const MOST_BYTES = 1024;

const CONSTANTS: { readonly [name: string]: number } = {
  DN_ACCESS: 1,
  DN_ATTRIB: 32,
  DN_CREATE: 4,
  DN_DELETE: 8,
  DN_MODIFY: 2,
  DN_MULTISHOT: 2147483648,
  DN_RENAME: 16,
  FASYNC: 8192,
  FD_CLOEXEC: 1,
  F_ADD_SEALS: 1033,
  F_DUPFD: 0,
  F_DUPFD_CLOEXEC: 1030,
  F_EXLCK: 4,
  F_GETFD: 1,
  F_GETFL: 3,
  F_GETLEASE: 1025,
  F_GETLK: 5,
  F_GETLK64: 5,
  F_GETOWN: 9,
  F_GETPIPE_SZ: 1032,
  F_GETSIG: 11,
  F_GET_SEALS: 1034,
  F_NOTIFY: 1026,
  F_OFD_GETLK: 36,
  F_OFD_SETLK: 37,
  F_OFD_SETLKW: 38,
  F_RDLCK: 0,
  F_SEAL_GROW: 4,
  F_SEAL_SEAL: 1,
  F_SEAL_SHRINK: 2,
  F_SEAL_WRITE: 8,
  F_SETFD: 2,
  F_SETFL: 4,
  F_SETLEASE: 1024,
  F_SETLK: 6,
  F_SETLK64: 6,
  F_SETLKW: 7,
  F_SETLKW64: 7,
  F_SETOWN: 8,
  F_SETPIPE_SZ: 1031,
  F_SETSIG: 10,
  F_SHLCK: 8,
  F_UNLCK: 2,
  F_WRLCK: 1,
  LOCK_EX: 2,
  LOCK_MAND: 32,
  LOCK_NB: 4,
  LOCK_READ: 64,
  LOCK_RW: 192,
  LOCK_SH: 1,
  LOCK_UN: 8,
  LOCK_WRITE: 128,
};

/** Commands about Python's own table of descriptors; undefined for all others. */
function ownCommand(vm: Vm, fd: number, command: number, arg: number): Value | undefined {
  switch (command) {
    case F_GETFD:
      return vm.newInt(isInheritable(vm, fd) ? 0 : FD_CLOEXEC);
    case F_SETFD:
      setInheritable(vm, fd, (arg & FD_CLOEXEC) === 0);
      return vm.newInt(0);
    case F_DUPFD:
    case F_DUPFD_CLOEXEC: {
      const copy = duplicate(vm, fd, arg);
      if (isError(copy)) return vm.raiseOS(copy);
      setInheritable(vm, copy, command === F_DUPFD);
      return vm.newInt(copy);
    }
  }
}

/** A call with a number, or with bytes that it may change: those come back, or are changed in place. */
function control(vm: Vm, call: string, a: number, mutates: boolean): Value {
  const libc = needLibc(vm), fd = libc === null ? -1 : systemFd(vm, vm.i32[a]);
  const command = fd < 0 ? NaN : vm.index(vm.i32[a + 1]), given = vm.i32[a + 2];
  if (Number.isNaN(command)) return 0;
  if (given === 0 || vm.isInt(given)) {
    const number = given === 0 ? 0 : Number(BigInt.asIntN(32, vm.bigInt(given)));
    const own = call === "fcntl" ? ownCommand(vm, fileno(vm, vm.i32[a]), command, number) : undefined;
    if (own !== undefined) return own;
    const result = unhurried(
      vm,
      () => libc!.call(call, fd, command, call === "fcntl" ? number : number >>> 0),
    );
    return result < 0 ? raiseResult(vm, result) : vm.newInt(result);
  }
  if (!vm.isStr(given) && !hasBuffer(vm, given)) {
    return vm.raiseType(`${call}() argument 3 must be an integer, a bytes-like object, or a string`);
  }
  return withBytes(vm, libc!, { call: `${call}_buffer`, fd, command, given, mutates });
}

interface BytesCall {
  readonly call: string;
  readonly fd: number;
  readonly command: number;
  readonly given: Value;
  readonly mutates: boolean;
}

function withBytes(vm: Vm, libc: SystemCalls, { call, fd, command, given, mutates }: BytesCall): Value {
  if (vm.isStr(given)) {
    const bytes = new TextEncoder().encode(`${vm.js(given)}\0`);
    const result = libc.call(call, fd, command, bytes);
    return result < 0 ? raiseResult(vm, result) : vm.newBytes(bytes.subarray(0, -1));
  }
  const buffer = openBytes(vm, given);
  if (buffer === null) return 0;
  const place = vm.u8.subarray(buffer.address >>> 0, (buffer.address >>> 0) + buffer.length);
  const inPlace = mutates && !buffer.readonly;
  // The system may write more than was given: it gets room, as CPython's buffer has.
  const bytes = new Uint8Array(Math.max(MOST_BYTES, buffer.length) + 8);
  bytes.set(place);
  const result = libc.call(call, fd, command, bytes);
  const content = bytes.subarray(0, buffer.length);
  if (inPlace && result >= 0) place.set(content);
  releaseBuffer(vm, buffer);
  if (result < 0) return raiseResult(vm, result);
  return inPlace ? vm.newInt(result) : vm.newBytes(content);
}

function lockFile(vm: Vm, a: number): Value {
  const fd = systemFd(vm, vm.i32[a]), command = fd < 0 ? NaN : vm.index(vm.i32[a + 1]);
  const [length, start, whence] = [2, 3, 4].map((k) => intOr(vm, vm.i32[a + k], 0));
  const libc = Number.isNaN(command) || vm.failed() ? null : needLibc(vm);
  if (libc === null) return 0;
  const kind = (command & LOCK_UN) !== 0
    ? F_UNLCK
    : (command & LOCK_SH) !== 0
    ? F_RDLCK
    : (command & LOCK_EX) !== 0
    ? F_WRLCK
    : -1;
  if (kind < 0) return vm.raiseValue("unrecognized lockf argument");
  const lock = new DataView(new ArrayBuffer(FLOCK_BYTES));
  lock.setInt16(0, kind, true);
  lock.setInt16(2, whence, true);
  lock.setBigInt64(8, BigInt(start), true);
  lock.setBigInt64(16, BigInt(length), true);
  const wait = (command & LOCK_NB) === 0 && kind !== F_UNLCK;
  const bytes = new Uint8Array(lock.buffer);
  const result = unhurried(vm, () => libc.call("fcntl_buffer", fd, wait ? F_SETLKW : F_SETLK, bytes));
  return result < 0 ? raiseResult(vm, result) : NONE;
}

function flock(vm: Vm, a: number): Value {
  const fd = systemFd(vm, vm.i32[a]), operation = fd < 0 ? NaN : vm.index(vm.i32[a + 1]);
  const libc = Number.isNaN(operation) ? null : needLibc(vm);
  if (libc === null) return 0;
  const first = libc.call("flock", fd, operation | LOCK_NB);
  if (first >= 0 || (operation & LOCK_NB) !== 0) return first < 0 ? raiseResult(vm, first) : NONE;
  const result = unhurried(vm, () => libc.call("flock", fd, operation));
  return result < 0 ? raiseResult(vm, result) : NONE;
}

const functions: readonly NativeDefinition[] = [
  nativeFunction("fcntl", "(fd, cmd, arg=0, /)", (vm, a) => control(vm, "fcntl", a, false)),
  nativeFunction("ioctl", "(fd, request, arg=0, mutate_flag=True, /)", (vm, a) => {
    const mutates = vm.i32[a + 3] === 0 ? 1 : vm.truthy(vm.i32[a + 3]);
    return mutates < 0 ? 0 : control(vm, "ioctl", a, mutates === 1);
  }),
  nativeFunction("flock", "(fd, operation, /)", flock),
  nativeFunction("lockf", "(fd, cmd, len=0, start=0, whence=0, /)", lockFile),
];

/** The module. */
export const fcntlModule: NativeModule = {
  name: "fcntl",
  doc: "This module performs file control and I/O control on file descriptors.",
  functions,
  populate: (vm, _module, dict) => addIntegers(vm, dict, CONSTANTS),
};

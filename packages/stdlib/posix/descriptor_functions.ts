/**
 * Functions of `posix` on file descriptors.
 *
 * @module
 */
import { BYTES_DATA, BYTES_LENGTH, NONE, T_BYTES, type Value } from "@orochi/object";
import { type HostError, type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { type Buffer, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import {
  changeFile,
  closeFile,
  duplicate,
  isError,
  isOpen,
  isTerminal,
  openFile,
  readFile,
  seekFile,
  statFile,
  writeSome,
} from "../files.ts";
import { audit } from "../sys_functions.ts";
import { intOr } from "./path_functions.ts";
import { pathOf, raisePath } from "./paths.ts";
import { statResult } from "./stat_result.ts";

/** None, or the OSError of a failure. */
function outcome(vm: Vm, result: number | string | HostError | null): Value {
  return isError(result) ? vm.raiseOS(result) : NONE;
}

/** Shortens a fresh bytes object to what was really read. */
function shorten(vm: Vm, bytes: Value, count: number): Value {
  if (count === vm.i32[(bytes + BYTES_LENGTH) >>> 2]) return bytes;
  const first = (bytes + BYTES_DATA) >>> 0;
  const exact = vm.newBytes(vm.u8.slice(first, first + count));
  vm.decref(bytes);
  return exact;
}

/** `read(fd, n)`, and `pread` where a position is given. */
function read(vm: Vm, fd: number, size: number, at?: number): Value {
  if (Number.isNaN(fd) || Number.isNaN(size)) return 0;
  if (size < 0) return vm.raiseOS({ code: "EINVAL", message: "Invalid argument" });
  const bytes = vm.alloc(T_BYTES, BYTES_DATA + Math.min(size, 0x7fff_0000));
  if (bytes === 0) return 0;
  vm.i32[(bytes + BYTES_LENGTH) >>> 2] = size;
  const first = (bytes + BYTES_DATA) >>> 0;
  const count = readFile(vm, fd, vm.u8.subarray(first, first + size), at);
  if (!isError(count)) return shorten(vm, bytes, count);
  vm.decref(bytes);
  return vm.raiseOS(count);
}

/** Bytes of the heap that a buffer has. */
function placeOf(vm: Vm, buffer: Buffer): Uint8Array {
  const first = buffer.address >>> 0;
  return vm.u8.subarray(first, first + buffer.length);
}

function write(vm: Vm, fd: number, data: Value, at?: number): Value {
  if (Number.isNaN(fd)) return 0;
  const buffer = openBytes(vm, data);
  if (buffer === null) return 0;
  const count = writeSome(vm, fd, placeOf(vm, buffer), at);
  releaseBuffer(vm, buffer);
  return isError(count) ? vm.raiseOS(count) : vm.newInt(count);
}

function open(vm: Vm, a: number): Value {
  const path = pathOf(vm, vm.i32[a], { call: "open" });
  const flags = intOr(vm, vm.i32[a + 1], 0), mode = intOr(vm, vm.i32[a + 2], 0o777);
  if (path === null || Number.isNaN(flags) || Number.isNaN(mode)) return 0;
  if (!audit(vm, "open", vm.i32[a], NONE, vm.i32[a + 1])) return 0;
  const fd = openFile(vm, path.text, flags, mode);
  return isError(fd) ? raisePath(vm, fd, path) : vm.newInt(fd);
}

/** A call of the host on a descriptor, by name. */
function onDescriptor(name: string, call: string): NativeDefinition {
  return nativeFunction(name, "(fd)", (vm, a) => {
    const fd = fileno(vm, vm.i32[a]);
    if (Number.isNaN(fd)) return 0;
    return outcome(vm, changeFile(vm, fd, call, []));
  });
}

/** A descriptor, or an object with `fileno()`; NaN with an exception set. */
export function fileno(vm: Vm, value: Value): number {
  if (vm.isInt(value)) return vm.cInt(value);
  const method = vm.getAttrOptional(value, vm.names.fileno);
  const result = method === 0 ? 0 : vm.call(method);
  vm.decref(method);
  if (result === 0) {
    if (!vm.failed()) vm.raiseType("argument must be an int, or have a fileno() method.");
    return NaN;
  }
  const fd = vm.isInt(result) ? vm.cInt(result) : NaN;
  if (Number.isNaN(fd) && !vm.failed()) vm.raiseType("fileno() returned a non-integer");
  else if (fd < 0) {
    vm.raiseValue(`file descriptor cannot be a negative integer (${fd})`);
    return NaN;
  }
  vm.decref(result);
  return fd;
}

/** The functions. */
export const descriptorFunctions: readonly NativeDefinition[] = [
  nativeFunction("open", "(path, flags, mode=0o777, *, dir_fd=None)", open),
  nativeFunction("close", "(fd)", (vm, a) => {
    const fd = fileno(vm, vm.i32[a]);
    return Number.isNaN(fd) ? 0 : outcome(vm, closeFile(vm, fd));
  }),
  nativeFunction("closerange", "(fd_low, fd_high, /)", (vm, a) => {
    const low = vm.index(vm.i32[a]), high = vm.index(vm.i32[a + 1]);
    if (Number.isNaN(low) || Number.isNaN(high)) return 0;
    for (let fd = Math.max(low, 0); fd < Math.min(high, 1024); fd++) if (isOpen(vm, fd)) closeFile(vm, fd);
    return NONE;
  }),
  nativeFunction(
    "read",
    "(fd, length, /)",
    (vm, a) => read(vm, vm.index(vm.i32[a]), vm.index(vm.i32[a + 1])),
  ),
  nativeFunction(
    "pread",
    "(fd, length, offset, /)",
    (vm, a) => read(vm, vm.index(vm.i32[a]), vm.index(vm.i32[a + 1]), vm.index(vm.i32[a + 2])),
  ),
  nativeFunction("write", "(fd, data, /)", (vm, a) => write(vm, vm.index(vm.i32[a]), vm.i32[a + 1])),
  nativeFunction(
    "pwrite",
    "(fd, buffer, offset, /)",
    (vm, a) => write(vm, vm.index(vm.i32[a]), vm.i32[a + 1], vm.index(vm.i32[a + 2])),
  ),
  nativeFunction("readinto", "(fd, buffer, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    const buffer = Number.isNaN(fd) ? null : openBytes(vm, vm.i32[a + 1], undefined, true);
    if (buffer === null) return 0;
    const count = readFile(vm, fd, placeOf(vm, buffer));
    releaseBuffer(vm, buffer);
    return isError(count) ? vm.raiseOS(count) : vm.newInt(count);
  }),
  nativeFunction("lseek", "(fd, position, whence, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a]), offset = vm.index(vm.i32[a + 1]), whence = vm.index(vm.i32[a + 2]);
    if (vm.failed()) return 0;
    const position = seekFile(vm, fd, offset, whence);
    return isError(position) ? vm.raiseOS(position) : vm.newInt(position);
  }),
  nativeFunction("fstat", "(fd)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    if (Number.isNaN(fd)) return 0;
    const info = statFile(vm, fd);
    return isError(info) ? vm.raiseOS(info) : statResult(vm, info);
  }),
  nativeFunction("isatty", "(fd, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    return Number.isNaN(fd) ? 0 : vm.bool(isTerminal(vm, fd));
  }),
  nativeFunction("dup", "(fd, /)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    const copy = Number.isNaN(fd) ? 0 : duplicate(vm, fd, 0);
    return isError(copy) ? vm.raiseOS(copy) : Number.isNaN(fd) ? 0 : vm.newInt(copy);
  }),
  onDescriptor("fsync", "fsync"),
  onDescriptor("fdatasync", "fdatasync"),
  nativeFunction("device_encoding", "(fd)", (vm, a) => {
    const fd = vm.index(vm.i32[a]);
    return Number.isNaN(fd) ? 0 : isTerminal(vm, fd) ? vm.newStr("utf-8") : NONE;
  }),
];

/**
 * The open files of a program: Python's file descriptors, the same in every thread.
 *
 * Python's descriptors are indices of a table in the shared heap, whose entries point at *open files* (several may share
 * one: `os.dup`). So they count from 0 as in a process of its own, a program reaches no descriptor that it has not
 * opened, Deno's own least of all, and a child process gets each under Python's number.
 *
 * Where the program may call the C library, an open file is the *system's*: its descriptor is good in every Worker and
 * the kernel has its position. Otherwise it is the host's, and good only in the Worker that opened it; another Worker
 * opens it again for itself, by the system's name for it or else by its path, and the position is in the table.
 *
 *     table:  1024 words, one a descriptor: 0 free, else number of an open file plus 1, and INHERITABLE
 *             1024 open files of 32 bytes: references, descriptor of the host or the system, slot of the Worker that
 *             opened it (SYSTEM: the system's), generation, position (f64; NO_POSITION for pipes and terminals, AT_END
 *             after appending), flags, path
 *
 * 1. A generation is given once; an open file is the same one as before if its generation is.
 * 2. Words of an open file change only inside the critical section of the table, but for the position.
 * 3. A Worker closes its own host descriptor of an open file that is no more when it next opens or closes a file; a
 *    descriptor of the system is closed at once.
 *
 * @module
 */
import { attach, detach, type Host, type HostError, type HostStat, quickCall, type Vm } from "@orochi/vm";
import { lockState, STATE_FILES } from "./state.ts";
import { libcOrNull } from "./system/calls.ts";
import {
  changeSystem,
  openSystem,
  readWaiting,
  result,
  statSystem,
  writeWaiting,
} from "./system/descriptors.ts";
import { POLLIN, waitReady } from "./system/wait.ts";

/** Descriptors that a program can have open. */
const CAPACITY = 1024;
const FILE_WORDS = 8;
const TABLE_BYTES = CAPACITY * 4 + CAPACITY * FILE_WORDS * 4;

// Words of an open file.
const REFERENCES = 0, HOST_FD = 1, SLOT = 2, GENERATION = 3, POSITION = 4, FLAGS = 6, PATH = 7;

/** Position of what has none. */
const NO_POSITION = -1;
/** Position after a write that appended: where the file ends. */
const AT_END = -2;
/** In place of a position that the kernel has: reading never waits, or it may. */
const PLAIN = -3, WAITING = -4;

/** In place of a slot: the descriptor is the system's. */
const SYSTEM = -1;
/** Bit of a descriptor's word: a program that is executed gets it. */
const INHERITABLE = 1 << 16, FILE_MASK = INHERITABLE - 1;

const F_GETFD = 1, F_SETFD = 2, F_GETFL = 3, FD_CLOEXEC = 1;
const O_ACCMODE = 3, O_APPEND = 0o2000, O_CLOEXEC = 0o2000000;
/** Flags that must not be given again when a file is opened a second time. */
const O_ONCE = 0o100 | 0o200 | 0o1000;

const BAD_DESCRIPTOR: HostError = { code: "EBADF", message: "Bad file descriptor" };
const NO_SEEK: HostError = { code: "ESPIPE", message: "Illegal seek" };
const INVALID: HostError = { code: "EINVAL", message: "Invalid argument" };

/** A Worker's own host descriptors by number of open file. */
const HANDLES: WeakMap<Host, Map<number, { generation: number; fd: number }>> = new WeakMap();

function handlesOf(vm: Vm): Map<number, { generation: number; fd: number }> {
  let handles = HANDLES.get(vm.host);
  if (handles === undefined) HANDLES.set(vm.host, handles = new Map());
  return handles;
}

/** Whether a call of this module failed. */
export function isError(result: unknown): result is HostError {
  return typeof result === "object" && result !== null && "code" in result;
}

/**
 * Makes the table, with the three standard streams open.
 *
 * @returns Whether there was memory for it.
 */
export function createFiles(vm: Vm): boolean {
  const table = vm.heap.allocRaw(TABLE_BYTES);
  if (table === 0) return false;
  vm.i32[STATE_FILES >>> 2] = table;
  resetFiles(vm);
  return true;
}

/** Has nothing open but the standard streams, in a program that found the table in its heap image. */
export function resetFiles(vm: Vm): void {
  const table = vm.i32[STATE_FILES >>> 2];
  vm.i32.fill(0, table >>> 2, (table + TABLE_BYTES) >>> 2);
  for (let fd = 0; fd < 3; fd++) {
    vm.i32[(table >>> 2) + fd] = (fd + 1) | INHERITABLE;
    fillFile(vm, fd, fd, NO_POSITION, fd === 0 ? 0 : 1, "");
  }
}

/** Word index of an open file. */
function fileWord(vm: Vm, index: number): number {
  return (vm.i32[STATE_FILES >>> 2] >>> 2) + CAPACITY + index * FILE_WORDS;
}

/** Number of the open file that the table has for a descriptor, or -1. */
function tableEntry(vm: Vm, fd: number): number {
  return fd >= 0 && fd < CAPACITY ? (vm.i32[(vm.i32[STATE_FILES >>> 2] >>> 2) + fd] & FILE_MASK) - 1 : -1;
}

/** As `tableEntry`, with what the process was started with. Not inside of the critical section. */
function fileOf(vm: Vm, fd: number): number {
  const index = tableEntry(vm, fd);
  if (index >= 0 || fd >= CAPACITY || !isInherited(vm, fd)) return index;
  lockState(vm);
  if (tableEntry(vm, fd) < 0) takeInherited(vm, fd);
  vm.lock.end();
  return tableEntry(vm, fd);
}

/**
 * Whether the process was started with a descriptor that the program has not touched yet: one that is open in the
 * system, but not closed for programs that are executed, as all of ours and Deno's are.
 */
function isInherited(vm: Vm, fd: number): boolean {
  const libc = fd < 3 ? null : libcOrNull(vm);
  const flags = libc === null ? -1 : libc.call("fcntl", fd, F_GETFD, 0);
  return flags >= 0 && (flags & FD_CLOEXEC) === 0;
}

/** Makes an inherited descriptor one of the table under its number. Inside of the critical section. */
function takeInherited(vm: Vm, fd: number): void {
  const libc = libcOrNull(vm)!;
  for (let index = 3; index < CAPACITY; index++) {
    if (vm.i32[fileWord(vm, index) + REFERENCES] !== 0) continue;
    const flags = libc.call("fcntl", fd, F_GETFL, 0);
    libc.call("fcntl", fd, F_SETFD, FD_CLOEXEC);
    fillFile(vm, index, fd, NO_POSITION, Math.max(0, flags), "");
    vm.i32[fileWord(vm, index) + SLOT] = SYSTEM;
    handlesOf(vm).delete(index);
    vm.i32[(vm.i32[STATE_FILES >>> 2] >>> 2) + fd] = (index + 1) | INHERITABLE;
    return;
  }
}

function positionIndex(vm: Vm, index: number): number {
  return (fileWord(vm, index) + POSITION) >>> 1;
}

function fillFile(
  vm: Vm,
  index: number,
  hostFd: number,
  position: number,
  flags: number,
  path: string,
): void {
  const word = fileWord(vm, index);
  const bytes = new TextEncoder().encode(path);
  const copy = path === "" ? 0 : vm.heap.allocRaw(bytes.length + 4);
  if (copy !== 0) {
    vm.i32[copy >>> 2] = bytes.length;
    vm.u8.set(bytes, (copy >>> 0) + 4);
  }
  vm.i32[word + REFERENCES] = 1;
  vm.i32[word + HOST_FD] = hostFd;
  vm.i32[word + SLOT] = vm.slot;
  vm.i32[word + GENERATION] = vm.newVersion();
  vm.i32[word + FLAGS] = flags;
  vm.i32[word + PATH] = copy;
  vm.f64[positionIndex(vm, index)] = position;
  handlesOf(vm).set(index, { generation: vm.i32[word + GENERATION], fd: hostFd });
}

function pathOf(vm: Vm, index: number): string {
  const path = vm.i32[fileWord(vm, index) + PATH];
  if (path === 0) return "";
  return new TextDecoder().decode(vm.u8.slice((path >>> 0) + 4, (path >>> 0) + 4 + vm.i32[path >>> 2]));
}

/** Closes the calling Worker's host descriptors of open files that are no more. */
function sweep(vm: Vm): void {
  const handles = handlesOf(vm);
  for (const [index, handle] of handles) {
    const word = fileWord(vm, index);
    if (vm.i32[word + GENERATION] === handle.generation && vm.i32[word + REFERENCES] > 0) continue;
    handles.delete(index);
    vm.host.close(handle.fd);
  }
}

/** The calling Worker's host descriptor of an open file. */
function handleOf(vm: Vm, index: number): number | HostError {
  const word = fileWord(vm, index);
  const generation = vm.i32[word + GENERATION];
  const known = handlesOf(vm).get(index);
  if (known !== undefined && known.generation === generation) return known.fd;
  const hostFd = vm.i32[word + HOST_FD];
  if (hostFd <= 2) return hostFd;
  sweep(vm);
  const flags = vm.i32[word + FLAGS] & ~O_ONCE;
  const path = pathOf(vm, index);
  let opened = vm.host.open(`/proc/self/fd/${hostFd}`, flags, 0);
  if (isError(opened) && path !== "") opened = vm.host.open(path, flags, 0);
  if (!isError(opened)) handlesOf(vm).set(index, { generation, fd: opened });
  return opened;
}

/** Gives a fresh open file the lowest descriptor from `least` on. */
function addDescriptor(vm: Vm, index: number, least: number): number {
  const table = vm.i32[STATE_FILES >>> 2] >>> 2;
  for (let fd = least; fd < CAPACITY; fd++) {
    if (vm.i32[table + fd] !== 0) continue;
    // What the process was started with keeps its number.
    if (isInherited(vm, fd)) {
      vm.i32[fileWord(vm, index) + REFERENCES]++;
      takeInherited(vm, fd);
      vm.i32[fileWord(vm, index) + REFERENCES]--;
      continue;
    }
    vm.i32[table + fd] = index + 1;
    return fd;
  }
  return -1;
}

/** Opens a file; the flags are those of Linux. */
export function openFile(vm: Vm, path: string, flags: number, mode: number): number | HostError {
  const libc = libcOrNull(vm);
  if (libc !== null) {
    const opened = openSystem(vm, libc, path, flags, mode);
    return isError(opened) ? opened : adoptDescriptor(vm, opened, flags);
  }
  sweep(vm);
  const hostFd = vm.host.open(path, flags | O_CLOEXEC, mode);
  if (isError(hostFd)) return hostFd;
  const info = vm.host.stat(hostFd, true);
  const position = !isError(info) && info.kind === "file" ? 0 : NO_POSITION;
  const fd = newDescriptor(vm, 0, (index) => {
    fillFile(vm, index, hostFd, position, flags, absolute(vm, path));
  });
  if (fd >= 0) return fd;
  vm.host.close(hostFd);
  return TOO_MANY;
}

const TOO_MANY: HostError = { code: "EMFILE", message: "Too many open files" };

/** A descriptor, the lowest from `least` on, for an open file that `fill` describes; -1 if there is no room. */
function newDescriptor(vm: Vm, least: number, fill: (index: number) => void): number {
  lockState(vm);
  let fd = -1;
  for (let index = 3; index < CAPACITY && fd < 0; index++) {
    if (vm.i32[fileWord(vm, index) + REFERENCES] !== 0) continue;
    fd = addDescriptor(vm, index, least);
    if (fd >= 0) fill(index);
    else break;
  }
  vm.lock.end();
  return fd;
}

/**
 * Gives a descriptor of the system that the program has got one of Python's.
 *
 * @param flags What it was opened with, O_RDWR for what is neither file nor pipe.
 * @returns The lowest that is free; or the failure, and then the descriptor is closed.
 */
export function adoptDescriptor(vm: Vm, systemFd: number, flags: number): number | HostError {
  const fd = newDescriptor(vm, 0, (index) => {
    fillFile(vm, index, systemFd, NO_POSITION, flags, "");
    vm.i32[fileWord(vm, index) + SLOT] = SYSTEM;
    handlesOf(vm).delete(index);
  });
  if (fd >= 0) return fd;
  libcOrNull(vm)!.call("close", systemFd);
  return TOO_MANY;
}

/** The system's descriptor of one of Python's; that of a file which the host has opened is good for C all the same. */
export function systemDescriptor(vm: Vm, fd: number): number | HostError {
  const index = fileOf(vm, fd);
  return index < 0 ? BAD_DESCRIPTOR : vm.i32[fileWord(vm, index) + HOST_FD];
}

/** Number of the open file behind a descriptor and which it is: equal as long as it is the same one. -1: none. */
export function generationOf(vm: Vm, fd: number): number {
  const index = fileOf(vm, fd);
  return index < 0 ? -1 : vm.i32[fileWord(vm, index) + GENERATION];
}

/** Whether a program that is executed gets the descriptor. */
export function isInheritable(vm: Vm, fd: number): boolean {
  return (vm.i32[(vm.i32[STATE_FILES >>> 2] >>> 2) + fd] & INHERITABLE) !== 0;
}

/** Decides whether a program that is executed gets the descriptor, which is open. */
export function setInheritable(vm: Vm, fd: number, inheritable: boolean): void {
  const word = (vm.i32[STATE_FILES >>> 2] >>> 2) + fd;
  if (inheritable) Atomics.or(vm.i32, word, INHERITABLE);
  else Atomics.and(vm.i32, word, ~INHERITABLE);
}

/** All descriptors that are open, in order. */
export function openDescriptors(vm: Vm): number[] {
  const table = vm.i32[STATE_FILES >>> 2] >>> 2;
  return Array.from({ length: CAPACITY }, (_, fd) => fd).filter((fd) => vm.i32[table + fd] !== 0);
}

/** The system's descriptors of all open files but the standard streams. */
export function systemFiles(vm: Vm): number[] {
  const found: number[] = [];
  for (let index = 3; index < CAPACITY; index++) {
    const word = fileWord(vm, index);
    if (vm.i32[word + REFERENCES] > 0 && vm.i32[word + SLOT] === SYSTEM) found.push(vm.i32[word + HOST_FD]);
  }
  return found;
}

function absolute(vm: Vm, path: string): string {
  return path.startsWith("/") ? path : `${vm.host.cwd()}/${path}`;
}

/** Closes a descriptor, and its open file if no other has it. */
export function closeFile(vm: Vm, fd: number): HostError | null {
  if (!isOpen(vm, fd)) return BAD_DESCRIPTOR;
  lockState(vm);
  const index = tableEntry(vm, fd);
  let systemFd = -1;
  if (index >= 0) {
    vm.i32[(vm.i32[STATE_FILES >>> 2] >>> 2) + fd] = 0;
    const word = fileWord(vm, index);
    const last = --vm.i32[word + REFERENCES] === 0;
    if (last && vm.i32[word + SLOT] === SYSTEM) systemFd = vm.i32[word + HOST_FD];
    if (last && vm.i32[word + PATH] !== 0) {
      vm.heap.freeRaw(vm.i32[word + PATH]);
      vm.i32[word + PATH] = 0;
    }
  }
  vm.lock.end();
  if (index < 0) return BAD_DESCRIPTOR;
  if (systemFd < 0) sweep(vm);
  const closed = systemFd < 0 ? 0 : result(libcOrNull(vm)!.call("close", systemFd));
  return isError(closed) ? closed : null;
}

/** Another descriptor of the same open file: the lowest from `least` on. */
export function duplicate(vm: Vm, fd: number, least: number): number | HostError {
  if (!isOpen(vm, fd)) return BAD_DESCRIPTOR;
  lockState(vm);
  const index = tableEntry(vm, fd);
  const copy = index < 0 ? -1 : addDescriptor(vm, index, least);
  if (copy >= 0) vm.i32[fileWord(vm, index) + REFERENCES]++;
  vm.lock.end();
  if (index < 0) return BAD_DESCRIPTOR;
  return copy >= 0 ? copy : { code: "EMFILE", message: "Too many open files" };
}

/** Makes `target` a descriptor of the open file of `fd`, closing what it was. */
export function duplicateTo(vm: Vm, fd: number, target: number): number | HostError {
  if (fileOf(vm, fd) < 0 || target < 0 || target >= CAPACITY) return BAD_DESCRIPTOR;
  if (fd === target) return target;
  if (fileOf(vm, target) >= 0) closeFile(vm, target);
  return duplicate(vm, fd, target);
}

/** Whether a descriptor is open. */
export function isOpen(vm: Vm, fd: number): boolean {
  return fileOf(vm, fd) >= 0;
}

/** The host descriptor, in the calling Worker, of one of Python's which is the host's. */
function hostDescriptor(vm: Vm, fd: number): number | HostError {
  const index = fileOf(vm, fd);
  return index < 0 ? BAD_DESCRIPTOR : handleOf(vm, index);
}

/** The flags that a file was opened with. */
export function flagsOf(vm: Vm, fd: number): number {
  const index = fileOf(vm, fd);
  return index < 0 ? -1 : vm.i32[fileWord(vm, index) + FLAGS];
}

/** Runs something that may block, while other threads go on. */
function blocking<T>(vm: Vm, action: () => T): T {
  detach(vm);
  const result = action();
  attach(vm);
  return result;
}

/** Reads from where the file is; `at` reads elsewhere and leaves the position alone. */
export function readFile(vm: Vm, fd: number, buffer: Uint8Array, at?: number): number | HostError {
  const index = fileOf(vm, fd);
  const word = fileWord(vm, Math.max(index, 0));
  if (index < 0 || (vm.i32[word + FLAGS] & O_ACCMODE) === 1) return BAD_DESCRIPTOR;
  if (vm.i32[word + SLOT] === SYSTEM) return readSystem(vm, index, buffer, at);
  const handle = handleOf(vm, index);
  if (isError(handle)) return handle;
  const own = positionIndex(vm, index);
  const position = at ?? settled(vm, index, handle);
  if (isError(position)) return position;
  if (position < 0) return readStream(vm, handle, buffer);
  const count = vm.host.read(handle, buffer, position);
  if (at === undefined && !isError(count)) vm.f64[own] = position + count;
  return count;
}

/** Reads what has no positions: waits for it in a way that a signal can end, where there is one. */
function readStream(vm: Vm, handle: number, buffer: Uint8Array): number | HostError {
  const libc = handle === 0 ? libcOrNull(vm) : null;
  if (libc === null) return blocking(vm, () => vm.host.read(handle, buffer));
  const ready = waitReady(vm, libc, handle, POLLIN, Infinity);
  return isError(ready) ? ready : vm.host.read(handle, buffer);
}

/** Whether the open file is one of the kind that keeps nobody waiting. */
function isPlain(vm: Vm, index: number): boolean {
  const own = positionIndex(vm, index);
  if (vm.f64[own] === NO_POSITION) {
    const info = statSystem(libcOrNull(vm)!, vm.i32[fileWord(vm, index) + HOST_FD]);
    vm.f64[own] = !isError(info) && (info.kind === "file" || info.kind === "directory") ? PLAIN : WAITING;
  }
  return vm.f64[own] === PLAIN;
}

/** Tells whether the open file is still the one that it was, for those who have waited. */
function sameFile(vm: Vm, index: number): () => boolean {
  const word = fileWord(vm, index), generation = vm.i32[word + GENERATION];
  return () => vm.i32[word + GENERATION] === generation && vm.i32[word + REFERENCES] > 0;
}

function readSystem(vm: Vm, index: number, buffer: Uint8Array, at?: number): number | HostError {
  const libc = libcOrNull(vm)!, handle = vm.i32[fileWord(vm, index) + HOST_FD];
  if (at !== undefined) return result(libc.call("pread", handle, buffer, buffer.length, at));
  if (isPlain(vm, index)) {
    return quickCall(vm, () => result(libc.call("read", handle, buffer, buffer.length)));
  }
  return readWaiting(vm, libc, handle, buffer, sameFile(vm, index));
}

function writeSystem(vm: Vm, index: number, bytes: Uint8Array, at?: number): number | HostError {
  const libc = libcOrNull(vm)!, handle = vm.i32[fileWord(vm, index) + HOST_FD];
  if (at !== undefined) return result(libc.call("pwrite", handle, bytes, bytes.length, at));
  if (isPlain(vm, index)) return quickCall(vm, () => result(libc.call("write", handle, bytes, bytes.length)));
  return writeWaiting(vm, libc, handle, bytes, sameFile(vm, index));
}

/** Writes all bytes where the file is, or at `at`. */
export function writeFile(vm: Vm, fd: number, bytes: Uint8Array, at?: number): HostError | null {
  for (let done = 0;;) {
    const rest = done === 0 ? bytes : bytes.subarray(done);
    const count = writeSome(vm, fd, rest, at === undefined ? undefined : at + done);
    if (isError(count)) return count;
    done += count;
    if (done >= bytes.length) return null;
  }
}

/** Writes where the file is, or at `at`; as many bytes as it takes at once, which are all but for what does not block. */
export function writeSome(vm: Vm, fd: number, bytes: Uint8Array, at?: number): number | HostError {
  const index = fileOf(vm, fd);
  const word = fileWord(vm, Math.max(index, 0));
  if (index < 0 || (vm.i32[word + FLAGS] & O_ACCMODE) === 0) return BAD_DESCRIPTOR;
  if (vm.i32[word + SLOT] === SYSTEM) return writeSystem(vm, index, bytes, at);
  const error = writeHost(vm, index, bytes, at);
  return error ?? bytes.length;
}

function writeHost(vm: Vm, index: number, bytes: Uint8Array, at?: number): HostError | null {
  const word = fileWord(vm, index);
  const handle = handleOf(vm, index);
  if (isError(handle)) return handle;
  const own = positionIndex(vm, index);
  if (vm.f64[own] === NO_POSITION) return vm.host.write(handle, bytes);
  if ((vm.i32[word + FLAGS] & O_APPEND) !== 0) {
    vm.f64[own] = AT_END;
    return vm.host.write(handle, bytes);
  }
  const position = at ?? settled(vm, index, handle);
  if (isError(position)) return position;
  const error = vm.host.write(handle, bytes, position);
  if (at === undefined && error === null) vm.f64[own] = position + bytes.length;
  return error;
}

/** The position of an open file as a number; NO_POSITION for what has none. */
function settled(vm: Vm, index: number, handle: number): number | HostError {
  const own = positionIndex(vm, index);
  if (vm.f64[own] !== AT_END) return vm.f64[own];
  const info = vm.host.stat(handle, true);
  if (isError(info)) return info;
  return vm.f64[own] = info.size;
}

/** Moves the position; whence 0 start, 1 current, 2 end. */
export function seekFile(vm: Vm, fd: number, offset: number, whence: number): number | HostError {
  const index = fileOf(vm, fd);
  if (index < 0) return BAD_DESCRIPTOR;
  const word = fileWord(vm, index);
  if (vm.i32[word + SLOT] === SYSTEM) {
    return result(libcOrNull(vm)!.call("lseek", vm.i32[word + HOST_FD], offset, whence));
  }
  const own = positionIndex(vm, index);
  if (vm.f64[own] === NO_POSITION) return NO_SEEK;
  const handle = handleOf(vm, index);
  if (isError(handle)) return handle;
  let base: number | HostError = 0;
  if (whence === 1) base = settled(vm, index, handle);
  else if (whence === 2) {
    const info = vm.host.stat(handle, true);
    base = isError(info) ? info : info.size;
  } else if (whence !== 0) return INVALID;
  if (isError(base)) return base;
  if (base + offset < 0) return INVALID;
  return vm.f64[own] = base + offset;
}

/** Describes the open file of a descriptor. */
export function statFile(vm: Vm, fd: number): HostStat | HostError {
  const systemFd = ownDescriptor(vm, fd);
  if (systemFd >= 0) return statSystem(libcOrNull(vm)!, systemFd);
  const handle = hostDescriptor(vm, fd);
  return isError(handle) ? handle : vm.host.stat(handle, true);
}

/** Whether the open file of a descriptor is a directory. */
export function isDirectory(vm: Vm, fd: number): boolean | HostError {
  const handle = ownDescriptor(vm, fd) >= 0 ? -1 : hostDescriptor(vm, fd);
  if (isError(handle)) return handle;
  if (handle >= 0) return vm.host.isDirectory(handle);
  const info = statFile(vm, fd);
  return isError(info) ? info : info.kind === "directory";
}

/** The system's descriptor of an open file that is the system's, or -1. */
function ownDescriptor(vm: Vm, fd: number): number {
  const index = fileOf(vm, fd);
  const word = fileWord(vm, Math.max(index, 0));
  return index >= 0 && vm.i32[word + SLOT] === SYSTEM ? vm.i32[word + HOST_FD] : -1;
}

/**
 * Changes the open file of a descriptor.
 *
 * @param call The name that {@linkcode Host.system} has for it, such as `"ftruncate"`.
 */
export function changeFile(
  vm: Vm,
  fd: number,
  call: string,
  args: readonly (string | number)[],
): number | string | HostError {
  const systemFd = ownDescriptor(vm, fd);
  if (systemFd >= 0) return changeSystem(vm, libcOrNull(vm)!, systemFd, call, args);
  const handle = hostDescriptor(vm, fd);
  return isError(handle) ? handle : vm.host.system(call, [handle, ...args]);
}

/** Whether a descriptor is a terminal. */
export function isTerminal(vm: Vm, fd: number): boolean {
  const systemFd = ownDescriptor(vm, fd);
  if (systemFd >= 0) return libcOrNull(vm)!.call("isatty", systemFd) === 1;
  const handle = hostDescriptor(vm, fd);
  return !isError(handle) && vm.host.isTerminal(handle);
}

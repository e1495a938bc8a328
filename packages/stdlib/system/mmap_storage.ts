/**
 * Files mapped into memory. A mapping lies *in the heap*: storage is taken from it, and the system puts the file's pages
 * there in place of its own (`MAP_FIXED`). So whatever works on bytes of the heap works on a mapped file, and what
 * another process writes is seen at once.
 *
 * @module
 */
import {
  MMAP_ACCESS,
  MMAP_ADDRESS,
  MMAP_BLOCK,
  MMAP_BYTES,
  MMAP_EXPORTS,
  MMAP_FD,
  MMAP_LENGTH,
  MMAP_OFFSET_PAGES,
  MMAP_POSITION,
  type Value,
} from "@orochi/object";
import { type SystemCalls, type Vm } from "@orochi/vm";
import { adoptDescriptor, closeFile, duplicate, isError, statFile, systemDescriptor } from "../files.ts";
import { intOr } from "../posix/path_functions.ts";
import { cText, needLibc, raiseResult } from "./calls.ts";

/** Bytes of a page of the system, not of WebAssembly. */
export const PAGE_BYTES = 4096;
export const ACCESS_DEFAULT = 0, ACCESS_READ = 1, ACCESS_WRITE = 2, ACCESS_COPY = 3;
export const MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_FIXED = 16, MAP_ANONYMOUS = 32, MAP_NORESERVE = 0x4000;
export const PROT_READ = 1, PROT_WRITE = 2;
const MFD_CLOEXEC = 1, O_RDWR = 2, ENOMEM = 12;
/** The longest mapping: the heap has no more. */
const MOST_BYTES = 0x7fff_0000;

/** Word index of a word of a mapping. */
function at(self: Value, offset: number): number {
  return (self + offset) >>> 2;
}

/** Bytes of a mapping. */
export function lengthOf(vm: Vm, self: Value): number {
  return vm.i32[at(self, MMAP_LENGTH)];
}

/** Byte index in the heap of a mapping's first byte. */
export function startOf(vm: Vm, self: Value): number {
  return vm.i32[at(self, MMAP_ADDRESS)] >>> 0;
}

/** The bytes of a mapping from one index to another, in place. */
export function bytesOf(vm: Vm, self: Value, from: number, to: number): Uint8Array {
  const start = startOf(vm, self);
  return vm.u8.subarray(start + from, start + to);
}

/** Whether a mapping is still there; false with ValueError set. */
export function isOpen(vm: Vm, self: Value): boolean {
  return vm.i32[at(self, MMAP_BLOCK)] !== 0 || vm.raiseValue("mmap closed or invalid") !== 0;
}

/** Whether it may be written to; false with TypeError set. */
export function isWritable(vm: Vm, self: Value): boolean {
  return vm.i32[at(self, MMAP_ACCESS)] !== ACCESS_READ ||
    vm.raiseType("mmap can't modify a readonly memory map.") !== 0;
}

/** What a mapping is for, flags and protection, as the arguments say; null with ValueError set. */
function modeOf(vm: Vm, flags: number, protection: number, access: number): [number, number, number] | null {
  const both = PROT_READ | PROT_WRITE;
  if (access !== ACCESS_DEFAULT && (flags !== MAP_SHARED || protection !== both)) {
    return vm.raiseValue("mmap can't specify both access and flags, prot."), null;
  }
  switch (access) {
    case ACCESS_READ:
      return [MAP_SHARED, PROT_READ, access];
    case ACCESS_WRITE:
      return [MAP_SHARED, both, access];
    case ACCESS_COPY:
      return [MAP_PRIVATE, both, access];
    case ACCESS_DEFAULT:
      // What can't be read can't be looked at by the heap either.
      return [flags, protection | PROT_READ, (protection & PROT_WRITE) !== 0 ? ACCESS_DEFAULT : ACCESS_READ];
  }
  return vm.raiseValue("mmap invalid access parameter."), null;
}

/** How many bytes are mapped: the rest of the file, where 0 is asked for; -1 with ValueError set. */
function checkedLength(vm: Vm, fd: number, length: number, offset: number): number {
  if (fd < 0) return length;
  const info = statFile(vm, fd);
  if (isError(info)) return vm.raiseOS(info), -1;
  if (info.kind !== "file") return length;
  if (length > 0) {
    if (offset > info.size || info.size - offset < length) {
      return vm.raiseValue("mmap length is greater than file size"), -1;
    }
    return length;
  }
  if (info.size === 0) return vm.raiseValue("cannot mmap an empty file"), -1;
  if (offset >= info.size) return vm.raiseValue("mmap offset is greater than file size"), -1;
  return info.size - offset;
}

/** Puts pages at an address of the heap; `-errno` if the system refuses. */
function place(
  libc: SystemCalls,
  vm: Vm,
  address: number,
  length: number,
  how: readonly number[],
  fd: number,
  offset: number,
): number {
  return libc.call("mmap", libc.addressOf(vm.u8) + address, length, how[1], how[0] | MAP_FIXED, fd, offset);
}

/** A file in memory of some bytes; -1 if there can be none. */
function unnamedFile(libc: SystemCalls, length: number): number {
  const fd = length > 0 && length <= MOST_BYTES
    ? libc.call("memfd_create", cText("orochi-mmap"), MFD_CLOEXEC)
    : -1;
  if (fd < 0 || libc.call("ftruncate", fd, length) >= 0) return Math.max(fd, -1);
  libc.call("close", fd);
  return -1;
}

/** Gives an object its mapping, by the arguments of `mmap.mmap`; false with an exception set. */
export function openMapping(vm: Vm, self: Value, a: number): boolean {
  const fd = vm.index(vm.i32[a + 1]), wanted = vm.index(vm.i32[a + 2]);
  const [flags, protection, access, offset] = [MAP_SHARED, PROT_READ | PROT_WRITE, ACCESS_DEFAULT, 0]
    .map((missing, k) => intOr(vm, vm.i32[a + 3 + k], missing));
  const libc = vm.failed() ? null : needLibc(vm);
  if (libc === null) return false;
  if (wanted < 0) return vm.raise("OverflowError", "memory mapped length must be positive") !== 0;
  if (offset < 0) return vm.raise("OverflowError", "memory mapped offset must be positive") !== 0;
  const mode = modeOf(vm, flags, protection, access);
  const length = mode === null ? -1 : checkedLength(vm, fd, wanted, offset);
  if (length < 0) return false;
  const given = fd < 0 ? -1 : systemDescriptor(vm, fd);
  if (isError(given)) return vm.raiseOS(given) !== 0;
  if (length === 0 || offset % PAGE_BYTES !== 0) return raiseResult(vm, -22) !== 0;
  const block = length > MOST_BYTES ? 0 : vm.heap.allocRaw(length + 2 * PAGE_BYTES);
  // What the system says when it has no room, for callers clean up after an OSError.
  if (block === 0) return raiseResult(vm, -ENOMEM) !== 0;
  const address = ((block >>> 0) + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
  // What is shared without a file has one all the same, by which a child that is forked finds it.
  const unnamed = fd < 0 && (mode![0] & MAP_SHARED) !== 0 ? unnamedFile(libc, length) : -1;
  const system = fd < 0 ? unnamed : given;
  const kind = fd >= 0 ? mode![0] : system < 0 ? mode![0] | MAP_ANONYMOUS : mode![0] & ~MAP_ANONYMOUS;
  const placed = place(libc, vm, address >>> 0, length, [kind, mode![1]], system, fd < 0 ? 0 : offset);
  const copy = unnamed >= 0
    ? adoptDescriptor(vm, unnamed, O_RDWR)
    : placed < 0 || fd < 0
    ? -1
    : duplicate(vm, fd, 0);
  if (placed < 0) {
    if (!isError(copy) && copy >= 0) closeFile(vm, copy);
    vm.heap.freeRaw(block);
    return raiseResult(vm, placed) !== 0;
  }
  vm.i32[at(self, MMAP_BLOCK)] = block;
  vm.i32[at(self, MMAP_ADDRESS)] = address;
  vm.i32[at(self, MMAP_LENGTH)] = length;
  vm.i32[at(self, MMAP_POSITION)] = 0;
  vm.i32[at(self, MMAP_ACCESS)] = mode![2];
  vm.i32[at(self, MMAP_EXPORTS)] = 0;
  vm.i32[at(self, MMAP_FD)] = isError(copy) ? -1 : copy;
  vm.i32[at(self, MMAP_OFFSET_PAGES)] = offset / PAGE_BYTES;
  return true;
}

/** An object without a mapping; 0 with MemoryError set. */
export function newMapping(vm: Vm, type: Value): Value {
  const self = vm.allocLike(type, MMAP_BYTES);
  if (self === 0) return 0;
  vm.i32[at(self, MMAP_BLOCK)] = 0;
  vm.i32[at(self, MMAP_FD)] = -1;
  return self;
}

/** Takes the file's pages out of the heap; false with BufferError set. */
export function closeMapping(vm: Vm, self: Value): boolean {
  const block = vm.i32[at(self, MMAP_BLOCK)];
  if (block === 0) return true;
  if (vm.i32[at(self, MMAP_EXPORTS)] > 0) {
    return vm.raise("BufferError", "cannot close exported pointers exist") !== 0;
  }
  const libc = needLibc(vm);
  if (libc === null) return false;
  // The heap gets pages of its own again before anybody can be given the storage.
  const own = [MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, PROT_READ | PROT_WRITE];
  const placed = place(libc, vm, startOf(vm, self), lengthOf(vm, self), own, -1, 0);
  if (placed < 0) return raiseResult(vm, placed) !== 0;
  vm.i32[at(self, MMAP_BLOCK)] = 0;
  vm.heap.freeRaw(block);
  const fd = vm.i32[at(self, MMAP_FD)];
  if (fd >= 0) closeFile(vm, fd);
  vm.i32[at(self, MMAP_FD)] = -1;
  return true;
}

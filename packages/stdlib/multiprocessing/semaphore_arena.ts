/**
 * Semaphores without a name, which a forked child shares: they lie in files in memory that are mapped into the heap, as
 * those of `mmap` are. So they are where they were in every Worker and in every child, and nothing of them is left
 * behind, whoever dies.
 *
 * A place is given once: a child may still use what its parent has forgotten.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { SystemCalls, Vm } from "@orochi/vm";
import { getState, lockState, setStateOwned } from "../state.ts";
import { cText } from "../system/calls.ts";
import { MAP_FIXED, MAP_SHARED, PAGE_BYTES, PROT_READ, PROT_WRITE } from "../system/mmap_storage.ts";

/** Bytes of a `sem_t` on x86-64. */
const SEMAPHORE_BYTES = 32;
/** Bytes of a file: a page, so that where a page begins a file is full. */
const ARENA_BYTES = PAGE_BYTES;
const MFD_CLOEXEC = 1;
const ENOMEM = 12;
/** Names of the state: a list of descriptors, and where the next semaphore goes in the last file, 0 if that is full. */
const FILES = "semaphore files", NEXT = "next semaphore";

function integers(vm: Vm, list: Value): number[] {
  return list === 0
    ? []
    : Array.from({ length: vm.listLength(list) }, (_, i) => vm.number(vm.listItem(list, i)));
}

/** The system's descriptors of the files. */
export function semaphoreFiles(vm: Vm): number[] {
  return integers(vm, getState(vm, FILES));
}

/** Maps a further file; its address in the heap, or `-errno`. */
function addArena(vm: Vm, libc: SystemCalls): number {
  const fd = libc.call("memfd_create", cText("orochi-semaphores"), MFD_CLOEXEC);
  if (fd < 0) return fd;
  const block = vm.heap.allocRaw(ARENA_BYTES + 2 * PAGE_BYTES);
  const start = ((block >>> 0) + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);
  const sized = block === 0 ? -ENOMEM : libc.call("ftruncate", fd, ARENA_BYTES);
  const at = libc.addressOf(vm.u8) + (start >>> 0), how = PROT_READ | PROT_WRITE;
  const mapped = sized < 0 ? sized : libc.call("mmap", at, ARENA_BYTES, how, MAP_SHARED | MAP_FIXED, fd, 0);
  const files = mapped < 0 ? 0 : vm.newList([...semaphoreFiles(vm), fd].map((each) => vm.newInt(each)));
  if (files !== 0 && setStateOwned(vm, FILES, files)) return start >>> 0;
  // What is mapped already stays: the block is nobody else's.
  if (mapped < 0) vm.heap.freeRaw(block);
  libc.call("close", fd);
  return mapped < 0 ? mapped : -ENOMEM;
}

/**
 * A new semaphore.
 *
 * @param value What it counts from.
 * @returns Its address in the heap, or `-errno`.
 */
export function newSemaphore(vm: Vm, libc: SystemCalls, value: number): number {
  lockState(vm);
  const next = getState(vm, NEXT);
  let at = next === 0 ? 0 : vm.number(next);
  if (at === 0) at = addArena(vm, libc);
  if (at > 0) {
    const initialised = libc.call("sem_init", libc.addressOf(vm.u8) + at, 1, value);
    const after = (at + SEMAPHORE_BYTES) % PAGE_BYTES === 0 ? 0 : at + SEMAPHORE_BYTES;
    if (initialised < 0) at = initialised;
    else if (!setStateOwned(vm, NEXT, vm.newInt(after))) at = -ENOMEM;
  }
  vm.lock.end();
  return at;
}

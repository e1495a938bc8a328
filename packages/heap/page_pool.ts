/**
 * The pool of 64 KiB pages that all slots share, under one lock: runs of free pages in address order,
 * merged with their neighbours, and the part of the memory that was never used.
 *
 * Memory behind free pages can go back to the system, all of a run but its beginning, where it says what it is. Which pages
 * of a run have memory nobody writes down, only how many at most: enough to see whether asking the system is worth it.
 * Memory that comes back costs a fault for each 4 KiB. So a heap that takes again what it gave away may keep twice as much
 * from then on: a program that fills and drops the same again and again pays for it a few times, not each time.
 *
 * @module
 */
import { CONTROL, type HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL, PAGE_BYTES } from "./memory_map.ts";
import { KIND_FREE, PAGE } from "./page.ts";
import { buryLock, lockWord, unlockWord } from "./slot_lock.ts";

const LOCK = (HEAP_CONTROL + CONTROL.poolLock) >>> 2;
const FREE_RUNS = (HEAP_CONTROL + CONTROL.freeRuns) >>> 2;
const NEXT_PAGE = (HEAP_CONTROL + CONTROL.nextPage) >>> 2;
const LIMIT_PAGE = (HEAP_CONTROL + CONTROL.limitPage) >>> 2;
const IN_USE = (HEAP_CONTROL + CONTROL.pagesInUse) >>> 2;
const PEAK = (HEAP_CONTROL + CONTROL.peakPages) >>> 2;
const HELD = (HEAP_CONTROL + CONTROL.heldPages) >>> 2;
const KEPT = (HEAP_CONTROL + CONTROL.keptPages) >>> 2;
const RETAKEN = (HEAP_CONTROL + CONTROL.retakenPages) >>> 2;

/** Bytes of the system's pages, or a multiple: what a run keeps at its beginning. */
const KEPT_BYTES = 4096;

/**
 * Gives the lock back if a slot has it whose Worker has ended. Whoever takes that Worker's place calls this before it waits
 * for others, for these may be waiting for the lock.
 */
export function buryPagePool({ i32, atomics }: HeapMemory, slot: number): void {
  buryLock(i32, LOCK, slot, atomics);
}

/**
 * Takes a run of pages.
 *
 * @param slot The caller's.
 * @param count Number of pages, at least 1.
 * @returns Address of the first, or 0 when no run is long enough. Contents are undefined.
 */
export function takePages(memory: HeapMemory, slot: number, count: number): number {
  const words = memory.i32;
  lockWord(words, LOCK, slot, memory.atomics);
  let previous = 0;
  let run = words[FREE_RUNS];
  while (run !== 0 && words[(run + PAGE.pages) >>> 2] < count) {
    previous = run;
    run = words[(run + PAGE.next) >>> 2];
  }
  if (run !== 0) {
    const rest = words[(run + PAGE.pages) >>> 2] - count;
    let next = words[(run + PAGE.next) >>> 2];
    const held = words[(run + PAGE.held) >>> 2], left = Math.min(held, rest);
    words[HELD] -= held - left;
    words[RETAKEN] += count - (held - left);
    if (words[RETAKEN] >= words[KEPT]) {
      words[KEPT] *= 2;
      words[RETAKEN] = 0;
    }
    if (rest > 0) {
      const tail = (run + count * PAGE_BYTES) | 0;
      words[(tail + PAGE.held) >>> 2] = left;
      words[(tail + PAGE.tag) >>> 2] = KIND_FREE;
      words[(tail + PAGE.pages) >>> 2] = rest;
      words[(tail + PAGE.next) >>> 2] = next;
      next = tail;
    }
    words[previous === 0 ? FREE_RUNS : (previous + PAGE.next) >>> 2] = next;
  } else if (words[NEXT_PAGE] + count <= words[LIMIT_PAGE]) {
    run = (words[NEXT_PAGE] * PAGE_BYTES) | 0;
    words[NEXT_PAGE] += count;
  }
  if (run !== 0) {
    words[IN_USE] += count;
    if (words[IN_USE] > words[PEAK]) words[PEAK] = words[IN_USE];
  }
  unlockWord(words, LOCK, memory.atomics);
  return run;
}

/**
 * Gives a run of pages back and merges it with free neighbours.
 *
 * @param slot The caller's.
 * @param run Address of the first page.
 * @param count Number of pages.
 */
export function returnPages(memory: HeapMemory, slot: number, run: number, count: number): void {
  const words = memory.i32;
  lockWord(words, LOCK, slot, memory.atomics);
  words[IN_USE] -= count;
  let previous = 0;
  let next = words[FREE_RUNS];
  while (next !== 0 && (next >>> 0) < (run >>> 0)) {
    previous = next;
    next = words[(next + PAGE.next) >>> 2];
  }
  let held = count;
  words[HELD] += count;
  words[(run + PAGE.tag) >>> 2] = KIND_FREE;
  if (next !== 0 && ((run + count * PAGE_BYTES) | 0) === next) {
    count += words[(next + PAGE.pages) >>> 2];
    held += words[(next + PAGE.held) >>> 2];
    next = words[(next + PAGE.next) >>> 2];
  }
  if (previous !== 0 && ((previous + words[(previous + PAGE.pages) >>> 2] * PAGE_BYTES) | 0) === run) {
    words[(previous + PAGE.held) >>> 2] += held;
    words[(previous + PAGE.pages) >>> 2] += count;
    words[(previous + PAGE.next) >>> 2] = next;
  } else {
    words[(run + PAGE.held) >>> 2] = held;
    words[(run + PAGE.pages) >>> 2] = count;
    words[(run + PAGE.next) >>> 2] = next;
    words[previous === 0 ? FREE_RUNS : (previous + PAGE.next) >>> 2] = run;
  }
  unlockWord(words, LOCK, memory.atomics);
}

/** Whether free pages have much memory: more than the heap may keep, and than a quarter of what is in use. */
export function holdsMuch({ i32 }: HeapMemory): boolean {
  return i32[HELD] > i32[KEPT] && i32[HELD] > i32[IN_USE] >>> 2;
}

/**
 * Gives the memory behind free pages back to the system, as far as the caller's Worker can ({@linkcode HeapMemory.release}).
 * The pool's lock is held meanwhile, so that nobody takes a page whose contents are being dropped.
 *
 * @param slot The caller's.
 * @returns Bytes that the system may have taken.
 */
export function releasePages(memory: HeapMemory, slot: number): number {
  const { i32: words, release } = memory;
  if (release === null) return 0;
  let bytes = 0;
  lockWord(words, LOCK, slot, memory.atomics);
  for (let run = words[FREE_RUNS]; run !== 0; run = words[(run + PAGE.next) >>> 2]) {
    const held = words[(run + PAGE.held) >>> 2];
    if (held === 0) continue;
    const from = (run >>> 0) + KEPT_BYTES, end = (run >>> 0) + words[(run + PAGE.pages) >>> 2] * PAGE_BYTES;
    if (!release(from, end - from)) {
      memory.release = null;
      break;
    }
    words[(run + PAGE.held) >>> 2] = 0;
    words[HELD] -= held;
    bytes += held * PAGE_BYTES;
  }
  unlockWord(words, LOCK, memory.atomics);
  return bytes;
}

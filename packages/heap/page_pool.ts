/**
 * The pool of 64 KiB pages that all slots share, under one lock: runs of free pages in address order,
 * merged with their neighbours, and the part of the memory that was never used.
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
    if (rest > 0) {
      const tail = (run + count * PAGE_BYTES) | 0;
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
  words[(run + PAGE.tag) >>> 2] = KIND_FREE;
  if (next !== 0 && ((run + count * PAGE_BYTES) | 0) === next) {
    count += words[(next + PAGE.pages) >>> 2];
    next = words[(next + PAGE.next) >>> 2];
  }
  if (previous !== 0 && ((previous + words[(previous + PAGE.pages) >>> 2] * PAGE_BYTES) | 0) === run) {
    words[(previous + PAGE.pages) >>> 2] += count;
    words[(previous + PAGE.next) >>> 2] = next;
  } else {
    words[(run + PAGE.pages) >>> 2] = count;
    words[(run + PAGE.next) >>> 2] = next;
    words[previous === 0 ? FREE_RUNS : (previous + PAGE.next) >>> 2] = run;
  }
  unlockWord(words, LOCK, memory.atomics);
}

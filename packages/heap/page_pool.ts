/**
 * The pool of 64 KiB pages that all slots share, under one lock: runs of free pages in address order,
 * merged with their neighbours, and the part of the memory that was never used.
 *
 * @module
 */
import { CONTROL, type HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL, PAGE_BYTES } from "./memory_map.ts";
import { KIND_FREE, PAGE } from "./page.ts";

const LOCK = (HEAP_CONTROL + CONTROL.poolLock) >>> 2;
/** Counts how often the lock was given up. */
const TURNS = (HEAP_CONTROL + CONTROL.poolTurns) >>> 2;
const FREE_RUNS = (HEAP_CONTROL + CONTROL.freeRuns) >>> 2;
const NEXT_PAGE = (HEAP_CONTROL + CONTROL.nextPage) >>> 2;
const LIMIT_PAGE = (HEAP_CONTROL + CONTROL.limitPage) >>> 2;
const IN_USE = (HEAP_CONTROL + CONTROL.pagesInUse) >>> 2;
const PEAK = (HEAP_CONTROL + CONTROL.peakPages) >>> 2;

/** Takes the lock: a futex mutex with the states free, held, held with waiters (Drepper 2011). */
function lock(memory: HeapMemory): void {
  const atomics = memory.atomics;
  if (atomics.compareExchange(memory.i32, LOCK, 0, 1) === 0) return;
  while (atomics.exchange(memory.i32, LOCK, 2) !== 0) atomics.wait(memory.i32, LOCK, 2);
}

function unlock(memory: HeapMemory): void {
  memory.i32[TURNS]++;
  if (memory.atomics.exchange(memory.i32, LOCK, 0) === 2) memory.atomics.notify(memory.i32, LOCK, 1);
}

/** How long a thread that lives may keep the lock for its few steps, on a machine that has no time for it. */
const PATIENCE_MS = 2000;

/**
 * Frees the lock if a thread that is gone has it: if it is held and nobody gives it up for two seconds. Whoever takes the
 * place of a thread that is gone calls this before it waits for others, for these may be waiting for the lock.
 */
export function freePagePool(memory: HeapMemory): void {
  const words = memory.i32, atomics = memory.atomics, turns = atomics.load(words, TURNS);
  const deadline = performance.now() + PATIENCE_MS;
  while (atomics.load(words, LOCK) !== 0 && atomics.load(words, TURNS) === turns) {
    if (performance.now() > deadline) {
      atomics.store(words, LOCK, 0);
      atomics.notify(words, LOCK);
      return;
    }
    // Nobody wakes who waits for this word: who waits for the lock itself would take a wake-up from another.
    atomics.wait(words, TURNS, turns, 10);
  }
}

/**
 * Takes a run of pages.
 *
 * @param count Number of pages, at least 1.
 * @returns Address of the first, or 0 when no run is long enough. Contents are undefined.
 */
export function takePages(memory: HeapMemory, count: number): number {
  const words = memory.i32;
  lock(memory);
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
  unlock(memory);
  return run;
}

/**
 * Gives a run of pages back and merges it with free neighbours.
 *
 * @param run Address of the first page.
 * @param count Number of pages.
 */
export function returnPages(memory: HeapMemory, run: number, count: number): void {
  const words = memory.i32;
  lock(memory);
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
  unlock(memory);
}

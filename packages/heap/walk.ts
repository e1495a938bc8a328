/**
 * Enumerating every object of a heap, and checking that its bookkeeping is whole. Only while no thread
 * allocates or frees.
 *
 * @module
 */
import { CONTROL, HeapError, type HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL, PAGE_BYTES, PAGES } from "./memory_map.ts";
import { KIND_FREE, KIND_LARGE_OBJECT, KIND_OBJECT, KIND_RAW, PAGE, PAGE_HEADER_BYTES } from "./page.ts";

/** Calls back with the address of the first page of each run, in address order. */
function walkPages(memory: HeapMemory, visit: (page: number, kind: number) => void): void {
  const words = memory.i32;
  const end = words[(HEAP_CONTROL + CONTROL.nextPage) >>> 2];
  let index = PAGES / PAGE_BYTES;
  while (index < end) {
    const page = (index * PAGE_BYTES) | 0;
    const kind = words[(page + PAGE.kind) >>> 2];
    visit(page, kind);
    index += kind === KIND_OBJECT || kind === KIND_RAW ? 1 : words[(page + PAGE.pages) >>> 2];
  }
}

/**
 * Calls back with the address of every object alive.
 *
 * @param visit May free the object it is given, no other.
 */
export function walkObjects(memory: HeapMemory, visit: (address: number) => void): void {
  const words = memory.i32;
  walkPages(memory, (page, kind) => {
    const first = page + PAGE_HEADER_BYTES + ((memory.headerBytes + 7) & -8);
    if (kind === KIND_LARGE_OBJECT) {
      if (words[first >>> 2] !== 0) visit(first);
    } else if (kind === KIND_OBJECT) {
      const step = words[(page + PAGE.blockBytes) >>> 2];
      for (let at = first; at !== words[(page + PAGE.bump) >>> 2]; at += step) {
        if (words[at >>> 2] !== 0) visit(at);
      }
    }
  });
}

/** What a heap holds. */
export interface HeapStatistics {
  /** Bytes of pages in use. */
  readonly pageBytes: number;
  /** The most bytes of pages in use so far. */
  readonly peakBytes: number;
  /** Bytes of live small blocks and of large ones, headers included. */
  readonly blockBytes: number;
  /** Live objects. */
  readonly objects: number;
}

/** Counts what is alive. Only while no thread allocates or frees. */
export function heapStatistics(memory: HeapMemory): HeapStatistics {
  let blockBytes = 0;
  let objects = 0;
  const words = memory.i32;
  walkPages(memory, (page, kind) => {
    if (kind === KIND_FREE) return;
    const bytes = words[(page + PAGE.blockBytes) >>> 2];
    blockBytes += bytes * words[(page + PAGE.used) >>> 2];
  });
  walkObjects(memory, () => objects++);
  return { pageBytes: memory.bytesInUse, peakBytes: memory.peakBytes, blockBytes, objects };
}

/** Length of a free list; throws when a link leaves the page or the list is longer than the page. */
function listLength(memory: HeapMemory, page: number, head: number, name: string): number {
  const words = memory.i32;
  const step = words[(page + PAGE.blockBytes) >>> 2];
  let length = 0;
  for (let at = head; at !== 0; at = words[(at + 4) >>> 2]) {
    if ((at & -PAGE_BYTES) !== page || ++length > PAGE_BYTES / step) {
      throw new HeapError(`The ${name} list of page ${page.toString(16)} is broken at ${(at >>> 0).toString(16)}`);
    }
  }
  return length;
}

/**
 * Checks every page: counts agree with lists, lists stay inside their page, free blocks say so.
 *
 * @throws {HeapError} Naming the page and what is wrong.
 */
export function checkHeap(memory: HeapMemory): void {
  const words = memory.i32;
  let inUse = 0;
  walkPages(memory, (page, kind) => {
    const name = `page ${(page >>> 0).toString(16)}`;
    if (kind === KIND_FREE) return;
    if (kind !== KIND_OBJECT && kind !== KIND_RAW) {
      inUse += words[(page + PAGE.pages) >>> 2];
      return;
    }
    inUse++;
    const step = words[(page + PAGE.blockBytes) >>> 2];
    const first = page + PAGE_HEADER_BYTES + (kind === KIND_OBJECT ? (memory.headerBytes + 7) & -8 : 0);
    const handedOut = (words[(page + PAGE.bump) >>> 2] - first) / step;
    const free = listLength(memory, page, words[(page + PAGE.free) >>> 2], "free");
    const remote = listLength(memory, page, words[(page + PAGE.remote) >>> 2], "remote");
    const used = words[(page + PAGE.used) >>> 2];
    if (handedOut !== free + used) {
      throw new HeapError(`In ${name} ${handedOut} blocks were handed out, but ${used} are in use and ${free} free`);
    }
    if (kind !== KIND_OBJECT) return;
    let dead = 0;
    for (let i = 0; i < handedOut; i++) if (words[(first + i * step) >>> 2] === 0) dead++;
    if (dead !== free + remote) {
      throw new HeapError(`In ${name} ${free + remote} blocks are free, but ${dead} have no type`);
    }
  });
  const expected = words[(HEAP_CONTROL + CONTROL.pagesInUse) >>> 2];
  if (inUse !== expected) throw new HeapError(`The pool counts ${expected} pages in use, the walk finds ${inUse}`);
}

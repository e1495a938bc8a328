/**
 * Enumerating every object of a heap, counting what is in it, and checking that its bookkeeping is whole. Only
 * while no thread allocates or frees.
 *
 * @module
 */
import { CONTROL, HeapError, type HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL, HEAP_SECTION, MAX_SLOTS, PAGE_BYTES, PAGES, threadBlock } from "./memory_map.ts";
import {
  KIND_FREE,
  KIND_LARGE_OBJECT,
  KIND_LARGE_RAW,
  KIND_OBJECT,
  KIND_RAW,
  PAGE,
  PAGE_HEADER_BYTES,
  TAG_FULL,
  TAG_KIND,
  TAG_OWNER_SHIFT,
} from "./page.ts";
import { CLASSES } from "./size_classes.ts";

/** Calls back with the address of the first page of each run, in address order. */
export function walkPages(memory: HeapMemory, visit: (page: number, kind: number) => void): void {
  const words = memory.i32;
  const end = words[(HEAP_CONTROL + CONTROL.nextPage) >>> 2];
  let index = PAGES / PAGE_BYTES;
  while (index < end) {
    const page = (index * PAGE_BYTES) | 0;
    const kind = words[(page + PAGE.tag) >>> 2] & TAG_KIND;
    // Read first: the visitor may free what is on the page, and the page with it.
    const pages = kind === KIND_OBJECT || kind === KIND_RAW ? 1 : words[(page + PAGE.pages) >>> 2];
    if (!(pages > 0)) throw new HeapError(`${nameOf(page)} has kind ${kind} and ${pages} pages`);
    visit(page, kind);
    index += pages;
  }
}

function nameOf(page: number): string {
  return `page 0x${(page >>> 0).toString(16)}`;
}

/** Address of the first block of a page. */
export function firstBlock(memory: HeapMemory, page: number, kind: number): number {
  const headed = kind === KIND_OBJECT || kind === KIND_LARGE_OBJECT;
  return page + PAGE_HEADER_BYTES + (headed ? (memory.headerBytes + 7) & -8 : 0);
}

/**
 * Calls back with the address of every object alive.
 *
 * @param visit May free the object it is given, no other.
 */
export function walkObjects(memory: HeapMemory, visit: (address: number) => void): void {
  const words = memory.i32;
  walkPages(memory, (page, kind) => {
    const first = firstBlock(memory, page, kind);
    if (kind === KIND_LARGE_OBJECT) {
      if (words[first >>> 2] !== 0) visit(first);
    } else if (kind === KIND_OBJECT) {
      const step = words[(page + PAGE.blockBytes) >>> 2];
      const end = words[(page + PAGE.bump) >>> 2];
      for (let at = first; at !== end; at += step) if (words[at >>> 2] !== 0) visit(at);
    }
  });
}

/** Blocks of one size and kind. */
export interface ClassStatistics {
  /** Bytes of a block, the object's header included; 0 for large blocks, which have all sizes. */
  readonly blockBytes: number;
  /** Whether they are objects. */
  readonly objects: boolean;
  /** Pages of this class. */
  readonly pages: number;
  /** Blocks in use. */
  readonly used: number;
  /** Bytes of blocks in use. */
  readonly usedBytes: number;
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
  /** By size and kind, objects first, in order of size; classes without a page are left out. */
  readonly classes: readonly ClassStatistics[];
}

/** Counts what is alive. Only while no thread allocates or frees. */
export function heapStatistics(memory: HeapMemory): HeapStatistics {
  const words = memory.i32;
  const classes = new Map<number, { -readonly [K in keyof ClassStatistics]: ClassStatistics[K] }>();
  let blockBytes = 0;
  let objects = 0;
  walkPages(memory, (page, kind) => {
    if (kind === KIND_FREE) return;
    const large = kind === KIND_LARGE_OBJECT || kind === KIND_LARGE_RAW;
    const isObject = kind === KIND_OBJECT || kind === KIND_LARGE_OBJECT;
    const bytes = words[(page + PAGE.blockBytes) >>> 2];
    const used = words[(page + PAGE.used) >>> 2];
    const key = (isObject ? 0 : 2 ** 31) + (large ? 2 ** 30 : bytes);
    let entry = classes.get(key);
    if (entry === undefined) {
      entry = { blockBytes: large ? 0 : bytes, objects: isObject, pages: 0, used: 0, usedBytes: 0 };
      classes.set(key, entry);
    }
    entry.pages += large ? words[(page + PAGE.pages) >>> 2] : 1;
    entry.used += used;
    entry.usedBytes += used * bytes;
    blockBytes += used * bytes;
  });
  walkObjects(memory, () => objects++);
  const ordered = [...classes].sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
  return { pageBytes: memory.bytesInUse, peakBytes: memory.peakBytes, blockBytes, objects, classes: ordered };
}

/** Marks the blocks of a free list; throws when a link is no block of the page or a block is there twice. */
function markFree(memory: HeapMemory, page: number, kind: number, head: number, free: Uint8Array): number {
  const words = memory.i32;
  const step = words[(page + PAGE.blockBytes) >>> 2];
  const first = firstBlock(memory, page, kind);
  const end = words[(page + PAGE.bump) >>> 2];
  let length = 0;
  for (let at = head; at !== 0; at = words[(at + 4) >>> 2]) {
    const index = (at - first) / step;
    const where = `0x${(at >>> 0).toString(16)}`;
    if (!Number.isInteger(index) || index < 0 || at >= end) {
      throw new HeapError(`A free list of ${nameOf(page)} leads to ${where}, which is no block of the page`);
    }
    if (free[index] !== 0) throw new HeapError(`In ${nameOf(page)} block ${where} is free twice`);
    free[index] = 1;
    length++;
  }
  return length;
}

function checkSmallPage(memory: HeapMemory, page: number, kind: number): void {
  const words = memory.i32;
  const read = (offset: number) => words[(page + offset) >>> 2];
  const first = firstBlock(memory, page, kind);
  const handedOut = (read(PAGE.bump) - first) / read(PAGE.blockBytes);
  if (!Number.isInteger(handedOut) || handedOut < 0 || read(PAGE.bump) > read(PAGE.end)) {
    throw new HeapError(`In ${nameOf(page)} the next block is at ${(read(PAGE.bump) >>> 0).toString(16)}`);
  }
  const marks = new Uint8Array(handedOut);
  const free = markFree(memory, page, kind, read(PAGE.free), marks);
  const remote = markFree(memory, page, kind, read(PAGE.remote), marks);
  const used = read(PAGE.used);
  if (handedOut !== free + used || remote > used) {
    throw new HeapError(
      `In ${
        nameOf(page)
      } ${handedOut} blocks were handed out, but ${used} are in use (${remote} of them freed ` +
        `by other slots) and ${free} free`,
    );
  }
  if ((words[page >>> 2] & TAG_FULL) !== 0 && (free !== 0 || read(PAGE.bump) !== read(PAGE.end))) {
    throw new HeapError(`In ${nameOf(page)}, which is marked full, there is room`);
  }
  if (kind !== KIND_OBJECT) return;
  for (let i = 0; i < handedOut; i++) {
    if (marks[i] !== 0 && words[(first + i * read(PAGE.blockBytes)) >>> 2] !== 0) {
      throw new HeapError(`In ${nameOf(page)} block ${i} is free but has a type`);
    }
  }
}

/** Checks one slot's lists; adds the pages found to `listed`. */
function checkLists(memory: HeapMemory, slot: number, listed: Set<number>): void {
  const words = memory.i32;
  // The lists, and where they are while faults are injected.
  const first = (threadBlock(slot) + HEAP_SECTION) >>> 2;
  for (let i = 0; i < 4 * CLASSES; i++) {
    const kind = (i / CLASSES & 1) === 0 ? KIND_OBJECT : KIND_RAW;
    const tag = kind | slot << TAG_OWNER_SHIFT;
    let previous = 0;
    for (let page = words[first + i]; page !== 0; page = words[(page + PAGE.next) >>> 2]) {
      if (words[page >>> 2] !== tag || words[(page + PAGE.sizeClass) >>> 2] !== i % CLASSES) {
        throw new HeapError(
          `The list ${i} of slot ${slot} holds ${nameOf(page)}, which does not belong there`,
        );
      }
      if (words[(page + PAGE.previous) >>> 2] !== previous || listed.has(page)) {
        throw new HeapError(`The list ${i} of slot ${slot} is broken at ${nameOf(page)}`);
      }
      listed.add(page);
      previous = page;
    }
  }
}

/**
 * Checks every page and every slot's lists of pages: counts agree with lists, links lead to blocks, no block is
 * free twice, free blocks say so, a page with room is on its owner's list and no other, and the pool counts right.
 *
 * @throws {HeapError} Naming the page and what is wrong.
 */
export function checkHeap(memory: HeapMemory): void {
  const words = memory.i32;
  const listed = new Set<number>();
  for (let slot = 1; slot < MAX_SLOTS; slot++) checkLists(memory, slot, listed);
  let inUse = 0, held = 0;
  walkPages(memory, (page, kind) => {
    if (kind === KIND_FREE) {
      held += words[(page + PAGE.held) >>> 2];
    } else if (kind === KIND_LARGE_OBJECT || kind === KIND_LARGE_RAW) {
      inUse += words[(page + PAGE.pages) >>> 2];
    } else if (kind === KIND_OBJECT || kind === KIND_RAW) {
      inUse++;
      checkSmallPage(memory, page, kind);
      const full = (words[page >>> 2] & TAG_FULL) !== 0;
      if (full === listed.delete(page)) {
        throw new HeapError(
          `${nameOf(page)} is ${full ? "full but on" : "not full but not on"} its owner's list`,
        );
      }
    } else {
      throw new HeapError(`${nameOf(page)} has kind ${kind}, which does not exist`);
    }
  });
  for (const page of listed) throw new HeapError(`A list holds ${nameOf(page)}, which is not in use`);
  const expected = words[(HEAP_CONTROL + CONTROL.pagesInUse) >>> 2];
  if (inUse !== expected) {
    throw new HeapError(`The pool counts ${expected} pages in use, the walk finds ${inUse}`);
  }
  const counted = words[(HEAP_CONTROL + CONTROL.heldPages) >>> 2];
  if (held !== counted) {
    throw new HeapError(`The pool counts ${counted} free pages with memory, the walk finds ${held}`);
  }
}

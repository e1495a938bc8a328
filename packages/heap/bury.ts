/**
 * The heap of a thread that is gone in the middle of what it did, with its Worker: makes its slot's pages whole, so that the
 * slot's next thread can use them.
 *
 * What the pages themselves say is believed, not what counts and lists say: a block of an object page is free if its type
 * word is 0 (see `thread_heap.ts`), one of a raw page if a free list leads to it. Raw storage that the thread had taken
 * and not yet put anywhere, or was about to free, stays in use for ever.
 *
 * @module
 */
import type { HeapMemory } from "./heap_memory.ts";
import { MAX_SLOTS, threadBlock } from "./memory_map.ts";
import { KIND_OBJECT, KIND_RAW, PAGE, TAG_FULL, TAG_OWNER_SHIFT } from "./page.ts";
import { buryPagePool } from "./page_pool.ts";
import { READ_NUMBER } from "./qsbr.ts";
import { CLASSES } from "./size_classes.ts";
import { HIDDEN_PAGES, NOTIFIED_PAGES, OBJECT_PAGES, SLOT_STATE } from "./thread_heap.ts";
import { firstBlock, walkPages } from "./walk.ts";

/** How long what another thread keeps for some steps is waited for, in milliseconds. */
const PATIENCE_MS = 200;
/** States of a slot: see SLOT_STATE. */
const UNUSED = 0, TIDIED = 2;

/**
 * Makes the pages of a slot whole whose thread is gone; the slot counts as used still. While the world is stopped, so that no
 * other thread allocates or frees.
 */
export function buryThread(memory: HeapMemory, slot: number): void {
  const words = memory.i32, atomics = memory.atomics;
  buryPagePool(memory, slot);
  rebuild(memory, slot);
  for (let other = 1; other < MAX_SLOTS; other++) {
    const state = (threadBlock(other) + SLOT_STATE) >>> 2;
    if (atomics.load(words, state) !== TIDIED) continue;
    atomics.wait(words, state, TIDIED, PATIENCE_MS);
    if (atomics.load(words, state) !== TIDIED) continue;
    rebuild(memory, other);
    atomics.store(words, state, UNUSED);
    atomics.notify(words, state);
  }
  // What the thread was reading without a lock nobody reads any more.
  atomics.store(words, (threadBlock(slot) + READ_NUMBER) >>> 2, 0);
}

/** Makes a slot's lists of pages, and each page's free list, anew. */
function rebuild(memory: HeapMemory, slot: number): void {
  const words = memory.i32, block = threadBlock(slot);
  const lists = (block + OBJECT_PAGES) >>> 2, hidden = (block + HIDDEN_PAGES) >>> 2;
  words.fill(0, lists, lists + 2 * CLASSES);
  words.fill(0, hidden, hidden + 2 * CLASSES);
  memory.atomics.store(words, (block + NOTIFIED_PAGES) >>> 2, 0);
  walkPages(memory, (page, kind) => {
    if (kind !== KIND_OBJECT && kind !== KIND_RAW) return;
    const tag = kind | slot << TAG_OWNER_SHIFT;
    if ((words[page >>> 2] & ~TAG_FULL) !== tag) return;
    const free = freeBlocks(memory, page, kind);
    relink(words, page, free);
    const first = firstBlock(memory, page, kind), bump = words[(page + PAGE.bump) >>> 2];
    words[(page + PAGE.used) >>> 2] = (bump - first) / words[(page + PAGE.blockBytes) >>> 2] - free.length;
    words[(page + PAGE.retiring) >>> 2] = 0;
    words[(page + PAGE.notified) >>> 2] = 0;
    const full = free.length === 0 && bump === words[(page + PAGE.end) >>> 2];
    words[page >>> 2] = full ? tag | TAG_FULL : tag;
    if (full) return;
    const list = lists + (kind === KIND_RAW ? CLASSES : 0) + words[(page + PAGE.sizeClass) >>> 2];
    const next = words[list];
    words[(page + PAGE.previous) >>> 2] = 0;
    words[(page + PAGE.next) >>> 2] = next;
    if (next !== 0) words[(next + PAGE.previous) >>> 2] = page;
    words[list] = page;
  });
}

/** The blocks of a page that are free, in the order of their addresses. */
function freeBlocks(memory: HeapMemory, page: number, kind: number): number[] {
  const words = memory.i32, first = firstBlock(memory, page, kind);
  const step = words[(page + PAGE.blockBytes) >>> 2], end = words[(page + PAGE.bump) >>> 2];
  if (kind === KIND_OBJECT) {
    const free: number[] = [];
    for (let at = first; at !== end; at += step) if (words[at >>> 2] === 0) free.push(at);
    return free;
  }
  const free = new Set<number>();
  for (const list of [PAGE.free, PAGE.remote]) {
    let at = words[(page + list) >>> 2];
    // A list that the thread was changing may lead astray: it is followed as far as it makes sense.
    while (at >= first && at < end && (at - first) % step === 0 && !free.has(at)) {
      free.add(at);
      at = words[(at + 4) >>> 2];
    }
  }
  return [...free].sort((a, b) => a - b);
}

/** Makes a page's free list of some blocks; none is left to be taken over from other slots. */
function relink(words: Int32Array, page: number, free: readonly number[]): void {
  free.forEach((at, i) => words[(at + 4) >>> 2] = free[i + 1] ?? 0);
  words[(page + PAGE.free) >>> 2] = free[0] ?? 0;
  words[(page + PAGE.remote) >>> 2] = 0;
}

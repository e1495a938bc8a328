/**
 * One slot's allocator, in mimalloc's style (Leijen, Zorn & de Moura 2019): pages of one block size owned by a
 * slot, a plain free list per page, and one atomic list per page for blocks that other slots free.
 *
 * Invariants, checked by `checkHeap`:
 * 1. Only the owner touches a page's words and the lists of pages; others touch `remote` and `notified` only.
 * 2. A free object block has type word 0, and its link in the word at +4. Freeing leaves the counting strategy's
 *    header words as they are, and objects never share a page with raw storage, so whoever reads the header of
 *    an object that died meanwhile reads some object's header. For the same reason pages of objects, large ones
 *    too, are given back after a grace period while several threads share the heap.
 * 3. A page is on its owner's list of its class, or it is marked full: `free` is empty and `bump` at `end`. The
 *    first page of a list is the current one. An empty list is 0, the null page, whose free list is empty too:
 *    so the fast path needs no test for it.
 * 4. Whoever makes `remote` non-empty puts the page on its owner's stack, and only the owner, having taken the
 *    page off that stack, empties `remote`: so a page is on the stack at most once.
 *
 * @module
 */
import { checkedFree } from "./checked_free.ts";
import { DeferredFrees } from "./deferred_frees.ts";
import { CONTROL, HeapError, type HeapMemory, type WordAtomics } from "./heap_memory.ts";
import { HEAP_CONTROL, HEAP_SECTION, MAX_SLOTS, PAGE_BYTES, threadBlock } from "./memory_map.ts";
import {
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
import { holdsMuch, releasePages, returnPages, takePages } from "./page_pool.ts";
import { CLASS_BYTES, CLASS_OF_UNITS, CLASSES, MAX_SMALL_BYTES } from "./size_classes.ts";

/** Bytes from the thread block: current object page of each class. */
export const OBJECT_PAGES: number = HEAP_SECTION;
/** Bytes from the thread block: current raw page of each class. */
export const RAW_PAGES: number = HEAP_SECTION + CLASSES * 4;
/** Bytes from the thread block: where both lists of pages are kept while faults are injected. */
export const HIDDEN_PAGES: number = HEAP_SECTION + CLASSES * 8;
/** Bytes from the thread block: 0 nobody uses the slot, 1 a thread does, 2 another slot tidies it up. */
export const SLOT_STATE: number = HEAP_SECTION + 500;
/** Bytes from the thread block: stack of pages with remote frees; atomic. */
export const NOTIFIED_PAGES: number = HEAP_SECTION + 504;

const ATTACHED = (HEAP_CONTROL + CONTROL.attachedSlots) >>> 2;
/** Bytes of fresh blocks that are put on a page's free list at a time: pages are committed bit by bit. */
const EXTEND_BYTES = 4096;
/** A slot's allocator. All methods are for the Worker that runs the slot, except where said. */
export class ThreadHeap {
  /** The heap that it allocates from. */
  readonly memory: HeapMemory;
  /** The slot, 1 to 255. */
  readonly slot: number;
  readonly #words: Int32Array;
  readonly #atomics: WordAtomics;
  readonly #block: number;
  readonly #headerBytes: number;
  readonly #checked: boolean;
  readonly #objectTag: number;
  readonly #rawTag: number;
  /** Word index of the current object pages; the current raw pages follow. */
  readonly #current: number;
  /** Where the lists of pages begin: `#current`, or the hidden place while faults are injected. */
  #lists: number;
  /** Frees that wait for readers. An address at a page's start is an empty page. */
  readonly #deferred: DeferredFrees;
  #failAfter = -1;
  /** The slot that the Worker runs, which the pool's lock is told: another one than this where it tidies up. */
  #holder: number;
  /**
   * Called, if set, when many frees wait for other slots: it may ask their threads to come to a safepoint, which
   * calls {@linkcode quiescent}.
   */
  onWaiting: (() => void) | null = null;
  /** Called, if set, when a page of objects, or a large block of any kind, was taken from the pool: a sign that the heap grows. */
  onObjectPage: (() => void) | null = null;

  /** Makes the allocator of a slot; its pages, if a former thread of the slot left some, are taken over. */
  constructor(memory: HeapMemory, slot: number) {
    this.memory = memory;
    this.slot = slot;
    this.#holder = slot;
    this.#words = memory.i32;
    this.#atomics = memory.atomics;
    this.#block = threadBlock(slot);
    this.#headerBytes = memory.headerBytes;
    this.#checked = memory.checked;
    this.#objectTag = KIND_OBJECT | slot << TAG_OWNER_SHIFT;
    this.#rawTag = KIND_RAW | slot << TAG_OWNER_SHIFT;
    this.#current = (this.#block + OBJECT_PAGES) >>> 2;
    this.#lists = this.#current;
    this.#deferred = new DeferredFrees(memory, slot, this, (address) => this.#freeNow(address));
  }

  /**
   * Memory for an object.
   *
   * @param bytes Size from the type word on, the strategy's header not included.
   * @returns Address of the type word, which is 0; the rest is undefined. 0 when the heap is exhausted.
   */
  allocObject(bytes: number): number {
    const size = bytes + this.#headerBytes;
    if (size > MAX_SMALL_BYTES) return this.#allocLarge(size, KIND_LARGE_OBJECT);
    const sizeClass = CLASS_OF_UNITS[(size + 7) >>> 3];
    const words = this.#words;
    const page = words[this.#current + sizeClass] >>> 2;
    const head = words[page + PAGE.free / 4];
    if (head === 0) return this.#allocSlow(KIND_OBJECT, sizeClass);
    words[page + PAGE.free / 4] = words[(head >>> 2) + 1];
    words[page + PAGE.used / 4]++;
    return head;
  }

  /** Memory for raw storage, 8-byte aligned, content undefined; 0 when the heap is exhausted. */
  allocRaw(bytes: number): number {
    if (bytes > MAX_SMALL_BYTES) return this.#allocLarge(bytes, KIND_LARGE_RAW);
    const sizeClass = CLASS_OF_UNITS[(bytes + 7) >>> 3];
    const words = this.#words;
    const page = words[this.#current + CLASSES + sizeClass] >>> 2;
    const head = words[page + PAGE.free / 4];
    if (head === 0) return this.#allocSlow(KIND_RAW, sizeClass);
    words[page + PAGE.free / 4] = words[(head >>> 2) + 1];
    words[page + PAGE.used / 4]++;
    return head;
  }

  /**
   * Frees an object of any slot. The caller has released what it refers to.
   *
   * @throws {HeapError} In a checked heap, if there is no object at the address.
   */
  freeObject(address: number): void {
    if (this.#checked) checkedFree(this.memory, address, true, this.usableBytes(address));
    const words = this.#words;
    const word = address >>> 2;
    const page = (address & -PAGE_BYTES) >>> 2;
    words[word] = 0;
    if (words[page] !== this.#objectTag) return this.#freeSlow(address);
    words[word + 1] = words[page + PAGE.free / 4];
    words[page + PAGE.free / 4] = address;
    const used = words[page + PAGE.used / 4] - 1;
    words[page + PAGE.used / 4] = used;
    if (used === 0) this.#emptied(page << 2);
  }

  /**
   * Frees raw storage of any slot. 0 is ignored.
   *
   * @throws {HeapError} In a checked heap, if there is no raw storage at the address.
   */
  freeRaw(address: number): void {
    if (address === 0) return;
    if (this.#checked) checkedFree(this.memory, address, false, this.usableBytes(address));
    const words = this.#words;
    const page = (address & -PAGE_BYTES) >>> 2;
    if (words[page] !== this.#rawTag) return this.#freeSlow(address);
    words[(address >>> 2) + 1] = words[page + PAGE.free / 4];
    words[page + PAGE.free / 4] = address;
    const used = words[page + PAGE.used / 4] - 1;
    words[page + PAGE.used / 4] = used;
    if (used === 0) this.#emptied(page << 2);
  }

  /** Frees a large block, another slot's, or one of a full page. */
  #freeSlow(address: number): void {
    const words = this.#words;
    const page = address & -PAGE_BYTES;
    const tag = words[page >>> 2];
    const kind = tag & TAG_KIND;
    if (kind === KIND_LARGE_OBJECT && this.#isShared()) {
      this.#deferred.add(address);
    } else if (kind === KIND_LARGE_OBJECT || kind === KIND_LARGE_RAW) {
      this.#returnPages(page, words[(page + PAGE.pages) >>> 2]);
    } else if (((tag >>> TAG_OWNER_SHIFT) & 0xff) !== this.slot) {
      this.#freeRemote(page, address, tag);
    } else {
      // The page was full; now it has room again.
      words[page >>> 2] = tag & ~TAG_FULL;
      words[(address >>> 2) + 1] = 0;
      words[(page + PAGE.free) >>> 2] = address;
      const used = words[(page + PAGE.used) >>> 2] - 1;
      words[(page + PAGE.used) >>> 2] = used;
      this.#link(page);
      if (used === 0) this.#emptied(page);
    }
  }

  /** Release: the owner's exchange on the same word acquires the link stored before it. */
  #freeRemote(page: number, address: number, tag: number): void {
    const words = this.#words, atomics = this.#atomics;
    const remote = (page + PAGE.remote) >>> 2;
    for (;;) {
      const head = atomics.load(words, remote);
      words[(address + 4) >>> 2] = head;
      if (atomics.compareExchange(words, remote, head, address) !== head) continue;
      if (head !== 0) return;
      break;
    }
    // The list was empty: this slot tells the owner. The owner of a page with blocks in use never changes.
    const stack = (threadBlock((tag >>> TAG_OWNER_SHIFT) & 0xff) + NOTIFIED_PAGES) >>> 2;
    for (;;) {
      const head = atomics.load(words, stack);
      words[(page + PAGE.notified) >>> 2] = head;
      if (atomics.compareExchange(words, stack, head, page) === head) return;
    }
  }

  /** Takes over what other slots freed of this slot's pages. Returns whether there was anything. */
  #adoptRemote(): boolean {
    const words = this.#words, atomics = this.#atomics;
    const stack = (this.#block + NOTIFIED_PAGES) >>> 2;
    if (atomics.load(words, stack) === 0) return false;
    let page = atomics.exchange(words, stack, 0);
    while (page !== 0) {
      // Read before `remote` is emptied: after that another slot may notify again and overwrite it.
      const next = words[(page + PAGE.notified) >>> 2];
      let block = atomics.exchange(words, (page + PAGE.remote) >>> 2, 0);
      let free = words[(page + PAGE.free) >>> 2];
      let used = words[(page + PAGE.used) >>> 2];
      while (block !== 0) {
        const after = words[(block + 4) >>> 2];
        words[(block + 4) >>> 2] = free;
        free = block;
        used--;
        block = after;
      }
      words[(page + PAGE.free) >>> 2] = free;
      words[(page + PAGE.used) >>> 2] = used;
      if ((words[page >>> 2] & TAG_FULL) !== 0) {
        words[page >>> 2] &= ~TAG_FULL;
        this.#link(page);
      }
      if (used === 0) this.#emptied(page);
      page = next;
    }
    return true;
  }

  /** Word index of the list that a page belongs to. */
  #listOf(page: number): number {
    const words = this.#words;
    const raw = (words[page >>> 2] & TAG_KIND) === KIND_RAW;
    return this.#lists + (raw ? CLASSES : 0) + words[(page + PAGE.sizeClass) >>> 2];
  }

  /** Puts a page at the front of its list: it becomes the current one. */
  #link(page: number): void {
    const words = this.#words;
    const list = this.#listOf(page);
    const next = words[list];
    words[(page + PAGE.previous) >>> 2] = 0;
    words[(page + PAGE.next) >>> 2] = next;
    if (next !== 0) words[(next + PAGE.previous) >>> 2] = page;
    words[list] = page;
  }

  #unlink(page: number): void {
    const words = this.#words;
    const next = words[(page + PAGE.next) >>> 2];
    const previous = words[(page + PAGE.previous) >>> 2];
    if (next !== 0) words[(next + PAGE.previous) >>> 2] = previous;
    words[previous !== 0 ? (previous + PAGE.next) >>> 2 : this.#listOf(page)] = next;
  }

  /** A block from the first page of the class that has one, or from a fresh page; 0 when there is none. */
  #allocSlow(kind: number, sizeClass: number): number {
    if (this.#failAfter >= 0 && this.#fails()) return 0;
    const words = this.#words;
    const list = this.#lists + (kind === KIND_RAW ? CLASSES : 0) + sizeClass;
    for (;;) {
      const page = words[list];
      if (page === 0) {
        if (this.#adoptRemote() && words[list] !== 0) continue;
        if (!this.#freshPage(kind, sizeClass)) return 0;
        continue;
      }
      const head = words[(page + PAGE.free) >>> 2];
      if (head !== 0) {
        words[(page + PAGE.free) >>> 2] = words[(head + 4) >>> 2];
        words[(page + PAGE.used) >>> 2]++;
        return head;
      }
      if (this.#extend(page)) continue;
      this.#unlink(page);
      words[page >>> 2] |= TAG_FULL;
    }
  }

  /** Puts some blocks that were never handed out on the page's empty free list, lowest first. */
  #extend(page: number): boolean {
    const words = this.#words;
    const step = words[(page + PAGE.blockBytes) >>> 2];
    const first = words[(page + PAGE.bump) >>> 2];
    const left = words[(page + PAGE.end) >>> 2] - first;
    if (left === 0) return false;
    const count = Math.min(left / step, Math.max(1, Math.floor(EXTEND_BYTES / step)));
    const last = first + (count - 1) * step;
    for (let at = first;; at += step) {
      // A recycled page may hold anything; the walk must not take it for a live object.
      words[at >>> 2] = 0;
      words[(at + 4) >>> 2] = at === last ? 0 : at + step;
      if (at === last) break;
    }
    words[(page + PAGE.free) >>> 2] = first;
    words[(page + PAGE.bump) >>> 2] = last + step;
    return true;
  }

  #freshPage(kind: number, sizeClass: number): boolean {
    const page = this.#takePages(1);
    if (page === 0) return false;
    const words = this.#words;
    const blockBytes = CLASS_BYTES[sizeClass];
    // The first block's header, if any, ends at an 8-byte boundary.
    const first = page + PAGE_HEADER_BYTES + (kind === KIND_OBJECT ? (this.#headerBytes + 7) & -8 : 0);
    const count = Math.floor((page + PAGE_BYTES - first) / blockBytes);
    words.fill(0, page >>> 2, (page + PAGE_HEADER_BYTES) >>> 2);
    words[(page + PAGE.sizeClass) >>> 2] = sizeClass;
    words[(page + PAGE.blockBytes) >>> 2] = blockBytes;
    words[(page + PAGE.bump) >>> 2] = first;
    words[(page + PAGE.end) >>> 2] = first + count * blockBytes;
    words[page >>> 2] = kind | this.slot << TAG_OWNER_SHIFT;
    this.#link(page);
    if (kind === KIND_OBJECT && this.onObjectPage !== null) this.onObjectPage();
    return true;
  }

  #allocLarge(bytes: number, kind: number): number {
    if (this.#failAfter >= 0 && this.#fails()) return 0;
    const header = kind === KIND_LARGE_OBJECT ? (this.#headerBytes + 7) & -8 : 0;
    const pages = Math.ceil((bytes + 8 + PAGE_HEADER_BYTES) / PAGE_BYTES);
    const page = this.#takePages(pages);
    if (page === 0) return 0;
    const words = this.#words;
    words.fill(0, page >>> 2, (page + PAGE_HEADER_BYTES) >>> 2);
    words[(page + PAGE.blockBytes) >>> 2] = pages * PAGE_BYTES - PAGE_HEADER_BYTES;
    words[(page + PAGE.pages) >>> 2] = pages;
    words[(page + PAGE.used) >>> 2] = 1;
    const address = page + PAGE_HEADER_BYTES + header;
    words[address >>> 2] = 0;
    words[page >>> 2] = kind | this.slot << TAG_OWNER_SHIFT;
    if (this.onObjectPage !== null) this.onObjectPage();
    return address;
  }

  /** Takes pages from the pool; when it is exhausted, after tidying up all that this slot may touch. */
  #takePages(count: number): number {
    const run = takePages(this.memory, this.#holder, count);
    if (run !== 0) return run;
    const words = this.#words, atomics = this.#atomics;
    this.#tidy();
    this.#deferred.flush();
    for (let slot = 1; slot < MAX_SLOTS; slot++) {
      const state = (threadBlock(slot) + SLOT_STATE) >>> 2;
      if (slot === this.slot || atomics.compareExchange(words, state, 0, 2) !== 0) continue;
      const unused = new ThreadHeap(this.memory, slot);
      unused.#holder = this.slot;
      unused.#tidy();
      atomics.store(words, state, 0);
      atomics.notify(words, state);
    }
    return takePages(this.memory, this.#holder, count);
  }

  /** Gives every empty page back, as far as the pages' readers allow. */
  #tidy(): void {
    const words = this.#words;
    this.#adoptRemote();
    const shared = this.#isShared();
    for (let i = shared ? CLASSES : 0; i < 2 * CLASSES; i++) {
      for (let page = words[this.#lists + i], next = 0; page !== 0; page = next) {
        next = words[(page + PAGE.next) >>> 2];
        if (words[(page + PAGE.used) >>> 2] === 0 && words[(page + PAGE.retiring) >>> 2] === 0) {
          this.#giveBack(page);
        }
      }
    }
  }

  #returnPages(run: number, count: number): void {
    returnPages(this.memory, this.#holder, run, count);
    if (this.memory.release !== null && holdsMuch(this.memory)) releasePages(this.memory, this.#holder);
  }

  /**
   * Gives the memory behind free pages back to the system, as this slot does by itself when they have much of it: pages
   * of this slot that are empty, as far as their readers allow, and all that the pool has.
   *
   * @returns Bytes that the system may have taken; 0 where it can't be asked ({@linkcode HeapMemory.release}).
   */
  release(): number {
    this.#tidy();
    return releasePages(this.memory, this.#holder);
  }

  #giveBack(page: number): void {
    this.#unlink(page);
    this.#returnPages(page, 1);
  }

  /** A page has no block in use any more: it goes back, unless it is the only one of its class with room. */
  #emptied(page: number): void {
    const words = this.#words;
    if (words[(page + PAGE.next) >>> 2] === 0 && words[(page + PAGE.previous) >>> 2] === 0) return;
    if (words[(page + PAGE.retiring) >>> 2] !== 0) return;
    if ((words[page >>> 2] & TAG_KIND) === KIND_RAW || !this.#isShared()) {
      this.#giveBack(page);
    } else {
      words[(page + PAGE.retiring) >>> 2] = 1;
      this.#deferred.add(page);
    }
  }

  /** Bytes that the block of an object or of raw storage has from the address on. */
  usableBytes(address: number): number {
    const words = this.#words;
    const page = address & -PAGE_BYTES;
    const kind = words[page >>> 2] & TAG_KIND;
    const bytes = words[(page + PAGE.blockBytes) >>> 2];
    if (kind === KIND_OBJECT) return bytes - this.#headerBytes;
    return kind === KIND_LARGE_OBJECT ? bytes - ((this.#headerBytes + 7) & -8) : bytes;
  }

  /**
   * Grows or shrinks raw storage, keeping its content.
   *
   * @param address Storage, or 0 for none yet.
   * @returns Its new address; 0 when the heap is exhausted, and then the old storage is untouched.
   */
  reallocRaw(address: number, bytes: number): number {
    if (address === 0) return this.allocRaw(bytes);
    const usable = this.usableBytes(address);
    if (bytes <= usable && bytes * 2 >= usable) return address;
    const moved = this.allocRaw(bytes);
    if (moved === 0) return bytes <= usable ? address : 0;
    const from = address >>> 0;
    this.memory.u8.copyWithin(moved >>> 0, from, from + Math.min(usable, bytes));
    this.freeRawLater(address);
    return moved;
  }

  /**
   * Frees raw storage that readers without a lock may still look at: after every attached slot, this one
   * included, has passed a quiescent state. At once while only one slot is attached. 0 is ignored.
   */
  freeRawLater(address: number): void {
    if (address === 0) return;
    if (this.#isShared()) this.#deferred.add(address);
    else this.freeRaw(address);
  }

  /** Whether several threads share the heap; the starter of a second one is alone (see {@linkcode enter}). */
  #isShared(): boolean {
    return this.#words[ATTACHED] > 1;
  }

  /**
   * Says that the calling thread, which is attached, holds no storage it found without a lock, and frees what
   * everybody has let go. Cheap enough for every safepoint: three plain reads while nothing waits.
   */
  quiescent(): void {
    this.#deferred.quiescent();
  }

  #freeNow(address: number): void {
    const words = this.#words;
    const page = address & -PAGE_BYTES;
    if (page !== address) {
      if ((words[page >>> 2] & TAG_KIND) !== KIND_LARGE_OBJECT) return this.freeRaw(address);
      return this.#returnPages(page, words[(page + PAGE.pages) >>> 2]);
    }
    words[(page + PAGE.retiring) >>> 2] = 0;
    const only = words[(page + PAGE.next) >>> 2] === 0 && words[(page + PAGE.previous) >>> 2] === 0;
    if (words[(page + PAGE.used) >>> 2] === 0 && !only) this.#giveBack(page);
  }

  /** The thread goes on running Python code: from now on it counts as a reader. */
  attach(): void {
    this.#deferred.quiescent();
  }

  /** The thread blocks: it holds nothing that it found without a lock. */
  detach(): void {
    this.#deferred.detach();
  }

  /**
   * Counts the slot among those that share the heap. Any thread may call it, and it must have happened before the
   * thread that starts this one goes on: a thread that is alone frees storage without waiting for readers.
   *
   * @throws {HeapError} If a thread already uses the slot.
   */
  enter(): void {
    const words = this.#words, atomics = this.#atomics;
    const state = (this.#block + SLOT_STATE) >>> 2;
    for (;;) {
      const seen = atomics.compareExchange(words, state, 0, 1);
      if (seen === 0) break;
      if (seen === 1) throw new HeapError(`Cannot enter slot ${this.slot} as a thread already uses it`);
      atomics.wait(words, state, 2);
    }
    atomics.add(words, ATTACHED, 1);
    this.attach();
  }

  /**
   * The slot's thread has ended. Its pages stay for the slot's next thread; what its deferred frees still wait
   * for, other slots take over.
   */
  leave(): void {
    const words = this.#words, atomics = this.#atomics;
    this.detach();
    this.#tidy();
    this.#deferred.flush();
    this.#deferred.handOn((address) => {
      // An empty page stays with the slot: its next thread uses it.
      if ((address & (PAGE_BYTES - 1)) !== 0) return false;
      words[(address + PAGE.retiring) >>> 2] = 0;
      return true;
    });
    atomics.add(words, ATTACHED, -1);
    atomics.store(words, (this.#block + SLOT_STATE) >>> 2, 0);
  }

  /**
   * Fault injection: the n-th allocation from now on fails, n from 0, and those after it succeed. -1 switches it
   * off. Holds for WebAssembly's fast path too: while it is set the slot's current pages are hidden.
   *
   * @returns What was left of the number set before: -1 if that allocation has failed, or none was to.
   */
  failAfter(allocations: number): number {
    const left = this.#failAfter;
    const hidden = (this.#block + HIDDEN_PAGES) >>> 2;
    const words = this.#words;
    const wanted = allocations >= 0 ? hidden : this.#current;
    if (wanted !== this.#lists) {
      words.copyWithin(wanted, this.#lists, this.#lists + 2 * CLASSES);
      words.fill(0, this.#lists, this.#lists + 2 * CLASSES);
      this.#lists = wanted;
    }
    this.#failAfter = allocations;
    return left;
  }

  #fails(): boolean {
    if (this.#failAfter-- > 0) return false;
    this.failAfter(-1);
    return true;
  }
}

/**
 * One slot's allocator, in mimalloc's style (Leijen, Zorn & de Moura 2019): pages of one block size owned by a
 * slot, a plain free list per page, and one atomic list per page for blocks that other slots free.
 *
 * Invariants, checked by `checkHeap`:
 * 1. Only the owner touches `free`, `used`, `bump` and the lists of pages; others touch `remote` only.
 * 2. A free object block has type word 0, and its link in the word at +4. Freeing leaves the counting strategy's
 *    header words as they are, and objects never share a page with raw storage, so whoever reads the header of
 *    an object that died meanwhile reads some object's header.
 * 3. A page is on exactly one of its owner's two lists of its class, available or full; every page on the full
 *    list has `free` empty and `bump` at `end` (blocks may be waiting on `remote`).
 *
 * @module
 */
import { CONTROL, type HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL, HEAP_SECTION, MAX_SLOTS, PAGE_BYTES, threadBlock } from "./memory_map.ts";
import {
  KIND_LARGE_OBJECT,
  KIND_LARGE_RAW,
  KIND_OBJECT,
  KIND_RAW,
  PAGE,
  PAGE_HEADER_BYTES,
} from "./page.ts";
import { returnPages, takePages } from "./page_pool.ts";
import { CLASS_BYTES, CLASS_OF_UNITS, CLASSES, MAX_SMALL_BYTES } from "./size_classes.ts";

/** Bytes from the thread block: first words of the lists of available object pages, one per class. */
export const OBJECT_PAGES = HEAP_SECTION;
/** Bytes from the thread block: lists of available raw pages. */
export const RAW_PAGES: number = HEAP_SECTION + CLASSES * 4;
/** Bytes from the thread block: lists of full object pages. */
const FULL_OBJECT_PAGES = RAW_PAGES + CLASSES * 4;
/** Bytes from the thread block: lists of full raw pages. */
const FULL_RAW_PAGES = FULL_OBJECT_PAGES + CLASSES * 4;
/** Bytes from the thread block: QSBR read number, 0 while detached: the last word of the section. */
const READ_NUMBER = HEAP_SECTION + 508;

const WRITE_NUMBER = (HEAP_CONTROL + CONTROL.writeNumber) >>> 2;
const ATTACHED = (HEAP_CONTROL + CONTROL.attachedSlots) >>> 2;
/** Full pages looked at for remote frees before a fresh page is taken. */
const SCAN_LIMIT = 16;
/** Deferred frees that wait before the write number is advanced (as CPython's QSBR). */
const DEFER_BATCH = 10;

/** A slot's allocator. All methods are for the Worker that runs the slot, except where said. */
export class ThreadHeap {
  readonly memory: HeapMemory;
  readonly slot: number;
  readonly #words: Int32Array;
  readonly #block: number;
  readonly #headerBytes: number;
  /** Deferred frees: address, goal, address, goal, ... in order of goals. */
  #deferred: number[] = [];
  #failAfter = -1;

  /** Makes the allocator of a slot; its pages, if a former thread of the slot left some, are taken over. */
  constructor(memory: HeapMemory, slot: number) {
    this.memory = memory;
    this.slot = slot;
    this.#words = memory.i32;
    this.#block = threadBlock(slot);
    this.#headerBytes = memory.headerBytes;
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
    const page = words[(this.#block + OBJECT_PAGES + sizeClass * 4) >>> 2];
    if (page !== 0 && this.#failAfter < 0) {
      const head = words[(page + PAGE.free) >>> 2];
      if (head !== 0) {
        words[(page + PAGE.free) >>> 2] = words[(head + 4) >>> 2];
        words[(page + PAGE.used) >>> 2]++;
        return head;
      }
    }
    return this.#allocSlow(sizeClass, KIND_OBJECT);
  }

  /** Memory for raw storage, 8-byte aligned, content undefined; 0 when the heap is exhausted. */
  allocRaw(bytes: number): number {
    if (bytes > MAX_SMALL_BYTES) return this.#allocLarge(bytes, KIND_LARGE_RAW);
    const sizeClass = CLASS_OF_UNITS[(bytes + 7) >>> 3];
    const words = this.#words;
    const page = words[(this.#block + RAW_PAGES + sizeClass * 4) >>> 2];
    if (page !== 0 && this.#failAfter < 0) {
      const head = words[(page + PAGE.free) >>> 2];
      if (head !== 0) {
        words[(page + PAGE.free) >>> 2] = words[(head + 4) >>> 2];
        words[(page + PAGE.used) >>> 2]++;
        return head;
      }
    }
    return this.#allocSlow(sizeClass, KIND_RAW);
  }

  /** Frees an object of any slot. The caller has released what it refers to. */
  freeObject(address: number): void {
    this.#words[address >>> 2] = 0;
    this.#free(address);
  }

  /** Frees raw storage of any slot. 0 is ignored. */
  freeRaw(address: number): void {
    if (address !== 0) this.#free(address);
  }

  #free(address: number): void {
    const words = this.#words;
    const page = address & -PAGE_BYTES;
    const kind = words[(page + PAGE.kind) >>> 2];
    if (kind >= KIND_LARGE_OBJECT) {
      returnPages(this.memory, page, words[(page + PAGE.pages) >>> 2]);
      return;
    }
    if (words[(page + PAGE.owner) >>> 2] !== this.slot) {
      this.#freeRemote(page, address);
      return;
    }
    words[(address + 4) >>> 2] = words[(page + PAGE.free) >>> 2];
    words[(page + PAGE.free) >>> 2] = address;
    const used = words[(page + PAGE.used) >>> 2] - 1;
    words[(page + PAGE.used) >>> 2] = used;
    if (words[(page + PAGE.full) >>> 2] !== 0) this.#unfull(page);
    if (used === 0) this.#retire(page);
  }

  /** Release: the owner's exchange on the same word acquires the link stored before it. */
  #freeRemote(page: number, address: number): void {
    const words = this.#words;
    const remote = (page + PAGE.remote) >>> 2;
    for (;;) {
      const head = Atomics.load(words, remote);
      words[(address + 4) >>> 2] = head;
      if (Atomics.compareExchange(words, remote, head, address) === head) return;
    }
  }

  /** Moves the blocks that others freed to the page's own list. Returns whether there were any. */
  #adoptRemote(page: number): boolean {
    const words = this.#words;
    const remote = (page + PAGE.remote) >>> 2;
    if (Atomics.load(words, remote) === 0) return false;
    let block = Atomics.exchange(words, remote, 0);
    while (block !== 0) {
      const next = words[(block + 4) >>> 2];
      words[(block + 4) >>> 2] = words[(page + PAGE.free) >>> 2];
      words[(page + PAGE.free) >>> 2] = block;
      words[(page + PAGE.used) >>> 2]--;
      block = next;
    }
    return true;
  }

  #listWord(kind: number, sizeClass: number): number {
    return (this.#block + (kind === KIND_OBJECT ? OBJECT_PAGES : RAW_PAGES) + sizeClass * 4) >>> 2;
  }

  #fullWord(kind: number, sizeClass: number): number {
    return (this.#block + (kind === KIND_OBJECT ? FULL_OBJECT_PAGES : FULL_RAW_PAGES) + sizeClass * 4) >>> 2;
  }

  #allocSlow(sizeClass: number, kind: number): number {
    if (this.#failAfter >= 0 && this.#failAfter-- === 0) return 0;
    const words = this.#words;
    const list = this.#listWord(kind, sizeClass);
    for (let page = words[list]; page !== 0; page = words[list]) {
      const head = words[(page + PAGE.free) >>> 2];
      if (head !== 0) {
        words[(page + PAGE.free) >>> 2] = words[(head + 4) >>> 2];
        words[(page + PAGE.used) >>> 2]++;
        return head;
      }
      const fresh = words[(page + PAGE.bump) >>> 2];
      if (fresh !== words[(page + PAGE.end) >>> 2]) {
        words[(page + PAGE.bump) >>> 2] = fresh + words[(page + PAGE.blockBytes) >>> 2];
        words[(page + PAGE.used) >>> 2]++;
        // A recycled page may hold anything; the walk must not take an unfinished object for a live one.
        words[fresh >>> 2] = 0;
        return fresh;
      }
      if (this.#adoptRemote(page)) continue;
      words[list] = words[(page + PAGE.next) >>> 2];
      this.#makeFull(page, kind, sizeClass);
    }
    if (this.#rescueFull(kind, sizeClass) || this.#freshPage(kind, sizeClass)) return this.#allocSlow(sizeClass, kind);
    return 0;
  }

  #makeFull(page: number, kind: number, sizeClass: number): void {
    const words = this.#words;
    const full = this.#fullWord(kind, sizeClass);
    words[(page + PAGE.full) >>> 2] = 1;
    words[(page + PAGE.next) >>> 2] = words[full];
    words[full] = page;
  }

  /** Takes a page off the full list: it has a free block again. */
  #unfull(page: number): void {
    const words = this.#words;
    const kind = words[(page + PAGE.kind) >>> 2];
    const sizeClass = words[(page + PAGE.sizeClass) >>> 2];
    this.#unlink(this.#fullWord(kind, sizeClass), page);
    words[(page + PAGE.full) >>> 2] = 0;
    const list = this.#listWord(kind, sizeClass);
    words[(page + PAGE.next) >>> 2] = words[list];
    words[list] = page;
  }

  #unlink(list: number, page: number): void {
    const words = this.#words;
    let at = list;
    while (words[at] !== page) at = (words[at] + PAGE.next) >>> 2;
    words[at] = words[(page + PAGE.next) >>> 2];
  }

  /** Looks for remote frees on some full pages; rotates them so that the next call sees others. */
  #rescueFull(kind: number, sizeClass: number): boolean {
    const words = this.#words;
    const full = this.#fullWord(kind, sizeClass);
    let page = words[full];
    for (let i = 0; i < SCAN_LIMIT && page !== 0; i++) {
      const next = words[(page + PAGE.next) >>> 2];
      if (this.#adoptRemote(page)) {
        this.#unfull(page);
        return true;
      }
      page = next;
    }
    return false;
  }

  #freshPage(kind: number, sizeClass: number): boolean {
    const page = takePages(this.memory, 1);
    if (page === 0) return false;
    const words = this.#words;
    const blockBytes = CLASS_BYTES[sizeClass];
    // The first block's header, if any, ends at an 8-byte boundary.
    const first = page + PAGE_HEADER_BYTES + (kind === KIND_OBJECT ? (this.#headerBytes + 7) & -8 : 0);
    const count = Math.floor((page + PAGE_BYTES - first) / blockBytes);
    words.fill(0, page >>> 2, (page + PAGE_HEADER_BYTES) >>> 2);
    words[(page + PAGE.owner) >>> 2] = this.slot;
    words[(page + PAGE.blockBytes) >>> 2] = blockBytes;
    words[(page + PAGE.bump) >>> 2] = first;
    words[(page + PAGE.end) >>> 2] = first + count * blockBytes;
    words[(page + PAGE.sizeClass) >>> 2] = sizeClass;
    words[(page + PAGE.kind) >>> 2] = kind;
    const list = this.#listWord(kind, sizeClass);
    words[(page + PAGE.next) >>> 2] = words[list];
    words[list] = page;
    return true;
  }

  /** Returns an empty page to the pool, unless it is the last with room in its class. */
  #retire(page: number): void {
    const words = this.#words;
    const list = this.#listWord(words[(page + PAGE.kind) >>> 2], words[(page + PAGE.sizeClass) >>> 2]);
    // Readers without a lock may still look at headers in an object page: it keeps its class while threads share.
    const last = words[list] === page && words[(page + PAGE.next) >>> 2] === 0;
    if (last || Atomics.load(words, ATTACHED) > 1) return;
    this.#unlink(list, page);
    returnPages(this.memory, page, 1);
  }

  #allocLarge(bytes: number, kind: number): number {
    if (this.#failAfter >= 0 && this.#failAfter-- === 0) return 0;
    const header = kind === KIND_LARGE_OBJECT ? (this.#headerBytes + 7) & -8 : 0;
    const pages = Math.ceil((bytes + 8 + PAGE_HEADER_BYTES) / PAGE_BYTES);
    const page = takePages(this.memory, pages);
    if (page === 0) return 0;
    const words = this.#words;
    words.fill(0, page >>> 2, (page + PAGE_HEADER_BYTES) >>> 2);
    words[(page + PAGE.owner) >>> 2] = this.slot;
    words[(page + PAGE.blockBytes) >>> 2] = pages * PAGE_BYTES - PAGE_HEADER_BYTES;
    words[(page + PAGE.pages) >>> 2] = pages;
    words[(page + PAGE.used) >>> 2] = 1;
    const address = page + PAGE_HEADER_BYTES + header;
    words[address >>> 2] = 0;
    words[(page + PAGE.kind) >>> 2] = kind;
    return address;
  }

  /** Bytes that the block of an object or of raw storage has from the address on. */
  usableBytes(address: number): number {
    const words = this.#words;
    const page = address & -PAGE_BYTES;
    const kind = words[(page + PAGE.kind) >>> 2];
    const header = kind === KIND_OBJECT || kind === KIND_LARGE_OBJECT ? (this.#headerBytes + 7) & -8 : 0;
    return words[(page + PAGE.blockBytes) >>> 2] - (kind === KIND_OBJECT ? this.#headerBytes : header);
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
   * Frees raw storage that readers without a lock may still look at: after every attached slot has passed a
   * quiescent state (QSBR; CPython's InternalDocs/qsbr.md). At once while only one slot is attached.
   */
  freeRawLater(address: number): void {
    if (address === 0) return;
    if (this.#words[ATTACHED] <= 1) {
      this.#free(address);
      return;
    }
    const goal = Atomics.load(this.#words, WRITE_NUMBER) + 2;
    this.#deferred.push(address, goal);
    if (this.#deferred.length >= 2 * DEFER_BATCH) {
      Atomics.add(this.#words, WRITE_NUMBER, 2);
      this.quiescent();
    }
  }

  /** Says that the calling thread holds no storage it found without a lock, and frees what everybody has let go. */
  quiescent(): void {
    const words = this.#words;
    Atomics.store(words, (this.#block + READ_NUMBER) >>> 2, Atomics.load(words, WRITE_NUMBER));
    if (this.#deferred.length > 0) this.#freeDeferred();
  }

  #freeDeferred(): void {
    const words = this.#words;
    let smallest = Atomics.load(words, WRITE_NUMBER);
    for (let slot = 1; slot < MAX_SLOTS; slot++) {
      const seen = Atomics.load(words, (threadBlock(slot) + READ_NUMBER) >>> 2);
      if (seen !== 0 && seen - smallest < 0) smallest = seen;
    }
    let done = 0;
    while (done < this.#deferred.length && this.#deferred[done + 1] - smallest <= 0) {
      this.#free(this.#deferred[done]);
      done += 2;
    }
    if (done > 0) this.#deferred = this.#deferred.slice(done);
  }

  /** The thread goes on running Python code: from now on it counts as a reader. */
  attach(): void {
    Atomics.store(this.#words, (this.#block + READ_NUMBER) >>> 2, Atomics.load(this.#words, WRITE_NUMBER));
  }

  /** The thread blocks: it holds nothing that it found without a lock. */
  detach(): void {
    Atomics.store(this.#words, (this.#block + READ_NUMBER) >>> 2, 0);
  }

  /** Counts the slot among those that share the heap. Called before its thread runs. */
  enter(): void {
    Atomics.add(this.#words, ATTACHED, 1);
    this.attach();
  }

  /** The slot's thread has ended; its pages stay for the slot's next thread. */
  leave(): void {
    this.detach();
    if (this.#deferred.length > 0) {
      Atomics.add(this.#words, WRITE_NUMBER, 2);
      this.#freeDeferred();
    }
    Atomics.sub(this.#words, ATTACHED, 1);
  }

  /**
   * Fault injection: the n-th allocation from now on that leaves the fast path fails, n from 0; every allocation
   * leaves it while this is set. -1 switches it off.
   */
  failAfter(allocations: number): void {
    this.#failAfter = allocations;
  }
}

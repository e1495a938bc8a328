/**
 * A number for every object of the heap, and a word of the collector's own per number: what a walk notes about the
 * objects it finds, 4 bytes a block, gone when the collection is over.
 *
 * A page's blocks have one size, so an object's number is its page's first number plus the block's place in the page.
 * The division by the block's size is a multiplication: places are below 8192, sizes multiples of 8.
 *
 * @module
 */
import { type HeapMemory, KIND_OBJECT, PAGE, PAGE_BYTES, PAGE_HEADER_BYTES, walkObjects } from "@orochi/heap";
import type { Address } from "@orochi/object";

/** Pages that an address space of 4 GiB has. */
const MOST_PAGES = 65536;
const PAGE_SHIFT = 16;
const TAG_KIND = 0xff;

/** What {@linkcode ObjectTable.of} says of a word that is no object's address. */
export const NO_OBJECT = -1;

/** The table of one Worker. Only while the world stands still. */
export class ObjectTable {
  /** Notes by object number. */
  notes: Int32Array = new Int32Array(0);
  /** Addresses of the objects that were found, in address order; `found` of them. */
  objects: Int32Array = new Int32Array(1024);
  /** Objects found. */
  found = 0;
  /** First number of each page's blocks, -1 for pages without objects. */
  readonly #first: Int32Array = new Int32Array(MOST_PAGES).fill(-1);
  /** 65536 / (units of 8 bytes in a block), rounded up. */
  readonly #scale: Int32Array = new Int32Array(MOST_PAGES);
  /** Bytes from a page's start to its first block's address. */
  #offset = 0;

  /**
   * Numbers all objects; their notes are `note`.
   *
   * @param wanted Whether an object is to be listed in `objects`; the others have notes all the same.
   */
  fill(memory: HeapMemory, note: number, wanted: (object: Address) => boolean): void {
    const words = memory.i32, first = this.#first;
    this.#offset = PAGE_HEADER_BYTES + ((memory.headerBytes + 7) & -8);
    let numbers = 0, last = -1;
    first.fill(-1);
    this.found = 0;
    walkObjects(memory, (object) => {
      const page = object >>> PAGE_SHIFT;
      if (page !== last) {
        last = page;
        first[page] = numbers;
        numbers += this.#measure(words, page);
      }
      if (!wanted(object)) return;
      if (this.found === this.objects.length) this.objects = doubled(this.objects);
      this.objects[this.found++] = object;
    });
    if (this.notes.length < numbers) this.notes = new Int32Array(numbers + (numbers >>> 2));
    this.notes.fill(note, 0, numbers);
  }

  /** Notes how a page's blocks are counted; returns how many it has. */
  #measure(words: Int32Array, page: number): number {
    const at = (page * PAGE_BYTES) >>> 2;
    const small = (words[at + PAGE.tag / 4] & TAG_KIND) === KIND_OBJECT;
    const bytes = small ? words[at + PAGE.blockBytes / 4] : PAGE_BYTES;
    this.#scale[page] = Math.ceil(MOST_PAGES / (bytes / 8));
    return small ? Math.floor((PAGE_BYTES - this.#offset) / bytes) + 1 : 1;
  }

  /** The number of the object at an address, or NO_OBJECT. */
  of(address: Address): number {
    const first = this.#first[address >>> PAGE_SHIFT];
    if (first < 0) return NO_OBJECT;
    const place = ((address & (PAGE_BYTES - 1)) - this.#offset) >>> 3;
    return first + ((place * this.#scale[address >>> PAGE_SHIFT]) >>> 16);
  }

  /** Whether a word is the address of an object that was listed. */
  has(address: Address): boolean {
    if (this.#first[address >>> PAGE_SHIFT] < 0) return false;
    const { objects } = this;
    let low = 0, high = this.found;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((objects[middle] >>> 0) < (address >>> 0)) low = middle + 1;
      else high = middle;
    }
    return low < this.found && objects[low] === (address | 0);
  }

  /** Lets the memory go that a large heap needed. */
  release(): void {
    this.notes = new Int32Array(0);
    this.objects = new Int32Array(1024);
    this.found = 0;
  }
}

/** A copy with twice the room. */
export function doubled(words: Int32Array): Int32Array {
  const larger = new Int32Array(words.length * 2);
  larger.set(words);
  return larger;
}

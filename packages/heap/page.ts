/**
 * What a page's first words say. A page holds blocks of one size and one kind, owned by one slot.
 *
 *     +0  tag        kind | owner << 8 | full << 16: one comparison tells a local free that it may be simple
 *     +4  class      index in CLASS_BYTES
 *     +8  blockBytes bytes of a block; of the whole run, this header not included, for large ones
 *     +12 free       first free block, linked through the word at +4 of each
 *     +16 remote     blocks freed by other slots, linked likewise; atomic
 *     +20 used       blocks in use, those on `remote` included: the owner has not seen them yet
 *     +24 bump       address of the next block that was never handed out
 *     +28 end        address after the last whole block
 *     +32 next, +36 previous   in the owner's list of pages of this class that have room; 0 at the ends
 *     +40 retiring   1 while the page waits for a grace period to be given back
 *     +44 pages      pages in the run (large blocks and free runs)
 *     +48 notified   next page on the owner's stack of pages with remote frees
 *     +52 held       of a free run: pages that the system may have memory behind
 *
 * At any time: blocks from the first to `bump` = used + length of `free`, and `remote` is among `used`.
 * All words but `remote` and `notified` are plain and written by the owner only.
 *
 * @module
 */

/** Bytes at the start of a page that describe it. */
export const PAGE_HEADER_BYTES = 64;

/** Byte offsets of the words of a page's header. */
export const PAGE = {
  /** `kind | owner << 8 | full << 16`; 0 for a page that is not in use. */
  tag: 0,
  /** Size class. */
  sizeClass: 4,
  /** Bytes of a block; of the whole run for large ones. */
  blockBytes: 8,
  /** First free block, linked through the word at +4 of each; plain, owner only. */
  free: 12,
  /** Blocks freed by other slots, linked likewise; atomic. */
  remote: 16,
  /** Blocks in use; plain, owner only. */
  used: 20,
  /** Address of the next block never handed out. */
  bump: 24,
  /** Address of the end of the last whole block. */
  end: 28,
  /** Next page in the owner's list of this class. */
  next: 32,
  /** Previous page in that list. */
  previous: 36,
  /** 1 while the page waits for a grace period to be given back. */
  retiring: 40,
  /** Pages in the run (large blocks and free runs). */
  pages: 44,
  /** Next page on the owner's stack of pages with remote frees. */
  notified: 48,
  /** Of a free run: how many of its pages, at most, the system has memory behind. */
  held: 52,
} as const;

/** The page belongs to nobody. */
export const KIND_FREE = 0;
/** Small objects. */
export const KIND_OBJECT = 1;
/** Small raw storage. */
export const KIND_RAW = 2;
/** One large object. */
export const KIND_LARGE_OBJECT = 3;
/** One large piece of raw storage. */
export const KIND_LARGE_RAW = 4;

/** Bits of the tag that hold the kind. */
export const TAG_KIND = 0xff;
/** Position of the owner in the tag. */
export const TAG_OWNER_SHIFT = 8;
/** Bit of the tag: no block is free and none is left to hand out; the page is on no list. */
export const TAG_FULL = 1 << 16;

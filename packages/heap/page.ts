/**
 * What a page's first words say. A page holds blocks of one size and one kind, owned by one slot.
 *
 * Its blocks are, at any time: live + on `free` + on `remote` + never handed out (from `bump` on). `used` counts
 * the live ones and those on `remote`, which the owner has not seen yet.
 *
 * @module
 */

/** Bytes at the start of a page that describe it. */
export const PAGE_HEADER_BYTES = 64;

/** Byte offsets of the words of a page's header. */
export const PAGE = {
  /** One of the KIND_ constants; 0 for a page that is not in use. */
  kind: 0,
  /** Slot that allocates from the page. */
  owner: 4,
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
  /** Size class. */
  sizeClass: 36,
  /** 1 while the page is on the owner's list of full pages. */
  full: 40,
  /** Pages in the run (large blocks and free runs). */
  pages: 44,
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

/**
 * Where everything in the shared memory is: the one list of fixed addresses. All are bytes.
 *
 * @module
 */

/** Control words of the heap. */
export const HEAP_CONTROL = 0x1000;
/** The static singletons of `@orochi/object`. */
export const STATIC_OBJECTS = 0x2000;
/** Control words of the counting strategy, 4 KiB. */
export const REFCOUNT_CONTROL = 0x3000;
/** Control words of the lock strategy, 4 KiB. Word 0 is `single`: at most one Python thread exists. */
export const GIL_CONTROL = 0x4000;
/** Control words of the virtual machine, 4 KiB. */
export const VM_CONTROL = 0x5000;
/** Control words of the JIT, 4 KiB. */
export const JIT_CONTROL = 0x6000;
/** Control words of the runtime, 4 KiB. */
export const RUNTIME_CONTROL = 0x7000;
/** Thread blocks, one per slot. */
export const THREAD_BLOCKS = 0x10000;
/** Bytes of one thread block. */
export const THREAD_BLOCK_BYTES = 1024;
/** Slots: 0 is nobody, 1 to 255 are Workers that may run Python threads. */
export const MAX_SLOTS = 256;
/** Words of a thread block that belong to the heap: 512 bytes. */
export const HEAP_SECTION = 0;
/** Words of a thread block that belong to the counting strategy: 64 bytes. */
export const REFCOUNT_SECTION = 512;
/** Words of a thread block that belong to the lock strategy: 128 bytes. The first is the breaker. */
export const GIL_SECTION = 576;
/** Words of a thread block that belong to the virtual machine: 320 bytes. */
export const VM_SECTION = 704;
/** Type index to address of the type object: 65536 words. */
export const TYPE_TABLE = 0x50000;
/** Type index to index of the builtin type whose layout its instances have: 65536 u16. */
export const LAYOUT_TABLE = 0x90000;
/** The parking lot of `@orochi/gil`, 64 KiB. */
export const PARKING_LOT = 0xb0000;
/** Merge queues and logs of `@orochi/refcount`, 256 KiB. */
export const REFCOUNT_REGION = 0xc0000;
/** First page. */
export const PAGES = 0x100000;
/** Bytes of a page; pages are aligned to their size. */
export const PAGE_BYTES = 0x10000;
/**
 * Bytes that a counting strategy's table beside the heap has for two pages: half a byte and a word for each 16 bytes. Two,
 * because their halves of bytes fill one of the system's pages.
 */
export const TABLE_PART_BYTES = 0x9000;

/**
 * What a counting strategy's table beside the heap has for the first pages of the memory.
 *
 * @param pages How many.
 * @returns Bytes from the table's start.
 */
export function tableBytes(pages: number): number {
  return Math.ceil(pages / 2) * TABLE_PART_BYTES;
}

/**
 * The thread block of a slot.
 *
 * @param slot 1 to 255.
 * @returns Its address in bytes.
 */
export function threadBlock(slot: number): number {
  return THREAD_BLOCKS + slot * THREAD_BLOCK_BYTES;
}

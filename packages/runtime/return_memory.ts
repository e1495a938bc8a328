/**
 * Memory behind free pages of the heap goes back to the system, where the program may call the C library.
 *
 * @module
 */
import type { HeapMemory } from "@orochi/heap";
import type { Host } from "@orochi/vm";

/** Drops the pages of files in memory that nobody else maps; drops a process's own pages. */
const MADV_REMOVE = 9, MADV_DONTNEED = 4;

/**
 * Lets a Worker's heap give memory back. The library is not looked for before there is much to give, and where it may not
 * be called, or the system refuses, the heap is told and keeps its pages for itself.
 *
 * A heap that was forked lies in a file: what is mapped shared has no other user (see `fork_memory.ts`), so its pages are
 * removed from the file. Pages that are mapped privately are then as in the file, which is as good as any content.
 */
export function returnMemory(memory: HeapMemory, host: Host): void {
  memory.release = (address, bytes) => {
    const libc = host.libc();
    if ("code" in libc) return false;
    const place = libc.addressOf(memory.u8) + address;
    return libc.call("madvise", place, bytes, MADV_REMOVE) === 0 ||
      libc.call("madvise", place, bytes, MADV_DONTNEED) === 0;
  };
}

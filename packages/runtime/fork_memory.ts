/**
 * How a heap gets from a process to its children without a copy: its pages lie in a file in memory (the *base*), which
 * both map. What has changed since then (the *overlay*) is copied.
 *
 *     prepare:  [control words | pages .................................... | free .....]
 *                own             base, shared: what is written is in the file
 *     a fork:   [control words | pages ...................... | free ...................]
 *                own, copied     base, private: copied by     | base, shared
 *                                who writes; such pages are the overlay of the next fork
 *
 * 1. A page of the base below the end that some child was told of is never written again: all map it privately.
 * 2. The control words (below PAGES) are no part of the base. Other Workers change them at any time, so they are only
 *    ever copied.
 * 3. The bytes of pages move into a base only while one thread exists: no other one can be in the middle of a system
 *    call that writes there. Turning shared pages private moves nothing, so that may be done at any time.
 *
 * Which pages changed is what the kernel says: `/proc/self/pagemap` tells pages of files from a process's own.
 *
 * @module
 */
import {
  CONTROL,
  HEAP_CONTROL,
  type HeapMemory,
  PAGE_BYTES,
  PAGES,
  RUNTIME_CONTROL,
  tableBytes,
} from "@orochi/heap";
import type { SystemCalls } from "@orochi/vm";

/** Bytes of a page of the system. */
const SYSTEM_PAGE = 4096;
const PROT_READ = 1, READ_WRITE = 3;
const MAP_SHARED = 0x01, MAP_PRIVATE = 0x02, MAP_FIXED = 0x10, MAP_NORESERVE = 0x4000;
const MFD_CLOEXEC = 1;
const MADV_HUGEPAGE = 14;
/** Bytes of a call: results of 32 bits tell them. */
const CALL_BYTES = 1 << 30;
/** Word of the runtime that holds the descriptor of the base plus 1, 0 while there is none. */
const BASE_WORD = (RUNTIME_CONTROL >>> 2) + 40;
/** An overlay of more bytes than this, and than a quarter of the heap, is worth a new base. */
const LARGE_OVERLAY = 32 << 20;
/** Bits of an entry of the page map, in its upper half: swapped out; of a file; there. */
const SWAPPED = 1 << 30, OF_FILE = 1 << 29, THERE = 1 << 31;

/** A run of bytes of the heap. */
export type Run = readonly [address: number, bytes: number];

/** Pages of a file that the program has mapped into its heap: a child maps them too. */
export interface MappedFile {
  readonly address: number;
  readonly bytes: number;
  readonly fd: number;
  readonly offset: number;
  readonly writable: boolean;
}

/** How a heap is found by a child. */
export interface HeapPicture {
  /** Descriptor of the base. */
  readonly base: number;
  /** What is mapped from it. */
  readonly runs: readonly Run[];
  /** What is not as in the base; copied, in this order. */
  readonly overlay: readonly Run[];
  readonly files: readonly MappedFile[];
}

/** A part of the process's memory inside of the heap. */
interface Mapping {
  readonly from: number;
  readonly to: number;
  readonly shared: boolean;
  readonly writable: boolean;
  readonly offset: number;
  /** Number of the file, "0" for none. */
  readonly inode: string;
}

/** A heap that can't go over to a child: the message says why. */
export class ForkError extends Error {
  override name = "ForkError";
}

function check(result: number, what: string): number {
  if (result < 0) throw new ForkError(`${what} failed with error number ${-result}`);
  return result;
}

/** The heap's bytes as places of this process. */
class Place {
  readonly start: number;
  constructor(readonly memory: HeapMemory, readonly libc: SystemCalls) {
    this.start = libc.addressOf(memory.u8);
  }

  /** Maps a file over a part of the heap, at the offset of its address. */
  map([address, bytes]: Run, fd: number, flags: number): void {
    if (bytes === 0) return;
    const how = flags | MAP_FIXED | MAP_NORESERVE;
    check(this.libc.call("mmap", this.start + address, bytes, READ_WRITE, how, fd, address), "mmap");
  }

  /** What the system has mapped there. */
  mappings(): Mapping[] {
    const found: Mapping[] = [], end = this.start + this.memory.u8.length;
    for (const line of Deno.readTextFileSync("/proc/self/maps").split("\n")) {
      const fields = /^([0-9a-f]+)-([0-9a-f]+) (\S+) ([0-9a-f]+) \S+ (\d+)/.exec(line);
      if (fields === null) continue;
      const from = parseInt(fields[1], 16), to = parseInt(fields[2], 16);
      if (to <= this.start || from >= end) continue;
      found.push({
        from: Math.max(0, from - this.start),
        to: Math.min(end, to) - this.start,
        writable: fields[3][1] === "w",
        shared: fields[3][3] === "s",
        offset: parseInt(fields[4], 16) + Math.max(0, this.start - from),
        inode: fields[5],
      });
    }
    return found;
  }

  /** Runs of pages of which the kernel says what is wanted; it is given the upper half of an entry. */
  pages(run: Run, wanted: (high: number) => boolean): Run[] {
    const [address, bytes] = run, entries = new Uint32Array(bytes / SYSTEM_PAGE * 2);
    const buffer = new Uint8Array(entries.buffer), runs: [number, number][] = [];
    using file = Deno.openSync("/proc/self/pagemap");
    file.seekSync((this.start + address) / SYSTEM_PAGE * 8, Deno.SeekMode.Start);
    for (let done = 0; done < buffer.length;) {
      const count = file.readSync(buffer.subarray(done));
      if (count === null) throw new ForkError("/proc/self/pagemap ends too soon");
      done += count;
    }
    for (let i = 1; i < entries.length; i += 2) {
      if (!wanted(entries[i])) continue;
      const at = address + (i >>> 1) * SYSTEM_PAGE, last = runs[runs.length - 1];
      if (last !== undefined && last[0] + last[1] === at) last[1] += SYSTEM_PAGE;
      else runs.push([at, SYSTEM_PAGE]);
    }
    return runs;
  }
}

const isThere = (high: number): boolean => (high & (THERE | SWAPPED)) !== 0;
const isOwn = (high: number): boolean => isThere(high) && (high & OF_FILE) === 0;

/** Number of the file behind a descriptor. */
function inodeOf(fd: number): string {
  return `${Deno.statSync(`/proc/self/fd/${fd}`).ino}`;
}

/** The parts of the heap behind the control words: those that are in use, or the whole. */
function parts(memory: HeapMemory, whole: boolean): Run[] {
  const word = (offset: number) => memory.i32[(HEAP_CONTROL + offset) >>> 2];
  const limit = word(CONTROL.limitPage) * PAGE_BYTES, all = memory.u8.length;
  const pages = word(CONTROL.nextPage), end = whole ? limit : pages * PAGE_BYTES;
  return limit === all
    ? [[PAGES, end - PAGES]]
    : [[PAGES, end - PAGES], [limit, whole ? all - limit : Math.min(tableBytes(pages), all - limit)]];
}

/** The part of a run that lies in a mapping; its length is not above 0 if there is none. */
function within([address, bytes]: Run, { from, to }: Mapping): Run {
  const start = Math.max(address, from);
  return [start, Math.min(address + bytes, to) - start];
}

function bytesOf(runs: readonly Run[]): number {
  return runs.reduce((sum, [, bytes]) => sum + bytes, 0);
}

/** Writes a part of the heap into a file. */
export function writeRun({ u8 }: HeapMemory, libc: SystemCalls, fd: number, run: Run, offset: number): void {
  for (let done = 0; done < run[1];) {
    const part = u8.subarray(run[0] + done, run[0] + Math.min(run[1], done + CALL_BYTES));
    done += check(libc.call("pwrite", fd, part, part.length, offset + done), "pwrite");
  }
}

/** Reads a part of the heap from a file. */
export function readRun({ u8 }: HeapMemory, libc: SystemCalls, fd: number, run: Run, offset: number): void {
  for (let done = 0; done < run[1];) {
    const part = u8.subarray(run[0] + done, run[0] + Math.min(run[1], done + CALL_BYTES));
    const count = check(libc.call("pread", fd, part, part.length, offset + done), "pread");
    if (count === 0) throw new ForkError("the image of the heap is cut off");
    done += count;
  }
}

/** A file without a name, in memory, which no program that is executed gets. */
export function memoryFile(libc: SystemCalls, bytes: number): number {
  const fd = check(
    libc.call("memfd_create", new TextEncoder().encode("orochi-heap\0"), MFD_CLOEXEC),
    "memfd_create",
  );
  check(libc.call("ftruncate", fd, bytes), "ftruncate");
  return fd;
}

/** Descriptor of the heap's base; -1 if it has none. */
function baseOf({ i32 }: HeapMemory): number {
  return Atomics.load(i32, BASE_WORD) - 1;
}

/** Copies what is in use into a new file. */
function copyToFile(place: Place, mappings: readonly Mapping[]): number {
  const { memory, libc } = place, base = baseOf(memory), known = base < 0 ? "" : inodeOf(base);
  const fd = memoryFile(libc, memory.u8.length);
  for (const part of parts(memory, false)) {
    for (const mapping of mappings) {
      const run = within(part, mapping), isFile = mapping.inode !== "0";
      if (run[1] <= 0 || isFile && mapping.inode !== known && mapping.shared) continue;
      // What a file has is there, whether or not this process has looked at it.
      const there = isFile ? [run] : place.pages(run, isThere);
      for (const each of there) writeRun(memory, libc, fd, each, each[0]);
    }
  }
  return fd;
}

/** Puts the heap into a new base. One thread exists. */
function makeBase(place: Place): void {
  const { memory, libc } = place, mappings = place.mappings(), old = baseOf(memory);
  const known = old < 0 ? "0" : inodeOf(old), fd = copyToFile(place, mappings);
  for (const part of parts(memory, true)) {
    for (const mapping of mappings) {
      if (mapping.inode !== "0" && mapping.inode !== known) continue;
      const run = within(part, mapping);
      if (run[1] > 0) place.map(run, fd, MAP_SHARED);
      // Fewer faults; a kernel that has no large pages for files says no, which is as good.
      if (run[1] > 0) libc.call("madvise", place.start + run[0], run[1], MADV_HUGEPAGE);
    }
  }
  Atomics.store(memory.i32, BASE_WORD, fd + 1);
  if (old >= 0) libc.call("close", old);
}

/** Moves the heap into a base, if it has none and only one thread is there. */
export function prepareHeap(memory: HeapMemory, libc: SystemCalls, single: boolean): void {
  if (single && baseOf(memory) < 0) makeBase(new Place(memory, libc));
}

/** The files that the program has mapped, among its descriptors. */
function mappedFiles(
  inside: readonly Run[],
  mappings: readonly Mapping[],
  own: string,
  descriptors: readonly number[],
): MappedFile[] {
  const found: MappedFile[] = [];
  for (const mapping of mappings) {
    if (mapping.inode === "0" || mapping.inode === own || !mapping.shared) continue;
    if (!inside.some((part) => within(part, mapping)[1] > 0)) continue;
    const fd = descriptors.find((each) => inodeOf(each) === mapping.inode);
    if (fd === undefined) {
      throw new ForkError(
        "the heap has memory mapped that is shared with others and that no open file leads to",
      );
    }
    const { from, to, offset, writable } = mapping;
    found.push({ address: from, bytes: to - from, fd, offset, writable });
  }
  return found;
}

/**
 * The heap as it is now, for a child. The world stands still.
 *
 * @param descriptors The system's descriptors that the program has.
 * @returns What the child maps and copies; `passing` if the base is of this child only, and to be closed.
 * @throws {ForkError} If the system refuses, or what is mapped can't be had by a child.
 */
export function takePicture(
  memory: HeapMemory,
  libc: SystemCalls,
  single: boolean,
  descriptors: readonly number[],
): HeapPicture & { readonly passing: boolean } {
  const place = new Place(memory, libc), runs = parts(memory, false), size = bytesOf(runs);
  let mappings = place.mappings(), base = baseOf(memory), overlay = ownPages(place, runs, mappings);
  if (base < 0 || bytesOf(overlay) > Math.max(LARGE_OVERLAY, size / 4)) {
    if (single) makeBase(place);
    else base = -1;
    if (single) [base, mappings, overlay] = [baseOf(memory), place.mappings(), []];
  }
  const inode = base < 0 ? "" : inodeOf(base);
  const known = baseOf(memory) < 0 ? inode : inodeOf(baseOf(memory));
  const files = mappedFiles(runs, mappings, known, descriptors);
  if (base < 0) {
    return { base: copyToFile(place, mappings), runs, overlay: [], files, passing: true };
  }
  for (const mapping of mappings) {
    if (mapping.inode !== inode || !mapping.shared) continue;
    for (const part of runs) {
      const run = within(part, mapping);
      if (run[1] > 0) place.map(run, base, MAP_PRIVATE);
    }
  }
  return { base, runs, overlay, files, passing: false };
}

/** Pages that are in no file. */
function ownPages(place: Place, runs: readonly Run[], mappings: readonly Mapping[]): Run[] {
  return runs.flatMap((part) =>
    mappings.flatMap((mapping) => {
      const run = within(part, mapping);
      return run[1] > 0 && !mapping.shared ? place.pages(run, isOwn) : [];
    })
  );
}

/**
 * In a child: puts the parent's heap in place of a new one.
 *
 * @param fd File with the control words and the overlay.
 * @param offset Where in it they begin.
 * @param copy Whether the base is copied, for systems that don't map.
 */
export function takeOver(
  memory: HeapMemory,
  libc: SystemCalls,
  picture: HeapPicture,
  fd: number,
  offset: number,
  copy: boolean = false,
): void {
  const place = new Place(memory, libc);
  for (const run of picture.runs) {
    if (copy) readRun(memory, libc, picture.base, run, run[0]);
    else place.map(run, picture.base, MAP_PRIVATE);
  }
  let at = offset;
  for (const run of [[0, PAGES] as const, ...picture.overlay]) {
    readRun(memory, libc, fd, run, at);
    at += run[1];
  }
  for (const { address, bytes, fd: file, offset: from, writable } of picture.files) {
    const protection = writable ? READ_WRITE : PROT_READ;
    check(
      libc.call("mmap", place.start + address, bytes, protection, MAP_SHARED | MAP_FIXED, file, from),
      "mmap",
    );
  }
  Atomics.store(memory.i32, BASE_WORD, copy ? 0 : picture.base + 1);
  if (copy) libc.call("close", picture.base);
}

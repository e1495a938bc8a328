/**
 * The shared memory that everything lies in: one WebAssembly.Memory, reserved once at its full size so that
 * its buffer is never replaced, and typed views on it. Pages are committed by the system at first touch.
 *
 * @module
 */
import { HEAP_CONTROL, PAGE_BYTES, PAGES } from "./memory_map.ts";
import { CLASS_OF_UNITS } from "./size_classes.ts";

/** "Orch" in ASCII: the first control word of an initialised heap. */
const MAGIC = 0x4f726368;
/** Version of the layout. */
const LAYOUT_VERSION = 2;

/** Byte offsets of the heap's control words from HEAP_CONTROL. */
export const CONTROL = {
  magic: 0,
  version: 4,
  headerBytes: 8,
  /** One past the last usable byte, as an unsigned number of pages. */
  limitPage: 12,
  /** First page never handed out. */
  nextPage: 16,
  /** Address of the first free run of pages, in address order; 0 for none. */
  freeRuns: 20,
  /** Lock word of the page pool: see slot_lock.ts. */
  poolLock: 24,
  /** Pages in use now. */
  pagesInUse: 28,
  /** Most pages in use so far. */
  peakPages: 32,
  /** QSBR: the write number; odd, rises by 2. */
  writeNumber: 36,
  /** Number of slots whose threads share the heap. */
  attachedSlots: 40,
  /** 1 in a heap that checks itself. */
  checked: 44,
  /** Deferred frees of slots that left: address of a batch in raw storage, or 0. */
  orphans: 48,
  /** Free pages that the system may have memory behind: the sum of the runs' `held`. */
  heldPages: 52,
  /** How many of them the heap may keep. */
  keptPages: 56,
  /** Pages taken since it was last raised whose memory had been given back to the system. */
  retakenPages: 60,
  /** Class of small sizes, a byte for each `(bytes + 7) >>> 3`: for WebAssembly, which has no table of its own. */
  classTable: 1024,
} as const;

/** The atomic operations that the heap's protocols use: `Atomics`, or a scheduler's stand-in in a test. */
export interface WordAtomics {
  /** As `Atomics.load`. */
  load(words: Int32Array, index: number): number;
  /** As `Atomics.store`. */
  store(words: Int32Array, index: number, value: number): number;
  /** As `Atomics.add`. */
  add(words: Int32Array, index: number, value: number): number;
  /** As `Atomics.exchange`. */
  exchange(words: Int32Array, index: number, value: number): number;
  /** As `Atomics.compareExchange`. */
  compareExchange(words: Int32Array, index: number, expected: number, replacement: number): number;
  /** As `Atomics.wait`. */
  wait(words: Int32Array, index: number, value: number, timeoutMs?: number): "ok" | "not-equal" | "timed-out";
  /** As `Atomics.notify`. */
  notify(words: Int32Array, index: number, count?: number): number;
}

/** What `keptPages` begins with: 32 MiB, which many programs use and free again and again. */
const KEPT_PAGES = 512;

/** How a heap is made. */
export interface HeapOptions {
  /** Bytes to reserve, a multiple of 64 KiB, 2 MiB to 4 GiB less 64 KiB. 2 GiB by default. */
  readonly reserveBytes?: number;
  /** Bytes before each object that belong to the counting strategy: 0, 4 or 8. 8 by default. */
  readonly headerBytes?: number;
  /**
   * Whether the last quarter of the memory is not the heap's but a table of the counting strategy's. False by default.
   */
  readonly table?: boolean;
  /**
   * Whether the heap paints freed memory and refuses to free what is not in use. Costs time; for tests. False by
   * default.
   */
  readonly checked?: boolean;
  /** Stand-in for `Atomics`, for tests of the protocols. */
  readonly atomics?: WordAtomics;
}

/** A heap is broken, was misused, or is none. */
export class HeapError extends Error {
  /** Name of the class, as errors show it. */
  override name = "HeapError";
}

/** The shared memory and its views. Word views are indexed by `address >>> 2`. */
export class HeapMemory {
  /** The memory; its buffer is never replaced. */
  readonly memory: WebAssembly.Memory;
  /** Signed words. */
  readonly i32: Int32Array;
  /** Unsigned words. */
  readonly u32: Uint32Array;
  /** Half words, indexed by `address >>> 1`. */
  readonly u16: Uint16Array;
  /** Bytes, indexed by `address >>> 0`. */
  readonly u8: Uint8Array;
  /** Doubles, indexed by `address >>> 3`. */
  readonly f64: Float64Array;
  /** Bytes before each object that belong to the counting strategy. */
  readonly headerBytes: number;
  /** Whether the heap paints freed memory and refuses to free what is not in use. */
  readonly checked: boolean;
  /** What the heap's protocols use on shared words. */
  readonly atomics: WordAtomics;
  /**
   * How this Worker tells the system that the contents of a range, whole pages of 4 KiB, are not needed any more, so that
   * it may use their memory elsewhere (`madvise`). Returns whether the system can. Null, as it is at first: free pages
   * are kept for the heap's own use.
   */
  release: ((address: number, bytes: number) => boolean) | null = null;

  private constructor(
    memory: WebAssembly.Memory,
    headerBytes: number,
    checked: boolean,
    atomics: WordAtomics,
  ) {
    this.memory = memory;
    this.headerBytes = headerBytes;
    this.checked = checked;
    this.atomics = atomics;
    const buffer = memory.buffer;
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.u8 = new Uint8Array(buffer);
    this.f64 = new Float64Array(buffer);
  }

  /**
   * Reserves and initialises a heap.
   *
   * @throws {RangeError} If the sizes are out of range or the memory can't be reserved.
   */
  static create(options: HeapOptions = {}): HeapMemory {
    const { reserveBytes = 2 ** 31, headerBytes = 8, table = false, checked = false, atomics = Atomics } =
      options;
    if (headerBytes !== 0 && headerBytes !== 4 && headerBytes !== 8) {
      throw new RangeError(
        `Cannot create a heap as headerBytes must be 0, 4 or 8: current value is ${headerBytes}`,
      );
    }
    if (
      !Number.isInteger(reserveBytes) || reserveBytes % PAGE_BYTES !== 0 || reserveBytes < 2 * PAGES ||
      reserveBytes > 2 ** 32 - PAGE_BYTES
    ) {
      throw new RangeError(
        `Cannot create a heap as reserveBytes must be a multiple of ${PAGE_BYTES} from ${2 * PAGES} to ${
          2 ** 32 - PAGE_BYTES
        }: current value is ${reserveBytes}`,
      );
    }
    const pages = reserveBytes / PAGE_BYTES;
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const heap = new HeapMemory(memory, headerBytes, checked, atomics);
    const control = HEAP_CONTROL >>> 2;
    heap.i32[control + CONTROL.version / 4] = LAYOUT_VERSION;
    heap.i32[control + CONTROL.headerBytes / 4] = headerBytes;
    heap.i32[control + CONTROL.limitPage / 4] = table ? Math.floor(pages / 4) * 3 : pages;
    heap.i32[control + CONTROL.nextPage / 4] = PAGES / PAGE_BYTES;
    heap.i32[control + CONTROL.writeNumber / 4] = 1;
    heap.i32[control + CONTROL.keptPages / 4] = KEPT_PAGES;
    heap.i32[control + CONTROL.checked / 4] = checked ? 1 : 0;
    heap.u8.set(CLASS_OF_UNITS, HEAP_CONTROL + CONTROL.classTable);
    heap.i32[control + CONTROL.magic / 4] = MAGIC;
    return heap;
  }

  /**
   * Views on a heap that another Worker created.
   *
   * @param atomics Stand-in for `Atomics`, for tests of the protocols.
   * @throws {HeapError} If the memory holds no heap of this version.
   */
  static attach(memory: WebAssembly.Memory, atomics: WordAtomics = Atomics): HeapMemory {
    const words = new Int32Array(memory.buffer);
    const control = HEAP_CONTROL >>> 2;
    if (words[control] !== MAGIC || words[control + 1] !== LAYOUT_VERSION) {
      throw new HeapError("Cannot attach to the memory as it holds no heap of this version");
    }
    const checked = words[control + CONTROL.checked / 4] === 1;
    return new HeapMemory(memory, words[control + CONTROL.headerBytes / 4], checked, atomics);
  }

  /** Bytes of all pages in use: large enough for every object and storage alive. */
  get bytesInUse(): number {
    return this.i32[(HEAP_CONTROL + CONTROL.pagesInUse) >>> 2] * PAGE_BYTES;
  }

  /** Bytes of free pages that the system may have memory behind. */
  get heldBytes(): number {
    return this.i32[(HEAP_CONTROL + CONTROL.heldPages) >>> 2] * PAGE_BYTES;
  }

  /** The most bytes that were in use at once. */
  get peakBytes(): number {
    return this.i32[(HEAP_CONTROL + CONTROL.peakPages) >>> 2] * PAGE_BYTES;
  }
}

/**
 * What the functions of this package work on: the views of a heap and the allocator of the calling slot.
 *
 * @module
 */
import { type HeapMemory, type ThreadHeap, VM_CONTROL } from "@orochi/heap";

/** Word of the version counter: the first control word of the virtual machine. */
export const VERSION_ADDRESS: number = VM_CONTROL;
const VERSION_WORD = VERSION_ADDRESS >>> 2;
/**
 * By how much a Worker raises the shared counter at once, so that it rarely touches it. Where it stood before is
 * version 0 of the batch, which nobody gets: so 0 stays no version at all when the counter comes round.
 */
export const VERSION_BATCH = 256;

/** Views and allocator; cheap to make, one per Worker. */
export class ObjectMemory {
  /** The heap. */
  readonly memory: HeapMemory;
  /** The allocator of the calling slot. */
  readonly heap: ThreadHeap;
  /** Signed words of the heap, indexed by `address >>> 2`. */
  readonly i32: Int32Array;
  /** Bytes of the heap, indexed by `address >>> 0`. */
  readonly u8: Uint8Array;
  /** Half words of the heap, indexed by `address >>> 1`. */
  readonly u16: Uint16Array;
  /** Doubles of the heap, indexed by `address >>> 3`. */
  readonly f64: Float64Array;
  #version = 0;
  #versionEnd = 0;

  /** Views of a heap, with the allocator of the calling slot on it. */
  constructor(memory: HeapMemory, heap: ThreadHeap) {
    this.memory = memory;
    this.heap = heap;
    this.i32 = memory.i32;
    this.u8 = memory.u8;
    this.u16 = memory.u16;
    this.f64 = memory.f64;
  }

  /** A number that was never given out in this heap, for versions of types, dict keys and the like. */
  newVersion(): number {
    if (this.#version === this.#versionEnd) {
      this.#version = Atomics.add(this.i32, VERSION_WORD, VERSION_BATCH) + 1;
      this.#versionEnd = this.#version + VERSION_BATCH - 1;
    }
    return this.#version++;
  }
}

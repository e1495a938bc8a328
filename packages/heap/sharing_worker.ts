/**
 * The other half of the test "two Workers that free each other's objects leave a whole heap": takes objects from
 * the even words of a ring and frees them, and puts as many of its own in the odd words.
 *
 * @module
 */
import { HeapMemory, ThreadHeap } from "./mod.ts";

interface Start {
  readonly memory: WebAssembly.Memory;
  readonly ring: Int32Array;
}

const worker = globalThis as unknown as {
  onmessage: (event: MessageEvent<Start>) => void;
  postMessage(message: string): void;
};

worker.onmessage = ({ data: { memory: shared, ring } }) => {
  const memory = HeapMemory.attach(shared);
  const heap = new ThreadHeap(memory, 2);
  const count = 50_000;
  let taken = 0, made = 0, wrong = 0;
  while (taken < count || made < count) {
    const at = (taken * 2) & 1023;
    const address = taken < count ? Atomics.load(ring, at) : 0;
    if (address !== 0) {
      if (memory.i32[(address + 4) >>> 2] !== taken) wrong++;
      heap.freeObject(address);
      Atomics.store(ring, at, 0);
      taken++;
    }
    const out = (made * 2 + 1) & 1023;
    if (made < count && Atomics.load(ring, out) === 0) {
      const own = heap.allocObject(16 + (made & 127));
      memory.i32[(own + 4) >>> 2] = made;
      memory.i32[own >>> 2] = 9;
      Atomics.store(ring, out, own);
      made++;
    }
    if ((taken & 63) === 0) heap.quiescent();
  }
  heap.leave();
  worker.postMessage(wrong === 0 ? "ok" : `${wrong} objects had changed`);
};

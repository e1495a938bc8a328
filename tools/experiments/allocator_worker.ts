/**
 * A Worker of the allocator experiment: allocates and frees blocks of a few sizes, its own or those of its partner.
 *
 * @module
 */
import { HeapMemory, ThreadHeap } from "@orochi/heap";
import { BATCH, type Task } from "./allocator_task.ts";

const SIZES = [16, 24, 40, 64];

function take(words: Int32Array, lock: number): void {
  while (Atomics.compareExchange(words, lock, 0, 1) !== 0) {
    if (Atomics.exchange(words, lock, 2) === 0) return;
    Atomics.wait(words, lock, 2);
  }
}

function give(words: Int32Array, lock: number): void {
  if (Atomics.exchange(words, lock, 0) === 2) Atomics.notify(words, lock, 1);
}

/** Runs a task; returns its milliseconds. */
function runTask(task: Task): number {
  const memory = HeapMemory.attach(task.memory), words = memory.i32;
  // Under one lock all use the heap of one slot.
  const heap = new ThreadHeap(memory, task.lock === 0 ? task.slot : 1);
  if (task.lock === 0 || task.slot === 1) heap.enter();
  Atomics.add(words, task.ready, 1);
  while (Atomics.load(words, task.ready) < task.threads) Atomics.wait(words, task.ready, 0, 1);
  const held = new Int32Array(BATCH);
  const start = performance.now();
  for (let round = 0; round < task.rounds; round++) {
    for (let i = 0; i < BATCH; i++) {
      if (task.lock !== 0) take(words, task.lock);
      held[i] = heap.allocObject(SIZES[i & 3]);
      if (task.lock !== 0) give(words, task.lock);
      words[held[i] >>> 2] = 9;
    }
    if (task.mail !== 0) exchange(words, task, held);
    for (let i = 0; i < BATCH; i++) {
      if (held[i] === 0) continue;
      if (task.lock !== 0) take(words, task.lock);
      heap.freeObject(held[i]);
      if (task.lock !== 0) give(words, task.lock);
    }
    if ((round & 31) === 0) heap.quiescent();
  }
  return performance.now() - start;
}

/** Leaves what is held for the next slot and takes what was left for this one. */
function exchange(words: Int32Array, task: Task, held: Int32Array): void {
  const next = task.mail + (task.slot % task.threads) * BATCH, own = task.mail + (task.slot - 1) * BATCH;
  for (let i = 0; i < BATCH; i++) held[i] = Atomics.exchange(words, next + i, held[i]);
  if (next === own) return;
  for (let i = 0; i < BATCH; i++) if (held[i] === 0) held[i] = Atomics.exchange(words, own + i, 0);
}

const worker = globalThis as unknown as {
  onmessage: (event: MessageEvent<Task>) => void;
  postMessage(message: number | "ready"): void;
};

worker.onmessage = ({ data }) => worker.postMessage(runTask(data));
worker.postMessage("ready");

/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A Worker of the stress test: increments a plain counter under the chosen strategy. */
import { HeapMemory } from "@orochi/heap";
import { emitted, LEAF_BUSY } from "./emitted.ts";
import {
  Adaptive,
  BREAK_LOCK,
  BREAK_STOP,
  BREAKER,
  PerObject,
  Priority,
  slotWord,
  Tick,
  Timeout,
} from "./mod.ts";

const MAKERS = [Timeout, Tick, Priority, Adaptive, PerObject];

interface Job {
  memory: WebAssembly.Memory;
  strategy: string;
  slot: number;
  rounds: number;
  objects: number[];
  counter: number;
  /** Whether the emitted operations are used, leaf sections too. */
  emit: boolean;
}

self.onmessage = (event: MessageEvent<Job>) => {
  const { strategy, slot, rounds, objects, counter, emit } = event.data;
  const memory = HeapMemory.attach(event.data.memory);
  const context = { memory, atomics: Atomics, slot, now: () => performance.now() };
  const typescript = MAKERS.map((maker) => new maker(context)).find((lock) => lock.name === strategy)!;
  const leaf = emit ? emitted(typescript, memory, slot) : null, lock = leaf ?? typescript;
  const words = memory.i32;
  lock.threadStart();
  for (let i = 0; i < rounds; i++) {
    if ((words[slotWord(slot, BREAKER)] & (BREAK_LOCK | BREAK_STOP)) !== 0) lock.poll();
    const entered = leaf !== null && i % 4 === 1 ? leaf.beginLeaf(objects[0]) : LEAF_BUSY;
    if (entered !== LEAF_BUSY) {
      words[counter]++;
      leaf!.endLeaf(objects[0], entered);
      continue;
    }
    if (i % 3 === 0) lock.begin2(objects[0], objects[1]);
    else {
      lock.begin(objects[0]);
      lock.begin(objects[0]);
      lock.end();
    }
    words[counter]++;
    lock.end();
    if (i % 5000 === 0) {
      lock.stopTheWorld();
      words[counter]++;
      words[counter]--;
      lock.startTheWorld();
    }
    if (i % 1000 === 0) {
      lock.detach();
      lock.attach();
    }
  }
  lock.threadExit();
  self.postMessage("done");
};

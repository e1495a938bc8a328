/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A Worker of the stress test: increments a plain counter under the chosen strategy. */
import { HeapMemory } from "@orochi/heap";
import { BREAK_LOCK, BREAK_STOP, BREAKER, PerObject, slotWord, Timeout } from "./mod.ts";

interface Job {
  memory: WebAssembly.Memory;
  strategy: string;
  slot: number;
  rounds: number;
  objects: number[];
  counter: number;
}

self.onmessage = (event: MessageEvent<Job>) => {
  const { strategy, slot, rounds, objects, counter } = event.data;
  const memory = HeapMemory.attach(event.data.memory);
  const maker = strategy === "timeout" ? Timeout : PerObject;
  const lock = new maker({ memory, atomics: Atomics, slot, now: () => performance.now() });
  const words = memory.i32;
  lock.threadStart();
  for (let i = 0; i < rounds; i++) {
    if ((words[slotWord(slot, BREAKER)] & (BREAK_LOCK | BREAK_STOP)) !== 0) lock.poll();
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

import { assert, assertEquals, assertThrows } from "@std/assert";
import { HeapMemory } from "@orochi/heap";
import { Biased, Plain } from "@orochi/refcount";
import {
  Adaptive,
  checkCombination,
  LockError,
  PerObject,
  Priority,
  slotWord,
  STATE,
  STATE_DETACHED,
  Tick,
  Timeout,
} from "./mod.ts";

const context = (memory: HeapMemory, slot: number) => ({
  memory,
  atomics: Atomics,
  slot,
  now: () => performance.now(),
});
const small = () => HeapMemory.create({ reserveBytes: 4 << 20 });

for (const maker of [Timeout, Tick, Priority, Adaptive, PerObject]) {
  const name = new maker(context(small(), 1)).name;

  for (const emit of [false, true]) {
    Deno.test(`${name}${emit ? ", emitted" : ""}: two Workers lose no increment`, async () => {
      const memory = small(), words = memory.i32;
      const counter = 0x180000 >>> 2, objects = [0x180100, 0x180200];
      for (const object of objects) words[object >>> 2] = 9;
      const main = new maker(context(memory, 9));
      main.threadStart();
      main.prepareThread();
      main.prepareThread();
      main.detach();
      const rounds = 40_000;
      const jobs = [1, 2].map((slot) => {
        const worker = new Worker(new URL("./stress_worker.ts", import.meta.url), { type: "module" });
        const done = new Promise<void>((resolve, reject) => {
          worker.onmessage = () => (worker.terminate(), resolve());
          worker.onerror = (error) => reject(error);
        });
        worker.postMessage({ memory: memory.memory, strategy: name, slot, rounds, objects, counter, emit });
        return done;
      });
      await Promise.all(jobs);
      assertEquals(words[counter], 2 * rounds);
      for (const object of objects) assertEquals(words[object >>> 2], 9, "the lock bits are clear");
    });
  }
}

Deno.test("object: detaching lets go of a section, attaching takes the innermost again", () => {
  const memory = small(), words = memory.i32, a = 0x180100, b = 0x180200;
  words[a >>> 2] = words[b >>> 2] = 9;
  const lock = new PerObject(context(memory, 1));
  lock.threadStart();
  lock.prepareThread();
  lock.begin(a);
  lock.begin(b);
  const held = words[b >>> 2];
  assert(held !== 9 && words[a >>> 2] !== 9);
  lock.detach();
  assertEquals([words[a >>> 2], words[b >>> 2]], [9, 9]);
  assertEquals(words[slotWord(1, STATE)], STATE_DETACHED);
  lock.attach();
  assertEquals([words[a >>> 2], words[b >>> 2]], [9, held]);
  lock.end();
  assertEquals([words[a >>> 2], words[b >>> 2]], [held, 9]);
  lock.end();
  assertEquals(words[a >>> 2], 9);
});

Deno.test("an unsafe combination is refused by name, with the reason and the way out", () => {
  const words = new Int32Array(new SharedArrayBuffer(1 << 16));
  const counting = { words, atomics: Atomics, slot: 1, region: 0, setBreaker: () => {} };
  const plain = new Plain(counting), biased = new Biased(counting);
  const object = new PerObject(context(small(), 1));
  assertThrows(
    () => checkCombination(plain, object, [plain, biased]),
    LockError,
    'Cannot combine refcount "plain" with lock "object" as "plain" must run serialised: choose "biased"',
  );
  checkCombination(biased, object, [plain, biased]);
  checkCombination(plain, new Timeout(context(small(), 1)), [plain, biased]);
});

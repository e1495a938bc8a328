import { assertEquals } from "@std/assert";
import { Biased } from "./biased.ts";

/** Bytes: of an object, with room for its header, and of the region, where a slot's queue has 256 words. */
const OBJECT = 64, REGION = 1024, QUEUE_BYTES = 1024;
/** Word of the lock of slot 1's queue. */
const LOCK = (REGION + QUEUE_BYTES) >>> 2;

function slots(): { words: Int32Array; first: Biased; second: Biased } {
  const words = new Int32Array(new SharedArrayBuffer(REGION + 256 * QUEUE_BYTES));
  const make = (slot: number) =>
    new Biased({ words, atomics: Atomics, slot, region: REGION, setBreaker: () => {} });
  return { words, first: make(1), second: make(2) };
}

Deno.test("who takes the place of a Worker that ended with a queue's lock gives it back, and no other's", () => {
  const { words, first, second } = slots();
  first.threadStart();
  second.threadStart();
  words[LOCK] = 2;
  first.bury();
  assertEquals(words[LOCK], 2);
  second.bury();
  assertEquals(words[LOCK], 0);
  // The queue can be used: an object of slot 1 whose last reference slot 2 drops.
  first.init(OBJECT);
  first.incref(OBJECT);
  assertEquals([second.decref(OBJECT), first.decref(OBJECT)], [false, false]);
  const dead: number[] = [];
  first.safepoint((object) => dead.push(object));
  assertEquals(dead, [OBJECT]);
});

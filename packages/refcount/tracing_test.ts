import { assertEquals } from "@std/assert";
import { RING_ENTRIES, Tracing } from "./tracing.ts";

const REGION = 4096;

/** Strategies of some slots over one memory. */
function newSlots(...slots: number[]): Tracing[] {
  const words = new Int32Array(new SharedArrayBuffer(REGION + 256 * 1024));
  return slots.map((slot) =>
    new Tracing({ words, atomics: Atomics, slot, region: REGION, setBreaker: () => {} })
  );
}

function heldBy(strategy: Tracing, slot: number): number[] {
  const held: number[] = [];
  strategy.heldBy(slot, (object) => held.push(object));
  return held.toSorted((a, b) => a - b);
}

Deno.test("a slot holds the last objects that it took, as many as its ring has entries", () => {
  const [one] = newSlots(1);
  for (let i = 1; i <= RING_ENTRIES + 10; i++) one.incref(8 * i);
  assertEquals(heldBy(one, 1), Array.from({ length: RING_ENTRIES }, (_, i) => 8 * (i + 11)));
});

Deno.test("the ring goes round more than once", () => {
  const [one] = newSlots(1);
  for (let i = 1; i <= 3 * RING_ENTRIES; i++) one.incref(8 * i);
  assertEquals(
    heldBy(one, 1),
    Array.from({ length: RING_ENTRIES }, (_, i) => 8 * (2 * RING_ENTRIES + i + 1)),
  );
});

Deno.test("making an object and having one count as taking it, dropping it doesn't", () => {
  const [one] = newSlots(1);
  one.init(8);
  one.tryIncref(16);
  assertEquals([one.decref(8), heldBy(one, 1)], [false, [8, 16]]);
});

Deno.test("a slot's ring is its own, up to the last slot, and ends with its thread", () => {
  const [one, two, last] = newSlots(1, 2, 255);
  one.incref(8);
  two.incref(16);
  last.incref(24);
  assertEquals([1, 2, 3, 255].map((slot) => heldBy(one, slot)), [[8], [16], [], [24]]);
  two.threadExit(() => {});
  assertEquals([1, 2, 255].map((slot) => heldBy(last, slot)), [[8], [], [24]]);
});

import { assert, assertEquals } from "@std/assert";
import { CONTROL, HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL } from "./memory_map.ts";
import { Qsbr } from "./qsbr.ts";

/** A heap whose write number is about to have a value, and slots of it. */
function newSlots(count: number, writeNumber?: number): Qsbr[] {
  const memory = HeapMemory.create({ reserveBytes: 2 << 20 });
  if (writeNumber !== undefined) memory.i32[(HEAP_CONTROL + CONTROL.writeNumber) >>> 2] = writeNumber;
  return Array.from({ length: count }, (_, i) => new Qsbr(memory, i + 1));
}

/** Whether a goal is reached. */
function isReached(slot: Qsbr, goal: number): boolean {
  return ((goal - slot.reached()) | 0) <= 0;
}

Deno.test("a goal is reached once the number has advanced and each reader was quiescent since", () => {
  const [a, b] = newSlots(2);
  a.quiescent();
  b.quiescent();
  const goal = a.goal();
  assert(!isReached(a, goal));
  a.advance();
  assert(!isReached(a, goal), "both may still read");
  a.quiescent();
  assert(!isReached(a, goal), "b may still read");
  b.quiescent();
  assert(isReached(a, goal));
});

Deno.test("a reader that attached after the number had advanced holds nothing back", () => {
  const [a, b] = newSlots(2);
  a.quiescent();
  const goal = a.goal();
  a.advance();
  a.quiescent();
  b.quiescent();
  assert(isReached(a, goal));
});

Deno.test("a detached reader holds nothing back until it attaches again", () => {
  const [a, b] = newSlots(2);
  b.quiescent();
  const first = a.goal();
  a.advance();
  assert(!isReached(a, first));
  b.detach();
  assert(isReached(a, first));
  b.quiescent();
  const second = a.goal();
  a.advance();
  assert(!isReached(a, second));
});

Deno.test("the slowest of many readers decides", () => {
  const slots = newSlots(255);
  const goals = slots.map((slot) => {
    slot.quiescent();
    slot.advance();
    return slot.goal();
  });
  assertEquals(isReached(slots[0], goals[0]), false);
  slots.forEach((slot, i) => i !== 200 && slot.quiescent());
  assertEquals(goals.map((goal) => isReached(slots[0], goal)).lastIndexOf(true), 198);
});

Deno.test("numbers wrap around without a goal being reached early or never, and none is 0", () => {
  for (const start of [0x7fff_fffd, -3]) {
    const [a, b] = newSlots(2, start);
    for (let i = 0; i < 4; i++) {
      a.quiescent();
      b.quiescent();
      const goal = a.goal();
      a.advance();
      a.quiescent();
      assert(goal !== 0 && !isReached(a, goal));
      b.quiescent();
      assert(isReached(a, goal));
    }
  }
});

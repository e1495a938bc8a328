import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { Random } from "./random.ts";

Deno.test("the same seed gives the same numbers, another seed others", () => {
  const first = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 20 }, () => random.bits());
  };
  assertEquals(first(7), first(7));
  assertEquals(first(7), first(7 + 2 ** 32));
  assertNotEquals(first(7), first(8));
  assertNotEquals(first(0), first(-1));
});

Deno.test("a generator that was seeded with 0 doesn't stand still", () => {
  const random = new Random(0);
  assertEquals(new Set(Array.from({ length: 1000 }, () => random.bits())).size, 1000);
});

Deno.test("numbers are unsigned, fractions below 1, and each bit is set about as often as not", () => {
  const random = new Random(3), ones = new Array<number>(32).fill(0);
  for (let i = 0; i < 4000; i++) {
    const bits = random.bits();
    assert(bits >= 0 && bits < 2 ** 32 && Number.isInteger(bits));
    for (let k = 0; k < 32; k++) ones[k] += (bits >>> k) & 1;
  }
  for (const count of ones) assert(Math.abs(count - 2000) < 200, `${count} of 4000`);
  for (let i = 0; i < 100; i++) assert(random.fraction() < 1);
});

Deno.test("whole numbers are below their limit, and all of them come", () => {
  const random = new Random(5), counts = new Array<number>(7).fill(0);
  for (let i = 0; i < 7000; i++) counts[random.below(7)]++;
  for (const count of counts) assert(Math.abs(count - 1000) < 200, counts.join());
  assertEquals(random.below(1), 0);
});

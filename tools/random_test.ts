import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { Random } from "./random.ts";

const sequence = (seed: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: 5 }, () => random.bits());
};

Deno.test("a seed gives the same numbers each time, another one others", () => {
  assertEquals(sequence(1), sequence(1));
  assertNotEquals(sequence(1), sequence(2));
});

Deno.test("numbers are those of mulberry32, so that old seeds find old bugs", () => {
  assertEquals(sequence(0).slice(0, 3), [1144304738, 1416247, 958946056]);
});

Deno.test("numbers stay below their bound, and reach all of it", () => {
  const random = new Random(7), seen = new Set<number>();
  for (let i = 0; i < 200; i++) {
    seen.add(random.below(6));
    const unit = random.unit();
    assert(unit >= 0 && unit < 1);
  }
  assertEquals([...seen].sort(), [0, 1, 2, 3, 4, 5]);
  assertEquals(new Set(Array.from({ length: 50 }, () => random.of("ab".split("")))).size, 2);
});

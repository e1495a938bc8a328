import { assertEquals } from "@std/assert";
import { median } from "./runs.ts";

Deno.test("the median is the middle number, however they are ordered, and leaves them so", () => {
  const values = [10, 9, 100, 1, 20];
  assertEquals([median(values), median([3])], [10, 3]);
  assertEquals(values, [10, 9, 100, 1, 20]);
});

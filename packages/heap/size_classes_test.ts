import { assert, assertEquals } from "@std/assert";
import { CLASS_BYTES, CLASS_OF_UNITS, CLASSES, MAX_SMALL_BYTES } from "./size_classes.ts";

Deno.test("sizes rise, in multiples of 8 bytes", () => {
  for (let i = 0; i < CLASSES; i++) {
    assertEquals(CLASS_BYTES[i] % 8, 0);
    assert(i === 0 || CLASS_BYTES[i] > CLASS_BYTES[i - 1]);
  }
});

Deno.test("a size gets the smallest block that holds it", () => {
  for (let bytes = 1; bytes <= MAX_SMALL_BYTES; bytes++) {
    const index = CLASS_OF_UNITS[(bytes + 7) >>> 3];
    assert(CLASS_BYTES[index] >= bytes, `${bytes} bytes in ${CLASS_BYTES[index]}`);
    assert(index === 0 || CLASS_BYTES[index - 1] < bytes, `${bytes} bytes in ${CLASS_BYTES[index]}`);
  }
});

Deno.test("a block up to a kilobyte is at most a quarter larger than what the next smaller one holds", () => {
  for (let i = 7; CLASS_BYTES[i] <= 1024; i++) {
    assert(CLASS_BYTES[i] <= CLASS_BYTES[i - 1] * 1.25, `${CLASS_BYTES[i - 1]} to ${CLASS_BYTES[i]}`);
  }
});

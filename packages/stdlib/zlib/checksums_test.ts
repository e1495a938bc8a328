import { assertEquals } from "@std/assert";
import { adler32, crc32 } from "./checksums.ts";

Deno.test("Adler-32 of 'Wikipedia' is the known one, and of nothing where it began", () => {
  assertEquals(adler32(new TextEncoder().encode("Wikipedia"), 1), 0x11e60398);
  assertEquals(adler32(new Uint8Array(0), 1), 1);
});

Deno.test("Adler-32's sums stay exact over a long run of the largest byte", () => {
  const bytes = new Uint8Array(20_000).fill(255);
  let low = 1, high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  assertEquals(adler32(bytes, 1), high * 65536 + low);
});

Deno.test("checksums of parts go on from each other", () => {
  const bytes = new TextEncoder().encode("123456789");
  assertEquals(crc32(bytes, 0), 0xcbf43926);
  assertEquals(crc32(bytes.subarray(3), crc32(bytes.subarray(0, 3), 0)), 0xcbf43926);
  assertEquals(adler32(bytes.subarray(3), adler32(bytes.subarray(0, 3), 1)), adler32(bytes, 1));
});

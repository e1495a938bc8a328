import { assertEquals, assertThrows } from "@std/assert";
import type { SystemCalls } from "@orochi/vm";
import { openLibrary } from "./library.ts";

const EBADF = 9;
const libc = openLibrary() as SystemCalls;

Deno.test("a call of the C library gives its result, or its error as a negative number", () => {
  const ends = new Int32Array(2);
  assertEquals(libc.call("pipe2", new Uint8Array(ends.buffer), 0), 0);
  assertEquals(libc.call("write", ends[1], new TextEncoder().encode("abc"), 3), 3);
  const shared = new Uint8Array(new SharedArrayBuffer(16)).subarray(4);
  assertEquals(libc.call("read", ends[0], shared, 10), 3);
  assertEquals([...shared.subarray(0, 4)], [97, 98, 99, 0]);
  for (const end of ends) assertEquals(libc.call("close", end), 0);
  assertEquals(libc.call("close", ends[0]), -EBADF);
  assertEquals(libc.call("posix_fallocate", -1, 0, 1), -EBADF);
});

Deno.test("a result of -1 that is no failure stays one", () => {
  assertEquals(libc.call("getpriority", 0, 0) >= -20, true);
  assertEquals(libc.call("mmap", 0, 4096, 3, 2, -1, 0), -EBADF);
});

Deno.test("memory of the system is seen in place", () => {
  const address = libc.call("mmap", 0, 4096, 3, 0x22, -1, 0);
  const bytes = libc.bytesAt(address, 4096);
  bytes.set([104, 105]);
  assertEquals(libc.textAt(address), "hi");
  assertEquals(libc.addressOf(bytes), address);
  assertEquals(libc.call("munmap", address, 4096), 0);
});

Deno.test("every function of the tables is in the C library", () => {
  // The first call into an area looks all of its functions up.
  assertEquals(libc.call("isatty", -1), 0);
  assertEquals(libc.call("listen", -1, 1), -EBADF);
  assertEquals(libc.call("closelog"), 0);
  assertEquals(libc.call("msync", 0, 0, 0), 0);
  assertEquals(libc.call("tcflow", -1, 0), -EBADF);
  assertThrows(() => libc.call("gets"), Error, "no table of libc/ has it");
});

import { assertEquals } from "@std/assert";
import {
  MAX_SLOTS,
  PAGE_BYTES,
  PAGES,
  THREAD_BLOCK_BYTES,
  THREAD_BLOCKS,
  threadBlock,
  TYPE_TABLE,
} from "./memory_map.ts";

Deno.test("thread blocks end where the type table begins", () => {
  assertEquals(threadBlock(MAX_SLOTS), TYPE_TABLE);
  assertEquals(threadBlock(0), THREAD_BLOCKS);
  assertEquals(threadBlock(1) - threadBlock(0), THREAD_BLOCK_BYTES);
});

Deno.test("pages start aligned to their size", () => {
  assertEquals(PAGES % PAGE_BYTES, 0);
});

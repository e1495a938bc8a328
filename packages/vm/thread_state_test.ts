import { assert, assertEquals } from "@std/assert";
import { THREAD_BLOCK_BYTES, VM_SECTION } from "@orochi/heap";
import * as state from "./thread_state.ts";

/** Constants of this file whose names begin alike. */
function named(prefix: string, but: readonly string[] = []): [string, number][] {
  return Object.entries(state).flatMap(([name, value]): [string, number][] =>
    name.startsWith(prefix) && !but.includes(name) && typeof value === "number" ? [[name, value]] : []
  );
}

Deno.test("the words of a thread are different ones, within its section", () => {
  const words = named("THREAD_");
  assert(words.length > 10);
  assertEquals(new Set(words.map(([, offset]) => offset)).size, words.length);
  for (const [name, offset] of words) {
    assert(offset % 4 === 0 && offset >= VM_SECTION && offset + 4 <= THREAD_BLOCK_BYTES, name);
  }
});

Deno.test("the words of a frame are different ones, before its registers", () => {
  const words = named("FRAME_").filter(([name]) => !/FLAG_|HEADER/.test(name));
  assert(words.length >= 8);
  assertEquals(new Set(words.map(([, word]) => word)).size, words.length, words.join(" "));
  for (const [name, word] of words) assert(word >= 0 && word < state.FRAME_HEADER_WORDS, name);
  assertEquals(state.FRAME_HEADER_BYTES, state.FRAME_HEADER_WORDS * 4);
});

Deno.test("each flag of a frame is a bit of its own", () => {
  const flags = named("FRAME_FLAG_");
  assert(flags.length > 2);
  let all = 0;
  for (const [name, bit] of flags) {
    assert(bit !== 0 && (bit & (bit - 1)) === 0, `${name} is one bit`);
    assertEquals(all & bit, 0, name);
    all |= bit;
  }
});

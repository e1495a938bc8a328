import { assertEquals } from "@std/assert";
import { nextKey } from "./keys.ts";

/** Names of keys, or what was typed in quotes; what is left of the input. */
function keys(input: string): string {
  const found: string[] = [];
  for (let rest = input;;) {
    const next = nextKey(rest);
    if (next === undefined) return [...found, ...rest === "" ? [] : [`+${rest.length}`]].join(" ");
    const { key, length } = next;
    found.push(key === null ? "-" : key.kind === "text" ? `"${key.text}"` : key.name);
    rest = rest.slice(length);
  }
}

Deno.test("text is typed a character at a time, whole ones beyond 16 bits", () => {
  assertEquals(keys("aé😀"), '"a" "é" "😀"');
});

Deno.test("a terminal's sequences for one key ask for the same", () => {
  for (
    const [first, second] of [["\x1b[A", "\x1bOA"], ["\x1b[H", "\x1bOH"], ["\x1b[H", "\x01"], ["\x7f", "\b"]]
  ) {
    assertEquals(keys(first), keys(second));
    assertEquals(keys(first).includes('"'), false);
  }
});

Deno.test("a sequence that is not whole waits for the rest", () => {
  assertEquals(keys("\x1b"), "+1");
  assertEquals(keys("\x1b["), "+2");
  assertEquals(keys("a\x1b[1;5"), '"a" +5');
});

Deno.test("a sequence that means nothing is skipped as a whole", () => {
  assertEquals(keys("\x1b[99~x"), '- "x"');
  assertEquals(keys("\x1cx"), '- "x"');
});

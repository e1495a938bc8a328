import { assertEquals } from "@std/assert";
import { cBytes, cText, upToZero } from "../system/calls.ts";
import { signalSet } from "../system/spawn.ts";
import { candidates } from "./child_functions.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (found: Uint8Array[]): string[] => found.map((each) => new TextDecoder().decode(each));

Deno.test("a program is looked for in every folder of the path, an empty one being the current", () => {
  assertEquals(texts(candidates(bytes("ls"), "/bin::/usr/bin")), ["/bin/ls", "./ls", "/usr/bin/ls"]);
});

Deno.test("a program with a slash, or without a path, is where it says", () => {
  assertEquals(texts(candidates(bytes("./ls"), "/bin")), ["./ls"]);
  assertEquals(texts(candidates(bytes("ls"), null)), ["ls"]);
});

Deno.test("a set of signals has a bit for each, the first signal's being the lowest", () => {
  const set = signalSet([1, 8, 9, 64]);
  assertEquals([set[0], set[1], set[7], set.length], [0x81, 1, 0x80, 128]);
});

Deno.test("texts end at their zero, as C has them", () => {
  assertEquals(cText("é\udcff"), Uint8Array.of(0xc3, 0xa9, 0xff, 0));
  assertEquals(upToZero(cBytes(bytes("ab"))), bytes("ab"));
  assertEquals(upToZero(bytes("a\0b\0")), bytes("a"));
  assertEquals(upToZero(bytes("ab")), bytes("ab"));
});

import { assertEquals, assertNotEquals } from "@std/assert";
import { blake2 } from "./blake2_rounds.ts";

/** A parameter block: the digest's length, the key's length, fan-out and depth of a message that is no tree. */
function parameters(small: boolean, digestBytes: number, keyBytes = 0): Uint8Array {
  const block = new Uint8Array(small ? 32 : 64);
  block.set([digestBytes, keyBytes, 1, 1]);
  return block;
}

function hexOf(bytes: Uint8Array): string {
  return bytes.toHex();
}

const ABC = new TextEncoder().encode("abc");

/** What the keyed test vectors of BLAKE2's reference code use: bytes that count up. */
function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => i);
}

Deno.test("BLAKE2b of 'abc' is what RFC 7693 says in appendix A", () => {
  assertEquals(
    hexOf(blake2(false, parameters(false, 64), ABC, false)),
    "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1" +
      "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
  );
});

Deno.test("BLAKE2s of 'abc' is what RFC 7693 says in appendix B", () => {
  assertEquals(
    hexOf(blake2(true, parameters(true, 32), ABC, false)),
    "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
  );
});

Deno.test("a key is a block before the message", () => {
  const key = counting(64), padded = new Uint8Array(128);
  padded.set(key);
  assertEquals(
    hexOf(blake2(false, parameters(false, 64, 64), padded, false)).slice(0, 32),
    "10ebb67700b1868efb4417987acf4690",
  );
});

Deno.test("the digest's length is part of what is hashed, so a short digest is no prefix of a long one", () => {
  const short = blake2(true, parameters(true, 16), ABC, false);
  assertEquals(short.length, 16);
  assertNotEquals(hexOf(short), hexOf(blake2(true, parameters(true, 32), ABC, false).slice(0, 16)));
});

Deno.test("a message that fills its last block has no empty block after it", () => {
  const full = hexOf(blake2(true, parameters(true, 32), counting(64), false));
  const more = hexOf(blake2(true, parameters(true, 32), counting(65), false));
  assertEquals(full.slice(0, 16), "56f34e8b96557e90");
  assertEquals(more.slice(0, 16), "1b53ee94aaf34e4b");
});

Deno.test("a last node of a tree has another digest", () => {
  const block = parameters(false, 64);
  assertNotEquals(hexOf(blake2(false, block, ABC, true)), hexOf(blake2(false, block, ABC, false)));
});

import { assert, assertEquals, assertThrows } from "@std/assert";
import { constants, deflateRawSync } from "node:zlib";
import { Generator } from "../testdata/generator.ts";
import { joinBytes } from "../stream_parts.ts";
import { BadData, Inflater } from "./inflate.ts";

/** All that comes out of a stream, read in portions. */
function inflateAll(inflater: Inflater, portion: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = inflater.read(portion);
    if (part.length === 0) return joinBytes(parts);
    parts.push(part);
  }
}

/** Decodes data that is given in pieces. */
function inflate(data: Uint8Array, piece: number, portion: number): Uint8Array {
  const inflater = new Inflater(), parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += piece) {
    inflater.push(data.subarray(at, at + piece));
    parts.push(inflateAll(inflater, portion));
  }
  assert(inflater.finished);
  return joinBytes(parts);
}

Deno.test("deflate data of every kind of block comes out as it went in, however it is cut", () => {
  const generator = new Generator(3);
  for (const length of [0, 1, 300, 5000]) {
    for (const bound of [2, 20, 256]) {
      const plain = generator.bytes(length, bound);
      for (const level of [0, 1, 9]) {
        for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY]) {
          const data = deflateRawSync(plain, { level, strategy });
          assertEquals(inflate(data, 1 + generator.below(700), 1 + generator.below(900)), plain);
        }
      }
    }
  }
});

Deno.test("matches reach back 32 KiB across everything that was handed out", () => {
  const generator = new Generator(5), start = generator.bytes(32_000);
  const plain = joinBytes([start, start, start, start, start, start, start, start, start, start]);
  const data = deflateRawSync(plain, { level: 9 });
  assert(data.length < 40_000);
  assertEquals(inflate(data, data.length, 10_000), plain);
});

Deno.test("a stream ends where its last block does, and what follows is left", () => {
  const inflater = new Inflater();
  inflater.push(joinBytes([deflateRawSync(new Uint8Array(10)), Uint8Array.of(1, 2, 3)]));
  assertEquals(inflateAll(inflater, 100).length, 10);
  assert(inflater.finished);
  assertEquals(inflater.takeRest(), Uint8Array.of(1, 2, 3));
});

Deno.test("no more comes out than was asked for", () => {
  const inflater = new Inflater();
  inflater.push(deflateRawSync(new Uint8Array(1000)));
  assertEquals(inflater.read(10).length, 10);
  assert(inflater.pending);
  assert(!inflater.finished);
});

Deno.test("a dictionary is what the first matches refer to", () => {
  const dictionary = new TextEncoder().encode("a rather long dictionary, as dictionaries go");
  const inflater = new Inflater();
  inflater.setDictionary(dictionary);
  // zlib's stream, which is one match.
  inflater.push(Uint8Array.fromHex("4b24412d00"));
  assertEquals(inflateAll(inflater, 1000), dictionary);
});

Deno.test("a saved decoder goes on where it was, in the middle of any symbol", () => {
  const plain = new Generator(9).bytes(600, 8), data = deflateRawSync(plain);
  for (let at = 0; at < data.length; at += 13) {
    const first = new Inflater();
    first.push(data.subarray(0, at));
    const head = first.read(20);
    const second = Inflater.revive(first.save());
    second.push(data.subarray(at));
    assertEquals(joinBytes([head, inflateAll(second, 1000)]), plain);
  }
});

Deno.test("what is no deflate data is refused with zlib's words", () => {
  const cases: [number[], string][] = [
    [[0b111], "invalid block type"],
    [[1, 5, 0, 0, 0], "invalid stored block lengths"],
    // Fixed codes, a match of three bytes at distance 1 of which there are none.
    [[0b0000_0011, 0b0000_0010, 0], "invalid distance too far back"],
  ];
  for (const [data, message] of cases) {
    const inflater = new Inflater();
    inflater.push(Uint8Array.from(data));
    assertThrows(() => inflateAll(inflater, 100), BadData, message);
  }
});

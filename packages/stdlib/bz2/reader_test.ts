import { assertEquals, assertThrows } from "@std/assert";
import { joinBytes } from "../stream_parts.ts";
import { BadStream } from "./format.ts";
import { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

const NOTHING = new Uint8Array(0);
const PLAIN = joinBytes([
  new TextEncoder().encode("hello ".repeat(20)),
  Uint8Array.from({ length: 40 }, (_, i) => i),
  new TextEncoder().encode("a".repeat(304)),
]);

/** PLAIN from libbz2, and a block that is randomised, which no version writes any more. */
const STREAM =
  "425a683931415926535949beaaf70000367100ffffffffff822244800820004888832064d34340068340341950000000000068cc6e3af3e42c10c51c863ca89933d14aaaaecb6ebf0c72f963108017a6bb6ece3b006f699400436481ea0023e0010b7e2ee48a70a120937d55ee";
const RANDOMISED =
  "425a68313141592653590abe09558004499180600006019c002000405294347a84030741176116845b52dc149cd552dc296610e9226e10e045f8bb9229c2848055f04aa8";

const fromHex = (text: string) => Uint8Array.from(text.match(/../g)!, (pair) => parseInt(pair, 16));

function compress(bytes: Uint8Array, level = 9): Uint8Array {
  const writer = new Writer(Writer.begin(level), NOTHING);
  return joinBytes([writer.write(bytes, false), writer.write(NOTHING, true)]);
}

function decompress(stream: Uint8Array): Uint8Array {
  const reader = new Reader(Reader.begin(), NOTHING), output = reader.read(stream, Infinity);
  assertEquals(reader.finished, true);
  assertEquals(reader.position, stream.length);
  return output;
}

/** Bytes that look random, the same in each run. */
function noise(length: number, values: number): Uint8Array {
  let seed = 1;
  return Uint8Array.from({ length }, () => {
    seed = Math.imul(seed, 1_664_525) + 1_013_904_223 | 0;
    return (seed >>> 16) % values;
  });
}

Deno.test("Reader reads what libbz2 wrote, whole and in pieces of a byte with a new reader for each", () => {
  for (
    const [text, plain] of [[STREAM, PLAIN], [
      RANDOMISED,
      new TextEncoder().encode("sorted ".repeat(400)),
    ]] as const
  ) {
    const stream = fromHex(text), state = Reader.begin(), parts: Uint8Array[] = [];
    assertEquals(decompress(stream), plain);
    let window: Uint8Array = NOTHING, rest: Uint8Array = NOTHING, finished = false;
    for (const byte of stream) {
      const reader = new Reader(state, window), input = joinBytes([rest, Uint8Array.of(byte)]);
      parts.push(reader.read(input, Infinity));
      rest = input.subarray(reader.position);
      reader.rebase();
      ({ window, finished } = reader);
    }
    assertEquals(joinBytes(parts), plain);
    assertEquals(finished, true);
  }
});

Deno.test("Reader gives no more than is asked for and leaves what follows the stream", () => {
  const input = joinBytes([fromHex(STREAM), Uint8Array.of(7, 8)]);
  const reader = new Reader(Reader.begin(), NOTHING), parts = [reader.read(input, 9)];
  while (!reader.finished) {
    assertEquals(reader.pending, true);
    parts.push(reader.read(input, 9));
    assertEquals(parts.at(-1)!.length <= 9, true);
  }
  assertEquals(joinBytes(parts), PLAIN);
  assertEquals(input.subarray(reader.position), Uint8Array.of(7, 8));
});

Deno.test("a changed byte is an error, or the stream does not end", () => {
  const stream = fromHex(STREAM);
  for (let i = 0; i < stream.length; i++) {
    // A level is no part of what is checked.
    if (i === 3) continue;
    const damaged = stream.slice(), reader = new Reader(Reader.begin(), NOTHING);
    damaged[i] ^= 0x55;
    try {
      reader.read(damaged, Infinity);
    } catch (error) {
      if (!(error instanceof BadStream)) throw error;
      continue;
    }
    assertEquals(reader.finished, false, `byte ${i}`);
  }
});

Deno.test("a block that is longer than its level allows is an error", () => {
  const stream = compress(noise(150_000, 200), 2);
  stream[3] = "1".charCodeAt(0);
  assertThrows(() => decompress(stream), BadStream, "block is too long");
});

Deno.test("what Writer wrote is read: nothing, runs, periods, noise, several blocks", () => {
  const samples = [
    NOTHING,
    Uint8Array.of(0),
    new Uint8Array(3),
    new Uint8Array(70_000).fill(9),
    noise(5000, 256),
    noise(250_000, 3),
    Uint8Array.from({ length: 120_000 }, (_, i) => i % 2),
    Uint8Array.from({ length: 120_000 }, (_, i) => i >> 6),
    joinBytes(Array.from({ length: 300 }, (_, i) => new Uint8Array(i).fill(i % 5))),
  ];
  for (const sample of samples) assertEquals(decompress(compress(sample, 1)), sample);
});

Deno.test("Writer goes on from its state in another writer, with the same stream", () => {
  const bytes = noise(120_000, 5), state = Writer.begin(1), parts: Uint8Array[] = [];
  let block: Uint8Array = NOTHING;
  for (let at = 0; at < bytes.length; at += 777) {
    const writer = new Writer(state, block);
    parts.push(writer.write(bytes.subarray(at, at + 777), false));
    block = writer.block;
  }
  parts.push(new Writer(state, block).write(NOTHING, true));
  assertEquals(joinBytes(parts), compress(bytes, 1));
});

import { assertEquals, assertThrows } from "@std/assert";
import { joinBytes } from "../stream_parts.ts";
import { encodeLzma1 } from "./encoder.ts";
import { FILTER_LZMA2, presetFilter } from "./filters.ts";
import { LzmaError } from "./model.ts";
import { FORMAT_ALONE, FORMAT_AUTO, FORMAT_RAW, FORMAT_XZ, Reader } from "./reader.ts";
import { alone, block, encodeChain, streamEnd, streamHeader } from "./writer.ts";

const DATA = new TextEncoder().encode("hello ".repeat(20)),
  PLAIN = joinBytes([DATA, Uint8Array.from({ length: 40 }, (_, i) => i)]);
const LZMA2 = presetFilter(FILTER_LZMA2, 0)!, LZMA1 = presetFilter(0x4000_0000_0000_0001, 0)!;

/** Streams of liblzma with PLAIN in them, by format. */
const STREAMS = new Map([
  [
    FORMAT_XZ,
    "fd377a585a000004e6d6b4460200210116000000742fe5a3e0009f00335d00341949ee8de95a556d2f0461eced815d75802ebe806016156e7649fd8e9adc9cc6afdbbccbafb49cde9fe7f30588e300a1371c0000d78e9bdb99904eab00014fa0010000009794c0f5b1c467fb020000000004595a",
  ],
  [
    FORMAT_ALONE,
    "5d00008000ffffffffffffffff00341949ee8de95a556d2f0461eced815d75802ebe806016156e7649fd8e9adc9cc6afdbbccbafb49cde9fe7f30588e309d5d487fffd8e5000",
  ],
  [
    FORMAT_RAW,
    "e0009f00335d00341949db855c68256ca7084877bb9a7cafcc36296f5fa4c4fbb5561d4dc8fd62ca03644b75e8386c03dea0a211969c157bc13600",
  ],
]);

const fromHex = (text: string) => Uint8Array.from(text.match(/../g)!, (pair) => parseInt(pair, 16));
const open = (format: number) => new Reader(format, Infinity, format === FORMAT_RAW ? [LZMA2] : []);

function xz(data: Uint8Array, check: number): Uint8Array {
  const [made, record] = block(data, [LZMA2], check);
  return joinBytes([streamHeader(check), made, streamEnd([record], check)]);
}

Deno.test("Reader decodes what liblzma wrote, whole and in pieces of a byte, saved after each", () => {
  for (const [format, text] of STREAMS) {
    const stream = fromHex(text), whole = open(format);
    assertEquals(whole.read(stream, Infinity), PLAIN);
    assertEquals(whole.finished, true);
    let reader = open(format);
    const parts: Uint8Array[] = [];
    for (const byte of stream) {
      parts.push(reader.read(Uint8Array.of(byte), Infinity));
      reader = Reader.revive(reader.save(), reader.window);
    }
    assertEquals(joinBytes(parts), PLAIN);
    assertEquals(reader.finished, true);
  }
});

Deno.test("Reader gives no more than is asked for and keeps what follows the stream", () => {
  const reader = open(FORMAT_AUTO),
    parts = [reader.read(joinBytes([fromHex(STREAMS.get(FORMAT_XZ)!), Uint8Array.of(7, 8)]), 9)];
  while (!reader.finished) {
    parts.push(reader.read(new Uint8Array(0), 9));
    assertEquals(parts.at(-1)!.length <= 9, true);
  }
  assertEquals(joinBytes(parts), PLAIN);
  assertEquals(reader.rest, Uint8Array.of(7, 8));
});

Deno.test("a changed byte of an xz stream is an error, or the stream does not end", () => {
  const stream = fromHex(STREAMS.get(FORMAT_XZ)!);
  for (let i = 0; i < stream.length; i++) {
    const damaged = stream.slice(), reader = open(FORMAT_XZ);
    damaged[i] ^= 0x55;
    try {
      reader.read(damaged, Infinity);
    } catch (error) {
      if (!(error instanceof LzmaError)) throw error;
      continue;
    }
    assertEquals(reader.finished, false);
  }
});

Deno.test("what the encoder wrote is decoded, with each check, and without a container", () => {
  const random = crypto.getRandomValues(new Uint8Array(5000)), data = joinBytes([random, PLAIN, random]);
  for (const check of [0, 1, 4, 10]) assertEquals(open(FORMAT_XZ).read(xz(data, check), Infinity), data);
  assertEquals(open(FORMAT_AUTO).read(alone(data, LZMA1), Infinity), data);
  assertEquals(open(FORMAT_RAW).read(encodeChain(data, [LZMA2]), Infinity), data);
  assertEquals(encodeLzma1(data, LZMA1, true).length < data.length - 4000, true);
});

Deno.test("filters for machine code are taken back", () => {
  const code = Uint8Array.from(
    { length: 4000 },
    (_, i) => [0xe8, 0xff, 0x48, 0xeb, 0x40, 0xf0, 0, 0xf8][i * i % 67 % 8],
  );
  for (let id = 4; id <= 9; id++) {
    const chain = [{ ...LZMA2, id, offset: 64 }, LZMA2], reader = new Reader(FORMAT_RAW, Infinity, chain);
    const stream = encodeChain(code, chain);
    assertEquals(reader.read(stream, Infinity), code);
    assertEquals(reader.finished, true);
  }
});

Deno.test("a memory limit holds", () => {
  const reader = new Reader(FORMAT_XZ, 1000, []);
  assertThrows(() => reader.read(xz(DATA, 1), Infinity), LzmaError, "Memory usage limit exceeded");
});

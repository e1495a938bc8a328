import { assert, assertEquals, assertThrows } from "@std/assert";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { joinBytes } from "../stream_parts.ts";
import { BadData } from "./inflate.ts";
import { NeedsDictionary, StreamReader } from "./reader.ts";

const text = new TextEncoder().encode("some text, some more text, and some text again");
const ZLIB = 15, GZIP = 31, EITHER = 47, BARE = -15;

function readAll(data: Uint8Array, windowBits: number, dictionary: Uint8Array | null = null): Uint8Array {
  const reader = new StreamReader(windowBits, dictionary);
  reader.push(data);
  return reader.read(1000);
}

/** Data with one byte changed. */
function spoiled(data: Uint8Array, at: number): Uint8Array {
  const copy = data.slice();
  copy[at < 0 ? copy.length + at : at] ^= 0x55;
  return copy;
}

Deno.test("streams are read in the form that was asked for, or in either", () => {
  for (const bits of [ZLIB, EITHER]) assertEquals(readAll(deflateSync(text), bits), text);
  for (const bits of [GZIP, EITHER]) assertEquals(readAll(gzipSync(text), bits), text);
  assertEquals(readAll(deflateRawSync(text), BARE), text);
});

Deno.test("a stream that comes a byte at a time is the same stream", () => {
  const reader = new StreamReader(GZIP, null), parts: Uint8Array[] = [];
  for (const byte of gzipSync(text)) {
    reader.push(Uint8Array.of(byte));
    parts.push(reader.read(1000));
  }
  assertEquals(joinBytes(parts), text);
  assert(reader.finished);
});

Deno.test("what follows a stream is left over", () => {
  const reader = new StreamReader(ZLIB, null);
  reader.push(joinBytes([deflateSync(text), text]));
  reader.read(1000);
  assert(reader.finished);
  assertEquals(reader.takeRest(), text);
});

Deno.test("a wrong header, window or checksum is refused with zlib's words", () => {
  const cases: [Uint8Array, number, string][] = [
    [spoiled(deflateSync(text), 0), ZLIB, "incorrect header check"],
    [gzipSync(text), ZLIB, "incorrect header check"],
    [deflateSync(text), GZIP, "incorrect header check"],
    [deflateSync(text), 9, "invalid window size"],
    [spoiled(deflateSync(text), -1), ZLIB, "incorrect data check"],
    [spoiled(gzipSync(text), -5), GZIP, "incorrect data check"],
    [spoiled(gzipSync(text), -1), GZIP, "incorrect length check"],
  ];
  for (const [data, bits, message] of cases) assertThrows(() => readAll(data, bits), BadData, message);
});

Deno.test("a gzip header may have a name, a comment, extra bytes and a checksum", () => {
  const plain = gzipSync(text);
  const header = plain.slice(0, 10);
  header[3] = 4 | 8 | 16;
  const fields = Uint8Array.of(3, 0, 1, 2, 3, 110, 0, 99, 0);
  assertEquals(readAll(joinBytes([header, fields, plain.slice(10)]), GZIP), text);
});

Deno.test("a stream with a dictionary needs that one", () => {
  // Deno's own deflateSync() forgets the dictionary; this is zlib's stream.
  const packed = Uint8Array.fromHex("78bb882510aa2b26493500882510aa");
  assertEquals(readAll(packed, ZLIB, text), text);
  assertThrows(() => readAll(packed, ZLIB), NeedsDictionary);
  assertThrows(() => readAll(packed, ZLIB, text.slice(1)), BadData);
});

Deno.test("a saved reader goes on with header, body and trailer", () => {
  const packed = gzipSync(text);
  for (let at = 0; at <= packed.length; at += 5) {
    const first = new StreamReader(GZIP, null);
    first.push(packed.subarray(0, at));
    const head = first.read(1000);
    const second = StreamReader.revive(first.save(), GZIP, null);
    second.push(packed.subarray(at));
    assertEquals(joinBytes([head, second.read(1000)]), text);
    assert(second.finished);
  }
});

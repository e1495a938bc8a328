import { assertEquals } from "@std/assert";
import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { Generator } from "../testdata/generator.ts";
import { joinBytes } from "../stream_parts.ts";
import { StreamWriter, type Tuning } from "./writer.ts";

const tuning = (windowBits: number, level = -1): Tuning => ({
  level,
  windowBits,
  memoryLevel: 8,
  strategy: 0,
});
const text = new TextEncoder().encode("some text, some more text, and some text again");

/** A whole stream of data that is written in pieces. */
function compress(writer: StreamWriter, data: Uint8Array, piece: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += piece) parts.push(writer.write(data.subarray(at, at + piece)));
  return joinBytes([...parts, writer.flush(constants.Z_FINISH)]);
}

Deno.test("a zlib stream, a gzip stream and bare data are what zlib reads", () => {
  assertEquals(new Uint8Array(inflateSync(compress(new StreamWriter(tuning(15), null), text, 7))), text);
  assertEquals(new Uint8Array(gunzipSync(compress(new StreamWriter(tuning(31), null), text, 7))), text);
  assertEquals(new Uint8Array(inflateRawSync(compress(new StreamWriter(tuning(-15), null), text, 7))), text);
});

Deno.test("a stream of nothing has its header and its trailer", () => {
  assertEquals(inflateSync(compress(new StreamWriter(tuning(15), null), new Uint8Array(0), 1)).length, 0);
  assertEquals(gunzipSync(compress(new StreamWriter(tuning(31), null), new Uint8Array(0), 1)).length, 0);
});

Deno.test("more than a piece is one stream, whose parts share their history", () => {
  const start = new Generator(1).bytes(30_000), data = joinBytes([start, start, start, start, start, start]);
  const packed = compress(new StreamWriter(tuning(15), null), data, 50_000);
  assertEquals(new Uint8Array(inflateSync(packed)), data);
  assertEquals(packed.length < 2 * start.length + 2000, true);
});

Deno.test("what was flushed can be read before the stream ends", () => {
  const writer = new StreamWriter(tuning(15), null);
  const head = joinBytes([writer.write(text), writer.flush(constants.Z_SYNC_FLUSH)]);
  const shown = inflateSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  assertEquals(new Uint8Array(shown), text);
});

Deno.test("a zlib stream with a dictionary asks for it", () => {
  const packed = compress(new StreamWriter(tuning(15), text), text, 100);
  assertEquals(new Uint8Array(inflateSync(packed, { dictionary: text })), text);
  assertEquals(packed[1] & 0x20, 0x20);
});

Deno.test("a saved writer goes on with the same stream", () => {
  const first = new StreamWriter(tuning(31), null);
  const head = first.write(text.subarray(0, 20));
  const second = StreamWriter.revive(first.save(), tuning(31), null);
  const tail = joinBytes([second.write(text.subarray(20)), second.flush(constants.Z_FINISH)]);
  assertEquals(new Uint8Array(gunzipSync(joinBytes([head, tail]))), text);
});

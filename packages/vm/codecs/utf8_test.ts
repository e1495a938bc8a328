import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { decoded, encoded, texts, vm } from "./_test_coding.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const encode = (text: string, errors = "strict") => encoded(text, (str) => encodeUtf8(vm, str, errors));
const decode = (bytes: ArrayLike<number>, errors = "strict") =>
  decoded(bytes, (from, length) => decodeUtf8(vm, from, length, errors));

Deno.test("texts are encoded as everywhere, and come back", () => {
  for (const text of texts(1, 300)) {
    assertEquals(encode(text), [...new TextEncoder().encode(text)]);
    assertEquals(decode(new TextEncoder().encode(text)), text);
  }
});

Deno.test("what is no UTF-8 is replaced as the Unicode standard recommends", () => {
  const random = new Random(2), decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const bytes = [
    0x41,
    0x80,
    0xbf,
    0xc0,
    0xc2,
    0xdf,
    0xe0,
    0xa0,
    0x9f,
    0xed,
    0xef,
    0xf0,
    0x90,
    0x8f,
    0xf4,
    0xf5,
    0xff,
  ];
  for (let run = 0; run < 2000; run++) {
    const sample = Uint8Array.from({ length: 1 + random.below(7) }, () => bytes[random.below(bytes.length)]);
    assertEquals(decode(sample, "replace"), decoder.decode(sample), sample.toHex());
  }
});

Deno.test("an error says what is wrong and where", () => {
  const error = (...bytes: number[]) =>
    decode(bytes).replace("UnicodeDecodeError: 'utf-8' codec can't decode ", "");
  assertEquals(error(0x41, 0x80), "byte 0x80 in position 1: invalid start byte");
  assertEquals(error(0xc3), "byte 0xc3 in position 0: unexpected end of data");
  assertEquals(error(0xe2, 0x82), "bytes in position 0-1: unexpected end of data");
  assertEquals(error(0xe2, 0x82, 0x41), "bytes in position 0-1: invalid continuation byte");
  assertEquals(error(0xed, 0xa0, 0x80), "byte 0xed in position 0: invalid continuation byte");
  assertEquals(error(0xc0, 0x80), "byte 0xc0 in position 0: invalid start byte");
});

Deno.test("surrogates are refused, passed, or become the bytes that they escape", () => {
  assertEquals(
    encode("a\ud83db"),
    "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed",
  );
  assertEquals(encode("\ud800", "surrogatepass"), [0xed, 0xa0, 0x80]);
  assertEquals(decode([0xed, 0xa0, 0x80], "surrogatepass"), "\ud800");
  assertEquals(encode("a\udcff\udc80", "surrogateescape"), [0x61, 0xff, 0x80]);
  assertEquals(decode([0x61, 0xff, 0x80], "surrogateescape"), "a\udcff\udc80");
  assertEquals(encode("\ud800x", "backslashreplace"), [...new TextEncoder().encode("\\ud800x")]);
});

Deno.test("a text that comes in pieces is the same as in one, with what is unfinished left for the next", () => {
  const random = new Random(3);
  for (const text of texts(4, 200)) {
    let rest: number[] = [], joined = "";
    for (const byte of new TextEncoder().encode(text)) {
      rest.push(byte);
      if (random.below(2) === 0) continue;
      const progress = { consumed: 0 };
      joined += decoded(rest, (from, length) => decodeUtf8(vm, from, length, "strict", progress));
      rest = rest.slice(progress.consumed);
    }
    assertEquals(joined + decode(rest), text);
  }
});

Deno.test("what can't become right with more bytes is not waited for", () => {
  const progress = { consumed: 0 };
  const text = decoded([0xe0, 0x80], (from, length) => decodeUtf8(vm, from, length, "replace", progress));
  assertEquals([text, progress.consumed], ["\ufffd\ufffd", 2]);
});

import { assertEquals } from "@std/assert";
import { ascii, decoded, encoded, texts, vm } from "./_test_coding.ts";
import * as escapes from "./escapes.ts";
import { BYTES_DATA } from "@orochi/object";
import { raised } from "../builtins/_test_program.ts";

const shown = (bytes: number[] | string) => typeof bytes === "string" ? bytes : String.fromCharCode(...bytes);
const decode = (text: string, raw = false, errors = "strict") =>
  decoded(
    ascii(text),
    (from, length) => escapes.decodeUnicodeEscape(vm, from, length, errors, raw, false, { consumed: 0 }),
  );

/** Bytes that `codecs.escape_decode` or `escape_encode` makes of others. */
function bytesOf(text: string, code: (from: number, length: number) => number): string {
  const object = vm.newBytes(ascii(text)), result = code((object + BYTES_DATA) >>> 0, text.length);
  vm.decref(object);
  if (result === 0) return raised(vm);
  const bytes = String.fromCharCode(...vm.bytesOf(result));
  vm.decref(result);
  return bytes;
}

Deno.test("any text comes back from its escapes", () => {
  for (const text of texts(21, 200)) {
    const bytes = encoded(text, (str) => escapes.encodeUnicodeEscape(vm, str));
    assertEquals(decode(shown(bytes)), text);
    assertEquals(/^[ -~]*$/.test(shown(bytes)), true, shown(bytes));
  }
});

Deno.test("raw escapes are those of characters beyond Latin-1 alone", () => {
  assertEquals(
    shown(encoded("a\\né\u0161\u{1f600}", (str) => escapes.encodeRawUnicodeEscape(vm, str))),
    "a\\né\\u0161\\U0001f600",
  );
  assertEquals(decode("\\n\\u0041\\\\u0041\\x41", true), "\\nA\\\\u0041\\x41");
});

Deno.test("escapes are of letters, octal digits and code points", () => {
  assertEquals(
    decode("\\a\\b\\t\\n\\v\\f\\r\\\\\\'\\\"\\101\\x41\\u0041\\U00000041\\\nx"),
    "\x07\b\t\n\v\f\r\\'\"AAAAx",
  );
});

Deno.test("an escape that is cut off or too large is an error at its place", () => {
  const reason = (text: string) => decode(text).split("can't decode ").at(-1);
  assertEquals(reason("a\\x4"), "bytes in position 1-3: truncated \\xXX escape");
  assertEquals(reason("\\u12"), "bytes in position 0-3: truncated \\uXXXX escape");
  assertEquals(reason("\\U00110000"), "bytes in position 0-9: illegal Unicode character");
  assertEquals(reason("a\\"), "byte 0x5c in position 1: \\ at end of string");
  assertEquals(decode("\\x4z", false, "replace"), "\ufffdz");
});

Deno.test("bytes come back from their escapes, all 256 of them", () => {
  const all = String.fromCharCode(...Array(256).keys());
  const text = bytesOf(all, (from, length) => escapes.encodeByteEscapes(vm, from, length));
  assertEquals(/^[ -~]*$/.test(text), true);
  assertEquals(bytesOf(text, (from, length) => escapes.decodeByteEscapes(vm, from, length, "strict")), all);
});

Deno.test("what is no escape of bytes keeps its backslash, and a bad one is an error by its position", () => {
  const bytes = (text: string, errors = "strict") =>
    bytesOf(text, (from, length) => escapes.decodeByteEscapes(vm, from, length, errors));
  assertEquals([bytes("\\u0041"), bytes("\\777"), bytes("\\q")], ["\\u0041", "\xff", "\\q"]);
  assertEquals(bytes("a\\xg"), "ValueError: invalid \\x escape at position 1");
  assertEquals([bytes("\\xg", "replace"), bytes("\\xg", "ignore")], ["?g", "g"]);
  assertEquals(bytes("\\"), "ValueError: Trailing \\ in string");
});

import { assertEquals, assertThrows } from "@std/assert";
import {
  decodeAscii,
  decodeEscapes,
  decodeLatin1,
  decodeRawUnicodeEscape,
  decodeString,
  decodeUtf8,
} from "./decode.ts";
import { PythonError } from "./errors.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

Deno.test("Latin-1 takes any byte, in any number", () => {
  const long = new Uint8Array(10_000).fill(0xe9);
  assertEquals([decodeLatin1(bytes("a\xff")), decodeLatin1(long).length], ["aÿ", 10_000]);
});

Deno.test("ASCII says where it is none", () => {
  assertEquals(decodeAscii(bytes("abc")), "abc");
  assertThrows(() => decodeAscii(bytes("ab\xe9")), PythonError, "ordinal not in range(128)");
});

Deno.test("UTF-8 may have surrogates if it is asked to", () => {
  assertEquals(decodeUtf8(bytes("a\xed\xa0\x80\xc3\xa9\xf0\x9f\x98\x80"), true), "a\ud800é😀");
  assertThrows(() => decodeUtf8(bytes("\xed\xa0\x80"), false), PythonError, "invalid continuation byte");
});

Deno.test("UTF-8 that is none is refused with Python's reason", () => {
  const cases = {
    "\x80": "invalid start byte",
    "\xc0\x80": "invalid start byte",
    "\xf5\x80\x80\x80": "invalid start byte",
    "\xe0\x80\x80": "invalid continuation byte",
    "\xf4\x90\x80\x80": "invalid continuation byte",
    "a\xe2\x82": "unexpected end of data",
  };
  for (const [text, reason] of Object.entries(cases)) {
    for (const surrogates of [true, false]) {
      assertThrows(() => decodeUtf8(bytes(text), surrogates), PythonError, reason);
    }
  }
});

Deno.test("a byte order mark is a character", () => {
  assertEquals(decodeUtf8(bytes("\xef\xbb\xbfa"), false), "\ufeffa");
});

Deno.test("raw escapes are those of Unicode only", () => {
  assertEquals(decodeRawUnicodeEscape(bytes("a\\u00e9\\U0001F600\\n\\\\u0041\xe9\\")), "aé😀\\n\\\\u0041é\\");
  assertThrows(() => decodeRawUnicodeEscape(bytes("\\u12")), PythonError, "truncated \\uXXXX escape");
  assertThrows(() => decodeRawUnicodeEscape(bytes("\\U00110000")), PythonError, "out of range");
});

Deno.test("escapes of byte strings are those of Python's literals", () => {
  assertEquals(decodeLatin1(decodeEscapes(bytes("\\n\\x41\\101\\7\\\n\\q\\'\\400"))), "\nAA\x07\\q'\0");
  assertThrows(() => decodeEscapes(bytes("a\\")), PythonError, "Trailing \\ in string");
  assertThrows(() => decodeEscapes(bytes("\\x4g")), PythonError, "invalid \\x escape at position 0");
});

Deno.test("strings of Python 2 become what the reader asks for", () => {
  assertEquals([decodeString(bytes("\xc3\xa9"), "utf-8"), decodeString(bytes("\xe9"), "latin1")], ["é", "é"]);
  assertEquals(decodeString(bytes("\xe9"), "bytes"), Uint8Array.of(0xe9));
  assertThrows(() => decodeString(bytes("\xe9"), "ascii"), PythonError);
});

import { assertEquals } from "@std/assert";
import { raised } from "../builtins/_test_program.ts";
import { encoded, vm } from "./_test_coding.ts";
import { surrogateAt, surrogateBytes } from "./errors.ts";
import { encodeStr, normaliseEncoding } from "./registry.ts";

Deno.test("an encoding's name is lower case, with runs of other characters as one underscore between", () => {
  assertEquals(["UTF-8", " utf  8 ", "ISO_8859-1", "cp1.2", "é", "--Latin--1--"].map(normaliseEncoding), [
    ...["utf_8", "utf_8", "iso_8859_1", "cp1.2", "", "latin_1"],
  ]);
});

Deno.test("an encoding that is always there is found by any spelling", () => {
  for (const name of ["utf-8", "UTF8", "u8", "Utf_8"]) {
    assertEquals(encoded("é", (str) => encodeStr(vm, str, name, "strict")), [0xc3, 0xa9], name);
  }
  for (const name of ["latin-1", "ISO-8859-1", "Latin 1"]) {
    assertEquals(encoded("é", (str) => encodeStr(vm, str, name, "strict")), [0xe9], name);
  }
});

Deno.test("surrogates lie in memory by the width and order that the encoding's name says", () => {
  const names = ["utf-8", "UTF_16-LE", "utf16be", "utf-32", "utf-32-be"];
  assertEquals(names.map((name) => surrogateBytes(name, 0xd812)), [
    [0xed, 0xa0, 0x92],
    [0x12, 0xd8],
    [0xd8, 0x12],
    [0x12, 0xd8, 0, 0],
    [0, 0, 0xd8, 0x12],
  ]);
  for (const name of names) {
    const bytes = Uint8Array.from(surrogateBytes(name, 0xdfff)!);
    assertEquals(surrogateAt(name, bytes), { code: 0xdfff, width: bytes.length });
    assertEquals(surrogateAt(name, bytes.subarray(1)), null);
  }
  assertEquals([surrogateBytes("latin-1", 0xd800), surrogateBytes("utf-7", 0xd800)], [null, null]);
  assertEquals(surrogateAt("utf-8", Uint8Array.of(0xe2, 0x82, 0xac)), null);
  assertEquals(raised(vm), "");
});

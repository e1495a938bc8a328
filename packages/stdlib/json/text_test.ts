import { assertEquals } from "@std/assert";
import { Generator } from "../testdata/generator.ts";
import { quote, quoteAscii } from "./text.ts";

Deno.test("in ASCII everything else is escaped, DEL and pairs of surrogates too", () => {
  assertEquals(
    quoteAscii('a"\\/\b\f\n\r\t\x00\x7fé😀\ud800'),
    '"a\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u007f\\u00e9\\ud83d\\ude00\\ud800"',
  );
});

Deno.test("otherwise only control characters, quotes and backslashes are", () => {
  assertEquals(quote('a"\\/\x00\x1f\x7fé😀\u2028'), '"a\\"\\\\/\\u0000\\u001f\x7fé😀\u2028"');
});

Deno.test("what was quoted is read as it was", () => {
  const generator = new Generator(71);
  for (let i = 0; i < 300; i++) {
    const text = String.fromCharCode(
      ...Array.from({ length: generator.below(20) }, () => generator.below(generator.below(2) ? 128 : 65536)),
    );
    assertEquals(JSON.parse(quote(text)), text);
    assertEquals(JSON.parse(quoteAscii(text)), text);
  }
});

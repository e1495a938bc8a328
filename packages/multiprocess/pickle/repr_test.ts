import { assertEquals } from "@std/assert";
import { bytesRepr, stringRepr } from "./repr.ts";

Deno.test("a string's quotes are the ones that need no escape, if there are any", () => {
  assertEquals([stringRepr("a"), stringRepr("it's"), stringRepr('"'), stringRepr(`'"`)], [
    "'a'",
    `"it's"`,
    `'"'`,
    `'\\'"'`,
  ]);
});

Deno.test("what can't be printed is escaped by as many digits as it needs", () => {
  assertEquals(
    stringRepr("\n\t\\\x00\x7f\xa0é\u2028\ud800😀\u{e0001}"),
    "'\\n\\t\\\\\\x00\\x7f\\xa0é\\u2028\\ud800😀\\U000e0001'",
  );
});

Deno.test("in ASCII everything else is escaped", () => {
  assertEquals(stringRepr("é€😀", true), "'\\xe9\\u20ac\\U0001f600'");
  assertEquals(bytesRepr(Uint8Array.of(97, 0xff, 39)), `b"a\\xff'"`);
});

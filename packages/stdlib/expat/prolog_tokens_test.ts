import { assertEquals } from "@std/assert";
import { PrologTokens } from "./prolog_tokens.ts";
import { Token } from "./scanner.ts";

const scan = new PrologTokens(true);

/** Token and end of what a text begins with. */
function content(text: string): [number, number] {
  return [scan.content(text, 0), scan.next];
}

Deno.test("a tag is whole only with its `>`, and says which character can't be in it", () => {
  assertEquals(content("<a b='x>y' c:d = \"1\">z"), [Token.START_TAG, 21]);
  assertEquals(content("<a/>"), [Token.EMPTY_ELEMENT, 4]);
  assertEquals(content("</a >"), [Token.END_TAG, 5]);
  for (
    const part of [
      "<",
      "<a",
      "<a ",
      "<a b",
      "<a b=",
      "<a b='",
      "<a b='&",
      "<a b='&#",
      "<a b='x'",
      "<a/",
      "</a ",
    ]
  ) {
    assertEquals(scan.content(part, 0), Token.PARTIAL, part);
  }
  assertEquals(content("<a b='1'c='2'>"), [Token.INVALID, 8]);
  assertEquals(content("<a b='<'>"), [Token.INVALID, 6]);
  assertEquals(content("<a:b:c>"), [Token.INVALID, 4]);
});

Deno.test("data end before markup, line ends, and what could be `]]>`", () => {
  assertEquals(content("abc]]d<"), [Token.DATA_CHARS, 6]);
  assertEquals(content("abc]]"), [Token.DATA_CHARS, 3]);
  assertEquals(content("abc]]>"), [Token.INVALID, 5]);
  assertEquals(content("\r\nx"), [Token.DATA_NEWLINE, 2]);
  assertEquals(scan.content("\r", 0), Token.TRAILING_CR);
  assertEquals(scan.content("]]", 0), Token.TRAILING_RSQB);
  assertEquals(content("\u0001"), [Token.INVALID, 0]);
});

Deno.test("names have the characters of XML's fourth edition", () => {
  assertEquals(content("<\u00e9\u0300>"), [Token.START_TAG, 4]);
  assertEquals(content("<\u00d7>"), [Token.INVALID, 1]);
  assertEquals(content("<a\u{10400}>"), [Token.INVALID, 2]);
});

Deno.test("tokens of the prolog that more text may prolong are marked as such", () => {
  const maybe = PrologTokens.maybe;
  assertEquals(scan.prolog("name", 0), maybe(Token.NAME));
  assertEquals(maybe(maybe(Token.NAME)), Token.NAME);
  assertEquals([scan.prolog("name>", 0), scan.next], [Token.NAME, 4]);
  assertEquals(scan.prolog("'literal'", 0), maybe(Token.LITERAL));
  assertEquals([scan.prolog("'literal' ", 0), scan.next], [Token.LITERAL, 9]);
  assertEquals([scan.prolog("<!ENTITY x", 0), scan.next], [Token.DECL_OPEN, 8]);
  assertEquals([scan.prolog("%p; ", 0), scan.next], [Token.PARAM_ENTITY_REF, 3]);
  assertEquals([scan.prolog(")*", 0), scan.next], [Token.CLOSE_PAREN_ASTERISK, 2]);
});

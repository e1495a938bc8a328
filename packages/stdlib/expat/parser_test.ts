import { assertEquals } from "@std/assert";
import { decode, newDecoder } from "./decoder.ts";
import { Fault } from "./errors.ts";
import { Parser } from "./parser.ts";
import { reviveDtd, reviveState, saveDtd } from "./state.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Parses pieces, each by a parser that is made anew from what the one before wrote down. */
function relay(pieces: readonly string[]): string {
  let parser = Parser.ofDocument(null, " "), events = "";
  pieces.forEach((piece, i) => {
    const state = reviveState(JSON.stringify(parser.state));
    parser = new Parser(state, reviveDtd(saveDtd(parser.dtd)), null);
    parser.handlers.startElement = (name, attributes) => events += `<${name} ${attributes.join(",")}>`;
    parser.handlers.endElement = (name) => events += `</${name}>`;
    parser.handlers.characterData = (text) => events += text;
    parser.handlers.element = (name, model) => events += `{${name} ${model.length}}`;
    if (!parser.parse(bytes(piece), i === pieces.length - 1)) events += ` error ${parser.state.errorCode}`;
  });
  return `${events} ${parser.line}:${parser.column}:${parser.byteIndex}`;
}

const DOCUMENT = "<!DOCTYPE a [<!ELEMENT a ((b,c)*,(d|e))><!ATTLIST a k CDATA 'v'><!ENTITY n 'x<p:b/>'>]>\n" +
  "<a xmlns='u' xmlns:p='w'>&n; \u00e9\n</a>\n";

Deno.test("a parser goes on from what another wrote down, at any place of the document", () => {
  const whole = relay([DOCUMENT]);
  assertEquals(whole, "{a 7}<u a k,v>x<w b ></w b> \u00e9\n</u a> 4:0:125");
  for (let i = 1; i < DOCUMENT.length; i++) {
    assertEquals(relay([DOCUMENT.slice(0, i), DOCUMENT.slice(i), ""]), whole);
  }
});

Deno.test("a token that doesn't come to its end isn't read anew for each piece", () => {
  const parser = Parser.ofDocument(null, null);
  let started = 0;
  parser.handlers.startElement = () => started++;
  for (const piece of ["<doc", "/>"]) parser.parse(bytes(piece), false);
  assertEquals(started, 0);
  parser.parse(bytes(""), true);
  assertEquals(started, 1);
});

Deno.test("entities that grow beyond a hundred times of the input are refused", () => {
  const parser = Parser.ofDocument(null, null);
  let text = "<!ENTITY l0 'ha'>";
  for (let i = 1; i < 9; i++) text += `<!ENTITY l${i} '${`&l${i - 1};`.repeat(10)}'>`;
  assertEquals(parser.parse(bytes(`<!DOCTYPE a [${text}]><a>&l8;</a>`), true), false);
  assertEquals(parser.state.errorCode, Fault.AMPLIFICATION_LIMIT_BREACH);
});

Deno.test("bytes become text whole, in pieces, and up to the first that is wrong", () => {
  const text = "\u00e9\u20ac\u{1f600}x", encoded = bytes(text);
  for (let cut = 0; cut <= encoded.length; cut++) {
    const decoder = newDecoder("utf-8");
    const first = decode(decoder, encoded.subarray(0, cut), false);
    assertEquals(first + decode(decoder, encoded.subarray(cut), true), text);
  }
  for (
    const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x28, 0xa1]]
  ) {
    const decoder = newDecoder("utf-8");
    assertEquals(decode(decoder, Uint8Array.from([0x61, 0x62, ...wrong, 0x63]), true), "ab\uffff");
  }
});

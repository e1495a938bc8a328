import { assertEquals } from "@std/assert";
import { type FormatSpec, layOutNumber, pad, parseFormatSpec, unknownType } from "./spec.ts";

function parsed(text: string, defaultType = "d", defaultAlign = ">"): FormatSpec {
  const spec = parseFormatSpec(text, "int", defaultType, defaultAlign);
  if (typeof spec === "string") throw new Error(spec);
  return spec;
}

function problem(text: string, defaultType = "d"): unknown {
  const spec = parseFormatSpec(text, "int", defaultType, ">");
  return typeof spec === "string" ? spec : "";
}

/** A number laid out by a specification. */
function laidOut(text: string, spec: string, negative = false, prefix = ""): string {
  return layOutNumber(negative, prefix, text, parsed(spec));
}

Deno.test("every part of a specification is read, a fill of any character included", () => {
  assertEquals(parsed("😀^+z#012,.3_f"), {
    fill: "😀",
    align: "^",
    sign: "+",
    noNegativeZero: true,
    alternate: true,
    width: 12,
    grouping: ",",
    precision: 3,
    fractionGrouping: "_",
    type: "f",
  });
});

Deno.test("a zero before the width fills behind the sign, unless an alignment was given", () => {
  assertEquals([parsed("05").fill, parsed("05").align, parsed("05").width], ["0", "=", 5]);
  assertEquals([parsed("<05").fill, parsed("<05").align], ["0", "<"]);
  assertEquals([parsed("x<05").fill, parsed("x<05").width], ["x", 5]);
  assertEquals(parsed("05", "s", "<").align, "<");
});

Deno.test("an alignment's character before another one is a fill", () => {
  assertEquals([parsed("<<5").fill, parsed("<<5").align, parsed("<5").fill], ["<", "<", " "]);
  assertEquals([parsed("=^").fill, parsed("=^").align, parsed("=^").width], ["=", "^", -1]);
});

Deno.test("a width may be of digits of any script, but not larger than a size", () => {
  assertEquals(parsed("٣").width, 3);
  assertEquals(problem("9223372036854775807"), "");
  assertEquals(problem("9223372036854775808"), "Too many decimal digits in format string");
  assertEquals(problem(".9223372036854775808f"), "Too many decimal digits in format string");
});

Deno.test("what can't be is refused in CPython's words", () => {
  assertEquals(problem("."), "Format specifier missing precision");
  assertEquals(problem(",_"), "Cannot specify both ',' and '_'.");
  assertEquals(problem("_,"), "Cannot specify both ',' and '_'.");
  assertEquals(problem(",x"), "Cannot specify ',' with 'x'.");
  assertEquals(problem("_x"), "");
  assertEquals(problem("_n"), "Cannot specify '_' with 'n'.");
  assertEquals(problem(",s"), "Cannot specify ',' with 's'.");
  assertEquals(problem("ab"), "Invalid format specifier 'ab' for object of type 'int'");
  assertEquals(unknownType("é", "float"), "Unknown format code '\\xe9' for object of type 'float'");
});

Deno.test("a specification means the same the second time, for each kind of object by itself", () => {
  assertEquals(parsed("5"), parsed("5"));
  assertEquals([parsed("5").type, parsed("5", "s", "<").type, parsed("5", "s", "<").align], ["d", "s", "<"]);
});

Deno.test("padding that can't be even is longer on the right", () => {
  assertEquals(pad("ab", 2, parsed("*^5")), "*ab**");
  assertEquals(pad("ab", 2, parsed("*>5")), "***ab");
  assertEquals(pad("ab", 2, parsed("*<5")), "ab***");
  assertEquals(pad("ab", 2, parsed("*<2")), "ab");
});

Deno.test("digits are grouped from the right by three, or by four in other bases", () => {
  assertEquals(laidOut("1234567", ","), "1,234,567");
  assertEquals(laidOut("123", ","), "123");
  assertEquals(laidOut("1234567.1234567", ",.7_f"), "1,234,567.123_456_7");
  assertEquals(laidOut("abcdef12345", "#_x", false, "0x"), "0xabc_def1_2345");
});

Deno.test("zeros that fill are grouped with the digits, and never begin with a separator", () => {
  assertEquals(laidOut("1234", "010,"), "00,001,234");
  assertEquals(laidOut("1234", "09,"), "0,001,234");
  assertEquals(laidOut("1234", "08,"), "0,001,234");
  assertEquals(laidOut("5", "04,"), "0,005");
  assertEquals(laidOut("ff", "#010_x", true, "0x"), "-0x00_00ff");
});

Deno.test("signs stand before prefix and zeros, where the fill is no zero too", () => {
  assertEquals(laidOut("5", "+05"), "+0005");
  assertEquals(laidOut("5", "*=+6"), "+****5");
  assertEquals(laidOut("ff", "#06x", true, "0x"), "-0x0ff");
  assertEquals(laidOut("5", " "), " 5");
  assertEquals(laidOut("5", "-"), "5");
});

Deno.test("infinity gets no zeros among its letters", () => {
  assertEquals(laidOut("inf", "06f", true), "-00inf");
});

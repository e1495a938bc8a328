import { assertEquals } from "@std/assert";
import { FormatProblem, parsePieces, splitFieldName } from "./str_fields.ts";

/** Pieces as short texts: literal, then the field's name, conversion and specification. */
function pieces(text: string): unknown[] {
  return parsePieces(text).map((piece) => {
    if (piece instanceof FormatProblem) return `! ${piece.message}`;
    const { literal, name, conversion, spec, nested } = piece;
    return name === undefined ? [literal] : [literal, name, conversion, spec, ...(nested ? ["nested"] : [])];
  });
}

Deno.test("a format is text and fields in turn, doubled braces end a text with one of them", () => {
  assertEquals(pieces("a{b}c{}"), [["a", "b", "", ""], ["c", "", "", ""]]);
  assertEquals(pieces("a{{b}}c"), [["a{"], ["b}"], ["c"]]);
  assertEquals(pieces("{{{0}}}"), [["{"], ["", "0", "", ""], ["}"]]);
  assertEquals(pieces(""), []);
});

Deno.test("a field has a conversion of any character and a specification with fields of its own", () => {
  assertEquals(pieces("{a!r:>{w}.{p}}x"), [["", "a", "r", ">{w}.{p}", "nested"], ["x"]]);
  assertEquals(pieces("{!😀}"), [["", "", "😀", ""]]);
  assertEquals(pieces("{a::}"), [["", "a", "", ":"]]);
});

Deno.test("an index hides what would end the field's name", () => {
  assertEquals(pieces("{a[:!}]}"), [["", "a[:!}]", "", ""]]);
});

Deno.test("what is wrong comes last, behind what was right", () => {
  assertEquals(pieces("a{b}}"), [["a", "b", "", ""], "! Single '}' encountered in format string"]);
  assertEquals(pieces("{"), ["! Single '{' encountered in format string"]);
  assertEquals(pieces("{a"), ["! expected '}' before end of string"]);
  assertEquals(pieces("{a[}"), ["! expected '}' before end of string"]);
  assertEquals(pieces("{a{b}}"), ["! unexpected '{' in field name"]);
  assertEquals(pieces("{a!"), ["! end of string while looking for conversion specifier"]);
  assertEquals(pieces("{a!r"), ["! unmatched '{' in format spec"]);
  assertEquals(pieces("{a!rs}"), ["! expected ':' after conversion specifier"]);
  assertEquals(pieces("{a:{b}"), ["! unmatched '{' in format spec"]);
});

Deno.test("a name is its first part, attributes and items; digits of any script are an index", () => {
  assertEquals(splitFieldName("a.b[c][12].d"), {
    first: "a",
    index: -1,
    rest: [
      { attribute: true, name: "b", index: -1 },
      { attribute: false, name: "c", index: -1 },
      { attribute: false, name: "12", index: 12 },
      { attribute: true, name: "d", index: -1 },
    ],
    problem: null,
  });
  assertEquals(splitFieldName("٣"), { first: "٣", index: 3, rest: [], problem: null });
  assertEquals(splitFieldName(".a"), {
    first: "",
    index: -1,
    rest: [{ attribute: true, name: "a", index: -1 }],
    problem: null,
  });
});

Deno.test("a minus makes an item a key, a dot in brackets belongs to it", () => {
  assertEquals(splitFieldName("a[-1][b.c]"), {
    first: "a",
    index: -1,
    rest: [{ attribute: false, name: "-1", index: -1 }, { attribute: false, name: "b.c", index: -1 }],
    problem: null,
  });
});

Deno.test("what is wrong in a name is met once the steps before it are taken", () => {
  const wrong = (name: string) => {
    const split = splitFieldName(name);
    return split instanceof FormatProblem ? split.message : [split.rest.length, split.problem?.message];
  };
  assertEquals(wrong("a."), [0, "Empty attribute in format string"]);
  assertEquals(wrong("a[]"), [0, "Empty attribute in format string"]);
  assertEquals(wrong("a.b["), [1, "Missing ']' in format string"]);
  assertEquals(wrong("a[b]c"), [1, "Only '.' or '[' may follow ']' in format field specifier"]);
  assertEquals(wrong("99999999999999999999"), "Too many decimal digits in format string");
  assertEquals(wrong("a[99999999999999999999]"), [0, "Too many decimal digits in format string"]);
});

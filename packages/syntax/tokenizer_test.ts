import { assertEquals } from "@std/assert";
import { DEDENT, END, FSTRING, INDENT, NAME, NEWLINE, NUMBER, OP, STRING, Tokens } from "./tokenizer.ts";

const LETTERS = Object.fromEntries([
  [END, "end"],
  [NAME, "name"],
  [NUMBER, "number"],
  [STRING, "string"],
  [FSTRING, "fstring"],
  [OP, "op"],
  [NEWLINE, "newline"],
  [INDENT, "indent"],
  [DEDENT, "dedent"],
]);

/** The tokens as words: texts, or kinds where there is no text. */
function words(source: string): string[] {
  const { kinds, texts } = new Tokens(source);
  return kinds.map((kind, i) => texts[i] === "" ? LETTERS[kind] : texts[i]);
}

function failure(source: string): string {
  const { failure } = new Tokens(source);
  return failure === null ? "" : `${failure.type} ${failure.lineno}:${failure.offset} ${failure.message}`;
}

Deno.test("operators are the longest that stand there", () => {
  assertEquals(words("a**=b//c->d...e:=f!=g").filter((word) => !/^[a-z]$/.test(word)), [
    ...["**=", "//", "->", "...", ":=", "!=", "newline", "end"],
  ]);
});

Deno.test("a word directly before a quote is a prefix only if it is one", () => {
  assertEquals(words("rb'a' Rf'b' bb'c' x'd'"), [
    "rb'a'",
    "Rf'b'",
    "bb",
    "'c'",
    "x",
    "'d'",
    "newline",
    "end",
  ]);
  assertEquals(new Tokens("rt''").kinds[0], FSTRING);
  const { failure } = new Tokens("bRf''");
  assertEquals(failure?.message, "'b' and 'f' prefixes are incompatible");
});

Deno.test("a number is followed by a keyword even without a space, and by nothing else", () => {
  assertEquals(words("1if x else 2").slice(0, 2), ["1", "if"]);
  assertEquals(failure("1_"), "SyntaxError 1:2 invalid decimal literal");
  assertEquals(failure("0b12"), "SyntaxError 1:4 invalid digit '2' in binary literal");
  assertEquals(failure("0x"), "SyntaxError 1:2 invalid hexadecimal literal");
  assertEquals(
    failure("x = 012"),
    "SyntaxError 1:5 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
  );
  assertEquals(words("012.5 00 0_0j").slice(0, 3), ["012.5", "00", "0_0j"]);
});

Deno.test("blank lines and comments neither indent nor end a line, brackets make newlines mean nothing", () => {
  assertEquals(words("if a:\n  b\n\n    # c\n  d\n"), [
    ...["if", "a", ":", "newline", "indent", "b", "newline", "d", "newline", "dedent", "end"],
  ]);
  assertEquals(words("(a,\n   b)\nc"), ["(", "a", ",", "b", ")", "newline", "c", "newline", "end"]);
});

Deno.test("a tab goes to the next column of eight, and mixes with spaces only where that is not needed to know", () => {
  assertEquals(failure("if a:\n\tb\n\tc\n"), "");
  assertEquals(failure("if a:\n        b\n\tc\n").slice(0, 8), "TabError");
  assertEquals(failure("if a:\n  if b:\n \tc\n").slice(0, 8), "TabError");
});

Deno.test("a line must come back to an indentation that is open", () => {
  assertEquals(
    failure("if a:\n    b\n  c\n"),
    "IndentationError 3:4 unindent does not match any outer indentation level",
  );
});

Deno.test("brackets must match, and the message names the line where that is another", () => {
  assertEquals(
    failure("(]"),
    "SyntaxError 1:2 closing parenthesis ']' does not match opening parenthesis '('",
  );
  assertEquals(
    failure("(\n}"),
    "SyntaxError 2:1 closing parenthesis '}' does not match opening parenthesis '(' on line 1",
  );
  assertEquals(failure("a)"), "SyntaxError 1:2 unmatched ')'");
});

Deno.test("two hundred brackets may be open, one more may not, and a hundred levels of indentation neither", () => {
  assertEquals(failure("(".repeat(200) + ")".repeat(200)), "");
  assertEquals(failure("(".repeat(201)), "SyntaxError 1:201 too many nested parentheses");
  const nested = (levels: number) =>
    Array.from({ length: levels }, (_, i) => " ".repeat(i) + "if a:\n").join("") + " ".repeat(levels) + "b\n";
  assertEquals(failure(nested(99)), "");
  assertEquals(failure(nested(100)).slice(-31), " too many levels of indentation");
});

Deno.test("what the end of the source left open is incomplete, what a line's end left open is wrong", () => {
  const incomplete = (source: string) => new Tokens(source).failure?.incomplete;
  for (const source of ["(", "'''a", "a\\", "f'''{b}"]) assertEquals(incomplete(source), true, source);
  for (const source of ["'a\n", "a)"]) assertEquals(incomplete(source), false, source);
});

Deno.test("a replacement field may hold the quotes of its string, and braces of its own", () => {
  const [first, second] = words(`f'{a['b']}{{{d:{w}}}' f"""{x!r:{'"'}}"""`);
  assertEquals([first, second], [`f'{a['b']}{{{d:{w}}}'`, `f"""{x!r:{'"'}}"""`]);
});

Deno.test("a bracket that closes none in a replacement field ends the string, and the tokens", () => {
  const tokens = new Tokens("f'a{b(c}' + d");
  assertEquals(tokens.texts, ["f'a{b(c'", ""]);
  assertEquals(tokens.broken?.message, "closing parenthesis '}' does not match opening parenthesis '('");
  assertEquals(new Tokens("f'{a)}'").broken?.message, "f-string: unmatched ')'");
  assertEquals([tokens.failure, new Tokens("f'{a:)}'").broken], [null, null]);
});

Deno.test("names are normalised, and lines, columns in bytes found for any offset", () => {
  const tokens = new Tokens("ﬁ = 'é'; x\nß😀");
  assertEquals(tokens.texts[0], "fi");
  const x = tokens.starts[tokens.texts.indexOf("x")];
  assertEquals([tokens.lineOf(x), tokens.columnOf(x, 1)], [1, 12]);
  assertEquals([0, 10, 11, 13].map((offset) => tokens.lineOf(offset)), [1, 1, 2, 2]);
  assertEquals(tokens.columnOf(tokens.lineStarts[1] + 3, 2), 6);
  assertEquals([1, 2, 3].map((line) => tokens.lineText(line)), ["ﬁ = 'é'; x", "ß😀", ""]);
});

Deno.test("a character that begins no token is shown, unless it can't be", () => {
  assertEquals(failure("a € b"), "SyntaxError 1:3 invalid character '€' (U+20AC)");
  assertEquals(failure("a\u200b"), "SyntaxError 1:2 invalid non-printable character U+200B");
  assertEquals(failure("a\x01"), "SyntaxError 1:2 invalid non-printable character U+0001");
});

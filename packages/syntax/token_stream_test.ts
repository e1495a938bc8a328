import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { tokenize, TokenType } from "./token_stream.ts";

const NAMES = new Map(Object.entries(TokenType).map(([name, type]) => [type as number, name]));

/** Each token as its type, text and place. */
function tokens(source: string): string[] {
  return tokenize(source).tokens.map(({ type, text, line, column, endLine, endColumn }) =>
    `${NAMES.get(type)} ${JSON.stringify(text)} ${line}:${column}-${endLine}:${endColumn}`
  );
}

Deno.test("comments and blank lines are tokens, and an end without a newline has an empty one", () => {
  assertEquals(tokens("a # b\n\nc"), [
    'NAME "a" 1:0-1:1',
    'COMMENT "# b" 1:2-1:5',
    'NEWLINE "\\n" 1:5-1:6',
    'NL "\\n" 2:0-2:1',
    'NAME "c" 3:0-3:1',
    'NEWLINE "" 3:1-3:2',
    'ENDMARKER "" 4:0-4:0',
  ]);
});

Deno.test("an f-string comes in parts: a doubled brace ends one, a specification has fields of its own", () => {
  assertEquals(tokens("f'a{{{b!r:>{w}d}'\n"), [
    `FSTRING_START "f'" 1:0-1:2`,
    'FSTRING_MIDDLE "a{" 1:2-1:4',
    'OP "{" 1:5-1:6',
    'NAME "b" 1:6-1:7',
    'OP "!" 1:7-1:8',
    'NAME "r" 1:8-1:9',
    'OP ":" 1:9-1:10',
    'FSTRING_MIDDLE ">" 1:10-1:11',
    'OP "{" 1:11-1:12',
    'NAME "w" 1:12-1:13',
    'OP "}" 1:13-1:14',
    'FSTRING_MIDDLE "d" 1:14-1:15',
    'OP "}" 1:15-1:16',
    `FSTRING_END "'" 1:16-1:17`,
    'NEWLINE "\\n" 1:17-1:18',
    'ENDMARKER "" 2:0-2:0',
  ]);
});

Deno.test("the parts of a t-string have types of their own", () => {
  const types = tokenize("t'a'").tokens.map(({ type }) => type);
  assertEquals(types.slice(0, 3), [62, 63, 64]);
});

Deno.test("columns are characters, astral ones one each", () => {
  assertEquals(tokens("'😀' x")[1], 'NAME "x" 1:4-1:5');
});

Deno.test("a string of several lines has them all as its text", () => {
  const [string] = tokenize("'''a\nb''' + c\n").tokens;
  assertEquals([string.line, string.endLine, string.endColumn, string.lineText], [
    1,
    2,
    4,
    "'''a\nb''' + c\n",
  ]);
});

Deno.test("what stops the stream leaves the tokens before it", () => {
  const stopped = (source: string) => {
    const { tokens, error } = tokenize(source);
    return [tokens.map(({ text }) => text).join(" "), error?.message, error?.lineno];
  };
  assertEquals(stopped("a = (\n"), ["a = ( \n", "unexpected EOF in multi-line statement", 1]);
  assertEquals(stopped("a 'b\n"), ["a", "unterminated string literal (detected at line 1)", 1]);
  assertEquals(stopped("x\nf'''{a}b\n"), [
    "x \n f''' { a }",
    "unterminated triple-quoted f-string literal (detected at line 2)",
    2,
  ]);
  assertEquals(stopped("if a:\n    b\n  c")[1], "unindent does not match any outer indentation level");
});

Deno.test("the tokens of any program cover it but for space and continued lines", () => {
  const random = new Random(14);
  const parts = [
    "a",
    "1.5",
    " ",
    "\n",
    "(b,\n c)",
    "'s'",
    "# c\n",
    "+=",
    "f'{d}e'",
    "\\\n",
    "é",
    "[0]",
    "\t",
  ];
  for (let run = 0; run < 200; run++) {
    const source = "x " + Array.from({ length: 20 }, () => parts[random.below(parts.length)] + " ").join("");
    const { tokens, error } = tokenize(source);
    if (error !== null) continue;
    const lines = source.split("\n"), starts = [0];
    for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
    let at = 0, between = "";
    for (const { text, line, column } of tokens) {
      const start = starts[line - 1] + column;
      if (text === "") continue;
      assertEquals(source.slice(start, start + text.length), text, source);
      between += source.slice(at, start);
      at = start + text.length;
    }
    assertEquals(/^(?:[ \t]|\\\n)*$/.test(between), true, source);
  }
});

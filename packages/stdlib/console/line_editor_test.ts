import { assertEquals } from "@std/assert";
import { LineEditor } from "./line_editor.ts";

/** A terminal of a few columns that shows what an editor sends. */
class Terminal {
  readonly rows: string[] = [""];
  row = 0;
  column = 0;
  constructor(readonly columns: number) {}

  write(text: string): void {
    const parts = text.matchAll(/\x1b\[(\d*)([A-Za-z])|([^])/gu);
    for (const [, count, command, char] of parts) {
      if (char !== undefined) this.#put(char);
      else if (command === "A") this.row -= Number(count || 1);
      else if (command === "B") this.row += Number(count || 1);
      else if (command === "C") this.column += Number(count || 1);
      else if (command === "J") {
        this.rows[this.row] = this.rows[this.row].slice(0, this.column);
        this.rows.length = this.row + 1;
      }
    }
  }

  #put(char: string): void {
    if (char === "\r") this.column = 0;
    else if (char === "\n") this.rows[++this.row] ??= "";
    else {
      if (this.column === this.columns) {
        this.column = 0;
        this.rows[++this.row] ??= "";
      }
      const row = this.rows[this.row].padEnd(this.column);
      this.rows[this.row] = row.slice(0, this.column) + char + row.slice(this.column + 1);
      this.column++;
    }
  }
}

function edit(keys: string, history: string[] = [], columns = 40) {
  const editor = new LineEditor({
    columns,
    history,
    complete: (word) => ["print", "property", "print.__name__", "x"].filter((name) => name.startsWith(word)),
  });
  const terminal = new Terminal(columns);
  editor.start(">>> ");
  const ending = editor.feed(keys);
  terminal.write(editor.output());
  return { ending, terminal, editor };
}

function line(keys: string, history: string[] = []): string {
  const { ending } = edit(`${keys}\r`, history);
  return ending?.kind === "line" ? ending.text : `(${ending?.kind})`;
}

for (
  const [what, keys, wanted] of [
    ["text is entered as it is typed", "abc", "abc"],
    ["backspace takes back", "abd\x7fc", "abc"],
    ["arrows move", "ac\x1b[Db", "abc"],
    ["home and end go to either end", "b\x1b[Ha\x1b[Fc", "abc"],
    ["control keys move as arrows do", "b\x01a\x05d\x02c", "abcd"],
    ["Ctrl-K and Ctrl-Y cut and insert", "abc\x02\x0b\x01\x19", "cab"],
    ["Ctrl-U cuts what is before the cursor", "abc def\x15x", "x"],
    ["Ctrl-W cuts a word", "one two\x17three", "one three"],
    ["Ctrl-arrows go from word to word", "one two\x1b[1;5Dx", "one xtwo"],
    ["Ctrl-T swaps", "ab\x14", "ba"],
    ["Delete and Ctrl-D delete at the cursor", "abcd\x1b[D\x1b[D\x1b[3~\x04", "ab"],
    ["characters of two code units are one", "a😀\x7fb", "ab"],
    ["unknown keys do nothing", "a\x1b[15~b\x00c", "abc"],
    ["Tab indents at the beginning", "\tx", "    x"],
    ["backspace takes an indentation's step back", "\t\tx\x7f\x7fy", "    y"],
    ["Tab completes what can only be one", "prop\t()", "property()"],
    ["Tab completes as far as all agree", "pri\t(1)", "print(1)"],
  ] as const
) {
  Deno.test(`LineEditor: ${what}`, () => assertEquals(line(keys), wanted));
}

Deno.test("LineEditor goes through earlier lines and comes back", () => {
  assertEquals(line("\x1b[A", ["one", "two"]), "two");
  assertEquals(line("\x1b[A\x1b[A!", ["one", "two"]), "one!");
  assertEquals(line("mine\x1b[A\x1b[A\x1b[B\x1b[B!", ["one", "two"]), "mine!");
});

Deno.test("LineEditor keeps what is entered, but not twice and no blanks", () => {
  const history: string[] = [];
  for (const text of ["a", "a", "", "  ", "b"]) line(text, history);
  assertEquals(history, ["a", "b"]);
});

Deno.test("LineEditor searches backwards", () => {
  const history = ["print(1)", "x = 2", "print(3)"];
  assertEquals(line("\x12pri", history.slice()), "print(3)");
  assertEquals(line("\x12pri\x12", history.slice()), "print(1)");
  assertEquals(line("own\x12pri\x07", history.slice()), "own");
});

Deno.test("LineEditor tells how a line ended", () => {
  assertEquals(edit("abc\x03").ending, { kind: "interrupt" });
  assertEquals(edit("\x04").ending, { kind: "end-of-input" });
  assertEquals(edit("abc").ending, null);
});

Deno.test("LineEditor shows the line and the cursor", () => {
  const { terminal } = edit("abc\x1b[D");
  assertEquals([terminal.rows, terminal.row, terminal.column], [[">>> abc"], 0, 6]);
});

Deno.test("LineEditor shows long lines over several rows", () => {
  const { terminal } = edit("0123456789abcdef\x01X", [], 10);
  assertEquals(terminal.rows, [">>> X01234", "56789abcde", "f"]);
  assertEquals([terminal.row, terminal.column], [0, 5]);
  const full = edit("012345", [], 10).terminal;
  assertEquals([full.rows, full.row, full.column], [[">>> 012345", ""], 1, 0]);
});

Deno.test("LineEditor lists what a word can become at the second Tab", () => {
  const { terminal } = edit("pr\t\t", [], 48);
  assertEquals(terminal.rows, [">>> pr", "print           print.__name__  property", ">>> pr"]);
});

Deno.test("LineEditor keeps keys behind the end of a line for the next one", () => {
  const { editor, ending } = edit("one\rtwo\x1b[");
  assertEquals(ending, { kind: "line", text: "one" });
  editor.start("... ");
  assertEquals(editor.feed("Dx\r"), { kind: "line", text: "twxo" });
});

Deno.test("LineEditor indents what is typed, not what is pasted", () => {
  const editor = new LineEditor({ columns: 40, history: [] });
  editor.start("... ", "    ");
  assertEquals(editor.feed("x\r"), { kind: "line", text: "    x" });
  editor.start(">>> ");
  assertEquals(editor.feed("\x1b[200~if 1:\r  y\r\x1b[201~"), { kind: "line", text: "if 1:" });
  editor.start("... ", "    ");
  assertEquals(editor.feed(""), { kind: "line", text: "  y" });
});

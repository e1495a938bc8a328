import { assertEquals } from "@std/assert";
import { Screen, widthOf } from "./screen.ts";

/** What a terminal of so many columns shows after it was sent text: its rows, the cursor as `|`. */
class Terminal {
  readonly rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  constructor(readonly columns: number) {}

  send(text: string): void {
    for (let at = 0; at < text.length;) {
      const sequence = /^\x1b\[(\d*)([ABCDJm])/.exec(text.slice(at));
      if (sequence !== null) {
        this.#move(sequence[2], Number(sequence[1] || 1));
        at += sequence[0].length;
        continue;
      }
      this.#put(text[at++]);
    }
  }

  #move(letter: string, count: number): void {
    if (letter === "A") this.#row -= count;
    else if (letter === "B") this.#row += count;
    else if (letter === "C") this.#column += count;
    else if (letter === "J") {
      this.rows.length = this.#row + 1;
      this.rows[this.#row].length = Math.min(this.rows[this.#row].length, this.#column);
    }
  }

  #put(char: string): void {
    if (char === "\r") this.#column = 0;
    else if (char === "\n") this.#row++;
    else {
      if (this.#column === this.columns) {
        this.#row++;
        this.#column = 0;
      }
      (this.rows[this.#row] ??= [])[this.#column++] = char;
    }
    this.rows[this.#row] ??= [];
  }

  get shown(): string[] {
    const rows = this.rows.map((row) => Array.from(row, (char) => char ?? " "));
    rows[this.#row].splice(this.#column, 0, "|");
    return rows.map((row) => row.join(""));
  }
}

/** What is on the terminal after a line was shown in several states. */
function after(columns: number, ...states: [text: string, cursor: number][]): string[] {
  const terminal = new Terminal(columns), screen = new Screen(columns);
  for (const [text, cursor] of states) terminal.send(screen.show(">>> ", text, cursor));
  return terminal.shown;
}

Deno.test("a line is shown with the cursor where it is", () => {
  assertEquals(after(80, ["abc", 3]), [">>> abc|"]);
  assertEquals(after(80, ["abc", 0]), [">>> |abc"]);
});

Deno.test("a shorter line leaves nothing of the longer one before it", () => {
  assertEquals(after(80, ["abcdef", 6], ["ab", 1]), [">>> a|b"]);
  assertEquals(after(10, ["abcdefghijklmnop", 16], ["ab", 2]), [">>> ab|"]);
});

Deno.test("a long line takes several rows, and the cursor may be in any of them", () => {
  assertEquals(after(10, ["abcdefghijkl", 12]), [">>> abcdef", "ghijkl|"]);
  assertEquals(after(10, ["abcdefghijkl", 12], ["abcdefghijkl", 2]), [">>> ab|cdef", "ghijkl"]);
  assertEquals(after(10, ["abcdefghijkl", 2], ["abcdefghijkl", 7]), [">>> abcdef", "g|hijkl"]);
});

Deno.test("a line that fills its row has the cursor in the next one", () => {
  assertEquals(after(10, ["abcdef", 6]), [">>> abcdef", "|"]);
  assertEquals(after(10, ["abcdef", 6], ["abcde", 5]), [">>> abcde|"]);
});

Deno.test("control characters are shown as two, and take two columns", () => {
  assertEquals(after(80, ["a\x03b", 2]), [">>> a^C|b"]);
  assertEquals(widthOf("\x03"), 2);
});

Deno.test("escape sequences and combining characters take no columns, wide ones take two", () => {
  assertEquals(widthOf("\x1b[1;35m>>> \x1b[0m"), 4);
  assertEquals(widthOf("e\u0301"), 1);
  assertEquals(widthOf("世界"), 4);
});

Deno.test("leaving a line begins a row below all of it", () => {
  const terminal = new Terminal(10), screen = new Screen(10);
  terminal.send(screen.show(">>> ", "abcdefghijkl", 1));
  terminal.send(screen.leave(">>> ", "abcdefghijkl"));
  assertEquals(terminal.shown, [">>> abcdef", "ghijkl", "|"]);
});

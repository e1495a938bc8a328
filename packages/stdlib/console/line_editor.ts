/**
 * Edits a line on a terminal: keys go in, what to show comes out. It knows neither the terminal nor Python.
 *
 * @module
 */
import { type Key, nextKey } from "./keys.ts";
import { Screen } from "./screen.ts";

/** How a line ended. */
export type Ending =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "interrupt" }
  | { readonly kind: "end-of-input" };

/** What an editor is told. */
export interface EditorOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  /** Lines that were entered before, the oldest first; the editor adds what is entered. */
  readonly history: string[];
  /** Words that may stand for the one that ends at the cursor. */
  readonly complete?: (word: string) => readonly string[];
}

/** Spaces that Tab stands for where there is nothing to complete. */
const INDENT = 4;
/** What a word for completion consists of. */
const WORD = /[\p{L}\p{N}_.]*$/u;

/** The editor: `start` a line, then `feed` it until it has ended. */
export class LineEditor {
  #prompt = "";
  #text = "";
  #cursor = 0;
  /** What was typed and not looked at: the rest of a key, or keys behind the end of a line. */
  #input = "";
  #killed = "";
  #pasting = false;
  /** Index in the history; its length means the line itself. */
  #place = 0;
  #own = "";
  /** What is searched for, backwards; null while nothing is. */
  #sought: string | null = null;
  /** Tab was the last key: a second one lists what there is. */
  #tabbed = false;
  #output = "";
  readonly #screen: Screen;

  constructor(private readonly options: EditorOptions) {
    this.#screen = new Screen(options.columns);
  }

  /** Begins a line; `text` is there from the start, as an indentation. Typed text that is pasted brings its own. */
  start(prompt: string, text = ""): void {
    this.#prompt = prompt;
    this.#text = this.#pasting || this.#input !== "" ? "" : text;
    this.#cursor = this.#text.length;
    this.#place = this.options.history.length;
    this.#own = "";
    this.#sought = null;
    this.#tabbed = false;
    this.#screen.reset();
  }

  /** Takes what was typed; the line's ending, or null while it goes on. */
  feed(typed: string): Ending | null {
    this.#input += typed;
    for (let found = nextKey(this.#input); found !== undefined; found = nextKey(this.#input)) {
      this.#input = this.#input.slice(found.length);
      const ending = found.key === null ? null : this.#take(found.key);
      if (ending === null) continue;
      return ending;
    }
    this.#refresh();
    return null;
  }

  /** What the terminal has to be sent; empties it. */
  output(): string {
    const output = this.#output;
    this.#output = "";
    return output;
  }

  #refresh(): void {
    const prompt = this.#sought === null ? this.#prompt : `(reverse-i-search)'${this.#sought}': `;
    this.#output += this.#screen.show(prompt, this.#text, this.#cursor);
  }

  #take(key: Key): Ending | null {
    if (this.#sought !== null && this.#searching(key)) return null;
    const tabbed = this.#tabbed;
    this.#tabbed = false;
    if (key.kind === "text") {
      this.#insert(key.text);
      return null;
    }
    switch (key.name) {
      case "enter":
        return this.#enter();
      case "interrupt":
        this.#leave();
        return { kind: "interrupt" };
      case "end-of-input":
        if (this.#text === "") return this.#leave(), { kind: "end-of-input" };
        this.#delete(this.#cursor, this.#cursor + this.#ahead(), false);
        return null;
      case "tab":
        this.#complete(tabbed);
        return null;
      default:
        this.#edit(key.name);
        return null;
    }
  }

  #edit(name: string): void {
    const text = this.#text, cursor = this.#cursor;
    switch (name) {
      case "left":
        return this.#move(cursor - this.#behind());
      case "right":
        return this.#move(cursor + this.#ahead());
      case "home":
        return this.#move(0);
      case "end":
        return this.#move(text.length);
      case "word-left":
        return this.#move(this.#wordStart());
      case "word-right":
        return this.#move(this.#wordEnd());
      case "up":
        return this.#recall(this.#place - 1);
      case "down":
        return this.#recall(this.#place + 1);
      case "backspace": {
        // In an indentation a step goes at once.
        const indented = cursor > 0 && text.slice(0, cursor).trim() === "" && cursor % INDENT === 0;
        return this.#delete(cursor - (indented ? INDENT : this.#behind()), cursor, false);
      }
      case "delete":
        return this.#delete(cursor, cursor + this.#ahead(), false);
      case "kill-to-end":
        return this.#delete(cursor, text.length, true);
      case "kill-to-start":
        return this.#delete(0, cursor, true);
      case "kill-word-back":
        return this.#delete(this.#wordStart(), cursor, true);
      case "kill-word":
        return this.#delete(cursor, this.#wordEnd(), true);
      case "yank":
        return this.#insert(this.#killed);
      case "transpose":
        return this.#transpose();
      case "clear-screen":
        this.#output += "\x1b[H\x1b[2J";
        return this.#screen.reset();
      case "search":
        this.#own = this.#place === this.options.history.length ? this.#text : this.#own;
        this.#sought = "";
        return;
      case "paste-begin":
        this.#pasting = true;
        return;
      case "paste-end":
        this.#pasting = false;
    }
  }

  #enter(): Ending {
    this.#move(this.#text.length);
    this.#leave();
    const text = this.#text;
    const { history } = this.options;
    if (text.trim() !== "" && text !== history[history.length - 1]) history.push(text);
    return { kind: "line", text };
  }

  #leave(): void {
    this.#refresh();
    this.#output += this.#screen.leave(this.#prompt, this.#text);
  }

  #move(to: number): void {
    this.#cursor = Math.max(0, Math.min(to, this.#text.length));
  }

  #insert(text: string): void {
    this.#text = this.#text.slice(0, this.#cursor) + text + this.#text.slice(this.#cursor);
    this.#cursor += text.length;
  }

  #delete(from: number, to: number, keep: boolean): void {
    const start = Math.max(0, from);
    if (keep && to > start) this.#killed = this.#text.slice(start, to);
    this.#text = this.#text.slice(0, start) + this.#text.slice(to);
    this.#cursor = start;
  }

  /** Code units of the character behind the cursor. */
  #behind(): number {
    return /[^]$/u.exec(this.#text.slice(0, this.#cursor))?.[0].length ?? 0;
  }

  /** Code units of the character at the cursor. */
  #ahead(): number {
    return /^[^]/u.exec(this.#text.slice(this.#cursor))?.[0].length ?? 0;
  }

  #wordStart(): number {
    return this.#text.slice(0, this.#cursor).replace(/[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u, "").length;
  }

  #wordEnd(): number {
    const rest = this.#text.slice(this.#cursor);
    return this.#cursor + /^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(rest)![0].length;
  }

  #transpose(): void {
    const at = Math.min(this.#cursor, this.#text.length - 1);
    if (at < 1) return;
    const text = this.#text;
    this.#text = text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1);
    this.#cursor = at + 1;
  }

  #recall(place: number): void {
    const { history } = this.options;
    if (place < 0 || place > history.length) return;
    if (this.#place === history.length) this.#own = this.#text;
    this.#place = place;
    this.#text = place === history.length ? this.#own : history[place];
    this.#cursor = this.#text.length;
  }

  /** Takes a key for the search; false if it ends the search and has its own meaning. */
  #searching(key: Key): boolean {
    if (key.kind === "text") {
      this.#sought += key.text;
      this.#find(this.#place);
      return true;
    }
    switch (key.name) {
      case "search":
        this.#find(this.#place - 1);
        return true;
      case "backspace":
        this.#sought = this.#sought!.slice(0, -1);
        return true;
      case "cancel":
        this.#sought = null;
        this.#recall(this.options.history.length);
        return true;
    }
    this.#sought = null;
    return false;
  }

  #find(from: number): void {
    const { history } = this.options;
    for (let i = Math.min(from, history.length - 1); i >= 0; i--) {
      const at = history[i].indexOf(this.#sought!);
      if (at < 0) continue;
      this.#place = i;
      this.#text = history[i];
      this.#cursor = at;
      return;
    }
  }

  #complete(again: boolean): void {
    const before = this.#text.slice(0, this.#cursor);
    const word = WORD.exec(before)![0];
    if (before.trim() === "" || word === "" || this.#pasting) {
      return this.#insert(" ".repeat(INDENT - (this.#cursor % INDENT)));
    }
    const found = [...new Set(this.options.complete?.(word) ?? [])];
    if (found.length === 0) return;
    const common = found.reduce(commonStart);
    if (common.length > word.length) this.#insert(common.slice(word.length));
    else if (found.length > 1 && again) this.#list(found, word);
    else this.#tabbed = true;
  }

  /** Shows what a word can become, below the line. */
  #list(found: readonly string[], word: string): void {
    const from = word.lastIndexOf(".") + 1;
    const names = found.map((name) => name.slice(from)).sort();
    const width = Math.max(...names.map((name) => name.length)) + 2;
    const perRow = Math.max(1, Math.floor(this.options.columns / width));
    this.#refresh();
    this.#output += this.#screen.leave(this.#prompt, this.#text);
    for (let i = 0; i < names.length; i += perRow) {
      const row = names.slice(i, i + perRow).map((name) => name.padEnd(width)).join("");
      this.#output += `${row.trimEnd()}\r\n`;
    }
  }
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

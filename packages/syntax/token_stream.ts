/**
 * All tokens of a source as Python's `tokenize` shows them: comments and blank lines too, f-strings in parts. The
 * parser reads columns of numbers from `tokenizer.ts` instead.
 *
 * @module
 */
import { PythonSyntaxError } from "./errors.ts";
import { continuesName, startsName } from "./identifiers.ts";
import { checkNumber, invalidCharacter, NUMBER_PATTERN, THREE, TWO } from "./tokenizer.ts";

/** Numbers of token types, those of Python's `token` module. */
export const TokenType = {
  ENDMARKER: 0,
  NAME: 1,
  NUMBER: 2,
  STRING: 3,
  NEWLINE: 4,
  INDENT: 5,
  DEDENT: 6,
  OP: 55,
  FSTRING_START: 59,
  FSTRING_MIDDLE: 60,
  FSTRING_END: 61,
  TSTRING_START: 62,
  COMMENT: 65,
  NL: 66,
} as const;

/** One token. Lines count from 1, columns are characters from 0. */
export interface SourceToken {
  /** One of {@linkcode TokenType}. */
  readonly type: number;
  /** As it is in the source. */
  readonly text: string;
  /** Line of its first character. */
  readonly line: number;
  /** Column of its first character. */
  readonly column: number;
  /** Line behind its last character. */
  readonly endLine: number;
  /** Column behind its last character. */
  readonly endColumn: number;
  /** The lines that it is on. */
  readonly lineText: string;
}

/** The tokens of a source up to an error. */
export interface TokenList {
  /** In the order of the source. */
  readonly tokens: readonly SourceToken[];
  /** What stopped it; null at the end of the source. */
  readonly error: PythonSyntaxError | null;
}

/** A formatted string that the stream is in. */
interface Formatted {
  readonly quote: string;
  readonly raw: boolean;
  /** TokenType.FSTRING_START or TSTRING_START: middle and end are the next two. */
  readonly type: number;
  /** Where the line begins that the string begins on. */
  readonly lineStart: number;
  readonly start: number;
  /** Whether text comes next, not an expression. */
  text: boolean;
  /** Brackets that are open in it. */
  depth: number;
  /** What `depth` was before the brace of the innermost replacement field; -1 outside of any. */
  field: number;
  spec: boolean;
}

const TAB = 8;
const PREFIX = /^(?:r|b|u|br|rb|f|t|fr|rf|tr|rt)$/i;

/** Takes a source apart. */
export function tokenize(source: string): TokenList {
  const stream = new TokenStream(source);
  try {
    stream.run();
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return { tokens: stream.tokens, error };
  }
  return { tokens: stream.tokens, error: null };
}

class TokenStream {
  readonly tokens: SourceToken[] = [];
  readonly #source: string;
  /** The last line has no newline, one is made up. */
  readonly #implied: boolean;
  readonly #lineStarts: number[] = [0];
  readonly #indents: number[] = [0];
  readonly #altIndents: number[] = [0];
  readonly #formatted: Formatted[] = [];
  #line = 0;
  #at = 0;
  #level = 0;

  constructor(source: string) {
    this.#implied = source !== "" && !source.endsWith("\n");
    this.#source = this.#implied ? `${source}\n` : source;
    for (let i = this.#source.indexOf("\n"); i >= 0; i = this.#source.indexOf("\n", i + 1)) {
      this.#lineStarts.push(i + 1);
    }
  }

  /** Fills `tokens`. */
  run(): void {
    let lineBegin = true;
    let blank = false;
    const source = this.#source;
    while (this.#at < source.length) {
      const formatted = this.#formatted.at(-1);
      if (formatted?.text === true) {
        this.#formattedText(formatted);
        continue;
      }
      if (lineBegin) {
        lineBegin = false;
        blank = this.#indentation();
      }
      while (/[ \t\f]/.test(source[this.#at] ?? "")) this.#at++;
      const char = source[this.#at];
      if (char === undefined) break;
      if (char === "#") this.#comment();
      else if (char === "\n" || (char === "\r" && source[this.#at + 1] === "\n")) {
        this.#newline(blank || this.#level > 0, char === "\r" ? 2 : 1);
        lineBegin = this.#level === 0 && this.#formatted.length === 0;
        blank = false;
      } else if (char === "\\") this.#continuation();
      else this.#token(char);
    }
    this.#end();
  }

  // -- places

  #lineOf(offset: number): number {
    const starts = this.#lineStarts;
    while (this.#line + 1 < starts.length && starts[this.#line + 1] <= offset) this.#line++;
    while (starts[this.#line] > offset) this.#line--;
    return this.#line;
  }

  #column(offset: number, line: number): number {
    let column = offset - this.#lineStarts[line];
    for (let i = this.#lineStarts[line]; i < offset; i++) {
      if ((this.#source.charCodeAt(i) & 0xfc00) === 0xdc00) column--;
    }
    return column;
  }

  /** Source from an offset to the end of a line. */
  #textTo(from: number, line: number): string {
    const end = this.#lineStarts[line + 1] ?? this.#source.length;
    const last = end === this.#source.length && this.#implied ? end - 1 : end;
    return this.#source.slice(from, last);
  }

  #push(type: number, start: number, end: number, text = this.#source.slice(start, end), from = -1): void {
    const line = this.#lineOf(start);
    // A newline's end is on its own line still.
    const newline = type === TokenType.NEWLINE || type === TokenType.NL;
    const endLine = newline ? line : this.#lineOf(end);
    this.tokens.push({
      type,
      text,
      line: line + 1,
      column: this.#column(start, line),
      endLine: endLine + 1,
      endColumn: newline ? this.#column(start, line) + 1 : this.#column(end, endLine),
      lineText: this.#textTo(from >= 0 ? from : this.#lineStarts[line], endLine),
    });
  }

  #error(message: string, at: number, type: PythonSyntaxError["type"] = "SyntaxError"): PythonSyntaxError {
    const line = this.#lineOf(at);
    const column = this.#column(at, line) + 1;
    return new PythonSyntaxError(
      type,
      message,
      line + 1,
      column,
      line + 1,
      column,
      this.#textTo(this.#lineStarts[line], line).replace(/\n$/, ""),
    );
  }

  // -- lines

  /** Indentation of a line; whether the line is blank or a comment, so has none. */
  #indentation(): boolean {
    const source = this.#source;
    const start = this.#at;
    let column = 0, alternative = 0;
    // A line that goes on is indented as its first part is.
    let kept: [number, number] | null = null;
    for (;; this.#at++) {
      const char = source[this.#at];
      if (char === " ") (column++, alternative++);
      else if (char === "\t") {
        column = (Math.floor(column / TAB) + 1) * TAB;
        alternative++;
      } else if (char === "\f") column = alternative = 0;
      else if (char === "\\" && source[this.#at + 1] === "\n") {
        if (column > 0) kept ??= [column, column];
        this.#at++;
      } else break;
    }
    if (kept !== null) [column, alternative] = kept;
    const char = source[this.#at];
    if (char === "#" || char === "\n" || char === "\r" || char === undefined) return true;
    const indents = this.#indents, alternatives = this.#altIndents;
    const top = indents[indents.length - 1], altTop = alternatives[alternatives.length - 1];
    const tabs = "inconsistent use of tabs and spaces in indentation";
    if (column === top) {
      if (alternative !== altTop) throw this.#error(tabs, this.#at, "TabError");
    } else if (column > top) {
      if (alternative <= altTop) throw this.#error(tabs, this.#at, "TabError");
      indents.push(column);
      alternatives.push(alternative);
      this.#push(TokenType.INDENT, start, this.#at);
    } else {
      while (column < indents[indents.length - 1]) {
        indents.pop();
        alternatives.pop();
        if (column > indents[indents.length - 1]) {
          const message = "unindent does not match any outer indentation level";
          throw this.#error(message, this.#at, "IndentationError");
        }
        this.#push(TokenType.DEDENT, this.#at, this.#at);
      }
    }
    return false;
  }

  #comment(): void {
    const start = this.#at;
    let end = this.#source.indexOf("\n", start);
    if (this.#source[end - 1] === "\r") end--;
    this.#at = end;
    this.#push(TokenType.COMMENT, start, end);
  }

  #newline(empty: boolean, length: number): void {
    const start = this.#at;
    const made = this.#implied && start === this.#source.length - 1;
    this.#at += length;
    const text = made ? "" : this.#source.slice(start, this.#at);
    this.#push(empty ? TokenType.NL : TokenType.NEWLINE, start, this.#at, text);
  }

  #continuation(): void {
    const next = this.#source[this.#at + 1] === "\r" ? this.#at + 2 : this.#at + 1;
    if (this.#source[next] !== "\n") {
      throw this.#error("unexpected character after line continuation character", this.#at + 1);
    }
    this.#at = next + 1;
    if (this.#at >= this.#source.length) throw this.#error("unexpected EOF while parsing", this.#at - 1);
  }

  #end(): void {
    const end = this.#source.length;
    const formatted = this.#formatted.at(-1);
    if (formatted !== undefined) throw this.#unterminated(formatted.quote, formatted.type, formatted.start);
    const line = this.#lineStarts.length;
    if (this.#level > 0) {
      const text = "unexpected EOF in multi-line statement";
      throw new PythonSyntaxError("SyntaxError", text, line - 1, 0, line - 1, 0, "");
    }
    const last = { text: "", line, column: 0, endLine: line, endColumn: 0, lineText: "" };
    for (let i = this.#indents.length; i > 1; i--) this.tokens.push({ type: TokenType.DEDENT, ...last });
    this.tokens.push({ type: TokenType.ENDMARKER, ...last });
    this.#at = end;
  }

  // -- tokens

  #token(char: string): void {
    const source = this.#source;
    const start = this.#at;
    if (/[a-zA-Z_]/.test(char) || char > "\x7f") return this.#word(start);
    if (/\d/.test(char) || (char === "." && /\d/.test(source[start + 1] ?? ""))) {
      NUMBER_PATTERN.lastIndex = start;
      const [text] = NUMBER_PATTERN.exec(source)!;
      this.#at += text.length;
      checkNumber(source, text, start, this.#at, (message, at) => this.#error(message, at));
      return this.#push(TokenType.NUMBER, start, this.#at);
    }
    if (char === '"' || char === "'") return this.#string(start, start, "");
    this.#operator(char, start);
  }

  #word(start: number): void {
    const source = this.#source;
    let at = start;
    for (let first = true; at < source.length; first = false) {
      const point = String.fromCodePoint(source.codePointAt(at)!);
      if (first && point > "\x7f" && !startsName(point)) {
        throw this.#error(invalidCharacter(point), at);
      }
      if (!continuesName(point)) {
        if (point <= "\x7f") break;
        throw this.#error(invalidCharacter(point), at);
      }
      at += point.length;
    }
    const quote = source[at];
    const prefix = source.slice(start, at);
    if ((quote === '"' || quote === "'") && PREFIX.test(prefix)) return this.#string(start, at, prefix);
    this.#at = at;
    this.#push(TokenType.NAME, start, at);
  }

  #operator(char: string, start: number): void {
    const source = this.#source;
    const formatted = this.#formatted.at(-1);
    const inField = formatted !== undefined && formatted.depth - 1 === formatted.field;
    if (inField && char === ":") {
      formatted.text = formatted.spec = true;
      this.#at++;
      return this.#push(TokenType.OP, start, this.#at);
    }
    const two = source.slice(start, start + 2), three = source.slice(start, start + 3);
    if (THREE.has(three) && three !== "!==") this.#at += 3;
    else if (TWO.has(two)) this.#at += 2;
    else {
      if (char < " " || char === "\x7f") throw this.#error(invalidCharacter(char), start);
      this.#at++;
      if ("([{".includes(char)) {
        this.#level++;
        if (formatted !== undefined) formatted.depth++;
      } else if (")]}".includes(char)) {
        if (this.#level === 0) throw this.#error(`unmatched '${char}'`, start);
        this.#level--;
        if (formatted !== undefined) this.#closeIn(formatted, char);
      }
    }
    this.#push(TokenType.OP, start, this.#at);
  }

  /** A closing bracket in a formatted string: may end a replacement field. */
  #closeIn(formatted: Formatted, char: string): void {
    formatted.depth--;
    if (char === "}" && formatted.depth === formatted.field) {
      formatted.field--;
      formatted.text = true;
      formatted.spec = formatted.field >= 0;
    }
  }

  // -- strings

  #string(start: number, at: number, prefix: string): void {
    const source = this.#source;
    const quote = source.startsWith(source[at].repeat(3), at) ? source[at].repeat(3) : source[at];
    const kind = /[ft]/i.exec(prefix);
    if (kind !== null) {
      this.#at = at + quote.length;
      const type = kind[0].toLowerCase() === "f" ? TokenType.FSTRING_START : TokenType.TSTRING_START;
      this.#push(type, start, this.#at);
      const lineStart = this.#lineStarts[this.#lineOf(start)];
      const raw = /r/i.test(prefix);
      const state = { text: true, depth: 0, field: -1, spec: false };
      this.#formatted.push({ quote, raw, type, lineStart, start, ...state });
      return;
    }
    let end = at + quote.length;
    while (!source.startsWith(quote, end)) {
      if (end >= source.length || (quote.length === 1 && source[end] === "\n")) {
        throw this.#unterminated(quote, TokenType.STRING, start);
      }
      end += source[end] === "\\" ? (source.startsWith("\r\n", end + 1) ? 3 : 2) : 1;
    }
    this.#at = end + quote.length;
    this.#push(TokenType.STRING, start, this.#at);
  }

  #unterminated(quote: string, type: number, start: number): PythonSyntaxError {
    const kinds: { readonly [type: number]: string } = {
      [TokenType.FSTRING_START]: "f-string",
      [TokenType.TSTRING_START]: "t-string",
    };
    const kind = kinds[type] ?? "string";
    const triple = quote.length === 3;
    const line = triple ? this.#lineStarts.length - 1 : this.#lineOf(start) + 1;
    return this.#error(
      `unterminated ${triple ? "triple-quoted " : ""}${kind} literal (detected at line ${line})`,
      start,
    );
  }

  /** Text of a formatted string up to its end or a replacement field, which comes next. */
  #formattedText(state: Formatted): void {
    const source = this.#source;
    const start = this.#at;
    const { quote, type, lineStart } = state;
    if (source[start] === "{" && source[start + 1] !== "{") return this.#enterField(state);
    if (source.startsWith(quote, start)) {
      this.#at += quote.length;
      this.#formatted.pop();
      return this.#push(type + 2, start, this.#at, undefined, lineStart);
    }
    let at = start;
    for (; at < source.length && !source.startsWith(quote, at); at++) {
      const char = source[at];
      if (char === "\n" && quote.length === 1) {
        if (!state.spec) throw this.#unterminated(quote, type, state.start);
        state.text = false;
        break;
      }
      if (char === "\\") {
        const next = source[at + 1];
        if (next === "{" || next === "}") continue;
        at++;
        if (!state.raw && next === "N" && source[at + 1] === "{") at = source.indexOf("}", at);
        if (at < 0) throw this.#unterminated(quote, type, state.start);
      } else if (char === "{" || char === "}") {
        const doubled = source[at + 1] === char && !state.spec && (char === "{" || state.depth === 0);
        this.#at = doubled ? at + 2 : at;
        this.#push(type + 1, start, doubled ? at + 1 : at, undefined, lineStart);
        if (doubled) return;
        if (char === "}") state.text = false;
        return char === "{" ? this.#enterField(state) : undefined;
      }
    }
    if (at >= source.length) throw this.#unterminated(quote, type, state.start);
    this.#at = at;
    this.#push(type + 1, start, at, undefined, lineStart);
  }

  #enterField(state: Formatted): void {
    state.field++;
    state.text = false;
  }
}

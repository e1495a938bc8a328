/**
 * Source text to tokens. Tokens are columns of numbers, not objects: the parser reads them by index.
 *
 * @module
 */
import { PythonSyntaxError } from "./errors.ts";
import { continuesName, startsName } from "./identifiers.ts";

/** End of the source. */
export const END = 0;
/** Identifier or keyword. */
export const NAME = 1;
/** Number literal. */
export const NUMBER = 2;
/** String or bytes literal, prefix and quotes included. */
export const STRING = 3;
/** f-string or t-string, as a whole. */
export const FSTRING = 4;
/** Operator or delimiter. */
export const OP = 5;
/** End of a logical line. */
export const NEWLINE = 6;
export const INDENT = 7;
export const DEDENT = 8;

/** Operators of three characters. */
export const THREE = new Set(["**=", "//=", ">>=", "<<=", "...", "!=="]);
/** Operators of two. */
export const TWO = new Set([
  "**",
  "//",
  ">>",
  "<<",
  "<>",
  "<=",
  ">=",
  "==",
  "!=",
  "->",
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
  "&=",
  "|=",
  "^=",
  "@=",
  ":=",
]);
const ONE = "+-*/%@&|^~<>()[]{},:.;=!";
/** For each character below 128 whether it is an operator, and whether it may begin a longer one. */
const OPERATORS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return ONE.includes(char) ? [...TWO, ...THREE].some((longer) => longer[0] === char) ? 2 : 1 : 0;
});
const CLOSER: { readonly [open: string]: string } = { "(": ")", "[": "]", "{": "}" };
/** A number, and what may be one. */
export const NUMBER_PATTERN =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
/** What may stand before a quote, in lower case. */
const STRING_PREFIX = /^(?:r|b|u|br|rb|f|t|fr|rf|tr|rt)$/;
/** Columns a tab goes to. */
const TAB = 8;
/** CPython's limit of nested brackets. */
const MAX_NESTING = 200;
/** Formatted strings in fields of each other, and fields in formats of each other, as far as CPython goes. */
const MAX_FORMATTED = 149, MAX_FORMATS = 3;

/** A tokenised source. */
export class Tokens {
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly lines: number[] = [];
  readonly texts: string[] = [];
  readonly lineStarts: number[] = [0];
  /** What is allowed but hardly meant, in the order of the source; the parser adds to it. */
  readonly cautions: PythonSyntaxError[] = [];
  /** Why the tokens end before the source does. */
  failure: PythonSyntaxError | null = null;
  /**
   * Why they end, where that is in a replacement field: a bracket that closes none, say. The string is the last token then,
   * up to there: what is wrong before that place is what is said.
   */
  broken: PythonSyntaxError | null = null;
  /** Blocks that are open where the source ends, unless a newline ends it. */
  openIndents = 0;
  /** Whether columns in characters are columns in bytes. */
  readonly #ascii: boolean;
  /** Where a string ends that is broken. */
  #end = 0;
  /** Formatted strings that are open. */
  #formattedDepth = 0;
  /** Where a backslash was last looked for, and the first from there; the source's length if there is none. */
  #lookedFrom = 0;
  #backslash = -1;

  /**
   * @param source The whole source; tokens come from `from` to `to`.
   * @param bracketed The part lies inside brackets (a replacement field): newlines mean nothing.
   * @param whole The tokens of the whole source, where this is a part of it.
   * @throws {PythonSyntaxError}
   */
  constructor(
    readonly source: string,
    from = 0,
    to: number = source.length,
    bracketed = false,
    whole?: Tokens,
  ) {
    this.#ascii = whole === undefined ? /^[\0-\x7f]*$/.test(source) : whole.#ascii;
    if (whole !== undefined) {
      this.lineStarts = whole.lineStarts;
      this.cautions = whole.cautions;
      // A field that is whole is read as if nothing were broken behind it.
      if (to >= whole.#end) this.broken = whole.broken;
      this.#end = whole.#end;
    } else {for (let i = source.indexOf("\n"); i >= 0; i = source.indexOf("\n", i + 1)) {
        this.lineStarts.push(i + 1);
      }}
    try {
      this.#run(from, to, bracketed);
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      const general = /^invalid syntax$|: expecting '}'/.test(error.message);
      error.bare = error.type === "SyntaxError" && !general && error.endOffset > 0;
      if (bracketed && this.broken === null) throw error;
      if (this.broken === null || bracketed) this.failure = error;
      this.#push(END, to, to, this.lineStarts.length + 1);
    }
  }

  /** Line number of an offset, from 1. */
  lineOf(offset: number): number {
    let low = 0, high = this.lineStarts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.lineStarts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Text of a line, from 1, without its end. */
  lineText(line: number): string {
    const start = this.lineStarts[line - 1] ?? this.source.length;
    const end = this.source.indexOf("\n", start);
    return this.source.slice(start, end < 0 ? this.source.length : end);
  }

  /** Column of an offset in UTF-8 bytes, from 0. */
  columnOf(offset: number, line: number): number {
    const start = this.lineStarts[line - 1];
    if (this.#ascii) return offset - start;
    let bytes = 0;
    for (let i = start; i < offset; i++) {
      const code = this.source.charCodeAt(i);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
    }
    return bytes;
  }

  /** Makes the error for a range of the source. */
  error(
    message: string,
    start: number,
    end = start,
    type: "SyntaxError" | "IndentationError" | "TabError" = "SyntaxError",
  ): PythonSyntaxError {
    const line = this.lineOf(Math.min(start, this.source.length));
    // A newline ends on its own line.
    const last = end > start && this.source[end - 1] === "\n" ? end - 1 : end;
    const endLine = this.lineOf(Math.min(last, this.source.length));
    const offset = start - this.lineStarts[line - 1] + 1;
    return new PythonSyntaxError(
      type,
      message,
      line,
      offset,
      endLine,
      end - this.lineStarts[endLine - 1] + 1,
      this.lineText(line),
    );
  }

  /** An error that CPython's parser tells of the tokenizer: its end is no place. */
  #endless(message: string, at: number, end: 0 | -1): PythonSyntaxError {
    const { lineno, offset, text } = this.error(message, at, at);
    return new PythonSyntaxError("SyntaxError", message, lineno, offset, lineno, end, text);
  }

  #unfinished(error: PythonSyntaxError): PythonSyntaxError {
    error.incomplete = true;
    return error;
  }

  #push(kind: number, start: number, end: number, line: number): void {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
    this.lines.push(line);
    this.texts.push(
      kind === NEWLINE || kind === INDENT || kind === DEDENT || kind === END
        ? ""
        : this.source.slice(start, end),
    );
  }

  #run(from: number, to: number, bracketed: boolean): void {
    const source = this.source;
    const indents: number[] = [0];
    const altIndents: number[] = [0];
    const brackets: { char: string; at: number }[] = [];
    let at = from;
    let line = bracketed ? this.lineOf(from) : 1;
    let lineBegin = !bracketed;
    /** Where the comment at the end of this line begins, or 0. */
    let comment = 0;
    while (at < to) {
      if (lineBegin && brackets.length === 0) {
        // Indentation, of lines that hold something.
        let column = 0, alternative = 0;
        // A line that goes on is indented as its first part is.
        let kept: [number, number] | null = null;
        const start = at;
        for (; at < to; at++) {
          const char = source[at];
          if (char === " ") (column++, alternative++);
          else if (char === "\t") {
            column = (Math.floor(column / TAB) + 1) * TAB;
            alternative++;
          } else if (char === "\f") column = alternative = 0;
          else if (char === "\\" && source[at + 1] === "\n" && at + 2 < to) {
            if (column > 0) kept ??= [column, column];
            at++;
            line++;
          } else break;
        }
        if (kept !== null) [column, alternative] = kept;
        const char = source[at];
        if (at >= to) break;
        if (char === "#" || char === "\n" || char === "\r" || (char === "\\" && source[at + 1] === "\n")) {
          if (char === "#") at = endOfLine(source, at, to);
          else if (char === "\\") at++;
          if (source[at] === "\r") at++;
          if (source[at] === "\n") (at++, line++);
          continue;
        }
        lineBegin = false;
        const top = indents[indents.length - 1];
        const altTop = altIndents[altIndents.length - 1];
        if (column === top) {
          if (alternative !== altTop) {
            throw this.error("inconsistent use of tabs and spaces in indentation", start, at, "TabError");
          }
        } else if (column > top) {
          if (alternative <= altTop) {
            throw this.error("inconsistent use of tabs and spaces in indentation", start, at, "TabError");
          }
          if (indents.length >= 100) {
            throw this.error("too many levels of indentation", start, at, "IndentationError");
          }
          indents.push(column);
          altIndents.push(alternative);
          this.#push(INDENT, start, at, line);
        } else {
          while (column < indents[indents.length - 1]) {
            indents.pop();
            altIndents.pop();
            this.#push(DEDENT, at, at, line);
          }
          if (column !== indents[indents.length - 1]) {
            const text = this.lineText(line);
            throw new PythonSyntaxError(
              "IndentationError",
              "unindent does not match any outer indentation level",
              line,
              text.length + 1,
              line,
              -1,
              text,
            );
          }
        }
      }
      const char = source[at];
      const code = source.charCodeAt(at);
      if (char === " " || char === "\t" || char === "\f") {
        at++;
        continue;
      }
      if (char === "\r" && source[at + 1] === "\n") {
        at++;
        continue;
      }
      if (char === "\n" || char === "\r") {
        if (brackets.length === 0 && !bracketed) {
          // As CPython has it, a comment before it belongs to it.
          this.#push(NEWLINE, comment > 0 ? comment : at, at + 1, line);
          lineBegin = true;
        }
        comment = 0;
        at++;
        line++;
        continue;
      }
      if (char === "#") {
        comment = at;
        at = endOfLine(source, at, to);
        continue;
      }
      if (char === "\\") {
        let next = at + 1;
        if (source[next] === "\r") next++;
        if (source[next] !== "\n") {
          if (next >= to) throw this.#unfinished(this.#endless("unexpected EOF while parsing", next, -1));
          throw this.#endless("unexpected character after line continuation character", at + 1, 0);
        }
        at = next + 1;
        line++;
        if (at >= to) throw this.#unfinished(this.#endless("unexpected EOF while parsing", next, -1));
        continue;
      }
      const start = at;
      const firstLine = line;
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127) {
        if (code > 127) {
          const point = String.fromCodePoint(source.codePointAt(at)!);
          if (!startsName(point)) {
            throw this.error(invalidCharacter(point), at, at);
          }
        }
        at = endOfName(source, at, to);
        const quote = source[at];
        if ((quote === '"' || quote === "'") && at - start <= 5) {
          const prefix = source.slice(start, at).toLowerCase();
          const odd = incompatiblePrefixes(prefix);
          if (odd !== null) throw this.error(odd, start, at);
          if (STRING_PREFIX.test(prefix)) {
            const formatted = prefix.includes("f") || prefix.includes("t");
            at = formatted
              ? this.#formatted(start, at, to, prefix.includes("r"), firstLine)
              : this.#string(start, at, to, false, prefix.includes("r"));
            line = this.lineOf(at);
            if (!formatted) this.#push(STRING, start, at, firstLine);
            continue;
          }
        }
        this.#push(NAME, start, at, line);
        if (!this.#ascii && (code > 127 || /[^\x00-\x7f]/.test(this.texts[this.texts.length - 1]))) {
          this.texts[this.texts.length - 1] = this.texts[this.texts.length - 1].normalize("NFKC");
        }
        continue;
      }
      if ((code >= 48 && code <= 57) || (char === "." && /\d/.test(source[at + 1] ?? ""))) {
        NUMBER_PATTERN.lastIndex = at;
        const match = NUMBER_PATTERN.exec(source)!;
        at += match[0].length;
        const caution = checkNumber(source, match[0], start, at, (...range) => this.error(...range));
        if (caution !== null) this.cautions.push(caution);
        this.#push(NUMBER, start, at, line);
        continue;
      }
      if (char === '"' || char === "'") {
        at = this.#string(start, at, to, false, false);
        line = this.lineOf(at);
        this.#push(STRING, start, at, firstLine);
        continue;
      }
      at += operatorLength(source, at, code);
      if (at === start) {
        const number = code.toString(16).toUpperCase().padStart(4, "0");
        throw this.error(`invalid non-printable character U+${number}`, at, at);
      }
      if (CLOSER[char] !== undefined && at === start + 1) {
        if (brackets.length >= MAX_NESTING) throw this.error("too many nested parentheses", start, start);
        brackets.push({ char, at: start });
      } else if (at === start + 1 && (char === ")" || char === "]" || char === "}")) {
        const open = brackets.pop();
        if (open === undefined) throw this.error(`unmatched '${char}'`, start, start);
        if (CLOSER[open.char] !== char) throw this.#mismatch(start, open.at);
      }
      this.#push(OP, start, at, line);
    }
    if (brackets.length > 0) {
      const open = brackets[brackets.length - 1];
      throw this.#unfinished(this.#endless(`'${open.char}' was never closed`, open.at, 0));
    }
    if (!bracketed) {
      this.openIndents = source.endsWith("\n") ? 0 : indents.length - 1;
      if (
        this.kinds.length > 0 && this.kinds[this.kinds.length - 1] !== NEWLINE &&
        this.kinds[this.kinds.length - 1] !== DEDENT
      ) {
        this.#push(NEWLINE, comment > 0 ? comment : to, to, line);
      }
      while (indents.length > 1) {
        indents.pop();
        this.#push(DEDENT, to, to, line + 1);
      }
    }
    this.#push(END, to, to, bracketed ? line : line + 1);
  }

  /** The error for a bracket that is not the one that the last open one waits for. */
  #mismatch(at: number, open: number): PythonSyntaxError {
    const line = this.lineOf(open);
    const where = line === this.lineOf(at) ? "" : ` on line ${line}`;
    const opening = `opening parenthesis '${this.source[open]}'${where}`;
    return this.error(`closing parenthesis '${this.source[at]}' does not match ${opening}`, at, at);
  }

  /** The error that breaks a string off in a replacement field. */
  #breakAt(at: number, error: PythonSyntaxError): PythonSyntaxError {
    this.#end = at;
    this.broken = error;
    return error;
  }

  /** Pushes a formatted string whose quote is at `at`, or what there is of it before a field breaks. Returns its end. */
  #formatted(start: number, at: number, to: number, raw: boolean, line: number): number {
    try {
      const end = this.#string(start, at, to, true, raw);
      this.#push(FSTRING, start, end, line);
      return end;
    } catch (error) {
      if (error === this.broken && this.broken !== null) {
        const { source } = this, quote = source[at], end = this.#end;
        this.#push(FSTRING, start, end, line);
        this.texts[this.texts.length - 1] += source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
      }
      throw error;
    }
  }

  /** Where the letters directly before a quote begin. */
  #prefixOf(quote: number): number {
    let begin = quote;
    while (begin > 0 && /[a-zA-Z]/.test(this.source[begin - 1])) begin--;
    return begin;
  }

  /**
   * Offset after a string whose quote is at `quote`, in an expression.
   *
   * @throws {PythonSyntaxError} If it has no end before `to`.
   */
  endOfString(quote: number, to: number): number {
    const begin = this.#prefixOf(quote), prefix = this.source.slice(begin, quote).toLowerCase();
    return this.#string(begin, quote, to, /[ft]/.test(prefix), prefix.includes("r"));
  }

  /** Offset after a string literal whose quote is at `at`. */
  #string(start: number, at: number, to: number, formatted: boolean, raw: boolean): number {
    const source = this.source;
    const quote = source[at];
    const triple = source.startsWith(quote.repeat(3), at);
    const close = triple ? quote.repeat(3) : quote;
    if (formatted && this.#formattedDepth >= MAX_FORMATTED) {
      const last = at + close.length - 1;
      throw this.#breakAt(last, this.error("too many nested f-strings or t-strings", last, last));
    }
    let escaped = false;
    at += close.length;
    if (!formatted) {
      const end = this.#plainEnd(at, close, triple);
      if (end >= 0 && end < to) return end + close.length;
    }
    while (at < to) {
      const char = source[at];
      if (char === "\\") {
        escaped ||= source[at + 1] === quote;
        at += source[at + 1] === "\r" && source[at + 2] === "\n" ? 3 : 2;
        // In a formatted string a brace after a backslash opens a field all the same.
        if (
          formatted && (source[at - 1] === "{" || source[at - 1] === "}") && (raw || source[at - 1] === "{")
        ) at--;
        if (formatted && source[at - 1] === "N" && source[at] === "{" && !raw) {
          const end = source.indexOf("}", at), quoted = source.indexOf(close, at);
          at = end >= 0 && (quoted < 0 || end < quoted) ? end + 1 : at + 1;
        }
        continue;
      }
      if (source.startsWith(close, at)) return at + close.length;
      if (char === "\n" && !triple) break;
      if (formatted && char === "{") {
        if (source[at + 1] === "{") at += 2;
        else {
          this.#formattedDepth++;
          try {
            at = this.#field(at + 1, to, quote, triple, formattedKind(source, start));
          } finally {
            this.#formattedDepth--;
          }
        }
        continue;
      }
      at++;
    }
    const line = this.lineOf(Math.min(at, to === 0 ? 0 : to - 1));
    const kind = formatted ? formattedKind(source, start) : "string";
    if (triple) {
      throw this.#unfinished(
        this.error(`unterminated triple-quoted ${kind} literal (detected at line ${line})`, start, start),
      );
    }
    const hint = escaped && !formatted ? "; perhaps you escaped the end quote?" : "";
    const error = this.error(`unterminated ${kind} literal (detected at line ${line})${hint}`, start, start);
    // Ended by the end of the source, not by that of its line: a backslash may have been last.
    throw at >= to && to === source.length ? this.#unfinished(error) : error;
  }

  /** Where a string's end begins, if it has no backslash before that and ends as it should; else -1. */
  #plainEnd(at: number, close: string, triple: boolean): number {
    const source = this.source, end = source.indexOf(close, at);
    if (end < 0) return -1;
    if (this.#backslash < at || this.#lookedFrom > at) {
      this.#lookedFrom = at;
      const found = source.indexOf("\\", at);
      this.#backslash = found < 0 ? source.length : found;
    }
    if (this.#backslash < end) return -1;
    const newline = triple ? -1 : source.indexOf("\n", at);
    return newline >= 0 && newline < end ? -1 : end;
  }

  /** Offset after the `}` of a replacement field; nested strings and brackets are skipped. */
  #field(at: number, to: number, quote: string, triple: boolean, kind: string, formats = 0): number {
    const source = this.source;
    if (formats >= MAX_FORMATS) {
      throw this.#breakAt(at - 1, this.error(`${kind}: expressions nested too deeply`, at - 2, at - 2));
    }
    /** Where the brackets begin that are open. */
    const brackets: number[] = [];
    const open = at - 1;
    let spec = false;
    while (at < to) {
      const char = source[at];
      if (!spec && (char === '"' || char === "'")) {
        try {
          at = this.endOfString(at, to);
        } catch (error) {
          // The quotes that were to end the string open none: it is the brace that is missing.
          const same = char === quote && source.startsWith(quote.repeat(3), at) === triple;
          if (!same || error === this.broken) throw error;
          const begin = this.#prefixOf(at), prefix = source.slice(begin, at).toLowerCase();
          const prefixed = STRING_PREFIX.test(prefix) && !/\w/.test(source[begin - 1]);
          const place = prefixed ? begin : at;
          throw this.#breakAt(place, this.error(`${kind}: expecting '}'`, place, place));
        }
        continue;
      }
      if (spec && char === quote && !triple) break;
      if (char === "\n" && spec && !triple) break;
      if (char === "#" && !spec) {
        while (at < to && source[at] !== "\n") at++;
        continue;
      }
      if (char === "{" && spec) {
        at = this.#field(at + 1, to, quote, triple, kind, formats + 1);
        continue;
      }
      if (char === "}" && brackets.length === 0) return at + 1;
      if (char === "\\" && !spec && !/^\r?\n/.test(source.slice(at + 1, at + 3))) {
        const message = "unexpected character after line continuation character";
        throw this.#breakAt(at, this.#endless(message, at + 1, 0));
      }
      if (!spec) {
        if (CLOSER[char] !== undefined) {
          // The brace of the field is one of them.
          if (brackets.length + 1 >= MAX_NESTING) {
            throw this.#breakAt(at, this.error("too many nested parentheses", at, at));
          }
          brackets.push(at);
        } else if (")]}".includes(char)) {
          const opening = brackets.pop();
          if (opening === undefined || CLOSER[source[opening]] !== char) {
            const error = opening === undefined
              ? this.error(`${kind}: unmatched '${char}'`, at, at)
              : this.#mismatch(at, opening);
            throw this.#breakAt(at, error);
          }
        } else if (char === ":" && brackets.length === 0) spec = true;
        else if (char === "!" && brackets.length === 0 && source[at + 1] === "=") at++;
      }
      at++;
    }
    if (spec && at < to) {
      throw source[at] === "\n"
        ? this.error(
          `${kind}: newlines are not allowed in format specifiers for single quoted ${kind}s`,
          at,
          at,
        )
        : this.#breakAt(at, this.error(`${kind}: expecting '}', or format specs`, at, at + 1));
    }
    const last = brackets.pop() ?? open;
    throw this.#unfinished(this.#endless(`'${source[last]}' was never closed`, last, 0));
  }
}

/** Where the line that an offset is in ends, but not behind `to`. */
function endOfLine(source: string, at: number, to: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 || end > to ? to : end;
}

/** Where a name ends. */
function endOfName(source: string, at: number, to: number): number {
  for (; at < to; at++) {
    const code = source.charCodeAt(at);
    if (
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57)
    ) {
      continue;
    }
    if (code < 128) break;
    const point = String.fromCodePoint(source.codePointAt(at)!);
    if (!continuesName(point)) break;
    at += point.length - 1;
  }
  return at;
}

/** How many characters of an operator there are; 0 if none begins here. */
function operatorLength(source: string, at: number, code: number): number {
  const known = OPERATORS[code];
  if (known === 2) {
    // Nearly all are followed by something else.
    const next = OPERATORS[source.charCodeAt(at + 1)];
    if (next !== 1 && next !== 2) return 1;
    const three = source.slice(at, at + 3);
    if (THREE.has(three) && three !== "!==") return 3;
    return TWO.has(source.slice(at, at + 2)) ? 2 : 1;
  }
  // No rule of the grammar takes these three.
  return known === 1 || code === 36 || code === 63 || code === 96 ? 1 : 0;
}

/** What is said of letters before a quote that can't stand together; null of those that can, or are no prefix. */
function incompatiblePrefixes(prefix: string): string | null {
  if (!/^[bfrtu]+$/.test(prefix) || new Set(prefix).size < prefix.length) return null;
  const pair = ["ub", "ur", "uf", "ut", "bf", "bt", "ft"].find(([a, b]) =>
    prefix.includes(a) && prefix.includes(b)
  );
  return pair === undefined ? null : `'${pair[0]}' and '${pair[1]}' prefixes are incompatible`;
}

/** What a string with replacement fields is called, by its prefix. */
function formattedKind(source: string, start: number): string {
  return /^[^'"]*t/i.test(source.slice(start, start + 3)) ? "t-string" : "f-string";
}

/** Makes an error for a range of the source. */
export type MakeError = (message: string, start: number, end: number) => PythonSyntaxError;

/**
 * Refuses what follows a number without belonging to it. Errors point at the last character that was right.
 *
 * @param text The number, from `start` to `end` in the source.
 * @returns What to warn of where a keyword follows at once, or null.
 */
export function checkNumber(
  source: string,
  text: string,
  start: number,
  end: number,
  error: MakeError,
): PythonSyntaxError | null {
  const next = source[end] ?? "";
  const zeros = /^0(?:_?0)*/.exec(text)?.[0].length ?? 0;
  if (/^0[_0]*[1-9]/.test(text) && !/[.eEjJ]/.test(text)) {
    throw error(
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
      start,
      start + zeros,
    );
  }
  const based = /^0([xXoObB])$/.exec(text + next);
  if (based !== null) {
    const name = { x: "hexadecimal", o: "octal", b: "binary" }[based[1].toLowerCase() as "x" | "o" | "b"];
    let at = end + 1;
    if (source[at] === "_") at++;
    const digit = source[at] ?? "";
    if (/\d/.test(digit)) throw error(`invalid digit '${digit}' in ${name} literal`, at, at);
    throw error(`invalid ${name} literal`, at - 1, at - 1);
  }
  if (!/[\p{XID_Continue}]/u.test(next)) return null;
  const kind = /^0[xX]/.test(text)
    ? "hexadecimal"
    : /^0[oO]/.test(text)
    ? "octal"
    : /^0[bB]/.test(text)
    ? "binary"
    : /[jJ]$/.test(text)
    ? "imaginary"
    : "decimal";
  if (/^(?:and|else|for|if|in|is|not|or)\b/.test(source.slice(end, end + 6))) {
    return error(`invalid ${kind} literal`, end - 1, end - 1);
  }
  const wrong = /^0[oObB]/.test(text) ? /^_?(\d)/.exec(source.slice(end, end + 2)) : null;
  if (wrong !== null) {
    const at = end + wrong[0].length - 1;
    throw error(`invalid digit '${wrong[1]}' in ${kind} literal`, at, at);
  }
  const signed = /^[eE][+-]/.test(source.slice(end, end + 2)) ? 2 : next === "_" ? 1 : 0;
  throw error(`invalid ${kind} literal`, end - 1 + signed, end - 1 + signed);
}

/** What is said of a character that no token begins with. */
export function invalidCharacter(point: string): string {
  const code = `U+${point.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{C}\p{Z}]/u.test(point)
    ? `invalid non-printable character ${code}`
    : `invalid character '${point}' (${code})`;
}

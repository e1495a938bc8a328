/**
 * What all parts of the parser read tokens with: places, errors, names, and what can be assigned to.
 *
 * @module
 */
import type { Expression, Located } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import { splitLiteral } from "../literals.ts";
import {
  DEDENT,
  END,
  FSTRING,
  INDENT,
  NAME,
  NEWLINE,
  NUMBER,
  OP,
  STRING,
  type Tokens,
} from "../tokenizer.ts";
import { describe, KEYWORDS } from "./words.ts";

/** Depth of nested expressions and blocks before the parser gives up, well before the stack does. */
const MAX_DEPTH = 400;

/** Where something begins, until its end is known. */
export type Place = { -readonly [K in keyof Located]: Located[K] };

/** Reads tokens. */
export abstract class TokenReader {
  protected at = 0;
  protected depth = 0;

  constructor(protected readonly t: Tokens) {}

  /** Whether nothing but the end of the source is left. */
  atEnd(): boolean {
    for (let at = this.at; at < this.t.kinds.length; at++) {
      const kind = this.t.kinds[at];
      const implied = kind === NEWLINE && this.t.starts[at] >= this.t.source.length;
      if (kind !== END && kind !== DEDENT && !implied) return false;
    }
    return true;
  }

  protected kind(): number {
    return this.t.kinds[this.at];
  }

  protected text(ahead = 0): string {
    return this.t.texts[this.at + ahead];
  }

  /** Whether the current token is this operator or keyword. */
  protected is(text: string): boolean {
    const kind = this.t.kinds[this.at];
    return (kind === OP || kind === NAME) && this.t.texts[this.at] === text;
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw text === ":" ? this.#expectedColon() : this.fail();
  }

  #expectedColon(): PythonSyntaxError {
    return this.fail("expected ':'");
  }

  protected fail(message = "invalid syntax", at = this.at, end = at): PythonSyntaxError {
    const kind = this.t.kinds[at];
    if (message === "invalid syntax" && kind === INDENT) {
      return this.failAtReader("unexpected indent", "IndentationError", at);
    }
    if (message === "invalid syntax" && kind === DEDENT) {
      return this.t.error(
        "unindent does not match any outer indentation level",
        this.t.starts[at],
        this.t.ends[at],
        "IndentationError",
      );
    }
    // The newline that a source lacks is there for the error's place.
    const implied = this.t.kinds[end] === NEWLINE && this.t.ends[end] === this.t.starts[end] ? 1 : 0;
    if (this.t.kinds[end] === FSTRING) {
      // Its beginning is a token of its own.
      const { bodyStart } = splitLiteral(this.t.texts[end]);
      return this.t.error(message, this.t.starts[at], this.t.starts[end] + bodyStart);
    }
    return this.t.error(message, this.t.starts[at], this.t.ends[end] + implied);
  }

  /** The error for an operand that something follows which can't: of `not` CPython has looked at the word behind it. */
  protected failBehind(): PythonSyntaxError {
    return this.fail("invalid syntax", this.at + (this.is("not") ? 1 : 0));
  }

  /** An error that is told of a token: where that is none of the source's, of how far the tokenizer had read its line. */
  protected failAtReader(
    message: string,
    type: "SyntaxError" | "IndentationError",
    at: number = this.at,
  ): PythonSyntaxError {
    const { t } = this, kind = t.kinds[at];
    if (kind !== INDENT && kind !== END) return t.error(message, t.starts[at], t.ends[at], type);
    const { source, lineStarts } = t;
    const ended = source === "" || source.endsWith("\n");
    const line = kind === INDENT ? t.lineOf(t.ends[at]) : lineStarts.length - (ended ? 1 : 0);
    const read = kind === INDENT ? t.ends[at] - lineStarts[line - 1] : t.lineText(line).length + 1;
    return new PythonSyntaxError(type, message, line, read, line, -1, t.lineText(line));
  }

  protected failNode(message: string, node: Located): PythonSyntaxError {
    const start = this.offset(node.lineno, node.col_offset),
      end = this.offset(node.end_lineno, node.end_col_offset);
    return this.t.error(message, start, end);
  }

  protected offset(line: number, column: number): number {
    let at = this.t.lineStarts[line - 1];
    for (let bytes = 0; bytes < column; at++) {
      const code = this.t.source.charCodeAt(at);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
    }
    return at;
  }

  /** Where the current token begins; `#done` completes it. */
  protected place(): Place {
    const line = this.t.lines[this.at];
    return {
      lineno: line,
      col_offset: this.t.columnOf(this.t.starts[this.at], line),
      end_lineno: 0,
      end_col_offset: 0,
    };
  }

  protected done(place: Located): Located {
    const end = this.t.ends[this.at - 1];
    const kind = this.t.kinds[this.at - 1];
    const line = kind === STRING || kind === FSTRING ? this.t.lineOf(end) : this.t.lines[this.at - 1];
    return {
      lineno: place.lineno,
      col_offset: place.col_offset,
      end_lineno: line,
      end_col_offset: this.t.columnOf(end, line),
    };
  }

  protected deeper<T>(body: () => T): T {
    if (++this.depth > MAX_DEPTH) throw this.fail("too many nested parentheses");
    const result = body();
    this.depth--;
    return result;
  }

  protected endsStatement(): boolean {
    return this.kind() === NEWLINE || this.is(";");
  }

  protected startsExpression(): boolean {
    const kind = this.kind();
    return kind === NUMBER || kind === STRING || kind === FSTRING || this.is("{") ||
      (kind === NAME && !KEYWORDS.has(this.text()));
  }

  /** Turns an expression into a target, or says why it can't be one. */
  protected asTarget(node: Expression, ctx: "Store" | "Del"): Expression {
    switch (node.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        return { ...node, ctx };
      case "Starred":
        if (ctx === "Del") throw this.failNode("cannot delete starred", node);
        return { ...node, value: this.asTarget(node.value, ctx), ctx };
      case "Tuple":
      case "List":
        return { ...node, elts: node.elts.map((item) => this.asTarget(item, ctx)), ctx };
    }
    throw this.failNode(`cannot ${ctx === "Del" ? "delete" : "assign to"} ${describe(node)}`, node);
  }

  protected name(): string {
    if (this.kind() !== NAME || KEYWORDS.has(this.text())) throw this.fail();
    return this.t.texts[this.at++];
  }

  /** The place of a part of the source. */
  protected between(start: number, end: number): Located {
    const lineno = this.t.lineOf(start), end_lineno = this.t.lineOf(end);
    return {
      lineno,
      col_offset: this.t.columnOf(start, lineno),
      end_lineno,
      end_col_offset: this.t.columnOf(end, end_lineno),
    };
  }
}

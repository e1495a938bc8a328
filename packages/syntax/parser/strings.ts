/**
 * Literals of strings and bytes, f-strings and t-strings with their replacement fields.
 *
 * @module
 */
import type { Expression, Located } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import {
  decodeBytes,
  decodeText,
  invalidEscape,
  joinTexts,
  LiteralError,
  type LiteralText,
  splitLiteral,
  textConstant,
} from "../literals.ts";
import { END, FSTRING, NAME, OP, STRING, Tokens } from "../tokenizer.ts";
import { TokenReader } from "./token_reader.ts";
import { KEYWORDS } from "./words.ts";

/** What follows the `=` of an f-string that shows its expression: space, joined lines and comments, then the end. */
const DEBUG_END = /^(?:\s|\\\r?\n|#[^\n]*\n)*[}!:]/;

/** What may follow the expression of a field. */
const ENDS = "'=', or '!', or ':', or '}'";

/** Takes a piece of a formatted string's text, and from where to where in the source it goes. */
type AddText = (text: LiteralText, from: number, to: number) => void;

function decoded(body: string, raw: boolean): LiteralText {
  const apart: number[] = [];
  return { value: decodeText(body, raw, apart), apart };
}

/** Reads literals of strings, whose fields hold expressions. */
export abstract class StringParser extends TokenReader {
  /** What one or more expressions with commas are. */
  protected abstract expressionList(named?: boolean): Expression;
  protected abstract yieldExpression(): Expression;
  protected abstract missingComma(last: Expression | undefined): PythonSyntaxError;
  /** A parser of the tokens of a replacement field. */
  protected abstract inside(tokens: Tokens): StringParser;

  protected strings(): Expression {
    const place = this.place();
    const parts: Expression[] = [];
    let bytes: Uint8Array | null = null;
    let text: { literal: LiteralText; place: Located } | null = null;
    let formatted = false, template = false, onlyTemplates = true;
    const first = this.at;
    const flush = () => {
      if (text !== null) {
        const { literal, place } = text;
        parts.push({ kind: "Constant", value: textConstant(literal), ...place, ...unicodeMark(marked) });
      }
      text = null;
    };
    const addText = (literal: LiteralText, at: Located) => {
      text = text === null ? { literal, place: at } : {
        literal: joinTexts(text.literal, literal),
        place: { ...text.place, end_lineno: at.end_lineno, end_col_offset: at.end_col_offset },
      };
    };
    let plain = false;
    let marked = false;
    while (this.kind() === STRING || this.kind() === FSTRING) {
      const at = this.place();
      const start = this.t.starts[this.at];
      const { prefix, body, bodyStart } = splitLiteral(this.text());
      const kind = this.kind();
      this.at++;
      const here = this.done(at);
      try {
        if (kind === FSTRING) {
          formatted = true;
          if (prefix.includes("t")) template = true;
          else onlyTemplates = false;
          this.#formatted(
            body,
            start + bodyStart,
            prefix.includes("r"),
            prefix.includes("t"),
            (literal, from, to) => addText(literal, this.between(from, to)),
            (part) => (flush(), parts.push(part)),
          );
        } else if (prefix.includes("b")) {
          onlyTemplates = false;
          if (!prefix.includes("r")) this.#warnOfEscape(body, start + bodyStart, true);
          const more = decodeBytes(body, prefix.includes("r"));
          const joined: Uint8Array = new Uint8Array((bytes?.length ?? 0) + more.length);
          if (bytes !== null) joined.set(bytes);
          joined.set(more, bytes?.length ?? 0);
          bytes = joined;
        } else {
          plain = true;
          onlyTemplates = false;
          if (!formatted && text === null) marked = prefix === "u";
          if (!prefix.includes("r")) this.#warnOfEscape(body, start + bodyStart, false);
          addText(decoded(body, prefix.includes("r")), here);
        }
      } catch (error) {
        if (error instanceof LiteralError) throw this.fail(error.message, this.at - 1);
        throw error;
      }
    }
    if (template && !onlyTemplates) {
      const message = "cannot mix t-string literals with string or bytes literals";
      throw this.fail(message, first, this.at - 1);
    }
    if (bytes !== null) {
      const mixed = "cannot mix bytes and nonbytes literals";
      if (formatted || plain) throw this.fail(mixed);
      return { kind: "Constant", value: { type: "bytes", value: bytes }, ...this.done(place) };
    }
    const whole = this.done(place);
    if (!formatted) {
      return {
        kind: "Constant",
        value: textConstant((text as { literal: LiteralText } | null)?.literal ?? { value: "", apart: [] }),
        ...whole,
        ...unicodeMark(marked),
      };
    }
    const last = text as { literal: LiteralText } | null;
    if (last !== null && last.literal.value === "") text = null;
    flush();
    const values = parts.filter((part) =>
      part.kind !== "Constant" || part.value.type !== "str" || part.value.value !== ""
    );
    return { kind: template ? "TemplateStr" : "JoinedStr", values, ...whole };
  }

  /** The parts of an f-string's body, or of a format spec. */
  #formatted(
    body: string,
    offset: number,
    raw: boolean,
    template: boolean,
    addText: AddText,
    addPart: (part: Expression) => void,
    spec = false,
  ): void {
    let literal = "";
    let i = 0;
    let begin = 0;
    while (i < body.length) {
      const char = body[i];
      if (char === "\\" && !raw) {
        if (body[i + 1] === "N" && body[i + 2] === "{") {
          const end = body.indexOf("}", i) + 1 || body.length;
          literal += body.slice(i, end);
          i = end;
        } else if (body[i + 1] === "{" || body[i + 1] === "}") {
          literal += "\\\\";
          i++;
        } else {
          literal += body.slice(i, i + 2);
          i += 2;
        }
      } else if (char === "{" && body[i + 1] === "{" && !spec) {
        literal += "{";
        i += 2;
      } else if (char === "}" && body[i + 1] === "}" && !spec) {
        literal += "}";
        i += 2;
      } else if (char === "{") {
        this.#addLiteral(literal, raw, offset + begin, offset + i, addText);
        if (!raw) this.#warnOfEscape(body.slice(begin, i + 1), offset + begin, false);
        literal = "";
        i = begin = this.#field(body, i, offset, raw, template, addText, addPart);
      } else if (char === "}") {
        const single = `${template ? "t" : "f"}-string: single '}' is not allowed`;
        throw this.#bare(this.t.error(single, offset + i, offset + i));
      } else {
        literal += char;
        i++;
      }
    }
    this.#addLiteral(literal, raw, offset + begin, offset + body.length, addText);
    if (!raw) this.#warnOfEscape(body.slice(begin), offset + begin, false);
  }

  #addLiteral(literal: string, raw: boolean, from: number, to: number, addText: AddText): void {
    if (literal === "") return;
    try {
      addText(decoded(literal, raw), from, to);
    } catch (error) {
      throw error instanceof LiteralError ? this.t.error(error.message, from, to) : error;
    }
  }

  /** An error that CPython's tokenizer finds, whose text ends with the line. */
  #bare(error: PythonSyntaxError): PythonSyntaxError {
    error.bare = true;
    return error;
  }

  /** Notes the first backslash in a part of the source, from `at` on, that begins no escape. */
  #warnOfEscape(body: string, at: number, isBytes: boolean): void {
    const found = invalidEscape(body, isBytes);
    if (found === null) return;
    const { message, hint } = found, start = at + found.at;
    const caution = this.t.error(`${message} ${hint}`, start, start + 2);
    caution.warning = `${message} Such sequences will not work in the future. ${hint}`;
    this.t.cautions.push(caution);
  }

  /** One replacement field; returns the index in the body after its `}`. */
  #field(
    body: string,
    open: number,
    offset: number,
    raw: boolean,
    template: boolean,
    addText: AddText,
    addPart: (part: Expression) => void,
  ): number {
    const kind = template ? "t-string" : "f-string";
    const at = (index: number) => offset + index;
    let i = open + 1;
    let depth = 0;
    // What is between here and the next place that matters, without comments.
    let shown = "", from = i;
    const show = (to: number) => {
      shown += body.slice(from, to);
      from = to;
    };
    const skipComment = () => {
      show(i);
      while (i < body.length && body[i] !== "\n") i++;
      from = i;
    };
    // The end of the expression: `}`, `:`, `!r` or `=` outside brackets and strings.
    for (; i < body.length; i++) {
      const char = body[i];
      if (char === '"' || char === "'") {
        i = this.#stringEnd(at(i), at(body.length)) - offset - 1;
      } else if (char === "#") skipComment();
      else if ("([{".includes(char)) depth++;
      else if (")]}".includes(char) && depth > 0) depth--;
      else if (char === "}" && depth === 0) break;
      else if (char === ")" || char === "]") {
        throw this.#bare(this.t.error(`${kind}: unmatched '${char}'`, at(i), at(i)));
      } else if (char === "!" && body[i + 1] === "=") i++;
      else if (depth === 0 && (char === ":" || char === "!")) break;
      else if ((char === "=" || char === "<" || char === ">") && body[i + 1] === "=") i++;
      else if (char === "=" && depth === 0 && DEBUG_END.test(body.slice(i + 1))) break;
    }
    show(i);
    if (i >= body.length && this.t.broken !== null) throw this.#breakOf(at(open + 1), at(i), kind);
    const text = shown;
    const blank = /^[ \t\f\r\n]*$/.test(shown);
    if (blank && i < body.length) {
      throw this.t.error(`${kind}: valid expression required before '${body[i]}'`, at(i), at(i + 1));
    }
    const sub = this.inside(new Tokens(this.t.source, at(open + 1), at(i), true, this.t));
    sub.depth = this.depth + 1;
    const lambda = body[i] === ":" ? sub.#openLambda() : -1;
    if (lambda >= 0) {
      const message = `${kind}: lambda expressions are not allowed without parentheses`;
      throw sub.t.error(message, sub.t.starts[lambda], at(i + 1));
    }
    const value = sub.#fieldValue(kind);
    let debug: string | null = null;
    let behindDebug = i;
    if (body[i] === "=") {
      for (i++; /[\s\\#]/.test(body[i] ?? ""); i++) if (body[i] === "#") skipComment();
      show(i);
      debug = shown;
      behindDebug = i;
    }
    let conversion = -1;
    if (body[i] === "!") {
      const [found, space, letters] = /^!(\s*)([\p{L}\p{N}_]*)/u.exec(body.slice(i))!;
      const from = at(i + 1 + space.length), to = at(i + found.length);
      if (i + 1 + space.length >= body.length && this.t.broken !== null) throw this.t.broken;
      if (letters === "" && /^\s*(?:[:}]|$)/.test(body.slice(i + 1))) {
        throw this.t.error(`${kind}: missing conversion character`, from, from + 1);
      }
      if (letters === "" || KEYWORDS.has(letters)) {
        throw this.t.error(`${kind}: invalid conversion character`, from, Math.max(to, from + 1));
      }
      if (space !== "") {
        const message = `${kind}: conversion type must come right after the exclamation mark`;
        throw this.t.error(message, at(i), to);
      }
      if (/^\d/.test(letters)) throw this.t.error(`${kind}: invalid conversion character`, from, to);
      if (!["s", "r", "a"].includes(letters)) {
        const message = `${kind}: invalid conversion character '${letters}': expected 's', 'r', or 'a'`;
        throw this.t.error(message, from, to);
      }
      conversion = letters.charCodeAt(0);
      i += found.length;
      while (/\s/.test(body[i] ?? "")) i++;
      if (i < body.length && body[i] !== ":" && body[i] !== "}") {
        throw this.t.error(`${kind}: expecting ':' or '}'`, at(i), at(i + 1));
      }
    }
    let format_spec: Expression | null = null;
    if (body[i] === ":") {
      const begin = i + 1;
      i = this.#specEnd(body, begin, offset);
      const values: Expression[] = [];
      let literal: { text: LiteralText; from: number; to: number } | null = null;
      const flush = () => {
        if (literal !== null) {
          const { text, from, to } = literal;
          values.push({ kind: "Constant", value: textConstant(text), ...this.between(from, to) });
        }
        literal = null;
      };
      this.#formatted(
        body.slice(begin, i),
        at(begin),
        raw,
        template,
        (more, from, to) => {
          literal = literal === null
            ? { text: more, from, to }
            : { text: joinTexts(literal.text, more), from: literal.from, to };
        },
        (part) => (flush(), values.push(part)),
        true,
      );
      flush();
      format_spec = { kind: "JoinedStr", values, ...this.between(at(begin - 1), at(i)) };
    }
    if (body[i] !== "}") throw this.t.broken ?? this.t.error(`${kind}: expecting '}'`, at(i), at(i));
    if (debug !== null) {
      addText({ value: debug, apart: [] }, at(open + 1), at(behindDebug));
      if (conversion < 0 && format_spec === null) conversion = 114;
    }
    const here = this.between(at(open), at(i + 1));
    if (template) {
      addPart({
        kind: "Interpolation",
        value,
        str: { type: "str", value: text },
        conversion,
        format_spec,
        ...here,
      });
    } else addPart({ kind: "FormattedValue", value, conversion, format_spec, ...here });
    return i + 1;
  }

  /** The `lambda` that no brackets are around, or -1: the colon that is its own would begin a format specification. */
  #openLambda(): number {
    const { kinds, texts } = this.t;
    let depth = 0, found = -1;
    for (let k = 0; k < kinds.length; k++) {
      if (kinds[k] === NAME && texts[k] === "lambda" && depth === 0) found = k;
      else if (kinds[k] === OP && "([{".includes(texts[k])) depth++;
      else if (kinds[k] === OP && ")]}".includes(texts[k])) depth--;
    }
    return found;
  }

  /** The error for a field that ends at a bracket that closes none: what is wrong before that, or the bracket. */
  #breakOf(from: number, to: number, kind: string): unknown {
    const sub = this.inside(new Tokens(this.t.source, from, to, true, this.t));
    try {
      sub.#fieldValue(kind);
    } catch (error) {
      if (!sub.atEnd()) return error;
    }
    return this.t.broken;
  }

  /** The expression of a replacement field, whose tokens these are. */
  #fieldValue(kind: string): Expression {
    const first = this.t.starts[0];
    let value: Expression;
    try {
      value = this.is("yield") ? this.yieldExpression() : this.expressionList();
    } catch (error) {
      const general = error instanceof PythonSyntaxError && error.message === "invalid syntax";
      if (!general) throw error;
      for (let k = this.at; k > 0; k--) {
        if (this.isExpression(first, this.t.ends[k - 1])) throw this.fail(`${kind}: expecting ${ENDS}`, k);
      }
      const message = this.at === 0 && this.is("=")
        ? `${kind}: valid expression required before '='`
        : `${kind}: expecting a valid expression after '{'`;
      throw this.t.error(message, first, this.t.ends[0]);
    }
    if (this.kind() === END) return value;
    const missing = this.missingComma(value);
    if (missing.message !== "invalid syntax") throw missing;
    if (this.is("=")) {
      const behind = Math.min(this.at + 1, this.t.kinds.length - 1);
      if (this.t.kinds[behind] === END && this.t.broken !== null) throw this.t.broken;
      throw this.fail(`${kind}: expecting '!', or ':', or '}'`, behind);
    }
    throw this.fail(`${kind}: expecting ${ENDS}`);
  }

  /** Whether a part of the source is an expression. */
  protected isExpression(from: number, to: number): boolean {
    try {
      const sub = this.inside(new Tokens(this.t.source, from, to, true, this.t));
      sub.expressionList();
      return sub.t.failure === null && sub.atEnd();
    } catch (error) {
      if (error instanceof PythonSyntaxError) return false;
      throw error;
    }
  }

  /** The end of a string in a field whose own string goes up to `end`: there, if it is in this one that the field broke. */
  #stringEnd(quote: number, end: number): number {
    const { broken, source } = this.t;
    if (broken === null) return this.t.endOfString(quote, source.length);
    try {
      return this.t.endOfString(quote, end);
    } catch (error) {
      if (error instanceof PythonSyntaxError) return end;
      throw error;
    } finally {
      this.t.broken = broken;
    }
  }

  /** The end of a format specification; braces in strings of its nested fields don't count. */
  #specEnd(body: string, from: number, offset: number): number {
    let depth = 0;
    for (let i = from; i < body.length; i++) {
      if (depth > 0 && (body[i] === '"' || body[i] === "'")) {
        i = this.#stringEnd(offset + i, offset + body.length) - offset - 1;
      } else if (body[i] === "{") depth++;
      else if (body[i] === "}" && depth-- === 0) return i;
    }
    return body.length;
  }
}

/** What a literal that begins with `u` has more than others. */
function unicodeMark(marked: boolean): { prefix?: "u" } {
  return marked ? { prefix: "u" } : {};
}

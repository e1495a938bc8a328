/**
 * The replacement-field grammar of `str.format`: splitting a format string into literal text and fields, and a
 * field's name into a first part and the attributes and items that follow it. The one parser for `str.format`,
 * `str.format_map` and the `_string` module.
 *
 * @module
 */
import { decimalValue } from "./str_unicode.ts";

/** A piece of a format string: literal text, then maybe a replacement field. */
export interface Piece {
  /** Text before the field, braces unescaped. */
  readonly literal: string;
  /** Name of the field; undefined if no field follows. */
  readonly name?: string;
  /** Text of the format specification; empty if there is none. */
  readonly spec: string;
  /** Whether the specification contains fields itself. */
  readonly nested: boolean;
  /** Conversion character; empty if there is none. */
  readonly conversion: string;
}

/** A field's name, taken apart. */
export interface FieldName {
  /** The part before any `.` or `[`. */
  readonly first: string;
  /** That part as a number, -1 if it is none. */
  readonly index: number;
  /** What follows, in order, as far as it is right. */
  readonly rest: readonly FieldStep[];
  /** What is wrong behind that: met only once the steps before were taken. */
  readonly problem: FormatProblem | null;
}

/** One attribute or item of a field's name. */
export interface FieldStep {
  readonly attribute: boolean;
  readonly name: string;
  /** The name as a number, -1 if it is none; always -1 for attributes. */
  readonly index: number;
}

/** Why a format string is wrong: becomes a ValueError with this message. */
export class FormatProblem {
  /** The message. */
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

const NO_FIELD = { name: undefined, spec: "", nested: false, conversion: "" } as const;

/** Splits a format string as far as it is right; the problem, if there is one, comes last. */
export function parsePieces(text: string): (Piece | FormatProblem)[] {
  const pieces: (Piece | FormatProblem)[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    while (at < text.length && text[at] !== "{" && text[at] !== "}") at++;
    if (at === text.length) {
      pieces.push({ literal: text.slice(start), ...NO_FIELD });
      break;
    }
    const brace = text[at++];
    if (text[at] === brace) {
      // An escaped brace ends the literal; no field follows.
      pieces.push({ literal: text.slice(start, at), ...NO_FIELD });
      at++;
      continue;
    }
    if (brace === "}" || at === text.length) {
      pieces.push(new FormatProblem(`Single '${brace}' encountered in format string`));
      break;
    }
    const field = parseField(text, at);
    if (field instanceof FormatProblem) {
      pieces.push(field);
      break;
    }
    pieces.push({ ...field, literal: text.slice(start, at - 1) });
    at = field.end;
  }
  return pieces;
}

interface ParsedField {
  readonly name: string;
  readonly spec: string;
  readonly nested: boolean;
  readonly conversion: string;
  readonly end: number;
}

/** Parses what follows an opening brace. */
function parseField(text: string, start: number): ParsedField | FormatProblem {
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === "{") return new FormatProblem("unexpected '{' in field name");
    if (char === "[") {
      while (at + 1 < text.length && text[at + 1] !== "]") at++;
    } else if (char === "}" || char === ":" || char === "!") break;
  }
  if (at >= text.length) return new FormatProblem("expected '}' before end of string");
  const name = text.slice(start, at);
  if (text[at] === "}") return { name, spec: "", nested: false, conversion: "", end: at + 1 };
  let conversion = "";
  if (text[at] === "!") {
    if (at + 1 >= text.length) {
      return new FormatProblem("end of string while looking for conversion specifier");
    }
    conversion = String.fromCodePoint(text.codePointAt(at + 1)!);
    at += 1 + conversion.length;
    if (text[at] === "}") return { name, spec: "", nested: false, conversion, end: at + 1 };
    if (at >= text.length) return new FormatProblem("unmatched '{' in format spec");
    if (text[at] !== ":") return new FormatProblem("expected ':' after conversion specifier");
  }
  const first = ++at;
  let nested = false;
  for (let depth = 1; at < text.length; at++) {
    if (text[at] === "{") {
      nested = true;
      depth++;
    } else if (text[at] === "}" && --depth === 0) {
      return { name, spec: text.slice(first, at), nested, conversion, end: at + 1 };
    }
  }
  return new FormatProblem("unmatched '{' in format spec");
}

/** A run of decimal digits as a number; -1 for anything else. */
function integerOf(text: string): number | FormatProblem {
  if (text === "") return -1;
  let value = 0;
  for (const char of text) {
    const digit = decimalValue(char.codePointAt(0)!);
    if (digit < 0) return -1;
    value = value * 10 + digit;
    if (value > Number.MAX_SAFE_INTEGER) return new FormatProblem("Too many decimal digits in format string");
  }
  return value;
}

/** Takes a field's name apart. */
export function splitFieldName(name: string): FieldName | FormatProblem {
  let at = name.search(/[.[]/);
  if (at < 0) at = name.length;
  const first = name.slice(0, at);
  const index = integerOf(first);
  if (index instanceof FormatProblem) return index;
  const rest: FieldStep[] = [];
  const ends = (problem: FormatProblem | null): FieldName => ({ first, index, rest, problem });
  while (at < name.length) {
    const attribute = name[at] === ".";
    if (!attribute && name[at] !== "[") {
      return ends(
        new FormatProblem("Only '.' or '[' may follow ']' in format field specifier"),
      );
    }
    const start = ++at;
    if (attribute) { while (at < name.length && name[at] !== "." && name[at] !== "[") at++; }
    else {
      while (at < name.length && name[at] !== "]") at++;
      if (at === name.length) return ends(new FormatProblem("Missing ']' in format string"));
    }
    const step = name.slice(start, at);
    if (step === "") return ends(new FormatProblem("Empty attribute in format string"));
    const number = attribute ? -1 : integerOf(step);
    if (number instanceof FormatProblem) return ends(number);
    rest.push({ attribute, name: step, index: number });
    if (!attribute) at++;
  }
  return ends(null);
}

/**
 * The values of string and number literals.
 *
 * @module
 */
import type { ConstantValue } from "./ast.ts";
import { characterOfName } from "./unicode/names.ts";

/** A literal that can't be read: what and where in it. */
export class LiteralError extends Error {}

const SIMPLE: { readonly [char: string]: string } = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The value of a number literal. */
export function numberValue(text: string): ConstantValue {
  const plain = text.replaceAll("_", "");
  if (/^0[xXoObB]/.test(plain)) return { type: "int", value: BigInt(plain) };
  if (/[jJ]$/.test(plain)) return { type: "complex", imag: Number(plain.slice(0, -1)) };
  if (/[.eE]/.test(plain)) return { type: "float", value: Number(plain) };
  return { type: "int", value: BigInt(plain) };
}

/** Splits a string literal into prefix and body. */
export function splitLiteral(
  text: string,
): { prefix: string; quote: string; body: string; bodyStart: number } {
  let at = 0;
  while (text[at] !== '"' && text[at] !== "'") at++;
  const triple = text.startsWith(text[at].repeat(3), at) && text.length >= at + 6;
  const quote = triple ? text[at].repeat(3) : text[at];
  return {
    prefix: text.slice(0, at).toLowerCase(),
    quote,
    body: text.slice(at + quote.length, text.length - quote.length),
    bodyStart: at + quote.length,
  };
}

/**
 * The first backslash of a body that begins no escape, as CPython finds it.
 *
 * @param isBytes Whether the escapes are those of bytes.
 * @returns Where it is, what is said of it and what to do, or null.
 */
export function invalidEscape(
  body: string,
  isBytes: boolean,
): { at: number; message: string; hint: string } | null {
  for (let at = body.indexOf("\\"); at >= 0; at = body.indexOf("\\", at + 2)) {
    const next = body[at + 1], octal = /^[4-7][0-7]{2}/.exec(body.slice(at + 1, at + 4));
    const known = SIMPLE[next] !== undefined || /[\r\n0-7x]/.test(next) || (!isBytes && /[uUN]/.test(next));
    if (known && octal === null) continue;
    const escape = octal === null ? String.fromCodePoint(body.codePointAt(at + 1)!) : octal[0];
    const kind = octal === null ? "escape" : "octal escape";
    return {
      at,
      message: `"\\${escape}" is an invalid ${kind} sequence.`,
      hint: `Did you mean "\\\\${escape}"? A raw string is also an option.`,
    };
  }
  return null;
}

/** Text of a literal. */
export interface LiteralText {
  readonly value: string;
  /** Where in `value` a low surrogate stands that is no part of a character with the high one before it. */
  readonly apart: readonly number[];
}

/** Whether two texts, one behind the other, would make one character of two surrogates. */
export function wouldPair(before: string, after: string): boolean {
  return (before.charCodeAt(before.length - 1) & 0xfc00) === 0xd800 &&
    (after.charCodeAt(0) & 0xfc00) === 0xdc00;
}

/** A text with another behind it. */
export function joinTexts(before: LiteralText, after: LiteralText): LiteralText {
  const from = before.value.length;
  const met = wouldPair(before.value, after.value) ? [from] : [];
  return {
    value: before.value + after.value,
    apart: [...before.apart, ...met, ...after.apart.map((at) => from + at)],
  };
}

/** The constant that a literal's text is. */
export function textConstant({ value, apart }: LiteralText): ConstantValue {
  if (apart.length === 0) return { type: "str", value };
  const points: number[] = [];
  let from = 0;
  for (const end of [...apart, value.length]) {
    for (const character of value.slice(from, end)) points.push(character.codePointAt(0)!);
    from = end;
  }
  return { type: "surrogates", points };
}

/** A constant that is a str. */
export type TextConstant = ConstantValue & { readonly type: "str" | "surrogates" };

function pointsOf(constant: TextConstant): readonly number[] {
  if (constant.type === "surrogates") return constant.points;
  return Array.from(constant.value, (character) => character.codePointAt(0)!);
}

/** A str with another behind it, as constants. */
export function joinConstants(before: TextConstant, after: TextConstant): TextConstant {
  if (before.type === "str" && after.type === "str" && !wouldPair(before.value, after.value)) {
    return { type: "str", value: before.value + after.value };
  }
  return { type: "surrogates", points: [...pointsOf(before), ...pointsOf(after)] };
}

/**
 * A literal of characters, among them surrogates that stay apart.
 *
 * @param quote Puts a character into quotes.
 */
export function escapedSurrogates(points: readonly number[], quote: (text: string) => string): string {
  const inner = points.map((point) =>
    (point & ~0x7ff) === 0xd800
      ? `\\u${point.toString(16)}`
      : quote(String.fromCodePoint(point)).slice(1, -1).replaceAll("'", "\\'")
  );
  return `'${inner.join("")}'`;
}

/**
 * Decodes the escapes of a str body. Newlines become `\n`.
 *
 * @param apart Takes where surrogates stand apart, as in {@linkcode LiteralText}.
 */
export function decodeText(body: string, raw: boolean, apart: number[] = []): string {
  const text = body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
  if (raw || !text.includes("\\")) return text;
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char !== "\\") {
      result += char;
      continue;
    }
    const next = text[++i];
    const simple = SIMPLE[next];
    if (simple !== undefined) result += simple;
    else if (next === "\n") continue;
    else if (next >= "0" && next <= "7") {
      const digits = /^[0-7]{1,3}/.exec(text.slice(i, i + 3))![0];
      result += String.fromCharCode(parseInt(digits, 8));
      i += digits.length - 1;
    } else if (next === "x" || next === "u" || next === "U") {
      const length = next === "x" ? 2 : next === "u" ? 4 : 8;
      const digits = text.slice(i + 1, i + 1 + length);
      if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) {
        const seen = 2 + (/^[0-9a-fA-F]*/.exec(digits)![0].length);
        throw new LiteralError(
          `(unicode error) 'unicodeescape' codec can't decode bytes in position ${i - 1}-${
            i - 2 + seen
          }: truncated \\${next === "x" ? "xXX" : next === "u" ? "uXXXX" : "UXXXXXXXX"} escape`,
        );
      }
      const code = parseInt(digits, 16);
      if (code > 0x10ffff) {
        throw new LiteralError(
          `(unicode error) 'unicodeescape' codec can't decode bytes in position ${i - 1}-${
            i + length
          }: illegal Unicode character`,
        );
      }
      const character = String.fromCodePoint(code);
      if (wouldPair(result, character)) apart.push(result.length);
      result += character;
      i += length;
    } else if (next === "N" && text[i + 1] === "{") {
      const end = text.indexOf("}", i);
      const malformed = end < 0 || end === i + 2;
      const code = malformed ? -1 : characterOfName(text.slice(i + 2, end));
      if (code >= 0) {
        result += String.fromCodePoint(code);
        i = end;
        continue;
      }
      const last = end < 0 ? text.length - 1 : malformed ? end - 1 : end;
      throw new LiteralError(
        `(unicode error) 'unicodeescape' codec can't decode bytes in position ${i - 1}-${last}: ${
          malformed ? "malformed \\N character escape" : "unknown Unicode character name"
        }`,
      );
    } else if (next === "N") {
      throw new LiteralError(
        `(unicode error) 'unicodeescape' codec can't decode bytes in position ${
          i - 1
        }-${i}: malformed \\N character escape`,
      );
    } else result += `\\${next}`;
  }
  return result;
}

/** Decodes the escapes of a bytes body. */
export function decodeBytes(body: string, raw: boolean): Uint8Array {
  const bytes: number[] = [];
  const text = body.replace(/\r\n?/g, "\n");
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) throw new LiteralError("bytes can only contain ASCII literal characters");
    if (raw || text[i] !== "\\") {
      bytes.push(code);
      continue;
    }
    const next = text[++i];
    const simple = SIMPLE[next];
    if (simple !== undefined) bytes.push(simple.charCodeAt(0));
    else if (next === "\n") continue;
    else if (next >= "0" && next <= "7") {
      const digits = /^[0-7]{1,3}/.exec(text.slice(i, i + 3))![0];
      bytes.push(parseInt(digits, 8) & 255);
      i += digits.length - 1;
    } else if (next === "x") {
      const digits = text.slice(i + 1, i + 3);
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) {
        throw new LiteralError(`(value error) invalid \\x escape at position ${i - 1}`);
      }
      bytes.push(parseInt(digits, 16));
      i += 2;
    } else bytes.push(92, next.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

/**
 * Numbers as protocol 0 has them: lines of text, read as CPython's C code reads them.
 *
 * A line includes its line end, unless a NUL came before: there C's readers of numbers stop.
 *
 * @module
 */
import { decodeLatin1, decodeUtf8 } from "./decode.ts";
import { PythonError } from "./errors.ts";
import { parseFloatText, parseIntText } from "./numbers.ts";
import { stringRepr } from "./repr.ts";

const replacing = new TextDecoder();

/** An int as a number if it is a safe one. */
export function narrow(value: bigint): number | bigint {
  return value >= -0x1fffffffffffffn && value <= 0x1fffffffffffffn ? Number(value) : value;
}

/** CPython's error about text that is no int; it shows the start of the line, and the base that the text asks for. */
function badLiteral(line: Uint8Array, base = ""): PythonError {
  const text = decodeUtf8(line.subarray(0, 200), false);
  if (base === "") {
    const digits = /^\s*[+-]?0([xXoObB]|\d)?/.exec(text)?.[1] ?? "";
    base = /[xX]/.test(digits) ? "16" : /[oO]/.test(digits) ? "8" : /[bB]/.test(digits) ? "2" : "10";
    if (/^\s*[+-]?0[0-9_]*[1-9][0-9_]*\s*$/.test(text)) base = "0";
  }
  const literal = stringRepr(text).slice(0, 200);
  return new PythonError("ValueError", `invalid literal for int() with base ${base}: ${literal}`);
}

/**
 * The argument of INT, which is a bool if it is `00` or `01`.
 *
 * @throws {PythonError} ValueError.
 */
export function readInt(line: Uint8Array): boolean | number | bigint {
  const text = decodeLatin1(line);
  // C's strtol takes a leading 0 for octal digits, which Python's int() refuses, and nothing before a NUL for 0.
  const octal = /^[ \t\n\v\f\r]*([+-]?)0([0-7]+)\n?$/.exec(text);
  let value: bigint | undefined = 0n;
  if (octal !== null) value = parseIntText(`${octal[1]}0o${octal[2]}`, 0);
  else if (line.length > 0) value = parseIntText(text, 0);
  if (value === undefined) throw new PythonError("ValueError", "could not convert string to int");
  return text.length === 3 && (value === 0n || value === 1n) ? value === 1n : narrow(value);
}

/**
 * The argument of LONG, with or without its `L`.
 *
 * @throws {PythonError} ValueError.
 */
export function readLong(line: Uint8Array): bigint {
  if (line[line.length - 2] === 0x4c) line = line.subarray(0, -2);
  const value = parseIntText(decodeLatin1(line), 0);
  if (value === undefined) throw badLiteral(line);
  return value;
}

/**
 * The argument of FLOAT.
 *
 * @throws {PythonError} ValueError or OverflowError.
 */
export function readFloat(line: Uint8Array): number {
  const text = decodeLatin1(line).replace(/\n$/, "");
  const value = parseFloatText(text);
  const shown = `: '${replacing.decode(line.subarray(0, 200))}'`;
  if (value === undefined) {
    const start = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)/i.test(text);
    throw new PythonError("ValueError", "could not convert string to float" + (start ? "" : shown));
  }
  if (!Number.isFinite(value) && /\d/.test(text)) {
    throw new PythonError("OverflowError", "value too large to convert to float" + shown);
  }
  return value;
}

/**
 * The argument of GET and PUT: an index into the memo.
 *
 * @throws {PythonError} ValueError or OverflowError.
 */
export function readIndex(line: Uint8Array): number {
  const value = parseIntText(decodeLatin1(line), 10);
  if (value === undefined) throw badLiteral(line, "10");
  if (BigInt.asIntN(64, value) !== value) {
    throw new PythonError("OverflowError", "Python int too large to convert to C ssize_t");
  }
  return Number(value);
}

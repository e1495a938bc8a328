/**
 * Text as pickles have it, decoded as CPython's codecs do, errors included.
 *
 * @module
 */
import { PythonError } from "./errors.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Up to this length text is made of its character codes: calling the decoder costs more. */
const SHORT = 24;

/** The error of a codec about the bytes from `start` to before `end`. */
function decodeError(
  codec: string,
  bytes: Uint8Array,
  start: number,
  end: number,
  reason: string,
): PythonError {
  const what = end - start === 1
    ? `byte 0x${bytes[start].toString(16).padStart(2, "0")} in position ${start}`
    : `bytes in position ${start}-${end - 1}`;
  return new PythonError("UnicodeDecodeError", `'${codec}' codec can't decode ${what}: ${reason}`);
}

/**
 * Bytes as characters of one byte each.
 *
 * @param bytes Any bytes; a few thousand characters are made at once.
 */
export function decodeLatin1(bytes: Uint8Array): string {
  if (bytes.length <= 4096) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + 4096) as unknown as number[]);
  }
  return text;
}

/**
 * ASCII.
 *
 * @throws {PythonError} UnicodeDecodeError.
 */
export function decodeAscii(bytes: Uint8Array): string {
  const bad = bytes.findIndex((byte) => byte > 127);
  if (bad >= 0) throw decodeError("ascii", bytes, bad, bad + 1, "ordinal not in range(128)");
  return decodeLatin1(bytes);
}

/**
 * UTF-8.
 *
 * @param bytes The whole text.
 * @param surrogates Whether encoded surrogates are let through, as the error handler `surrogatepass` does.
 * @throws {PythonError} UnicodeDecodeError.
 */
export function decodeUtf8(bytes: Uint8Array, surrogates: boolean): string {
  if (bytes.length <= SHORT && isAscii(bytes)) return decodeLatin1(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return decodeUtf8Slowly(bytes, surrogates);
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 127) return false;
  return true;
}

function decodeUtf8Slowly(bytes: Uint8Array, surrogates: boolean): string {
  const parts: string[] = [];
  const length = bytes.length;
  for (let i = 0; i < length;) {
    const first = bytes[i];
    if (first < 0x80) {
      parts.push(String.fromCharCode(first));
      i++;
      continue;
    }
    const size = first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
      ? 3
      : first >= 0xf0 && first <= 0xf4
      ? 4
      : 0;
    if (size === 0) throw decodeError("utf-8", bytes, i, i + 1, "invalid start byte");
    let code = first & (0xff >> (size + 1));
    const isSurrogate = surrogates && first === 0xed && i + 2 < length && bytes[i + 1] >= 0xa0 &&
      bytes[i + 1] <= 0xbf &&
      bytes[i + 2] >> 6 === 2;
    for (let k = 1; k < size; k++) {
      if (i + k >= length) throw decodeError("utf-8", bytes, i, length, "unexpected end of data");
      const byte = bytes[i + k];
      // The second byte also excludes overlong forms, surrogates and what is beyond the last code point.
      const low = k > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      const high = k > 1 ? 0xbf : first === 0xed && !isSurrogate ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      if (byte < low || byte > high) throw decodeError("utf-8", bytes, i, i + k, "invalid continuation byte");
      code = code << 6 | byte & 0x3f;
    }
    parts.push(String.fromCodePoint(code));
    i += size;
  }
  return parts.join("");
}

/**
 * Text of opcode UNICODE: Latin-1 with `\u` and `\U` escapes.
 *
 * @throws {PythonError} UnicodeDecodeError for a broken escape.
 */
export function decodeRawUnicodeEscape(bytes: Uint8Array): string {
  const text = decodeLatin1(bytes);
  if (!text.includes("\\")) return text;
  let result = "";
  for (let i = 0; i < text.length;) {
    if (text[i] !== "\\") {
      result += text[i++];
      continue;
    }
    const next = text[i + 1];
    if (next === "u" || next === "U") {
      const count = next === "u" ? 4 : 8;
      const digits = /^[0-9a-fA-F]*/.exec(text.slice(i + 2, i + 2 + count))![0];
      if (digits.length < count) {
        const reason = next === "u" ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
        throw decodeError("rawunicodeescape", bytes, i, i + 2 + digits.length, reason);
      }
      const code = parseInt(digits, 16);
      if (code > 0x10ffff) {
        throw decodeError("rawunicodeescape", bytes, i, i + 10, "\\Uxxxxxxxx out of range");
      }
      result += String.fromCodePoint(code);
      i += 2 + count;
    } else {
      // A backslash that starts no escape stands for itself, and so does the character after it.
      result += "\\" + (next ?? "");
      i += 2;
    }
  }
  return result;
}

const ESCAPES: Readonly<Record<string, number>> = {
  "\\": 0x5c,
  "'": 0x27,
  '"': 0x22,
  b: 8,
  f: 12,
  t: 9,
  n: 10,
  r: 13,
  v: 11,
  a: 7,
};

/**
 * Bytes of a Python 2 string literal, without its quotes.
 *
 * @param bytes The text between the quotes.
 * @throws {PythonError} ValueError for a broken escape.
 */
export function decodeEscapes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const result: number[] = [];
  for (let i = 0; i < bytes.length;) {
    if (bytes[i] !== 0x5c) {
      result.push(bytes[i++]);
      continue;
    }
    if (++i === bytes.length) throw new PythonError("ValueError", "Trailing \\ in string");
    const character = String.fromCharCode(bytes[i++]);
    const simple = ESCAPES[character];
    if (simple !== undefined) result.push(simple);
    else if (character === "\n") continue;
    else if (character >= "0" && character <= "7") {
      let code = Number(character);
      for (let k = 0; k < 2 && bytes[i] >= 0x30 && bytes[i] <= 0x37; k++) code = code * 8 + bytes[i++] - 0x30;
      result.push(code & 0xff);
    } else if (character === "x") {
      const digits = decodeLatin1(bytes.subarray(i, i + 2));
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) {
        throw new PythonError("ValueError", `invalid \\x escape at position ${i - 2}`);
      }
      result.push(parseInt(digits, 16));
      i += 2;
    } else result.push(0x5c, bytes[i - 1]);
  }
  return Uint8Array.from(result);
}

/** Encodings of Python 2 strings that a reader may ask for; `bytes` leaves them undecoded. */
export type StringEncoding = "ascii" | "latin1" | "utf-8" | "bytes";

/**
 * A Python 2 string as what the reader asked for.
 *
 * @param bytes Its bytes.
 * @param encoding How they are to be read.
 * @throws {PythonError} UnicodeDecodeError.
 */
export function decodeString(bytes: Uint8Array, encoding: StringEncoding): string | Uint8Array {
  switch (encoding) {
    case "ascii":
      return decodeAscii(bytes);
    case "latin1":
      return decodeLatin1(bytes);
    case "utf-8":
      return decodeUtf8(bytes, false);
    case "bytes":
      return bytes.slice();
  }
}

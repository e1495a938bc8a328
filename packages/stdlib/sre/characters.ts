/**
 * What the regular-expression engine asks of characters: their class, their lower and upper case. Tables for Latin-1,
 * functions for the rest.
 *
 * @module
 */
import { decimalValue, isAlnum, isSpace } from "@orochi/vm/kernel";

function table(test: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => test(code) ? 1 : 0);
}

const isAsciiDigit = (code: number): boolean => code >= 48 && code <= 57;
const isAsciiSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isAsciiWord = (code: number): boolean =>
  isAsciiDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;

const WORD = table((code) => code === 95 || isAlnum(code));
const SPACE = table(isSpace);

/** Whether a character is of `\w` in str patterns. */
export function isWord(code: number): boolean {
  return code < 256 ? WORD[code] === 1 : isAlnum(code);
}

/** Whether a character is of `\w` under the ASCII flag and in bytes patterns. */
export function isWordAscii(code: number): boolean {
  return code < 128 && isAsciiWord(code);
}

/** Whether a character is of one of the CATEGORY_ codes of `re._constants`. */
export function inCategory(category: number, code: number): boolean {
  switch (category) {
    case 0: // DIGIT
      return isAsciiDigit(code);
    case 1: // NOT_DIGIT
      return !isAsciiDigit(code);
    case 2: // SPACE
      return isAsciiSpace(code);
    case 3: // NOT_SPACE
      return !isAsciiSpace(code);
    case 4: // WORD
    case 8: // LOC_WORD
      return isWordAscii(code);
    case 5: // NOT_WORD
    case 9: // LOC_NOT_WORD
      return !isWordAscii(code);
    case 6: // LINEBREAK
      return code === 10;
    case 7: // NOT_LINEBREAK
      return code !== 10;
    case 10: // UNI_DIGIT
      return decimalValue(code) >= 0;
    case 11: // UNI_NOT_DIGIT
      return decimalValue(code) < 0;
    case 12: // UNI_SPACE
      return code < 256 ? SPACE[code] === 1 : isSpace(code);
    case 13: // UNI_NOT_SPACE
      return !(code < 256 ? SPACE[code] === 1 : isSpace(code));
    case 14: // UNI_WORD
      return isWord(code);
    case 15: // UNI_NOT_WORD
      return !isWord(code);
    case 16: // UNI_LINEBREAK
      return isUnicodeLineBreak(code);
    default: // UNI_NOT_LINEBREAK
      return !isUnicodeLineBreak(code);
  }
}

function isUnicodeLineBreak(code: number): boolean {
  return (code >= 10 && code <= 13) || (code >= 28 && code <= 30) || code === 0x85 || code === 0x2028 ||
    code === 0x2029;
}

/** Lower case of an ASCII letter; other characters as they are. */
export function lowerAscii(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Upper case of an ASCII letter; other characters as they are. */
export function upperAscii(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code;
}

const LOWER = new Int32Array(256), UPPER = new Int32Array(256);
for (let code = 0; code < 256; code++) {
  LOWER[code] = String.fromCharCode(code).toLowerCase().codePointAt(0)!;
  UPPER[code] = String.fromCharCode(code).toUpperCase().codePointAt(0)!;
}

/** Lower case of a character; the first character where there are several. */
export function lowerUnicode(code: number): number {
  return code < 256 ? LOWER[code] : String.fromCodePoint(code).toLowerCase().codePointAt(0)!;
}

/** Upper case of a character; the first character where there are several. */
export function upperUnicode(code: number): number {
  return code < 256 ? UPPER[code] : String.fromCodePoint(code).toUpperCase().codePointAt(0)!;
}

/** Whether two ASCII cases of a character differ. */
export function isCasedAscii(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Whether a character has another case. */
export function isCasedUnicode(code: number): boolean {
  const lower = lowerUnicode(code);
  return lower !== code || upperUnicode(code) !== code;
}

/**
 * The code of a pattern as a Worker runs it: a private copy of the words that `re._compiler` wrote, and tables of the
 * character sets in it for Latin-1.
 *
 * @module
 */
import { inCategory, lowerAscii, lowerUnicode, upperAscii, upperUnicode } from "./characters.ts";

/** A program. `MAXREPEAT`, all ones, reads as -1. */
export interface Program {
  readonly code: Int32Array;
  /** By the position of a set's opcode: 1 for each Latin-1 character that it takes; null until asked for. */
  readonly tables: (Uint8Array | null)[];
}

/** A program of code words. */
export function makeProgram(code: Int32Array): Program {
  return { code, tables: new Array<Uint8Array | null>(code.length).fill(null) };
}

/** Whether a set, from its first word on, has a character (`SRE(charset)` in CPython). */
export function inSet(code: Int32Array, set: number, char: number): boolean {
  let ok = true;
  for (;;) {
    switch (code[set++]) {
      case 0: // FAILURE
        return !ok;
      case 16: // LITERAL
        if (char === code[set++]) return ok;
        break;
      case 8: // CATEGORY
        if (inCategory(code[set++], char)) return ok;
        break;
      case 9: // CHARSET: a bit for each of 256 characters
        if (char < 256 && (code[set + (char >> 5)] >>> (char & 31) & 1) === 1) return ok;
        set += 8;
        break;
      case 22: // RANGE
        if (char >= code[set] && char <= code[set + 1]) return ok;
        set += 2;
        break;
      case 42: { // RANGE_UNI_IGNORE
        const low = code[set++], high = code[set++];
        if (char >= low && char <= high) return ok;
        const upper = upperUnicode(char);
        if (upper >= low && upper <= high) return ok;
        break;
      }
      case 21: // NEGATE
        ok = !ok;
        break;
      case 10: { // BIGCHARSET: a number of blocks, a byte of block number for each 256 characters, the blocks
        const blocks = code[set++];
        if (char < 65536) {
          const page = char >> 8;
          const block = code[set + (page >> 2)] >>> ((page & 3) * 8) & 255;
          const bit = block * 256 + (char & 255);
          if ((code[set + 64 + (bit >> 5)] >>> (bit & 31) & 1) === 1) return ok;
        }
        set += 64 + blocks * 8;
        break;
      }
      default:
        throw new Error(`Cannot match a set as it has the word ${code[set - 1]}, which is no set operator`);
    }
  }
}

/** Whether an opcode that takes one character takes this one. */
export function takes(code: Int32Array, pc: number, char: number): boolean {
  switch (code[pc]) {
    case 2: // ANY
      return char !== 10;
    case 3: // ANY_ALL
      return true;
    case 8: // CATEGORY
      return inCategory(code[pc + 1], char);
    case 13: // IN
      return inSet(code, pc + 2, char);
    case 31: // IN_IGNORE
      return inSet(code, pc + 2, lowerAscii(char));
    case 39: // IN_UNI_IGNORE
      return inSet(code, pc + 2, lowerUnicode(char));
    case 35: { // IN_LOC_IGNORE
      const lower = lowerAscii(char), upper = upperAscii(char);
      return inSet(code, pc + 2, lower) || (upper !== lower && inSet(code, pc + 2, upper));
    }
    case 16: // LITERAL
      return char === code[pc + 1];
    case 20: // NOT_LITERAL
      return char !== code[pc + 1];
    case 32: // LITERAL_IGNORE
      return lowerAscii(char) === code[pc + 1];
    case 33: // NOT_LITERAL_IGNORE
      return lowerAscii(char) !== code[pc + 1];
    case 40: // LITERAL_UNI_IGNORE
      return lowerUnicode(char) === code[pc + 1];
    case 41: // NOT_LITERAL_UNI_IGNORE
      return lowerUnicode(char) !== code[pc + 1];
    case 36: // LITERAL_LOC_IGNORE
      return sameInLocale(code[pc + 1], char);
    case 37: // NOT_LITERAL_LOC_IGNORE
      return !sameInLocale(code[pc + 1], char);
    default: // FAILURE: an empty set
      return false;
  }
}

function sameInLocale(wanted: number, char: number): boolean {
  return char === wanted || lowerAscii(char) === wanted || upperAscii(char) === wanted;
}

/** The table of the one-character opcode at a position. */
export function tableAt(program: Program, pc: number): Uint8Array {
  const known = program.tables[pc];
  if (known !== null) return known;
  const { code } = program;
  const table = new Uint8Array(256);
  for (let char = 0; char < 256; char++) table[char] = takes(code, pc, char) ? 1 : 0;
  program.tables[pc] = table;
  return table;
}

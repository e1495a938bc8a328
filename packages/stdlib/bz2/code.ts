/**
 * The codes of a block's symbols, as a reader needs them.
 *
 * @module
 */
import { BadStream } from "./format.ts";

/** Codes up to this length are found in a table. */
export const QUICK_BITS = 10;
const LONGEST = 20;

/** A canonical code. Its lengths need not fit each other: as in libbz2, what can't be decoded is an error only if met. */
export interface Code {
  /** By the next bits of input: symbol * 32 + bits of its code, 0 where the code is longer. */
  readonly quick: Uint16Array;
  /** The same for the next `count` bits of `bits`; 0 if they are too few. */
  find(bits: number, count: number): number;
}

/** The code of some lengths from 1 to 20. */
export function buildCode(lengths: Uint8Array): Code {
  const counts = new Int32Array(LONGEST + 1), symbols: number[] = [];
  let shortest = LONGEST, longest = 1;
  for (const length of lengths) {
    counts[length]++;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }
  // By length: the last code, and the first one less the number of codes that are shorter.
  const limits = new Int32Array(LONGEST + 1).fill(-1), bases = new Int32Array(LONGEST + 1);
  for (let length = shortest, code = 0; length <= longest; length++, code <<= 1) {
    bases[length] = code - symbols.length;
    lengths.forEach((own, symbol) => own === length && symbols.push(symbol));
    code += counts[length];
    limits[length] = code - 1;
  }
  const find = (bits: number, count: number): number => {
    for (let length = shortest; length <= LONGEST; length++) {
      if (length > count) return 0;
      const code = bits >>> count - length & (1 << length) - 1;
      if (code > limits[length]) continue;
      const symbol = symbols[code - bases[length]];
      if (symbol === undefined) break;
      return symbol << 5 | length;
    }
    throw new BadStream("code");
  };
  const quick = new Uint16Array(1 << QUICK_BITS);
  for (let length = shortest; length <= Math.min(longest, QUICK_BITS); length++) {
    const first = limits[length] + 1 - counts[length], width = 1 << QUICK_BITS - length;
    for (let i = 0; i < counts[length]; i++) {
      const from = (first + i) * width;
      if (first + i < 1 << length && quick[from] === 0) {
        quick.fill(symbols[first + i - bases[length]] << 5 | length, from, from + width);
      }
    }
  }
  return { quick, find };
}

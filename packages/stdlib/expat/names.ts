/**
 * Which characters names may have: those of XML 1.0, fourth edition (appendix B), which expat follows. Characters
 * beyond U+FFFF are in no name.
 *
 * @module
 */

/** Letters and ideographs from U+0080 on: distance from the last range, then its length less one, in hexadecimal. */
const LETTERS =
  "40 16 2 1e 2 39 3 a 3 7 2 34 2 43 a 23 4 1 5 1d 39 58 13 6 c5 0 2 2 2 0 2 13 2 2b 2 6 4 0 2 0 2 0 2 " +
  "0 2 11 e b 2 41 2 b 2 23 f 34 3 1 3 1 4 1b 3 7 3 1 38 25 3 0 8 25 4a 1a 6 2 2f 19 7 9 27 46 3 4 2 e " +
  "2 3 2 0 10 1 21f 34 4 0 1b 9 24 7 3 1 3 15 2 6 2 0 4 3 23 1 2 2 f 1 14 5 5 1 3 15 2 6 2 1 2 1 2 1 20 " +
  "3 2 0 14 2 11 6 2 0 2 2 2 15 2 6 2 1 2 4 4 0 23 0 25 7 3 1 3 15 2 6 2 1 3 3 4 0 1f 1 2 2 24 5 4 2 2 " +
  "3 4 1 2 0 2 1 4 1 4 2 4 7 2 2 4c 7 2 2 2 16 2 9 2 4 27 1 24 7 2 2 2 16 2 9 2 4 25 0 2 1 24 7 2 2 2 " +
  "16 2 f 27 1 a0 2d 2 0 2 1 d 5 3c 1 2 0 3 1 2 0 3 0 7 3 2 6 2 2 2 0 2 0 3 1 2 1 2 0 2 1 a 0 3 4 7c 7 " +
  "2 20 137 25 b 26 a 0 2 1 2 2 2 0 2 1 2 4 2a 0 2 0 2 0 c 0 2 0 2 0 4 1 4 0 6 2 2 0 2 0 2 0 2 0 4 1 4 " +
  "1 2 0 29 0 a 0 3 0 3 1 8 1 2 0 2 6 29 0 5 0 9 0 c07 9b 5 59 7 15 3 5 3 25 3 5 3 7 2 0 2 0 2 0 2 1e 3 " +
  "34 2 6 2 0 4 2 2 6 4 3 3 5 5 c 6 2 2 6 12a 0 4 1 3 0 52 2 e85 0 1a 8 18 53 d 59 b 27 1cd4 51a5 c5b " +
  "2ba3";

/** Combining characters, digits and extenders, in the same form. */
const FURTHER =
  "37 0 219 1 2f 45 1b 1 26 0 fc 3 10b 10 2 16 2 2 2 0 2 1 2 0 7c 0 b 7 e 9 7 0 66 e 3 1 2 3 3 9 208 2 " +
  "39 0 2 f 4 3 e 1 3 9 12 2 39 0 2 6 3 1 3 2 a 0 b 1 3 9 13 0 3a 0 2 4 5 1 3 2 19 b 10 2 39 0 2 7 2 2 " +
  "2 2 19 9 12 2 39 0 2 5 4 1 3 2 9 1 f 9 13 1 3b 4 4 2 2 3 a 0 10 8 12 2 3b 6 2 2 2 3 8 1 10 9 13 1 3b " +
  "6 2 2 2 3 8 1 10 9 13 1 3b 5 3 2 2 3 a 0 f 9 c2 0 3 6 c 8 2 9 58 0 3 5 2 1 a 0 2 5 3 9 3f 1 7 9 c 0 " +
  "2 0 2 0 5 1 32 13 2 5 5 5 2 0 2 14 4 6 2 0 1117 c 5 0 f24 0 25 5 2 4 64 1 3 1 5e 2";

function ranges(text: string): string {
  const numbers = text.split(" ").map((digits) => parseInt(digits, 16));
  let result = "", last = 0x80;
  for (let i = 0; i < numbers.length; i += 2) {
    const first = last + numbers[i];
    last = first + numbers[i + 1];
    result += String.fromCharCode(first) + "-" + String.fromCharCode(last);
  }
  return result;
}

/** Patterns that begin where `lastIndex` says. */
export interface NamePatterns {
  /** One character that begins a name. */
  readonly start: RegExp;
  /** Characters that go on with one; may match nothing. */
  readonly rest: RegExp;
}

function patterns(ascii: string): NamePatterns {
  const start = ascii + ranges(LETTERS);
  return {
    start: new RegExp(`[${start}]`, "y"),
    rest: new RegExp(`[-.0-9\xb7${start}${ranges(FURTHER)}]*`, "y"),
  };
}

const made: (NamePatterns | undefined)[] = [undefined, undefined];

/** The patterns of names, in which a colon is a letter or, where there are namespaces, something of its own. */
export function namePatterns(namespaces: boolean): NamePatterns {
  return made[namespaces ? 1 : 0] ??= patterns(namespaces ? "A-Z_a-z" : ":A-Z_a-z");
}

/**
 * Names of characters (Unicode 16.0), as `unicodedata` and `"\N{...}"` know them. The table is unpacked when somebody
 * asks for the first name.
 *
 * @module
 */
import { nodeModule } from "../node_module.ts";
import { NAMES } from "./names_data.ts";

/** Names that a range of characters makes of its code points. */
interface NameRange {
  readonly first: number;
  readonly last: number;
  readonly prefix: string;
}

interface Names {
  readonly byCode: ReadonlyMap<number, string>;
  readonly byName: ReadonlyMap<string, number>;
  readonly ranges: readonly NameRange[];
  readonly aliases: ReadonlyMap<string, number>;
  readonly sequences: ReadonlyMap<string, string>;
}

let tables: Names | null = null;

/** The text of a compressed table. */
export function unpack(data: string): string {
  const { brotliDecompressSync } = nodeModule("node:zlib"), { Buffer } = nodeModule("node:buffer");
  return new TextDecoder().decode(brotliDecompressSync(Buffer.from(data, "base64")));
}

/**
 * Calls back with each line of a table: a code point, as difference to the one before in base 36, and a text.
 */
export function eachEntry(table: string, visit: (code: number, text: string) => void): void {
  let code = 0;
  for (const line of table.split("\n")) {
    const space = line.indexOf(" ");
    if (space < 0) continue;
    code += parseInt(line.slice(0, space), 36);
    visit(code, line.slice(space + 1));
  }
}

function load(): Names {
  const [names, ranges, aliases, sequences] = unpack(NAMES).split("\n\n");
  const byCode = new Map<number, string>(), byName = new Map<string, number>();
  eachEntry(names, (code, name) => {
    byCode.set(code, name);
    byName.set(name, code);
  });
  const split = (table: string) => table.split("\n").map((line) => /^(\S+) (.*)$/.exec(line)!);
  return {
    byCode,
    byName,
    ranges: ranges.split("\n").map((line) => {
      const [, first, last, prefix] = /^(\S+) (\S+) (.*)$/.exec(line)!;
      return { first: parseInt(first, 16), last: parseInt(last, 16), prefix };
    }),
    aliases: new Map(split(aliases).map(([, code, name]) => [name, parseInt(code, 16)])),
    sequences: new Map(
      split(sequences).map(([, codes, name]) => [
        name,
        String.fromCodePoint(...codes.split("+").map((code) => parseInt(code, 16))),
      ]),
    ),
  };
}

/** The first Hangul syllable, and the short names of the parts of syllables (Unicode 3.12). */
const HANGUL = 0xac00;
const HANGUL_PREFIX = "HANGUL SYLLABLE ";
const INITIALS = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const FINALS = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

/** The name of a character; empty where it has none. */
export function nameOfCharacter(code: number): string {
  if (code >= HANGUL && code < HANGUL + INITIALS.length * VOWELS.length * FINALS.length) {
    const index = code - HANGUL, vowel = Math.floor(index / FINALS.length);
    return HANGUL_PREFIX + INITIALS[Math.floor(vowel / VOWELS.length)] + VOWELS[vowel % VOWELS.length] +
      FINALS[index % FINALS.length];
  }
  tables ??= load();
  const range = tables.ranges.find(({ first, last }) => code >= first && code <= last);
  if (range !== undefined) return range.prefix + code.toString(16).toUpperCase();
  return tables.byCode.get(code) ?? "";
}

/** Takes the longest of some texts that stands at a place. @returns Its number, -1 if there is none. */
function longest(text: string, at: number, texts: readonly string[]): number {
  let best = -1;
  texts.forEach((part, i) => {
    if (text.startsWith(part, at) && (best < 0 || part.length > texts[best].length)) best = i;
  });
  return best;
}

function hangul(name: string): number {
  const from = HANGUL_PREFIX.length, initial = longest(name, from, INITIALS);
  const second = from + INITIALS[initial].length, vowel = longest(name, second, VOWELS);
  if (vowel < 0) return -1;
  const third = second + VOWELS[vowel].length, final = longest(name, third, FINALS);
  if (third + FINALS[final].length !== name.length) return -1;
  return HANGUL + (initial * VOWELS.length + vowel) * FINALS.length + final;
}

/**
 * The code point that a name or alias in any case stands for, as in `"\N{BULLET}"`.
 *
 * @returns -1 for names that no character has.
 */
export function characterOfName(text: string): number {
  const name = text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
  if (name.startsWith(HANGUL_PREFIX)) return hangul(name);
  tables ??= load();
  for (const { first, last, prefix } of tables.ranges) {
    if (!name.startsWith(prefix) || !/^[0-9A-F]{4,5}$/.test(name.slice(prefix.length))) continue;
    const code = parseInt(name.slice(prefix.length), 16);
    if (code >= first && code <= last) return code;
  }
  return tables.byName.get(name) ?? tables.aliases.get(name) ?? -1;
}

/** The characters that a name stands for, named sequences included; empty for names that nothing has. */
export function charactersOfName(text: string): string {
  const code = characterOfName(text);
  if (code >= 0) return String.fromCodePoint(code);
  tables ??= load();
  return tables.sequences.get(text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())) ?? "";
}

/**
 * What `str` knows of characters, taken from the engine's own Unicode tables: classes, white space, values of
 * digits, case. Nothing is stored but small caches that fill as characters are met.
 *
 * @module
 */
import { continuesName, startsName } from "@orochi/syntax";

/** `str.isspace` of one character: bidirectional type WS, B or S, or category Zs. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 ||
    code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Whether `splitlines` ends a line here. */
export function isLineBreak(code: number): boolean {
  if (code < 128) return (code >= 10 && code <= 13) || (code >= 28 && code <= 30);
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/**
 * A test of characters by pattern. The pattern is read, and a Latin-1 character looked at, when it is first asked for: a
 * property of Unicode's costs a start some milliseconds.
 *
 * @param source Of a pattern that matches a character of the class.
 */
function classOf(source: string): (code: number) => boolean {
  const latin = new Uint8Array(256), no = 1, yes = 2;
  let pattern: RegExp | null = null;
  const test = (code: number) =>
    (pattern ??= new RegExp(`^${source}$`, "u")).test(String.fromCodePoint(code));
  return (code) => {
    if (code >= 256) return test(code);
    if (latin[code] === 0) latin[code] = test(code) ? yes : no;
    return latin[code] === yes;
  };
}

/** `isprintable` of one character: no control, format, surrogate, private or separator character but the space. */
export const isPrintable: (code: number) => boolean = classOf(String.raw`(?:[^\p{C}\p{Z}]| )`);
/** `isalpha` of one character: a letter of any kind. */
export const isAlpha: (code: number) => boolean = classOf(String.raw`\p{L}`);
/** `isdecimal` of one character. */
export const isDecimal: (code: number) => boolean = classOf(String.raw`\p{Nd}`);
/** `isupper` of one character: the derived property Uppercase. */
export const isUpper: (code: number) => boolean = classOf(String.raw`\p{Uppercase}`);
/** `islower` of one character: the derived property Lowercase. */
export const isLower: (code: number) => boolean = classOf(String.raw`\p{Lowercase}`);
/** A title-case letter. */
export const isTitle: (code: number) => boolean = classOf(String.raw`\p{Lt}`);

/** Whether an identifier may begin with the character. */
export function isIdentifierStart(code: number): boolean {
  return startsName(String.fromCodePoint(code));
}

/** Whether an identifier may go on with the character. */
export function isIdentifierPart(code: number): boolean {
  return continuesName(String.fromCodePoint(code));
}

const isNumberClass = classOf(String.raw`\p{N}`);
const isCased = classOf(String.raw`\p{Cased}`);
const isCaseIgnorable = classOf(String.raw`\p{Case_Ignorable}`);

/**
 * Ranges of characters that are digits by type but not decimal ones (superscripts, circled digits and the like):
 * first, last, value of the first. Unicode's `Numeric_Type=Digit`.
 */
const DIGITS: readonly (readonly [first: number, last: number, value: number])[] = [
  [0xb2, 0xb3, 2],
  [0xb9, 0xb9, 1],
  [0x1369, 0x1371, 1],
  [0x19da, 0x19da, 1],
  [0x2070, 0x2070, 0],
  [0x2074, 0x2079, 4],
  [0x2080, 0x2089, 0],
  [0x2460, 0x2468, 1],
  [0x2474, 0x247c, 1],
  [0x2488, 0x2490, 1],
  [0x24ea, 0x24ea, 0],
  [0x24f5, 0x24fd, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277e, 1],
  [0x2780, 0x2788, 1],
  [0x278a, 0x2792, 1],
  [0x10a40, 0x10a43, 1],
  [0x10e60, 0x10e68, 1],
  [0x11052, 0x1105a, 1],
  [0x1f100, 0x1f100, 0],
  [0x1f101, 0x1f10a, 0],
];

/** Ideographs that are numbers: `Numeric_Type=Numeric` with category Lo. */
const NUMERIC_LETTERS: RegExp =
  /^[\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e24\u4e5d\u4e8c\u4e94\u4e96\u4eac\u4ebf-\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u4fe9\u5006\u5104\u5146\u5169\u516b\u516d\u5341\u5343-\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe-\u5eff\u5f0c-\u5f0e\u5f10\u62d0\u62fe\u634c\u67d2\u6d1e\u6f06\u7396\u767e\u7695\u79ed\u8086\u842c\u8cae\u8cb3\u8d30\u920e\u94a9\u9621\u9646\u964c\u9678\u96f6\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}]$/u;

const decimalCache: Map<number, number> = new Map();

/** Value of a decimal digit, -1 for other characters. Decimal digits come in runs of ten from 0 up. */
export function decimalValue(code: number): number {
  if (code < 128) return code >= 48 && code <= 57 ? code - 48 : -1;
  if (!isDecimal(code)) return -1;
  const known = decimalCache.get(code);
  if (known !== undefined) return known;
  // The mathematical digits are five runs with nothing between them.
  const value = code >= 0x1d7ce && code <= 0x1d7ff ? (code - 0x1d7ce) % 10 : runPosition(code);
  decimalCache.set(code, value);
  return value;
}

function runPosition(code: number): number {
  let first = code;
  while (isDecimal(first - 1)) first--;
  return (code - first) % 10;
}

/** Value of a digit, decimal or not, -1 for other characters. */
export function digitValue(code: number): number {
  const decimal = decimalValue(code);
  if (decimal >= 0 || code < 0xb2) return decimal;
  for (const [first, last, value] of DIGITS) {
    if (code >= first && code <= last) return value + code - first;
  }
  return -1;
}

/** `isdigit` of one character. */
export function isDigit(code: number): boolean {
  return digitValue(code) >= 0;
}

/** `isnumeric` of one character. */
export function isNumeric(code: number): boolean {
  return isNumberClass(code) || (code >= 0x3405 && NUMERIC_LETTERS.test(String.fromCodePoint(code)));
}

/** `isalnum` of one character. */
export function isAlnum(code: number): boolean {
  return isAlpha(code) || isDecimal(code) || isDigit(code) || isNumeric(code);
}

/** Title case of one character: most often its upper case. */
export function titleCase(code: number): string {
  const text = String.fromCodePoint(code);
  if (code < 0xb5) return text.toUpperCase();
  // Digraphs have a form of their own; so have Greek letters with iota subscript.
  if (code >= 0x1c4 && code <= 0x1cc) {
    return String.fromCharCode(code <= 0x1c6 ? 0x1c5 : code <= 0x1c9 ? 0x1c8 : 0x1cb);
  }
  if (code >= 0x1f1 && code <= 0x1f3) return "\u01f2";
  if (code >= 0x10d0 && code <= 0x10ff) return text;
  if (code >= 0x1f80 && code <= 0x1ffc) return greekTitle(code, text);
  const upper = text.toUpperCase();
  if (upper.length === text.length || upper === text) return upper;
  // Expansions: only the first cased character is capital.
  if (code === 0x149) return upper;
  const [first, ...rest] = [...upper];
  return first + rest.join("").toLowerCase();
}

function greekTitle(code: number, text: string): string {
  if (code <= 0x1faf) return String.fromCharCode(code | 8);
  if (isTitle(code)) return text;
  const single: { readonly [code: number]: number } = { 0x1fb3: 0x1fbc, 0x1fc3: 0x1fcc, 0x1ff3: 0x1ffc };
  const found = single[code];
  if (found !== undefined) return String.fromCharCode(found);
  const upper = text.toUpperCase();
  // What upper case spells with a capital iota, title case spells with the subscript.
  return [...upper].length > 1 && upper.endsWith("\u0399") ? `${upper.slice(0, -1)}\u0345` : upper;
}

/** Whether a capital sigma at an index of a text is final: after a cased letter and not before one. */
export function isFinalSigma(codes: ArrayLike<number>, index: number): boolean {
  let before = index - 1;
  while (before >= 0 && isCaseIgnorable(codes[before])) before--;
  if (before < 0 || !isCased(codes[before])) return false;
  let after = index + 1;
  while (after < codes.length && isCaseIgnorable(codes[after])) after++;
  return after >= codes.length || !isCased(codes[after]);
}

/** Lower case of one character of a text; sigma depends on where it stands. */
export function lowerCase(codes: ArrayLike<number>, index: number): string {
  const code = codes[index];
  if (code === 0x3a3) return isFinalSigma(codes, index) ? "\u03c2" : "\u03c3";
  return String.fromCodePoint(code).toLowerCase();
}

/** Characters whose full case folding is not the lower case of their upper case. */
const FOLDINGS: { readonly [code: number]: string } = {
  0x130: "i\u0307",
  0x131: "\u0131",
  0x1e9e: "ss",
  0x3f4: "\u03b8",
  0x2126: "\u03c9",
  0x212a: "k",
  0x212b: "\u00e5",
};

/** Full case folding of one character. */
export function caseFold(code: number): string {
  const known = FOLDINGS[code];
  if (known !== undefined) return known;
  const text = String.fromCodePoint(code);
  // Cherokee folds to its capitals.
  if (code >= 0x13a0 && code <= 0x13f5) return text;
  if ((code >= 0x13f8 && code <= 0x13fd) || (code >= 0xab70 && code <= 0xabbf)) return text.toUpperCase();
  let folded = "";
  for (const char of text.toUpperCase()) folded += char === "\u03a3" ? "\u03c3" : char.toLowerCase();
  return folded;
}

/** Writes an escape: `\x..`, `\u....` or `\U........`. */
export function escapeCode(code: number): string {
  const hex = code.toString(16);
  return code < 256
    ? `\\x${hex.padStart(2, "0")}`
    : code < 65536
    ? `\\u${hex.padStart(4, "0")}`
    : `\\U${hex.padStart(8, "0")}`;
}

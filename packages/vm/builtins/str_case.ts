/**
 * `str`: case and classes of characters.
 *
 * @module
 */
import { allocStr, charAt, STR_DATA, type Value } from "@orochi/object";
import { method, type NativeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { finish, isAscii, lengthOf } from "./str_core.ts";
import * as unicode from "./str_unicode.ts";

/** The code points of a str. */
export function codesOf(vm: Vm, str: Value): Int32Array {
  const codes = new Int32Array(lengthOf(vm, str));
  for (let i = 0; i < codes.length; i++) codes[i] = charAt(vm.objects, str, i);
  return codes;
}

/** What an ASCII letter becomes: where a word begins (or only the text), and elsewhere. */
interface AsciiCase {
  readonly first: Uint8Array;
  readonly rest: Uint8Array;
  /** Whether each word has a first letter, or only the text. */
  readonly words: boolean;
}

const isAsciiLower = (code: number) => code >= 97 && code <= 122;
const isAsciiUpper = (code: number) => code >= 65 && code <= 90;
const LOWER = Uint8Array.from({ length: 128 }, (_, code) => isAsciiUpper(code) ? code + 32 : code);
const UPPER = Uint8Array.from({ length: 128 }, (_, code) => isAsciiLower(code) ? code - 32 : code);
const SWAPPED = Uint8Array.from(UPPER, (upper, code) => upper === code ? LOWER[code] : upper);

function mapAscii(vm: Vm, str: Value, { first, rest, words }: AsciiCase): Value {
  const length = lengthOf(vm, str);
  if (length === 0) return vm.intern("");
  const result = allocStr(vm.objects, length, 1, true);
  if (result === 0) return vm.raiseMemory();
  const u8 = vm.u8, from = (str + STR_DATA) >>> 0, to = (result + STR_DATA) >>> 0;
  if (words) {
    let inWord = false;
    for (let i = 0; i < length; i++) {
      const code = u8[from + i];
      u8[to + i] = inWord ? rest[code] : first[code];
      inWord = isAsciiLower(code | 32);
    }
  } else {
    u8[to] = first[u8[from]];
    for (let i = 1; i < length; i++) u8[to + i] = rest[u8[from + i]];
  }
  return finish(vm, result);
}

function caseMethod(
  name: string,
  ascii: AsciiCase,
  full: (codes: Int32Array, index: number) => string,
  doc: string,
): NativeDefinition {
  return method(name, "($self, /)", (vm, a) => {
    const str = vm.i32[a];
    if (isAscii(vm, str)) return mapAscii(vm, str, ascii);
    const codes = codesOf(vm, str);
    let text = "";
    for (let i = 0; i < codes.length; i++) text += full(codes, i);
    return vm.newStr(text);
  }, doc);
}

/** Whether the character before an index is cased, so that title case goes on in lower case. */
function inWordAt(codes: Int32Array, index: number): boolean {
  if (index === 0) return false;
  const code = codes[index - 1];
  return unicode.isUpper(code) || unicode.isLower(code) || unicode.isTitle(code);
}

function swapped(codes: Int32Array, index: number): string {
  const code = codes[index];
  if (unicode.isUpper(code)) return unicode.lowerCase(codes, index);
  return unicode.isLower(code) ? String.fromCodePoint(code).toUpperCase() : String.fromCodePoint(code);
}

/** Tests each character of a str; an empty str gives `empty`. */
function predicate(
  name: string,
  test: (code: number) => boolean,
  empty: boolean,
  doc: string,
): NativeDefinition {
  return method(name, "($self, /)", (vm, a) => {
    const str = vm.i32[a], length = lengthOf(vm, str);
    if (length === 0) return vm.bool(empty);
    for (let i = 0; i < length; i++) if (!test(charAt(vm.objects, str, i))) return vm.bool(false);
    return vm.bool(true);
  }, doc);
}

/** `isupper` and `islower`: at least one cased character, and none of the other cases. */
function casePredicate(
  name: string,
  wanted: (code: number) => boolean,
  other: (code: number) => boolean,
  doc: string,
): NativeDefinition {
  return method(name, "($self, /)", (vm, a) => {
    const str = vm.i32[a], length = lengthOf(vm, str);
    let cased = false;
    for (let i = 0; i < length; i++) {
      const code = charAt(vm.objects, str, i);
      if (other(code) || unicode.isTitle(code)) return vm.bool(false);
      cased ||= wanted(code);
    }
    return vm.bool(cased);
  }, doc);
}

function isTitleText(vm: Vm, str: Value): boolean {
  let cased = false, inWord = false;
  for (let i = 0; i < lengthOf(vm, str); i++) {
    const code = charAt(vm.objects, str, i);
    if (unicode.isUpper(code) || unicode.isTitle(code)) {
      if (inWord) return false;
      inWord = cased = true;
    } else if (unicode.isLower(code)) {
      if (!inWord) return false;
      cased = true;
    } else inWord = false;
  }
  return cased;
}

/** Whether a str is an identifier: keywords are, too. */
export function isIdentifier(vm: Vm, str: Value): boolean {
  const length = lengthOf(vm, str);
  if (length === 0 || !unicode.isIdentifierStart(charAt(vm.objects, str, 0))) return false;
  for (let i = 1; i < length; i++) if (!unicode.isIdentifierPart(charAt(vm.objects, str, i))) return false;
  return true;
}

/** The methods. */
export const caseMethods: readonly NativeDefinition[] = [
  caseMethod(
    "lower",
    { first: LOWER, rest: LOWER, words: false },
    unicode.lowerCase,
    "Return a copy of the string converted to lowercase.",
  ),
  caseMethod(
    "upper",
    { first: UPPER, rest: UPPER, words: false },
    (codes, i) => String.fromCodePoint(codes[i]).toUpperCase(),
    "Return a copy of the string converted to uppercase.",
  ),
  caseMethod(
    "casefold",
    { first: LOWER, rest: LOWER, words: false },
    (codes, i) => unicode.caseFold(codes[i]),
    "Return a version of the string suitable for caseless comparisons.",
  ),
  caseMethod(
    "swapcase",
    { first: SWAPPED, rest: SWAPPED, words: false },
    swapped,
    "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
  ),
  caseMethod(
    "capitalize",
    { first: UPPER, rest: LOWER, words: false },
    (codes, i) => i === 0 ? unicode.titleCase(codes[0]) : unicode.lowerCase(codes, i),
    "Return a capitalized version of the string.",
  ),
  caseMethod(
    "title",
    { first: UPPER, rest: LOWER, words: true },
    (codes, i) => inWordAt(codes, i) ? unicode.lowerCase(codes, i) : unicode.titleCase(codes[i]),
    "Return a version of the string where each word is titlecased.",
  ),
  predicate(
    "isdigit",
    unicode.isDigit,
    false,
    "Return True if the string is a digit string, False otherwise.",
  ),
  predicate(
    "isdecimal",
    unicode.isDecimal,
    false,
    "Return True if the string is a decimal string, False otherwise.",
  ),
  predicate(
    "isnumeric",
    unicode.isNumeric,
    false,
    "Return True if the string is a numeric string, False otherwise.",
  ),
  predicate("isalpha", unicode.isAlpha, false, "Return True if the string is alphabetic, False otherwise."),
  predicate(
    "isalnum",
    unicode.isAlnum,
    false,
    "Return True if the string is alpha-numeric, False otherwise.",
  ),
  predicate(
    "isspace",
    unicode.isSpace,
    false,
    "Return True if the string is a whitespace string, False otherwise.",
  ),
  predicate(
    "isprintable",
    unicode.isPrintable,
    true,
    "Return True if all characters in the string are printable.",
  ),
  method(
    "isascii",
    "($self, /)",
    (vm, a) => vm.bool(isAscii(vm, vm.i32[a])),
    "Return True if all characters in the string are ASCII, False otherwise.",
  ),
  casePredicate(
    "isupper",
    unicode.isUpper,
    unicode.isLower,
    "Return True if the string is an uppercase string.",
  ),
  casePredicate(
    "islower",
    unicode.isLower,
    unicode.isUpper,
    "Return True if the string is a lowercase string.",
  ),
  method(
    "istitle",
    "($self, /)",
    (vm, a) => vm.bool(isTitleText(vm, vm.i32[a])),
    "Return True if the string is a title-cased string, False otherwise.",
  ),
  method(
    "isidentifier",
    "($self, /)",
    (vm, a) => vm.bool(isIdentifier(vm, vm.i32[a])),
    "Return True if the string is a valid Python identifier, False otherwise.",
  ),
];

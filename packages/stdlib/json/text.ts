/**
 * JSON strings: reading them out of a str, writing them with or without other characters than ASCII; and
 * `JSONDecodeError`.
 *
 * @module
 */
import { STR_DATA, STR_LENGTH, strFromCodePoints, strKind, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { sliceStr } from "@orochi/vm/kernel";

/** The characters of a str, where they lie. They do not move while the str lives. */
export interface Characters {
  readonly str: Value;
  readonly text: Uint8Array | Uint16Array | Int32Array;
  /** Index of the first character in `text`. */
  readonly base: number;
  readonly length: number;
}

/** Shows a str's characters. */
export function charactersOf(vm: Vm, str: Value): Characters {
  const kind = strKind(vm.objects, str);
  const data = str + STR_DATA;
  return {
    str,
    text: kind === 1 ? vm.u8 : kind === 2 ? vm.u16 : vm.i32,
    base: kind === 1 ? data >>> 0 : kind === 2 ? data >>> 1 : data >>> 2,
    length: vm.i32[(str + STR_LENGTH) >>> 2],
  };
}

/** Raises `json.JSONDecodeError(message, document, position)`. */
export function decodeError(vm: Vm, message: string, document: Value, position: number): 0 {
  const importer = vm.dictGetInterned(vm.builtins, vm.names.__import__);
  const names = vm.newTuple([vm.intern("JSONDecodeError")]);
  const module = vm.call(importer, vm.intern("json.decoder"), vm.builtins, vm.builtins, names);
  const type = module === 0 ? 0 : vm.getAttr(module, vm.intern("JSONDecodeError"));
  const text = vm.newStr(message);
  const error = type === 0 || text === 0 ? 0 : vm.call(type, text, document, vm.newInt(position));
  for (const value of [names, module, type, text]) vm.decref(value);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** What follows a backslash, other than `u`, by its code. */
const ESCAPES: ReadonlyMap<number, number> = new Map(
  [['"', '"'], ["\\", "\\"], ["/", "/"], ["b", "\b"], ["f", "\f"], ["n", "\n"], ["r", "\r"], ["t", "\t"]].map(
    (
      [name, char],
    ) => [name.charCodeAt(0), char.charCodeAt(0)],
  ),
);

/** Where the last scan ended; one per Worker is enough, as scanning runs no Python code. */
export interface StringEnd {
  end: number;
}

/** The number that four hexadecimal digits write, -1 if they do not. */
function readHex(chars: Characters, at: number): number {
  let number = 0;
  for (let i = 0; i < 4; i++) {
    const code = chars.text[chars.base + at + i];
    const digit = code >= 48 && code <= 57
      ? code - 48
      : code >= 97 && code <= 102
      ? code - 87
      : code >= 65 && code <= 70
      ? code - 55
      : -1;
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
}

/**
 * Reads a JSON string.
 *
 * @param end Index of the first character after the quote.
 * @param strict Whether control characters are refused.
 * @param result Gets the index after the closing quote.
 * @returns A str (new reference), 0 with an exception set.
 */
export function scanString(
  vm: Vm,
  chars: Characters,
  end: number,
  strict: boolean,
  result: StringEnd,
): Value {
  const { text, base, length, str } = chars;
  const begin = end - 1;
  let codes: number[] | null = null;
  let start = end;
  for (;;) {
    let at = start;
    let code = 0;
    for (; at < length; at++) {
      code = text[base + at];
      if (code === 34 || code === 92) break;
      if (code <= 0x1f && strict) return decodeError(vm, "Invalid control character at", str, at);
    }
    if (at >= length) return decodeError(vm, "Unterminated string starting at", str, begin);
    if (codes === null) {
      if (code === 34) {
        result.end = at + 1;
        return sliceStr(vm, str, start, at);
      }
      codes = [];
    }
    for (let i = start; i < at; i++) codes.push(text[base + i]);
    if (code === 34) {
      result.end = at + 1;
      break;
    }
    at++;
    if (at === length) return decodeError(vm, "Unterminated string starting at", str, begin);
    const escape = text[base + at];
    if (escape !== 117) {
      const char = ESCAPES.get(escape);
      if (char === undefined) return decodeError(vm, "Invalid \\escape", str, at - 1);
      codes.push(char);
      start = at + 1;
      continue;
    }
    at++;
    if (at + 4 >= length) return decodeError(vm, "Invalid \\uXXXX escape", str, at - 1);
    let char = readHex(chars, at);
    if (char < 0) return decodeError(vm, "Invalid \\uXXXX escape", str, at - 1);
    start = at + 4;
    const pair = char >= 0xd800 && char <= 0xdbff && start + 6 < length && text[base + start] === 92 &&
      text[base + start + 1] === 117;
    if (pair) {
      const low = readHex(chars, start + 2);
      if (low < 0) return decodeError(vm, "Invalid \\uXXXX escape", str, start + 1);
      if (low >= 0xdc00 && low <= 0xdfff) {
        char = 0x10000 + ((char - 0xd800) << 10) + (low - 0xdc00);
        start += 6;
      }
    }
    codes.push(char);
  }
  const made = strFromCodePoints(vm.objects, codes);
  if (made === 0) return vm.raiseMemory();
  vm.rc.init(made);
  return made;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
};

function escape(char: string): string {
  return SHORT_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A JSON string of ASCII characters. */
export function quoteAscii(text: string): string {
  return `"${text.replace(/[^ !#-[\]-~]/g, escape)}"`;
}

/** A JSON string with any characters but control characters. */
export function quote(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is escaped.
  return `"${text.replace(/["\\\x00-\x1f]/g, escape)}"`;
}

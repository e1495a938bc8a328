/**
 * Strs: characters of 1, 2 or 4 bytes (PEP 393). The kind is always the smallest that fits, so equal strs have
 * equal bytes.
 *
 * @module
 */
import {
  STR_ASCII,
  STR_DATA,
  STR_HASH,
  STR_KIND,
  STR_KIND_MASK,
  STR_KIND_SHIFT,
  STR_LENGTH,
  STR_NARROW,
} from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { T_STR } from "./type_index.ts";
import type { Address } from "./value.ts";

/** Bytes a character of a str: 1, 2 or 4. */
export function strKind(m: ObjectMemory, str: Address): number {
  return m.i32[(str + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7;
}

/** Number of characters. */
export function strLength(m: ObjectMemory, str: Address): number {
  return m.i32[(str + STR_LENGTH) >>> 2];
}

/**
 * An uninitialised str; the caller writes exactly `length` characters and initialises the header.
 *
 * @param kind 1, 2 or 4: the smallest that fits the characters to come.
 * @param ascii Whether all of them are below 128.
 */
export function allocStr(m: ObjectMemory, length: number, kind: number, ascii: boolean): Address {
  if (length * kind > 0x3fff_ffff) return 0;
  const address = m.heap.allocObject(STR_DATA + length * kind);
  if (address === 0) return 0;
  const word = address >>> 2;
  m.i32[word + 1] = length;
  m.i32[word + 2] = 0;
  m.i32[word] = T_STR | kind << STR_KIND_SHIFT | (ascii ? STR_ASCII : 0);
  return address;
}

/** The character at an index, a code point. */
export function charAt(m: ObjectMemory, str: Address, index: number): number {
  const kind = m.i32[(str + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7;
  const data = str + STR_DATA;
  if (kind === 1) return m.u8[(data + index) >>> 0];
  if (kind === 2) return m.u16[(data + index * 2) >>> 1];
  return m.i32[(data + index * 4) >>> 2];
}

/** Writes a character; the kind must fit it. */
export function setCharAt(m: ObjectMemory, str: Address, kind: number, index: number, char: number): void {
  const data = str + STR_DATA;
  if (kind === 1) m.u8[(data + index) >>> 0] = char;
  else if (kind === 2) m.u16[(data + index * 2) >>> 1] = char;
  else m.i32[(data + index * 4) >>> 2] = char;
}

/** A str of a JavaScript string, surrogate pairs joined; header not initialised; 0 when the heap is exhausted. */
export function strFromText(m: ObjectMemory, text: string): Address {
  let largest = 0;
  let pairs = 0;
  const units = text.length;
  for (let i = 0; i < units; i++) {
    const unit = text.charCodeAt(i);
    if (unit > largest) largest = unit;
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < units && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      pairs++;
      i++;
    }
  }
  const kind = pairs > 0 ? 4 : largest < 256 ? 1 : 2;
  const str = allocStr(m, units - pairs, kind, largest < 128);
  if (str === 0) return 0;
  const data = str + STR_DATA;
  if (kind === 1) {
    const first = data >>> 0;
    for (let i = 0; i < units; i++) m.u8[first + i] = text.charCodeAt(i);
  } else if (kind === 2) {
    const first = data >>> 1;
    for (let i = 0; i < units; i++) m.u16[first + i] = text.charCodeAt(i);
  } else {
    for (let i = 0, at = data >>> 2; i < units; i++) {
      const char = text.codePointAt(i)!;
      if (char > 0xffff) i++;
      m.i32[at++] = char;
    }
  }
  return str;
}

/** Strings up to this length are read character by character; longer ones through a decoder. */
const SHORT = 24;
const latin1Chunk = 4096;

/** The JavaScript string of a str. Lone surrogates stay what they are. */
export function textOfStr(m: ObjectMemory, str: Address): string {
  const length = m.i32[(str + STR_LENGTH) >>> 2];
  const kind = m.i32[(str + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7;
  const data = str + STR_DATA;
  if (kind === 1) {
    const first = data >>> 0;
    if (length <= SHORT) {
      let text = "";
      for (let i = 0; i < length; i++) text += String.fromCharCode(m.u8[first + i]);
      return text;
    }
    let text = "";
    for (let i = 0; i < length; i += latin1Chunk) {
      text += String.fromCharCode.apply(
        null,
        m.u8.subarray(first + i, first + Math.min(length, i + latin1Chunk)) as unknown as number[],
      );
    }
    return text;
  }
  let text = "";
  for (let i = 0; i < length; i++) {
    text += kind === 2
      ? String.fromCharCode(m.u16[(data >>> 1) + i])
      : String.fromCodePoint(m.i32[(data >>> 2) + i]);
  }
  return text;
}

/** The 32-bit hash of a str, never 0; cached in the object. Equal strs have equal hashes. */
export function strHash(m: ObjectMemory, str: Address): number {
  const word = (str + STR_HASH) >>> 2;
  const cached = m.i32[word];
  if (cached !== 0) return cached;
  // Any thread computes the same number, so a racing store is harmless.
  return m.i32[word] = hashBytes(m, str + STR_DATA, strLength(m, str) * strKind(m, str)) || 1;
}

/** FNV-1a over words, with a final mix (murmur3's), of bytes at an address that is 4-byte aligned. */
export function hashBytes(m: ObjectMemory, address: Address, bytes: number): number {
  let hash = 0x811c9dc5 ^ bytes;
  const words = bytes >>> 2;
  const first = address >>> 2;
  for (let i = 0; i < words; i++) {
    hash = Math.imul(hash ^ m.i32[first + i], 0x01000193);
    hash ^= hash >>> 15;
  }
  for (let at = (address >>> 0) + words * 4, end = (address >>> 0) + bytes; at < end; at++) {
    hash = Math.imul(hash ^ m.u8[at], 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Whether two strs are equal. */
export function strEquals(m: ObjectMemory, a: Address, b: Address): boolean {
  if (a === b) return true;
  const i32 = m.i32;
  const length = i32[(a + STR_LENGTH) >>> 2];
  if (length !== i32[(b + STR_LENGTH) >>> 2]) return false;
  const kind = i32[(a + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7;
  if (kind !== (i32[(b + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7)) return false;
  const bytes = length * kind;
  const words = bytes >>> 2;
  const x = (a + STR_DATA) >>> 2, y = (b + STR_DATA) >>> 2;
  for (let i = 0; i < words; i++) if (i32[x + i] !== i32[y + i]) return false;
  const p = (a + STR_DATA) >>> 0, q = (b + STR_DATA) >>> 0;
  for (let i = words * 4; i < bytes; i++) if (m.u8[p + i] !== m.u8[q + i]) return false;
  return true;
}

/** Order of two strs by code points: below, equal to or above 0. */
export function strCompare(m: ObjectMemory, a: Address, b: Address): number {
  const i32 = m.i32;
  const lengthA = i32[(a + STR_LENGTH) >>> 2], lengthB = i32[(b + STR_LENGTH) >>> 2];
  const shorter = lengthA < lengthB ? lengthA : lengthB;
  if (((i32[(a + STR_KIND) >>> 2] | i32[(b + STR_KIND) >>> 2]) & STR_KIND_MASK) === STR_NARROW) {
    const u8 = m.u8, words = shorter >>> 2;
    const x = (a + STR_DATA) >>> 2, y = (b + STR_DATA) >>> 2;
    const p = (a + STR_DATA) >>> 0, q = (b + STR_DATA) >>> 0;
    let same = 0;
    while (same < words && i32[x + same] === i32[y + same]) same++;
    for (let i = same * 4; i < shorter; i++) {
      const difference = u8[p + i] - u8[q + i];
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }
  for (let i = 0; i < shorter; i++) {
    const difference = charAt(m, a, i) - charAt(m, b, i);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

/** Up to this many bytes are copied in a loop, which costs less than a call of `copyWithin`. */
const SHORT_COPY = 48;

/** Copies characters between strs, widening if the target's kind is larger. */
export function copyChars(
  m: ObjectMemory,
  target: Address,
  at: number,
  source: Address,
  start: number,
  count: number,
): void {
  const from = strKind(m, source), to = strKind(m, target);
  if (from === to) {
    const u8 = m.u8,
      first = (source + STR_DATA + start * from) >>> 0,
      into = (target + STR_DATA + at * to) >>> 0;
    const bytes = count * from;
    if (bytes <= SHORT_COPY) { for (let i = 0; i < bytes; i++) u8[into + i] = u8[first + i]; }
    else u8.copyWithin(into, first, first + bytes);
    return;
  }
  for (let i = 0; i < count; i++) setCharAt(m, target, to, at + i, charAt(m, source, start + i));
}

/** Largest character in a range, or an upper bound of the same kind. */
export function maxChar(m: ObjectMemory, str: Address, start: number, end: number): number {
  const kind = strKind(m, str);
  if (kind === 1) {
    if ((m.i32[(str + STR_KIND) >>> 2] & STR_ASCII) !== 0) return 127;
    const first = (str + STR_DATA) >>> 0;
    for (let i = start; i < end; i++) if (m.u8[first + i] > 127) return 255;
    return 127;
  }
  let largest = 0;
  for (let i = start; i < end; i++) {
    const char = charAt(m, str, i);
    if (char > largest) largest = char;
  }
  return largest;
}

/** Bytes a character that a str with this largest character needs. */
export function kindFor(largest: number): number {
  return largest < 256 ? 1 : largest < 65536 ? 2 : 4;
}

/** A new str of the characters from `start` to `end`; header not initialised. */
export function subStr(m: ObjectMemory, str: Address, start: number, end: number): Address {
  const largest = maxChar(m, str, start, end);
  const result = allocStr(m, end - start, kindFor(largest), largest < 128);
  if (result !== 0) copyChars(m, result, 0, str, start, end - start);
  return result;
}

/** Position of a str in another from `start` on and ending by `end`, or -1. */
export function findStr(m: ObjectMemory, text: Address, part: Address, start: number, end: number): number {
  const length = strLength(m, part);
  if (length === 0) return start <= end ? start : -1;
  const kind = strKind(m, text), partKind = strKind(m, part);
  if (partKind > kind) return -1;
  const last = end - length;
  if (kind === 1) {
    const u8 = m.u8, at = (text + STR_DATA) >>> 0, p = (part + STR_DATA) >>> 0;
    const first = u8[p];
    for (let i = start; i <= last; i++) {
      if (u8[at + i] !== first) continue;
      let k = 1;
      while (k < length && u8[at + i + k] === u8[p + k]) k++;
      if (k === length) return i;
    }
    return -1;
  }
  for (let i = start; i <= last; i++) {
    let k = 0;
    while (k < length && charAt(m, text, i + k) === charAt(m, part, k)) k++;
    if (k === length) return i;
  }
  return -1;
}

/** A new str of two; header not initialised; 0 when the heap is exhausted. */
export function concatStr(m: ObjectMemory, a: Address, b: Address): Address {
  const i32 = m.i32;
  const lengthA = strLength(m, a), lengthB = strLength(m, b);
  const kind = Math.max(strKind(m, a), strKind(m, b));
  const ascii = (i32[(a + STR_KIND) >>> 2] & i32[(b + STR_KIND) >>> 2] & STR_ASCII) !== 0;
  const result = allocStr(m, lengthA + lengthB, kind, ascii);
  if (result === 0) return 0;
  copyChars(m, result, 0, a, 0, lengthA);
  copyChars(m, result, lengthA, b, 0, lengthB);
  return result;
}

/** A new str of code points; header not initialised; 0 when the heap is exhausted. */
export function strFromCodePoints(m: ObjectMemory, codePoints: ArrayLike<number>): Address {
  let largest = 0;
  for (let i = 0; i < codePoints.length; i++) if (codePoints[i] > largest) largest = codePoints[i];
  const kind = kindFor(largest);
  const result = allocStr(m, codePoints.length, kind, largest < 128);
  if (result === 0) return 0;
  for (let i = 0; i < codePoints.length; i++) setCharAt(m, result, kind, i, codePoints[i]);
  return result;
}

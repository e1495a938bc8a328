/**
 * The declaration at the beginning of a document (`<?xml version="1.0" ...?>`) or external entity.
 *
 * @module
 */
import { isSpace } from "./scanner.ts";

/** What a declaration says. */
export interface XmlDeclaration {
  version: string | null;
  encoding: string | null;
  /** Where the name of the encoding begins. */
  encodingAt: number;
  /** 1 yes, 0 no, -1 not said. */
  standalone: number;
}

interface Pair {
  readonly name: string;
  readonly nameAt: number;
  readonly value: string;
  readonly valueAt: number;
  readonly next: number;
}

/** `name="value"` behind white space; null if nothing follows, the offset of what is wrong. */
function pair(text: string, from: number, end: number): Pair | null | number {
  let at = from;
  if (at === end) return null;
  if (!isSpace(text.charCodeAt(at))) return at;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  if (at === end) return null;
  const nameAt = at;
  while (at < end && text[at] !== "=" && !isSpace(text.charCodeAt(at))) {
    if (text.charCodeAt(at) >= 0x80) return at;
    at++;
  }
  const name = text.slice(nameAt, at);
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  if (text[at] !== "=" || name === "") return at;
  at++;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return at;
  const valueAt = ++at;
  while (text[at] !== quote) {
    if (at >= end || !/[A-Za-z0-9._-]/.test(text[at])) return at;
    at++;
  }
  return { name, nameAt, value: text.slice(valueAt, at), valueAt, next: at + 1 };
}

/**
 * Reads a declaration.
 *
 * @param general Whether it is that of an external entity.
 * @returns What it says, or the offset of what is wrong.
 */
export function parseXmlDeclaration(text: string, general: boolean): XmlDeclaration | number {
  const end = text.length - 2;
  const result: XmlDeclaration = { version: null, encoding: null, encodingAt: 0, standalone: -1 };
  let found = pair(text, 5, end);
  if (typeof found === "number") return found;
  if (found === null) return 5;
  if (found.name === "version") {
    result.version = found.value;
    const from = found.next;
    found = pair(text, from, end);
    if (typeof found === "number") return found;
    if (found === null) return general ? end : result;
  } else if (!general) return found.nameAt;
  if (found.name === "encoding") {
    if (!/^[A-Za-z]/.test(found.value)) return found.valueAt;
    result.encoding = found.value;
    result.encodingAt = found.valueAt;
    const from = found.next;
    found = pair(text, from, end);
    if (typeof found === "number") return found;
    if (found === null) return result;
  }
  if (found.name !== "standalone" || general) return found.nameAt;
  if (found.value !== "yes" && found.value !== "no") return found.valueAt;
  result.standalone = found.value === "yes" ? 1 : 0;
  let at = found.next;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at === end ? result : at;
}

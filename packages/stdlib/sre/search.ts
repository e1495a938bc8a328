/**
 * Finding where a pattern matches: what the program's INFO block knows of the first characters is looked for with
 * loops of few instructions, and the engine runs only where it may match.
 *
 * @module
 */
import { type Matcher, NO_MATCH, NO_MEMORY } from "./matcher.ts";
import { inSet, type Program } from "./program.ts";

/** Flags of INFO: the program begins with literals; is nothing but literals; begins with a character of a set. */
const HAS_PREFIX = 1, ALL_LITERAL = 2, HAS_SET = 4;
const INFO = 14, AT = 6, SUCCESS = 1;

/** Where the last search found a match. */
export interface Found {
  start: number;
  end: number;
}

/**
 * Matches at one position.
 *
 * @returns Whether it matched; null says that there was no memory.
 */
export function matchAt(
  matcher: Matcher,
  program: Program,
  groups: number,
  start: number,
  found: Found,
): boolean | null {
  matcher.reset(groups);
  const end = matcher.run(program, 0, start, start);
  found.start = start;
  found.end = end;
  return end === NO_MEMORY ? null : end !== NO_MATCH;
}

/**
 * Finds the first match from a position on. Groups are left in the matcher.
 *
 * @param mustAdvance Whether an empty match at `from` does not count.
 * @returns Whether there is one; null says that there was no memory.
 */
export function search(
  matcher: Matcher,
  program: Program,
  groups: number,
  from: number,
  mustAdvance: boolean,
  found: Found,
): boolean | null {
  const { code } = program;
  let least = 0, body = 0, flags = 0;
  if (code[0] === INFO) {
    flags = code[2];
    least = code[3] >>> 0;
    body = 1 + code[1];
  }
  if (from > matcher.end || matcher.end - from < least) return false;
  const last = matcher.end - least;
  matcher.matchAll = false;
  matcher.mustAdvance = mustAdvance;
  if ((flags & HAS_PREFIX) !== 0 && code[body] !== SUCCESS) {
    return searchPrefix(matcher, program, groups, from, last, body, found);
  }
  const table = (flags & HAS_SET) !== 0 ? setTable(program, 5) : null;
  const { text, base } = matcher;
  for (let at = from; at <= last; at++) {
    if (table !== null) {
      while (at <= last) {
        const char = text[base + at];
        if (char < 256 ? table[char] === 1 : inSet(code, 5, char)) break;
        at++;
      }
      if (at > last) return false;
    }
    matcher.reset(groups);
    const end = matcher.run(program, body, at, at);
    matcher.mustAdvance = false;
    if (end !== NO_MATCH) return tell(found, at, end);
    if (code[body] === AT && (code[body + 1] === 0 || code[body + 1] === 2)) return false;
  }
  return false;
}

function tell(found: Found, start: number, end: number): boolean | null {
  found.start = start;
  found.end = end;
  return end === NO_MEMORY ? null : true;
}

/** The table of the set that an INFO block has; it is kept where the block's own opcode is. */
function setTable(program: Program, set: number): Uint8Array {
  const known = program.tables[0];
  if (known !== null) return known;
  const table = new Uint8Array(256);
  for (let char = 0; char < 256; char++) table[char] = inSet(program.code, set, char) ? 1 : 0;
  program.tables[0] = table;
  return table;
}

/** Searches for a program that begins with literals: finds them all, then matches the rest. */
function searchPrefix(
  matcher: Matcher,
  program: Program,
  groups: number,
  from: number,
  last: number,
  body: number,
  found: Found,
): boolean | null {
  const { code } = program;
  const { text, base } = matcher;
  const count = code[5], skip = code[6];
  const first = code[7];
  const whole = (code[2] & ALL_LITERAL) !== 0;
  for (let at = from; at <= last; at++) {
    while (at <= last && text[base + at] !== first) at++;
    if (at > last) return false;
    let same = 1;
    while (same < count && text[base + at + same] === code[7 + same]) same++;
    if (same < count) continue;
    matcher.reset(groups);
    if (whole) return tell(found, at, at + count);
    const end = matcher.run(program, body + 2 * skip, at, at + skip);
    if (end !== NO_MATCH) return tell(found, at, end);
  }
  return false;
}

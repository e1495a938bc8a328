/**
 * Searching in runs of units (bytes, or characters of one width): Horspool's algorithm with a fallback that
 * stays linear where patterns repeat themselves.
 *
 * @module
 */

/** Units that can be searched. */
export type Units = Uint8Array | Uint16Array | Int32Array;

/** Patterns shorter than this are compared in place at each candidate. */
const SHORT_PATTERN = 6;
/** Texts shorter than this aren't worth a table. */
const SHORT_TEXT = 64;
const SKIP = new Int32Array(256);

/**
 * Position of a pattern in a text, relative to `from`, or -1.
 *
 * @param text Units of the text; it lies at `from`, `length` units long.
 * @param part Units of the pattern; it lies at `at`, `width` units long, at least 1.
 */
export function findUnits(
  text: Units,
  from: number,
  length: number,
  part: Units,
  at: number,
  width: number,
): number {
  if (text instanceof Uint8Array && part instanceof Uint8Array) {
    return findBytes(text, from, length, part, at, width);
  }
  return findPlain(text, from, length, part, at, width);
}

/** As `findUnits`, for bytes. */
export function findBytes(
  text: Uint8Array,
  from: number,
  length: number,
  part: Uint8Array,
  at: number,
  width: number,
): number {
  const first = part[at];
  const end = from + length - width;
  if (width === 1) {
    for (let i = from; i <= end; i++) if (text[i] === first) return i - from;
    return -1;
  }
  if (width < SHORT_PATTERN || length < SHORT_TEXT) {
    for (let i = from; i <= end; i++) {
      if (text[i] !== first) continue;
      let k = 1;
      while (k < width && text[i + k] === part[at + k]) k++;
      if (k === width) return i - from;
    }
    return -1;
  }
  SKIP.fill(width);
  for (let k = 0; k < width - 1; k++) SKIP[part[at + k]] = width - 1 - k;
  const last = part[at + width - 1];
  let compared = 0;
  for (let i = from; i <= end;) {
    const unit = text[i + width - 1];
    if (unit === last) {
      let k = 0;
      while (k < width - 1 && text[i + k] === part[at + k]) k++;
      if (k === width - 1) return i - from;
      compared += k;
      // A pattern that repeats itself in a text that does, too.
      if (compared > 4 * length) {
        const found = findLinear(text, i, from + length - i, part, at, width);
        return found < 0 ? -1 : found + i - from;
      }
    }
    i += SKIP[unit];
  }
  return -1;
}

function findPlain(
  text: Units,
  from: number,
  length: number,
  part: Units,
  at: number,
  width: number,
): number {
  const first = part[at];
  const end = from + length - width;
  let compared = 0;
  for (let i = from; i <= end; i++) {
    if (text[i] !== first) continue;
    let k = 1;
    while (k < width && text[i + k] === part[at + k]) k++;
    if (k === width) return i - from;
    compared += k;
    if (compared > 8 * length && width > SHORT_PATTERN) {
      const found = findLinear(text, i + 1, from + length - i - 1, part, at, width);
      return found < 0 ? -1 : found + i + 1 - from;
    }
  }
  return -1;
}

/** Knuth, Morris and Pratt: never looks at a unit of the text twice. */
function findLinear(
  text: Units,
  from: number,
  length: number,
  part: Units,
  at: number,
  width: number,
): number {
  const fallback = new Int32Array(width);
  for (let i = 1, k = 0; i < width; i++) {
    while (k > 0 && part[at + i] !== part[at + k]) k = fallback[k - 1];
    if (part[at + i] === part[at + k]) k++;
    fallback[i] = k;
  }
  for (let i = 0, k = 0; i < length; i++) {
    const unit = text[from + i];
    while (k > 0 && unit !== part[at + k]) k = fallback[k - 1];
    if (unit === part[at + k]) k++;
    if (k === width) return i - width + 1;
  }
  return -1;
}

/** Position of the last occurrence of a pattern, relative to `from`, or -1. */
export function findLastUnits(
  text: Units,
  from: number,
  length: number,
  part: Units,
  at: number,
  width: number,
): number {
  const first = part[at];
  for (let i = from + length - width; i >= from; i--) {
    if (text[i] !== first) continue;
    let k = 1;
    while (k < width && text[i + k] === part[at + k]) k++;
    if (k === width) return i - from;
  }
  return -1;
}

/** Whether a pattern lies at a place of a text. */
export function matchesAt(text: Units, from: number, part: Units, at: number, width: number): boolean {
  for (let k = 0; k < width; k++) if (text[from + k] !== part[at + k]) return false;
  return true;
}

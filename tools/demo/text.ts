/**
 * A text of any size from a seed: made-up words whose frequencies follow Zipf's law, as in real texts.
 *
 * @module
 */

import { Random } from "../random.ts";

const SYLLABLES = [
  "ka",
  "ro",
  "mi",
  "te",
  "su",
  "no",
  "ha",
  "ri",
  "yo",
  "shi",
  "ta",
  "ne",
  "ku",
  "mo",
  "ra",
  "wa",
];
const WORDS = 20_000;

function word(rank: number): string {
  let text = "";
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    text += SYLLABLES[rest % SYLLABLES.length];
  }
  return text;
}

/** ASCII text of at least `bytes` bytes. The same for the same seed. */
export function makeText(bytes: number, seed: number): string {
  const random = new Random(seed);
  const words = Array.from({ length: WORDS }, (_, rank) => word(rank));
  const parts: string[] = [];
  for (let size = 0, column = 0; size < bytes;) {
    // The rank of a word is about as likely as its inverse.
    const chosen = words[Math.floor(WORDS ** random.unit()) - 1];
    const end = column > 80 ? "\n" : " ";
    column = end === "\n" ? 0 : column + chosen.length + 1;
    parts.push(chosen, end);
    size += chosen.length + 1;
  }
  return parts.join("");
}

/**
 * Properties of characters in Unicode 16.0, and in 3.2 where that differs. Tables are unpacked when they are first
 * asked for.
 *
 * @module
 */
import { eachEntry, unpack } from "@orochi/syntax/unicode";
import { OLD_RECORDS, RECORDS } from "./data.ts";

/** What is known of a character besides its decomposition and its value as a number. */
export interface CharacterRecord {
  /** General category; `Cn` for code points that are not assigned. */
  readonly category: string;
  /** Bidirectional class; empty for those. */
  readonly bidirectional: string;
  /** Canonical combining class. */
  readonly combining: number;
  /** East Asian width. */
  readonly width: string;
  /** Whether it is mirrored in text from right to left. */
  readonly mirrored: number;
}

/** The value of a character as a number. */
export interface CharacterNumber {
  /** The number, or a fraction `a/b`. */
  readonly value: number;
  /** Whether it is a decimal digit. */
  readonly isDecimal: boolean;
  /** Whether it is a digit of some kind. */
  readonly isDigit: boolean;
}

/** One version's tables. */
export class CharacterTables {
  readonly #starts: Uint32Array;
  readonly #kinds: Uint16Array;
  readonly #records: readonly CharacterRecord[];
  readonly #decompositions: Map<number, string> = new Map();
  readonly #numbers: Map<number, CharacterNumber | null> = new Map();
  readonly #newer: CharacterTables | null;

  /** @param newer The version that decompositions and numbers are as in where the data doesn't say. */
  constructor(data: string, newer: CharacterTables | null) {
    this.#newer = newer;
    const [runs, decompositions, numbers] = unpack(data).split("\n\n");
    const [records, lengths] = runs.split("\n");
    this.#records = records.split("|").map((record) => {
      const [category, bidirectional, combining, width, mirrored] = record.split(",");
      return { category, bidirectional, combining: Number(combining), width, mirrored: Number(mirrored) };
    });
    const parts = lengths.split(" "), count = parts.length / 2;
    this.#starts = new Uint32Array(count);
    this.#kinds = new Uint16Array(count);
    for (let i = 0, start = 0; i < count; i++) {
      this.#starts[i] = start;
      this.#kinds[i] = parseInt(parts[2 * i + 1], 36);
      start += parseInt(parts[2 * i], 36);
    }
    eachEntry(decompositions, (code, text) => this.#decompositions.set(code, text));
    eachEntry(numbers, (code, text) => this.#numbers.set(code, numberOf(text)));
  }

  /** The record of a code point. */
  record(code: number): CharacterRecord {
    const starts = this.#starts;
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= code) low = middle;
      else high = middle - 1;
    }
    return this.#records[this.#kinds[low]];
  }

  /** Whether the version has the character. */
  isAssigned(code: number): boolean {
    return this.record(code).category !== "Cn";
  }

  /** Decomposition as in the database, such as `<compat> 0020 0308`; empty if there is none. */
  decomposition(code: number): string {
    const own = this.#decompositions.get(code);
    if (own !== undefined || this.#newer === null) return own ?? "";
    return this.isAssigned(code) ? this.#newer.decomposition(code) : "";
  }

  /** The value as a number, or null. */
  number(code: number): CharacterNumber | null {
    const own = this.#numbers.get(code);
    if (own !== undefined || this.#newer === null) return own ?? null;
    return this.isAssigned(code) ? this.#newer.number(code) : null;
  }

  /** Code points that this version decomposes in its own way. */
  get corrected(): ReadonlyMap<number, string> {
    return this.#decompositions;
  }
}

function numberOf(text: string): CharacterNumber | null {
  if (text === "") return null;
  const isDecimal = text[0] === "d", isDigit = isDecimal || text[0] === "g";
  const [a, b] = (isDigit ? text.slice(1) : text).split("/").map(Number);
  return { value: b === undefined ? a : a / b, isDecimal, isDigit };
}

let current: CharacterTables | null = null, old: CharacterTables | null = null;

/** Unicode 16.0. */
export function currentTables(): CharacterTables {
  return current ??= new CharacterTables(RECORDS, null);
}

/** Unicode 3.2. */
export function oldTables(): CharacterTables {
  return old ??= new CharacterTables(OLD_RECORDS, currentTables());
}

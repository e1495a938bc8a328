/**
 * Code units as bytes, in the format of `code_format.ts`, without a heap: for an isolate that compiles for another one.
 *
 * @module
 */
import { STR_ASCII, STR_INTERNED, STR_KIND_SHIFT, tagInt } from "@orochi/object";
import { CO_HAS_DOCSTRING, type CodeUnit, type Constant } from "./bytecode/code_unit.ts";
import {
  HEADER_WORDS,
  sealCode,
  STATICS,
  TAG_BIG,
  TAG_BYTES,
  TAG_CODE,
  TAG_COMPLEX,
  TAG_FLOAT,
  TAG_FROZENSET,
  TAG_SMALL,
  TAG_STATIC,
  TAG_STR,
  TAG_TUPLE,
  wordsFor,
} from "./code_format.ts";
import { isNameLike } from "./name_like.ts";

/** In the order of `STATICS`. */
const STATIC_TYPES: readonly Constant["type"][] = ["None", "False", "True", "Ellipsis"];
const SMALL_MIN = -0x4000_0000n, SMALL_MAX = 0x3fff_ffffn;
/** Stands for the empty tuple, of which a heap has one. */
const EMPTY = {};

class UnitWriter {
  words: Int32Array = new Int32Array(16384);
  length = HEADER_WORDS;
  count = 0;
  /** Interned texts by themselves, small ints and static values as they are tagged, all others by their objects. */
  readonly #places: Map<unknown, number> = new Map();
  readonly #doubles: Float64Array = new Float64Array(1);
  readonly #halves: Int32Array = new Int32Array(this.#doubles.buffer);
  /** Of the file name, which all units of a module share. */
  #filename = -1;

  #room(words: number): void {
    if (this.length + words <= this.words.length) return;
    const larger = new Int32Array(Math.max(this.words.length * 2, this.length + words));
    larger.set(this.words);
    this.words = larger;
  }

  #put(word: number): void {
    if (this.length === this.words.length) this.#room(1);
    this.words[this.length++] = word;
  }

  #putAll(words: ArrayLike<number>): void {
    this.#room(words.length);
    this.words.set(words, this.length);
    this.length += words.length;
  }

  /** Bytes, filled up with zeros to whole words. */
  #bytes(bytes: Uint8Array): void {
    const words = wordsFor(bytes.length);
    this.#room(words);
    new Uint8Array(this.words.buffer, this.length * 4, words * 4).set(bytes);
    this.length += words;
  }

  #double(value: number): void {
    this.#doubles[0] = value;
    this.#putAll(this.#halves);
  }

  /** The place of a value that has just been written. */
  #placed(key: unknown): number {
    this.#places.set(key, this.count);
    return this.count++;
  }

  #name(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#characters(text, STR_INTERNED);
    return this.#placed(text);
  }

  /** A str: characters of as few bytes as fit the largest, as in a heap. */
  #characters(text: string | readonly number[], flags: number): void {
    const points = typeof text === "string" ? pointsOf(text) : text;
    let largest = 0;
    for (const point of points) if (point > largest) largest = point;
    const kind = largest < 256 ? 1 : largest < 0x1_0000 ? 2 : 4;
    this.#put(TAG_STR);
    this.#put(points.length);
    this.#put((kind << STR_KIND_SHIFT | (largest < 128 ? STR_ASCII : 0) | flags) >>> STR_KIND_SHIFT);
    const words = wordsFor(points.length * kind);
    this.#room(words);
    const buffer = this.words.buffer, start = this.length * 4;
    if (kind === 1) new Uint8Array(buffer, start, points.length).set(points);
    else if (kind === 2) new Uint16Array(buffer, start, points.length).set(points);
    else new Int32Array(buffer, start, points.length).set(points);
    this.length += words;
  }

  #tuple(key: unknown, tag: number, places: readonly number[]): number {
    const empty = tag === TAG_TUPLE && places.length === 0,
      known = empty ? this.#places.get(EMPTY) : undefined;
    if (known !== undefined) return known;
    this.#put(tag);
    this.#put(places.length);
    this.#putAll(places);
    return this.#placed(empty ? EMPTY : key);
  }

  #names(texts: readonly string[]): number {
    return this.#tuple({}, TAG_TUPLE, texts.map((text) => this.#name(text)));
  }

  /** Writes a constant unless it is there; returns its place. */
  #constant(constant: Constant): number {
    if (constant.type === "str" && isNameLike(constant.value)) return this.#name(constant.value);
    const statically = STATIC_TYPES.indexOf(constant.type);
    const isSmall = constant.type === "int" && constant.value >= SMALL_MIN && constant.value <= SMALL_MAX;
    const key = statically >= 0 ? STATICS[statically] : isSmall ? tagInt(Number(constant.value)) : constant;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (statically >= 0) {
      this.#put(TAG_STATIC);
      this.#put(statically);
      return this.#placed(key);
    }
    switch (constant.type) {
      case "int":
        if (isSmall) {
          this.#put(TAG_SMALL);
          this.#put(key as number);
        } else {
          const digits = `${constant.value}`;
          this.#put(TAG_BIG);
          this.#put(digits.length);
          for (let i = 0; i < digits.length; i++) this.#put(digits.charCodeAt(i));
        }
        break;
      case "float":
        this.#put(TAG_FLOAT);
        this.#double(constant.value);
        break;
      case "complex":
        this.#put(TAG_COMPLEX);
        this.#double(constant.real);
        this.#double(constant.imag);
        break;
      case "str":
        this.#characters(constant.value, 0);
        break;
      case "surrogates":
        this.#characters(constant.points, 0);
        break;
      case "bytes":
        this.#put(TAG_BYTES);
        this.#put(constant.value.length);
        this.#bytes(constant.value);
        break;
      case "tuple":
      case "frozenset": {
        const tag = constant.type === "tuple" ? TAG_TUPLE : TAG_FROZENSET;
        return this.#tuple(constant, tag, constant.items.map((item) => this.#constant(item)));
      }
      case "code":
        this.unit(constant.unit);
        this.#places.set(constant, this.count - 1);
        return this.count - 1;
    }
    return this.#placed(key);
  }

  #file(filename: string): number {
    if (this.#filename < 0) {
      this.#characters(filename, 0);
      this.#filename = this.count++;
    }
    return this.#filename;
  }

  /** Writes a unit, which is the last value then. */
  unit(unit: CodeUnit): void {
    const variables = [unit.varnames, unit.cellvars, unit.freevars, unit.names.slice(0, unit.nameCount)];
    const references = variables.map((texts) => this.#names(texts));
    const constants = unit.constants.map((constant) => this.#constant(constant));
    const hasDocstring = (unit.flags & CO_HAS_DOCSTRING) !== 0 && unit.docstring !== null;
    const first = hasDocstring ? [this.#constant({ type: "str", value: unit.docstring! })] : [];
    references.push(this.#tuple({}, TAG_TUPLE, [...first, ...constants]), this.#file(unit.filename));
    references.push(this.#name(unit.name), this.#name(unit.qualname));
    const names = unit.names.map((name) => this.#name(name));
    const stream = unit.stream.slice();
    for (const at of unit.constantRelocations) stream[at] = constants[stream[at]];
    for (const at of unit.nameRelocations) stream[at] = names[stream[at]];
    this.#put(TAG_CODE);
    this.#put(unit.argCount);
    this.#put(unit.posOnlyCount);
    this.#put(unit.kwOnlyCount);
    this.#put(unit.flags);
    this.#put(unit.localCount);
    this.#put(unit.registerCount);
    this.#put(stream.length);
    this.#put(unit.icWords);
    this.#put(unit.firstLine);
    this.#putAll(references);
    this.#put(unit.constantRelocations.length + unit.nameRelocations.length);
    this.#put(unit.positions.length);
    this.#put(unit.exceptionTable.length);
    this.#putAll(stream);
    this.#putAll(unit.constantRelocations);
    this.#putAll(unit.nameRelocations);
    this.#bytes(unit.positions);
    this.#putAll(unit.exceptionTable);
    this.count++;
  }
}

function pointsOf(text: string): number[] {
  const points: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i++;
    points.push(point);
  }
  return points;
}

/** A unit, with those within it, as the bytes that `readCode` makes a code object of. */
export function unitBytes(unit: CodeUnit): Uint8Array {
  const writer = new UnitWriter();
  writer.unit(unit);
  return sealCode(writer.words, writer.length, writer.count);
}

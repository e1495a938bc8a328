/**
 * The LZMA decoder: symbols from a range coder into a window, and back to where it was when input runs out.
 *
 * @module
 */
import * as M from "./model.ts";

/** Bytes that one symbol takes at most, and the first ones of the range coder. */
const SYMBOL_BYTES = 21;
/** The first size of a window that grows. */
const FIRST_WINDOW = 1 << 16;

/** What a decoder remembers beside its window and its probabilities. */
export interface DecoderFields {
  properties: M.Properties;
  dictionary: number;
  state: number;
  reps: [number, number, number, number];
  range: number;
  code: number;
  /** Bytes that the range coder still takes before its first symbol. */
  start: number;
  /** Bytes of a match that are not copied yet. */
  left: number;
  /** Where the window is written next. */
  position: number;
  /** Bytes written since the dictionary was empty, modulo 16. */
  place: number;
  /** Bytes that a distance can reach. */
  reach: number;
  /** An end marker was met. */
  marked: boolean;
}

/** A decoder. */
export class Decoder {
  fields: DecoderFields;
  probs: Uint16Array;
  window: Uint8Array;
  /** Input, and how far it is read. */
  input: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  #short = false;

  constructor(properties: M.Properties, dictionary: number) {
    this.fields = {
      properties,
      // A distance of 4096 is always allowed, as in liblzma.
      dictionary: Math.max(dictionary, 4096),
      state: 0,
      reps: [0, 0, 0, 0],
      range: 0xffff_ffff,
      code: 0,
      start: 5,
      left: 0,
      position: 0,
      place: 0,
      reach: 0,
      marked: false,
    };
    this.probs = M.newProbabilities(properties);
    this.window = new Uint8Array(0);
  }

  /** Begins with new probabilities. */
  resetState(properties: M.Properties): void {
    const fields = this.fields;
    fields.properties = properties;
    fields.state = 0;
    fields.reps = [0, 0, 0, 0];
    this.probs = M.newProbabilities(properties);
  }

  /** Begins with a new range coder. */
  resetCoder(): void {
    this.fields.range = 0xffff_ffff;
    this.fields.code = 0;
    this.fields.start = 5;
  }

  /** Room at the write position, for `wanted` bytes at most. */
  room(wanted: number): number {
    const fields = this.fields;
    if (fields.position === this.window.length) {
      if (fields.position < fields.dictionary) {
        const larger = new Uint8Array(
          Math.min(fields.dictionary, Math.max(FIRST_WINDOW, fields.position * 2)),
        );
        larger.set(this.window);
        this.window = larger;
      } else fields.position = 0;
    }
    return Math.min(wanted, this.window.length - fields.position);
  }

  /** Says that bytes were written to the window. */
  wrote(count: number): void {
    this.fields.position += count;
    this.fields.place = (this.fields.place + count) & 15;
    this.fields.reach = Math.min(this.fields.reach + count, this.fields.dictionary);
  }

  /** Reads what begins the range coder; false if it is not whole yet. */
  begin(): boolean {
    const fields = this.fields;
    for (; fields.start > 0 && this.at < this.end; fields.start--) {
      const byte = this.input[this.at++];
      if (fields.start === 5 && byte !== 0) throw M.corrupt();
      fields.code = (fields.code << 8 | byte) >>> 0;
    }
    return fields.start === 0;
  }

  /**
   * Decodes into the window until `limit` bytes are there, the input is used up or an end marker comes.
   *
   * @param limit At most what {@linkcode Decoder.room} gave.
   * @returns How many bytes were written.
   */
  run(limit: number): number {
    const fields = this.fields;
    let made = 0;
    while (made < limit && !fields.marked) {
      if (fields.left > 0) {
        const count = Math.min(fields.left, limit - made);
        this.#copy(count);
        fields.left -= count;
        made += count;
        continue;
      }
      const length = this.symbol();
      if (length < 0) break;
      if (length === 0) made++;
      else fields.left = length;
    }
    return made;
  }

  /** Decodes one symbol: 0 a literal that was written, else a match's length; -1 end marker or not enough input. */
  symbol(): number {
    this.#short = false;
    if (this.end - this.at >= SYMBOL_BYTES) return this.#decode();
    const { fields, at } = this;
    const saved = { ...fields, reps: [...fields.reps] as DecoderFields["reps"] }, probs = this.probs.slice();
    const length = this.#decode();
    if (!this.#short) return length;
    Object.assign(fields, saved);
    this.probs = probs;
    this.at = at;
    return -1;
  }

  /** Brings the range coder to the end of its data: 1 if that is the end, 0 if not, -1 without enough input. */
  finish(): number {
    const fields = this.fields;
    if (fields.range < 0x100_0000) {
      if (this.at === this.end) return -1;
      fields.range = fields.range << 8 >>> 0;
      fields.code = (fields.code << 8 | this.input[this.at++]) >>> 0;
    }
    return fields.code === 0 ? 1 : 0;
  }

  #copy(count: number): void {
    const { fields, window } = this;
    const distance = fields.reps[0] + 1;
    let to = fields.position, from = to - distance;
    if (from < 0) from += window.length;
    for (let i = 0; i < count; i++) {
      window[to++] = window[from++];
      if (from === window.length) from = 0;
    }
    this.wrote(count);
  }

  #bit(index: number): number {
    const fields = this.fields, probs = this.probs;
    if (fields.range < 0x100_0000) this.#normalize();
    const probability = probs[index], bound = Math.imul(fields.range >>> 11, probability) >>> 0;
    if (fields.code < bound) {
      fields.range = bound;
      probs[index] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    fields.range -= bound;
    fields.code -= bound;
    probs[index] = probability - (probability >> 5);
    return 1;
  }

  #normalize(): void {
    const fields = this.fields;
    let byte = 0;
    if (this.at < this.end) byte = this.input[this.at++];
    else this.#short = true;
    fields.range = fields.range << 8 >>> 0;
    fields.code = (fields.code << 8 | byte) >>> 0;
  }

  #tree(base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = symbol << 1 | this.#bit(base + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(base: number, bits: number): number {
    let symbol = 1, value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(base + symbol);
      symbol = symbol << 1 | bit;
      value |= bit << i;
    }
    return value;
  }

  #length(base: number, position: number): number {
    if (this.#bit(base) === 0) return this.#tree(base + M.LENGTH_LOW + (position << 3), 3) + 2;
    if (this.#bit(base + 1) === 0) return this.#tree(base + M.LENGTH_MIDDLE + (position << 3), 3) + 10;
    return this.#tree(base + M.LENGTH_HIGH, 8) + 18;
  }

  #distance(length: number): number {
    const slot = this.#tree(M.POS_SLOT + (Math.min(length - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1, high = (2 | slot & 1) << bits >>> 0;
    if (slot < 14) return high + this.#reverseTree(M.POS_SPECIAL + high - slot, bits);
    const fields = this.fields;
    let direct = 0;
    for (let i = 4; i < bits; i++) {
      if (fields.range < 0x100_0000) this.#normalize();
      fields.range >>>= 1;
      const one = fields.code >= fields.range ? 1 : 0;
      if (one === 1) fields.code -= fields.range;
      direct = direct << 1 | one;
    }
    return high + direct * 16 + this.#reverseTree(M.ALIGN, 4);
  }

  #back(distance: number): number {
    const from = this.fields.position - distance - 1;
    return this.window[from < 0 ? from + this.window.length : from];
  }

  #literal(place: number): void {
    const fields = this.fields, { lc, lp } = fields.properties;
    const before = fields.reach === 0 ? 0 : this.#back(0);
    const base = M.LITERAL + 0x300 * ((place & (1 << lp) - 1) << lc | before >> 8 - lc);
    let symbol = 1;
    if (fields.state >= 7) {
      let match = this.#back(fields.reps[0]);
      do {
        const expected = match >> 7 & 1;
        match <<= 1;
        const bit = this.#bit(base + (1 + expected << 8) + symbol);
        symbol = symbol << 1 | bit;
        if (bit !== expected) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = symbol << 1 | this.#bit(base + symbol);
    if (this.#short) return;
    this.#put(symbol);
    fields.state = M.afterLiteral(fields.state);
  }

  #put(byte: number): void {
    this.window[this.fields.position] = byte;
    this.wrote(1);
  }

  #decode(): number {
    const fields = this.fields, { state, place } = fields, reps = fields.reps;
    const position = place & (1 << fields.properties.pb) - 1;
    if (this.#bit(M.IS_MATCH + (state << 4) + position) === 0) {
      this.#literal(place);
      return 0;
    }
    let length: number;
    if (this.#bit(M.IS_REP + state) === 0) {
      length = this.#length(M.LENGTH, position);
      const distance = this.#distance(length);
      if (distance === 0xffff_ffff) {
        if (!this.#short) fields.marked = true;
        return -1;
      }
      fields.reps = [distance, reps[0], reps[1], reps[2]];
      fields.state = state < 7 ? 7 : 10;
    } else {
      if (this.#bit(M.IS_REP_G0 + state) === 0) {
        if (this.#bit(M.IS_REP0_LONG + (state << 4) + position) === 0) {
          if (this.#short) return -1;
          if (reps[0] >= fields.reach) throw M.corrupt();
          fields.state = state < 7 ? 9 : 11;
          this.#put(this.#back(reps[0]));
          return 0;
        }
      } else this.#choose(state, reps);
      length = this.#length(M.REP_LENGTH, position);
      fields.state = state < 7 ? 8 : 11;
    }
    if (!this.#short && fields.reps[0] >= fields.reach) throw M.corrupt();
    return length;
  }

  /** Brings the second, third or fourth of the last distances to the front. */
  #choose(state: number, reps: DecoderFields["reps"]): void {
    const which = this.#bit(M.IS_REP_G1 + state) === 0 ? 1 : 2 + this.#bit(M.IS_REP_G2 + state);
    const chosen = reps[which];
    for (let i = which; i > 0; i--) reps[i] = reps[i - 1];
    reps[0] = chosen;
  }
}

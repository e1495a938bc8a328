/**
 * The LZMA encoder: a whole block at once, with hash chains and a lazy choice of matches.
 *
 * @module
 */
import { joinBytes } from "../stream_parts.ts";
import * as M from "./model.ts";

/** What an encoder goes by. */
export interface EncoderOptions extends M.Properties {
  readonly dictionary: number;
  /** A match of this length is taken without looking further. */
  readonly nice: number;
  /** Candidates of a hash chain that are compared. */
  readonly depth: number;
}

const LONGEST = 273;
const HASH_BITS = 17;

/** Encodes bytes as LZMA symbols. */
export class Encoder {
  #probs: Uint16Array;
  #low = 0;
  #range = 0xffff_ffff;
  #cache = 0;
  #cacheSize = 1;
  #output = new Uint8Array(1 << 16);
  #size = 0;
  #state = 0;
  #reps = [0, 0, 0, 0];
  /** Where the next symbol begins. */
  at = 0;
  #inserted = 0;
  readonly #heads = new Int32Array(1 << HASH_BITS).fill(-1);
  readonly #heads3 = new Int32Array(1 << 16).fill(-1);
  readonly #heads2 = new Int32Array(1 << 16).fill(-1);
  readonly #chain: Int32Array;
  #lengths: number[] = [];
  #distances: number[] = [];
  #ready = false;

  constructor(private readonly data: Uint8Array, private readonly options: EncoderOptions) {
    this.#probs = M.newProbabilities(options);
    this.#chain = new Int32Array(data.length);
  }

  /** Forgets what was learnt of the data, but not the data. */
  resetState(): void {
    this.#probs = M.newProbabilities(this.options);
    this.#state = 0;
    this.#reps = [0, 0, 0, 0];
  }

  /** Bytes that are written, with those that finishing adds. */
  get size(): number {
    return this.#size + this.#cacheSize + 4;
  }

  /** Encodes symbols until the input is at `stop`, or the output has grown to `most` bytes. */
  run(stop: number, most: number): void {
    while (this.at < stop && this.size < most) this.#symbol();
  }

  /** Writes the end marker. */
  mark(): void {
    const position = this.at & (1 << this.options.pb) - 1;
    this.#bit(M.IS_MATCH + (this.#state << 4) + position, 1);
    this.#bit(M.IS_REP + this.#state, 0);
    this.#length(M.LENGTH, 2, position);
    this.#distance(0xffff_ffff, 2);
  }

  /** Ends the range coder's data and gives it; the next symbol begins a new one. */
  finish(): Uint8Array {
    for (let i = 0; i < 5; i++) this.#shift();
    const result = this.#output.slice(0, this.#size);
    this.#low = this.#size = this.#cache = 0;
    this.#range = 0xffff_ffff;
    this.#cacheSize = 1;
    return result;
  }

  // -- The range coder

  #shift(): void {
    if (this.#low < 0xff00_0000 || this.#low > 0xffff_ffff) {
      const carry = this.#low > 0xffff_ffff ? 1 : 0;
      if (this.#size + this.#cacheSize > this.#output.length) {
        const larger = new Uint8Array((this.#size + this.#cacheSize) * 2);
        larger.set(this.#output);
        this.#output = larger;
      }
      let byte = this.#cache;
      do {
        this.#output[this.#size++] = byte + carry;
        byte = 0xff;
      } while (--this.#cacheSize > 0);
      this.#cache = this.#low >>> 24 & 0xff;
    }
    this.#cacheSize++;
    this.#low = (this.#low & 0xff_ffff) * 256;
  }

  #bit(index: number, bit: number): void {
    const probability = this.#probs[index], bound = Math.imul(this.#range >>> 11, probability) >>> 0;
    if (bit === 0) {
      this.#range = bound;
      this.#probs[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#low += bound;
      this.#range -= bound;
      this.#probs[index] = probability - (probability >> 5);
    }
    if (this.#range < 0x100_0000) {
      this.#range = this.#range << 8 >>> 0;
      this.#shift();
    }
  }

  #tree(base: number, bits: number, value: number): void {
    let symbol = 1;
    for (let i = bits - 1; i >= 0; i--) {
      const bit = value >> i & 1;
      this.#bit(base + symbol, bit);
      symbol = symbol << 1 | bit;
    }
  }

  #reverseTree(base: number, bits: number, value: number): void {
    let symbol = 1;
    for (let i = 0; i < bits; i++) {
      const bit = value >>> i & 1;
      this.#bit(base + symbol, bit);
      symbol = symbol << 1 | bit;
    }
  }

  #length(base: number, length: number, position: number): void {
    if (length < 10) {
      this.#bit(base, 0);
      this.#tree(base + M.LENGTH_LOW + (position << 3), 3, length - 2);
      return;
    }
    this.#bit(base, 1);
    this.#bit(base + 1, length < 18 ? 0 : 1);
    if (length < 18) this.#tree(base + M.LENGTH_MIDDLE + (position << 3), 3, length - 10);
    else this.#tree(base + M.LENGTH_HIGH, 8, length - 18);
  }

  #distance(distance: number, length: number): void {
    const top = 31 - Math.clz32(distance);
    const slot = distance < 4 ? distance : top << 1 | distance >>> top - 1 & 1;
    this.#tree(M.POS_SLOT + (Math.min(length - 2, 3) << 6), 6, slot);
    if (slot < 4) return;
    const bits = (slot >> 1) - 1, high = (2 | slot & 1) << bits >>> 0;
    if (slot < 14) return this.#reverseTree(M.POS_SPECIAL + high - slot, bits, distance - high);
    for (let i = bits - 1; i >= 4; i--) {
      this.#range >>>= 1;
      if ((distance >>> i & 1) === 1) this.#low += this.#range;
      if (this.#range < 0x100_0000) {
        this.#range = this.#range << 8 >>> 0;
        this.#shift();
      }
    }
    this.#reverseTree(M.ALIGN, 4, distance & 15);
  }

  // -- Matches

  /** Enters positions up to `end` into the chains. */
  #insert(end: number): void {
    const data = this.data, last = Math.min(end, data.length - 3);
    for (let at = this.#inserted; at < last; at++) {
      const two = data[at] | data[at + 1] << 8, three = two | data[at + 2] << 16;
      const hash = Math.imul(three | data[at + 3] << 24, 0x9e37_79b1) >>> 32 - HASH_BITS;
      this.#heads2[two] = at;
      this.#heads3[Math.imul(three, 0x9e37_79b1) >>> 16] = at;
      this.#chain[at] = this.#heads[hash];
      this.#heads[hash] = at;
    }
    this.#inserted = Math.max(this.#inserted, end);
  }

  /** How many bytes agree at two places. */
  #same(from: number, at: number, most: number): number {
    const data = this.data;
    let length = 0;
    while (length < most && data[from + length] === data[at + length]) length++;
    return length;
  }

  /** Matches at a place, each longer and farther than the one before. */
  #find(at: number): void {
    this.#lengths.length = this.#distances.length = 0;
    this.#insert(at);
    const { data, options } = this, most = Math.min(LONGEST, data.length - at);
    if (most < 4) return;
    const two = data[at] | data[at + 1] << 8, three = two | data[at + 2] << 16;
    const first = at - options.dictionary;
    let best = 1;
    const consider = (from: number) => {
      if (from < 0 || from < first || data[from + best] !== data[at + best]) return;
      const length = this.#same(from, at, most);
      if (length <= best) return;
      this.#lengths.push(best = length);
      this.#distances.push(at - from - 1);
    };
    consider(this.#heads2[two]);
    consider(this.#heads3[Math.imul(three, 0x9e37_79b1) >>> 16]);
    let from = this.#heads[Math.imul(three | data[at + 3] << 24, 0x9e37_79b1) >>> 32 - HASH_BITS];
    for (let i = options.depth; i > 0 && from >= 0 && from >= first && best < most; i--) {
      consider(from);
      if (best >= options.nice) break;
      from = this.#chain[from];
    }
  }

  #symbol(): void {
    const { data, at, options } = this, most = Math.min(LONGEST, data.length - at);
    if (!this.#ready) this.#find(at);
    this.#ready = false;
    let repeat = 0, which = 0;
    for (let i = 0; i < 4; i++) {
      const from = at - this.#reps[i] - 1;
      const length = from < 0 ? 0 : this.#same(from, at, most);
      if (length > repeat) [repeat, which] = [length, i];
    }
    if (repeat >= options.nice) return this.#repeat(which, repeat);
    let pair = this.#lengths.length - 1;
    let length = pair < 0 ? 1 : this.#lengths[pair], distance = pair < 0 ? 0 : this.#distances[pair];
    if (length >= options.nice) return this.#match(distance, length);
    while (pair > 0 && length === this.#lengths[pair - 1] + 1 && distance >>> 7 > this.#distances[pair - 1]) {
      pair--;
      length = this.#lengths[pair];
      distance = this.#distances[pair];
    }
    if (length === 2 && distance >= 0x80) length = 1;
    if (
      repeat >= 2 && (repeat + 1 >= length || (repeat + 2 >= length && distance >= 1 << 9) ||
        (repeat + 3 >= length && distance >= 1 << 15))
    ) return this.#repeat(which, repeat);
    if (length < 2 || this.#betterNext(length, distance)) return this.#literal();
    this.#match(distance, length);
  }

  /** Whether the next place has a match that is worth a literal here; its matches are kept for it then. */
  #betterNext(length: number, distance: number): boolean {
    const next = this.at + 1, most = Math.min(LONGEST, this.data.length - next);
    this.#find(next);
    const last = this.#lengths.length - 1;
    const newLength = last < 0 ? 0 : this.#lengths[last], newDistance = last < 0 ? 0 : this.#distances[last];
    let better = newLength >= 2 &&
      ((newLength >= length && newDistance < distance) ||
        (newLength === length + 1 && newDistance >>> 7 <= distance) || newLength > length + 1 ||
        (newLength + 1 >= length && length >= 3 && distance >>> 7 > newDistance));
    const limit = Math.max(length - 1, 2);
    for (let i = 0; i < 4 && !better; i++) {
      const from = next - this.#reps[i] - 1;
      better = from >= 0 && most >= limit && this.#same(from, next, limit) === limit;
    }
    return this.#ready = better;
  }

  // -- Symbols

  #literal(): void {
    const { data, at, options } = this, { lc, lp } = options;
    const position = at & (1 << options.pb) - 1, state = this.#state;
    const byte = data[at], from = at - this.#reps[0] - 1;
    this.#bit(M.IS_MATCH + (state << 4) + position, 0);
    const before = at === 0 ? 0 : data[at - 1];
    const base = M.LITERAL + 0x300 * ((at & (1 << lp) - 1) << lc | before >> 8 - lc);
    let symbol = 1, expected = state >= 7 ? 0x100 | data[from] : 0;
    for (let i = 7; i >= 0; i--) {
      const bit = byte >> i & 1;
      if (expected === 0) this.#bit(base + symbol, bit);
      else {
        const other = expected >> i & 1;
        this.#bit(base + (1 + other << 8) + symbol, bit);
        if (other !== bit) expected = 0;
      }
      symbol = symbol << 1 | bit;
    }
    this.#state = M.afterLiteral(state);
    this.at++;
  }

  #match(distance: number, length: number): void {
    const position = this.at & (1 << this.options.pb) - 1, state = this.#state;
    this.#bit(M.IS_MATCH + (state << 4) + position, 1);
    this.#bit(M.IS_REP + state, 0);
    this.#length(M.LENGTH, length, position);
    this.#distance(distance, length);
    this.#reps = [distance, this.#reps[0], this.#reps[1], this.#reps[2]];
    this.#state = state < 7 ? 7 : 10;
    this.at += length;
  }

  #repeat(which: number, length: number): void {
    const position = this.at & (1 << this.options.pb) - 1, state = this.#state, reps = this.#reps;
    this.#bit(M.IS_MATCH + (state << 4) + position, 1);
    this.#bit(M.IS_REP + state, 1);
    this.#bit(M.IS_REP_G0 + state, which === 0 ? 0 : 1);
    if (which === 0) this.#bit(M.IS_REP0_LONG + (state << 4) + position, 1);
    else {
      this.#bit(M.IS_REP_G1 + state, which === 1 ? 0 : 1);
      if (which > 1) this.#bit(M.IS_REP_G2 + state, which - 2);
      const chosen = reps[which];
      reps.splice(which, 1);
      reps.unshift(chosen);
    }
    this.#length(M.REP_LENGTH, length, position);
    this.#state = state < 7 ? 8 : 11;
    this.at += length;
  }
}

/** Bytes as LZMA1 data. */
export function encodeLzma1(data: Uint8Array, options: EncoderOptions, marked: boolean): Uint8Array {
  const encoder = new Encoder(data, options);
  encoder.run(data.length, Infinity);
  if (marked) encoder.mark();
  return encoder.finish();
}

/** Bytes as LZMA2 data. */
export function encodeLzma2(data: Uint8Array, options: EncoderOptions): Uint8Array {
  const parts: Uint8Array[] = [], encoder = new Encoder(data, options);
  // What the next chunk has to reset: 3 all, 2 state and properties, 1 state, 0 nothing.
  let reset = 3;
  for (let from = 0; from < data.length;) {
    encoder.run(Math.min(data.length, from + (1 << 21) - LONGEST), (1 << 16) - 64);
    const packed = encoder.finish(), count = encoder.at - from;
    if (packed.length < count) {
      const size = count - 1, bytes = packed.length - 1;
      parts.push(Uint8Array.of(0x80 | reset << 5 | size >> 16, size >> 8, size, bytes >> 8, bytes));
      if (reset >= 2) parts.push(Uint8Array.of(M.propertiesByte(options)));
      parts.push(packed);
      reset = 0;
    } else {
      for (let at = from; at < encoder.at; at += 1 << 16) {
        const part = data.subarray(at, Math.min(encoder.at, at + (1 << 16)));
        parts.push(Uint8Array.of(reset === 3 ? 1 : 2, part.length - 1 >> 8, part.length - 1), part);
        if (reset === 3) reset = 2;
      }
      reset = Math.max(reset, 1);
      encoder.resetState();
    }
    from = encoder.at;
  }
  parts.push(Uint8Array.of(0));
  return joinBytes(parts);
}

/**
 * Decompression of deflate streams (RFC 1951) that can stop at any byte of the input and at any byte of the output
 * and go on later, in another Worker even: what it remembers is a run of bytes.
 *
 * It goes symbol by symbol. Where the input ends within a symbol, it goes back to the symbol's beginning and keeps the
 * bytes from there on; so what is kept is short, but for the lengths of a block's codes, which are read as one symbol.
 *
 * @module
 */
import { joinBytes } from "../stream_parts.ts";

/** Bytes that a match may lie behind. */
export const WINDOW_BYTES = 32768;

/** Where decoding is within the stream. */
const BLOCK_START = 0, STORED = 1, CODED = 2, FINISHED = 3;

/** Lengths of literal/length codes and distance codes. */
const LITERAL_CODES = 288, DISTANCE_CODES = 32;

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99];
const LENGTH_BASES: readonly number[] = [...LENGTH_BASE, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA: readonly number[] = Array.from(
  { length: 29 },
  (_, i) => i < 8 || i === 28 ? 0 : (i - 4) >> 2,
);
const DISTANCE_EXTRA: readonly number[] = Array.from({ length: 30 }, (_, i) => i < 4 ? 0 : (i - 2) >> 1);
const DISTANCE_BASES: readonly number[] = DISTANCE_EXTRA.map((extra, i) =>
  i < 4 ? i + 1 : ((2 + (i & 1)) << extra) + 1
);

/** The order in which a block gives the lengths of the codes for lengths. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical code: symbols in the order of their codes, and how many codes of each length there are. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
  /** By the next 9 bits of input: symbol * 16 + bits of its code, 0 where the code is longer. */
  readonly quick: Uint16Array;
}

const QUICK_BITS = 9;

/** The code of some lengths; null if they can't be lengths of one. */
function buildCode(lengths: Uint8Array, incomplete: boolean): Code | null {
  const counts = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) counts[length]++;
  let left = 1;
  for (let length = 1; length < 16; length++) {
    left = left * 2 - counts[length];
    if (left < 0) return null;
  }
  const used = lengths.length - counts[0];
  if (left > 0 && !(incomplete && used <= 1)) return null;
  const offsets = new Uint16Array(17), codes = new Uint16Array(17);
  counts[0] = 0;
  for (let length = 1; length < 16; length++) {
    offsets[length + 1] = offsets[length] + counts[length];
    codes[length + 1] = (codes[length] + counts[length]) << 1;
  }
  const quick = new Uint16Array(1 << QUICK_BITS);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (length === 0) continue;
    symbols[offsets[length]++] = symbol;
    const code = codes[length]++;
    if (length > QUICK_BITS) continue;
    let reversed = 0;
    for (let i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
    for (let i = reversed; i < quick.length; i += 1 << length) quick[i] = symbol * 16 + length;
  }
  return { counts, symbols, quick };
}

function fixedLengths(): Uint8Array {
  const lengths = new Uint8Array(LITERAL_CODES + DISTANCE_CODES).fill(5);
  lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
  return lengths;
}

/** An error in the compressed data; the message is zlib's. */
export class BadData extends Error {}

/** The input ends before the symbol does. */
const NEED_INPUT = -1;

/** A decoder. Make one with `new`, or with {@linkcode Inflater.revive} from what another one saved. */
export class Inflater {
  /** Bytes that are not decoded yet; the first `#bit` bits of `#at` are. */
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #bit = 0;
  #stage = BLOCK_START;
  #last = false;
  /** Bytes left of a stored block. */
  #stored = 0;
  #lengths: Uint8Array = new Uint8Array(0);
  #literals: Code | null = null;
  #distances: Code | null = null;
  /** History and, from `#start` on, what is decoded but not handed out. */
  #output: Uint8Array = new Uint8Array(WINDOW_BYTES * 2);
  #start = 0;
  #end = 0;

  /** Sets what matches at the beginning may refer to. */
  setDictionary(bytes: Uint8Array): void {
    const tail = bytes.subarray(Math.max(0, bytes.length - WINDOW_BYTES));
    this.#output.set(tail);
    this.#start = this.#end = tail.length;
  }

  /** Whether the last block is decoded and handed out. */
  get finished(): boolean {
    return this.#stage === FINISHED && this.#start === this.#end;
  }

  /** Whether decoded bytes are waiting for room in the output. */
  get pending(): boolean {
    return this.#start < this.#end;
  }

  /** Adds input. */
  push(bytes: Uint8Array): void {
    this.#input = joinBytes([this.#input.subarray(this.#at), bytes]);
    this.#at = 0;
  }

  /** Whole bytes of the input that no bit was taken of; the decoder forgets them. */
  takeRest(): Uint8Array {
    const from = this.#at + (this.#bit > 0 ? 1 : 0);
    const rest = this.#input.slice(from);
    this.#input = this.#input.slice(0, from);
    return rest;
  }

  /**
   * Decodes.
   *
   * @param most Bytes of output at most.
   * @throws {BadData} If the data is no deflate stream.
   */
  read(most: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let room = most;
    for (;;) {
      const ready = Math.min(room, this.#end - this.#start);
      if (ready > 0) {
        parts.push(this.#output.slice(this.#start, this.#start + ready));
        this.#start += ready;
        room -= ready;
      }
      if (room === 0 || this.#start < this.#end || !this.#decode(room)) break;
    }
    return parts.length === 1 ? parts[0] : joinBytes(parts);
  }

  /** Decodes a run of symbols into the output, about as many bytes as asked for; false if there was nothing to do. */
  #decode(wanted: number): boolean {
    if (this.#stage === FINISHED) return false;
    this.#slide();
    const before = this.#end, limit = Math.min(before + wanted, this.#output.length - 300);
    for (;;) {
      if (this.#stage === BLOCK_START && !this.#startBlock()) break;
      const more = this.#stage === STORED ? this.#copyStored(limit) : this.#decodeSymbols(limit);
      if (!more || this.#end >= limit) break;
      if (this.#last) {
        this.#stage = FINISHED;
        break;
      }
      this.#stage = BLOCK_START;
    }
    return this.#end > before;
  }

  /** Keeps the last 32 KiB of what was handed out at the beginning of the buffer. */
  #slide(): void {
    if (this.#output.length < 8 * WINDOW_BYTES) {
      const larger = new Uint8Array(8 * WINDOW_BYTES);
      larger.set(this.#output.subarray(0, this.#end));
      this.#output = larger;
    }
    if (this.#end < 4 * WINDOW_BYTES) return;
    const from = this.#end - WINDOW_BYTES;
    this.#output.copyWithin(0, from, this.#end);
    this.#start -= from;
    this.#end -= from;
  }

  /** Takes bits; NEED_INPUT where there are not so many. */
  #bits(count: number): number {
    const input = this.#input;
    const at = this.#at, total = this.#bit + count;
    if (at + ((total + 7) >> 3) > input.length) return NEED_INPUT;
    const word = input[at] | input[at + 1] << 8 | input[at + 2] << 16;
    const value = (word >>> this.#bit) & ((1 << count) - 1);
    this.#at = at + (total >> 3);
    this.#bit = total & 7;
    return value;
  }

  #symbol(code: Code): number {
    const input = this.#input, at = this.#at;
    const word = (input[at] | input[at + 1] << 8 | input[at + 2] << 16) >>> this.#bit;
    const quick = code.quick[word & ((1 << QUICK_BITS) - 1)];
    if (quick !== 0) {
      const total = this.#bit + (quick & 15);
      if (at + ((total + 7) >> 3) > input.length) return NEED_INPUT;
      this.#at = at + (total >> 3);
      this.#bit = total & 7;
      return quick >> 4;
    }
    let value = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      const bit = this.#bits(1);
      if (bit === NEED_INPUT) return NEED_INPUT;
      value |= bit;
      const count = code.counts[length];
      if (value - count < first) return code.symbols[index + value - first];
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    return -2;
  }

  /** Reads the beginning of a block; false, with nothing taken, where the input ends in it. */
  #startBlock(): boolean {
    const at = this.#at, bit = this.#bit;
    if (this.#readHeader()) return true;
    this.#at = at;
    this.#bit = bit;
    return false;
  }

  #readHeader(): boolean {
    const head = this.#bits(3);
    if (head === NEED_INPUT) return false;
    const kind = head >> 1;
    if (kind === 3) throw new BadData("invalid block type");
    if (kind === 0) {
      if (this.#bit > 0) {
        this.#bit = 0;
        this.#at++;
      }
      const length = this.#bits(16), check = length === NEED_INPUT ? NEED_INPUT : this.#bits(16);
      if (check === NEED_INPUT) return false;
      if (length !== (check ^ 0xffff)) throw new BadData("invalid stored block lengths");
      this.#stored = length;
      this.#stage = STORED;
    } else {
      const lengths = kind === 1 ? fixedLengths() : this.#readLengths();
      if (lengths === null) return false;
      this.#setLengths(lengths);
      this.#stage = CODED;
    }
    this.#last = (head & 1) === 1;
    return true;
  }

  #setLengths(lengths: Uint8Array): void {
    this.#lengths = lengths;
    this.#literals = buildCode(lengths.subarray(0, LITERAL_CODES), true);
    this.#distances = buildDistances(lengths.subarray(LITERAL_CODES));
    if (this.#literals === null) throw new BadData("invalid literal/lengths set");
    if (this.#distances === null) throw new BadData("invalid distances set");
  }

  #readLengths(): Uint8Array | null {
    const counts = this.#bits(14);
    if (counts === NEED_INPUT) return null;
    const literals = (counts & 31) + 257, distances = ((counts >> 5) & 31) + 1, codes = (counts >> 10) + 4;
    if (literals > 286 || distances > 30) throw new BadData("too many length or distance symbols");
    const order = new Uint8Array(19);
    for (let i = 0; i < codes; i++) {
      const length = this.#bits(3);
      if (length === NEED_INPUT) return null;
      order[LENGTH_ORDER[i]] = length;
    }
    const code = buildCode(order, false);
    if (code === null) throw new BadData("invalid code lengths set");
    const all = new Uint8Array(literals + distances);
    for (let i = 0; i < all.length;) {
      const symbol = this.#symbol(code);
      if (symbol === NEED_INPUT) return null;
      if (symbol < 16) {
        all[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new BadData("invalid bit length repeat");
      const extra = this.#bits(symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
      if (extra === NEED_INPUT) return null;
      const count = extra + (symbol === 18 ? 11 : 3);
      if (i + count > all.length) throw new BadData("invalid bit length repeat");
      all.fill(symbol === 16 ? all[i - 1] : 0, i, i + count);
      i += count;
    }
    if (all[256] === 0) throw new BadData("invalid code -- missing end-of-block");
    const result = new Uint8Array(LITERAL_CODES + DISTANCE_CODES);
    result.set(all.subarray(0, literals));
    result.set(all.subarray(literals), LITERAL_CODES);
    return result;
  }

  /** Copies a stored block; true at its end. */
  #copyStored(limit: number): boolean {
    const count = Math.min(this.#stored, this.#input.length - this.#at, limit - this.#end);
    this.#output.set(this.#input.subarray(this.#at, this.#at + count), this.#end);
    this.#at += count;
    this.#end += count;
    this.#stored -= count;
    return this.#stored === 0;
  }

  /** Decodes symbols up to the end of the block (true), of the input or of the room (false). */
  #decodeSymbols(limit: number): boolean {
    const literals = this.#literals!, output = this.#output;
    while (this.#end < limit) {
      const at = this.#at, bit = this.#bit;
      const symbol = this.#symbol(literals);
      if (symbol >= 0 && symbol < 256) {
        output[this.#end++] = symbol;
        continue;
      }
      if (symbol === 256) return true;
      if (symbol === -2 || symbol > 285) throw new BadData("invalid literal/length code");
      if (symbol === NEED_INPUT || !this.#copyMatch(symbol - 257)) {
        this.#at = at;
        this.#bit = bit;
        return false;
      }
    }
    return false;
  }

  /** Copies a match; false where the input ends in it. */
  #copyMatch(code: number): boolean {
    const lengthExtra = this.#bits(LENGTH_EXTRA[code]);
    if (lengthExtra === NEED_INPUT) return false;
    const symbol = this.#symbol(this.#distances!);
    if (symbol === NEED_INPUT) return false;
    if (symbol === -2 || symbol > 29) throw new BadData("invalid distance code");
    const distanceExtra = this.#bits(DISTANCE_EXTRA[symbol]);
    if (distanceExtra === NEED_INPUT) return false;
    const length = LENGTH_BASES[code] + lengthExtra, distance = DISTANCE_BASES[symbol] + distanceExtra;
    if (distance > this.#end) throw new BadData("invalid distance too far back");
    const output = this.#output;
    let to = this.#end;
    for (let from = to - distance, i = 0; i < length; i++) output[to++] = output[from++];
    this.#end = to;
    return true;
  }

  /** What {@linkcode Inflater.revive} needs. */
  save(): Uint8Array {
    const history = this.#output.subarray(Math.max(0, this.#start - WINDOW_BYTES), this.#end);
    const input = this.#input.subarray(this.#at);
    const lengths = this.#stage === CODED ? this.#lengths : new Uint8Array(0);
    const head = new Int32Array([
      this.#stage | (this.#last ? 4 : 0) | this.#bit << 3,
      this.#stored,
      lengths.length,
      history.length,
      this.#end - this.#start,
    ]);
    return joinBytes([new Uint8Array(head.buffer), lengths, history, input]);
  }

  /** A decoder as it was when it was saved. */
  static revive(saved: Uint8Array): Inflater {
    const made = new Inflater();
    const head = new Int32Array(saved.slice(0, 20).buffer);
    made.#stage = head[0] & 3;
    made.#last = (head[0] & 4) !== 0;
    made.#bit = head[0] >> 3;
    made.#stored = head[1];
    const lengthsEnd = 20 + head[2], historyEnd = lengthsEnd + head[3];
    if (head[2] > 0) made.#setLengths(saved.slice(20, lengthsEnd));
    if (head[3] > made.#output.length) made.#output = new Uint8Array(8 * WINDOW_BYTES);
    made.#output.set(saved.subarray(lengthsEnd, historyEnd));
    made.#end = head[3];
    made.#start = head[3] - head[4];
    made.#input = saved.slice(historyEnd);
    return made;
  }
}

/** A block without matches may have no distance code or one. */
function buildDistances(lengths: Uint8Array): Code | null {
  return buildCode(lengths, true);
}

/**
 * Decompression of bzip2 streams that can stop at any byte of the input and at any byte of the output and go on later,
 * in another Worker even. What a reader remembers are two runs of bytes that it changes in place: its state, and a
 * window of four bytes for each byte of a block.
 *
 * It goes symbol by symbol. Where the input ends within a symbol, or within the header of a block, it goes back to the
 * beginning of that and leaves the bytes from there on to be given again.
 *
 * @module
 */
import { buildCode, type Code, QUICK_BITS } from "./code.ts";
import {
  BadStream,
  BLOCK_MAGIC,
  combined,
  CRC_TABLE,
  END_MAGIC,
  GROUP_SIZE,
  LEVEL_BYTES,
  MOST_SYMBOLS,
  MOST_TABLES,
} from "./format.ts";
import { DISTANCES } from "./randomised.ts";

/** Words of a state: first of the stream, */
const PHASE = 0, LEVEL = 1, AT = 2, SKIP = 3, STREAM_CRC = 4;
/** then of a block's header, */
const WANTED_CRC = 5, RANDOMISED = 6, ORIGIN = 7, USED = 8, TABLES = 9, SELECTORS = 10;
/** then of its symbols, */
const GROUP = 11, GROUP_LEFT = 12, FILLED = 13, RUN = 14, WEIGHT = 15;
/** then of its bytes: where in the window, how many are left, the last one, how often, and how often it still comes. */
const PLACE = 16, LEFT = 17, LAST = 18, EQUAL = 19, REPEAT = 20, CRC = 21, DISTANCE = 22, UNCHANGED = 23;
/** After the words: the list that is moved to front, the lengths of the tables' codes, the choice among the tables. */
const LIST_BYTES = 24 * 4, LENGTH_BYTES = LIST_BYTES + 256;
const CHOICE_BYTES = LENGTH_BYTES + MOST_TABLES * MOST_SYMBOLS;

/** Groups that a block can have; what is said of more is read and not kept, as in libbz2. */
const MOST_GROUPS = 18002;
const STATE_BYTES = CHOICE_BYTES + MOST_GROUPS;
const LONGEST = 20;
const FIRST_WINDOW = 1 << 14;

const PHASE_MAGIC = 0, PHASE_HEADER = 1, PHASE_SYMBOLS = 2, PHASE_OUTPUT = 3, PHASE_END = 4;

/** Thrown where the input ends within what is read as one. */
const SHORT = new BadStream("short");

const viewOf = (bytes: Uint8Array): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);

/** A decompressor. */
export class Reader {
  readonly #words: Int32Array;
  readonly #list: Uint8Array;
  readonly #lengths: Uint8Array;
  readonly #choice: Uint8Array;
  #chain: Int32Array;
  #codes: Code[] | null = null;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #skip = 0;
  #output = new Uint8Array(0);
  #size = 0;

  /**
   * @param state What `Reader.begin` made; changed in place. Lies at a multiple of four bytes, as the window does.
   * @param window Changed in place; replaced where it has to grow.
   */
  constructor(state: Uint8Array, public window: Uint8Array) {
    this.#words = new Int32Array(state.buffer, state.byteOffset, LIST_BYTES >> 2);
    this.#list = state.subarray(LIST_BYTES, LENGTH_BYTES);
    this.#lengths = state.subarray(LENGTH_BYTES, CHOICE_BYTES);
    this.#choice = state.subarray(CHOICE_BYTES, STATE_BYTES);
    this.#chain = viewOf(window);
  }

  /** The state of a new stream. */
  static begin(): Uint8Array {
    return new Uint8Array(STATE_BYTES);
  }

  /** Whether the end of the stream was read. */
  get finished(): boolean {
    return this.#words[PHASE] === PHASE_END;
  }

  /** How many bytes of the input are read; from there on it has to be given again. */
  get position(): number {
    return this.#words[AT];
  }

  /** Says that the input begins at the position now. */
  rebase(): void {
    this.#words[AT] = 0;
  }

  /** Whether there is output that was not asked for yet. */
  get pending(): boolean {
    return this.#words[PHASE] === PHASE_OUTPUT;
  }

  /**
   * Reads on.
   *
   * @param input What was left of the input before, and more.
   * @param most How many bytes are wanted.
   * @throws {BadStream} The reader is of no use then.
   */
  read(input: Uint8Array, most: number): Uint8Array {
    const words = this.#words;
    this.#input = input;
    this.#output = new Uint8Array(Math.min(most, 1 << 13));
    this.#size = 0;
    try {
      for (;;) {
        this.#at = words[AT];
        this.#skip = words[SKIP];
        if (words[PHASE] === PHASE_MAGIC) this.#magic();
        else if (words[PHASE] === PHASE_HEADER) this.#header();
        else if (words[PHASE] === PHASE_SYMBOLS) this.#symbols();
        else if (words[PHASE] === PHASE_END || !this.#emit(most)) break;
        words[AT] = this.#at;
        words[SKIP] = this.#skip;
      }
    } catch (error) {
      if (error !== SHORT) throw error;
    }
    return this.#output.subarray(0, this.#size);
  }

  // -- What is read as one

  /** Up to 24 bits of the input. */
  #take(count: number): number {
    let value = 0;
    for (; count > 0; count--) {
      if (this.#at >= this.#input.length) throw SHORT;
      value = value << 1 | this.#input[this.#at] >> 7 - this.#skip & 1;
      this.#skip = this.#skip + 1 & 7;
      if (this.#skip === 0) this.#at++;
    }
    return value;
  }

  #takeWord(): number {
    return this.#take(16) << 16 | this.#take(16);
  }

  #magic(): void {
    for (const letter of "BZh") if (this.#take(8) !== letter.charCodeAt(0)) throw new BadStream("magic");
    const level = this.#take(8) - 0x30;
    if (level < 1 || level > 9) throw new BadStream("level");
    this.#words[LEVEL] = level;
    this.#words[PHASE] = PHASE_HEADER;
  }

  #header(): void {
    const words = this.#words, first = this.#take(8);
    const magic = first === END_MAGIC[0] >> 16 ? END_MAGIC : BLOCK_MAGIC;
    const rest = magic.flatMap((half) => [half >> 16, half >> 8 & 0xff, half & 0xff]);
    for (let i = 0; i < 6; i++) {
      if ((i === 0 ? first : this.#take(8)) !== rest[i]) throw new BadStream("block");
    }
    const crc = this.#takeWord();
    if (magic === END_MAGIC) {
      if (crc !== words[STREAM_CRC]) throw new BadStream("checksum of the stream");
      if (this.#skip > 0) this.#at++;
      this.#skip = 0;
      words[PHASE] = PHASE_END;
      return;
    }
    words[WANTED_CRC] = crc;
    words[RANDOMISED] = this.#take(1);
    words[ORIGIN] = this.#take(24);
    if (words[ORIGIN] > 10 + LEVEL_BYTES * words[LEVEL]) throw new BadStream("origin");
    this.#takeUsed();
    this.#takeChoice();
    for (let table = 0; table < words[TABLES]; table++) this.#takeLengths(table * MOST_SYMBOLS);
    words[GROUP] = -1;
    words[GROUP_LEFT] = words[FILLED] = words[RUN] = 0;
    words[WEIGHT] = 1;
    words[PHASE] = PHASE_SYMBOLS;
    this.#codes = null;
  }

  #takeUsed(): void {
    const rows = this.#take(16);
    let used = 0;
    for (let row = 0; row < 16; row++) {
      if ((rows >> 15 - row & 1) === 0) continue;
      const bits = this.#take(16);
      for (let i = 0; i < 16; i++) if ((bits >> 15 - i & 1) === 1) this.#list[used++] = row << 4 | i;
    }
    if (used === 0) throw new BadStream("no bytes");
    this.#words[USED] = used;
  }

  #takeChoice(): void {
    const tables = this.#take(3), count = this.#take(15), list = Uint8Array.of(0, 1, 2, 3, 4, 5);
    if (tables < 2 || tables > MOST_TABLES) throw new BadStream("tables");
    if (count === 0) throw new BadStream("groups");
    for (let group = 0; group < count; group++) {
      let place = 0;
      while (this.#take(1) === 1) if (++place >= tables) throw new BadStream("choice");
      const table = list[place];
      list.copyWithin(1, 0, place);
      this.#choice[group] = list[0] = table;
    }
    this.#words[TABLES] = tables;
    this.#words[SELECTORS] = Math.min(count, MOST_GROUPS);
  }

  #takeLengths(from: number): void {
    let length = this.#take(5);
    for (let symbol = 0; symbol < this.#words[USED] + 2; symbol++) {
      for (;;) {
        if (length < 1 || length > LONGEST) throw new BadStream("length");
        if (this.#take(1) === 0) break;
        length += this.#take(1) === 0 ? 1 : -1;
      }
      this.#lengths[from + symbol] = length;
    }
  }

  // -- Symbols

  #tables(): Code[] {
    const count = this.#words[USED] + 2;
    return Array.from({ length: this.#words[TABLES] }, (_, table) => {
      const from = table * MOST_SYMBOLS;
      return buildCode(this.#lengths.subarray(from, from + count));
    });
  }

  /** Makes room for a number of bytes in the window. */
  #reserve(count: number): void {
    const most = this.#words[LEVEL] * LEVEL_BYTES;
    if (count > most) throw new BadStream("block is too long");
    if (count <= this.#chain.length) return;
    const larger = new Int32Array(Math.min(most, Math.max(count, this.#chain.length * 2, FIRST_WINDOW)));
    larger.set(this.#chain);
    this.#chain = larger;
    this.window = new Uint8Array(larger.buffer);
  }

  /** Reads symbols until the block or the input ends. */
  #symbols(): void {
    const words = this.#words, input = this.#input, end = input.length, list = this.#list;
    const codes = this.#codes ??= this.#tables(), last = words[USED] + 1;
    let at = this.#at, count = 0, bits = 0;
    if (this.#skip > 0) {
      count = 8 - this.#skip;
      bits = input[at++];
    }
    let group = words[GROUP], groupLeft = words[GROUP_LEFT], filled = words[FILLED], run = words[RUN];
    let weight = words[WEIGHT], code = codes[group < 0 ? 0 : this.#choice[group]];
    for (let symbol = -1; symbol !== last;) {
      while (count <= 24 && at < end) {
        bits = bits << 8 | input[at++];
        count += 8;
      }
      if (groupLeft === 0) {
        if (++group >= words[SELECTORS]) throw new BadStream("groups");
        groupLeft = GROUP_SIZE;
        code = codes[this.#choice[group]];
      }
      const quick = code.quick[
        (count >= QUICK_BITS ? bits >>> count - QUICK_BITS : bits << QUICK_BITS - count) &
        (1 << QUICK_BITS) - 1
      ];
      const found = quick !== 0 ? quick : code.find(bits, count), length = found & 31;
      if (found === 0 || length > count) break;
      symbol = found >> 5;
      count -= length;
      groupLeft--;
      if (symbol < 2) {
        if (weight >= 1 << 21) throw new BadStream("run");
        run += weight << symbol;
        weight *= 2;
        continue;
      }
      if (run > 0) {
        this.#reserve(filled + run);
        this.#chain.fill(list[0], filled, filled += run);
        run = 0;
      }
      weight = 1;
      if (symbol === last) {
        words[PHASE] = PHASE_OUTPUT;
        break;
      }
      const place = symbol - 1, byte = list[place];
      if (place < 16) { for (let i = place; i > 0; i--) list[i] = list[i - 1]; }
      else list.copyWithin(1, 0, place);
      list[0] = byte;
      if (filled === this.#chain.length) this.#reserve(filled + 1);
      this.#chain[filled++] = byte;
    }
    words[GROUP] = group;
    words[GROUP_LEFT] = groupLeft;
    words[FILLED] = filled;
    words[RUN] = run;
    words[WEIGHT] = weight;
    this.#at = at - Math.ceil(count / 8);
    this.#skip = -count & 7;
    words[AT] = this.#at;
    words[SKIP] = this.#skip;
    if (words[PHASE] !== PHASE_OUTPUT) throw SHORT;
    this.#invert(filled);
  }

  // -- Bytes

  /** Links each byte of the window to the one that follows it in the block. */
  #invert(filled: number): void {
    const words = this.#words, chain = this.#chain, from = new Int32Array(257);
    if (words[ORIGIN] >= filled) throw new BadStream("origin");
    for (let i = 0; i < filled; i++) from[chain[i] + 1]++;
    for (let byte = 0; byte < 256; byte++) from[byte + 1] += from[byte];
    // The low eight bits are the byte; links are below 2**20.
    const bytes = new Uint8Array(filled);
    for (let i = 0; i < filled; i++) bytes[i] = chain[i];
    for (let i = 0; i < filled; i++) chain[from[bytes[i]]++] |= i << 8;
    words[PLACE] = chain[words[ORIGIN]] >>> 8;
    words[LEFT] = filled;
    words[EQUAL] =
      words[REPEAT] =
      words[DISTANCE] =
      words[UNCHANGED] =
        0;
    words[CRC] = -1;
  }

  /** Gives bytes of the block; whether those were the last. */
  #emit(most: number): boolean {
    const words = this.#words, chain = this.#chain, randomised = words[RANDOMISED] === 1;
    let place = words[PLACE], left = words[LEFT], byte = words[LAST], equal = words[EQUAL];
    let repeat = words[REPEAT], crc = words[CRC], output = this.#output, size = this.#size;
    const next = () => {
      const link = chain[place];
      place = link >>> 8;
      left--;
      return randomised ? link & 0xff ^ this.#change() : link & 0xff;
    };
    while (size < most && (repeat > 0 || left > 0)) {
      if (repeat > 0) repeat--;
      else {
        const fetched = next();
        equal = equal > 0 && fetched === byte ? equal + 1 : 1;
        byte = fetched;
        if (equal === 4) {
          // After four equal bytes stands how often the byte comes beyond them.
          if (left > 0) repeat = next();
          equal = 0;
        }
      }
      if (size === output.length) {
        output = new Uint8Array(Math.min(most, size * 2));
        output.set(this.#output);
        this.#output = output;
      }
      output[size++] = byte;
      crc = crc << 8 ^ CRC_TABLE[crc >>> 24 ^ byte];
    }
    this.#size = size;
    words[PLACE] = place;
    words[LEFT] = left;
    words[LAST] = byte;
    words[EQUAL] = equal;
    words[REPEAT] = repeat;
    words[CRC] = crc;
    if (repeat > 0 || left > 0) return false;
    if (~crc !== words[WANTED_CRC]) throw new BadStream("checksum of a block");
    words[STREAM_CRC] = combined(words[STREAM_CRC], ~crc);
    words[PHASE] = PHASE_HEADER;
    return true;
  }

  /** What the next byte of a randomised block is changed by. */
  #change(): number {
    const words = this.#words;
    if (words[UNCHANGED] === 0) {
      words[UNCHANGED] = DISTANCES[words[DISTANCE]];
      words[DISTANCE] = (words[DISTANCE] + 1) % DISTANCES.length;
    }
    return --words[UNCHANGED] === 1 ? 1 : 0;
  }
}

/**
 * Compression of bzip2 streams. What a writer remembers are two runs of bytes that it changes in place.
 *
 * @module
 */
import { BitWriter } from "./bits.ts";
import { putBlock } from "./block.ts";
import { combined, CRC_TABLE, END_MAGIC, LEVEL_BYTES } from "./format.ts";

/** Words of a state. FILLED counts the bytes of the block, RUN_* are bytes that may go on, BITS is no whole byte yet. */
const LEVEL = 0,
  FILLED = 1,
  RUN_BYTE = 2,
  RUN_LENGTH = 3,
  CRC = 4,
  STREAM_CRC = 5,
  BEGUN = 6,
  BITS = 7,
  COUNT = 8;
const WORDS = 9;

/** Bytes that a run takes at most: four equal ones and how many follow. */
const RUN_BYTES = 5;
const FIRST_BLOCK = 1 << 12;

/** A compressor. */
export class Writer {
  readonly #state: Int32Array;

  /**
   * @param state What `Writer.begin` made; changed in place. Lies at a multiple of four bytes.
   * @param block The bytes of the block; replaced where it has to grow.
   */
  constructor(state: Uint8Array, public block: Uint8Array) {
    this.#state = new Int32Array(state.buffer, state.byteOffset, WORDS);
  }

  /** The state of a new stream. */
  static begin(level: number): Uint8Array {
    const state = new Int32Array(WORDS);
    state[LEVEL] = level;
    state[CRC] = -1;
    return new Uint8Array(state.buffer);
  }

  /** Takes bytes in and gives what blocks are whole; at the end, all. */
  write(bytes: Uint8Array, ends: boolean): Uint8Array {
    const state = this.#state, output = new BitWriter(state[BITS], state[COUNT]);
    let byte = state[RUN_BYTE], length = state[RUN_LENGTH];
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] === byte && length < 255) {
        length++;
        continue;
      }
      this.#endRun(byte, length, output);
      byte = bytes[i];
      length = 1;
    }
    if (ends) {
      this.#endRun(byte, length, output);
      length = 0;
      this.#endBlock(output);
      this.#begin(output);
      for (const half of END_MAGIC) output.put(half, 24);
      output.putWord(state[STREAM_CRC]);
      if (output.count > 0) output.put(0, 8 - output.count);
    }
    state[RUN_BYTE] = byte;
    state[RUN_LENGTH] = length;
    state[BITS] = output.bits & (1 << output.count) - 1;
    state[COUNT] = output.count;
    return output.bytes;
  }

  /** Puts a run into the block, and out with the block if that is full then. */
  #endRun(byte: number, length: number, output: BitWriter): void {
    if (length === 0) return;
    const state = this.#state, filled = state[FILLED], most = state[LEVEL] * LEVEL_BYTES;
    if (filled + RUN_BYTES > this.block.length) {
      const larger = new Uint8Array(Math.min(most, Math.max(FIRST_BLOCK, this.block.length * 2)));
      larger.set(this.block);
      this.block = larger;
    }
    let crc = state[CRC];
    for (let i = 0; i < length; i++) crc = crc << 8 ^ CRC_TABLE[crc >>> 24 ^ byte];
    state[CRC] = crc;
    const equal = Math.min(length, 4);
    for (let i = 0; i < equal; i++) this.block[filled + i] = byte;
    if (length >= 4) this.block[filled + 4] = length - 4;
    state[FILLED] = filled + equal + (length >= 4 ? 1 : 0);
    // As in libbz2, whose blocks end 19 bytes before their size.
    if (state[FILLED] >= most - 19) this.#endBlock(output);
  }

  #begin(output: BitWriter): void {
    const state = this.#state;
    if (state[BEGUN] === 1) return;
    state[BEGUN] = 1;
    for (const letter of `BZh${state[LEVEL]}`) output.put(letter.charCodeAt(0), 8);
  }

  #endBlock(output: BitWriter): void {
    const state = this.#state;
    if (state[FILLED] === 0) return;
    this.#begin(output);
    putBlock(this.block.slice(0, state[FILLED]), ~state[CRC], output);
    state[STREAM_CRC] = combined(state[STREAM_CRC], ~state[CRC]);
    state[FILLED] = 0;
    state[CRC] = -1;
  }
}

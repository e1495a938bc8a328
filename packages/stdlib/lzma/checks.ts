/**
 * The checks of xz blocks: none, CRC-32, CRC-64, SHA-256.
 *
 * @module
 */
import { crc32 } from "../zlib/checksums.ts";
import { compress256, startState } from "../sha2_rounds.ts";

export const CHECK_NONE = 0, CHECK_CRC32 = 1, CHECK_CRC64 = 4, CHECK_SHA256 = 10;

/** Bytes of a check, by its number. */
export function checkBytes(check: number): number {
  return check === 0 ? 0 : 4 << (check - 1) / 3;
}

/** Whether a check can be made. */
export function checkSupported(check: number): boolean {
  return [CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256].includes(check);
}

const LOW = new Int32Array(256), HIGH = new Int32Array(256);
for (let i = 0; i < 256; i++) {
  let low = i, high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = low >>> 1 | high << 31;
    high >>>= 1;
    if (odd === 1) {
      low ^= 0xd787_0f42;
      high ^= 0xc96c_5795;
    }
  }
  LOW[i] = low;
  HIGH[i] = high;
}

/** A check that is being made; its numbers can be saved. */
export class Check {
  /** CRC: low and high half. SHA-256: eight words of state, the block's sixteen, the count of bytes. */
  readonly words: Int32Array = new Int32Array(25);
  #count = 0;

  constructor(readonly kind: number) {
    if (kind === CHECK_SHA256) startState(this.words, 0, 32);
    if (kind === CHECK_CRC64) this.words.fill(-1, 0, 2);
  }

  /** Takes bytes in. */
  update(bytes: Uint8Array): void {
    const words = this.words;
    if (this.kind === CHECK_CRC32) words[0] = crc32(bytes, words[0] >>> 0);
    else if (this.kind === CHECK_CRC64) {
      let low = words[0], high = words[1];
      for (let i = 0; i < bytes.length; i++) {
        const entry = (low ^ bytes[i]) & 255;
        low = (low >>> 8 | high << 24) ^ LOW[entry];
        high = high >>> 8 ^ HIGH[entry];
      }
      words[0] = low;
      words[1] = high;
    } else if (this.kind === CHECK_SHA256) this.#absorb(bytes);
  }

  /** The check's bytes; it is over then. */
  finish(): Uint8Array {
    const words = this.words, size = checkBytes(this.kind);
    if (this.kind === CHECK_CRC64) words.set([~words[0], ~words[1]]);
    if (this.kind === CHECK_SHA256) {
      const bits = this.#count * 8, filled = this.#count % 64;
      const padding = new Uint8Array((filled < 56 ? 64 : 128) - filled);
      padding[0] = 0x80;
      const view = new DataView(padding.buffer);
      view.setUint32(padding.length - 8, bits / 2 ** 32);
      view.setUint32(padding.length - 4, bits % 2 ** 32);
      this.#absorb(padding);
      const digest = new DataView(new ArrayBuffer(32));
      for (let i = 0; i < 8; i++) digest.setInt32(i * 4, words[i]);
      return new Uint8Array(digest.buffer);
    }
    return new Uint8Array(words.slice(0, size / 4).buffer);
  }

  /** What {@linkcode Check.revive} needs. */
  save(): number[] {
    return [this.kind, this.#count, ...this.words];
  }

  /** A check as it was. */
  static revive([kind, count, ...words]: readonly number[]): Check {
    const made = new Check(kind);
    made.#count = count;
    made.words.set(words);
    return made;
  }

  #absorb(bytes: Uint8Array): void {
    const block = new Uint8Array(this.words.buffer, 32, 64);
    for (let at = 0; at < bytes.length;) {
      const filled = this.#count % 64, take = Math.min(64 - filled, bytes.length - at);
      block.set(bytes.subarray(at, at + take), filled);
      at += take;
      this.#count += take;
      if (filled + take === 64) compress256(this.words, 0, 8);
    }
  }
}

/**
 * Bits into bytes, the highest first.
 *
 * @module
 */

/** Takes bits and gives whole bytes. */
export class BitWriter {
  #output = new Uint8Array(1 << 12);
  #size = 0;

  /** @param bits What is not a whole byte yet. @param count How many bits that is, less than 8. */
  constructor(public bits: number, public count: number) {}

  /** Appends up to 24 bits. */
  put(value: number, count: number): void {
    this.bits = this.bits << count | value;
    this.count += count;
    while (this.count >= 8) {
      if (this.#size === this.#output.length) {
        const larger = new Uint8Array(this.#size * 2);
        larger.set(this.#output);
        this.#output = larger;
      }
      this.count -= 8;
      this.#output[this.#size++] = this.bits >>> this.count;
    }
    this.bits &= 0xff;
  }

  /** Appends 32 bits. */
  putWord(value: number): void {
    this.put(value >>> 16, 16);
    this.put(value & 0xffff, 16);
  }

  /** The whole bytes. */
  get bytes(): Uint8Array {
    return this.#output.slice(0, this.#size);
  }
}

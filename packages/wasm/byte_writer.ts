/**
 * A byte array that grows, with the number encodings of the WebAssembly binary format.
 *
 * @module
 */

const SCRATCH = new DataView(new ArrayBuffer(8));
const TEXT = new TextEncoder();

/** Appends bytes; amortised constant time each. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param capacity Bytes to reserve at first, at least 16. */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Bytes written. */
  get length(): number {
    return this.#length;
  }

  /** The bytes written so far, not copied: valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Appends the low eight bits of a number. */
  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** Appends bytes. */
  bytes(values: Uint8Array): void {
    if (this.#length + values.length > this.#bytes.length) this.#grow(values.length);
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
  }

  /** Appends an unsigned 32-bit number in LEB128; negative numbers count as their unsigned reading. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Appends a byte and an unsigned number, as {@linkcode ByteWriter.unsigned} does it: most instructions are that. */
  pair(first: number, value: number): void {
    const length = this.#length;
    if (value < 0 || value > 0x7f || length + 2 > this.#bytes.length) {
      this.byte(first);
      return this.unsigned(value);
    }
    this.#bytes[length] = first;
    this.#bytes[length + 1] = value;
    this.#length = length + 2;
  }

  /** Appends a signed 32-bit number in LEB128. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** Appends a signed 64-bit number in LEB128. */
  signed64(value: bigint): void {
    let rest = value;
    while (rest < -64n || rest > 63n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest & 0x7fn));
  }

  /** Appends four bytes of IEEE 754. */
  float32(value: number): void {
    SCRATCH.setFloat32(0, value, true);
    for (let index = 0; index < 4; index++) this.byte(SCRATCH.getUint8(index));
  }

  /** Appends eight bytes of IEEE 754. */
  float64(value: number): void {
    SCRATCH.setFloat64(0, value, true);
    for (let index = 0; index < 8; index++) this.byte(SCRATCH.getUint8(index));
  }

  /** Appends a name: its length in bytes, then UTF-8. */
  text(value: string): void {
    const bytes = TEXT.encode(value);
    this.unsigned(bytes.length);
    this.bytes(bytes);
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + needed));
    grown.set(this.view());
    this.#bytes = grown;
  }
}

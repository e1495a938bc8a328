/**
 * What Python threads on other Workers write to standard output and standard error, on its way to the isolate that
 * made the runtime. A Worker appends and goes on; nobody waits but for the few words' time that another one appends.
 *
 * Words: 0 is a lock (0 free, 1 taken, 2 taken and waited for), 1 the number of bytes there are. Bytes from 8 on are
 * records: descriptor and length, a word each, then the bytes, filled up to a whole word.
 *
 * @module
 */

/** In place of a descriptor: what follows says why a Worker of the pool failed. */
export const POOL_FAILURE = 0;

/** Bytes before the records. */
const HEADER_BYTES = 8;
/** Bytes at first, which is enough between two looks of most programs. */
const FIRST_BYTES = 1 << 16;
/** Most bytes that may wait. */
const MOST_BYTES = 1 << 28;

/** The shared buffer; every Worker makes one over the same memory. */
export class SharedOutput {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;

  /** @param buffer Another isolate's, or none to make one. */
  constructor(
    buffer: SharedArrayBuffer = new SharedArrayBuffer(FIRST_BYTES, { maxByteLength: MOST_BYTES }),
  ) {
    this.buffer = buffer;
    // Views without a length follow the buffer as it grows.
    this.#words = new Int32Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  /**
   * Appends what was written.
   *
   * @returns False if too much waits already.
   */
  append(fd: number, bytes: Uint8Array): boolean {
    const room = 8 + ((bytes.length + 3) & ~3);
    this.#lock();
    const at = HEADER_BYTES + this.#words[1];
    const fits = at + room <= MOST_BYTES;
    if (fits) {
      if (at + room > this.buffer.byteLength) this.buffer.grow(Math.min(MOST_BYTES, 2 * (at + room)));
      this.#words[at >>> 2] = fd;
      this.#words[(at >>> 2) + 1] = bytes.length;
      this.#bytes.set(bytes, at + 8);
      this.#words[1] += room;
    }
    this.#unlock();
    return fits;
  }

  /** Takes all there is, in the order it was written. */
  take(): { readonly fd: number; readonly bytes: Uint8Array }[] {
    const records: { readonly fd: number; readonly bytes: Uint8Array }[] = [];
    if (Atomics.load(this.#words, 1) === 0) return records;
    this.#lock();
    const end = HEADER_BYTES + this.#words[1];
    for (let at = HEADER_BYTES; at < end;) {
      const fd = this.#words[at >>> 2], length = this.#words[(at >>> 2) + 1];
      records.push({ fd, bytes: new Uint8Array(this.#bytes.subarray(at + 8, at + 8 + length)) });
      at += 8 + ((length + 3) & ~3);
    }
    this.#words[1] = 0;
    this.#unlock();
    return records;
  }

  #lock(): void {
    if (Atomics.compareExchange(this.#words, 0, 0, 1) === 0) return;
    while (Atomics.exchange(this.#words, 0, 2) !== 0) Atomics.wait(this.#words, 0, 2);
  }

  #unlock(): void {
    if (Atomics.exchange(this.#words, 0, 0) === 2) Atomics.notify(this.#words, 0, 1);
  }
}

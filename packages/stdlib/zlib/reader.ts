/**
 * Decompression of a whole zlib or gzip stream, or of bare deflate data: header, data, checksum.
 *
 * @module
 */
import { joinBytes } from "../stream_parts.ts";
import { adler32, crc32 } from "./checksums.ts";
import { BadData, Inflater } from "./inflate.ts";

const HEADER = 0, BODY = 1, TRAILER = 2, DONE = 3;
const RAW = 0, ZLIB = 1, GZIP = 2;

/** The stream asks for the dictionary that it was made with. */
export class NeedsDictionary extends Error {}

/** A stream that is being read. */
export class StreamReader {
  #phase = HEADER;
  #format = ZLIB;
  #check = 1;
  #total = 0;
  /** Bytes of a header or checksum that is not whole yet; after the end, what follows. */
  #bytes: Uint8Array = new Uint8Array(0);
  #inflater: Inflater = new Inflater();

  /**
   * @param windowBits As Python passes them: 8 to 15 (or 0) zlib, negative bare deflate, 16 more gzip, 32 more either.
   * @param dictionary What the stream was made with, or null.
   */
  constructor(private readonly windowBits: number, private readonly dictionary: Uint8Array | null) {
    if (windowBits < 0) {
      this.#format = RAW;
      this.#phase = BODY;
      if (dictionary !== null) this.#inflater.setDictionary(dictionary);
    }
  }

  /** Whether the stream has ended and all of it was handed out. */
  get finished(): boolean {
    return this.#phase === DONE;
  }

  /** Whether decoded bytes are waiting for room in the output. */
  get pending(): boolean {
    return this.#inflater.pending;
  }

  /** Adds input. */
  push(bytes: Uint8Array): void {
    if (this.#phase === BODY) this.#inflater.push(bytes);
    else this.#bytes = joinBytes([this.#bytes, bytes]);
  }

  /** Input that is not decoded yet, or what follows the end; it is forgotten. */
  takeRest(): Uint8Array {
    if (this.#phase === BODY) return this.#inflater.takeRest();
    const rest = this.#bytes;
    this.#bytes = new Uint8Array(0);
    return rest;
  }

  /**
   * Decodes.
   *
   * @param most Bytes of output at most.
   * @throws {BadData} If the data is no such stream.
   * @throws {NeedsDictionary} If the stream needs a dictionary and there is none.
   */
  read(most: number): Uint8Array {
    if (this.#phase === HEADER && this.#readHeader()) this.#phase = BODY;
    if (this.#phase !== BODY && this.#phase !== TRAILER) return new Uint8Array(0);
    const output = this.#phase === BODY ? this.#inflater.read(most) : new Uint8Array(0);
    if (this.#format === ZLIB) this.#check = adler32(output, this.#check);
    else if (this.#format === GZIP) this.#check = crc32(output, this.#check);
    this.#total += output.length;
    if (this.#phase === BODY && this.#inflater.finished) {
      this.#bytes = this.#inflater.takeRest();
      this.#phase = TRAILER;
    }
    if (this.#phase === TRAILER) this.#readTrailer();
    return output;
  }

  #readHeader(): boolean {
    const bytes = this.#bytes, bits = this.windowBits;
    if (bytes.length < 2) return false;
    const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    if (bits >= 24 && bits < 32 && !gzip) throw new BadData("incorrect header check");
    return gzip && bits > 15 ? this.#readGzipHeader() : this.#readZlibHeader();
  }

  #readZlibHeader(): boolean {
    const bytes = this.#bytes;
    if ((bytes[0] << 8 | bytes[1]) % 31 !== 0) throw new BadData("incorrect header check");
    if ((bytes[0] & 15) !== 8) throw new BadData("unknown compression method");
    const window = (bytes[0] >> 4) + 8, most = this.windowBits & 15;
    if (window > 15 || (most !== 0 && window > most)) throw new BadData("invalid window size");
    let length = 2;
    if ((bytes[1] & 32) !== 0) {
      if (bytes.length < 6) return false;
      length = 6;
      if (this.dictionary === null) throw new NeedsDictionary();
      const wanted = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2);
      if (adler32(this.dictionary, 1) !== wanted) throw new BadData("");
      this.#inflater.setDictionary(this.dictionary);
    }
    return this.#startBody(ZLIB, 1, length);
  }

  #startBody(format: number, check: number, length: number): boolean {
    this.#format = format;
    this.#check = check;
    this.#inflater.push(this.#bytes.subarray(length));
    this.#bytes = new Uint8Array(0);
    return true;
  }

  #readGzipHeader(): boolean {
    const bytes = this.#bytes;
    if (bytes.length < 10) return false;
    if (bytes[2] !== 8) throw new BadData("unknown compression method");
    const flags = bytes[3];
    if ((flags & 0xe0) !== 0) throw new BadData("unknown header flags set");
    let at = 10;
    if ((flags & 4) !== 0) at += 2 + (bytes[10] | bytes[11] << 8);
    for (const flag of [8, 16]) {
      if ((flags & flag) === 0) continue;
      const end = bytes.indexOf(0, at);
      if (end < 0) return false;
      at = end + 1;
    }
    if ((flags & 2) !== 0) at += 2;
    if (bytes.length < at || Number.isNaN(at)) return false;
    if (
      (flags & 2) !== 0 &&
      (crc32(bytes.subarray(0, at - 2), 0) & 0xffff) !== (bytes[at - 2] | bytes[at - 1] << 8)
    ) {
      throw new BadData("header crc mismatch");
    }
    return this.#startBody(GZIP, 0, at);
  }

  #readTrailer(): void {
    const length = this.#format === RAW ? 0 : this.#format === ZLIB ? 4 : 8;
    const bytes = this.#bytes;
    if (bytes.length < length) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    if (this.#format === ZLIB && view.getUint32(0) !== this.#check) throw new BadData("incorrect data check");
    if (this.#format === GZIP) {
      if (view.getUint32(0, true) !== this.#check) throw new BadData("incorrect data check");
      if (view.getUint32(4, true) !== this.#total >>> 0) throw new BadData("incorrect length check");
    }
    this.#bytes = bytes.slice(length);
    this.#phase = DONE;
  }

  /** What {@linkcode StreamReader.revive} needs. */
  save(): Uint8Array {
    const head = new Uint32Array([this.#phase, this.#format, this.#check, this.#total]);
    const rest = this.#phase === BODY ? this.#inflater.save() : this.#bytes;
    return joinBytes([new Uint8Array(head.buffer), rest]);
  }

  /** A stream as it was when it was saved. */
  static revive(saved: Uint8Array, windowBits: number, dictionary: Uint8Array | null): StreamReader {
    const made = new StreamReader(windowBits, dictionary);
    const head = new Uint32Array(saved.slice(0, 16).buffer);
    [made.#phase, made.#format, made.#check, made.#total] = head;
    if (made.#phase === BODY) made.#inflater = Inflater.revive(saved.subarray(16));
    else made.#bytes = saved.slice(16);
    return made;
  }
}

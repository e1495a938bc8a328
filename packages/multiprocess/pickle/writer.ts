/**
 * The growing output of a pickler, with the frames of protocol 4.
 *
 * A frame opens with the first byte written into it and closes at an opcode's boundary once it has 64 KiB, at data
 * too large for frames, and at the end. Its header is reserved when it opens; a frame of less than 4 bytes loses it.
 *
 * @module
 */

/** Bytes at which a frame closes, and from which data is written outside of frames. */
export const FRAME_TARGET = 64 * 1024;
const FRAME_MIN = 4;
const FRAME_HEADER = 9;
const FRAME_OPCODE = 0x95;

const encoder = new TextEncoder();

/** Bytes written so far, and the frame that is open. */
export class PickleWriter {
  /** Whether bytes go into frames. */
  framing = false;
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  /** Where the open frame's header is, or -1. */
  #frame = -1;

  /** Makes room for `count` more bytes and for a frame's header, which it opens if none is open. */
  #reserve(count: number): number {
    const needed = this.#length + count + FRAME_HEADER;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    if (this.framing && this.#frame < 0) {
      this.#frame = this.#length;
      this.#length += FRAME_HEADER;
    }
    const at = this.#length;
    this.#length += count;
    return at;
  }

  /** Writes one byte. */
  byte(code: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = code;
  }

  /** Writes two bytes. */
  byte2(first: number, second: number): void {
    const at = this.#reserve(2);
    this.#bytes[at] = first;
    this.#bytes[at + 1] = second;
  }

  /** Writes an opcode and 16 bits, little-endian. */
  code16(code: number, value: number): void {
    const at = this.#reserve(3);
    this.#bytes[at] = code;
    this.#bytes[at + 1] = value;
    this.#bytes[at + 2] = value >>> 8;
  }

  /** Writes an opcode and 32 bits, little-endian. */
  code32(code: number, value: number): void {
    const at = this.#reserve(5);
    this.#bytes[at] = code;
    this.#bytes[at + 1] = value;
    this.#bytes[at + 2] = value >>> 8;
    this.#bytes[at + 3] = value >>> 16;
    this.#bytes[at + 4] = value >>> 24;
  }

  /** Writes an opcode and a length of 64 bits, little-endian. */
  code64(code: number, value: number): void {
    const at = this.#reserve(9);
    this.#bytes[at] = code;
    this.#view.setUint32(at + 1, value % 0x100000000, true);
    this.#view.setUint32(at + 5, Math.floor(value / 0x100000000), true);
  }

  /** Writes an opcode and a float of 64 bits, big-endian. */
  codeFloat(code: number, value: number): void {
    const at = this.#reserve(9);
    this.#bytes[at] = code;
    this.#view.setFloat64(at + 1, value, false);
  }

  /** Writes bytes as they are. */
  bytes(data: Uint8Array): void {
    const at = this.#reserve(data.length);
    this.#bytes.set(data, at);
  }

  /** Writes the characters of a text whose code units are all below 256, a byte each. */
  latin1(text: string): void {
    const at = this.#reserve(text.length);
    const bytes = this.#bytes;
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  }

  /**
   * Writes opcode, length in one byte and text, if it is ASCII and below 256 characters: the usual string.
   *
   * @returns Whether it did; else nothing is written.
   */
  shortAscii(code: number, text: string): boolean {
    const length = text.length;
    for (let i = 0; i < length; i++) {
      if (text.charCodeAt(i) > 127) return false;
    }
    const at = this.#reserve(length + 2);
    const bytes = this.#bytes;
    bytes[at] = code;
    bytes[at + 1] = length;
    for (let i = 0; i < length; i++) bytes[at + 2 + i] = text.charCodeAt(i);
    return true;
  }

  /** Closes the frame if it has enough: called where an opcode may start. */
  boundary(): void {
    if (this.#frame >= 0 && this.#length - this.#frame - FRAME_HEADER >= FRAME_TARGET) this.closeFrame();
  }

  /** Closes the open frame, if any. */
  closeFrame(): void {
    const start = this.#frame;
    if (start < 0) return;
    const size = this.#length - start - FRAME_HEADER;
    if (size >= FRAME_MIN) {
      this.#bytes[start] = FRAME_OPCODE;
      this.#view.setUint32(start + 1, size, true);
      this.#view.setUint32(start + 5, Math.floor(size / 0x100000000), true);
    } else {
      this.#bytes.copyWithin(start, start + FRAME_HEADER, this.#length);
      this.#length -= FRAME_HEADER;
    }
    this.#frame = -1;
  }

  /** Bytes written since the last {@linkcode take}, outside of an open frame. */
  get pending(): number {
    return this.#frame < 0 ? this.#length : this.#frame;
  }

  /** The bytes that are complete, as a copy; they leave the writer. Nothing while a frame is open. */
  take(): Uint8Array<ArrayBuffer> {
    if (this.#frame >= 0) return new Uint8Array(0);
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}

/**
 * UTF-8 of a text in which surrogates may stand alone; those are encoded as Python's `surrogatepass` does.
 *
 * @param text Any string.
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (text.isWellFormed()) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code >= 0xd800 && code < 0xe000) {
      bytes.push(0xe0 | code >> 12, 0x80 | code >> 6 & 0x3f, 0x80 | code & 0x3f);
    } else {
      for (const byte of encoder.encode(character)) bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
}

/** Text as protocol 0 has it: Latin-1 with `\u` escapes for the rest and for what would break a line. */
export function rawUnicodeEscape(text: string): string {
  if (/^[\x01-\x09\x0b\x0c\x0e-\x19\x1b-\x5b\x5d-\xff]*$/.test(text)) return text;
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code > 0xffff) result += `\\U${code.toString(16).padStart(8, "0")}`;
    else if (code > 0xff || code === 0x5c || code === 0 || code === 0x0a || code === 0x0d || code === 0x1a) {
      result += `\\u${code.toString(16).padStart(4, "0")}`;
    } else result += character;
  }
  return result;
}

/**
 * Compression to zlib or gzip streams or bare deflate data, in pieces: each is compressed with the 32 KiB before it as
 * dictionary and ends at a byte, so what a stream remembers is a run of bytes.
 *
 * @module
 */
import { nodeModule } from "@orochi/syntax";
import { joinBytes } from "../stream_parts.ts";
import { adler32, crc32 } from "./checksums.ts";
import { WINDOW_BYTES } from "./inflate.ts";

/** Input is gathered until it is so long. */
const PIECE_BYTES = 1 << 16;

/** How to compress. */
export interface Tuning {
  /** 0 to 9, or -1. */
  readonly level: number;
  /** As Python passes them: negative bare deflate, over 15 gzip. */
  readonly windowBits: number;
  readonly memoryLevel: number;
  readonly strategy: number;
}

/** A stream that is being written. */
export class StreamWriter {
  #started = false;
  #check: number;
  #total = 0;
  #window: Uint8Array = new Uint8Array(0);
  #pending: Uint8Array = new Uint8Array(0);

  /** @param dictionary Bytes that both ends know beforehand, or null. */
  constructor(private readonly tuning: Tuning, private readonly dictionary: Uint8Array | null) {
    this.#check = tuning.windowBits > 15 ? 0 : 1;
    if (dictionary !== null) this.#window = dictionary.slice(-WINDOW_BYTES);
  }

  /** Adds input; returns what output there is. */
  write(bytes: Uint8Array): Uint8Array {
    const { windowBits } = this.tuning;
    if (windowBits > 15) this.#check = crc32(bytes, this.#check);
    else if (windowBits > 0) this.#check = adler32(bytes, this.#check);
    this.#total += bytes.length;
    this.#pending = joinBytes([this.#pending, bytes]);
    const head = this.#header();
    if (this.#pending.length < PIECE_BYTES) return head;
    return joinBytes([head, this.#piece(nodeModule("node:zlib").constants.Z_SYNC_FLUSH)]);
  }

  /** Gives out all that was added. @param mode Z_SYNC_FLUSH, Z_FULL_FLUSH or Z_FINISH. */
  flush(mode: number): Uint8Array {
    const { constants } = nodeModule("node:zlib");
    const head = this.#header();
    if (mode !== constants.Z_FINISH) {
      const body = this.#pending.length === 0 && head.length === 0
        ? new Uint8Array(0)
        : this.#piece(constants.Z_SYNC_FLUSH);
      if (mode === constants.Z_FULL_FLUSH) this.#window = new Uint8Array(0);
      return joinBytes([head, body]);
    }
    return joinBytes([head, this.#piece(constants.Z_FINISH), this.#trailer()]);
  }

  #piece(finishFlush: number): Uint8Array {
    const { level, windowBits, memoryLevel, strategy } = this.tuning;
    const bits = Math.abs(windowBits) & 15;
    const piece = nodeModule("node:zlib").deflateRawSync(this.#pending, {
      level,
      windowBits: Math.max(9, bits),
      memLevel: memoryLevel,
      strategy,
      finishFlush,
      ...(this.#window.length > 0 ? { dictionary: nodeModule("node:buffer").Buffer.from(this.#window) } : {}),
    });
    this.#window = joinBytes([this.#window, this.#pending]).slice(-WINDOW_BYTES);
    this.#pending = new Uint8Array(0);
    return new Uint8Array(piece.buffer, piece.byteOffset, piece.length);
  }

  #header(): Uint8Array {
    const { windowBits, level, strategy } = this.tuning;
    if (this.#started || windowBits < 0) return new Uint8Array(0);
    this.#started = true;
    if (windowBits > 15) {
      const effort = level === 9 ? 2 : level === 1 ? 4 : 0;
      return Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, effort, 3);
    }
    const quick = strategy >= 2 || (level >= 0 && level < 2);
    const effort = quick ? 0 : level >= 0 && level < 6 ? 1 : level === 6 || level < 0 ? 2 : 3;
    let head = (Math.max(9, windowBits) - 8) << 12 | 8 << 8 | effort << 6 |
      (this.dictionary !== null ? 32 : 0);
    head += 31 - head % 31;
    const bytes = new Uint8Array(this.dictionary !== null ? 6 : 2), view = new DataView(bytes.buffer);
    view.setUint16(0, head);
    if (this.dictionary !== null) view.setUint32(2, adler32(this.dictionary, 1));
    return bytes;
  }

  #trailer(): Uint8Array {
    const { windowBits } = this.tuning;
    if (windowBits < 0) return new Uint8Array(0);
    const gzip = windowBits > 15;
    const bytes = new Uint8Array(gzip ? 8 : 4), view = new DataView(bytes.buffer);
    view.setUint32(0, this.#check, gzip);
    if (gzip) view.setUint32(4, this.#total >>> 0, true);
    return bytes;
  }

  /** What {@linkcode StreamWriter.revive} needs. */
  save(): Uint8Array {
    const head = new Uint32Array([this.#started ? 1 : 0, this.#check, this.#total, this.#window.length]);
    return joinBytes([new Uint8Array(head.buffer), this.#window, this.#pending]);
  }

  /** A stream as it was when it was saved. */
  static revive(saved: Uint8Array, tuning: Tuning, dictionary: Uint8Array | null): StreamWriter {
    const made = new StreamWriter(tuning, dictionary);
    const head = new Uint32Array(saved.slice(0, 16).buffer);
    made.#started = head[0] === 1;
    made.#check = head[1];
    made.#total = head[2];
    made.#window = saved.slice(16, 16 + head[3]);
    made.#pending = saved.slice(16 + head[3]);
    return made;
  }
}

/**
 * Compressed streams as they come: xz, the older .lzma, or data without a container.
 *
 * @module
 */
import { crc32 } from "../zlib/checksums.ts";
import { joinBytes } from "../stream_parts.ts";
import { Body, type BodyFields } from "./body.ts";
import { Check, CHECK_NONE, checkBytes } from "./checks.ts";
import {
  checkChain,
  decodeProperties,
  type Filter,
  FILTER_LZMA1,
  FILTER_LZMA2,
  presetFilter,
} from "./filters.ts";
import { corrupt, LzmaError, propertiesOf, unsupported } from "./model.ts";
import { type IndexRecord, MAGIC, streamEnd } from "./writer.ts";

export const FORMAT_AUTO = 0, FORMAT_XZ = 1, FORMAT_ALONE = 2, FORMAT_RAW = 3;
/** No check is known yet. */
export const CHECK_UNKNOWN = 16;

/** What a reader remembers as text. */
interface ReaderFields {
  format: number;
  limit: number;
  phase: "begin" | "block" | "body" | "check" | "end" | "done";
  check: number;
  filters: Filter[];
  records: IndexRecord[];
  /** Of this block: bytes of header and check, of data, of output. */
  overhead: number;
  packed: number;
  plain: number;
  /** What the block's header says of data and output; -1 nothing. */
  sizes: [number, number];
}

/** A stream that is being read. */
export class Reader {
  fields: ReaderFields;
  #input: Uint8Array = new Uint8Array(0);
  #body: Body | null = null;
  #check: Check = new Check(CHECK_NONE);

  constructor(format: number, limit: number, filters: Filter[]) {
    const check = format === FORMAT_AUTO || format === FORMAT_XZ ? CHECK_UNKNOWN : CHECK_NONE;
    this.fields = {
      format,
      limit,
      phase: "begin",
      check,
      filters,
      records: [],
      overhead: 0,
      packed: 0,
      plain: 0,
      sizes: [-1, -1],
    };
    if (format === FORMAT_RAW) this.#startBody(filters, -1);
  }

  /** Whether the stream has ended. */
  get finished(): boolean {
    return this.fields.phase === "done";
  }

  /** Input that is not read. */
  get rest(): Uint8Array {
    return this.#input;
  }

  /** The window, which is kept beside what is saved. */
  get window(): Uint8Array {
    return this.#body?.decoder.window ?? new Uint8Array(0);
  }

  /** Takes input in and gives `most` bytes of output at most. */
  read(input: Uint8Array, most: number): Uint8Array {
    const { fields } = this, parts: Uint8Array[] = [];
    this.#input = this.#input.length === 0 ? input : joinBytes([this.#input, input]);
    let made = 0;
    for (let goes = true; goes && fields.phase !== "done";) {
      if (fields.phase === "begin") goes = this.#begin();
      else if (fields.phase === "block") goes = this.#header();
      else if (fields.phase === "check") goes = this.#endBlock();
      else if (fields.phase === "end") goes = this.#endStream();
      else {
        const part = this.#data(most - made);
        made += part.length;
        parts.push(part);
        goes = fields.phase as string !== "body";
      }
    }
    return joinBytes(parts);
  }

  #take(count: number): void {
    this.#input = this.#input.subarray(count);
  }

  #startBody(filters: Filter[], size: number): void {
    const dictionary = filters[filters.length - 1].dictionary;
    if (dictionary + 0x8000 > this.fields.limit) throw new LzmaError("Memory usage limit exceeded");
    this.#body = new Body(filters, size);
    this.fields.phase = "body";
  }

  #begin(): boolean {
    const { fields } = this, bytes = this.#input, picky = fields.format === FORMAT_AUTO;
    if (bytes.length === 0) return false;
    if (picky) fields.format = bytes[0] === MAGIC[0] ? FORMAT_XZ : FORMAT_ALONE;
    const wrong = new LzmaError("Input format not supported by decoder");
    if (fields.format === FORMAT_XZ) {
      if (MAGIC.some((byte, i) => i < bytes.length && bytes[i] !== byte)) throw wrong;
      if (bytes.length < 12) return false;
      if (this.#word(8) !== crc32(bytes.subarray(6, 8), 0)) throw corrupt();
      if (bytes[6] !== 0 || bytes[7] > 15) throw unsupported();
      fields.check = bytes[7];
      fields.phase = "block";
      this.#take(12);
      return true;
    }
    fields.check = CHECK_NONE;
    const properties = propertiesOf(bytes[0]);
    if (properties === null) throw wrong;
    if (bytes.length >= 5) {
      const size = this.#word(1), top = 31 - Math.clz32(size);
      if (picky && ![0, 0xffff_ffff, 2 ** top, 1.5 * 2 ** top].includes(size)) throw wrong;
    }
    if (bytes.length < 13) {
      if (picky) fields.format = FORMAT_AUTO;
      return false;
    }
    const filter = decodeProperties(FILTER_LZMA1, bytes.subarray(0, 5)),
      low = this.#word(5),
      high = this.#word(9);
    const unknown = low === 0xffff_ffff && high === 0xffff_ffff, size = unknown ? -1 : high * 2 ** 32 + low;
    if (picky && size >= 2 ** 38) throw wrong;
    this.#take(13);
    this.#startBody([filter], size);
    return true;
  }

  #word(at: number): number {
    return new DataView(this.#input.buffer, this.#input.byteOffset).getUint32(at, true);
  }

  #header(): boolean {
    const { fields } = this, bytes = this.#input;
    if (bytes.length === 0) return false;
    if (bytes[0] === 0) {
      fields.phase = "end";
      return true;
    }
    const size = bytes[0] * 4, flags = bytes[1];
    if (bytes.length < size + 4) return false;
    if (this.#word(size) !== crc32(bytes.subarray(0, size), 0)) throw corrupt();
    if ((flags & 0x3c) !== 0) throw unsupported();
    let at = 2;
    const number = () => {
      for (let value = 0, scale = 1;; scale *= 128) {
        if (at >= size || scale > 2 ** 56) throw corrupt();
        const byte = bytes[at++];
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    };
    fields.sizes = [(flags & 64) === 0 ? -1 : number(), (flags & 128) === 0 ? -1 : number()];
    const filters: Filter[] = [];
    for (let i = 0; i <= (flags & 3); i++) {
      const id = number(), length = number();
      if (at + length > size) throw corrupt();
      filters.push(decodeProperties(id, bytes.subarray(at, at += length)));
    }
    if (bytes.subarray(at, size).some((byte) => byte !== 0)) throw unsupported();
    checkChain(filters);
    if (filters[filters.length - 1].id !== FILTER_LZMA2) throw unsupported();
    fields.overhead = size + 4 + checkBytes(fields.check);
    fields.packed = fields.plain = 0;
    this.#check = new Check(fields.check);
    this.#take(size + 4);
    this.#startBody(filters, -1);
    return true;
  }

  #data(most: number): Uint8Array {
    const { fields } = this, body = this.#body!;
    const part = body.read(this.#input, 0, most);
    this.#take(body.decoder.at);
    fields.packed += body.decoder.at;
    fields.plain += part.length;
    this.#check.update(part);
    if (body.finished) fields.phase = fields.format === FORMAT_XZ ? "check" : "done";
    return part;
  }

  #endBlock(): boolean {
    const { fields } = this, padding = -fields.packed & 3, size = checkBytes(fields.check);
    if (this.#input.length < padding + size) return false;
    const made = this.#check.finish(), end = this.#input.subarray(0, padding + size);
    if (end.some((byte, i) => byte !== (i < padding ? 0 : made[i - padding] ?? byte))) throw corrupt();
    const { packed, plain, sizes } = fields;
    if ((sizes[0] >= 0 && sizes[0] !== packed) || (sizes[1] >= 0 && sizes[1] !== plain)) throw corrupt();
    fields.records.push([packed + fields.overhead, plain]);
    this.#take(padding + size);
    fields.phase = "block";
    this.#body = null;
    return true;
  }

  /** Index and footer can be no others than those of the blocks that were read. */
  #endStream(): boolean {
    const { fields } = this, expected = streamEnd(fields.records, fields.check);
    const bytes = this.#input.subarray(0, expected.length);
    if (bytes.some((byte, i) => byte !== expected[i])) throw corrupt();
    if (bytes.length < expected.length) return false;
    this.#take(expected.length);
    fields.phase = "done";
    return false;
  }

  /** What {@linkcode Reader.revive} needs beside the window. */
  save(): Uint8Array {
    const body = this.#body, state = { fields: { ...this.fields, limit: String(this.fields.limit) } };
    const text = JSON.stringify({ ...state, check: this.#check.save(), body: body?.fields ?? null });
    const head = new TextEncoder().encode(text), probs = body?.decoder.probs ?? new Uint16Array(0);
    const sizes = new Uint8Array(Uint32Array.of(head.length, probs.length).buffer);
    return joinBytes([sizes, head, new Uint8Array(probs.buffer), this.#input]);
  }

  /** A reader as it was; the window is used in place. */
  static revive(saved: Uint8Array, window: Uint8Array): Reader {
    const [length, count] = new Uint32Array(saved.slice(0, 8).buffer), probs = 8 + length;
    const state = JSON.parse(new TextDecoder().decode(saved.slice(8, probs)));
    const made = new Reader(FORMAT_AUTO, Infinity, []);
    made.fields = { ...state.fields, limit: Number(state.fields.limit) };
    made.#check = Check.revive(state.check);
    made.#input = saved.slice(probs + count * 2);
    if (state.body !== null) {
      const fields = state.body as BodyFields, { properties, dictionary } = fields.decoder;
      const id = fields.two ? FILTER_LZMA2 : FILTER_LZMA1;
      const filter = { ...presetFilter(id, 6)!, ...properties, dictionary };
      const body = made.#body = new Body([filter], -1);
      body.fields = fields;
      body.decoder.fields = fields.decoder;
      body.decoder.probs = new Uint16Array(saved.slice(probs, probs + count * 2).buffer);
      body.decoder.window = window;
    }
    return made;
  }
}

/**
 * Data of a chain of filters as it comes: LZMA1 or LZMA2, then the filters before it.
 *
 * @module
 */
import { joinBytes } from "../stream_parts.ts";
import { applyCode, type CodeState, newCode } from "./code.ts";
import { Decoder, type DecoderFields } from "./decoder.ts";
import { applyDelta, type DeltaState, type Filter, FILTER_DELTA, FILTER_LZMA2, newDelta } from "./filters.ts";
import { corrupt, internal, propertiesOf } from "./model.ts";

/** A filter before LZMA; those for machine code hold back bytes that they can't decide on yet. */
type Stage = { delta: DeltaState } | { code: CodeState; held: number[] };

/** What a body remembers beside the decoder's tables. */
export interface BodyFields {
  decoder: DecoderFields;
  stages: Stage[];
  /** Output that is made and was not asked for yet. */
  ready: number[];
  two: boolean;
  /** LZMA1: bytes to come, or -1 if only a marker ends them. LZMA2: bytes of the chunk to come. */
  left: number;
  /** LZMA2: bytes of input of the chunk to come; -1 between chunks. */
  packed: number;
  plain: boolean;
  /** LZMA2: 3 nothing may be kept of what was before, 2 the state and properties not, 1 the state not. */
  needs: number;
  done: boolean;
}

/** A body that is being read. */
export class Body {
  readonly decoder: Decoder;
  fields: BodyFields;

  constructor(filters: readonly Filter[], size: number) {
    const last = filters[filters.length - 1], two = last.id === FILTER_LZMA2;
    // Nothing but filters of a program can say so: headers were looked at.
    if (!two && (last.lc + last.lp > 4 || last.pb > 4)) throw internal();
    this.decoder = new Decoder(last, last.dictionary);
    this.fields = {
      decoder: this.decoder.fields,
      stages: filters.slice(0, -1).map((filter): Stage =>
        filter.id === FILTER_DELTA ? { delta: newDelta(filter) } : { code: newCode(filter), held: [] }
      ).reverse(),
      ready: [],
      two,
      left: two ? 0 : size,
      packed: -1,
      plain: false,
      needs: 3,
      done: false,
    };
  }

  /**
   * Decodes.
   *
   * @param at Where input begins; the decoder's `at` says where reading stopped.
   * @param most Bytes of output at most.
   */
  read(input: Uint8Array, at: number, most: number): Uint8Array {
    const { decoder, fields } = this, parts: Uint8Array[] = [];
    decoder.input = input;
    decoder.at = at;
    let made = fields.ready.length;
    parts.push(Uint8Array.from(fields.ready));
    while (!fields.done) {
      const before = decoder.at, kept = fields.packed, wanted = Math.max(most - made, 0);
      const part = fields.two ? this.#readTwo(wanted) : this.#readOne(wanted);
      if (part.length === 0 && !fields.done && decoder.at === before && fields.packed === kept) break;
      const filtered = this.#filter(part);
      parts.push(filtered);
      made += filtered.length;
    }
    const output = joinBytes(parts);
    fields.ready = [...output.subarray(most)];
    return output.subarray(0, most);
  }

  /** Whether all output was given. */
  get finished(): boolean {
    return this.fields.done && this.fields.ready.length === 0;
  }

  /** Takes the filters back; at the end of the data, nothing is held back. */
  #filter(part: Uint8Array): Uint8Array {
    let bytes = part;
    for (const stage of this.fields.stages) {
      if ("delta" in stage) applyDelta(bytes, stage.delta, false);
      else {
        bytes = joinBytes([Uint8Array.from(stage.held), bytes]);
        const final = applyCode(bytes, stage.code, false);
        stage.held = this.fields.done ? [] : [...bytes.subarray(final)];
        if (!this.fields.done) bytes = bytes.subarray(0, final);
      }
    }
    return bytes;
  }

  /** Lets the decoder write its window and gives what it wrote. */
  #run(most: number): Uint8Array {
    const { decoder } = this, room = most === 0 ? 0 : decoder.room(most), from = decoder.fields.position;
    const count = decoder.run(room);
    return decoder.window.slice(from, from + count);
  }

  #readOne(most: number): Uint8Array {
    const { decoder, fields } = this;
    decoder.end = decoder.input.length;
    if (!decoder.begin()) return new Uint8Array(0);
    const part = this.#run(fields.left < 0 ? most : Math.min(most, fields.left));
    if (fields.left >= 0) fields.left -= part.length;
    if (fields.left === 0 && !decoder.fields.marked) {
      if (decoder.fields.left > 0) throw corrupt();
      const end = decoder.finish();
      if (end === 1) fields.done = true;
      else if (end === 0 && decoder.symbol() >= 0) throw corrupt();
    }
    if (decoder.fields.marked) {
      if (fields.left > 0) throw corrupt();
      const end = decoder.finish();
      if (end === 0) throw corrupt();
      fields.done = end === 1;
    }
    return part;
  }

  #readTwo(most: number): Uint8Array {
    const { decoder, fields } = this, nothing = new Uint8Array(0);
    if (fields.packed < 0 && !this.#readHeader()) return nothing;
    const available = decoder.input.length - decoder.at;
    if (fields.plain) {
      const room = most === 0 ? 0 : decoder.room(Math.min(most, fields.left, available));
      const part = decoder.input.slice(decoder.at, decoder.at + room);
      decoder.window.set(part, decoder.fields.position);
      decoder.wrote(room);
      decoder.at += room;
      if ((fields.left -= room) === 0) fields.packed = -1;
      return part;
    }
    decoder.end = decoder.at + Math.min(available, fields.packed);
    const before = decoder.at, whole = available >= fields.packed;
    let part: Uint8Array = nothing, end = -1;
    if (decoder.begin()) {
      part = this.#run(Math.min(most, fields.left));
      if ((fields.left -= part.length) === 0) end = decoder.finish();
    }
    fields.packed -= decoder.at - before;
    const stuck = whole && most > part.length && fields.left > 0 && part.length === 0 &&
      decoder.at === before;
    if (stuck || end === 0 || (end === 1 && (fields.packed !== 0 || decoder.fields.left > 0))) {
      throw corrupt();
    }
    if (end === 1) fields.packed = -1;
    return part;
  }

  #readHeader(): boolean {
    const { decoder, fields } = this, { input, at } = decoder;
    if (at === input.length) return false;
    const control = input[at];
    if (control === 0) {
      decoder.at++;
      fields.done = true;
      return false;
    }
    if (control > 2 && control < 0x80) throw corrupt();
    const plain = control < 0x80, reset = plain ? (control === 1 ? 3 : 0) : control >> 5 & 3;
    const size = plain ? 3 : reset >= 2 ? 6 : 5;
    // Without its dictionary, a stream cannot begin; without its state, no chunk of symbols can.
    if (fields.needs === 3 ? reset !== 3 : !plain && reset < fields.needs) throw corrupt();
    if (at + size > input.length) return false;
    if (reset === 3) decoder.fields.reach = decoder.fields.place = 0;
    fields.plain = plain;
    const view = new DataView(input.buffer, input.byteOffset);
    fields.left = view.getUint16(at + 1) + 1;
    fields.packed = fields.left;
    if (plain) fields.needs = Math.max(reset === 3 ? 2 : fields.needs, 1);
    else {
      fields.left += (control & 31) << 16;
      fields.packed = view.getUint16(at + 3) + 1;
      const properties = reset >= 2 ? propertiesOf(input[at + 5]) : decoder.fields.properties;
      if (properties === null) throw corrupt();
      if (reset > 0) decoder.resetState(properties);
      decoder.resetCoder();
      fields.needs = 0;
    }
    decoder.at += size;
    return true;
  }
}

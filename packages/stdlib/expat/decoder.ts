/**
 * Bytes that come in pieces, as text: encodings that a byte-order mark, a protocol or an XML declaration names.
 *
 * Bytes that are none in the encoding become U+FFFF, which no document may contain, and nothing behind them is read.
 *
 * @module
 */

/** How bytes are read. `map`: one byte is one character, by a table. */
export type Encoding = "utf-8" | "us-ascii" | "iso-8859-1" | "utf-16le" | "utf-16be" | "map";

/** What a decoder remembers: plain data. */
export interface DecoderState {
  /** How bytes are read, once that is known. */
  encoding: Encoding | null;
  /** The encoding that was named from outside; no declaration changes it. */
  protocol: string | null;
  /** Bytes that wait: for more of a character, or for the end of the XML declaration. */
  pending: number[];
  /** Whether bytes behind an XML declaration wait for what it says. */
  holding: boolean;
  /** Whether a byte was wrong: nothing more is read. */
  broken: boolean;
  /** Characters of single bytes, -1 where there is none, for `map`. */
  map: number[] | null;
}

/** The state at the beginning. */
export function newDecoder(protocol: string | null): DecoderState {
  return { encoding: null, protocol, pending: [], holding: false, broken: false, map: null };
}

const BROKEN = "\uffff";
const DECLARATION = [0x3c, 0x3f, 0x78, 0x6d, 0x6c];

/** The encoding of a name that is built in; null if it isn't. UTF-16 without a mark is big-endian. */
export function builtinEncoding(name: string): Encoding | null {
  switch (name.toUpperCase()) {
    case "UTF-8":
      return "utf-8";
    case "US-ASCII":
      return "us-ascii";
    case "ISO-8859-1":
      return "iso-8859-1";
    case "UTF-16":
    case "UTF-16BE":
      return "utf-16be";
    case "UTF-16LE":
      return "utf-16le";
  }
  return null;
}

/** Whether characters have at least two bytes. */
export function isWide(encoding: Encoding | null): boolean {
  return encoding === "utf-16le" || encoding === "utf-16be";
}

function byMark(first: number, second: number, named: Encoding): Encoding {
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0x3c && second === 0) return "utf-16le";
  if (first === 0) return "utf-16be";
  if (second === 0) return "utf-16le";
  return named;
}

/** Takes bytes in; the text that is certain. With `final` nothing follows. */
export function decode(decoder: DecoderState, bytes: Uint8Array, final: boolean): string {
  if (decoder.broken) return "";
  let all = bytes;
  if (decoder.pending.length > 0) {
    all = new Uint8Array(decoder.pending.length + bytes.length);
    all.set(decoder.pending);
    all.set(bytes, decoder.pending.length);
    decoder.pending = [];
  }
  if (decoder.encoding === null) {
    const named = decoder.protocol === null ? "utf-8" : builtinEncoding(decoder.protocol);
    if (all.length < 2 && !final) return keep(decoder, all);
    if (named === null) decoder.encoding = "map";
    else decoder.encoding = all.length < 2 ? named : byMark(all[0], all[1], named);
    decoder.holding = decoder.protocol === null && !isWide(decoder.encoding);
  }
  if (!decoder.holding) return decodeAll(decoder, all);
  const end = endOfDeclaration(all, final);
  if (end < 0) return keep(decoder, all);
  if (end === 0) {
    decoder.holding = false;
    return decodeAll(decoder, all);
  }
  decoder.pending = [...all.subarray(end)];
  return latin(all.subarray(0, end));
}

function keep(decoder: DecoderState, bytes: Uint8Array): string {
  decoder.pending = [...bytes];
  return "";
}

/** The end of an XML declaration; 0 if there is none, -1 if nobody knows yet. */
function endOfDeclaration(bytes: Uint8Array, final: boolean): number {
  const skipped = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let i = 0; i < DECLARATION.length; i++) {
    if (skipped + i >= bytes.length) return final ? 0 : -1;
    if (bytes[skipped + i] !== DECLARATION[i]) return 0;
  }
  for (let i = skipped + DECLARATION.length; i < bytes.length; i++) {
    // What isn't ASCII ends the declaration's hope to be one: the parser then says where it is wrong.
    if (bytes[i] >= 0x80) return 0;
    if (bytes[i] === 0x3e && bytes[i - 1] === 0x3f) return skipped > 0 ? 0 : i + 1;
  }
  return final ? 0 : -1;
}

/** Goes on behind an XML declaration, in the encoding that it named if that is not null. */
export function release(decoder: DecoderState, encoding: Encoding | null, final: boolean): string {
  if (encoding !== null && !isWide(decoder.encoding)) decoder.encoding = encoding;
  if (!decoder.holding) return "";
  decoder.holding = false;
  return decode(decoder, new Uint8Array(0), final);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes);
}

function decodeAll(decoder: DecoderState, bytes: Uint8Array): string {
  switch (decoder.encoding) {
    case "utf-8":
      return utf8(decoder, bytes);
    case "utf-16le":
    case "utf-16be":
      return utf16(decoder, bytes, decoder.encoding === "utf-16be");
  }
  let text = "", part: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const char = decoder.map !== null ? decoder.map[bytes[i]] : bytes[i];
    if (char < 0 || decoder.encoding === "us-ascii" && char >= 0x80) {
      decoder.broken = true;
      return text + String.fromCharCode(...part) + BROKEN;
    }
    part.push(char);
    if (part.length === 4096) {
      text += String.fromCharCode(...part);
      part = [];
    }
  }
  return text + String.fromCharCode(...part);
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** How many bytes a character has that begins so; 0 if none does. */
function lengthOfLead(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
}

/** Whether the bytes from there on may be the beginning of a character; the number that are there of it, or 0. */
function validPrefix(bytes: Uint8Array, at: number): number {
  const lead = bytes[at], length = lengthOfLead(lead);
  for (let i = 1; i < length && at + i < bytes.length; i++) {
    const byte = bytes[at + i];
    if (byte < 0x80 || byte > 0xbf) return 0;
    if (i === 1) {
      if (lead === 0xe0 && byte < 0xa0 || lead === 0xed && byte > 0x9f) return 0;
      if (lead === 0xf0 && byte < 0x90 || lead === 0xf4 && byte > 0x8f) return 0;
    }
  }
  return Math.min(length, bytes.length - at);
}

/** Where the last character begins if it isn't whole, otherwise the length. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const at = bytes.length - back;
      return lengthOfLead(byte) > back && validPrefix(bytes, at) === back ? at : bytes.length;
    }
  }
  return bytes.length;
}

function utf8(decoder: DecoderState, bytes: Uint8Array): string {
  const whole = wholeLength(bytes);
  if (whole < bytes.length) decoder.pending = [...bytes.subarray(whole)];
  try {
    return UTF8.decode(bytes.subarray(0, whole));
  } catch {
    let good = 0;
    while (good < whole) {
      const length = validPrefix(bytes, good);
      if (length === 0) break;
      good += length;
    }
    decoder.broken = true;
    decoder.pending = [];
    return UTF8.decode(bytes.subarray(0, good)) + BROKEN;
  }
}

function utf16(decoder: DecoderState, bytes: Uint8Array, big: boolean): string {
  let text = "", part: number[] = [], at = 0;
  for (; at + 1 < bytes.length; at += 2) {
    const unit = big ? bytes[at] << 8 | bytes[at + 1] : bytes[at + 1] << 8 | bytes[at];
    if (unit >= 0xd800 && unit < 0xe000) {
      if (unit < 0xdc00 && at + 3 >= bytes.length) break;
      const low = big ? bytes[at + 2] << 8 | bytes[at + 3] : bytes[at + 3] << 8 | bytes[at + 2];
      if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff) {
        decoder.broken = true;
        return text + String.fromCharCode(...part) + BROKEN;
      }
      part.push(unit);
      at += 2;
      part.push(low);
    } else part.push(unit);
    if (part.length >= 4096) {
      text += String.fromCharCode(...part);
      part = [];
    }
  }
  decoder.pending = [...bytes.subarray(at)];
  return text + String.fromCharCode(...part);
}

/** How many bytes a part of the text has in the encoding. */
export function encodedLength(encoding: Encoding | null, text: string, from: number, to: number): number {
  if (isWide(encoding)) return 2 * (to - from);
  if (encoding !== "utf-8" && encoding !== null) return to - from;
  let length = to - from;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate stands for two of the four bytes of its pair.
    if (unit >= 0x80) length += unit < 0x800 || unit >= 0xd800 && unit < 0xe000 ? 1 : 2;
  }
  return length;
}

/** A part of the text in the encoding. */
export function encode(encoding: Encoding | null, map: readonly number[] | null, text: string): Uint8Array {
  if (encoding === "utf-8" || encoding === null) return new TextEncoder().encode(text);
  if (!isWide(encoding)) {
    return Uint8Array.from(
      text,
      (char) => map === null ? char.charCodeAt(0) : map.indexOf(char.charCodeAt(0)),
    );
  }
  const bytes = new Uint8Array(2 * text.length), view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), encoding === "utf-16le");
  return bytes;
}

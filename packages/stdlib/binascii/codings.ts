/**
 * The codings of `binascii`, on plain bytes. What is wrong with the input comes back as the text of `binascii.Error`.
 *
 * @module
 */

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const FROM_BASE64 = new Int8Array(256).fill(-1);
for (let i = 0; i < 64; i++) FROM_BASE64[BASE64.charCodeAt(i)] = i;
const PAD = 61, NEWLINE = 10;

/** Base64 of bytes, a newline at the end if asked for. */
export function toBase64(data: Uint8Array, newline: boolean): Uint8Array {
  const out = new Uint8Array(Math.ceil(data.length / 3) * 4 + (newline ? 1 : 0));
  let to = 0;
  for (let at = 0; at < data.length; at += 3) {
    const left = data.length - at;
    const bits = (data[at] << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    out[to++] = BASE64.charCodeAt(bits >> 18);
    out[to++] = BASE64.charCodeAt(bits >> 12 & 63);
    out[to++] = left > 1 ? BASE64.charCodeAt(bits >> 6 & 63) : PAD;
    out[to++] = left > 2 ? BASE64.charCodeAt(bits & 63) : PAD;
  }
  if (newline) out[to] = NEWLINE;
  return out;
}

/** Bytes of base64. Other characters are skipped; with `strict` they are errors, as is padding that is not at the end. */
export function fromBase64(data: Uint8Array, strict: boolean): Uint8Array | string {
  if (strict && data[0] === PAD) return "Leading padding not allowed";
  const out: number[] = [];
  let quad = 0, left = 0, pads = 0;
  for (let i = 0; i < data.length; i++) {
    if (data[i] === PAD) {
      pads++;
      if (strict && (quad === 0 || (quad > 1 && quad + pads > 4))) return "Excess padding not allowed";
      continue;
    }
    const value = FROM_BASE64[data[i]];
    if (value < 0) {
      if (strict) return "Only base64 data is allowed";
      continue;
    }
    if (strict && pads > 0) {
      return quad + pads >= 4 ? "Excess data after padding" : "Discontinuous padding not allowed";
    }
    pads = 0;
    switch (quad) {
      case 0:
        quad = 1;
        left = value;
        break;
      case 1:
        quad = 2;
        out.push((left << 2 | value >> 4) & 255);
        left = value & 15;
        break;
      case 2:
        quad = 3;
        out.push((left << 4 | value >> 2) & 255);
        left = value & 3;
        break;
      default:
        quad = 0;
        out.push((left << 6 | value) & 255);
        left = 0;
    }
  }
  if (quad === 0 || (quad > 1 && quad + pads >= 4)) return Uint8Array.from(out);
  if (quad === 1) {
    const count = Math.floor(out.length / 3) * 4 + 1;
    return `Invalid base64-encoded string: number of data characters (${count}) cannot be 1 more than a multiple of 4`;
  }
  return "Incorrect padding";
}

/** Two hexadecimal digits a byte, with a separator after every so many bytes, counted from the end if positive. */
export function toHex(data: Uint8Array, separator: number, every: number): Uint8Array {
  const digits = "0123456789abcdef";
  const out: number[] = [];
  const group = Math.abs(every);
  for (let i = 0; i < data.length; i++) {
    const before = every > 0 ? (data.length - i) % group === 0 : i % group === 0;
    if (separator >= 0 && group > 0 && i > 0 && before) out.push(separator);
    out.push(digits.charCodeAt(data[i] >> 4), digits.charCodeAt(data[i] & 15));
  }
  return Uint8Array.from(out);
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Bytes of hexadecimal digits. */
export function fromHex(data: Uint8Array): Uint8Array | string {
  if (data.length % 2 === 1) return "Odd-length string";
  const out = new Uint8Array(data.length / 2);
  for (let i = 0; i < out.length; i++) {
    const high = hexDigit(data[i * 2]), low = hexDigit(data[i * 2 + 1]);
    if (high < 0 || low < 0) return "Non-hexadecimal digit found";
    out[i] = high * 16 + low;
  }
  return out;
}

/** A line of uuencoded data: at most 45 bytes. */
export function toUu(data: Uint8Array, backtick: boolean): Uint8Array | string {
  if (data.length > 45) return "At most 45 bytes at once";
  const char = (bits: number) => bits === 0 && backtick ? 96 : bits + 32;
  const out = [char(data.length)];
  for (let at = 0; at < data.length; at += 3) {
    const bits = (data[at] << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) out.push(char(bits >> shift & 63));
  }
  out.push(NEWLINE);
  return Uint8Array.from(out);
}

/** The data of a uuencoded line. */
export function fromUu(data: Uint8Array): Uint8Array | string {
  if (data.length === 0) return "Missing length byte";
  const count = (data[0] - 32) & 63;
  const out = new Uint8Array(count);
  let at = 1, bits = 0, held = 0, to = 0;
  while (to < count) {
    let value = at < data.length ? data[at] : 0;
    at++;
    // The line may have been cut of its blanks.
    if (value === 10 || value === 13 || at > data.length) value = 0;
    else if (value < 32 || value > 96) return "Illegal char";
    else value = (value - 32) & 63;
    held = held << 6 | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[to++] = held >> bits & 255;
      held &= (1 << bits) - 1;
    }
  }
  for (; at < data.length; at++) {
    if (![32, 96, 10, 13].includes(data[at])) return "Trailing garbage";
  }
  return out;
}

const CRC32 = new Int32Array(256);
for (let i = 0; i < 256; i++) {
  let value = i;
  for (let k = 0; k < 8; k++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  CRC32[i] = value;
}

/** CRC-32 (ISO 3309) of bytes, going on from another. */
export function crc32(data: Uint8Array, crc: number): number {
  let value = ~crc;
  for (let i = 0; i < data.length; i++) value = CRC32[(value ^ data[i]) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** The CRC of BinHex 4 (CRC-CCITT), going on from another. */
export function crcHqx(data: Uint8Array, crc: number): number {
  let value = crc & 0xffff;
  for (let i = 0; i < data.length; i++) {
    value ^= data[i] << 8;
    for (let k = 0; k < 8; k++) {
      value = (value & 0x8000) !== 0 ? (value << 1 ^ 0x1021) & 0xffff : value << 1 & 0xffff;
    }
  }
  return value;
}

/** The data of quoted-printable text; in headers `_` is a space. */
export function fromQuoted(data: Uint8Array, header: boolean): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < data.length;) {
    const char = data[at];
    if (char === 61) {
      if (++at >= data.length) break;
      if (data[at] === 10 || data[at] === 13) {
        if (data[at] !== 10) { while (at < data.length && data[at] !== 10) at++; }
        if (at < data.length) at++;
      } else if (data[at] === 61) {
        out.push(61);
        at++;
      } else if (at + 1 < data.length && hexDigit(data[at]) >= 0 && hexDigit(data[at + 1]) >= 0) {
        out.push(hexDigit(data[at]) * 16 + hexDigit(data[at + 1]));
        at += 2;
      } else out.push(61);
    } else {
      out.push(header && char === 95 ? 32 : char);
      at++;
    }
  }
  return Uint8Array.from(out);
}

/** Longest line of quoted-printable text. */
const QUOTED_LINE = 76;

/** Quoted-printable text of data. */
export function toQuoted(data: Uint8Array, quoteTabs: boolean, isText: boolean, header: boolean): Uint8Array {
  const digits = "0123456789ABCDEF";
  const firstBreak = data.indexOf(NEWLINE);
  // Lines end as the first one does.
  const crlf = firstBreak > 0 && data[firstBreak - 1] === 13;
  const out: number[] = [];
  let column = 0;
  const breakSoftly = (width: number) => {
    if (column + width < QUOTED_LINE) return;
    out.push(61, ...(crlf ? [13, 10] : [10]));
    column = 0;
  };
  const quote = (byte: number) => out.push(61, digits.charCodeAt(byte >> 4), digits.charCodeAt(byte & 15));
  for (let at = 0; at < data.length; at++) {
    const char = data[at], next = data[at + 1];
    const ends = at + 1 === data.length;
    const special = char > 126 || char === 61 || (header && char === 95) ||
      (char === 46 && column === 0 && (ends || next === 10 || next === 13 || next === 0)) ||
      (!isText && (char === 13 || char === 10)) || ((char === 9 || char === 32) && ends) ||
      (char < 33 && char !== 13 && char !== 10 && char !== 9 && char !== 32) ||
      (char < 33 && char !== 13 && char !== 10 && (quoteTabs || (char !== 9 && char !== 32)));
    if (special) {
      breakSoftly(3);
      quote(char);
      column += 3;
    } else if (isText && (char === 10 || (char === 13 && next === 10))) {
      column = 0;
      // A blank at the end of a line would be lost.
      const last = out[out.length - 1];
      if (last === 32 || last === 9) {
        out.pop();
        quote(last);
      }
      out.push(...(crlf ? [13, 10] : [10]));
      if (char === 13) at++;
    } else {
      if (!ends && next !== 10) breakSoftly(1);
      column++;
      out.push(header && char === 32 ? 95 : char);
    }
  }
  return Uint8Array.from(out);
}

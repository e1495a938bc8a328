/**
 * The filters for machine code whose instructions are aligned: targets of calls become absolute.
 *
 * @module
 */

type Change = (code: DataView, at: number, place: number, encode: boolean) => boolean;

interface Machine {
  /** Where instructions may begin, and how many bytes one is looked at with. */
  readonly step: number;
  readonly size: number;
  /** Changes an instruction if it is a call; says so. */
  readonly change: Change;
}

const moved = (source: number, place: number, encode: boolean): number =>
  (encode ? source + place : source - place) >>> 0;

const powerpc: Change = (code, at, place, encode) => {
  const word = code.getUint32(at);
  if ((word & 0xfc00_0003) >>> 0 !== 0x4800_0001) return false;
  code.setUint32(at, 0x4800_0001 | moved(word & 0x03ff_fffc, place, encode) & 0x03ff_fffc);
  return true;
};

const arm: Change = (code, at, place, encode) => {
  const word = code.getUint32(at, true);
  if (word >>> 24 !== 0xeb) return false;
  code.setUint32(at, 0xeb00_0000 | moved((word & 0xff_ffff) << 2, place + 8, encode) >>> 2 & 0xff_ffff, true);
  return true;
};

const thumb: Change = (code, at, place, encode) => {
  const high = code.getUint16(at, true), low = code.getUint16(at + 2, true);
  if ((high & 0xf800) !== 0xf000 || (low & 0xf800) !== 0xf800) return false;
  const target = moved(((high & 0x7ff) << 11 | low & 0x7ff) << 1, place + 4, encode) >>> 1;
  code.setUint16(at, 0xf000 | target >>> 11 & 0x7ff, true);
  code.setUint16(at + 2, 0xf800 | target & 0x7ff, true);
  return true;
};

const sparc: Change = (code, at, place, encode) => {
  const word = code.getUint32(at), top = word >>> 22;
  if (top !== 0x100 && top !== 0x1ff) return false;
  const target = moved(word << 2, place, encode) >>> 2;
  code.setUint32(at, (-(target >>> 22 & 1) << 22 & 0x3fff_ffff) | target & 0x3f_ffff | 0x4000_0000);
  return true;
};

/** For each template of a bundle, which of its three slots can be calls. */
const SLOTS = [
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  4,
  4,
  6,
  6,
  0,
  0,
  7,
  7,
  4,
  4,
  0,
  0,
  4,
  4,
  0,
  0,
];

const itanium: Change = (code, at, place, encode) => {
  const slots = SLOTS[code.getUint8(at) & 31];
  for (let slot = 0; slot < 3; slot++) {
    if ((slots >> slot & 1) === 0) continue;
    const bit = 5 + slot * 41, from = at + (bit >> 3), rest = BigInt(bit & 7);
    let bytes = BigInt(code.getUint32(from, true)) | BigInt(code.getUint16(from + 4, true)) << 32n;
    const word = bytes >> rest;
    if ((word >> 37n & 15n) !== 5n || (word >> 9n & 7n) !== 0n) continue;
    const source = Number(word >> 13n & 0xf_ffffn | (word >> 36n & 1n) << 20n) << 4;
    const target = BigInt(moved(source, place, encode) >>> 4);
    const changed = word & ~(0x8f_ffffn << 13n) | (target & 0xf_ffffn) << 13n | (target & 0x10_0000n) << 16n;
    bytes = bytes & (1n << rest) - 1n | changed << rest;
    code.setUint32(from, Number(bytes & 0xffff_ffffn), true);
    code.setUint16(from + 4, Number(bytes >> 32n & 0xffffn), true);
  }
  return true;
};

/** By the numbers of filters. */
const MACHINES: ReadonlyMap<number, Machine> = new Map([
  [5, { step: 4, size: 4, change: powerpc }],
  [6, { step: 16, size: 16, change: itanium }],
  [7, { step: 4, size: 4, change: arm }],
  [8, { step: 2, size: 4, change: thumb }],
  [9, { step: 4, size: 4, change: sparc }],
]);

/** What offsets of a filter must be multiples of. */
export function alignmentOf(id: number): number {
  return MACHINES.get(id)?.step ?? 1;
}

/** Applies a filter in place, or takes it back; returns how many bytes are final. */
export function applyBranches(id: number, bytes: Uint8Array, now: number, encode: boolean): number {
  const { step, size, change } = MACHINES.get(id)!;
  const code = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + size <= bytes.length) at += change(code, at, now + at, encode) ? size : step;
  return at;
}

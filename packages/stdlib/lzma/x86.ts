/**
 * The filter for machine code of x86: targets of calls and jumps become absolute, so that equal ones look equal.
 *
 * @module
 */

/** What the filter goes by. */
export interface X86State {
  /** Which of the last bytes were opcodes or high bytes of targets, as liblzma counts them. */
  mask: number;
  /** Where the last opcode was. */
  opcode: number;
  /** Where the next bytes are in the whole data, modulo 2**32. */
  now: number;
}

const ALLOWED = [true, true, true, false, true, false, false, false];
const BIT = [0, 1, 2, 2, 3, 3, 3, 3];

/** The filter before its first byte. */
export function newX86(offset: number): X86State {
  return { mask: 0, opcode: -5 >>> 0, now: offset };
}

const isHigh = (byte: number): boolean => byte === 0 || byte === 255;

/** Applies the filter in place, or takes it back; returns how many bytes are final: up to four are not. */
export function applyX86(bytes: Uint8Array, state: X86State, encode: boolean): number {
  let at = 0;
  while (at + 5 <= bytes.length) {
    if ((bytes[at] & 0xfe) !== 0xe8) {
      at++;
      continue;
    }
    const place = (state.now + at) >>> 0, since = (place - state.opcode) >>> 0;
    state.opcode = place;
    if (since > 5) state.mask = 0;
    else for (let i = 0; i < since; i++) state.mask = (state.mask & 0x77) << 1;
    const high = bytes[at + 4], before = state.mask >>> 1;
    if (isHigh(high) && ALLOWED[before & 7] && before < 16) {
      writeTarget(bytes, at + 1, place + 5, state.mask, encode);
      at += 5;
      state.mask = 0;
    } else {
      at++;
      state.mask |= isHigh(high) ? 0x11 : 1;
    }
  }
  state.now = (state.now + at) >>> 0;
  return at;
}

/** Changes the target of one call. */
function writeTarget(bytes: Uint8Array, at: number, next: number, mask: number, encode: boolean): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 4);
  let source = view.getUint32(0, true), target = 0;
  for (;;) {
    target = (encode ? source + next : source - next) >>> 0;
    if (mask === 0) break;
    const shift = BIT[mask >>> 1] * 8;
    if (!isHigh(target >>> (24 - shift) & 255)) break;
    source = (target ^ (2 ** (32 - shift) - 1)) >>> 0;
  }
  view.setUint32(0, target & 0xff_ffff | -(target >>> 24 & 1) << 24, true);
}

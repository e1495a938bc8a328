/**
 * Ints outside 31 bits: sign and magnitude in 32-bit limbs. Arithmetic is done with BigInt; these functions
 * carry values in and out.
 *
 * @module
 */
import { INT_LIMBS, INT_SIZE } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { type Address, tagInt, type Value } from "./value.ts";
import { T_INT } from "./type_index.ts";

/** Whether a number can be a tagged value. */
export function fitsSmallInt(value: number): boolean {
  return value >= -0x4000_0000 && value <= 0x3fff_ffff;
}

/** Limbs on their way to or from hexadecimal digits: the most significant one first, its bytes likewise. */
let scratch: Int32Array<ArrayBuffer> = new Int32Array(64);

/** The first bytes of `scratch`, grown to so many limbs. */
function bytesOf(limbs: number): Uint8Array {
  if (scratch.length < limbs) scratch = new Int32Array(limbs * 2);
  return new Uint8Array(scratch.buffer, 0, limbs * 4);
}

/** A word with its bytes in the opposite order. */
function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/**
 * Writes a BigInt as an int.
 *
 * @returns A tagged value where it fits 31 bits; else a new object whose header is not initialised; 0 when the
 * heap is exhausted.
 */
export function makeInt(m: ObjectMemory, value: bigint): Value | Address {
  if (value >= -0x4000_0000n && value <= 0x3fff_ffffn) return tagInt(Number(value));
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  if (magnitude < 0x1_0000_0000_0000_0000n) {
    const low = Number(magnitude & 0xffff_ffffn), high = Number(magnitude >> 32n);
    const count = high === 0 ? 1 : 2;
    const address = m.heap.allocObject(INT_LIMBS + count * 4);
    if (address === 0) return 0;
    m.i32[(address + INT_LIMBS) >>> 2] = low;
    if (count === 2) m.i32[(address + INT_LIMBS + 4) >>> 2] = high;
    m.i32[(address + INT_SIZE) >>> 2] = negative ? -count : count;
    m.i32[address >>> 2] = T_INT;
    return address;
  }
  const digits = magnitude.toString(16);
  const count = (digits.length + 7) >>> 3, bytes = bytesOf(count);
  bytes.setFromHex(digits.padStart(count * 8, "0"));
  const address = m.heap.allocObject(INT_LIMBS + count * 4);
  if (address === 0) return 0;
  const last = ((address + INT_LIMBS) >>> 2) + count - 1;
  for (let i = 0; i < count; i++) m.i32[last - i] = swapped(scratch[i]);
  m.i32[(address + INT_SIZE) >>> 2] = negative ? -count : count;
  m.i32[address >>> 2] = T_INT;
  return address;
}

/** Reads an int, tagged or not. */
export function readInt(m: ObjectMemory, value: Value): bigint {
  if ((value & 1) === 1) return BigInt(value >> 1);
  const size = m.i32[(value + INT_SIZE) >>> 2];
  const count = Math.abs(size);
  const first = (value + INT_LIMBS) >>> 2;
  let magnitude: bigint;
  if (count <= 2) {
    magnitude = count === 1
      ? BigInt(m.i32[first] >>> 0)
      : (BigInt(m.i32[first + 1] >>> 0) << 32n) | BigInt(m.i32[first] >>> 0);
  } else {
    const bytes = bytesOf(count), last = first + count - 1;
    for (let i = 0; i < count; i++) scratch[i] = swapped(m.i32[last - i]);
    magnitude = BigInt(`0x${bytes.toHex()}`);
  }
  return size < 0 ? -magnitude : magnitude;
}

/**
 * Hashes of numbers, as CPython defines them (`Python/pyhash.c`): equal numbers of different types hash alike.
 * Inside, 32 bits of them are used (`foldHash`); small ints are their own hash, which keeps the order of sets of them.
 *
 * @module
 */
import {
  bytesHash,
  COMPLEX_IMAGINARY,
  COMPLEX_REAL,
  INT_LIMBS,
  INT_SIZE,
  T_BOOL,
  T_BYTES,
  T_COMPLEX,
  T_FLOAT,
  T_INT,
  TRUE,
  type Value,
} from "@orochi/object";
import { exponentOf, mantissaOf } from "./doubles.ts";
import { foldHash, identityHash } from "./protocol/compare.ts";
import type { Vm } from "./vm.ts";

/** The Mersenne prime that hashes are taken modulo of. */
export const HASH_MODULUS = (1n << 61n) - 1n;
/** Hash of infinity. */
export const HASH_INFINITY = 314159n;
/** What the imaginary part's hash is multiplied by. */
export const HASH_IMAGINARY = 1000003n;

/** `hash(int)`. */
export function hashInteger(value: bigint): bigint {
  const magnitude = (value < 0n ? -value : value) % HASH_MODULUS;
  const signed = value < 0n ? -magnitude : magnitude;
  return signed === -1n ? -2n : signed;
}

/** `hash(float)` of anything but NaN, which is hashed by its object. */
export function hashDouble(value: number): bigint {
  if (value === Infinity) return HASH_INFINITY;
  if (value === -Infinity) return -HASH_INFINITY;
  if (Number.isSafeInteger(value)) return BigInt(value === -1 ? -2 : value);
  // Multiplying by 2^k modulo 2^61 - 1 rotates 61 bits.
  const mantissa = BigInt(mantissaOf(value));
  const shift = ((exponentOf(value) % 61) + 61) % 61;
  const hash = ((mantissa << BigInt(shift)) & HASH_MODULUS) | (mantissa >> BigInt(61 - shift));
  const signed = value < 0 ? -hash : hash;
  return signed === -1n ? -2n : signed;
}

/** `hash(float)` of the float object. */
export function hashFloat(vm: Vm, float: Value): bigint {
  const value = vm.float(float);
  return Number.isNaN(value) ? BigInt(identityHash(float)) : hashDouble(value);
}

/** `hash(complex)` of the complex object. */
export function hashComplex(vm: Vm, complex: Value): bigint {
  const part = (offset: number): bigint => {
    const value = vm.f64[(complex + offset) >>> 3];
    return Number.isNaN(value) ? BigInt(identityHash(complex)) : hashDouble(value);
  };
  const hash = BigInt.asIntN(64, part(COMPLEX_REAL) + HASH_IMAGINARY * part(COMPLEX_IMAGINARY));
  return hash === -1n ? -2n : hash;
}

/** `foldHash` of a hash given as magnitude (high word below 2^29) and sign. */
function foldWords(high: number, low: number, negative: boolean): number {
  if (!negative) return low ^ high;
  return (-low | 0) ^ (low === 0 ? -high | 0 : ~high);
}

/** The internal hash of an int outside 31 bits, without a BigInt where it is shorter than the modulus. */
function hashLimbs(vm: Vm, int: Value): number {
  const size = vm.i32[(int + INT_SIZE) >>> 2], word = (int + INT_LIMBS) >>> 2;
  const count = Math.abs(size);
  const low = count === 0 ? 0 : vm.i32[word], high = count === 2 ? vm.i32[word + 1] : 0;
  if (count > 2 || (high & 0xe000_0000) !== 0 || (high === 0x1fff_ffff && low === -1)) {
    return foldHash(hashInteger(vm.bigInt(int)));
  }
  return high === 0 ? foldSmall(size < 0 ? -(low >>> 0) : low >>> 0) : foldWords(high, low, size < 0);
}

/** The internal hash of a safe integer. */
function foldSmall(value: number): number {
  if (value === -1) return -2;
  if (value >= -0x8000_0000 && value <= 0x7fff_ffff) return value;
  const magnitude = Math.abs(value);
  return foldWords(Math.floor(magnitude / 0x1_0000_0000), magnitude | 0, value < 0);
}

/** The internal hash of builtin numbers; undefined for everything else. */
export function hashNatively(vm: Vm, value: Value): number | undefined {
  switch (vm.typeIndex(value)) {
    case T_INT:
      return hashLimbs(vm, value);
    case T_BOOL:
      return value === TRUE ? 1 : 0;
    case T_FLOAT: {
      const double = vm.float(value);
      return Number.isSafeInteger(double) ? foldSmall(double) : foldHash(hashFloat(vm, value));
    }
    case T_COMPLEX:
      return foldHash(hashComplex(vm, value));
    case T_BYTES:
      return bytesHash(vm.objects, value);
    default:
      return undefined;
  }
}

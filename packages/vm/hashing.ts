/**
 * Hashes of numbers, as CPython defines them (`Python/pyhash.c`): equal numbers of different types hash alike.
 * Inside, 32 bits of them are used; small ints are their own hash, which keeps the order of sets of them.
 *
 * @module
 */
import { FALSE, T_BOOL, T_FLOAT, T_INT, TRUE, type Value } from "@orochi/object";
import { foldHash } from "./protocol/compare.ts";
import type { Vm } from "./vm.ts";

/** The Mersenne prime that hashes are taken modulo of. */
const MODULUS = (1n << 61n) - 1n;

/** `hash(int)`. */
export function hashInteger(value: bigint): bigint {
  const magnitude = (value < 0n ? -value : value) % MODULUS;
  const signed = value < 0n ? -magnitude : magnitude;
  return signed === -1n ? -2n : signed;
}

/** `hash(float)`; NaN is hashed by its object. */
export function hashDouble(value: number): bigint {
  if (value === Infinity) return 314159n;
  if (value === -Infinity) return -314159n;
  if (Number.isInteger(value)) return hashInteger(BigInt(value));
  // value = mantissa * 2^exponent: multiplying by 2^k modulo 2^61 - 1 rotates 61 bits.
  let mantissa = Math.abs(value);
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  const shift = BigInt(((exponent % 61) + 61) % 61);
  const hash = ((BigInt(mantissa) % MODULUS) << shift) % MODULUS;
  const signed = value < 0 ? -hash : hash;
  return signed === -1n ? -2n : signed;
}

/** The internal hash of builtin numbers; undefined for everything else. */
export function hashNatively(vm: Vm, value: Value): number | undefined {
  switch (vm.typeIndex(value)) {
    case T_INT: return foldHash(hashInteger(vm.bigInt(value)));
    case T_BOOL: return value === TRUE ? 1 : value === FALSE ? 0 : undefined;
    case T_FLOAT: {
      const double = vm.float(value);
      return Number.isNaN(double) ? undefined : foldHash(hashDouble(double));
    }
    default: return undefined;
  }
}

/**
 * The parts of a double: sign, 53-bit integer mantissa, binary exponent.
 *
 * @module
 */
const DOUBLE = new Float64Array(1);
const WORDS = new Uint32Array(DOUBLE.buffer);
const BITS = new BigInt64Array(DOUBLE.buffer);

/** Mantissa of a finite double's magnitude as an integer below 2^53: `|value| = mantissa * 2 ** exponentOf(value)`. */
export function mantissaOf(value: number): number {
  DOUBLE[0] = value;
  const high = WORDS[1] & 0xf_ffff;
  const hidden = (WORDS[1] & 0x7ff0_0000) === 0 ? 0 : 0x10_0000;
  return (high | hidden) * 0x1_0000_0000 + WORDS[0];
}

/** The exponent that belongs to {@linkcode mantissaOf}: -1074 to 971. */
export function exponentOf(value: number): number {
  DOUBLE[0] = value;
  return Math.max(1, (WORDS[1] >>> 20) & 0x7ff) - 1075;
}

/** Whether the sign bit is set, that of -0 and NaN included. */
export function isNegative(value: number): boolean {
  DOUBLE[0] = value;
  return (WORDS[1] & 0x8000_0000) !== 0;
}

/** The next double in order of the bits: `steps` away from zero, towards it if negative. */
export function stepBits(value: number, steps: bigint): number {
  DOUBLE[0] = value;
  BITS[0] += steps;
  return DOUBLE[0];
}

/** `2 ** exponent`, for -1074 to 1023. */
export function powerOfTwo(exponent: number): number {
  if (exponent >= -1022) {
    WORDS[0] = 0;
    WORDS[1] = (exponent + 1023) << 20;
  } else BITS[0] = 1n << BigInt(exponent + 1074);
  return DOUBLE[0];
}

/** `mantissa * 2 ** exponent` for an integer below 2^54 and an exponent from -1074 on: exact, or infinite. */
function scaleExact(mantissa: number, exponent: number): number {
  if (exponent <= 971) return mantissa * powerOfTwo(exponent);
  return mantissa * powerOfTwo(971) * powerOfTwo(Math.min(exponent - 971, 1023));
}

/** `value * 2 ** exponent`, rounded once, ties to even (as C's `ldexp`). */
export function scaleByPower(value: number, exponent: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  let mantissa = mantissaOf(value), power = exponentOf(value) + exponent;
  if (power < -1074) {
    const drop = -1074 - power;
    if (drop > 54) mantissa = 0;
    else {
      const exact = mantissa * powerOfTwo(-drop), floor = Math.floor(exact), rest = exact - floor;
      mantissa = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
    }
    power = -1074;
  }
  const magnitude = scaleExact(mantissa, power);
  return value < 0 ? -magnitude : magnitude;
}

/** The nearest double to `value * 2 ** exponent`, ties to even; infinite where it overflows. `value` is not negative. */
export function doubleOfScaled(value: bigint, exponent: number): number {
  if (value === 0n) return 0;
  const bits = bitLength(value);
  if (bits + exponent > 1024) return Infinity;
  // Keeps 53 bits, fewer for subnormals; what falls off decides the rounding.
  const drop = Math.max(bits - 53, -1074 - exponent);
  if (drop <= 0) return scaleExact(Number(value), exponent);
  if (drop > bits) return 0;
  const shift = BigInt(drop);
  let kept = value >> shift;
  const rest = value - (kept << shift), half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept++;
  return scaleExact(Number(kept), exponent + drop);
}

/** The nearest double to a quotient of positive integers, ties to even; infinite where it overflows. */
export function doubleOfQuotient(numerator: bigint, denominator: bigint): number {
  // A quotient of 66 bits and a sticky bit: rounding that once is rounding the exact value.
  const shift = 66 - (bitLength(numerator) - bitLength(denominator));
  if (shift > 66 + 1200) return 0;
  const scaled = shift > 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = scaled / divisor, sticky = quotient * divisor === scaled ? 0n : 1n;
  return doubleOfScaled((quotient << 1n) | sticky, -shift - 1);
}

/** Number of bits of a BigInt that is not negative. */
export function bitLength(value: bigint): number {
  if (value <= 0xffff_ffffn) return 32 - Math.clz32(Number(value));
  const digits = value.toString(16);
  return digits.length * 4 - Math.clz32(parseInt(digits[0], 16)) + 28;
}

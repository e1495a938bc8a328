/**
 * `long double` of x86-64: 80 bits (sign, 15 bits of exponent, 64 bits of significand with the first one written out)
 * in 16 bytes. Python's floats are doubles, so a value that has more digits is rounded when it is read.
 *
 * @module
 */

const BIAS = 16383, DOUBLE_BIAS = 1023, WHOLE = 1n << 63n;
const scratch = new DataView(new ArrayBuffer(8));

/** The double nearest to the `long double` at a place. */
export function doubleOfExtended(view: DataView, at: number): number {
  const significand = view.getBigUint64(at, true), top = view.getUint16(at + 8, true);
  const sign = top & 0x8000 ? -1 : 1, exponent = top & 0x7fff;
  if (exponent === 0x7fff) return significand === WHOLE ? sign * Infinity : NaN;
  if (significand === 0n) return sign * 0;
  // A number of the 64 bits rounds to the nearest double, ties to even; the power of two is exact where it is no
  // subnormal, and goes in two steps as it may lie outside of what a double can be.
  const power = exponent - BIAS - 63, half = Math.trunc(power / 2);
  return sign * (Number(significand) * 2 ** half) * 2 ** (power - half);
}

/** Writes a double as `long double`, padding included. */
export function extendedOfDouble(view: DataView, at: number, value: number): void {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0), fraction = bits & ((1n << 52n) - 1n);
  let exponent = Number((bits >> 52n) & 0x7ffn), significand = fraction << 11n;
  if (exponent === 0x7ff) {
    exponent = 0x7fff;
    significand |= WHOLE;
  } else if (exponent > 0) {
    exponent += BIAS - DOUBLE_BIAS;
    significand |= WHOLE;
  } else if (fraction !== 0n) {
    // A subnormal double is a normal number here.
    exponent = BIAS - DOUBLE_BIAS + 1;
    while ((significand & WHOLE) === 0n) {
      significand <<= 1n;
      exponent--;
    }
  }
  view.setBigUint64(at, significand, true);
  view.setBigUint64(at + 8, BigInt(exponent) | (bits >> 63n) << 15n, true);
}

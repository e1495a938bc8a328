/**
 * Decimal numbers as the arithmetic sees them: immutable, free of the heap. Names and behaviour follow the General
 * Decimal Arithmetic Specification (speleotrove.com/decimal) in the reading of libmpdec, which CPython uses.
 *
 * @module
 */

/** What a number is. ORDER KIND: as stored in the heap. */
export const FINITE = 0, INFINITE = 1, QUIET = 2, SIGNALING = 3;

/** A number: (-1)**sign * coefficient * 10**exponent, an infinity, or a NaN whose payload is the coefficient. */
export class Decimal {
  readonly sign: number;
  readonly coefficient: bigint;
  readonly exponent: number;
  /** One of `FINITE`, `INFINITE`, `QUIET` and `SIGNALING`. */
  readonly kind: number;
  #digits = 0;

  constructor(sign: number, coefficient: bigint, exponent: number, kind: number = FINITE) {
    this.sign = sign;
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.kind = kind;
  }

  /** Number of digits of the coefficient; 1 for zero. */
  get digits(): number {
    if (this.#digits === 0) this.#digits = digitsOf(this.coefficient);
    return this.#digits;
  }

  /** Exponent of the first digit. */
  get adjusted(): number {
    return this.exponent + this.digits - 1;
  }

  get isFinite(): boolean {
    return this.kind === FINITE;
  }

  get isInfinite(): boolean {
    return this.kind === INFINITE;
  }

  get isNaN(): boolean {
    return this.kind >= QUIET;
  }

  get isZero(): boolean {
    return this.kind === FINITE && this.coefficient === 0n;
  }

  /** Whether the value is a whole number. */
  get isInteger(): boolean {
    if (this.kind !== FINITE) return false;
    return this.exponent >= 0 || this.coefficient === 0n || trailingZeros(this.coefficient) >= -this.exponent;
  }

  /** Whether the value is an odd whole number. */
  get isOdd(): boolean {
    if (!this.isInteger || this.exponent > 0 || this.coefficient === 0n) return false;
    return (this.coefficient / tenTo(-this.exponent) & 1n) === 1n;
  }

  withSign(sign: number): Decimal {
    return sign === this.sign ? this : new Decimal(sign, this.coefficient, this.exponent, this.kind);
  }

  withExponent(exponent: number): Decimal {
    return new Decimal(this.sign, this.coefficient, exponent, this.kind);
  }
}

export const ZERO: Decimal = new Decimal(0, 0n, 0);
export const ONE: Decimal = new Decimal(0, 1n, 0);
export const NAN: Decimal = new Decimal(0, 0n, 0, QUIET);

/** Zero with a sign and an exponent. */
export function zero(sign: number, exponent: number): Decimal {
  return new Decimal(sign, 0n, exponent);
}

/** An infinity. */
export function infinity(sign: number): Decimal {
  return new Decimal(sign, 0n, 0, INFINITE);
}

/** A whole number. */
export function ofInt(value: bigint): Decimal {
  return value < 0n ? new Decimal(1, -value, 0) : new Decimal(0, value, 0);
}

const POWERS: bigint[] = [1n];
/** Powers of ten up to this one are kept once they are made. */
const MOST_KEPT = 1024;

/** 10**n. */
export function tenTo(n: number): bigint {
  if (n >= MOST_KEPT) return 10n ** BigInt(n);
  for (let i = POWERS.length; i <= n; i++) POWERS.push(POWERS[i - 1] * 10n);
  return POWERS[n];
}

/** Number of bits of a positive number. */
export function bitsOf(value: bigint): number {
  const hexadecimal = value.toString(16);
  return hexadecimal.length * 4 - Math.clz32(parseInt(hexadecimal[0], 16)) + 28;
}

/** Number of decimal digits of a number that is not negative; 1 for zero. */
export function digitsOf(value: bigint): number {
  if (value < 1_000_000_000_000_000n) {
    let small = Number(value), digits = 1;
    for (; small >= 10; digits++) small = Math.floor(small / 10);
    return digits;
  }
  const digits = Math.floor((bitsOf(value) - 1) * Math.LOG10E * Math.LN2) + 1;
  return value >= tenTo(digits) ? digits + 1 : value < tenTo(digits - 1) ? digits - 1 : digits;
}

/** How often ten divides a number; 0 for zero. */
export function trailingZeros(value: bigint): number {
  if (value === 0n || value % 10n !== 0n) return 0;
  const text = value.toString();
  let end = text.length;
  while (text[end - 1] === "0") end--;
  return text.length - end;
}

/** Compares magnitudes of finite numbers: -1, 0 or 1. */
export function compareMagnitude(a: Decimal, b: Decimal): number {
  if (a.coefficient === 0n || b.coefficient === 0n) {
    return a.coefficient === b.coefficient ? 0 : a.coefficient === 0n ? -1 : 1;
  }
  if (a.adjusted !== b.adjusted) return a.adjusted < b.adjusted ? -1 : 1;
  const shift = a.exponent - b.exponent;
  const x = shift > 0 ? a.coefficient * tenTo(shift) : a.coefficient;
  const y = shift < 0 ? b.coefficient * tenTo(-shift) : b.coefficient;
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Compares numbers, no NaNs: -1, 0 or 1. */
export function compareNumbers(a: Decimal, b: Decimal): number {
  const signOf = (x: Decimal) => x.isZero ? 0 : x.sign === 1 ? -1 : 1;
  const x = signOf(a), y = signOf(b);
  if (x !== y) return x < y ? -1 : 1;
  if (x === 0) return 0;
  if (a.isInfinite || b.isInfinite) return a.kind === b.kind ? 0 : a.isInfinite ? x : -x;
  return x * compareMagnitude(a, b);
}

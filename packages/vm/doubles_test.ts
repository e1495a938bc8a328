import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as doubleDouble from "./double_double.ts";
import {
  bitLength,
  doubleOfQuotient,
  doubleOfScaled,
  exponentOf,
  isNegative,
  mantissaOf,
  powerOfTwo,
  scaleByPower,
  stepBits,
} from "./doubles.ts";

const SAMPLES = [
  0,
  5e-324,
  1e-310,
  2.2250738585072014e-308,
  0.1,
  1,
  1.5,
  2 ** 53 - 1,
  1e22,
  Number.MAX_VALUE,
];

Deno.test("a double is its mantissa times two to its exponent", () => {
  for (const x of SAMPLES) {
    assertEquals(scaleByPower(mantissaOf(x), exponentOf(x)), x);
    assertEquals(mantissaOf(-x), mantissaOf(x));
  }
  assertEquals([isNegative(-0), isNegative(0), isNegative(-1), isNegative(NaN)], [true, false, true, false]);
});

Deno.test("powers of two are exact down to the least subnormal", () => {
  assertEquals([powerOfTwo(-1074), powerOfTwo(-1022), powerOfTwo(0), powerOfTwo(1023)], [
    5e-324,
    2.2250738585072014e-308,
    1,
    2 ** 1023,
  ]);
});

Deno.test("scaling into the subnormals rounds once, ties to even", () => {
  assertEquals(scaleByPower(1.5, -1074), 1e-323);
  assertEquals(scaleByPower(2.5, -1074), 1e-323);
  assertEquals(scaleByPower(1, -1075), 0);
  assertEquals(scaleByPower(1.0000000000000002, -1075), 5e-324);
  assertEquals(scaleByPower(5e-324, 2097), 2 ** 1023);
  assertEquals(scaleByPower(1, 1024), Infinity);
  assertEquals(scaleByPower(-1, 5000), -Infinity);
});

Deno.test("an integer times a power of two becomes the nearest double", () => {
  assertEquals(doubleOfScaled((1n << 53n) + 1n, 0), 2 ** 53);
  assertEquals(doubleOfScaled((1n << 53n) + 3n, 0), 2 ** 53 + 4);
  assertEquals(doubleOfScaled((1n << 60n) + (1n << 7n) + 1n, 0), 2 ** 60 + 256);
  assertEquals(doubleOfScaled((1n << 54n) - 1n, 970), Infinity);
  assertEquals(doubleOfScaled(3n, -1075), 1e-323);
  assertEquals(doubleOfScaled(1n, -1076), 0);
});

Deno.test("a quotient of integers becomes the nearest double", () => {
  assertEquals(doubleOfQuotient(1n, 3n), 1 / 3);
  assertEquals(doubleOfQuotient(10n ** 400n, 10n ** 399n), 10);
  assertEquals(doubleOfQuotient(1n, 10n ** 400n), 0);
  assertEquals(doubleOfQuotient(10n ** 400n, 1n), Infinity);
  assertEquals(doubleOfQuotient(2n ** 54n + 2n, 4n), 2 ** 52);
});

Deno.test("the number of bits of an integer", () => {
  for (const n of [0, 1, 2, 31, 32, 33, 63, 64, 65, 500]) {
    assertEquals(bitLength(1n << BigInt(n)), n + 1);
    assertEquals(bitLength((1n << BigInt(n)) - 1n), n);
  }
});

Deno.test("stepping through doubles crosses powers of two", () => {
  assertEquals(stepBits(1, 1n), 1 + 2 ** -52);
  assertEquals(stepBits(1, -1n), 1 - 2 ** -53);
  assertEquals(stepBits(Number.MAX_VALUE, 1n), Infinity);
});

Deno.test("products, quotients and roots of pairs are right to 100 bits", () => {
  doubleDouble.product(0.1, 0.3);
  const [p, error] = [doubleDouble.high(), doubleDouble.low()];
  // 0.1 * 0.3 exactly, in units of 2^-109.
  const exact = BigInt(mantissaOf(0.1)) * BigInt(mantissaOf(0.3));
  const unit = exponentOf(0.1) + exponentOf(0.3);
  assertEquals(BigInt(scaleByPower(p, -unit)) + BigInt(scaleByPower(error, -unit)), exact);
  doubleDouble.divide(1, 0, 3, 0);
  assertAlmostEquals(doubleDouble.low() * 2 ** 54 * 3, 1, 1e-15);
  doubleDouble.squareRoot(2, 0);
  assertEquals(doubleDouble.high(), Math.SQRT2);
  assertAlmostEquals(doubleDouble.low(), -9.667293313452913e-17, 1e-31);
});

Deno.test("lengths neither overflow nor vanish, and infinity wins over NaN", () => {
  assertEquals(doubleDouble.hypot(3 * 2 ** 700, 4 * 2 ** 700), 5 * 2 ** 700);
  assertEquals(doubleDouble.hypot(3 * 2 ** -700, 4 * 2 ** -700), 5 * 2 ** -700);
  assertEquals(doubleDouble.hypot(15e-324, 20e-324), 25e-324);
  assertEquals(doubleDouble.hypot(Infinity, NaN), Infinity);
  assertEquals(doubleDouble.hypot(1, NaN), NaN);
  assertEquals(doubleDouble.length([1, 2, 3, 4, 5, 3]), 8);
  assertEquals(doubleDouble.length([]), 0);
});

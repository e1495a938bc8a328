import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { HASH_INFINITY, HASH_MODULUS, hashDouble, hashInteger } from "./hashing.ts";

/** `base ** exponent` modulo the modulus. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = result * square % HASH_MODULUS;
    square = square * square % HASH_MODULUS;
  }
  return result;
}

Deno.test("an int is its own hash up to the modulus, then wraps, with its sign, and is never -1", () => {
  assertEquals(hashInteger(HASH_MODULUS - 1n), HASH_MODULUS - 1n);
  assertEquals([hashInteger(HASH_MODULUS), hashInteger(HASH_MODULUS + 5n)], [0n, 5n]);
  assertEquals([hashInteger(-1n), hashInteger(-2n), hashInteger(-(HASH_MODULUS + 1n))], [-2n, -2n, -2n]);
  assertEquals(hashInteger(-(2n ** 61n)), -2n);
});

Deno.test("a double that is whole has its int's hash, however large it is", () => {
  const whole = [
    0,
    -0,
    -1,
    1,
    2 ** 52,
    2 ** 53 + 2,
    2 ** 61,
    -(2 ** 61),
    1e22,
    1.7976931348623157e308,
    -1e300,
  ];
  for (const value of whole) assertEquals(hashDouble(value), hashInteger(BigInt(value)), String(value));
});

Deno.test("a fraction's hash is its numerator times the inverse of its denominator", () => {
  const random = new Random(61);
  for (let i = 0; i < 300; i++) {
    const mantissa = BigInt(random.below(2 ** 31)) * 2n ** 20n + BigInt(random.below(2 ** 20)),
      k = random.below(1000);
    const inverse = power(power(2n, BigInt(k)), HASH_MODULUS - 2n);
    const expected = mantissa * inverse % HASH_MODULUS;
    assertEquals(hashDouble(Number(mantissa) * 2 ** -k), expected, `${mantissa} / 2 ** ${k}`);
    assertEquals(hashDouble(-Number(mantissa) * 2 ** -k), expected === 1n ? -2n : -expected);
  }
});

Deno.test("the least subnormal and infinities have hashes of CPython's", () => {
  assertEquals(hashDouble(5e-324), 16777216n);
  assertEquals([hashDouble(Infinity), hashDouble(-Infinity)], [HASH_INFINITY, -HASH_INFINITY]);
  assertEquals([hashDouble(0.5), hashDouble(-1.5)], [1152921504606846976n, -1152921504606846977n]);
});

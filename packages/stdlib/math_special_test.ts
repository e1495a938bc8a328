import { assert, assertEquals } from "@std/assert";
import { atan2, erf, erfc, fma, gamma, lgamma, log10, remainder } from "./math_special.ts";

/** Asserts that a number is the nearest double to the known one, or one of its neighbours. */
function assertClose(found: number, known: number, ulps = 1): void {
  assert(Math.abs(found - known) <= ulps * Math.abs(known) * Number.EPSILON, `${found} is not ${known}`);
}

Deno.test("gamma of whole numbers is exactly the factorial, as far as doubles are exact", () => {
  let factorial = 1;
  for (let n = 1; n <= 23; n++) {
    assertEquals(gamma(n), factorial);
    factorial *= n;
  }
});

Deno.test("gamma between whole numbers is the known one", () => {
  assertClose(gamma(0.5), Math.sqrt(Math.PI));
  assertClose(gamma(-0.5), -2 * Math.sqrt(Math.PI));
  assertClose(gamma(-1.5), 4 / 3 * Math.sqrt(Math.PI), 2);
  assertClose(gamma(100.5), 9.320963104082718e156, 20);
});

Deno.test("gamma has poles at whole numbers below 0, and overflows above 171", () => {
  assertEquals(gamma(-3), NaN);
  assertEquals(gamma(-Infinity), NaN);
  assertEquals(gamma(0), Infinity);
  assertEquals(gamma(-0), -Infinity);
  assert(Number.isFinite(gamma(171.6)));
  assertEquals(gamma(171.7), Infinity);
  assertEquals(gamma(-200.5) === 0, true);
});

Deno.test("lgamma is 0 at 1 and 2, infinite at the poles, and finite where gamma overflows", () => {
  assertEquals(lgamma(1), 0);
  assertEquals(lgamma(2), 0);
  assertEquals(lgamma(-4), Infinity);
  assertEquals(lgamma(-Infinity), Infinity);
  assertClose(lgamma(0.5), Math.log(Math.PI) / 2, 8);
  assertClose(lgamma(1000), 5905.220423209181, 2);
});

Deno.test("erf and erfc are the known ones, and erfc keeps what is far out", () => {
  assertClose(erf(0.5), 0.5204998778130465);
  assertClose(erf(-2), -0.9953222650189527);
  assertClose(erfc(0.5), 0.4795001221869535);
  assertClose(erfc(10), 2.088487583762545e-45);
  assertClose(erfc(26), 5.663192408856143e-296);
});

Deno.test("erf is odd and goes to 1, erfc is 2 far below 0", () => {
  assertEquals(Object.is(erf(-0), -0), true);
  assertEquals([erf(Infinity), erf(-Infinity), erf(NaN)], [1, -1, NaN]);
  assertEquals([erfc(Infinity), erfc(-Infinity), erfc(NaN)], [0, 2, NaN]);
  for (const x of [1e-200, 0.1, 1, 3.9, 4.1, 5.9, 6.1]) assertEquals(erf(-x), -erf(x));
});

Deno.test("log10 of a power of ten is its exponent", () => {
  for (let n = -307; n <= 308; n++) assertEquals(log10(Number(`1e${n}`)), n);
  assertEquals(log10(5e-324), -323.3062153431158);
  assertEquals(log10(Infinity), Infinity);
});

Deno.test("an angle that is too small for a double keeps its sign", () => {
  assertEquals(Object.is(atan2(-5e-324, 2), -0), true);
  assertEquals(Object.is(atan2(5e-324, 2), 0), true);
  assertEquals(atan2(-0, -1), -Math.PI);
});

Deno.test("the remainder is at most half of the divisor, ties going to the even quotient", () => {
  assertEquals([remainder(5, 2), remainder(7, 2), remainder(-5, 2)], [1, -1, -1]);
  assertEquals([remainder(4.4, 3), remainder(4.6, 3)], [4.4 - 3, 4.6 - 6]);
  assertEquals(Object.is(remainder(-0, 1), -0), true);
  assertEquals(Object.is(remainder(-6, 3), -0), true);
  assertEquals([remainder(1, 0), remainder(Infinity, 1), remainder(1, NaN)], [NaN, NaN, NaN]);
  assertEquals(remainder(3, -Infinity), 3);
});

Deno.test("fma rounds once, where the product alone would have lost what is left", () => {
  const x = 1 + 2 ** -30;
  assertEquals(fma(x, x, -(1 + 2 ** -29)), 2 ** -60);
  assertEquals(fma(0.1, 10, -1), 2 ** -54);
});

Deno.test("fma does not overflow on the way to a finite result", () => {
  assertEquals(fma(Number.MAX_VALUE, 2, -Number.MAX_VALUE), Number.MAX_VALUE);
  assertEquals(fma(Number.MAX_VALUE, 2, 0), Infinity);
});

Deno.test("fma's zeros have the sign that IEEE 754 says", () => {
  assertEquals(Object.is(fma(0, -1, -0), -0), true);
  assertEquals(Object.is(fma(0, -1, 0), 0), true);
  assertEquals(Object.is(fma(1, -1, 1), 0), true);
  assertEquals(Object.is(fma(-5e-324, 0.25, 0), -0), true);
});

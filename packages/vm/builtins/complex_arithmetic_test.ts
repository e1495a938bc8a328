import { assertAlmostEquals, assertEquals } from "@std/assert";
import { assertDoubles } from "./_test_doubles.ts";
import {
  divideComplex,
  divideReal,
  imaginaryPart,
  multiplyComplex,
  powerComplex,
  realPart,
} from "./complex_arithmetic.ts";

type Operation = (...parts: [number, number, number, number]) => unknown;

/** The result of an operation on two complex numbers. */
function result(operation: Operation, ...parts: Parameters<Operation>): [number, number] {
  operation(...parts);
  return [realPart(), imaginaryPart()];
}

Deno.test("products and quotients are those of the definition", () => {
  assertDoubles(result(multiplyComplex, 1, 2, 3, -4), [11, 2]);
  assertDoubles(result(divideComplex, 11, 2, 3, -4), [1, 2]);
  assertDoubles(result(divideComplex, 2, -11, 4, 3), [-1, -2]);
});

Deno.test("an infinite factor makes an infinite product, though both parts became NaN", () => {
  assertDoubles(result(multiplyComplex, Infinity, NaN, 1, 1), [Infinity, Infinity]);
  assertDoubles(result(multiplyComplex, 1, 0, Infinity, NaN), [Infinity, NaN]);
  assertDoubles(result(multiplyComplex, NaN, NaN, Infinity, 0), [NaN, NaN]);
  assertDoubles(result(multiplyComplex, 1e300, 0, 1, NaN), [NaN, NaN]);
});

Deno.test("a finite number divided by infinity is a zero with its signs", () => {
  assertDoubles(result(divideComplex, 1, 1, Infinity, Infinity), [0, 0]);
  assertDoubles(result(divideComplex, -1, 1, Infinity, 0), [-0, 0]);
  assertDoubles(result(divideComplex, Infinity, NaN, 1, 1), [Infinity, -Infinity]);
});

Deno.test("a quotient doesn't overflow where its parts don't", () => {
  const [real, imaginary] = result(divideComplex, 1e300, 1e300, 1e300, 1e300);
  assertDoubles([real, imaginary], [1, 0]);
  assertDoubles(result(divideComplex, 1e-300, 0, 0, 1e-300), [0, -1]);
});

Deno.test("a real number is divided without an imaginary zero of its own", () => {
  divideReal(1, 0, 2);
  assertDoubles([realPart(), imaginaryPart()], [0, -0.5]);
  divideReal(-5, Infinity, -Infinity);
  assertDoubles([realPart(), imaginaryPart()], [-0, -0]);
});

Deno.test("whole powers are products, exact where those are", () => {
  assertEquals(powerComplex(1, 1, 4, 0), "");
  assertDoubles([realPart(), imaginaryPart()], [-4, 0]);
  assertEquals(powerComplex(0, 2, -2, 0), "");
  assertEquals([realPart(), Math.abs(imaginaryPart())], [-0.25, 0]);
  assertEquals([powerComplex(3, 4, 0, 0), realPart(), imaginaryPart()], ["", 1, 0]);
});

Deno.test("other powers go by length and angle", () => {
  powerComplex(-1, 0, 0.5, 0);
  assertAlmostEquals(realPart(), 0, 1e-15);
  assertAlmostEquals(imaginaryPart(), 1);
  powerComplex(0, 1, 0, 1);
  assertAlmostEquals(realPart(), Math.exp(-Math.PI / 2));
  assertAlmostEquals(imaginaryPart(), 0, 1e-15);
});

Deno.test("zero has no negative or complex power, and what is too large is told", () => {
  assertEquals(
    [powerComplex(0, 0, -1, 0), powerComplex(0, 0, 0, 1), powerComplex(0, 0, -0.5, 0)],
    Array(3).fill("zero"),
  );
  assertEquals([powerComplex(0, 0, 0.5, 0), realPart(), imaginaryPart()], ["", 0, 0]);
  assertEquals(powerComplex(1e200, 1, 2, 0), "overflow");
  assertEquals(powerComplex(1e200, 1, 2.5, 0), "overflow");
});

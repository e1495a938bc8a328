import { assert, assertEquals } from "@std/assert";
import { checkRows } from "../testdata/decimal_rows.ts";
import { Generator } from "../testdata/generator.ts";
import {
  add,
  divide,
  divideBoth,
  divideWhole,
  integerRoot,
  multiply,
  multiplyAdd,
  remainder,
  remainderNear,
  squareRoot,
  subtract,
} from "./arithmetic.ts";
import { widest } from "./context.ts";
import { compareMagnitude, compareNumbers, Decimal } from "./number.ts";

// Numbers have nine digits and exponents up to 384, as in the specification's examples; behind a result the
// conditions that it brings up: Clamped, I for Inexact, Overflow, Rounded, Subnormal, Underflow, V for InvalidOperation
// and Z for DivisionByZero.

Deno.test("a sum is rounded once, to the digits there are", () => {
  checkRows((context, a, b) => add(a, b, context), [
    "12 7.00 = 19.00",
    "1E+2 1E+4 = 1.01E+4",
    "999999999 1 = 1.00000000E+9 R",
    "9999999999 1 = 1.00000000E+10 R",
    "0.1 -0.1 = 0.0",
    "-0.0 0 = 0.0",
    "-0 -0 = -0",
    "1E+300 1E-300 = 1.00000000E+300 IR",
    "123456789 0.5 = 123456790 IR",
    "123456788 0.5 = 123456788 IR",
    "9.99999999E+384 1E+376 = Infinity IOR",
    "1E-391 1E-391 = 2E-391 S",
    "0E-400 0E+400 = 0E-391 C",
  ]);
});

Deno.test("a sum with an infinity or a NaN", () => {
  checkRows((context, a, b) => add(a, b, context), [
    "Infinity 1 = Infinity",
    "Infinity -Infinity = NaN V",
    "NaN 1 = NaN",
    "sNaN5 1 = NaN5 V",
    "NaN7 sNaN8 = NaN8 V",
    "-NaN3 Infinity = -NaN3",
  ]);
});

Deno.test("a difference of equal numbers is a zero with the smaller exponent", () => {
  checkRows((context, a, b) => subtract(a, b, context), [
    "1.3 1.07 = 0.23",
    "1.3 1.30 = 0.00",
    "1.3 2.07 = -0.77",
    "0 0 = 0",
    "-0 0 = -0",
    "0 -0 = 0",
    "Infinity Infinity = NaN V",
    "1000000001 1.5 = 1.00000000E+9 IR",
  ]);
});

Deno.test("a product has the sum of the exponents, as far as it fits", () => {
  checkRows((context, a, b) => multiply(a, b, context), [
    "1.20 3 = 3.60",
    "7 3 = 21",
    "0.9 0.8 = 0.72",
    "0.9 -0 = -0.0",
    "654321 654321 = 4.28135971E+11 IR",
    "0 Infinity = NaN V",
    "-2 Infinity = -Infinity",
    "1E+200 1E+200 = Infinity IOR",
    "1E-200 1E-200 = 0E-391 CIRSU",
    "9.99999999E-200 1E-191 = 1.0E-390 IRSU",
    "0E-300 0E-300 = 0E-391 C",
  ]);
});

Deno.test("a quotient has the exponent nearest to the ideal one if it is exact", () => {
  checkRows((context, a, b) => divide(a, b, context), [
    "1 3 = 0.333333333 IR",
    "2 3 = 0.666666667 IR",
    "5 2 = 2.5",
    "1 10 = 0.1",
    "12 12 = 1",
    "8.00 2 = 4.00",
    "2.400 2.0 = 1.20",
    "1000 100 = 10",
    "1000 1 = 1000",
    "2.40E+6 2 = 1.20E+6",
    "0 5 = 0",
    "0.00 3E+2 = 0.0000",
    "-0 3 = -0",
  ]);
});

Deno.test("division by zero, and of infinities", () => {
  checkRows((context, a, b) => divide(a, b, context), [
    "1 0 = Infinity Z",
    "-1 0 = -Infinity Z",
    "1 -0 = -Infinity Z",
    "0 0 = NaN V",
    "5 Infinity = 0E-391 C",
    "Infinity 5 = Infinity",
    "Infinity Infinity = NaN V",
    "Infinity 0 = Infinity",
    "sNaN 0 = NaN V",
    "1E-300 1E+300 = 0E-391 CIRSU",
    "1E+300 1E-300 = Infinity IOR",
  ]);
});

Deno.test("a whole quotient is truncated, and must fit into the digits", () => {
  checkRows((context, a, b) => divideWhole(a, b, context), [
    "2 3 = 0",
    "10 3 = 3",
    "1 0.3 = 3",
    "-10 3 = -3",
    "1E+10 3 = NaN V",
    "1E+8 1 = 100000000",
    "1E+9 1 = NaN V",
    "1 0 = Infinity Z",
    "0 0 = NaN V",
    "5 Infinity = 0",
    "Infinity 5 = Infinity",
  ]);
});

Deno.test("a remainder has the sign of the dividend", () => {
  checkRows((context, a, b) => remainder(a, b, context), [
    "2.1 3 = 2.1",
    "10 3 = 1",
    "-10 3 = -1",
    "10.2 1 = 0.2",
    "10 0.3 = 0.1",
    "3.6 1.3 = 1.0",
    "1E+10 3 = NaN V",
    "5 0 = NaN V",
    "0 0 = NaN V",
    "5 Infinity = 5",
    "Infinity 5 = NaN V",
    "-1 1 = -0",
  ]);
});

Deno.test("the nearest remainder may go below zero, ties going to the even quotient", () => {
  checkRows((context, a, b) => remainderNear(a, b, context), [
    "2.1 3 = -0.9",
    "10 6 = -2",
    "10 3 = 1",
    "-10 3 = -1",
    "10.2 1 = 0.2",
    "10 0.3 = 0.1",
    "3.6 1.3 = -0.3",
    "5 2 = 1",
    "7 2 = -1",
    "-7 2 = 1",
    "1E+10 3 = NaN V",
    "5 Infinity = 5",
  ]);
});

Deno.test("a product with a sum is rounded once", () => {
  checkRows((context, a, b, c) => multiplyAdd(a, b, c, context), [
    "3 5 7 = 22",
    "3 -5 7 = -8",
    "888565290 1557.96930 -86087.7578 = 1.38435736E+12 IR",
    "1E+200 1E+200 -1E+384 = Infinity IOR",
    "Infinity 0 1 = NaN V",
    "Infinity 0 NaN = NaN V",
    "0 0 -0 = 0",
  ]);
});

Deno.test("a square root is exact where it can be", () => {
  checkRows((context, a) => squareRoot(a, context), [
    "0 = 0",
    "-0 = -0",
    "0.39 = 0.624499800 IR",
    "100 = 10",
    "1 = 1",
    "1.0 = 1.0",
    "1.00 = 1.0",
    "7 = 2.64575131 IR",
    "10 = 3.16227766 IR",
    "1E+3 = 31.6227766 IR",
    "1E-3 = 0.0316227766 IR",
    "-1 = NaN V",
    "Infinity = Infinity",
    "-Infinity = NaN V",
    "2E-391 = 4.47213595E-196 IR",
    "152399025 = 12345",
  ]);
});

Deno.test("an integer's root is the largest number whose square is not above it", () => {
  const generator = new Generator(21);
  for (let i = 0; i < 300; i++) {
    const value = generator.bigint(60) + 1n, root = integerRoot(value, value.toString(2).length);
    assert(root * root <= value && (root + 1n) * (root + 1n) > value, `${value}`);
  }
});

Deno.test("quotient and remainder make up the dividend", () => {
  const generator = new Generator(22), context = widest(200);
  for (let i = 0; i < 300; i++) {
    const a = new Decimal(generator.below(2), generator.bigint(40), generator.below(40) - 20);
    const b = new Decimal(generator.below(2), generator.bigint(20) + 1n, generator.below(20) - 10);
    const [quotient, rest] = divideBoth(a, b, context);
    assertEquals(compareNumbers(add(multiply(quotient, b, context), rest, context), a), 0);
    assert(compareMagnitude(rest, b) < 0);
  }
  assertEquals(context.status, 0);
});

Deno.test("a quotient is within half a unit of its last digit", () => {
  const generator = new Generator(23), exact = widest(100);
  for (let i = 0; i < 300; i++) {
    const a = new Decimal(0, generator.bigint(20) + 1n, 0), b = new Decimal(0, generator.bigint(20) + 1n, 0);
    const quotient = divide(a, b, widest(12));
    const error = subtract(multiply(quotient, b, exact), a, exact);
    const half = multiply(b, new Decimal(0, 5n, quotient.exponent - 1), exact);
    assert(compareMagnitude(error, half) <= 0, `${a.coefficient} / ${b.coefficient}`);
  }
});

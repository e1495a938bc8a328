import { assertEquals } from "@std/assert";
import { checkRows, decimal, nineDigits } from "../testdata/decimal_rows.ts";
import {
  compare,
  compareTotal,
  isNormal,
  isSubnormal,
  largest,
  largestMagnitude,
  logB,
  logicalAnd,
  logicalInvert,
  logicalOr,
  logicalXor,
  minus,
  nextMinus,
  nextPlus,
  nextToward,
  numberClass,
  plus,
  quantize,
  reduce,
  rotate,
  sameQuantum,
  scaleB,
  shift,
  smallest,
  toWhole,
} from "./functions.ts";

Deno.test("plus rounds, and makes a negative zero positive", () => {
  checkRows((context, a) => plus(a, context), [
    "1.3 = 1.3",
    "-1.3 = -1.3",
    "-0 = 0",
    "1234567890 = 1.23456789E+9 R",
    "sNaN = NaN V",
    "Infinity = Infinity",
    "1E-392 = 0E-391 CIRSU",
  ]);
});

Deno.test("minus gives no negative zero", () => {
  checkRows((context, a) => minus(a, context), [
    "1.3 = -1.3",
    "-1.3 = 1.3",
    "0 = 0",
    "-0 = 0",
    "Infinity = -Infinity",
    "NaN = NaN",
  ]);
});

Deno.test("comparing gives -1, 0, 1, or NaN", () => {
  checkRows((context, a, b) => compare(a, b, context), [
    "2.1 3 = -1",
    "2.1 2.1 = 0",
    "2.1 2.10 = 0",
    "3 2.1 = 1",
    "-3 2.1 = -1",
    "0 -0 = 0",
    "NaN 1 = NaN",
    "Infinity 1E+300 = 1",
    "-Infinity Infinity = -1",
  ]);
});

Deno.test("the larger of two is the number where the other is a NaN, and of equals the one with the larger exponent", () => {
  checkRows((context, a, b) => largest(a, b, context), [
    "3 2 = 3",
    "-10 3 = 3",
    "1.0 1 = 1",
    "-1.0 -1 = -1.0",
    "7 NaN = 7",
    "NaN sNaN = NaN V",
    "0 -0 = 0",
  ]);
});

Deno.test("the smaller of two", () => {
  checkRows((context, a, b) => smallest(a, b, context), [
    "3 2 = 2",
    "-10 3 = -10",
    "1.0 1 = 1.0",
    "-1.0 -1 = -1",
    "7 NaN = 7",
    "0 -0 = -0",
    "sNaN 3 = NaN V",
  ]);
});

Deno.test("the larger in magnitude is the positive one of two that differ in sign only", () => {
  checkRows((context, a, b) => largestMagnitude(a, b, context), [
    "3 -4 = -4",
    "3 -3 = 3",
    "-3 3 = 3",
    "NaN -3 = -3",
  ]);
});

Deno.test("quantizing gives the exponent of the other, or nothing", () => {
  checkRows((context, a, b) => quantize(a, b, context), [
    "2.17 0.001 = 2.170",
    "2.17 0.01 = 2.17",
    "2.17 0.1 = 2.2 IR",
    "2.17 1E+0 = 2 IR",
    "2.17 1E+1 = 0E+1 IR",
    "-Infinity Infinity = -Infinity",
    "2 Infinity = NaN V",
    "-0.1 1 = -0 IR",
    "-0 1E+5 = -0E+5",
    "35236450.6 1E-2 = NaN V",
    "0.5 1 = 0 IR",
    "1.5 1 = 2 IR",
    "2.5 1 = 2 IR",
    "217 1E+3 = 0E+3 IR",
  ]);
});

Deno.test("a whole number is rounded to the nearest, and says so", () => {
  checkRows((context, a) => toWhole(a, context, true), [
    "2.1 = 2 IR",
    "100 = 100",
    "100.0 = 100 R",
    "101.5 = 102 IR",
    "-101.5 = -102 IR",
    "1E+10 = 1E+10",
    "7.89E+77 = 7.89E+77",
    "-Infinity = -Infinity",
    "NaN = NaN",
  ]);
});

Deno.test("a reduced number has no zeros at its end", () => {
  checkRows((context, a) => reduce(a, context), [
    "2.1 = 2.1",
    "-2.0 = -2",
    "1.200 = 1.2",
    "-120 = -1.2E+2",
    "120.00 = 1.2E+2",
    "0.00 = 0",
    "-0E+7 = -0",
    "Infinity = Infinity",
  ]);
});

Deno.test("the logarithm to base ten of the first digit", () => {
  checkRows((context, a) => logB(a, context), [
    "250 = 2",
    "2.50 = 0",
    "0.03 = -2",
    "0 = -Infinity Z",
    "Infinity = Infinity",
    "-9 = 0",
    "NaN = NaN",
  ]);
});

Deno.test("scaling adds to the exponent", () => {
  checkRows((context, a, b) => scaleB(a, b, context), [
    "7.50 -2 = 0.0750",
    "7.50 0 = 7.50",
    "7.50 3 = 7.50E+3",
    "1 1.5 = NaN V",
    "1 Infinity = NaN V",
    "1 3000 = NaN V",
    "Infinity 2 = Infinity",
    "1E+384 1 = Infinity IOR",
  ]);
});

Deno.test("shifting moves digits within the precision", () => {
  checkRows((context, a, b) => shift(a, b, context), [
    "34 8 = 400000000",
    "12 9 = 0",
    "123456789 -2 = 1234567",
    "123456789 0 = 123456789",
    "123456789 2 = 345678900",
    "1 10 = NaN V",
    "-3 2 = -300",
  ]);
});

Deno.test("rotating brings digits in at the other end", () => {
  checkRows((context, a, b) => rotate(a, b, context), [
    "34 8 = 400000003",
    "12 9 = 12",
    "123456789 -2 = 891234567",
    "123456789 0 = 123456789",
    "123456789 2 = 345678912",
    "1 10 = NaN V",
  ]);
});

Deno.test("logical operations take digits 0 and 1 only", () => {
  checkRows((context, a, b) => logicalAnd(a, b, context), [
    "1100 1010 = 1000",
    "1111 10 = 10",
    "2 1 = NaN V",
    "-1 1 = NaN V",
    "1E+1 1 = NaN V",
  ]);
});

Deno.test("a logical or has the digits of either", () => {
  checkRows((context, a, b) => logicalOr(a, b, context), [
    "1100 1010 = 1110",
    "1110 10 = 1110",
    "12 1 = NaN V",
  ]);
});

Deno.test("a logical xor has the digits of one of them", () => {
  checkRows((context, a, b) => logicalXor(a, b, context), [
    "1100 1010 = 110",
    "1111 10 = 1101",
  ]);
});

Deno.test("a logical inversion fills the precision", () => {
  checkRows((context, a) => logicalInvert(a, context), [
    "0 = 111111111",
    "111111111 = 0",
    "101010101 = 10101010",
    "1 = 111111110",
    "2 = NaN V",
  ]);
});

Deno.test("the next number above is one unit away, or the first above nothing", () => {
  checkRows((context, a) => nextPlus(a, context), [
    "1 = 1.00000001",
    "-1E-391 = -0E-391",
    "0 = 1E-391",
    "-1.00000003 = -1.00000002",
    "Infinity = Infinity",
    "-Infinity = -9.99999999E+384",
    "9.99999999E+384 = Infinity",
  ]);
});

Deno.test("the next number below", () => {
  checkRows((context, a) => nextMinus(a, context), [
    "1 = 0.999999999",
    "1E-391 = 0E-391",
    "0 = -1E-391",
    "-1.00000003 = -1.00000004",
    "Infinity = 9.99999999E+384",
    "-Infinity = -Infinity",
    "1E+5 = 99999.9999",
  ]);
});

Deno.test("the next number toward another one", () => {
  checkRows((context, a, b) => nextToward(a, b, context), [
    "1 2 = 1.00000001",
    "-1E-391 1 = -0E-391 CIRSU",
    "-1.00000003 0 = -1.00000002",
    "1 0 = 0.999999999",
    "0 0 = 0",
    "0 -0 = -0",
    "9.99999999E+384 Infinity = Infinity IOR",
    "1E-383 0 = 9.9999999E-384 IRSU",
  ]);
});

Deno.test("the total order has a place for every representation", () => {
  const ordered = [
    "-NaN8",
    "-NaN",
    "-sNaN9",
    "-sNaN",
    "-Infinity",
    "-127",
    "-1",
    "-1.00",
    "-0E+3",
    "-0",
    "-0.000",
    "0E-3",
    "0",
    "0E+3",
    "1.2300",
    "1.23",
    "1E+9",
    "Infinity",
    "sNaN",
    "sNaN9",
    "NaN",
    "NaN8",
  ].map(decimal);
  for (let i = 0; i < ordered.length; i++) {
    for (let k = 0; k < ordered.length; k++) {
      assertEquals(compareTotal(ordered[i], ordered[k]), Math.sign(i - k), `${i} ${k}`);
    }
  }
});

Deno.test("a number's class depends on the range of the context", () => {
  const classes = {
    Infinity: "+Infinity",
    "1E-383": "+Normal",
    "1E-384": "+Subnormal",
    "0": "+Zero",
    "-0": "-Zero",
    "-1E-384": "-Subnormal",
    "-5": "-Normal",
    "-Infinity": "-Infinity",
    NaN: "NaN",
    "-sNaN4": "sNaN",
  };
  for (const [text, name] of Object.entries(classes)) {
    const number = decimal(text);
    assertEquals(numberClass(number, nineDigits()), name, text);
    assertEquals(isNormal(number, nineDigits()), name.endsWith("Normal"), text);
    assertEquals(isSubnormal(number, nineDigits()), name.endsWith("Subnormal"), text);
  }
});

Deno.test("numbers have the same quantum if their exponents or their kinds are the same", () => {
  assertEquals(sameQuantum(decimal("2.17"), decimal("0.01")), true);
  assertEquals(sameQuantum(decimal("2.17"), decimal("0.1")), false);
  assertEquals(sameQuantum(decimal("Infinity"), decimal("-Infinity")), true);
  assertEquals(sameQuantum(decimal("NaN"), decimal("sNaN")), true);
  assertEquals(sameQuantum(decimal("Infinity"), decimal("0")), false);
});

import { assertEquals } from "@std/assert";
import { checkRows, decimal } from "../testdata/decimal_rows.ts";
import { widest } from "./context.ts";
import { toText } from "./text.ts";
import { decimalLogarithm, exponential, naturalLogarithm, power, powerModulo } from "./transcendental.ts";

Deno.test("e to a power is rounded correctly", () => {
  checkRows((context, a) => exponential(a, context), [
    "-Infinity = 0",
    "-1 = 0.367879441 IR",
    "0 = 1",
    "1 = 2.71828183 IR",
    "0.693147181 = 2.00000000 IR",
    "Infinity = Infinity",
    "1000 = Infinity IOR",
    "-1000 = 0E-391 CIRSU",
    "1E-10 = 1.00000000 IR",
    "22 = 3.58491285E+9 IR",
    "-0.1 = 0.904837418 IR",
    "NaN = NaN",
    "886 = 6.09411950E+384 IR",
  ]);
});

Deno.test("the natural logarithm is rounded correctly", () => {
  checkRows((context, a) => naturalLogarithm(a, context), [
    "0 = -Infinity",
    "1 = 0",
    "1.000 = 0",
    "2.71828183 = 1.00000000 IR",
    "10 = 2.30258509 IR",
    "0.1 = -2.30258509 IR",
    "1.00000001 = 9.99999995E-9 IR",
    "0.999999999 = -1.00000000E-9 IR",
    "-1 = NaN V",
    "Infinity = Infinity",
    "9.99999999E+384 = 886.495261 IR",
    "sNaN1 = NaN1 V",
  ]);
});

Deno.test("the logarithm of a power of ten is exact", () => {
  checkRows((context, a) => decimalLogarithm(a, context), [
    "0 = -Infinity",
    "0.001 = -3",
    "1.000 = 0",
    "2 = 0.301029996 IR",
    "10 = 1",
    "70 = 1.84509804 IR",
    "1E+384 = 384",
    "1000.0 = 3",
    "-5 = NaN V",
    "Infinity = Infinity",
    "99999 = 4.99999566 IR",
  ]);
});

Deno.test("a power is exact where it can be", () => {
  checkRows((context, a, b) => power(a, b, context), [
    "2 3 = 8",
    "2 -3 = 0.125",
    "1.7 8 = 69.7575744 IR",
    "10 301.029996 = 1.07150944E+301 IR",
    "2 0.5 = 1.41421356 IR",
    "4 0.5 = 2.00000000 IR",
    "10 -10 = 1E-10",
    "-2 3 = -8",
    "-2 0.5 = NaN V",
    "0 0 = NaN V",
    "0 -1 = Infinity",
    "-0 -3 = -Infinity",
    "Infinity -1 = 0",
    "Infinity 0 = 1",
    "-Infinity 3 = -Infinity",
    "1 1E+9 = 1",
    "1.0 1E+9 = 1.00000000 R",
    "10 400 = Infinity IOR",
    "2 -2000 = 0E-391 CIRSU",
    "0.5 Infinity = 0",
    "2 Infinity = Infinity",
    "9 1.5 = 27.0000000 IR",
    "1E-100 -3 = 1E+300",
    "NaN 0 = NaN",
    "3 10 = 59049",
    "1.01 100000 = Infinity IOR",
  ]);
});

Deno.test("a power modulo a number is a whole number below it, of whole numbers only", () => {
  checkRows((context, a, b, m) => powerModulo(a, b, m, context), [
    "3 4 5 = 1",
    "-3 3 7 = -6",
    "2 1000000000 1000000007 = NaN V",
    "0 0 5 = NaN V",
    "5 0 1 = 0",
    "2 -1 5 = NaN V",
    "2 3 0 = NaN V",
    "2 1.5 5 = NaN V",
    "12 34 1E+9 = NaN V",
    "2 3 sNaN = NaN V",
  ]);
});

Deno.test("e and the logarithm of 2 are the known ones to 60 digits", () => {
  assertEquals(
    toText(exponential(decimal("1"), widest(60))),
    "2.71828182845904523536028747135266249775724709369995957496697",
  );
  assertEquals(
    toText(naturalLogarithm(decimal("2"), widest(60))),
    "0.693147180559945309417232121458176568075500134360255254120680",
  );
});

import { assertEquals } from "@std/assert";
import { doubleRepr, fixed, magnitudeText, scaledInteger, significant } from "./doubles.ts";

Deno.test("decimals are rounded by the exact value, ties to even", () => {
  assertEquals([0.5, 1.5, 2.5, 3.5].map((x) => fixed(x, 0)), ["0", "2", "2", "4"]);
  assertEquals([0.125, 0.375, 2.675, 1.005].map((x) => fixed(x, 2)), ["0.12", "0.38", "2.67", "1.00"]);
  assertEquals(fixed(1e22, 2), "10000000000000000000000.00");
  assertEquals(fixed(5e-324, 1074).slice(-4), "5625");
  assertEquals(fixed(0.1, 120).length, 122);
});

Deno.test("significant digits carry into a new one", () => {
  assertEquals(significant(9.5, 1), { digits: "1", exponent: 1 });
  assertEquals(significant(8.5, 1), { digits: "8", exponent: 0 });
  assertEquals(significant(99.95, 3), { digits: "100", exponent: 2 });
  assertEquals(significant(0, 3), { digits: "000", exponent: 0 });
  assertEquals(significant(1, 200).digits.length, 200);
});

Deno.test("JavaScript's digits are those of exact arithmetic", () => {
  for (let i = 1; i < 2000; i++) {
    const value = Math.sqrt(i) * 10 ** (i % 30 - 15), decimals = i % 20;
    const exact = scaledInteger(value, decimals).toString().padStart(decimals + 1, "0");
    const point = exact.length - decimals;
    assertEquals(
      fixed(value, decimals),
      decimals === 0 ? exact : `${exact.slice(0, point)}.${exact.slice(point)}`,
    );
  }
});

Deno.test("repr turns to exponents where CPython's does", () => {
  assertEquals([1e15, 1e16, 0.0001, 0.00001, -0, 1.5e300, NaN, -Infinity].map(doubleRepr), [
    "1000000000000000.0",
    "1e+16",
    "0.0001",
    "1e-05",
    "-0.0",
    "1.5e+300",
    "nan",
    "-inf",
  ]);
});

Deno.test("g drops zeros at the end but for the alternate form", () => {
  assertEquals(magnitudeText(1.5, "g", 6, false, false), "1.5");
  assertEquals(magnitudeText(1.5, "g", 6, true, false), "1.50000");
  assertEquals(magnitudeText(1e6, "G", 6, false, false), "1E+06");
  assertEquals(magnitudeText(10, "g", 2, false, true), "1e+01");
  assertEquals(magnitudeText(Infinity, "F", 6, false, false), "INF");
});

import { assertEquals } from "@std/assert";
import { decimal } from "../testdata/decimal_rows.ts";
import { Generator } from "../testdata/generator.ts";
import { bitsOf, compareMagnitude, compareNumbers, digitsOf, tenTo, trailingZeros } from "./number.ts";

Deno.test("digits are counted right next to every power of ten", () => {
  for (let n = 1; n < 400; n += n < 40 ? 1 : 13) {
    assertEquals(digitsOf(tenTo(n)), n + 1);
    assertEquals(digitsOf(tenTo(n) - 1n), n);
  }
  assertEquals(digitsOf(0n), 1);
});

Deno.test("bits are counted right next to every power of two", () => {
  for (let n = 1; n < 200; n++) {
    assertEquals(bitsOf(1n << BigInt(n)), n + 1);
    assertEquals(bitsOf((1n << BigInt(n)) - 1n), n);
  }
});

Deno.test("zeros at the end are those that ten divides out", () => {
  const generator = new Generator(31);
  for (let i = 0; i < 200; i++) {
    const zeros = generator.below(30), value = generator.bigint(20) * 10n + BigInt(1 + generator.below(9));
    assertEquals(trailingZeros(value * tenTo(zeros)), zeros);
  }
  assertEquals(trailingZeros(0n), 0);
});

Deno.test("whole and odd numbers are known whatever their exponent", () => {
  const whole = ["1", "1.00", "1E+5", "0.0", "120.00", "1E+999999"];
  for (const text of whole) assertEquals(decimal(text).isInteger, true, text);
  for (const text of ["1.5", "1E-1", "Infinity", "NaN"]) assertEquals(decimal(text).isInteger, false, text);
  for (const text of ["1", "1.00", "-3", "130E-1"]) assertEquals(decimal(text).isOdd, true, text);
  for (const text of ["0", "2", "1E+1", "1.5", "Infinity"]) assertEquals(decimal(text).isOdd, false, text);
});

Deno.test("the sign of a comparison is that of the difference", () => {
  const generator = new Generator(32);
  for (let i = 0; i < 300; i++) {
    const a = generator.bigint(8) - 5000n, b = generator.bigint(8) - 5000n, exponent = -generator.below(6);
    const first = decimal(`${a}E${exponent}`), second = decimal(`${b * tenTo(4)}E${exponent - 4}`);
    const sign = a < b ? -1 : a > b ? 1 : 0;
    assertEquals(compareNumbers(first, second), sign);
  }
});

Deno.test("numbers far apart are compared without writing out their digits", () => {
  assertEquals(compareMagnitude(decimal("1E+999999999999"), decimal("9E-999999999999")), 1);
  assertEquals(compareNumbers(decimal("-1E+999999999999"), decimal("1E-5")), -1);
});

Deno.test("infinities are beyond all numbers, and zeros are equal", () => {
  assertEquals(compareNumbers(decimal("Infinity"), decimal("1E+999999")), 1);
  assertEquals(compareNumbers(decimal("-Infinity"), decimal("-1E+999999")), -1);
  assertEquals(compareNumbers(decimal("1"), decimal("Infinity")), -1);
  assertEquals(compareNumbers(decimal("Infinity"), decimal("Infinity")), 0);
  assertEquals(compareNumbers(decimal("-0E+5"), decimal("0.00")), 0);
});

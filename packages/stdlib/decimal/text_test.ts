import { assertEquals } from "@std/assert";
import { conditions, decimal, nineDigits } from "../testdata/decimal_rows.ts";
import { Generator } from "../testdata/generator.ts";
import { compareNumbers, Decimal } from "./number.ts";
import { parse, parseIn, pointed, toText } from "./text.ts";

Deno.test("a number's text is in scientific notation only if its exponent asks for it", () => {
  const cases: [bigint, number, string][] = [
    [123n, 0, "123"],
    [123n, 1, "1.23E+3"],
    [123n, -2, "1.23"],
    [123n, -8, "0.00000123"],
    [123n, -10, "1.23E-8"],
    [0n, -6, "0.000000"],
    [0n, -7, "0E-7"],
    [0n, 2, "0E+2"],
    [5n, -7, "5E-7"],
    [5n, -6, "0.000005"],
  ];
  for (const [coefficient, exponent, text] of cases) {
    assertEquals(toText(new Decimal(0, coefficient, exponent)), text);
    assertEquals(toText(new Decimal(1, coefficient, exponent)), `-${text}`);
  }
});

Deno.test("engineering notation has exponents that are multiples of three", () => {
  const cases = {
    "123E+1": "1.23E+3",
    "123E+3": "123E+3",
    "123E-10": "12.3E-9",
    "-123E-12": "-123E-12",
    "7E-7": "700E-9",
    "7E+1": "70",
    "0E+1": "0.00E+3",
    "0E+2": "0.0E+3",
    "0E-7": "0.0E-6",
    "0E-8": "0.00E-6",
  };
  for (const [given, text] of Object.entries(cases)) assertEquals(toText(decimal(given), true), text, given);
});

Deno.test("numbers are read in every form that the specification has, and no other", () => {
  const cases = {
    "12.": "12",
    ".5": "0.5",
    "+1e3": "1E+3",
    "-inf": "-Infinity",
    InFiNiTy: "Infinity",
    sNaN12: "sNaN12",
    "-nan": "-NaN",
    "00012.50": "12.50",
  };
  for (const [given, text] of Object.entries(cases)) assertEquals(toText(parse(given)!), text);
  for (const bad of ["", ".", "e5", "1e", "1.2.3", "--1", "1 ", "infi", "nan-1", "0x10", "1_0"]) {
    assertEquals(parse(bad), null, bad);
  }
});

Deno.test("what is read in a context is rounded to it, or refused", () => {
  const cases = {
    "1234567890": "1.23456789E+9 R",
    "1234567895": "1.23456790E+9 IR",
    "1E+400": "Infinity IOR",
    "1E-400": "0E-391 CIRSU",
    "NaN123456789": "NaN123456789 ",
    "NaN1234567890": "NaN V",
    abc: "NaN V",
  };
  for (const [given, outcome] of Object.entries(cases)) {
    const context = nineDigits(), number = parseIn(given, context);
    assertEquals(`${toText(number)} ${conditions(context.status)}`, outcome, given);
  }
});

Deno.test("a number's text stands for the same number", () => {
  const generator = new Generator(41);
  for (let i = 0; i < 300; i++) {
    const number = new Decimal(generator.below(2), generator.bigint(30), generator.below(60) - 30);
    const back = parse(toText(number))!;
    assertEquals([back.sign, back.coefficient, back.exponent], [
      number.sign,
      number.coefficient,
      number.exponent,
    ]);
    assertEquals(compareNumbers(parse(toText(number, true))!, number), 0);
  }
});

Deno.test("the point may be before or behind all digits", () => {
  assertEquals([pointed("12", -2), pointed("12", 0), pointed("12", 1), pointed("12", 2), pointed("12", 4)], [
    "0.0012",
    "0.12",
    "1.2",
    "12",
    "1200",
  ]);
});

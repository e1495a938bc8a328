import { assertEquals } from "@std/assert";
import { decimal } from "../testdata/decimal_rows.ts";
import { HALF_EVEN } from "./context.ts";
import { type Conventions, formatDecimal } from "./format.ts";

const german: Conventions = { point: ",", separator: ".", grouping: [3, 3, 0] };

function format(number: string, specification: string, locale: Conventions = german): string | null {
  return formatDecimal(decimal(number), specification, HALF_EVEN, true, () => locale);
}

Deno.test("numbers are formatted with the digits there are, or as many as are asked for", () => {
  const cases: [number: string, specification: string, text: string][] = [
    ["7.123456", "f", "7.123456"],
    ["7.123456", ".3f", "7.123"],
    ["0", "e", "0e+0"],
    ["0.00", ".2e", "0.00e+0"],
    ["1234567.89", ",.1f", "1,234,567.9"],
    ["-1234567.89", "020,.2f", "-0,000,001,234,567.89"],
    ["1E+10", "", "1E+10"],
    ["1E+10", "f", "10000000000"],
    ["12E-9", "g", "1.2e-8"],
    ["0.000001", "g", "0.000001"],
    ["123.456", "%", "12345.6%"],
    ["0.5", ".0f", "0"],
    ["1.5", ".0f", "2"],
    ["-0.001", ".2f", "-0.00"],
    ["-0.001", "z.2f", "0.00"],
    ["3", "+", "+3"],
    ["3", " ", " 3"],
    ["42", "<6", "42    "],
    ["42", "^7", "  42   "],
    ["42", "x=7", "xxxxx42"],
    ["-42", "=7", "-    42"],
    ["Infinity", "08", "Infinity"],
    ["-NaN", "010f", "      -NaN"],
    ["sNaN12", "%", "sNaN12%"],
    ["123456", ",e", "1.23456e+5"],
    ["9.99", ".2g", "10"],
    ["99.99", ".3g", "100"],
    ["1E+3", ".2G", "1E+3"],
    ["1000000", "010,", "01,000,000"],
    ["-1.5", "é^8.1f", "éé-1.5éé"],
    ["0E+3", "f", "0"],
    ["0E-10", "g", "0e-10"],
    ["12345.678", ".2e", "1.23e+4"],
    ["1E-400", "E", "1E-400"],
  ];
  for (const [number, specification, text] of cases) {
    assertEquals(format(number, specification), text, `${number} ${specification}`);
  }
});

Deno.test("a specification that is none gives nothing", () => {
  for (const bad of ["d", "x", ".f", "5.", "10,,", "a", "+-", "_f", "0<0", "s", ".2n,"]) {
    assertEquals(format("1", bad), null, bad);
  }
});

Deno.test("the type n writes numbers as the locale does", () => {
  assertEquals(format("1234567.5", "n"), "1.234.567,5");
  assertEquals(format("1234567.5", "n", { point: "٫", separator: "", grouping: [] }), "1234567٫5");
  assertEquals(format("1234567.5", ",n"), null);
});

Deno.test("groups of a locale may differ in size, and end where it says", () => {
  assertEquals(format("123456789", "n", { point: ".", separator: ",", grouping: [3, 2] }), "12,34,56,789");
  assertEquals(format("123456789", "n", { point: ".", separator: ",", grouping: [3, 127] }), "123456,789");
});

Deno.test("zeros before a grouped number are grouped too, but never begin with a separator", () => {
  assertEquals(format("1234", "08,"), "0,001,234");
  assertEquals(format("1234", "09,"), "0,001,234");
  assertEquals(format("1234", "010,"), "00,001,234");
});

import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { assertDoubles } from "./_test_doubles.ts";
import { raised, testMachine } from "./_test_program.ts";
import { doubleHex, parseDouble, parseHex } from "./float_text.ts";

Deno.test("a float's text is digits, a point and an exponent, underscores only between digits", () => {
  const values: [string, number][] = [["1_0.0_1e1_0", 10.01e10], ["+.5", 0.5], ["5.", 5], ["-0", -0], [
    "1e400",
    Infinity,
  ]];
  for (const [text, value] of values) assertDoubles([parseDouble(text)!], [value], text);
  for (
    const text of ["", ".", "1__0", "_1", "1_", "1_.0", "1._0", "e5", "1e", "0x1", "1 0", "--1", "1e+_5"]
  ) {
    assertEquals(parseDouble(text), null, text);
  }
});

Deno.test("infinity and NaN have signs and any case, and no other spelling", () => {
  assertEquals(["inf", "-INFINITY", "+nAn"].map(parseDouble), [Infinity, -Infinity, NaN]);
  assertEquals(["infi", "in", "1inf", "nan()", "Infinityy"].map(parseDouble), Array(5).fill(null));
});

Deno.test("hexadecimal text is normal but for subnormals and zero", () => {
  assertEquals([1, -0.1, 0, -0, 5e-324, Number.MAX_VALUE, -Infinity, NaN].map(doubleHex), [
    ...["0x1.0000000000000p+0", "-0x1.999999999999ap-4", "0x0.0p+0", "-0x0.0p+0", "0x0.0000000000001p-1022"],
    ...["0x1.fffffffffffffp+1023", "-inf", "nan"],
  ]);
});

Deno.test("any double is read back from its hexadecimal text", () => {
  const vm = testMachine(), random = new Random(16), words = new Uint32Array(2);
  const double = new Float64Array(words.buffer);
  for (let i = 0; i < 2000; i++) {
    words[0] = random.bits();
    words[1] = random.bits();
    if (Number.isNaN(double[0])) continue;
    assertDoubles([parseHex(vm, doubleHex(double[0]))!], [double[0]]);
  }
});

Deno.test("hexadecimal text of any length is rounded once, ties to even", () => {
  const vm = testMachine();
  const values: [string, number][] = [
    ["0x1.00000000000008p0", 1],
    ["0x1.000000000000080000000000001", 1 + 2 ** -52],
    ["0x1.00000000000018p0", 1 + 2 ** -51],
    ["  -A.8P1\n", -21],
    ["0x.8p-1074", 0],
    ["0x.80000000000000000000001p-1074", 5e-324],
    ["1p-99999999999999999999", 0],
    ["0p99999999999999999999", 0],
    ["0x1.fffffffffffff7p1023", Number.MAX_VALUE],
    ["-inf", -Infinity],
  ];
  for (const [text, value] of values) assertDoubles([parseHex(vm, text)!], [value], text);
});

Deno.test("hexadecimal text that is none or too large raises", () => {
  const vm = testMachine();
  const failure = (text: string) => [parseHex(vm, text), raised(vm)];
  const none = [null, "ValueError: invalid hexadecimal floating-point string"];
  for (const text of ["", "0x", ".", "0xg", "1p", "p1", "- 1", "1.2.3"]) {
    assertEquals(failure(text), none, text);
  }
  const large = [null, "OverflowError: hexadecimal value too large to represent as a float"];
  for (const text of ["0x1p1024", "0x1.fffffffffffff8p1023", "1p99999999999999999999"]) {
    assertEquals(failure(text), large, text);
  }
});

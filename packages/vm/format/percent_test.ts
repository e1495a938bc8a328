import { assertEquals } from "@std/assert";
import { percentDouble, percentInteger, type PercentSpec } from "./percent.ts";

function spec(flags: string, width = -1, precision = -1): PercentSpec {
  return {
    left: flags.includes("-"),
    plus: flags.includes("+"),
    space: flags.includes(" "),
    alternate: flags.includes("#"),
    zero: flags.includes("0"),
    width,
    precision,
  };
}

function integer(value: bigint, conversion: string, ...parts: Parameters<typeof spec>): string {
  return percentInteger(value, String(value < 0n ? -value : value), conversion, spec(...parts));
}

Deno.test("a precision is the least number of digits of an int, zeros of a width come behind the prefix", () => {
  assertEquals(integer(5n, "d", "", 6, 3), "   005");
  assertEquals(integer(-5n, "d", "0", 6, 3), "-00005");
  assertEquals(integer(-255n, "x", "#0", 8), "-0x000ff");
  assertEquals(integer(255n, "X", "#", 8, 4), "  0X00FF");
  assertEquals(integer(8n, "o", "#"), "0o10");
});

Deno.test("a plus wins over a space, minus over zero", () => {
  assertEquals(integer(5n, "d", "+ "), "+5");
  assertEquals(integer(5n, "d", " "), " 5");
  assertEquals(integer(5n, "d", "-0", 4), "5   ");
  assertEquals(integer(-5n, "d", "+"), "-5");
});

Deno.test("ints of any size are written in other bases", () => {
  assertEquals(integer(-(1n << 100n), "x", ""), `-1${"0".repeat(25)}`);
});

Deno.test("doubles have six digits unless told, and zero a sign of its own", () => {
  assertEquals(percentDouble(-0, "f", spec("")), "-0.000000");
  assertEquals(percentDouble(3.14159265, "e", spec("", -1, 2)), "3.14e+00");
  assertEquals(percentDouble(1e20, "g", spec("#")), "1.00000e+20");
  assertEquals(percentDouble(2, "f", spec("#", -1, 0)), "2.");
});

Deno.test("what is no number has the width of one, and NaN no minus sign", () => {
  assertEquals(percentDouble(-Infinity, "f", spec("0", 8)), "-0000inf");
  assertEquals(percentDouble(NaN, "G", spec("+", 6)), "  +NAN");
  assertEquals(percentDouble(-NaN, "f", spec("")), "nan");
});

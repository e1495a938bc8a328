import { assertEquals } from "@std/assert";
import { Generator } from "../testdata/generator.ts";
import { doubleOfExtended, extendedOfDouble } from "./extended.ts";

const view = new DataView(new ArrayBuffer(32));

function bytesOf(value: number): string {
  extendedOfDouble(view, 0, value);
  return new Uint8Array(view.buffer, 0, 10).toReversed().toHex();
}

function readAs(top: number, significand: bigint): number {
  view.setBigUint64(0, significand, true);
  view.setUint16(8, top, true);
  return doubleOfExtended(view, 0);
}

Deno.test("a double has the bytes that x86-64 gives it as long double", () => {
  assertEquals(bytesOf(1), "3fff8000000000000000");
  assertEquals(bytesOf(-2.5), "c000a000000000000000");
  assertEquals(bytesOf(0), "00000000000000000000");
  assertEquals(bytesOf(-0), "80000000000000000000");
  assertEquals(bytesOf(Infinity), "7fff8000000000000000");
  // A subnormal double is a normal number with the first bit written out.
  assertEquals(bytesOf(5e-324), "3bcd8000000000000000");
});

Deno.test("every double comes back as it was", () => {
  const generator = new Generator(11), scratch = new DataView(new ArrayBuffer(8));
  const special = [NaN, Infinity, -Infinity, 0, -0, 5e-324, 2.2250738585072014e-308, Number.MAX_VALUE];
  for (let i = 0; i < 500; i++) {
    for (let at = 0; at < 8; at++) scratch.setUint8(at, generator.below(256));
    const value = special[i] ?? scratch.getFloat64(0);
    extendedOfDouble(view, 16, value);
    assertEquals(doubleOfExtended(view, 16), value);
  }
});

Deno.test("what has more digits than a double goes to the nearest, ties to even", () => {
  assertEquals(readAs(0x3fff, 0x8000_0000_0000_0400n), 1);
  assertEquals(readAs(0x3fff, 0x8000_0000_0000_0401n), 1 + 2 ** -52);
  assertEquals(readAs(0x3fff, 0x8000_0000_0000_0c00n), 1 + 2 ** -51);
});

Deno.test("what is out of a double's range becomes an infinity or nothing", () => {
  assertEquals(readAs(0x7ffe, 0xffff_ffff_ffff_ffffn), Infinity);
  assertEquals(readAs(0xfffe, 0x8000_0000_0000_0000n), -Infinity);
  assertEquals(readAs(0x0001, 0x8000_0000_0000_0000n), 0);
  assertEquals(readAs(0x7fff, 0xc000_0000_0000_0000n), NaN);
});

import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { assertDoubles } from "./_test_doubles.ts";
import { raised, testMachine } from "./_test_program.ts";
import {
  doubleOfHalf,
  halfOfDouble,
  itemSize,
  nativeFormat,
  packItem,
  readItem,
} from "./memoryview_items.ts";

const vm = testMachine(), room = vm.heap.allocRaw(16) >>> 0;

/** An int packed and read again; the error where it doesn't fit. */
function throughMemory(format: string, value: bigint): bigint | string {
  const int = vm.newBigInt(value), bytes = packItem(vm, format, int);
  vm.decref(int);
  if (bytes === null) return raised(vm);
  vm.u8.set(bytes, room);
  const item = readItem(vm, format, room), result = vm.bigInt(item);
  vm.decref(item);
  return result;
}

Deno.test("each of the 65536 half-precision floats comes back", () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = doubleOfHalf(bits);
    if (Number.isNaN(value)) assertEquals((bits & 0x7c00) === 0x7c00 && (bits & 1023) !== 0, true);
    else assertEquals(halfOfDouble(value), bits);
  }
});

Deno.test("a double becomes the nearest half, ties to even, and one that is too large none", () => {
  const halves = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -25, 3 * 2 ** -26, 65519, 65520, -1e10, 1e-300];
  assertEquals(halves.map(halfOfDouble), [0x3c00, 0x3c02, 0, 1, 0x7bff, -1, -1, 0]);
  assertDoubles([doubleOfHalf(0x8000), doubleOfHalf(halfOfDouble(-1e-300))], [-0, -0]);
});

Deno.test("ints at the ends of a format's range come back, those beyond are refused", () => {
  for (const [formats, bits] of [["bB", 8], ["hH", 16], ["iI", 32], ["lLqQnN", 64]] as const) {
    for (const format of formats) {
      const signed = format === format.toLowerCase();
      const least = signed ? -(1n << BigInt(bits - 1)) : 0n,
        most = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
      for (const value of [least, most, 0n, 1n]) assertEquals(throughMemory(format, value), value, format);
      for (const value of [least - 1n, most + 1n]) {
        assertEquals(
          throughMemory(format, value),
          `ValueError: memoryview: invalid value for format '${format}'`,
        );
      }
    }
  }
});

Deno.test("doubles come back from eight bytes, rounded from four", () => {
  const random = new Random(4);
  for (let i = 0; i < 100; i++) {
    const value = (random.fraction() - 0.5) * 2 ** random.below(60);
    for (const [format, expected] of [["d", value], ["f", Math.fround(value)]] as const) {
      const float = vm.newFloat(value);
      vm.u8.set(packItem(vm, format, float)!, room);
      const item = readItem(vm, format, room);
      assertDoubles([vm.float(item)], [expected]);
      vm.decref(float);
      vm.decref(item);
    }
  }
});

Deno.test("only single native characters are formats, with or without the sign for native", () => {
  assertEquals(["B", "@d", "@@d", "<i", "ii", "", "@", "s", "2B"].map(nativeFormat), [
    "B",
    "d",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
  ]);
  assertEquals(["c", "e", "I", "P"].map(itemSize), [1, 2, 4, 8]);
});

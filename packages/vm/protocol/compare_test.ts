import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { TRUE, type Value } from "@orochi/object";
import { raised, testMachine } from "../builtins/_test_program.ts";
import { hashDouble, hashInteger } from "../hashing.ts";
import { compare, equals, foldHash, hash } from "./compare.ts";

const vm = testMachine();

/** Numbers of Python's with their exact value: an int over a power of two; null for what is unordered. */
function samples(): { value: Value; numerator: bigint; shift: number; special: number | null }[] {
  const found: { value: Value; numerator: bigint; shift: number; special: number | null }[] = [];
  for (
    const int of [
      0n,
      1n,
      -1n,
      2n ** 30n,
      -(2n ** 30n) - 1n,
      2n ** 53n,
      2n ** 53n + 1n,
      2n ** 61n - 1n,
      2n ** 61n,
      10n ** 400n,
      -(10n ** 400n),
    ]
  ) {
    found.push({ value: vm.newBigInt(int), numerator: int << 1074n, shift: 1074, special: null });
  }
  for (
    const float of [
      0,
      -0,
      0.5,
      -0.5,
      1,
      2 ** 53,
      2 ** 53 + 2,
      2 ** 61,
      -(2 ** 30) - 1,
      5e-324,
      1.7976931348623157e308,
    ]
  ) {
    let scaled = float, shift = 0;
    while (!Number.isInteger(scaled)) {
      scaled *= 2;
      shift++;
    }
    found.push({
      value: vm.newFloat(float),
      numerator: BigInt(scaled) << BigInt(1074 - shift),
      shift: 1074,
      special: null,
    });
  }
  for (const special of [Infinity, -Infinity, NaN]) {
    found.push({ value: vm.newFloat(special), numerator: 0n, shift: 1074, special });
  }
  found.push({ value: TRUE, numerator: 1n << 1074n, shift: 1074, special: null });
  return found;
}

const NUMBERS = samples();

Deno.test("ints, bools and floats are compared by their exact value, whichever is first", () => {
  for (const a of NUMBERS) {
    for (const b of NUMBERS) {
      const x = a.special ?? (b.special !== null ? 0 : a.numerator),
        y = b.special ?? (a.special !== null ? 0 : b.numerator);
      const expected = [x < y, x <= y, x === y, x !== y, x > y, x >= y];
      const found = [0, 1, 2, 3, 4, 5].map((operation) => compare(vm, operation, a.value, b.value) === TRUE);
      assertEquals(found, expected, `${vm.jsRepr(a.value)} and ${vm.jsRepr(b.value)}`);
    }
  }
});

Deno.test("what is equal has one hash, and NaN is only itself", () => {
  for (const a of NUMBERS) {
    for (const b of NUMBERS) {
      if (equals(vm, a.value, b.value) === 1) {
        assertEquals(hash(vm, a.value), hash(vm, b.value), vm.jsRepr(a.value));
      }
    }
  }
  const nan = vm.newFloat(NaN), other = vm.newFloat(NaN);
  assertEquals([equals(vm, nan, nan), equals(vm, nan, other)], [1, 0]);
});

Deno.test("the inner hash is that of Python folded, without going through it", () => {
  const random = new Random(61);
  for (let run = 0; run < 500; run++) {
    const bits = 1 + random.below(120);
    const int = BigInt.asIntN(
      bits,
      BigInt(random.bits()) * BigInt(random.bits()) * BigInt(random.bits()) * BigInt(random.bits()),
    );
    const value = vm.newBigInt(int), float = vm.newFloat(Number(int));
    assertEquals(hash(vm, value), foldHash(hashInteger(int)), String(int));
    assertEquals(hash(vm, float), foldHash(hashDouble(Number(int))), String(Number(int)));
    vm.decref(value);
    vm.decref(float);
  }
  assertEquals([foldHash(-1n), foldHash(2n ** 31n - 1n), foldHash(-(2n ** 31n))], [
    -2,
    2 ** 31 - 1,
    -(2 ** 31),
  ]);
});

Deno.test("strs are ordered by code points", () => {
  const [high, astral] = ["\uffff", "\u{10000}"].map((text) => vm.newStr(text));
  assertEquals([0, 2, 4].map((operation) => compare(vm, operation, high, astral) === TRUE), [
    true,
    false,
    false,
  ]);
});

Deno.test("what has no order is only equal to itself", () => {
  const list = vm.newList([]), int = vm.newInt(1);
  assertEquals([2, 3].map((operation) => compare(vm, operation, list, int) === TRUE), [false, true]);
  assertEquals(compare(vm, 0, list, int), 0);
  assertEquals(raised(vm), "TypeError: '<' not supported between instances of 'list' and 'int'");
  assertEquals(hash(vm, list), 0);
  assertEquals(raised(vm), "TypeError: unhashable type: 'list'");
});

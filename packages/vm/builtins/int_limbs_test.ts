import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { testMachine } from "./_test_program.ts";
import * as limbs from "./int_limbs.ts";

const vm = testMachine();

/** Ints around every boundary of the representation, and random ones of up to `most` limbs. */
function samples(random: Random, count: number, most = 6): bigint[] {
  const edges = [
    0n,
    1n,
    2n ** 30n - 1n,
    2n ** 30n,
    2n ** 31n,
    2n ** 32n - 1n,
    2n ** 32n,
    2n ** 53n,
    2n ** 64n - 1n,
    2n ** 64n,
  ];
  const found = [...edges, ...edges.map((edge) => -edge), -(2n ** 30n) - 1n];
  while (found.length < count) {
    let value = 0n;
    for (let i = random.below(most) + 1; i > 0; i--) {
      const limb = [0, 1, 0xffff_ffff, random.bits(), random.bits()][random.below(5)];
      value = value << 32n | BigInt(limb);
    }
    found.push(random.below(2) === 0 ? value : -value);
  }
  return found;
}

/** Calls back with pairs of ints, as BigInts and as ints of the heap. */
function eachPair(
  seed: number,
  count: number,
  visit: (a: bigint, b: bigint, x: Value, y: Value) => void,
  most?: number,
): void {
  const random = new Random(seed), numbers = samples(random, 60, most);
  for (let i = 0; i < count; i++) {
    const a = numbers[random.below(numbers.length)], b = numbers[random.below(numbers.length)];
    const x = vm.newBigInt(a), y = vm.newBigInt(b);
    visit(a, b, x, y);
    vm.decref(x);
    vm.decref(y);
  }
}

/** The value of a new int, which must be in the one form that its value has. */
function take(value: Value): bigint {
  const result = vm.bigInt(value);
  const small = result >= -(2n ** 30n) && result < 2n ** 30n;
  assertEquals((value & 1) === 1, small, `${result} is tagged exactly if it is small`);
  const again = vm.newBigInt(result);
  assertEquals(limbs.compareInts(vm, value, again), 0);
  vm.decref(again);
  vm.decref(value);
  return result;
}

const floor = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);

Deno.test("sums, differences, products and order are those of BigInts, in the one form of each value", () => {
  eachPair(1, 1500, (a, b, x, y) => {
    assertEquals(take(limbs.add(vm, x, y)), a + b, `${a} + ${b}`);
    assertEquals(take(limbs.subtract(vm, x, y)), a - b, `${a} - ${b}`);
    assertEquals(take(limbs.multiply(vm, x, y)), a * b, `${a} * ${b}`);
    assertEquals(limbs.compareInts(vm, x, y), a < b ? -1 : a > b ? 1 : 0, `${a} ? ${b}`);
  });
});

Deno.test("bits are combined as in two's complement without signs", () => {
  eachPair(2, 800, (a, b) => {
    const [p, q] = [a < 0n ? -a : a, b < 0n ? -b : b], x = vm.newBigInt(p), y = vm.newBigInt(q);
    assertEquals(take(limbs.combineLimbs(vm, x, y, "&")), p & q);
    assertEquals(take(limbs.combineLimbs(vm, x, y, "|")), p | q);
    assertEquals(take(limbs.combineLimbs(vm, x, y, "^")), p ^ q);
    vm.decref(x);
    vm.decref(y);
  });
});

Deno.test("shifts go over any number of limbs, back to a small int too", () => {
  const random = new Random(3);
  for (const a of samples(random, 200)) {
    const x = vm.newBigInt(a), magnitude = vm.newBigInt(a < 0n ? -a : a), count = random.below(100);
    assertEquals(take(limbs.shiftLimbsLeft(vm, x, count)), a * 2n ** BigInt(count), `${a} << ${count}`);
    assertEquals(take(limbs.shiftLimbsRight(vm, magnitude, count)), (a < 0n ? -a : a) >> BigInt(count));
    vm.decref(x);
    vm.decref(magnitude);
  }
});

Deno.test("division by a limb floors, and its remainder has the divisor's sign", () => {
  eachPair(4, 800, (a, b, x, y) => {
    assertEquals(limbs.isOneLimb(vm, y), b !== 0n && b > -(2n ** 32n) && b < 2n ** 32n, `${b} is one limb`);
    if (!limbs.isOneLimb(vm, y)) return;
    assertEquals(take(limbs.divideByLimb(vm, x, y, false)), floor(a, b), `${a} // ${b}`);
    assertEquals(take(limbs.divideByLimb(vm, x, y, true)), a - floor(a, b) * b, `${a} % ${b}`);
  });
});

Deno.test("a division that is called short is right, and leaves the others alone", () => {
  let done = 0;
  eachPair(5, 1200, (a, b, x, y) => {
    if ((x & 1) === 1 || (y & 1) === 1 || a < 0n !== b < 0n || limbs.isOneLimb(vm, y)) return;
    const quotient = limbs.divideShort(vm, x, y, false);
    assert(!vm.failed());
    if (quotient === 0) return;
    done++;
    assertEquals(take(quotient), a / b, `${a} // ${b}`);
    assertEquals(take(limbs.divideShort(vm, x, y, true)), a - floor(a, b) * b, `${a} % ${b}`);
  });
  assert(done > 50, `${done} of them were short`);
});

Deno.test("numbers of bits and of ones are those of the magnitude", () => {
  for (const a of samples(new Random(6), 150)) {
    const x = vm.newBigInt(a), bits = (a < 0n ? -a : a).toString(2);
    assertEquals(limbs.bitLengthOf(vm, x), a === 0n ? 0 : bits.length);
    assertEquals(limbs.bitCountOf(vm, x), bits.replaceAll("0", "").length);
    assertEquals(limbs.isNegativeInt(vm, x), a < 0n);
    vm.decref(x);
  }
});

Deno.test("an int is a safe number up to 2 to the 53rd, and a safe number an int", () => {
  for (const a of samples(new Random(7), 150)) {
    const x = vm.newBigInt(a), number = limbs.safeNumber(vm, x);
    const safe = a > -(2n ** 53n) && a < 2n ** 53n;
    assertEquals(number, safe ? Number(a) : NaN, String(a));
    if (safe) assertEquals(take(limbs.intOfNumber(vm, Number(a))), a);
    vm.decref(x);
  }
});

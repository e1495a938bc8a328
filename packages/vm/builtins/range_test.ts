import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";
import { newRange } from "./range.ts";

const vm = testMachine();
const int = (value: bigint | number): Value => vm.newBigInt(BigInt(value));
const rangeOf = (start: bigint, stop: bigint, step: bigint): Value =>
  newRange(vm, int(start), int(stop), int(step));

function items(iterable: Value): bigint[] {
  const found: bigint[] = [];
  vm.iterate(iterable, (item) => found.push(vm.bigInt(item)) > 0);
  return found;
}

/** An int that a method gives; the error where it has none. */
function asked(range: Value, method: string, argument: Value): bigint | string {
  const result = vm.callMethod(range, vm.intern(method), argument);
  return result === 0 ? raised(vm) : vm.bigInt(result);
}

/** The same by the book. */
function byTheBook(start: bigint, stop: bigint, step: bigint): bigint[] {
  const found: bigint[] = [];
  for (let i = start; step > 0n ? i < stop : i > stop; i += step) found.push(i);
  return found;
}

Deno.test("ranges of small and large ints have the items of a loop, forwards and backwards", () => {
  const random = new Random(22);
  for (let run = 0; run < 120; run++) {
    const base = [0n, 2n ** 30n - 3n, -(2n ** 30n), 2n ** 53n, 10n ** 20n][random.below(5)];
    const start = base + BigInt(random.below(20) - 10), stop = base + BigInt(random.below(60) - 30);
    const step = [1n, -1n, 2n, -3n, 7n, 100n][random.below(6)], range = rangeOf(start, stop, step);
    const expected = byTheBook(start, stop, step), what = `range(${start}, ${stop}, ${step})`;
    assertEquals(items(range), expected, what);
    const reversed = vm.callMethod(range, vm.intern("__reversed__"));
    assertEquals(items(reversed), expected.toReversed(), what);
    for (let probe = -12n; probe < 12n; probe++) {
      const value = int(base + probe), at = expected.indexOf(base + probe);
      assertEquals(vm.contains(range, value), at >= 0 ? 1 : 0, `${base + probe} in ${what}`);
      assertEquals(
        asked(range, "index", value),
        at >= 0 ? BigInt(at) : "ValueError: range.index(x): x not in range",
        what,
      );
      vm.decref(value);
    }
    for (const value of [range, reversed]) vm.decref(value);
  }
});

Deno.test("a step of zero is refused", () => {
  assertEquals([rangeOf(0n, 1n, 0n), raised(vm)], [0, "ValueError: range() arg 3 must not be zero"]);
  assertEquals([rangeOf(0n, 10n ** 30n, 0n), raised(vm)], [0, "ValueError: range() arg 3 must not be zero"]);
});

Deno.test("ranges are equal if their items are", () => {
  const random = new Random(23), some = () => BigInt(random.below(9) - 4);
  for (let run = 0; run < 400; run++) {
    const a = [some(), some(), some() || 1n] as const, b = [some(), some(), some() || 2n] as const;
    const [x, y] = [rangeOf(...a), rangeOf(...b)];
    const same = byTheBook(...a).join() === byTheBook(...b).join();
    assertEquals(vm.equals(x, y), same ? 1 : 0, `${a} and ${b}`);
    if (same) assertEquals(vm.hash(x), vm.hash(y), `${a} and ${b}`);
    vm.decref(x);
    vm.decref(y);
  }
});

Deno.test("a length that no index has is told, but the range is as good as others", () => {
  const range = rangeOf(0n, 10n ** 30n, 1n);
  assertEquals([vm.callMethod(range, vm.intern("__len__")), raised(vm)], [
    0,
    "OverflowError: Python int too large to convert to C ssize_t",
  ]);
  assertEquals(asked(range, "__getitem__", int(-1)), 10n ** 30n - 1n);
  assertEquals(asked(range, "__getitem__", int(10n ** 30n)), "IndexError: range object index out of range");
});

import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { NONE, type Value } from "@orochi/object";
import { raised, testMachine } from "./builtins/_test_program.ts";
import { bigIntOf, internValue, newSlice, newTuple, numberOf, sliceIndices } from "./values.ts";

const vm = testMachine();

/** The indices that a slice selects of a length, one after another. */
function selected(
  start: number | null,
  stop: number | null,
  step: number | null,
  length: number,
): number[] | string {
  const [a, b, c] = [start, stop, step].map((part): Value => part === null ? NONE : vm.newInt(part));
  const slice = newSlice(vm, a, b, c), found = sliceIndices(vm, slice, length);
  vm.decref(slice);
  return found === null
    ? raised(vm)
    : Array.from({ length: found.count }, (_, i) => found.start + i * found.step);
}

/** The same by the book: each index between the bounds, a negative bound counted from the end. */
function byTheBook(start: number | null, stop: number | null, step: number, length: number): number[] {
  const from = (bound: number) => bound < 0 ? bound + length : bound;
  const found: number[] = [];
  if (step > 0) {
    const end = Math.min(stop === null ? length : from(stop), length);
    for (let i = Math.max(start === null ? 0 : from(start), 0); i < end; i += step) found.push(i);
  } else {
    const end = Math.max(stop === null ? -1 : from(stop), -1);
    for (let i = Math.min(start === null ? length - 1 : from(start), length - 1); i > end; i += step) {
      found.push(i);
    }
  }
  return found;
}

Deno.test("a slice selects the indices between its bounds, whatever they are", () => {
  const random = new Random(17), bound = () => random.below(5) === 0 ? null : random.below(25) - 12;
  for (let run = 0; run < 3000; run++) {
    const start = bound(),
      stop = bound(),
      step = [-100, -3, -2, -1, 1, 2, 3, 100][random.below(8)],
      length = random.below(10);
    assertEquals(
      selected(start, stop, step, length),
      byTheBook(start, stop, step, length),
      `${start}:${stop}:${step} of ${length}`,
    );
  }
});

Deno.test("bounds of any size are those of the sequence, and a step of 0 is none", () => {
  assertEquals(selected(-(2 ** 52), 2 ** 52, 2 ** 52, 3), [0]);
  assertEquals(selected(null, null, -(2 ** 52), 3), [2]);
  assertEquals(selected(0, 1, 0, 3), "ValueError: slice step cannot be zero");
  const huge = vm.newBigInt(10n ** 30n), slice = newSlice(vm, NONE, huge, NONE);
  assertEquals(sliceIndices(vm, slice, 4)?.count, 4);
  const wrong = newSlice(vm, vm.newStr("a"), NONE, NONE);
  assertEquals(sliceIndices(vm, wrong, 4), null);
  assertEquals(raised(vm), "TypeError: slice indices must be integers or None or have an __index__ method");
});

Deno.test("ints come back from values, as doubles rounded to the nearest", () => {
  for (
    const value of [
      0n,
      -1n,
      2n ** 30n,
      -(2n ** 30n),
      -(2n ** 30n) - 1n,
      2n ** 53n + 1n,
      -(10n ** 40n),
      2n ** 1100n,
    ]
  ) {
    const int = vm.newBigInt(value);
    assertEquals([bigIntOf(vm, int), numberOf(vm, int)], [value, Number(value)]);
    vm.decref(int);
  }
});

Deno.test("a str becomes the interned one of its text, and another str of that text is not it", () => {
  const first = vm.intern("some name"), other = vm.newStr("some name");
  assert(other !== first);
  assertEquals([internValue(vm, other), vm.intern("some name")], [first, first]);
});

Deno.test("a tuple that finds no memory drops the items that it was given", () => {
  const item = vm.newStr("kept alive by nobody else");
  vm.incref(item);
  const before = vm.rc.count(item);
  vm.heap.failAfter(0);
  assertEquals(newTuple(vm, [item]), 0);
  vm.heap.failAfter(-1);
  assertEquals([raised(vm), vm.rc.count(item)], ["MemoryError: ", before - 1]);
  vm.decref(item);
});

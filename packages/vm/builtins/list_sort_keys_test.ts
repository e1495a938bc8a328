import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";
import { chooseComparison } from "./list_sort_keys.ts";

const vm = testMachine(), random = new Random(10);

/** Whether a comparison of keys says the same as \`<\` of each two of them. */
function assertAsLess(keys: Value[], what: string): void {
  const comparison = chooseComparison(vm, keys);
  keys.forEach((a, i) =>
    keys.forEach((b, k) => {
      const expected = vm.truthy(vm.compare(0, a, b)) === 1;
      assertEquals(comparison.less(i, k), expected, `${what}: ${vm.jsRepr(a)} < ${vm.jsRepr(b)}`);
    })
  );
  assertEquals(comparison.failed, false);
}

const int = () => vm.newInt(random.below(7) - 3);
const float = () => vm.newFloat([0.5, -0, 0, 2, -Infinity, 1e300][random.below(6)]);
const bool = () => vm.bool(random.below(2) === 0);
const narrow = () => vm.newStr(["", "a", "abcdef", "abcdefg", "abcdeg", "é", "a\0", "\0"][random.below(8)]);
const wide = () => vm.newStr(["ab", "š", "😀", "\uffff", "abcdefš"][random.below(5)]);
const big = () => vm.newBigInt([2n ** 60n, -(2n ** 60n), 2n ** 53n + 1n][random.below(3)]);
const of = (...makers: (() => Value)[]) =>
  Array.from({ length: 12 }, () => makers[random.below(makers.length)]());

Deno.test("numbers of all kinds are compared by value, large ints among them", () => {
  assertAsLess(of(int), "ints");
  assertAsLess(of(int, float, bool), "numbers");
  assertAsLess(of(int, float, big), "large");
});

Deno.test("strs are compared by code points, those that begin alike and end in zeros too", () => {
  assertAsLess(of(narrow), "narrow");
  assertAsLess(of(narrow, wide), "wide");
  const alike = () =>
    vm.newStr("item" + ["", "1", "12", "123456", "12345", "1234567", "ÿ", "\0"][random.below(8)]);
  assertAsLess(of(alike), "begin alike");
});

Deno.test("short strs that begin alike are numbers, longer ones not", () => {
  const columns = (...texts: string[]) =>
    chooseComparison(vm, texts.map((text) => vm.newStr(text))).columns?.length;
  assertEquals(columns("number 1", "number 123456", "number "), 1);
  assertEquals(columns("number 1", "number 12345678"), undefined);
  assertEquals(columns("š", "a"), undefined);
});

Deno.test("tuples are compared by the first items that differ, the shorter one first where none does", () => {
  const pair = () => vm.newTuple([int(), narrow()]);
  assertAsLess(of(pair), "pairs");
  assertAsLess(of(() => vm.newTuple([vm.newInt(1), bool(), wide()])), "triples that begin alike");
  assertAsLess(of(pair, () => vm.newTuple([int()]), () => vm.newTuple([])), "of several lengths");
  assertAsLess(of(() => vm.newTuple([pair(), float()])), "nested");
});

Deno.test("NaN comes before nothing and nothing before it", () => {
  assertAsLess(of(float, () => vm.newFloat(NaN)), "NaN");
  assertAsLess(of(() => vm.newTuple([vm.newFloat(NaN), int()])), "NaN in tuples");
});

Deno.test("keys that can't be compared fail once, and then say no", () => {
  const comparison = chooseComparison(vm, [vm.newInt(1), vm.newStr("a"), vm.newInt(0)]);
  assertEquals([comparison.less(2, 0), comparison.failed], [true, false]);
  assertEquals([comparison.less(0, 1), comparison.failed], [false, true]);
  assertEquals(comparison.less(2, 0), false);
  assertEquals(raised(vm), "TypeError: '<' not supported between instances of 'int' and 'str'");
  assertEquals(chooseComparison(vm, []).failed, false);
});

import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { T_FROZENSET, T_SET, type Value } from "@orochi/object";
import { newSet } from "../values.ts";
import { raised, testMachine } from "./_test_program.ts";

const vm = testMachine();

/** A set of small ints, as strs if wanted, so that no two of equal value are one object. */
function setOf(numbers: Iterable<number>, type = T_SET): Value {
  const set = newSet(vm, type);
  for (const number of numbers) {
    const item = number % 2 === 0 ? vm.newInt(number) : vm.newStr(`item ${number}`);
    vm.setAdd(set, item);
    vm.decref(item);
  }
  return set;
}

function numbers(set: Value): number[] {
  const found: number[] = [];
  vm.iterate(set, (item) => found.push(vm.isStr(item) ? Number(vm.js(item).slice(5)) : vm.number(item)) > 0);
  return found.toSorted((a, b) => a - b);
}

const sorted = (set: Iterable<number>) => [...set].toSorted((a, b) => a - b);
const METHODS = ["union", "intersection", "difference", "symmetric_difference"] as const;
const UPDATES = ["update", "intersection_update", "difference_update", "symmetric_difference_update"];
const OPERATORS = ["__or__", "__and__", "__sub__", "__xor__"];

/** What an operation gives by JavaScript's sets. */
function expected(which: number, a: Set<number>, b: Set<number>): number[] {
  return sorted([a.union(b), a.intersection(b), a.difference(b), a.symmetricDifference(b)][which]);
}

Deno.test("operations on sets of any sizes and kinds are those of sets, and leave their operands alone", () => {
  const random = new Random(50);
  for (let run = 0; run < 50; run++) {
    const some = () => new Set(Array.from({ length: random.below(30) }, () => random.below(40)));
    const a = some(), b = some(), types = [T_SET, T_FROZENSET];
    const left = setOf(a, types[random.below(2)]), right = setOf(b, types[random.below(2)]);
    for (let which = 0; which < 4; which++) {
      for (const name of [METHODS[which], OPERATORS[which]]) {
        const result = vm.callMethod(left, vm.intern(name), right);
        assertEquals(numbers(result), expected(which, a, b), name);
        assertEquals(vm.typeName(result), vm.typeName(left), name);
        vm.decref(result);
      }
      const changed = setOf(a);
      vm.decref(vm.callMethod(changed, vm.intern(UPDATES[which]), right));
      assertEquals(numbers(changed), expected(which, a, b), UPDATES[which]);
      vm.decref(changed);
    }
    assertEquals([numbers(left), numbers(right)], [sorted(a), sorted(b)]);
    const tests = ["issubset", "issuperset", "isdisjoint"].map((name) =>
      vm.truthy(vm.callMethod(left, vm.intern(name), right)) === 1
    );
    assertEquals(tests, [a.isSubsetOf(b), a.isSupersetOf(b), a.isDisjointFrom(b)]);
    assertEquals(vm.equals(left, right), a.symmetricDifference(b).size === 0 ? 1 : 0);
    vm.decref(left);
    vm.decref(right);
  }
});

Deno.test("a set combined with itself is as one combined with its copy", () => {
  for (const [which, update] of UPDATES.entries()) {
    const set = setOf([1, 2, 3]);
    vm.decref(vm.callMethod(set, vm.intern(update), set));
    assertEquals(numbers(set), which < 2 ? [1, 2, 3] : [], update);
  }
});

Deno.test("frozensets of the same items are equal to sets, and hash alike in whatever order they were made", () => {
  const a = setOf([1, 2, 3, 4], T_FROZENSET), b = setOf([4, 3, 2, 1], T_FROZENSET), c = setOf([2, 1, 4, 3]);
  assertEquals([vm.equals(a, b), vm.equals(a, c), vm.hash(a) === vm.hash(b)], [1, 1, true]);
  assertEquals([vm.hash(c), raised(vm)], [0, "TypeError: unhashable type: 'set'"]);
});

Deno.test("what is taken from an empty set, or is not in one, is an error; discarding is none", () => {
  const set = setOf([]), five = vm.newInt(5);
  assertEquals([vm.callMethod(set, vm.intern("pop")), raised(vm)], [0, "KeyError: 'pop from an empty set'"]);
  assertEquals([vm.callMethod(set, vm.intern("remove"), five), raised(vm)], [0, "KeyError: 5"]);
  assertEquals(vm.jsRepr(vm.callMethod(set, vm.intern("discard"), five)), "None");
});

Deno.test("an operator takes sets only, a method anything that can be iterated", () => {
  const set = setOf([2, 4]), list = vm.newList([vm.newInt(4), vm.newInt(6)]);
  assertEquals(numbers(vm.callMethod(set, vm.intern("union"), list)), [2, 4, 6]);
  assertEquals(vm.jsRepr(vm.callMethod(set, vm.intern("__or__"), list)), "NotImplemented");
});

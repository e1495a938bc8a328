import { assertEquals, assertThrows } from "@std/assert";
import { PyException, tuple } from "../pickle/mod.ts";
import { SharedSet } from "./shared_set.ts";

const items = (set: SharedSet): unknown[] => [...set.copy()];

Deno.test("tuples are the same item if their items are", () => {
  const set = new SharedSet([tuple(1, 2), tuple(1, 2), tuple(2, 1)]);
  assertEquals(set.__len__(), 2);
  assertEquals(set.__contains__(tuple(1, 2)), true);
  set.discard(tuple(1, 2));
  assertEquals(set.__contains__(tuple(1, 2)), false);
});

Deno.test("what is not there can be discarded, but neither removed nor popped", () => {
  const set = new SharedSet();
  set.discard(1);
  assertThrows(() => set.remove(1), PyException, "1");
  assertThrows(() => set.pop(), PyException, "pop from an empty set");
});

Deno.test("operations are those of sets, of tuples too", () => {
  const set = new SharedSet([1, 2, tuple(3)]);
  assertEquals([...set.intersection([2, tuple(3), 4])], [2, tuple(3)]);
  assertEquals([...set.difference([2], [tuple(3)])], [1]);
  assertEquals([...set.symmetric_difference([2, tuple(3), 4])], [1, 4]);
  assertEquals([...set.union([4], [1, 5])], [1, 2, tuple(3), 4, 5]);
  assertEquals([set.isdisjoint([4]), set.issubset([1, 2, tuple(3), 9]), set.issuperset([tuple(3)])], [
    true,
    true,
    true,
  ]);
});

Deno.test("a set is not smaller than itself", () => {
  const set = new SharedSet([1, 2]), same = new Set([1, 2]);
  assertEquals([set.__le__(same), set.__lt__(same), set.__ge__(same), set.__gt__(same)], [
    true,
    false,
    true,
    false,
  ]);
  assertEquals([set.__lt__(new Set([1, 2, 3])), set.__gt__(new Set([1]))], [true, true]);
});

Deno.test("operations in place change the set itself", () => {
  const set = new SharedSet([1, 2, 3]);
  set.__iand__(new Set([2, 3, 4]));
  assertEquals(items(set), [2, 3]);
  set.__ixor__(new Set([3, 5]));
  assertEquals(items(set), [2, 5]);
  set.__isub__(new Set([2]));
  set.__ior__(new Set([7]));
  assertEquals(items(set), [5, 7]);
});

Deno.test("an iterator goes through the items of its beginning", () => {
  const set = new SharedSet([1, 2]), iterator = set.__iter__();
  set.clear();
  assertEquals([iterator.__next__(), iterator.__next__()], [1, 2]);
  assertThrows(() => iterator.__next__(), PyException);
});

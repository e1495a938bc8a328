import { assertEquals } from "@std/assert";
import {
  checkSet,
  hasPlainItems,
  type ObjectMemory,
  SET_DONE,
  SET_NO_MEMORY,
  SET_UNDECIDED,
  setFindPlain,
  setInsert,
  setKeyWord,
  setNext,
  setRemove,
  setSelect,
  setSubtract,
  setToggle,
  setUnite,
  T_FLOAT,
  T_SET,
  T_TUPLE,
  tagInt,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "./mod.ts";
import { name, newObject, newObjects, random } from "./test_objects.ts";

function setOf(m: ObjectMemory, numbers: Iterable<number>): number {
  const set = newObject(m, T_SET);
  for (const number of numbers) setInsert(m, set, tagInt(number), number);
  return set;
}

function numbersIn(m: ObjectMemory, set: number): number[] {
  const found: number[] = [];
  for (let at = setNext(m, set, 0); at >= 0; at = setNext(m, set, at + 1)) {
    found.push(m.i32[setKeyWord(m, set, at)] >> 1);
  }
  return found;
}

function tupleOf(m: ObjectMemory, items: readonly number[]): number {
  const tuple = m.heap.allocObject(TUPLE_ITEMS + items.length * 4);
  m.i32[tuple >>> 2] = T_TUPLE;
  m.i32[(tuple + TUPLE_LENGTH) >>> 2] = items.length;
  items.forEach((item, k) => m.i32[(tuple + TUPLE_ITEMS + k * 4) >>> 2] = item);
  return tuple;
}

const OPERATORS = [
  [setUnite, (a: Set<number>, b: Set<number>) => a.union(b)],
  [setSubtract, (a: Set<number>, b: Set<number>) => a.difference(b)],
  [setToggle, (a: Set<number>, b: Set<number>) => a.symmetricDifference(b)],
  [
    (m: ObjectMemory, result: number, a: number, b: number) => setSelect(m, result, a, b, true),
    (a: Set<number>, b: Set<number>) => a.intersection(b),
  ],
] as const;

Deno.test("operators of sets of small ints give what those of Set give, and whole sets", () => {
  const m = newObjects(), below = random(11);
  for (let round = 0; round < 60; round++) {
    const some = () => Array.from({ length: below(40) }, () => below(60));
    const x = new Set(some()), y = new Set(some()), a = setOf(m, x), b = setOf(m, y);
    for (const number of some()) {
      const pair = setFindPlain(m, a, tagInt(number), number);
      if (pair > 0) setRemove(m, a, pair);
      x.delete(number);
    }
    for (const [operator, expected] of OPERATORS) {
      const result = newObject(m, T_SET);
      assertEquals(operator(m, result, a, b), SET_DONE);
      const ascending = (p: number, q: number) => p - q;
      assertEquals(numbersIn(m, result).sort(ascending), Array.from(expected(x, y)).sort(ascending));
      assertEquals(checkSet(m, result), null);
    }
  }
});

Deno.test("a deleted pair is used again, the one deleted last on the way", () => {
  const m = newObjects(), set = setOf(m, [0, 8, 16]);
  for (const gone of [0, 8]) setRemove(m, set, setFindPlain(m, set, tagInt(gone), gone));
  setInsert(m, set, tagInt(24), 24);
  setInsert(m, set, tagInt(1), 1);
  assertEquals(numbersIn(m, set), [24, 16, 1]); // python3: the same with discard and add
  assertEquals(checkSet(m, set), null);
});

Deno.test("keys of one hash that only a comparison can tell apart are left undecided", () => {
  const m = newObjects(), float = newObject(m, T_FLOAT), text = name(m, "text");
  const set = newObject(m, T_SET);
  setInsert(m, set, float, 7);
  assertEquals(setFindPlain(m, set, tagInt(7), 7), SET_UNDECIDED);
  assertEquals(setFindPlain(m, set, text, 7), SET_UNDECIDED);
  assertEquals(setFindPlain(m, set, tagInt(6), 6), 0);
  assertEquals(setUnite(m, newObject(m, T_SET), setOf(m, [7]), set), SET_UNDECIDED);
});

Deno.test("tuples of ints and strs are told apart by their items, others are left undecided", () => {
  const m = newObjects(), text = name(m, "text"), float = newObject(m, T_FLOAT);
  const set = newObject(m, T_SET), stored = tupleOf(m, [tagInt(1), text]);
  setInsert(m, set, stored, 5);
  assertEquals(setFindPlain(m, set, tupleOf(m, [tagInt(1), text]), 5) > 0, true);
  assertEquals(setFindPlain(m, set, tupleOf(m, [tagInt(2), text]), 5), 0);
  assertEquals(setFindPlain(m, set, tupleOf(m, [tagInt(1)]), 5), 0);
  assertEquals(setFindPlain(m, set, tupleOf(m, [tagInt(1), float]), 5), SET_UNDECIDED);
  assertEquals(setFindPlain(m, set, tupleOf(m, [text, text]), 5), SET_UNDECIDED);
  assertEquals([hasPlainItems(m, stored), hasPlainItems(m, tupleOf(m, [stored]))], [true, false]);
});

Deno.test("an operator without memory says so", () => {
  const m = newObjects(), a = setOf(m, [1, 2, 3]), b = setOf(m, [4, 5]), result = newObject(m, T_SET);
  m.heap.failAfter(0);
  assertEquals(setUnite(m, result, a, b), SET_NO_MEMORY);
  m.heap.failAfter(-1);
  assertEquals(numbersIn(m, result), []);
});

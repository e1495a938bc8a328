import { assert, assertEquals } from "@std/assert";
import {
  checkObjects,
  checkSet,
  type ObjectMemory,
  SET_TABLE,
  SET_USED,
  setFind,
  setInsert,
  setKeyWord,
  setNext,
  setRemove,
  T_SET,
  tagInt,
} from "./mod.ts";
import { HEADERS, newObject, newObjects, random } from "./test_objects.ts";

function keys(m: ObjectMemory, set: number): number[] {
  const order: number[] = [];
  for (let i = setNext(m, set, 0); i >= 0; i = setNext(m, set, i + 1)) {
    order.push(m.i32[setKeyWord(m, set, i)] >> 1);
  }
  return order;
}

Deno.test("a set of small ints iterates in CPython's order", () => {
  const m = newObjects();
  const set = newObject(m, T_SET);
  for (const key of [100, 3, 50, 1, 7, 33, 2, 8, 16]) setInsert(m, set, tagInt(key), key);
  assertEquals(keys(m, set), [1, 33, 3, 100, 2, 7, 8, 16, 50]); // python3: list of a set built by add
});

// Recorded from CPython 3.11: 60 times k = n(200), then discard(k) if n(3) == 0 else add(k), where n(b) is
// s = (s * 1103515245 + 12345) & 0x7fffffff; (s >> 8) % b, beginning with s = the seed.
const RECORDED: readonly (readonly number[])[] = [[
  1,
  4,
  5,
  136,
  137,
  14,
  16,
  17,
  21,
  26,
  34,
  37,
  169,
  46,
  180,
  181,
  185,
  58,
  189,
  62,
  67,
  70,
  76,
  79,
  80,
  87,
  89,
  90,
  95,
  105,
  125,
], [
  128,
  0,
  132,
  6,
  10,
  141,
  145,
  20,
  152,
  155,
  29,
  30,
  36,
  38,
  39,
  41,
  173,
  174,
  49,
  56,
  59,
  191,
  65,
  194,
  197,
  74,
  75,
  79,
  92,
  111,
  116,
  117,
  119,
  121,
  124,
  126,
], [
  128,
  2,
  133,
  136,
  11,
  14,
  143,
  17,
  145,
  20,
  21,
  152,
  27,
  159,
  32,
  164,
  36,
  167,
  41,
  49,
  50,
  179,
  54,
  56,
  186,
  59,
  62,
  65,
  196,
  70,
  81,
  96,
  105,
  120,
]];

Deno.test("a set of small ints iterates in CPython's order after removals too", () => {
  for (let seed = 1; seed <= 3; seed++) {
    const m = newObjects();
    const set = newObject(m, T_SET);
    let state = BigInt(seed);
    const next = (below: number) => {
      state = (state * 1103515245n + 12345n) & 0x7fffffffn;
      return Number(state >> 8n) % below;
    };
    for (let i = 0; i < 60; i++) {
      const key = next(200), discard = next(3) === 0;
      const pair = setFind(m, set, tagInt(key), key, () => 0);
      if (discard && pair !== 0) setRemove(m, set, pair);
      if (!discard && pair === 0) setInsert(m, set, tagInt(key), key);
    }
    assertEquals(keys(m, set), RECORDED[seed - 1]);
  }
});

for (const headerBytes of HEADERS) {
  Deno.test(`a set behaves as a Set through random changes, with ${headerBytes} header bytes`, () => {
    const m = newObjects(headerBytes);
    for (let seed = 1; seed < 20; seed++) {
      const next = random(seed), set = newObject(m, T_SET), model = new Set<number>();
      for (let i = 0; i < 500; i++) {
        const key = next(80), hash = (key % 11) * 0x10000;
        const pair = setFind(m, set, tagInt(key), hash, () => 0);
        assertEquals(pair !== 0, model.has(key));
        if (pair === 0) (setInsert(m, set, tagInt(key), hash), model.add(key));
        else if (next(2) === 0) (setRemove(m, set, pair), model.delete(key));
      }
      assertEquals(checkSet(m, set), null);
      assertEquals(keys(m, set).sort(), [...model].sort());
    }
    checkObjects(m);
  });
}

Deno.test("a set whose growth fails goes on with what it has, or refuses the key and is whole", () => {
  for (let n = 0; n < 6; n++) {
    const m = newObjects();
    const set = newObject(m, T_SET), expected: number[] = [];
    m.heap.failAfter(n);
    for (let i = 0; i < 200; i++) {
      if (setInsert(m, set, tagInt(i), i)) expected.push(i);
      assertEquals(checkSet(m, set), null);
    }
    assertEquals(keys(m, set).sort((a, b) => a - b), expected);
    assert(expected.length >= 199);
  }
});

Deno.test("a set that never gets memory to grow fills its table but for one pair, and searching ends", () => {
  const m = newObjects();
  const set = newObject(m, T_SET);
  setInsert(m, set, tagInt(0), 0);
  let added = 1;
  for (let i = 1; i < 20; i++) {
    m.heap.failAfter(0);
    if (setInsert(m, set, tagInt(i), i)) added++;
    m.heap.failAfter(-1);
  }
  assertEquals(added, 7);
  assertEquals(m.i32[(set + SET_USED) >>> 2], 7);
  assertEquals(setFind(m, set, tagInt(99), 99, () => 0), 0);
  assertEquals(checkSet(m, set), null);
});

Deno.test("a search starts again when the comparison changes the set", () => {
  const m = newObjects();
  const set = newObject(m, T_SET);
  setInsert(m, set, tagInt(1), 5);
  const table = m.i32[(set + SET_TABLE) >>> 2];
  let compared = 0;
  const pair = setFind(m, set, tagInt(2), 5, () => {
    if (++compared === 1) { for (let i = 10; i < 30; i++) setInsert(m, set, tagInt(i), i); }
    return compared === 2 ? 1 : 0;
  });
  assert(m.i32[(set + SET_TABLE) >>> 2] !== table);
  assertEquals(m.i32[pair + 1], tagInt(1));
  assertEquals(setFind(m, set, tagInt(2), 5, () => -1), -1);
});

Deno.test("checkSet sees a key that a search would not find", () => {
  const m = newObjects();
  const set = newObject(m, T_SET);
  for (let i = 0; i < 4; i++) setInsert(m, set, tagInt(i), i);
  const pair = setFind(m, set, tagInt(2), 2, () => 0);
  m.i32[pair] = 7;
  assert(checkSet(m, set)?.includes("does not find"));
});

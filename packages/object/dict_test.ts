import { assert, assertEquals } from "@std/assert";
import {
  checkDict,
  checkObjects,
  DICT_STORAGE,
  DICT_USED,
  DICT_VERSION,
  dictCopy,
  dictDetachStorage,
  dictEntries,
  dictEntryCount,
  dictFind,
  dictFindInterned,
  dictInsert,
  dictLastEntry,
  dictNextEntry,
  dictPosition,
  dictRemove,
  ObjectMemory,
  strFromText,
  strHash,
  T_DICT,
  tagInt,
  VERSION_ADDRESS,
  VERSION_BATCH,
  visitDetachedStorage,
} from "./mod.ts";
import { HEADERS, name, newObject, newObjects, random } from "./test_objects.ts";

function items(m: ObjectMemory, dict: number): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 0, e = dictEntries(m, dict); i < dictEntryCount(m, dict); i++, e += 3) {
    if (m.i32[e + 1] !== 0) found.push([m.i32[e + 1] >> 1, m.i32[e + 2] >> 1]);
  }
  return found;
}

/** Hashes with many collisions, in the index and in all 32 bits. */
function poorHash(key: number): number {
  return Math.imul(key % 7, 0x1000001);
}

for (const headerBytes of HEADERS) {
  Deno.test(`a dict behaves as a Map through random changes, with ${headerBytes} header bytes`, () => {
    const m = newObjects(headerBytes);
    for (let seed = 1; seed < 20; seed++) {
      const next = random(seed), dict = newObject(m, T_DICT), model = new Map<number, number>();
      for (let i = 0; i < 400; i++) {
        const key = next(60), entry = dictFind(m, dict, tagInt(key), poorHash(key), () => 0);
        assertEquals(entry !== 0, model.has(key));
        const what = next(20);
        if (what < 7) {
          if (entry !== 0) dictRemove(m, dict, entry);
          model.delete(key);
        } else if (what === 19 && model.size > 0) {
          const last = dictLastEntry(m, dict), expected = [...model].at(-1)!;
          assertEquals([m.i32[last + 1] >> 1, m.i32[last + 2] >> 1], expected);
          dictRemove(m, dict, last);
          model.delete(expected[0]);
        } else if (entry !== 0) {
          m.i32[entry + 2] = tagInt(i);
          model.set(key, i);
        } else {
          assert(dictInsert(m, dict, tagInt(key), poorHash(key), tagInt(i)));
          model.set(key, i);
        }
        assertEquals(checkDict(m, dict), null);
      }
      assertEquals(items(m, dict), [...model]);
      const copy = newObject(m, T_DICT);
      assert(dictCopy(m, copy, dict));
      assertEquals(items(m, copy), [...model]);
    }
    checkObjects(m);
  });
}

Deno.test("a large dict gets room by an eighth each time, with all that it holds, deleted or not", () => {
  const m = newObjects();
  for (const deleted of [-1, 1, 20_000]) {
    const dict = newObject(m, T_DICT);
    const expected: [number, number][] = [];
    let moves = 0, previous = 0;
    for (let i = 0; i < 40_000; i++) {
      assert(dictInsert(m, dict, tagInt(i), i * 31, tagInt(-i)));
      expected.push([i, -i]);
      const storage = m.i32[(dict + DICT_STORAGE) >>> 2];
      if (i > 13_000 && storage !== previous) {
        moves++;
        assertEquals(checkDict(m, dict), null);
        assert(m.i32[(storage >>> 2) + 2] <= i * 9 / 8);
      }
      previous = storage;
      if (i === deleted) {
        dictRemove(m, dict, dictEntries(m, dict) + i * 3);
        expected.pop();
      }
    }
    assert(moves > 5);
    assertEquals(items(m, dict), expected);
    checkObjects(m);
  }
});

Deno.test("a dict whose growth fails at any point is unchanged by the failed insertion", () => {
  for (let n = 0; n < 8; n++) {
    const m = newObjects();
    const dict = newObject(m, T_DICT);
    m.heap.failAfter(n);
    let failures = 0;
    const expected: [number, number][] = [];
    for (let i = 0; i < 300; i++) {
      if (dictInsert(m, dict, tagInt(i), i, tagInt(i))) expected.push([i, i]);
      else failures++;
    }
    assertEquals(failures, n < 4 ? 1 : 0, `allocation ${n}`);
    assertEquals(items(m, dict), expected);
    checkObjects(m);
  }
});

Deno.test("a copy that finds no memory leaves an empty dict", () => {
  const m = newObjects();
  const source = newObject(m, T_DICT), target = newObject(m, T_DICT);
  for (let i = 0; i < 50; i++) dictInsert(m, source, tagInt(i), i, tagInt(i));
  m.heap.failAfter(0);
  assertEquals(dictCopy(m, target, source), false);
  assertEquals(m.i32[(target + DICT_USED) >>> 2], 0);
  checkObjects(m);
});

Deno.test("interned keys are found by identity, other strs with the same characters by comparison", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  for (let i = 0; i < 500; i++) {
    const text = `key${i}`;
    const key = i % 2 === 0 ? name(m, text) : strFromText(m, text);
    dictInsert(m, dict, key, strHash(m, key), tagInt(i));
  }
  for (let i = 0; i < 500; i++) {
    const key = name(m, `key${i}`);
    assertEquals(m.i32[dictFindInterned(m, dict, key, strHash(m, key)) + 2], tagInt(i));
  }
  const missing = name(m, "missing");
  assertEquals(dictFindInterned(m, dict, missing, strHash(m, missing)), 0);
  assertEquals(dictFindInterned(m, newObject(m, T_DICT), missing, strHash(m, missing)), 0);
});

Deno.test("a search starts again when the comparison changes the dict, and stops when it fails", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  dictInsert(m, dict, tagInt(1), 5, tagInt(10));
  dictInsert(m, dict, tagInt(2), 5, tagInt(20));
  let compared = 0;
  const entry = dictFind(m, dict, tagInt(3), 5, (stored) => {
    if (++compared === 1) {
      for (let i = 0; i < 20; i++) dictInsert(m, dict, tagInt(100 + i), i, 0 + tagInt(0));
    }
    return stored === tagInt(2) ? 1 : 0;
  });
  assertEquals(m.i32[entry + 1], tagInt(2));
  assert(compared > 2);
  assertEquals(dictFind(m, dict, tagInt(3), 5, () => -1), -1);
});

Deno.test("the keys version changes with the keys and the storage, not with values", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  const version = () => m.i32[(dict + DICT_VERSION) >>> 2];
  const seen = new Set([version()]);
  for (let i = 0; i < 40; i++) {
    dictInsert(m, dict, tagInt(i), i, tagInt(i));
    assert(!seen.has(version()));
    seen.add(version());
  }
  const before = version();
  m.i32[dictFind(m, dict, tagInt(3), 3, () => 0) + 2] = tagInt(99);
  assertEquals(version(), before);
  dictRemove(m, dict, dictFind(m, dict, tagInt(3), 3, () => 0));
  assert(!seen.has(version()));
});

Deno.test("entries are walked by position, over those that were removed", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  for (let i = 0; i < 10; i++) dictInsert(m, dict, tagInt(i), i, tagInt(i));
  for (const i of [0, 3, 4, 9]) dictRemove(m, dict, dictFind(m, dict, tagInt(i), i, () => 0));
  const keys: number[] = [];
  for (let e = dictNextEntry(m, dict, 0); e !== 0; e = dictNextEntry(m, dict, dictPosition(m, dict, e) + 1)) {
    keys.push(m.i32[e + 1] >> 1);
  }
  assertEquals(keys, [1, 2, 5, 6, 7, 8]);
});

Deno.test("a queue kept in a dict does not grow its storage without end", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  for (let i = 0; i < 10_000; i++) {
    dictInsert(m, dict, tagInt(i), i, tagInt(i));
    if (i >= 10) dictRemove(m, dict, dictFind(m, dict, tagInt(i - 10), i - 10, () => 0));
  }
  assert(m.heap.usableBytes(m.i32[(dict + DICT_STORAGE) >>> 2]) < 2000);
});

Deno.test("detached storage keeps what the dict held", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  for (let i = 0; i < 10; i++) dictInsert(m, dict, tagInt(i), i, tagInt(i * 2));
  const storage = dictDetachStorage(m, dict);
  assertEquals(checkDict(m, dict), null);
  assertEquals(items(m, dict), []);
  let sum = 0;
  visitDetachedStorage(m, storage, (key, value) => sum += (key >> 1) + (value >> 1));
  assertEquals(sum, 135);
  m.heap.freeRaw(storage);
});

Deno.test("checkDict sees a lost entry and a wrong count", () => {
  const m = newObjects();
  const dict = newObject(m, T_DICT);
  for (let i = 0; i < 5; i++) dictInsert(m, dict, tagInt(i), i, tagInt(i));
  m.i32[(dict + DICT_USED) >>> 2]++;
  assert(checkDict(m, dict)?.includes("counts 6"));
  m.i32[(dict + DICT_USED) >>> 2]--;
  m.i32[dictEntries(m, dict) + 1] = 0;
  assert(checkDict(m, dict)?.includes("keeps"));
});

Deno.test("versions of two Workers are never the same ones nor 0, also where the counter comes round", () => {
  const first = newObjects(), second = new ObjectMemory(first.memory, first.heap), seen = new Set<number>();
  first.i32[VERSION_ADDRESS >>> 2] = -4 * VERSION_BATCH;
  for (let count = 0; count < 4 * VERSION_BATCH; count++) {
    for (const version of [first.newVersion(), second.newVersion()]) {
      assert((version | 0) !== 0 && !seen.has(version | 0), `${version}`);
      seen.add(version | 0);
    }
  }
});

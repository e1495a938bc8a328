import { assert, assertEquals } from "@std/assert";
import {
  checkDict,
  DICT_STORAGE,
  dictEntries,
  dictEntryCount,
  dictFind,
  dictFirstEntry,
  dictInsert,
  dictLastEntry,
  dictMoveToEnd,
  dictMoveToStart,
  dictRemove,
  dictRemoveAtEnds,
  type ObjectMemory,
  T_DICT,
  tagInt,
} from "./mod.ts";
import { HEADERS, newObject, newObjects, random } from "./test_objects.ts";

function keys(m: ObjectMemory, dict: number): number[] {
  const found: number[] = [];
  for (let i = 0, e = dictEntries(m, dict); i < dictEntryCount(m, dict); i++, e += 3) {
    if (m.i32[e + 1] !== 0) found.push(m.i32[e + 1] >> 1);
  }
  return found;
}

/** Hashes with many collisions. */
function poorHash(key: number): number {
  return Math.imul(key % 7, 0x1000001);
}

function find(m: ObjectMemory, dict: number, key: number): number {
  return dictFind(m, dict, tagInt(key), poorHash(key), () => 0);
}

function keyAt(m: ObjectMemory, entry: number): number | undefined {
  return entry === 0 ? undefined : m.i32[entry + 1] >> 1;
}

for (const headerBytes of HEADERS) {
  Deno.test(`entries that are moved keep the order of a model, with ${headerBytes} header bytes`, () => {
    const m = newObjects(headerBytes);
    for (let seed = 1; seed < 40; seed++) {
      const next = random(seed), dict = newObject(m, T_DICT);
      const range = seed % 2 === 0 ? 12 : 60;
      let model: number[] = [];
      for (let i = 0; i < 500; i++) {
        const key = next(range), entry = find(m, dict, key), what = next(10);
        const others = model.filter((other) => other !== key);
        if (entry === 0) {
          assert(!model.includes(key));
          assert(dictInsert(m, dict, tagInt(key), poorHash(key), tagInt(i)));
          model.push(key);
        } else if (what < 3) {
          assert(dictMoveToStart(m, dict, entry));
          model = [key, ...others];
        } else if (what < 6) {
          assert(dictMoveToEnd(m, dict, entry));
          model = [...others, key];
        } else {
          (what < 8 ? dictRemove : dictRemoveAtEnds)(m, dict, entry);
          model = others;
        }
        assertEquals(checkDict(m, dict), null);
        assertEquals(keys(m, dict), model);
        assertEquals(keyAt(m, dictFirstEntry(m, dict)), model[0]);
        assertEquals(keyAt(m, dictLastEntry(m, dict)), model.at(-1));
      }
    }
  });
}

Deno.test("a queue, a stack and moves to either end copy the storage only now and then", () => {
  const m = newObjects(0);
  const dict = newObject(m, T_DICT), size = 1000;
  for (let key = 0; key < size; key++) dictInsert(m, dict, tagInt(key), key, 1);
  let copies = 0;
  let storage = m.i32[(dict + DICT_STORAGE) >>> 2];
  const look = () => {
    const now = m.i32[(dict + DICT_STORAGE) >>> 2];
    if (now !== storage) copies++;
    storage = now;
    m.heap.quiescent();
  };
  const entryOf = (key: number) => dictFind(m, dict, tagInt(key), key, () => 0);
  for (let i = 0; i < 20 * size; i++) {
    dictRemoveAtEnds(m, dict, dictFirstEntry(m, dict));
    dictInsert(m, dict, tagInt(i % size), i % size, 1);
    look();
  }
  assert(copies < 20, `${copies} copies for a queue`);
  copies = 0;
  for (let i = 0; i < 20 * size; i++) {
    const last = dictLastEntry(m, dict), key = m.i32[last + 1] >> 1;
    dictRemoveAtEnds(m, dict, last);
    dictInsert(m, dict, tagInt(key), key, 1);
    look();
  }
  assert(copies < 20, `${copies} copies for a stack`);
  copies = 0;
  for (let i = 0; i < 20 * size; i++) {
    const key = (i * 7) % size;
    assert(i % 2 === 0 ? dictMoveToStart(m, dict, entryOf(key)) : dictMoveToEnd(m, dict, entryOf(key)));
    look();
  }
  assert(copies < 60, `${copies} copies for moves`);
  assertEquals(checkDict(m, dict), null);
});

Deno.test("a move for which there is no memory changes nothing", () => {
  const m = newObjects(0);
  const dict = newObject(m, T_DICT);
  for (let key = 0; key < 5; key++) dictInsert(m, dict, tagInt(key), poorHash(key), 1);
  m.heap.failAfter(0);
  assert(!dictMoveToStart(m, dict, find(m, dict, 3)));
  m.heap.failAfter(0);
  assert(!dictMoveToEnd(m, dict, find(m, dict, 3)));
  assertEquals(keys(m, dict), [0, 1, 2, 3, 4]);
  assertEquals(checkDict(m, dict), null);
});

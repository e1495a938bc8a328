import { assert, assertEquals } from "@std/assert";
import { HeapMemory, ThreadHeap } from "@orochi/heap";
import {
  addKey,
  checkDict,
  DICT_USED,
  dictEntries,
  dictEntryCount,
  dictFind,
  dictFindInterned,
  dictInsert,
  dictRemove,
  findSlot,
  internStr,
  LIST_ITEMS,
  LIST_LENGTH,
  listAppend,
  listClose,
  listOpen,
  makeInt,
  ObjectMemory,
  readInt,
  rootShape,
  SET_USED,
  setFind,
  setInsert,
  setKeyWord,
  setNext,
  setRemove,
  shapeKeys,
  strCompare,
  strEquals,
  strFromText,
  strHash,
  subStr,
  T_DICT,
  T_LIST,
  T_SET,
  tagInt,
  textOfStr,
} from "./mod.ts";

function objects(bytes = 32 << 20): ObjectMemory {
  const memory = HeapMemory.create({ reserveBytes: bytes });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  return new ObjectMemory(memory, heap);
}

function container(m: ObjectMemory, type: number): number {
  const address = m.heap.allocObject(32);
  m.i32.fill(0, address >>> 2, (address >>> 2) + 8);
  m.i32[address >>> 2] = type;
  return address;
}

/** mulberry32. */
function random(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

Deno.test("ints of any size go in and come out", () => {
  const m = objects();
  for (
    const n of [
      0n,
      -1n,
      2n ** 30n - 1n,
      2n ** 30n,
      -(2n ** 30n),
      -(2n ** 30n) - 1n,
      2n ** 64n,
      -(2n ** 64n),
      2n ** 200n + 12345n,
    ]
  ) {
    assertEquals(readInt(m, makeInt(m, n)), n);
  }
  assertEquals(makeInt(m, 5n), tagInt(5));
});

Deno.test("strs keep their text, whatever the width of their characters", () => {
  const m = objects();
  for (const text of ["", "abc", "naïve", "日本語のテキスト", "a😀b", "\ud800 alone", "x".repeat(10_000)]) {
    assertEquals(textOfStr(m, strFromText(m, text)), text);
  }
});

Deno.test("equal strs are equal and hash alike, also as parts of wider ones", () => {
  const m = objects();
  const whole = strFromText(m, "abc日本");
  const part = subStr(m, whole, 0, 3);
  const plain = strFromText(m, "abc");
  assert(strEquals(m, part, plain));
  assertEquals(strHash(m, part), strHash(m, plain));
  assert(strCompare(m, plain, whole) < 0);
});

Deno.test("interning gives one str for one text", () => {
  const m = objects();
  let immortal = 0;
  const one = internStr(m, strFromText(m, "name"), () => immortal++);
  for (let i = 0; i < 3000; i++) internStr(m, strFromText(m, `n${i}`), () => immortal++);
  assertEquals(internStr(m, strFromText(m, "name"), () => immortal++), one);
  assertEquals(immortal, 3001);
});

Deno.test("a dict behaves as a Map through random insertions and removals", () => {
  const m = objects();
  for (let seed = 1; seed < 30; seed++) {
    const next = random(seed), dict = container(m, T_DICT), model = new Map<number, number>();
    const find = (key: number) => dictFind(m, dict, tagInt(key), (key % 7) * 0x1000001, () => 0);
    for (let i = 0; i < 400; i++) {
      const key = next(60), entry = find(key);
      assertEquals(entry !== 0, model.has(key));
      if (next(3) === 0) {
        if (entry !== 0) dictRemove(m, dict, entry);
        model.delete(key);
      } else if (entry !== 0) {
        m.i32[entry + 2] = tagInt(i);
        model.set(key, i);
      } else {
        assert(dictInsert(m, dict, tagInt(key), (key % 7) * 0x1000001, tagInt(i)));
        model.set(key, i);
      }
      assertEquals(checkDict(m, dict), null);
    }
    const items: [number, number][] = [];
    for (let i = 0, e = dictEntries(m, dict); i < dictEntryCount(m, dict); i++, e += 3) {
      if (m.i32[e + 1] !== 0) items.push([m.i32[e + 1] >> 1, m.i32[e + 2] >> 1]);
    }
    assertEquals(items, [...model]);
  }
});

Deno.test("a dict with str keys that are not interned is found by interned ones", () => {
  const m = objects();
  const dict = container(m, T_DICT);
  const loose = strFromText(m, "key");
  dictInsert(m, dict, loose, strHash(m, loose), tagInt(1));
  const interned = internStr(m, strFromText(m, "key"), () => {});
  assertEquals(m.i32[dictFindInterned(m, dict, interned, strHash(m, interned)) + 2], tagInt(1));
});

Deno.test("a dict that finds no memory is unchanged", () => {
  const m = objects();
  const dict = container(m, T_DICT);
  for (let i = 0; i < 5; i++) dictInsert(m, dict, tagInt(i), i, tagInt(i));
  m.heap.failAfter(0);
  assertEquals(dictInsert(m, dict, tagInt(5), 5, tagInt(5)), false);
  m.heap.failAfter(-1);
  assertEquals(m.i32[(dict + DICT_USED) >>> 2], 5);
  assertEquals(checkDict(m, dict), null);
});

Deno.test("a set of small ints iterates in CPython's order", () => {
  const m = objects();
  const set = container(m, T_SET);
  for (const key of [100, 3, 50, 1, 7, 33, 2, 8, 16]) setInsert(m, set, tagInt(key), key);
  const order: number[] = [];
  for (let i = setNext(m, set, 0); i >= 0; i = setNext(m, set, i + 1)) {
    order.push(m.i32[setKeyWord(m, set, i)] >> 1);
  }
  assertEquals(order, [1, 33, 3, 100, 2, 7, 8, 16, 50]); // python3: list({...}) built by add
});

Deno.test("a set behaves as a Set through random insertions and removals", () => {
  const m = objects();
  for (let seed = 1; seed < 20; seed++) {
    const next = random(seed), set = container(m, T_SET), model = new Set<number>();
    for (let i = 0; i < 500; i++) {
      const key = next(80), pair = setFind(m, set, tagInt(key), key * 0x10000, () => 0);
      assertEquals(pair !== 0, model.has(key));
      if (pair === 0) (setInsert(m, set, tagInt(key), key * 0x10000), model.add(key));
      else if (next(2) === 0) (setRemove(m, set, pair), model.delete(key));
    }
    assertEquals(m.i32[(set + SET_USED) >>> 2], model.size);
  }
});

Deno.test("a list opens and closes gaps as splice does", () => {
  const m = objects();
  const list = container(m, T_LIST), model: number[] = [], next = random(5);
  for (let i = 0; i < 2000; i++) {
    const at = next(model.length + 1);
    if (next(2) === 0) {
      assert(listOpen(m, list, at, 1));
      m.i32[(m.i32[(list + LIST_ITEMS) >>> 2] >>> 2) + at] = tagInt(i);
      model.splice(at, 0, i);
    } else if (at % 2 === 0) {
      listAppend(m, list, tagInt(i));
      model.push(i);
    } else if (at < model.length) {
      listClose(m, list, at, 1);
      model.splice(at, 1);
    }
  }
  const items: number[] = [];
  for (let i = 0; i < m.i32[(list + LIST_LENGTH) >>> 2]; i++) {
    items.push(m.i32[(m.i32[(list + LIST_ITEMS) >>> 2] >>> 2) + i] >> 1);
  }
  assertEquals(items, model);
});

Deno.test("instances that get the same keys in the same order share a shape", () => {
  const m = objects();
  const name = (text: string) => internStr(m, strFromText(m, text), () => {});
  const root = rootShape(m, 300), x = name("x"), y = name("y");
  const both = addKey(m, addKey(m, root, x), y);
  assertEquals(addKey(m, addKey(m, root, x), y), both);
  assertEquals(findSlot(m, both, y), 1);
  assertEquals(findSlot(m, both, name("z")), -1);
  assertEquals(shapeKeys(m, both), [x, y]);
});

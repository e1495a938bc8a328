import { assertEquals } from "@std/assert";
import { GIL_CONTROL, HeapMemory, ThreadHeap } from "@orochi/heap";
import { Random } from "@orochi/interleave";
import {
  dictInsert,
  dictRemove,
  internStr,
  makeTuple,
  ObjectMemory,
  setFind,
  setInsert,
  setRemove,
  STR_HASH,
  strFromCodePoints,
  strFromText,
  strHash,
  T_DICT,
  T_FROZENSET,
  T_SET,
  tagInt,
  TUPLE_ITEMS,
} from "@orochi/object";
import { makeCore } from "./core_module.ts";

const memory = HeapMemory.create({ reserveBytes: 64 << 20 });
const heap = new ThreadHeap(memory, 1);
heap.enter();
const m = new ObjectMemory(memory, heap);
const core = makeCore(memory.memory);
/** The word that says whether there is only one thread. */
const SINGLE = GIL_CONTROL >>> 2;
m.i32[SINGLE] = 1;

function container(type: number): number {
  const address = heap.allocObject(32);
  m.i32.fill(0, address >>> 2, (address >>> 2) + 8);
  m.i32[address >>> 2] = type;
  return address;
}

/** Texts that are much alike, of one kind of characters. */
function texts(seed: number, letters: string, count: number): string[] {
  const random = new Random(seed), chars = Array.from(letters);
  return Array.from(
    { length: count },
    () => Array.from({ length: random.below(10) }, () => chars[random.below(chars.length)]).join(""),
  );
}

const NARROW = texts(1, "ab\0\xff", 60), WIDE = texts(2, "aš😀", 30);
const hashOf = (int: number) => int === -1 ? -2 : int;

Deno.test("strs are equal if their characters are, of whatever kind", () => {
  const strs = [...NARROW, ...WIDE].map((text) => ({ text, str: strFromText(m, text) }));
  for (const a of strs) {
    for (const b of strs) {
      assertEquals(core.strEquals(a.str, b.str), a.text === b.text ? 1 : 0, `${a.text} ${b.text}`);
    }
  }
});

Deno.test("the order of narrow strs is that of their characters, that of others is not told", () => {
  const strs = NARROW.map((text) => ({ text, str: strFromText(m, text) }));
  for (const a of strs) {
    for (const b of strs) {
      assertEquals(core.strOrder(a.str, b.str), a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
    }
  }
  const wide = strFromText(m, "š");
  assertEquals([core.strOrder(wide, strs[0].str), core.strOrder(strs[0].str, wide)], [2, 2]);
});

Deno.test("a part is found in a narrow str wherever it lies, the empty one and the whole too", () => {
  for (const text of NARROW) {
    for (const part of ["", "a", "ab", "\0", "ba\xff", text, `${text}a`]) {
      const found = core.strContains(strFromText(m, text), strFromText(m, part));
      assertEquals(found, text.includes(part) ? 1 : 0, JSON.stringify([text, part]));
    }
  }
});

Deno.test("what is no narrow str is not searched", () => {
  const text = strFromText(m, "abc"), wide = strFromText(m, "š"), tuple = makeTuple(m, 0);
  const pairs = [[text, wide], [wide, text], [tuple, text], [text, tuple], [tagInt(1), text], [
    text,
    tagInt(1),
  ]];
  assertEquals(pairs.map(([a, b]) => core.strContains(a, b)), Array(6).fill(-1));
});

Deno.test("small ints are found in a set as long as they are in it, in one of any size", () => {
  const random = new Random(3), set = container(T_SET), model = new Set<number>();
  for (let step = 0; step < 1500; step++) {
    const int = random.below(200) - 100;
    if (random.below(3) === 0) {
      if (model.delete(int)) setRemove(m, set, setFind(m, set, tagInt(int), hashOf(int), () => 0));
    } else if (!model.has(int)) {
      setInsert(m, set, tagInt(int), hashOf(int));
      model.add(int);
    }
    const probe = random.below(220) - 110;
    assertEquals(core.setContains(set, tagInt(probe)), model.has(probe) ? 1 : 0, String(probe));
  }
});

Deno.test("a set of other things, another container and another item are left to the long way", () => {
  const set = container(T_SET), str = strFromText(m, "x");
  assertEquals([
    core.setContains(set, set),
    core.setContains(str, tagInt(1)),
    core.setContains(tagInt(3), tagInt(1)),
  ], [-1, -1, -1]);
});

Deno.test("while there are other threads only what never changes is searched", () => {
  const set = container(T_SET), frozen = container(T_FROZENSET);
  for (const object of [set, frozen]) setInsert(m, object, tagInt(5), 5);
  m.i32[SINGLE] = 0;
  assertEquals([core.setContains(set, tagInt(5)), core.setContains(frozen, tagInt(5))], [-1, 1]);
  m.i32[SINGLE] = 1;
  assertEquals([core.setContains(set, tagInt(5)), core.setContains(set, tagInt(6))], [1, 0]);
});

Deno.test("a dict's entry is found by small ints and strs, interned or not, while it is there", () => {
  const random = new Random(4), dict = container(T_DICT), model = new Map<string, number>();
  const keys = new Map<string, { key: number; hash: number; same: number }>();
  for (let int = -30; int < 30; int++) {
    keys.set(`int ${int}`, { key: tagInt(int), hash: hashOf(int), same: tagInt(int) });
  }
  for (const text of new Set([...NARROW, ...WIDE])) {
    const str = random.below(2) === 0 ? internStr(m, strFromText(m, text), () => {}) : strFromText(m, text);
    const same = strFromCodePoints(m, Array.from(text, (char) => char.codePointAt(0)!));
    keys.set(`str ${text}`, { key: str, hash: strHash(m, str), same });
    strHash(m, same);
  }
  const names = [...keys.keys()];
  for (let step = 0; step < 1500; step++) {
    const name = names[random.below(names.length)], { key, hash, same } = keys.get(name)!;
    const entry = core.dictFind(dict, same);
    assertEquals(entry === 0 ? undefined : m.i32[(entry + 8) >>> 2] >> 1, model.get(name), name);
    if (entry === 0) {
      dictInsert(m, dict, key, hash, tagInt(step));
      model.set(name, step);
    } else if (random.below(2) === 0) {
      dictRemove(m, dict, entry >>> 2);
      model.delete(name);
    }
  }
});

Deno.test("a key of another type is left to the long way", () => {
  const dict = container(T_DICT);
  assertEquals([core.dictFind(dict, container(T_SET)), core.dictFind(dict, tagInt(0))], [-1, 0]);
});

function tupleOf(...items: readonly number[]): number {
  const tuple = makeTuple(m, items.length);
  items.forEach((item, k) => m.i32[(tuple + TUPLE_ITEMS + 4 * k) >>> 2] = item);
  return tuple;
}

Deno.test("tuples of small ints and strs are found in dicts and sets by their items", () => {
  const random = new Random(5), dict = container(T_DICT), set = container(T_SET);
  const model = new Set<string>();
  for (let step = 0; step < 1500; step++) {
    const items = Array.from({ length: random.below(4) }, () => random.below(4) - 2);
    const name = items.map((item) => item < 0 ? String(item) : `'${item}'`).join();
    const make = () =>
      tupleOf(...items.map((item) => item < 0 ? tagInt(item) : strFromText(m, String(item))));
    const key = make(), hash = core.tupleHash(key);
    assertEquals(core.tupleHash(make()), hash, name);
    assertEquals(core.setContains(set, key), model.has(name) ? 1 : 0, name);
    assertEquals(core.dictFind(dict, key) > 0, model.has(name), name);
    if (!model.has(name)) {
      setInsert(m, set, key, hash);
      dictInsert(m, dict, key, hash, tagInt(step));
      model.add(name);
    }
  }
});

Deno.test("tuples of other things, and all while there are other threads, are left to the long way", () => {
  const dict = container(T_DICT), plain = tupleOf(tagInt(1));
  const nested = tupleOf(plain);
  assertEquals([core.tupleHash(nested), core.dictFind(dict, nested), core.dictFind(dict, plain)], [0, -1, 0]);
  assertEquals(core.tupleEquals(nested, tupleOf(tupleOf(tagInt(1)))), -1);
  m.i32[SINGLE] = 0;
  assertEquals([core.tupleHash(plain), core.tupleEquals(plain, tupleOf(tagInt(1)))], [0, -1]);
  m.i32[SINGLE] = 1;
  assertEquals([core.tupleEquals(plain, tupleOf(tagInt(1))), core.tupleEquals(plain, tupleOf())], [1, 0]);
});

Deno.test("a str that is looked for gets the hash that strHash gives, whatever its length and kind", () => {
  const dict = container(T_DICT);
  for (const text of [...NARROW, ...WIDE, "", "x".repeat(1001), "š".repeat(33)]) {
    const str = strFromText(m, text), other = strFromText(m, text);
    assertEquals(core.dictFind(dict, str), 0);
    assertEquals(m.i32[(str + STR_HASH) >>> 2], strHash(m, other), text);
  }
});

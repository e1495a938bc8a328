import { assertEquals } from "@std/assert";
import { LIST_CAPACITY, LIST_ITEMS, LIST_LENGTH } from "./layout.ts";
import { listAppend, listClose, listOpen, listResize } from "./list.ts";
import { newObject, newObjects, random } from "./test_objects.ts";
import { T_LIST } from "./type_index.ts";
import { tagInt } from "./value.ts";

const m = newObjects();

function items(list: number): number[] {
  const first = m.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
  return Array.from(m.i32.subarray(first, first + m.i32[(list + LIST_LENGTH) >>> 2]));
}

function capacity(list: number): number {
  return m.i32[(list + LIST_CAPACITY) >>> 2];
}

Deno.test("a list that grows by one has CPython's sizes", () => {
  const list = newObject(m, T_LIST), sizes: number[] = [];
  for (let i = 0; i < 100; i++) {
    listAppend(m, list, tagInt(i));
    if (sizes.at(-1) !== capacity(list)) sizes.push(capacity(list));
  }
  assertEquals(sizes, [4, 8, 16, 24, 32, 40, 52, 64, 76, 92, 108]);
  assertEquals(items(list), Array.from({ length: 100 }, (_, i) => tagInt(i)));
});

Deno.test("a list that is made with items has room for them only, and an empty one none", () => {
  const list = newObject(m, T_LIST);
  listResize(m, list, 10);
  assertEquals([capacity(list), items(list)], [10, Array(10).fill(0)]);
  listResize(m, list, 0);
  assertEquals([capacity(list), m.i32[(list + LIST_ITEMS) >>> 2]], [0, 0]);
});

Deno.test("a list gives room back once more than half is free", () => {
  const list = newObject(m, T_LIST);
  listResize(m, list, 100);
  listResize(m, list, 50);
  assertEquals(capacity(list), 100);
  listResize(m, list, 49);
  assertEquals(capacity(list), 49);
});

Deno.test("gaps open and close as splice does, new items are empty", () => {
  const list = newObject(m, T_LIST), next = random(4);
  let model: number[] = [];
  for (let step = 0; step < 500; step++) {
    const at = next(model.length + 1), count = next(5);
    if (next(2) === 0) {
      listOpen(m, list, at, count);
      model.splice(at, 0, ...Array(count).fill(0));
      const first = m.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
      for (let i = 0; i < count; i++) model[at + i] = m.i32[first + at + i] = tagInt(step);
    } else {
      const closed = Math.min(count, model.length - at);
      listClose(m, list, at, closed);
      model = model.toSpliced(at, closed);
    }
    assertEquals(items(list), model);
  }
});

Deno.test("a list that finds no memory to grow is unchanged, one that shrinks does without", () => {
  const list = newObject(m, T_LIST);
  for (let i = 0; i < 40; i++) listAppend(m, list, tagInt(i));
  const before = items(list);
  m.heap.failAfter(0);
  assertEquals(listAppend(m, list, tagInt(40)), false);
  m.heap.failAfter(0);
  assertEquals(listOpen(m, list, 3, 10), false);
  assertEquals(items(list), before);
  m.heap.failAfter(0);
  listClose(m, list, 1, 38);
  m.heap.failAfter(-1);
  assertEquals(items(list), [tagInt(0), tagInt(39)]);
});

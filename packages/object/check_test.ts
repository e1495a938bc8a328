import { assertThrows } from "@std/assert";
import { checkObject, ObjectError } from "./check.ts";
import * as L from "./layout.ts";
import { listAppend } from "./list.ts";
import { strFromText } from "./str.ts";
import { name, newObject, newObjects } from "./test_objects.ts";
import { makeTuple, tupleItemWord } from "./tuple.ts";
import { T_LIST, T_STR } from "./type_index.ts";
import { tagInt } from "./value.ts";

const m = newObjects();

function assertBroken(object: number, offset: number, value: number, problem: string): void {
  const word = (object + offset) >>> 2, before = m.i32[word];
  m.i32[word] = value;
  try {
    assertThrows(() => checkObject(m, object), ObjectError, problem);
  } finally {
    m.i32[word] = before;
  }
  checkObject(m, object);
}

Deno.test("an object of no type, or of one without a layout, is broken", () => {
  const str = strFromText(m, "abc");
  assertBroken(str, 0, 0, "is a free block");
  assertBroken(str, 0, 0xfff0, "has the layout 0, which is unknown");
});

Deno.test("an object is no longer than its block", () => {
  assertBroken(strFromText(m, "abc"), L.STR_LENGTH, 1000, "bytes in a block of");
  assertBroken(makeTuple(m, 2), L.TUPLE_LENGTH, 1000, "bytes in a block of");
});

Deno.test("a list has no more items than room, and room only in storage", () => {
  const list = newObject(m, T_LIST);
  listAppend(m, list, tagInt(1));
  assertBroken(list, L.LIST_LENGTH, 5, "has 5 items and room for 4");
  assertBroken(list, L.LIST_CAPACITY, 4000, "says it has room for 4000 items");
  const empty = newObject(m, T_LIST);
  assertBroken(empty, L.LIST_ITEMS, m.heap.allocRaw(16), "has storage without room");
});

Deno.test("characters are of one, two or four bytes", () => {
  assertBroken(strFromText(m, "a"), L.STR_KIND, T_STR | 3 << L.STR_KIND_SHIFT, "has 3 bytes a character");
});

Deno.test("what is referred to is an object at an address that objects have", () => {
  const tuple = makeTuple(m, 1), item = tupleItemWord(tuple, 0) * 4 - tuple;
  assertBroken(tuple, item, 0x1234, "which is no address");
  assertBroken(tuple, item, name(m, "x") + 4, "which is no address");
  const freed = strFromText(m, "gone");
  m.i32[freed >>> 2] = 0;
  assertBroken(tuple, item, freed, "where no object is");
});

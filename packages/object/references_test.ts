import { assertEquals } from "@std/assert";
import { dictInsert } from "./dict.ts";
import * as L from "./layout.ts";
import { listAppend } from "./list.ts";
import { makeInt } from "./ints.ts";
import { objectBytes, visitReferences } from "./references.ts";
import { setInsert } from "./set.ts";
import { addKey, rootShape } from "./shape.ts";
import { strFromText } from "./str.ts";
import { name, newObject, newObjects } from "./test_objects.ts";
import { makeTuple, tupleItemWord } from "./tuple.ts";
import { T_DICT, T_FUNCTION, T_INSTANCE, T_LIST, T_SET } from "./type_index.ts";
import { tagInt } from "./value.ts";

const m = newObjects();

/** What an object refers to, small ints and empty words left out. */
function references(object: number): number[] {
  const found: number[] = [];
  visitReferences(m, object, (word) => {
    if (m.i32[word] !== 0 && (m.i32[word] & 1) === 0) found.push(m.i32[word]);
  });
  return found;
}

const [a, b, c] = ["a", "b", "c"].map((text) => name(m, text));

Deno.test("containers refer to what they hold, each word once", () => {
  const list = newObject(m, T_LIST);
  for (const value of [a, tagInt(5), b, a]) listAppend(m, list, value);
  assertEquals(references(list), [a, b, a]);
  const tuple = makeTuple(m, 2);
  m.i32[tupleItemWord(tuple, 1)] = c;
  assertEquals(references(tuple), [c]);
  const dict = newObject(m, T_DICT), set = newObject(m, T_SET);
  dictInsert(m, dict, a, 7, b);
  dictInsert(m, dict, c, 8, tagInt(1));
  assertEquals(references(dict), [a, b, c]);
  setInsert(m, set, b, 7);
  assertEquals(references(set), [b]);
});

Deno.test("what has only characters, limbs or numbers refers to nothing", () => {
  for (const object of [a, makeInt(m, 1n << 100n), newObject(m, T_LIST), newObject(m, T_DICT)]) {
    assertEquals(references(object), []);
  }
});

Deno.test("an instance refers to the slots of its shape, and its shape is no reference", () => {
  const shape = addKey(m, addKey(m, rootShape(m, T_INSTANCE), a), b);
  const instance = m.heap.allocObject(L.INSTANCE_SLOTS + 8);
  m.i32[instance >>> 2] = T_INSTANCE;
  m.i32[(instance + L.INSTANCE_SHAPE) >>> 2] = shape;
  m.i32[(instance + L.INSTANCE_SLOTS) >>> 2] = c;
  m.i32[(instance + L.INSTANCE_SLOTS + 4) >>> 2] = a;
  assertEquals(references(instance), [c, a]);
  assertEquals(objectBytes(m, instance), L.INSTANCE_SLOTS + 8);
});

Deno.test("fixed words are visited from the first to the last of the layout", () => {
  const func = newObject(m, T_FUNCTION);
  m.i32[(func + L.FUNCTION_NAME) >>> 2] = a;
  m.i32[(func + L.FUNCTION_CODE) >>> 2] = b;
  assertEquals(references(func).toSorted(), [a, b].toSorted());
});

Deno.test("an object's bytes reach to its last item", () => {
  assertEquals(objectBytes(m, strFromText(m, "abc")), L.STR_DATA + 3);
  assertEquals(objectBytes(m, strFromText(m, "aš")), L.STR_DATA + 4);
  assertEquals(objectBytes(m, makeTuple(m, 5)), L.TUPLE_ITEMS + 20);
  assertEquals(objectBytes(m, makeInt(m, -(1n << 64n))), L.INT_LIMBS + 12);
  assertEquals(objectBytes(m, newObject(m, T_LIST)), L.LIST_ITEMS + 4);
});

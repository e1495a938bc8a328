import { assert, assertEquals } from "@std/assert";
import { DATA_LAYOUTS } from "./data_types.ts";
import { DECIMAL_LAYOUTS } from "./decimal_types.ts";
import { NATIVE_LAYOUTS } from "./native_types.ts";
import { NUMBER_LAYOUTS } from "./number_types.ts";
import { SYSTEM_LAYOUTS } from "./system_types.ts";
import { THREAD_LAYOUTS } from "./thread_types.ts";
import { LAYOUTS } from "./layout_table.ts";
import { BUILTIN_TYPE_NAMES, FIRST_DYNAMIC_TYPE } from "./type_index.ts";

const ROWS = Object.entries(LAYOUTS).map(([index, row]) => ({
  name: BUILTIN_TYPE_NAMES[Number(index) - 1],
  row,
}));

Deno.test("every builtin type has a layout, and a number below those of classes", () => {
  BUILTIN_TYPE_NAMES.forEach((name, i) => assert(LAYOUTS[i + 1] !== undefined, name));
  assert(BUILTIN_TYPE_NAMES.length < FIRST_DYNAMIC_TYPE);
});

Deno.test("no list of types takes a number of another's", () => {
  const lists = [
    DATA_LAYOUTS,
    THREAD_LAYOUTS,
    SYSTEM_LAYOUTS,
    DECIMAL_LAYOUTS,
    NATIVE_LAYOUTS,
    NUMBER_LAYOUTS,
  ];
  const numbers = lists.flatMap((list) => Object.keys(list).map(Number));
  assertEquals(new Set(numbers).size, numbers.length);
  for (const number of numbers) assert(number < FIRST_DYNAMIC_TYPE, `type ${number}`);
});

Deno.test("a run of references is of whole words behind the type word and within the object", () => {
  for (const { name, row: { bytes, first, last } } of ROWS) {
    assertEquals(bytes % 4, 0, name);
    assertEquals(first === undefined, last === undefined, name);
    if (first === undefined || last === undefined) continue;
    assert(first >= 4 && first % 4 === 0 && last % 4 === 0 && first <= last && last + 4 <= bytes, name);
  }
});

Deno.test("raw storage is no reference, nor is it owned twice", () => {
  for (const { name, row: { bytes, first = 0, last = -1, storage = [] } } of ROWS) {
    assertEquals(new Set(storage).size, storage.length, name);
    for (const offset of storage) {
      assert(offset >= 4 && offset % 4 === 0 && offset + 4 <= bytes, name);
      assert(offset < first || offset > last, `${name} counts its storage at ${offset}`);
    }
  }
});

/**
 * Lists: functions of the module of `container_module.ts` that make them, make them longer, and copy parts of them.
 *
 * @module
 */
import { LIST_BYTES, LIST_CAPACITY, LIST_ITEMS, LIST_LENGTH, NONE, T_LIST } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import {
  allocRaw,
  type ContainerParts,
  eachWord,
  endWithHelper,
  freeObject,
  freeStorage,
  keep,
} from "./container_module.ts";
import { addTo } from "./loops.ts";
import { readArguments } from "./method_calls.ts";
import { needSingle } from "./runtime_module.ts";
import { readBounds } from "./slice_bounds.ts";
import { needType, pushItems } from "./type_tests.ts";

/** Lists that are made, or grow, with more items are left to the long way, which has more to do than to be called. */
const MOST_ITEMS = 256;
/** As many are copied at most. */
const MOST_COPIED = 1 << 16;

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addListFunctions(parts: ContainerParts): [name: string, index: number][] {
  return [
    ["growList", addGrowList(parts)],
    ["newList", addNewList(parts)],
    ["getSlice", addGetSlice(parts)],
  ];
}

/** Room for one item more in a list that has none: as much as `listResize` of `@orochi/object` makes. */
function addGrowList(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("growList", [I32], []);
  const list = 0, length = f.newLocal(I32), capacity = f.newLocal(I32);
  const slow = f.block();
  needSingle(f, slow);
  f.localGet(list);
  f.i32Load(LIST_LENGTH);
  f.localTee(length);
  f.i32Const(MOST_ITEMS);
  f.i32GtU();
  f.brIf(slow);
  // That of a list that is being sorted is negative.
  f.localGet(list);
  f.i32Load(LIST_CAPACITY);
  f.localGet(length);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(length);
  f.i32Const(1);
  f.i32Add();
  f.localSet(capacity);
  pushGrown(f, capacity);
  f.localSet(capacity);
  moveItems(parts, f, list, { length, capacity }, slow);
  f.return();
  endWithHelper(parts, f, "growList");
  return f.index;
}

/** A list of values that lie side by side, which are moved in. */
function addNewList(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("newList", [I32, I32], [I32]);
  const items = 0, count = 1, from = f.newLocal(I32);
  const slow = f.block();
  f.localGet(count);
  f.i32Const(MOST_ITEMS);
  f.i32GtU();
  f.brIf(slow);
  returnList(parts, f, count, (to) => {
    f.localGet(items);
    f.localSet(from);
    moveWords(f, to, from, count);
  }, slow);
  endWithHelper(parts, f, "newList");
  return f.index;
}

/** `list.extend` by another list or a tuple, where there is room or room can be made. */
export function addExtend(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("extend", [I32, I32, I32], [I32]);
  const list = f.newLocal(I32), other = f.newLocal(I32), from = f.newLocal(I32), to = f.newLocal(I32);
  const end = f.newLocal(I32), length = f.newLocal(I32), total = f.newLocal(I32), capacity = f.newLocal(I32);
  const count = f.newLocal(I32), type = f.newLocal(I32), slow = f.block();
  readArguments(f, list, T_LIST, other, slow);
  f.localGet(other);
  f.localGet(list);
  f.i32Eq();
  f.brIf(slow);
  pushItems(f, other, type, slow);
  f.localTee(from);
  f.localGet(other);
  // A tuple's is the same word.
  f.i32Load(LIST_LENGTH);
  f.localTee(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  f.localGet(list);
  f.i32Load(LIST_LENGTH);
  f.localTee(length);
  f.localGet(count);
  f.i32Add();
  f.localTee(total);
  f.i32Const(MOST_COPIED);
  f.i32GtU();
  f.brIf(slow);
  // That of a list that is being sorted is negative.
  f.localGet(total);
  f.localGet(list);
  f.i32Load(LIST_CAPACITY);
  f.i32GtS();
  f.if();
  f.localGet(list);
  f.i32Load(LIST_CAPACITY);
  f.localGet(length);
  f.i32LtS();
  f.brIf(slow);
  // What an empty list is filled with at once has no room behind it.
  f.localGet(length);
  f.localGet(total);
  f.i32Const(1);
  f.i32Eq();
  f.i32Or();
  f.if(I32);
  pushGrown(f, total);
  f.else();
  f.localGet(total);
  f.end();
  f.localSet(capacity);
  moveItems(parts, f, list, { length, capacity }, slow);
  f.end();
  f.localGet(list);
  f.i32Load(LIST_ITEMS);
  f.localGet(length);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(to);
  copyItems(parts, f, from, to, end);
  f.localGet(list);
  f.localGet(total);
  f.i32Store(LIST_LENGTH);
  f.i32Const(NONE);
  f.return();
  endWithHelper(parts, f, "callNative");
  return f.index;
}

/** `list[start:stop]`. */
function addGetSlice(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("getSlice", [I32, I32, I32], [I32]);
  const list = 0, bounds = 1, count = 2, length = f.newLocal(I32);
  const slow = f.block();
  f.localGet(count);
  f.i32Const(2);
  f.i32Ne();
  f.brIf(slow);
  needType(f, list, T_LIST, slow);
  needSingle(f, slow);
  f.localGet(list);
  f.i32Load(LIST_LENGTH);
  f.localTee(length);
  f.i32Const(MOST_COPIED);
  f.i32GtU();
  f.brIf(slow);
  const [start, end] = readBounds(f, bounds, length, slow);
  f.localGet(end);
  f.localGet(start);
  f.i32Sub();
  f.localSet(length);
  returnList(parts, f, length, (to) => {
    for (const bound of [start, end]) {
      f.localGet(list);
      f.i32Load(LIST_ITEMS);
      f.localGet(bound);
      f.i32Const(2);
      f.i32Shl();
      f.i32Add();
      f.localSet(bound);
    }
    copyItems(parts, f, start, to, end);
  }, slow);
  endWithHelper(parts, f, "getSlice");
  return f.index;
}

/** What a list that grows gets room for: as `listResize` of `@orochi/object` has it. */
function pushGrown(f: FunctionBuilder, length: number): void {
  f.localGet(length);
  f.localGet(length);
  f.i32Const(3);
  f.i32ShrU();
  f.i32Add();
  f.i32Const(6);
  f.i32Add();
  f.i32Const(-4);
  f.i32And();
}

/** Moves a list's items to new storage; branches when memory is exhausted. All are locals. */
function moveItems(
  parts: ContainerParts,
  f: FunctionBuilder,
  list: number,
  { length, capacity }: { readonly length: number; readonly capacity: number },
  slow: Label,
): void {
  const storage = f.newLocal(I32), old = f.newLocal(I32);
  allocWords(parts, f, capacity, storage);
  f.localGet(storage);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(list);
  f.i32Load(LIST_ITEMS);
  f.localSet(old);
  f.localGet(length);
  f.if();
  f.localGet(storage);
  f.localGet(old);
  f.localGet(length);
  f.i32Const(2);
  f.i32Shl();
  f.memoryCopy();
  f.end();
  f.localGet(list);
  f.localGet(storage);
  f.i32Store(LIST_ITEMS);
  f.localGet(list);
  f.localGet(capacity);
  f.i32Store(LIST_CAPACITY);
  freeStorage(parts, f, old);
  f.releaseLocal(storage);
  f.releaseLocal(old);
}

/** Sets a local to new raw storage of as many words as another one says, 0 when memory is exhausted. */
function allocWords(parts: ContainerParts, f: FunctionBuilder, count: number, storage: number): void {
  allocRaw(parts, f, () => {
    f.localGet(count);
    f.i32Const(2);
    f.i32Shl();
  });
  f.localSet(storage);
}

/**
 * Returns a new list; branches when memory is exhausted.
 *
 * @param count A local with the number of items, 0 or less for none.
 * @param write Writes the items, counted, to the address in a local, which may move.
 */
function returnList(
  parts: ContainerParts,
  f: FunctionBuilder,
  count: number,
  write: (to: number) => void,
  slow: Label,
): void {
  const list = f.newLocal(I32), storage = f.newLocal(I32), to = f.newLocal(I32);
  f.i32Const(T_LIST);
  f.i32Const(LIST_BYTES);
  f.call(parts.newContainer);
  f.localTee(list);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(count);
  f.i32Const(0);
  f.i32GtS();
  f.if();
  allocWords(parts, f, count, storage);
  f.localGet(storage);
  f.localTee(to);
  f.i32Eqz();
  f.if();
  freeObject(parts, f, list);
  f.br(slow);
  f.end();
  write(to);
  f.localGet(list);
  f.localGet(storage);
  f.i32Store(LIST_ITEMS);
  for (const offset of [LIST_LENGTH, LIST_CAPACITY]) {
    f.localGet(list);
    f.localGet(count);
    f.i32Store(offset);
  }
  f.end();
  f.localGet(list);
  f.return();
}

/** Copies words, counted, from one address to another, both locals that move, until the first is the third. */
function copyItems(parts: ContainerParts, f: FunctionBuilder, from: number, to: number, end: number): void {
  const item = f.newLocal(I32);
  eachWord(f, from, end, 4, () => {
    f.localGet(from);
    f.i32Load();
    f.localSet(item);
    keep(parts, f, item);
    f.localGet(to);
    f.localGet(item);
    f.i32Store();
    addTo(f, to, 4);
  });
  f.releaseLocal(item);
}

/** Moves words; `to` and `from` are locals with addresses, and move, `count` is one too. */
function moveWords(f: FunctionBuilder, to: number, from: number, count: number): void {
  const end = f.newLocal(I32);
  f.localGet(from);
  f.localGet(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  eachWord(f, from, end, 4, () => {
    f.localGet(to);
    f.localGet(from);
    f.i32Load();
    f.i32Store();
    addTo(f, to, 4);
  });
  f.releaseLocal(end);
}

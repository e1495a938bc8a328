/**
 * Methods of containers, of the module of `container_module.ts`, with the arguments of the helper `callNative`, which does
 * what they can't; and parts of lists.
 *
 * @module
 */
import {
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  SET_USED,
  T_LIST,
  T_SET,
  T_TUPLE,
  TUPLE_ITEMS,
} from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import {
  allocRaw,
  type ContainerParts,
  drop,
  eachWord,
  endWithHelper,
  freeObject,
  freeStorage,
  keep,
  needSingle,
} from "./container_module.ts";
import { setPlainHash } from "./core_module.ts";
import { addTo } from "./loops.ts";
import { ARGS, COUNT, readBound } from "./text_method_parts.ts";

/** The methods that the module has; their places are what `containerMethod` is told. */
export const CONTAINER_METHODS: readonly string[] = ["list.extend", "set.discard"];

/** Bytes of a list. */
const LIST_BYTES = 16;
/** Longer lists are left to the long way. */
const LONGEST = 1 << 16;

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addMethodFunctions(parts: ContainerParts): [name: string, index: number][] {
  const methods = [addExtend(parts), addDiscard(parts)];
  const f = parts.support.module.addFunction("containerMethod", [I32, I32, I32, I32], [I32]);
  const labels = methods.map(() => f.block());
  f.localGet(3);
  f.brTable(labels, labels[0]);
  for (const method of methods.toReversed()) {
    f.end();
    for (const argument of [0, 1, 2]) f.localGet(argument);
    f.call(method);
    f.return();
  }
  f.unreachable();
  f.end();
  return [["containerMethod", f.index], ["getSlice", addGetSlice(parts)]];
}

/** Branches unless a local holds exactly an object of a type. */
function needType(f: FunctionBuilder, value: number, type: number, slow: Label): void {
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.brIf(slow);
  f.localGet(value);
  f.i32Load16U();
  f.i32Const(type);
  f.i32Ne();
  f.brIf(slow);
}

/** Sets locals to self, of a type, and the one argument; branches for others, and while there are several threads. */
function readArguments(f: FunctionBuilder, self: number, type: number, argument: number, slow: Label): void {
  f.localGet(COUNT);
  f.i32Const(2);
  f.i32Ne();
  f.brIf(slow);
  needSingle(f, slow);
  f.localGet(ARGS);
  f.i32Load();
  f.localSet(self);
  needType(f, self, type, slow);
  f.localGet(ARGS);
  f.i32Load(4);
  f.localSet(argument);
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

/** `list.extend` by another list or a tuple, where there is room or room can be made. */
function addExtend(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("extend", [I32, I32, I32], [I32]);
  const list = f.newLocal(I32), other = f.newLocal(I32), from = f.newLocal(I32), to = f.newLocal(I32);
  const end = f.newLocal(I32), length = f.newLocal(I32), total = f.newLocal(I32), storage = f.newLocal(I32);
  const count = f.newLocal(I32), type = f.newLocal(I32), slow = f.block();
  readArguments(f, list, T_LIST, other, slow);
  f.localGet(other);
  f.localGet(list);
  f.i32Eq();
  f.localGet(other);
  f.i32Const(1);
  f.i32And();
  f.i32Or();
  f.brIf(slow);
  f.localGet(other);
  f.i32Load16U();
  f.localTee(type);
  f.i32Const(T_LIST);
  f.i32Eq();
  f.if(I32);
  f.localGet(other);
  f.i32Load(LIST_ITEMS);
  f.else();
  f.localGet(type);
  f.i32Const(T_TUPLE);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(other);
  f.i32Const(TUPLE_ITEMS);
  f.i32Add();
  f.end();
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
  f.i32Const(LONGEST);
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
  addRoom();
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

  /** Moves the list's items to a storage for as many more as `listResize` of `@orochi/object` makes room for. */
  function addRoom(): void {
    const capacity = f.newLocal(I32), old = f.newLocal(I32);
    // What an empty list is filled with at once has no room behind it.
    f.localGet(length);
    f.localGet(total);
    f.i32Const(1);
    f.i32Eq();
    f.i32Or();
    f.if(I32);
    f.localGet(total);
    f.localGet(total);
    f.i32Const(3);
    f.i32ShrU();
    f.i32Add();
    f.i32Const(6);
    f.i32Add();
    f.i32Const(-4);
    f.i32And();
    f.else();
    f.localGet(total);
    f.end();
    f.localSet(capacity);
    allocRaw(parts, f, () => {
      f.localGet(capacity);
      f.i32Const(2);
      f.i32Shl();
    });
    f.localTee(storage);
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
    f.releaseLocal(capacity);
    f.releaseLocal(old);
  }
}

/** `set.discard(key)`. */
function addDiscard(parts: ContainerParts): number {
  const { findPair, support: { module, helper } } = parts;
  const f = module.addFunction("discard", [I32, I32, I32], [I32]);
  const set = f.newLocal(I32), key = f.newLocal(I32), hash = f.newLocal(I32), pair = f.newLocal(I32);
  const slow = f.block();
  readArguments(f, set, T_SET, key, slow);
  setPlainHash(f, { ...helper, key, hash }, () => f.brIf(slow));
  f.localGet(set);
  f.localGet(key);
  f.localGet(hash);
  f.call(findPair);
  f.localTee(pair);
  f.i32Const(0);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(pair);
  f.if();
  f.localGet(pair);
  f.i32Load(4);
  f.localSet(key);
  f.localGet(pair);
  f.i32Const(-1);
  f.i32Store();
  f.localGet(pair);
  f.i32Const(0);
  f.i32Store(4);
  f.localGet(set);
  f.localGet(set);
  f.i32Load(SET_USED);
  f.i32Const(1);
  f.i32Sub();
  f.i32Store(SET_USED);
  drop(parts, f, key);
  f.end();
  f.i32Const(NONE);
  f.return();
  endWithHelper(parts, f, "callNative");
  return f.index;
}

/** `list[start:stop]`. */
function addGetSlice(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("getSlice", [I32, I32, I32], [I32]);
  const list = 0, bounds = 1, count = 2, start = f.newLocal(I32), end = f.newLocal(I32);
  const length = f.newLocal(I32), result = f.newLocal(I32), storage = f.newLocal(I32), to = f.newLocal(I32);
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
  f.i32Const(LONGEST);
  f.i32GtU();
  f.brIf(slow);
  for (const [bound, offset] of [[start, 0], [end, 4]]) {
    f.localGet(bounds);
    f.i32Load(offset);
    f.localSet(bound);
  }
  const zero = () => f.i32Const(0), all = () => f.localGet(length);
  readBound(f, start, length, { none: zero, before: zero, behind: all }, slow);
  readBound(f, end, length, { none: all, before: zero, behind: all }, slow);
  f.i32Const(T_LIST);
  f.i32Const(LIST_BYTES);
  f.call(parts.newContainer);
  f.localTee(result);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(end);
  f.localGet(start);
  f.i32Sub();
  f.localTee(length);
  f.i32Const(0);
  f.i32GtS();
  f.if();
  allocRaw(parts, f, () => {
    f.localGet(length);
    f.i32Const(2);
    f.i32Shl();
  });
  f.localTee(storage);
  f.localTee(to);
  f.i32Eqz();
  f.if();
  freeObject(parts, f, result);
  f.br(slow);
  f.end();
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
  f.localGet(result);
  f.localGet(storage);
  f.i32Store(LIST_ITEMS);
  for (const offset of [LIST_LENGTH, LIST_CAPACITY]) {
    f.localGet(result);
    f.localGet(length);
    f.i32Store(offset);
  }
  f.end();
  f.localGet(result);
  f.return();
  endWithHelper(parts, f, "getSlice");
  return f.index;
}

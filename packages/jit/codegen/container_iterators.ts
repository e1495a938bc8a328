/**
 * Iterators, of the module of `container_module.ts`: made for the builtin containers, and gone on with over dicts and
 * sets, as `mapping_iterators.ts` of the machine does. One that has ended, or whose container has changed, is left to the
 * helpers, as is everything while there are several threads.
 *
 * @module
 */
import {
  DICT_STORAGE,
  DICT_USED,
  ITERATOR_BYTES,
  ITERATOR_GUARD,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  PARTS_FIRST,
  SET_MASK,
  SET_TABLE,
  SET_USED,
  T_DICT,
  T_DICT_ITEMITERATOR,
  T_DICT_ITEMS,
  T_DICT_KEYITERATOR,
  T_DICT_KEYS,
  T_DICT_VALUEITERATOR,
  T_DICT_VALUES,
  T_FROZENSET,
  T_LIST,
  T_LIST_ITERATOR,
  T_SET,
  T_SET_ITERATOR,
  T_STR,
  T_STR_ITERATOR,
  T_TUPLE,
  T_TUPLE_ITERATOR,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { type ContainerParts, endWithHelper, keep } from "./container_module.ts";
import { ENTRY, ENTRY_KEY, ENTRY_VALUE, PAIR, TABLE } from "./core_module.ts";
import { addTo } from "./loops.ts";
import { needSingle } from "./runtime_module.ts";
import { needObject, pushIsOneOf } from "./type_tests.ts";

/** Iterators by position over sequences, and the types of these. */
const SEQUENCES: readonly (readonly [number, number])[] = [
  [T_LIST, T_LIST_ITERATOR],
  [T_TUPLE, T_TUPLE_ITERATOR],
  [T_STR, T_STR_ITERATOR],
];
/** Iterators that count what is left, and the types of what they are made for. */
const COUNTED: readonly (readonly [number, number])[] = [
  [T_DICT, T_DICT_KEYITERATOR],
  [T_DICT_KEYS, T_DICT_KEYITERATOR],
  [T_DICT_VALUES, T_DICT_VALUEITERATOR],
  [T_DICT_ITEMS, T_DICT_ITEMITERATOR],
  [T_SET, T_SET_ITERATOR],
  [T_FROZENSET, T_SET_ITERATOR],
];
/** Views of a dict, which is what their iterators go over. */
const VIEWS: readonly number[] = [T_DICT_KEYS, T_DICT_VALUES, T_DICT_ITEMS];
/** Word of an iterator that counts what is left, and its bytes. */
const ITERATOR_LEFT = ITERATOR_BYTES, COUNTED_BYTES = ITERATOR_BYTES + 4;
/** Bytes of a pair. */
const PAIR_BYTES = TUPLE_ITEMS + 8;

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addIteratorFunctions(parts: ContainerParts): [name: string, index: number][] {
  return [["getIter", addGetIter(parts)], ["next", addNext(parts)]];
}

/** Sets a local to what stands beside what another one holds; branches if that is not in the list. */
function setByType(
  f: FunctionBuilder,
  type: number,
  pairs: readonly (readonly [number, number])[],
  made: number,
  other: Label,
): void {
  const found = f.block();
  for (const [from, to] of pairs) {
    f.i32Const(to);
    f.localSet(made);
    f.localGet(type);
    f.i32Const(from);
    f.i32Eq();
    f.brIf(found);
  }
  f.br(other);
  f.end();
}

/** `iter(value)`. */
function addGetIter(parts: ContainerParts): number {
  const { support, host } = parts;
  const f = support.module.addFunction("getIter", [I32], [I32]);
  const value = 0, type = f.newLocal(I32), made = f.newLocal(I32), used = f.newLocal(I32);
  const slow = f.block();
  needObject(f, value, slow);
  f.localGet(value);
  f.i32Load16U();
  f.localSet(type);
  /** Makes the iterator, of the type that `made` holds and over what `value` holds. */
  const make = (bytes: number) => {
    f.localGet(made);
    f.i32Const(bytes);
    f.call(support.newObject);
    f.localTee(made);
    f.i32Eqz();
    f.if();
    f.i32Const(0);
    f.return();
    f.end();
    host.refcount.incref(f, value, support.context);
    f.localGet(made);
    f.localGet(value);
    f.i32Store(ITERATOR_TARGET);
  };
  const other = f.block();
  setByType(f, type, SEQUENCES, made, other);
  make(ITERATOR_BYTES);
  f.localGet(made);
  f.return();
  f.end();
  setByType(f, type, COUNTED, made, slow);
  needSingle(f, slow);
  f.localGet(made);
  f.i32Const(T_SET_ITERATOR);
  f.i32Eq();
  f.if(I32);
  f.localGet(value);
  f.i32Load(SET_USED);
  f.else();
  pushIsOneOf(f, type, VIEWS);
  f.if();
  f.localGet(value);
  f.i32Load(PARTS_FIRST);
  f.localTee(type);
  f.i32Load16U();
  f.i32Const(T_DICT);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(type);
  f.localSet(value);
  f.end();
  f.localGet(value);
  f.i32Load(DICT_USED);
  f.end();
  f.localSet(used);
  make(COUNTED_BYTES);
  for (const offset of [ITERATOR_GUARD, ITERATOR_LEFT]) {
    f.localGet(made);
    f.localGet(used);
    f.i32Store(offset);
  }
  f.localGet(made);
  f.return();
  endWithHelper(parts, f, "getIter");
  return f.index;
}

/** The next item of an iterator over a dict or set. */
function addNext(parts: ContainerParts): number {
  const { support } = parts;
  const f = support.module.addFunction("next", [I32], [I32]);
  const iterator = 0, target = f.newLocal(I32), type = f.newLocal(I32), index = f.newLocal(I32);
  const at = f.newLocal(I32), key = f.newLocal(I32), value = f.newLocal(I32), pair = f.newLocal(I32);
  const left = f.newLocal(I32), end = f.newLocal(I32), storage = f.newLocal(I32), slow = f.block();
  needObject(f, iterator, slow);
  f.localGet(iterator);
  f.i32Load16U();
  f.localSet(type);
  f.localGet(type);
  f.i32Const(T_SET_ITERATOR);
  f.i32Ne();
  f.localGet(type);
  f.i32Const(T_DICT_KEYITERATOR);
  f.i32Sub();
  f.i32Const(T_DICT_ITEMITERATOR - T_DICT_KEYITERATOR);
  f.i32GtU();
  f.i32And();
  f.brIf(slow);
  needSingle(f, slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_TARGET);
  f.localTee(target);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_LEFT);
  f.localTee(left);
  f.i32Const(1);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_INDEX);
  f.localSet(index);
  /** Goes on to the next place that holds a key, which is put into its local; branches if there is none. */
  const search = (step: number, offset: number) => {
    const found = f.block(), next = f.loop();
    f.localGet(index);
    f.localGet(end);
    f.i32GeU();
    f.brIf(slow);
    f.localGet(at);
    f.i32Load(offset);
    f.localTee(key);
    f.brIf(found);
    addTo(f, at, step);
    addTo(f, index, 1);
    f.br(next);
    f.end();
    f.end();
  };
  const advance = () => {
    f.localGet(iterator);
    f.localGet(index);
    f.i32Const(1);
    f.i32Add();
    f.i32Store(ITERATOR_INDEX);
    f.localGet(iterator);
    f.localGet(left);
    f.i32Const(1);
    f.i32Sub();
    f.i32Store(ITERATOR_LEFT);
  };
  const needUnchanged = (offset: number) => {
    f.localGet(target);
    f.i32Load(offset);
    f.localGet(iterator);
    f.i32Load(ITERATOR_GUARD);
    f.i32Ne();
    f.brIf(slow);
  };
  f.localGet(type);
  f.i32Const(T_SET_ITERATOR);
  f.i32Eq();
  f.if();
  needUnchanged(SET_USED);
  f.localGet(target);
  f.i32Load(SET_TABLE);
  f.localGet(index);
  f.i32Const(3);
  f.i32Shl();
  f.i32Add();
  f.localSet(at);
  f.localGet(target);
  f.i32Load(SET_MASK);
  f.i32Const(1);
  f.i32Add();
  f.localSet(end);
  search(PAIR, 4);
  keep(parts, f, key);
  advance();
  f.localGet(key);
  f.return();
  f.end();
  needUnchanged(DICT_USED);
  f.localGet(target);
  f.i32Load(DICT_STORAGE);
  f.localTee(storage);
  f.i32Load(4);
  f.localSet(end);
  // Entries lie behind the table.
  f.localGet(storage);
  f.localGet(storage);
  f.i32Load();
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.i32Const(TABLE + 4);
  f.i32Add();
  f.localGet(index);
  f.i32Const(ENTRY);
  f.i32Mul();
  f.i32Add();
  f.localSet(at);
  search(ENTRY, ENTRY_KEY);
  f.localGet(at);
  f.i32Load(ENTRY_VALUE);
  f.localSet(value);
  f.localGet(type);
  f.i32Const(T_DICT_ITEMITERATOR);
  f.i32Eq();
  f.if();
  f.i32Const(T_TUPLE);
  f.i32Const(PAIR_BYTES);
  f.call(parts.newContainer);
  f.localTee(pair);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(pair);
  f.i32Const(2);
  f.i32Store(TUPLE_LENGTH);
  [key, value].forEach((item, k) => {
    keep(parts, f, item);
    f.localGet(pair);
    f.localGet(item);
    f.i32Store(TUPLE_ITEMS + 4 * k);
  });
  advance();
  f.localGet(pair);
  f.return();
  f.end();
  f.localGet(value);
  f.localGet(key);
  f.localGet(type);
  f.i32Const(T_DICT_VALUEITERATOR);
  f.i32Eq();
  f.select();
  f.localSet(key);
  keep(parts, f, key);
  advance();
  f.localGet(key);
  f.return();
  endWithHelper(parts, f, "next");
  return f.index;
}

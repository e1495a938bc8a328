/**
 * Iterators.
 *
 * @module
 */
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_FLAGS,
  CODE_KWONLY,
  CODE_STREAM,
  FUNCTION_CODE,
  NATIVE_ID,
  NONE,
  T_DICT,
  T_DICT_ITEMITERATOR,
  T_DICT_KEYITERATOR,
  T_DICT_VALUEITERATOR,
  T_ENUMERATE,
  T_FROZENSET,
  T_FUNCTION,
  T_GENERATOR,
  T_LIST,
  T_LIST_ITERATOR,
  T_MAP,
  T_MATCH,
  T_METHOD_DESCRIPTOR,
  T_RANGE,
  T_RANGE_ITERATOR,
  T_SET,
  T_SET_ITERATOR,
  T_STR,
  T_STR_ITERATOR,
  T_TUPLE,
  T_TUPLE_ITERATOR,
  T_UNION,
  T_WRAPPER_DESCRIPTOR,
  T_ZIP,
  TYPE_FLAGS,
  type Value,
} from "@orochi/object";
import { lengthHint } from "./length_hint.ts";
import { enumerateNext, mapNext, zipNext } from "../builtins/iterators.ts";
import { dictNext, newSetIterator, setNext } from "../builtins/mapping_iterators.ts";
import { iterateRange } from "../builtins/range.ts";
import { listNext, newIterator, rangeNext, strNext, tupleNext } from "../builtins/sequence_iterators.ts";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
} from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { callUnary, enterNested, leaveNested, release, reserve } from "../call.ts";
import { send } from "../generators.ts";
import { lookup, TYPE_FLAG_HEAP } from "../type_lookup.ts";
import { hasSnapshot, snapshot } from "../snapshot.ts";
import type { Vm } from "../vm.ts";

/** Builtin types with items that are not by position, and that have no iterator of their own. */
const NO_SEQUENCES: ReadonlySet<number> = new Set([T_DICT, T_MATCH, T_UNION]);

/** `iter(value)` of the builtin types that programs iterate over most, exactly these; else 0 without an exception. */
function iterOfBuiltin(vm: Vm, value: Value): Value {
  switch (vm.typeIndex(value)) {
    case T_RANGE:
      return iterateRange(vm, value);
    case T_LIST:
      return newIterator(vm, T_LIST_ITERATOR, value, 0);
    case T_TUPLE:
      return newIterator(vm, T_TUPLE_ITERATOR, value, 0);
    case T_STR:
      return newIterator(vm, T_STR_ITERATOR, value, 0);
    case T_SET:
    case T_FROZENSET:
      return newSetIterator(vm, value);
    case T_GENERATOR:
    case T_ENUMERATE:
    case T_ZIP:
    case T_MAP:
      return vm.keep(value);
    default:
      return 0;
  }
}

/** `iter(value)`. */
export function iter(vm: Vm, value: Value): Value {
  const quick = iterOfBuiltin(vm, value);
  if (quick !== 0 || vm.failed()) return quick;
  const type = vm.typeOf(value);
  const method = lookup(vm, type, vm.names.__iter__);
  if (method === 0) {
    if (lookup(vm, type, vm.names.__getitem__) !== 0 && !NO_SEQUENCES.has(vm.layout(value))) {
      return vm.newSequenceIterator(value);
    }
    return vm.raiseType(`'${vm.typeName(value)}' object is not iterable`);
  }
  if (method === NONE) return vm.raiseType(`'${vm.typeName(value)}' object is not iterable`);
  const iterator = callUnary(vm, method, value);
  if (iterator !== 0 && lookup(vm, vm.typeOf(iterator), vm.names.__next__) === 0) {
    vm.raiseType(`iter() returned non-iterator of type '${vm.typeName(iterator)}'`);
    vm.decref(iterator);
    return 0;
  }
  return iterator;
}

/**
 * The Python function that `iter` calls for the instances of a class (borrowed), if all it does is to make a generator and it
 * needs nothing but the instance; else 0.
 */
export function iteratorFunction(vm: Vm, type: Address): Value {
  const { i32 } = vm, method = lookup(vm, type, vm.names.__iter__);
  if (method === 0 || vm.typeIndex(method) !== T_FUNCTION) return 0;
  const code = i32[(method + FUNCTION_CODE) >>> 2], flags = i32[(code + CODE_FLAGS) >>> 2];
  const kinds = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_VARARGS | CO_VARKEYWORDS;
  const plain = (flags & kinds) === CO_GENERATOR && i32[(code + CODE_ARGCOUNT) >>> 2] === 1 &&
    i32[(code + CODE_KWONLY) >>> 2] === 0;
  return plain && i32[i32[(code + CODE_STREAM) >>> 2] >>> 2] === Op.RETURN_GENERATOR ? method : 0;
}

/** No Value: the iterator is not of a type that {@linkcode nextOfBuiltin} knows. */
const NOT_BUILTIN = 2;

/** The next item of an iterator of the most common types, as their `__next__` gives it. */
function nextOfBuiltin(vm: Vm, iterator: Value): Value {
  switch (vm.typeIndex(iterator)) {
    case T_RANGE_ITERATOR:
      return rangeNext(vm, iterator);
    case T_LIST_ITERATOR:
      return listNext(vm, iterator);
    case T_TUPLE_ITERATOR:
      return tupleNext(vm, iterator);
    case T_STR_ITERATOR:
      return strNext(vm, iterator);
    case T_DICT_KEYITERATOR:
    case T_DICT_VALUEITERATOR:
    case T_DICT_ITEMITERATOR:
      return dictNext(vm, iterator);
    case T_SET_ITERATOR:
      return setNext(vm, iterator);
    case T_ENUMERATE:
      return nested(vm, iterator, enumerateNext);
    case T_ZIP:
      return nested(vm, iterator, zipNext);
    case T_MAP:
      return nested(vm, iterator, mapNext);
    default:
      return NOT_BUILTIN;
  }
}

/** The next item of an iterator over an iterator, which may be over an iterator in turn. */
function nested(vm: Vm, iterator: Value, step: (vm: Vm, iterator: Value) => Value): Value {
  if (!enterNested(vm)) return 0;
  const value = step(vm, iterator);
  leaveNested(vm);
  return value;
}

/** The next item, or 0: exhausted unless an exception is set. A StopIteration is taken as exhaustion. */
export function next(vm: Vm, iterator: Value): Value {
  if (vm.typeIndex(iterator) === T_GENERATOR) {
    const value = send(vm, iterator, NONE);
    if (value === 0 && vm.failed() && vm.matches("StopIteration")) vm.clearError();
    return value;
  }
  const quick = nextOfBuiltin(vm, iterator);
  if (quick !== NOT_BUILTIN) {
    if (quick === 0 && vm.failed() && vm.matches("StopIteration")) vm.clearError();
    return quick;
  }
  const method = lookup(vm, vm.typeOf(iterator), vm.names.__next__);
  if (method === 0) return vm.raiseType(`'${vm.typeName(iterator)}' object is not an iterator`);
  const kind = vm.typeIndex(method);
  let value: Value = 0;
  if (kind === T_WRAPPER_DESCRIPTOR || kind === T_METHOD_DESCRIPTOR) {
    // A native says "exhausted" by 0 without the cost of an exception.
    const word = reserve(vm, 1);
    if (word === 0) return 0;
    vm.i32[word] = iterator;
    if (enterNested(vm)) {
      value = vm.registry.natives[vm.i32[(method + NATIVE_ID) >>> 2]].definition.call(vm, word);
      leaveNested(vm);
    }
    release(vm, word);
  } else {
    value = callUnary(vm, method, iterator);
  }
  if (value === 0 && vm.failed() && vm.matches("StopIteration")) vm.clearError();
  return value;
}

/** Calls back with each item (borrowed) until it returns false; false if anything failed or it did. */
export function iterate(vm: Vm, iterable: Value, each: (item: Value) => boolean): boolean {
  const iterator = iter(vm, iterable);
  return iterator !== 0 && drain(vm, iterator, each);
}

/** Items after which whoever gives them is asked how many more there will be. */
const MANY = 2 ** 20;

/** Whether an iterable tells its length, if it has one to tell, and there may be memory for so much. */
function isBounded(vm: Vm, iterable: Value, already: number): boolean {
  const hint = lengthHint(vm, iterable, 0);
  // The largest of all, more than any length together with the items that are there, is taken for a lie.
  const lies = already > 0 && hint >= 2 ** 53;
  if (hint >= vm.i32.length && !lies) vm.raiseMemory();
  return !vm.failed();
}

/**
 * As `iterate`, for items that are kept: a length may be more than there is memory for. A class of the program's own is asked
 * at once, as the asking may fail; of others most are short, and are not asked before they have turned out to be long.
 *
 * @param already Number of items that are kept together with these.
 */
export function iterateSized(
  vm: Vm,
  iterable: Value,
  each: (item: Value) => boolean,
  already = 0,
): boolean {
  const iterator = iter(vm, iterable);
  if (iterator === 0) return false;
  const isOwn = (vm.i32[(vm.typeOf(iterable) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
  if (isOwn && !isBounded(vm, iterable, already)) {
    vm.decref(iterator);
    return false;
  }
  let count = 0;
  return drain(vm, iterator, (item) => (++count !== MANY || isBounded(vm, iterator, count)) && each(item));
}

/** As `iterate`, of an iterator (stolen) as it stands. */
function drain(vm: Vm, iterator: Value, each: (item: Value) => boolean): boolean {
  let more = true;
  while (more) {
    const item = next(vm, iterator);
    if (item === 0) break;
    more = each(item);
    vm.decref(item);
  }
  vm.decref(iterator);
  return more && !vm.failed();
}

/** A new list of an iterable's items. */
export function collect(vm: Vm, iterable: Value): Value {
  if (hasSnapshot(vm, iterable)) {
    const items = snapshot(vm, iterable);
    return items === null ? 0 : vm.newList(items);
  }
  const list = vm.newList([]);
  if (list === 0) return 0;
  if (iterateSized(vm, iterable, (item) => vm.listAppend(list, item))) return list;
  vm.decref(list);
  return 0;
}

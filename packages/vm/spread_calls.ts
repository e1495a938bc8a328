/**
 * Calls with `*` and `**`: what they are called with is looked at once, noted for the compiler, and handed on without a
 * copy where that can be.
 *
 * @module
 */
import {
  DICT_USED,
  FUNCTION_CODE,
  LIST_ITEMS,
  METHOD_FUNCTION,
  T_DICT,
  T_FUNCTION,
  T_METHOD,
  T_TUPLE,
  T_TYPE,
  type Value,
} from "@orochi/object";
import { callWithTuple } from "./call.ts";
import * as feedback from "./bytecode/feedback.ts";
import { mergeDict } from "./unpack_operations.ts";
import { tupleFromWords } from "./values.ts";
import type { Vm } from "./vm.ts";

/** `I` of CALL_EX: there are keywords; and these are any mapping, not a dict that was made for the call. */
const KEYWORDS = 1, MAPPING = 2;

/**
 * CALL_EX: calls with the items of an iterable and of a mapping (all borrowed).
 *
 * @param how The instruction's `I`.
 * @param cache Index of its inline cache.
 */
export function callSpread(
  vm: Vm,
  callable: Value,
  args: Value,
  mapping: Value,
  how: number,
  cache: number,
): Value {
  let keywords = (how & KEYWORDS) !== 0 ? mapping : 0;
  const copied = (how & MAPPING) !== 0 && !vm.isExact(mapping, T_DICT);
  if (copied) {
    keywords = vm.newDict();
    if (keywords === 0) return 0;
    if (!mergeDict(vm, keywords, mapping, callable)) {
      vm.decref(keywords);
      return 0;
    }
  }
  noteSpread(vm, cache, callable, args, copied ? -1 : keywords);
  const tuple = vm.isExact(args, T_TUPLE) ? vm.keep(args) : tupleOf(vm, callable, args);
  const result = tuple === 0 ? 0 : callWithTuple(vm, callable, tuple, keywords);
  vm.decref(tuple);
  if (copied) vm.decref(keywords);
  return result;
}

/** A tuple of the items behind a `*`. */
function tupleOf(vm: Vm, callable: Value, args: Value): Value {
  const list = vm.collect(args);
  if (list === 0) {
    if (
      vm.matches("TypeError") && vm.lookupSpecial(args, vm.names.__iter__) === 0 &&
      vm.lookupSpecial(args, vm.names.__getitem__) === 0
    ) {
      vm.clearError();
      return vm.raiseType(
        `${vm.functionLabel(callable)} argument after * must be an iterable, not ${vm.typeName(args)}`,
      );
    }
    return 0;
  }
  const first = vm.i32[(list + LIST_ITEMS) >>> 2] >>> 2, count = vm.listLength(list);
  for (let i = 0; i < count; i++) vm.incref(vm.i32[first + i]);
  const tuple = tupleFromWords(vm, first, count);
  vm.decref(list);
  return tuple;
}

/** Fills the cache of the call; `keywords`: 0 for none, -1 for some that are no dict. */
export function noteSpread(vm: Vm, cache: number, callable: Value, args: Value, keywords: Value): void {
  const { ic, i32 } = vm, fresh = ic[cache] === feedback.CALL_KIND_NONE;
  let type = vm.typeIndex(callable), func = callable;
  let kind: number = type === T_TYPE ? feedback.CALL_KIND_CLASS : feedback.CALL_KIND_OTHER;
  if (type === T_METHOD) {
    func = i32[(callable + METHOD_FUNCTION) >>> 2];
    type = vm.typeIndex(func);
    if (type === T_FUNCTION) kind = feedback.CALL_KIND_METHOD;
  } else if (type === T_FUNCTION) kind = feedback.CALL_KIND_PYTHON;
  if (type === T_FUNCTION) ic[cache + feedback.CALL_CODE] = i32[(func + FUNCTION_CODE) >>> 2];
  ic[cache + feedback.CALL_KIND] = kind;
  ic[cache + feedback.CALL_CALLEE] = func;
  const count = vm.isExact(args, T_TUPLE) ? vm.tupleLength(args) + 1 : -1;
  const counted = cache + feedback.SPREAD_COUNT;
  ic[counted] = fresh || ic[counted] === count ? count : -1;
  noteNames(vm, cache, keywords, fresh);
}

function noteNames(vm: Vm, cache: number, keywords: Value, fresh: boolean): void {
  const { ic } = vm, named = cache + feedback.SPREAD_NAMED, first = cache + feedback.SPREAD_NAMES;
  const count = keywords === 0 || keywords === -1 ? keywords : vm.i32[(keywords + DICT_USED) >>> 2];
  if ((!fresh && ic[named] !== count) || count > feedback.MOST_SPREAD_NAMES) ic[named] = -1;
  else ic[named] = count;
  if (ic[named] <= 0) return;
  let k = 0;
  vm.dictIterate(keywords, (key) => {
    if (!fresh && ic[first + k] !== key) ic[named] = -1;
    ic[first + k++] = key;
    return true;
  });
}

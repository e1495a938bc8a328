/**
 * `functools.lru_cache`'s wrapper.
 *
 * A bounded cache is a dict from key to link. The dict counts the links; a link counts its key and result, and knows
 * its neighbours in order of use by their addresses, uncounted. Links and the ends of their chain change only inside
 * the wrapper's section, in the same section as the dict's entry: a link is in the chain while it is in the dict.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_INT,
  T_LRU_CACHE,
  T_LRU_LINK,
  T_STR,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { allocTuple, callWithTuple, dictClear, dictGetSet, dictLength, dicts } from "@orochi/vm/kernel";
import { swapWord, word } from "../_data.ts";
import { bindTo } from "./partial.ts";

/**
 * Words of a wrapper: function, cache, class of `cache_info()`, its own dict; then raw numbers: hits, misses, size
 * limit (-1: none), whether types count, and the links used last and longest ago.
 */
const FUNCTION = 0, CACHE = 1, INFO = 2, DICT = 3;
const HITS = 4, MISSES = 5, LIMIT = 6, TYPED = 7, NEWEST = 8, OLDEST = 9;
const SIZE = 10;
/** Words of a link: key, result; raw addresses of the link used after it, and of the one used before. */
const KEY = 0, RESULT = 1, NEWER = 2, OLDER = 3;

/** The key of a call: a lone str or int itself, else a tuple of arguments, keywords and, if they count, types. */
function makeKey(vm: Vm, args: Value, keywords: Value, typed: boolean): Value {
  const count = vm.tupleLength(args);
  const named = dictLength(vm, keywords);
  if (!typed && named === 0) {
    if (count !== 1) return vm.keep(args);
    const only = vm.tupleItem(args, 0);
    const type = vm.typeIndex(only);
    return vm.keep(type === T_STR || type === T_INT ? only : args);
  }
  const key = allocTuple(vm, count + (named > 0 ? 1 + named * 2 : 0) + (typed ? count + named : 0));
  if (key === 0) return 0;
  let at = (key + TUPLE_ITEMS) >>> 2;
  const put = (value: Value): void => {
    vm.i32[at++] = vm.keep(value);
  };
  for (let i = 0; i < count; i++) put(vm.tupleItem(args, i));
  // A type that no program can name parts positional from keyword arguments.
  if (named > 0) put(vm.typeObject(T_LRU_LINK));
  if (named > 0) vm.dictIterate(keywords, (name, value) => (put(name), put(value), true));
  if (typed) {
    for (let i = 0; i < count; i++) put(vm.typeOf(vm.tupleItem(args, i)));
    if (named > 0) vm.dictIterate(keywords, (_name, value) => (put(vm.typeOf(value)), true));
  }
  return key;
}

function count(vm: Vm, self: Address, which: number): void {
  vm.i32[(self + part(which)) >>> 2]++;
}

/** Takes a link out of the chain. Inside the section. */
function unlink(vm: Vm, self: Address, link: Address): void {
  const newer = word(vm, link, NEWER), older = word(vm, link, OLDER);
  if (newer !== 0) swapWord(vm, newer, OLDER, older);
  else swapWord(vm, self, NEWEST, older);
  if (older !== 0) swapWord(vm, older, NEWER, newer);
  else swapWord(vm, self, OLDEST, newer);
  swapWord(vm, link, NEWER, 0);
  swapWord(vm, link, OLDER, 0);
}

/** Makes a link the one used last. Inside the section. */
function linkFirst(vm: Vm, self: Address, link: Address): void {
  const newest = word(vm, self, NEWEST);
  swapWord(vm, link, OLDER, newest);
  if (newest !== 0) swapWord(vm, newest, NEWER, link);
  else swapWord(vm, self, OLDEST, link);
  swapWord(vm, self, NEWEST, link);
}

/** Whether a link is in the chain: neither thrown out nor cleared since it was found. Inside the section. */
function isLinked(vm: Vm, self: Address, link: Address): boolean {
  return word(vm, link, NEWER) !== 0 || word(vm, self, NEWEST) === link;
}

/** The result of a key in a bounded cache (new reference), which is then the one used last; 0 if there is none. */
function findLinked(vm: Vm, self: Address, key: Value, hash: number): Value {
  vm.lock.begin(self);
  const link = dicts.getHashed(vm, word(vm, self, CACHE), key, hash);
  let result = 0;
  if (link !== 0) {
    if (isLinked(vm, self, link)) {
      unlink(vm, self, link);
      linkFirst(vm, self, link);
    }
    result = vm.keep(word(vm, link, RESULT));
    count(vm, self, HITS);
  } else if (!vm.failed()) count(vm, self, MISSES);
  vm.lock.end();
  vm.decref(link);
  return result;
}

/** Puts a result (borrowed) into a bounded cache. False with an exception set. */
function storeLinked(vm: Vm, self: Address, key: Value, hash: number, result: Value): boolean {
  const link = vm.alloc(T_LRU_LINK, part(4));
  if (link === 0) return false;
  swapWord(vm, link, KEY, vm.keep(key));
  swapWord(vm, link, RESULT, vm.keep(result));
  const cache = word(vm, self, CACHE);
  let thrownOut = 0;
  vm.lock.begin(self);
  const known = dicts.getHashed(vm, cache, key, hash);
  let done = !vm.failed();
  if (done && known === 0) {
    if (dictLength(vm, cache) >= word(vm, self, LIMIT)) {
      const oldest = word(vm, self, OLDEST);
      // Its key is found by identity: no Python code runs in between.
      if (oldest !== 0) {
        unlink(vm, self, oldest);
        thrownOut = dicts.take(vm, cache, word(vm, oldest, KEY));
        done = !vm.failed();
      }
    }
    if (done) done = dicts.setHashed(vm, cache, key, hash, link);
    if (done) linkFirst(vm, self, link);
  }
  vm.lock.end();
  vm.decref(thrownOut);
  vm.decref(known);
  vm.decref(link);
  return done;
}

function callCached(vm: Vm, self: Address, args: Value, keywords: Value): Value {
  const limit = word(vm, self, LIMIT);
  const func = word(vm, self, FUNCTION);
  const dict = dictLength(vm, keywords) === 0 ? 0 : keywords;
  if (limit === 0) {
    count(vm, self, MISSES);
    return callWithTuple(vm, func, args, dict);
  }
  const key = makeKey(vm, args, keywords, word(vm, self, TYPED) === 1);
  if (key === 0) return 0;
  const hash = vm.hash(key);
  let result = 0;
  if (hash !== 0 || !vm.failed()) {
    const cache = word(vm, self, CACHE);
    result = limit < 0 ? dicts.getHashed(vm, cache, key, hash) : findLinked(vm, self, key, hash);
    if (result !== 0) {
      if (limit < 0) count(vm, self, HITS);
    } else if (!vm.failed()) {
      if (limit < 0) count(vm, self, MISSES);
      result = callWithTuple(vm, func, args, dict);
      const stored = result !== 0 &&
        (limit < 0
          ? dicts.setHashed(vm, cache, key, hash, result)
          : storeLinked(vm, self, key, hash, result));
      if (!stored) {
        vm.decref(result);
        result = 0;
      }
    }
  }
  vm.decref(key);
  return result;
}

function clear(vm: Vm, self: Address): Value {
  vm.lock.begin(self);
  for (let link = word(vm, self, NEWEST); link !== 0;) {
    const older = word(vm, link, OLDER);
    swapWord(vm, link, NEWER, 0);
    swapWord(vm, link, OLDER, 0);
    link = older;
  }
  swapWord(vm, self, NEWEST, 0);
  swapWord(vm, self, OLDEST, 0);
  swapWord(vm, self, HITS, 0);
  swapWord(vm, self, MISSES, 0);
  // The links die here, inside the section: whoever comes in between finds the cache empty.
  dictClear(vm, word(vm, self, CACHE));
  vm.lock.end();
  return NONE;
}

function info(vm: Vm, self: Address): Value {
  const limit = word(vm, self, LIMIT);
  const values = [
    vm.newInt(word(vm, self, HITS) >>> 0),
    vm.newInt(word(vm, self, MISSES) >>> 0),
    limit < 0 ? NONE : vm.newInt(limit),
    vm.newInt(dictLength(vm, word(vm, self, CACHE))),
  ];
  const result = vm.call(word(vm, self, INFO), ...values);
  for (const value of values) vm.decref(value);
  return result;
}

/** `functools._lru_cache_wrapper`. */
export const lruCacheType: TypeDefinition = {
  index: T_LRU_CACHE,
  name: "_lru_cache_wrapper",
  module: "functools",
  basicSize: part(SIZE),
  subclassable: true,
  dictOffset: part(DICT),
  doc:
    "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n",
  getset: [dictGetSet],
  methods: [
    newMethod("($type, user_function, maxsize, typed, cache_info_type)", (vm, a) => {
      const [func, maxsize, typed, infoType] = [1, 2, 3, 4].map((i) => vm.i32[a + i]);
      if (vm.lookupSpecial(func, vm.names.__call__) === 0) {
        return vm.raiseType("the first argument must be callable");
      }
      const types = vm.truthy(typed);
      if (types < 0) return 0;
      let limit = -1;
      if (maxsize !== NONE) {
        if (!vm.isInt(maxsize) && vm.lookupSpecial(maxsize, vm.names.__index__) === 0) {
          return vm.raiseType("maxsize should be integer or None");
        }
        limit = Math.min(Math.max(0, vm.index(maxsize)), 0x7fff_ffff);
        if (Number.isNaN(limit)) return 0;
      }
      const cache = vm.newDict();
      const self = cache === 0 ? 0 : vm.allocLike(vm.i32[a], part(SIZE));
      if (self === 0) {
        vm.decref(cache);
        return 0;
      }
      swapWord(vm, self, FUNCTION, vm.keep(func));
      swapWord(vm, self, CACHE, cache);
      swapWord(vm, self, INFO, vm.keep(infoType));
      swapWord(vm, self, LIMIT, limit);
      swapWord(vm, self, TYPED, types);
      return self;
    }),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) => callCached(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__get__", "($self, instance, owner=None, /)", (vm, a) => bindTo(vm, vm.i32[a], vm.i32[a + 1])),
    method("cache_info", "($self, /)", (vm, a) => info(vm, vm.i32[a]), "Report cache statistics"),
    method(
      "cache_clear",
      "($self, /)",
      (vm, a) => clear(vm, vm.i32[a]),
      "Clear the cache and cache statistics",
    ),
    method("__reduce__", "($self, /)", (vm, a) => vm.getAttr(vm.i32[a], vm.names.__qualname__)),
    method("__copy__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    method("__deepcopy__", "($self, memo, /)", (vm, a) => vm.keep(vm.i32[a])),
  ],
};

/** `functools._lru_list_elem`: the links. */
export const lruLinkType: TypeDefinition = {
  index: T_LRU_LINK,
  name: "_lru_list_elem",
  module: "functools",
  basicSize: part(4),
};

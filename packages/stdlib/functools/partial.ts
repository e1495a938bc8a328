/**
 * `functools.partial` and `functools.Placeholder`.
 *
 * @module
 */
import {
  type Address,
  METHOD_BYTES,
  METHOD_FUNCTION,
  METHOD_SELF,
  NONE,
  part,
  T_DICT,
  T_METHOD,
  T_PARTIAL,
  T_PLACEHOLDER,
  T_TUPLE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { type MemberDefinition, method, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import {
  callVector,
  callWithTuple,
  dictCopy,
  dictGetSet,
  dictLength,
  dictMerge,
  genericClassMethod,
  release,
  reprText,
  reserve,
} from "@orochi/vm/kernel";
import { swapWord, word } from "../_data.ts";
import { getState, setState as keepState } from "../state.ts";

/** Words of a partial: function, tuple of arguments, dict of keywords, its own dict; then how many placeholders (raw). */
const FUNCTION = 0, ARGS = 1, KEYWORDS = 2, DICT = 3, HOLES = 4;
const SIZE = 5;

/** Where the placeholder is kept. */
const KEPT_PLACEHOLDER = "functools placeholder";

function isPlaceholder(vm: Vm, value: Value): boolean {
  return vm.typeIndex(value) === T_PLACEHOLDER;
}

/** The one placeholder (new reference), however often `functools` is imported; 0 with MemoryError set. */
export function thePlaceholder(vm: Vm): Value {
  const known = getState(vm, KEPT_PLACEHOLDER);
  if (known !== 0) return vm.keep(known);
  const made = vm.alloc(T_PLACEHOLDER, part(1));
  return made !== 0 && keepState(vm, KEPT_PLACEHOLDER, made) ? made : 0;
}

/** Placeholders among the items of a tuple. */
function countPlaceholders(vm: Vm, tuple: Value): number {
  let count = 0;
  for (let i = 0; i < vm.tupleLength(tuple); i++) if (isPlaceholder(vm, vm.tupleItem(tuple, i))) count++;
  return count;
}

/** Puts arguments into the placeholders of `base`, the others behind it: a new tuple. */
function fill(vm: Vm, base: Value, given: readonly Value[]): Value {
  const items: Value[] = [];
  let taken = 0;
  for (let i = 0; i < vm.tupleLength(base); i++) {
    const item = vm.tupleItem(base, i);
    items.push(vm.keep(taken < given.length && isPlaceholder(vm, item) ? given[taken++] : item));
  }
  for (; taken < given.length; taken++) items.push(vm.keep(given[taken]));
  return vm.newTuple(items);
}

function makePartial(vm: Vm, type: Address, args: Value, keywords: Value): Value {
  if (vm.tupleLength(args) === 0) return vm.raiseType("type 'partial' takes at least one argument");
  let func = vm.tupleItem(args, 0);
  if (vm.lookupSpecial(func, vm.names.__call__) === 0) {
    return vm.raiseType("the first argument must be callable");
  }
  const given = vm.tupleItems(args).slice(1);
  if (given.length > 0 && isPlaceholder(vm, given[given.length - 1])) {
    return vm.raiseType("trailing Placeholders are not allowed");
  }
  let plain = true;
  vm.dictIterate(keywords, (_key, value) => (plain = plain && !isPlaceholder(vm, value)));
  if (!plain) return vm.raiseType("Placeholder cannot be passed as a keyword argument");
  let tuple: Value, dict: Value;
  if (vm.layout(func) === T_PARTIAL) {
    tuple = fill(vm, word(vm, func, ARGS), given);
    dict = tuple === 0 ? 0 : dictCopy(vm, word(vm, func, KEYWORDS));
    func = word(vm, func, FUNCTION);
  } else {
    tuple = vm.newTuple(given.map((value) => vm.keep(value)));
    dict = tuple === 0 ? 0 : vm.newDict();
  }
  const merged = dict !== 0 && (dictLength(vm, keywords) === 0 || dictMerge(vm, dict, keywords));
  const self = merged ? vm.allocLike(type, part(SIZE)) : 0;
  if (self === 0) {
    vm.decref(tuple);
    vm.decref(dict);
    return 0;
  }
  swapWord(vm, self, FUNCTION, vm.keep(func));
  swapWord(vm, self, ARGS, tuple);
  swapWord(vm, self, KEYWORDS, dict);
  swapWord(vm, self, HOLES, countPlaceholders(vm, tuple));
  return self;
}

/** Calls the function with what is kept and what is given. */
function callPartial(vm: Vm, self: Address, args: Value, keywords: Value): Value {
  const func = word(vm, self, FUNCTION), kept = word(vm, self, ARGS), names = word(vm, self, KEYWORDS);
  const holes = word(vm, self, HOLES);
  const count = vm.tupleLength(args), keptCount = vm.tupleLength(kept);
  if (count < holes) {
    return vm.raiseType(
      `missing positional arguments in 'partial' call; expected at least ${holes}, got ${count}`,
    );
  }
  const named = dictLength(vm, names) + dictLength(vm, keywords);
  if (named === 0) return callPositional(vm, func, kept, keptCount, args, count);
  const tuple = fill(vm, kept, vm.tupleItems(args));
  let dict = dictLength(vm, names) === 0
    ? vm.keep(keywords)
    : dictLength(vm, keywords) === 0
    ? vm.keep(names)
    : 0;
  if (dict === 0 && tuple !== 0) {
    dict = dictCopy(vm, names);
    if (dict !== 0 && !dictMerge(vm, dict, keywords)) {
      vm.decref(dict);
      dict = 0;
    }
  }
  const result = tuple === 0 || dict === 0 ? 0 : callWithTuple(vm, func, tuple, dict);
  vm.decref(tuple);
  vm.decref(dict);
  return result;
}

function callPositional(
  vm: Vm,
  func: Value,
  kept: Value,
  keptCount: number,
  args: Value,
  count: number,
): Value {
  const i32 = vm.i32;
  const from = (kept + TUPLE_ITEMS) >>> 2;
  if (count === 0) return callVector(vm, func, from, keptCount, 0);
  const at = reserve(vm, keptCount + count);
  if (at === 0) return 0;
  const given = (args + TUPLE_ITEMS) >>> 2;
  let taken = 0;
  for (let i = 0; i < keptCount; i++) {
    i32[at + i] = isPlaceholder(vm, i32[from + i]) ? i32[given + taken++] : i32[from + i];
  }
  const left = count - taken;
  i32.copyWithin(at + keptCount, given + taken, given + count);
  const result = callVector(vm, func, at, keptCount + left, 0);
  release(vm, at);
  return result;
}

function repr(vm: Vm, self: Address): Value {
  if (!vm.enterRepr(self)) return vm.newStr("...");
  const parts: string[] = [];
  let whole = true;
  const add = (value: Value, prefix = "") => {
    const text = whole ? reprText(vm, value) : null;
    whole = text !== null;
    parts.push(prefix + text);
  };
  // What is shown may change the partial, and its dict of keywords.
  vm.lock.begin(self);
  const [func, args, keywords] = [FUNCTION, ARGS, KEYWORDS].map((part) => vm.keep(word(vm, self, part)));
  vm.lock.end();
  add(func);
  for (const value of vm.tupleItems(args)) add(value);
  const named: [string, Value][] = [];
  vm.dictIterate(keywords, (key, value) => (named.push([`${vm.jsStr(key)}=`, vm.keep(value)]), true));
  for (const [prefix, value] of named) {
    add(value, prefix);
    vm.decref(value);
  }
  for (const part of [func, args, keywords]) vm.decref(part);
  vm.leaveRepr(self);
  const type = vm.typeOf(self);
  const qualname = vm.getAttr(type, vm.names.__qualname__);
  const name = qualname === 0 ? "" : vm.jsStr(qualname);
  vm.decref(qualname);
  return whole && qualname !== 0 ? vm.newStr(`${vm.typeModule(type)}.${name}(${parts.join(", ")})`) : 0;
}

function setState(vm: Vm, self: Address, state: Value): Value {
  if (!vm.isTuple(state)) return vm.raiseType("argument to __setstate__ must be a tuple");
  if (vm.tupleLength(state) !== 4) {
    return vm.raiseType(`expected 4 items in state, got ${vm.tupleLength(state)}`);
  }
  const [func, args, keywords, dict] = vm.tupleItems(state);
  const valid = vm.lookupSpecial(func, vm.names.__call__) !== 0 && vm.isTuple(args) &&
    (keywords === NONE || vm.isDict(keywords)) && (dict === NONE || vm.isDict(dict));
  if (!valid) return vm.raiseType("invalid partial state");
  const count = vm.tupleLength(args);
  if (count > 0 && isPlaceholder(vm, vm.tupleItem(args, count - 1))) {
    return vm.raiseType("trailing Placeholders are not allowed");
  }
  const exactArgs = vm.isExact(args, T_TUPLE)
    ? vm.keep(args)
    : vm.newTuple(vm.tupleItems(args).map((value) => vm.keep(value)));
  const exactKeywords = keywords === NONE
    ? vm.newDict()
    : vm.isExact(keywords, T_DICT)
    ? vm.keep(keywords)
    : dictCopy(vm, keywords);
  if (exactArgs === 0 || exactKeywords === 0) {
    vm.decref(exactArgs);
    vm.decref(exactKeywords);
    return 0;
  }
  vm.lock.begin(self);
  const old = [
    swapWord(vm, self, FUNCTION, vm.keep(func)),
    swapWord(vm, self, ARGS, exactArgs),
    swapWord(vm, self, KEYWORDS, exactKeywords),
    swapWord(vm, self, DICT, dict === NONE ? 0 : vm.keep(dict)),
  ];
  swapWord(vm, self, HOLES, countPlaceholders(vm, exactArgs));
  vm.lock.end();
  for (const value of old) vm.retire(value);
  return NONE;
}

function member(name: string, n: number): MemberDefinition {
  return { name, offset: part(n) };
}

/** A bound method of an object and a callable (both borrowed). */
export function bindTo(vm: Vm, callable: Value, object: Value): Value {
  if (object === NONE) return vm.keep(callable);
  const bound = vm.alloc(T_METHOD, METHOD_BYTES);
  if (bound === 0) return 0;
  vm.i32[(bound + METHOD_FUNCTION) >>> 2] = vm.keep(callable);
  vm.i32[(bound + METHOD_SELF) >>> 2] = vm.keep(object);
  return bound;
}

/** `functools.partial`. */
export const partialType: TypeDefinition = {
  index: T_PARTIAL,
  name: "partial",
  module: "functools",
  basicSize: part(SIZE),
  subclassable: true,
  dictOffset: part(DICT),
  doc: "Create a new function with partial application of the given arguments and keywords.",
  members: [member("func", FUNCTION), member("args", ARGS), member("keywords", KEYWORDS)],
  getset: [{
    ...dictGetSet,
    set: (vm, object, value) =>
      value === 0 ? vm.raiseType("cannot delete __dict__") !== 0 : dictGetSet.set!(vm, object, value),
  }],
  methods: [
    newMethod(
      "($type, /, *args, **kwargs)",
      (vm, a) => makePartial(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__call__",
      "($self, /, *args, **kwargs)",
      (vm, a) => callPartial(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__get__", "($self, instance, owner=None, /)", (vm, a) => bindTo(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const func = vm.keep(word(vm, self, FUNCTION));
      const dict = vm.keep(word(vm, self, DICT)) || NONE;
      const state = [
        vm.keep(func),
        vm.keep(word(vm, self, ARGS)),
        vm.keep(word(vm, self, KEYWORDS)),
        dict,
      ];
      return vm.newTuple([vm.keep(vm.typeOf(self)), vm.newTuple([func]), vm.newTuple(state)]);
    }),
    method("__setstate__", "($self, state, /)", (vm, a) => setState(vm, vm.i32[a], vm.i32[a + 1])),
    genericClassMethod(),
  ],
};

/** `functools._PlaceholderType`, whose only instance is in the module. */
export const placeholderType: TypeDefinition = {
  index: T_PLACEHOLDER,
  name: "_PlaceholderType",
  module: "functools",
  basicSize: part(1),
  doc: "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
  methods: [
    newMethod("($type, /)", thePlaceholder),
    slot("__repr__", "($self, /)", (vm) => vm.newStr("Placeholder")),
    method("__reduce__", "($self, /)", (vm) => vm.newStr("Placeholder")),
  ],
};

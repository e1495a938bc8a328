/**
 * Iterators that give some of another's items: `itertools.compress`, `dropwhile`, `takewhile`, `filterfalse`,
 * `islice`; and `starmap`.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_BOOL,
  T_COMPRESS,
  T_DROPWHILE,
  T_FILTERFALSE,
  T_ISLICE,
  T_STARMAP,
  T_TAKEWHILE,
  T_TUPLE,
  tagInt,
  type Value,
} from "@orochi/object";
import { type NativeDefinition, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { callOne, callWithTuple, indexValue, nextItem } from "@orochi/vm/kernel";
import { clearWord, iterSelf, keepWord, makeObject, nextSlot, truthOf, word } from "../_data.ts";

/** Words of an iterator made of a function and an iterator; the third says that it has changed its ways. */
const FUNCTION = 0, ITERATOR = 1, STATE = 2;
const YES = tagInt(1);

function newOverFunction(signature: string, size: number): NativeDefinition {
  return newMethod(signature, (vm, a) => {
    const iterator = vm.iter(vm.i32[a + 2]);
    if (iterator === 0) return 0;
    return makeObject(vm, vm.i32[a], size, [vm.keep(vm.i32[a + 1]), iterator]);
  });
}

function compressNext(vm: Vm, self: Address): Value {
  const data = word(vm, self, 0), selectors = word(vm, self, 1);
  for (;;) {
    const item = nextItem(vm, data);
    if (item === 0) return 0;
    const selector = nextItem(vm, selectors);
    const good = selector === 0 ? -1 : truthOf(vm, selector);
    if (good === 1) return item;
    vm.decref(item);
    if (good < 0) return 0;
  }
}

/** `itertools.compress`: data, selectors. */
export const compressType: TypeDefinition = {
  index: T_COMPRESS,
  name: "compress",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc: "Return data elements corresponding to true selector elements.",
  methods: [
    newMethod("($type, data, selectors)", (vm, a) => {
      const data = vm.iter(vm.i32[a + 1]);
      return data === 0 ? 0 : makeObject(vm, vm.i32[a], 2, [data, vm.iter(vm.i32[a + 2])]);
    }),
    iterSelf(),
    nextSlot(compressNext),
  ],
};

function dropwhileNext(vm: Vm, self: Address): Value {
  const test = word(vm, self, FUNCTION), iterator = word(vm, self, ITERATOR);
  const state = (self + part(STATE)) >>> 2;
  for (;;) {
    const item = nextItem(vm, iterator);
    if (item === 0 || vm.i32[state] === YES) return item;
    const drop = truthOf(vm, callOne(vm, test, item));
    if (drop === 0) {
      vm.i32[state] = YES;
      return item;
    }
    vm.decref(item);
    if (drop < 0) return 0;
  }
}

/** `itertools.dropwhile`: predicate, iterator, whether the dropping is over. */
export const dropwhileType: TypeDefinition = {
  index: T_DROPWHILE,
  name: "dropwhile",
  module: "itertools",
  basicSize: part(3),
  subclassable: true,
  doc: "Drop items from the iterable while predicate(item) is true.",
  methods: [newOverFunction("($type, predicate, iterable, /)", 3), iterSelf(), nextSlot(dropwhileNext)],
};

function takewhileNext(vm: Vm, self: Address): Value {
  const state = (self + part(STATE)) >>> 2;
  if (vm.i32[state] === YES) return 0;
  const item = nextItem(vm, word(vm, self, ITERATOR));
  if (item === 0) return 0;
  const good = truthOf(vm, callOne(vm, word(vm, self, FUNCTION), item));
  if (good === 1) return item;
  vm.decref(item);
  if (good === 0) vm.i32[state] = YES;
  return 0;
}

/** `itertools.takewhile`: predicate, iterator, whether the taking is over. */
export const takewhileType: TypeDefinition = {
  index: T_TAKEWHILE,
  name: "takewhile",
  module: "itertools",
  basicSize: part(3),
  subclassable: true,
  doc:
    "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
  methods: [newOverFunction("($type, predicate, iterable, /)", 3), iterSelf(), nextSlot(takewhileNext)],
};

function filterfalseNext(vm: Vm, self: Address): Value {
  const test = word(vm, self, FUNCTION), iterator = word(vm, self, ITERATOR);
  const plain = test === NONE || test === vm.typeObject(T_BOOL);
  for (;;) {
    const item = nextItem(vm, iterator);
    if (item === 0) return 0;
    const good = plain ? vm.truthy(item) : truthOf(vm, callOne(vm, test, item));
    if (good === 0) return item;
    vm.decref(item);
    if (good < 0) return 0;
  }
}

/** `itertools.filterfalse`: function or None, iterator. */
export const filterfalseType: TypeDefinition = {
  index: T_FILTERFALSE,
  name: "filterfalse",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc: "Return those items of iterable for which function(item) is false.",
  methods: [newOverFunction("($type, function, iterable, /)", 2), iterSelf(), nextSlot(filterfalseNext)],
};

function starmapNext(vm: Vm, self: Address): Value {
  const args = nextItem(vm, word(vm, self, ITERATOR));
  if (args === 0) return 0;
  let tuple = args;
  if (!vm.isExact(args, T_TUPLE)) {
    const list = vm.collect(args);
    vm.decref(args);
    tuple = list === 0
      ? 0
      : vm.newTuple(Array.from({ length: vm.listLength(list) }, (_, i) => vm.keep(vm.listItem(list, i))));
    vm.decref(list);
    if (tuple === 0) return 0;
  }
  const result = callWithTuple(vm, word(vm, self, FUNCTION), tuple, 0);
  vm.decref(tuple);
  return result;
}

/** `itertools.starmap`: function, iterator. */
export const starmapType: TypeDefinition = {
  index: T_STARMAP,
  name: "starmap",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc:
    "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
  methods: [newOverFunction("($type, function, iterable, /)", 2), iterSelf(), nextSlot(starmapNext)],
};

/** Words of an islice: iterator (0 when it is over), next index wanted, stop (-1: none), step, index of the iterator. */
const SOURCE = 0, NEXT = 1, STOP = 2, STEP = 3, COUNT = 4;
/** Largest index: those above end no real iterator. */
const MAX_INDEX = 0x3fff_ffff;

function isliceNext(vm: Vm, self: Address): Value {
  const i32 = vm.i32;
  const first = (self + part(0)) >>> 2;
  const iterator = keepWord(vm, self, SOURCE);
  if (iterator === 0) return 0;
  const stop = i32[first + STOP] >> 1;
  let wanted = i32[first + NEXT] >> 1;
  while (i32[first + COUNT] >> 1 < wanted) {
    const skipped = nextItem(vm, iterator);
    if (skipped === 0) return endIslice(vm, self, iterator);
    vm.decref(skipped);
    i32[first + COUNT] += 2;
  }
  if (stop >= 0 && i32[first + COUNT] >> 1 >= stop) return endIslice(vm, self, iterator);
  const item = nextItem(vm, iterator);
  if (item === 0) return endIslice(vm, self, iterator);
  vm.decref(iterator);
  i32[first + COUNT] += 2;
  wanted = Math.min(MAX_INDEX, wanted + (i32[first + STEP] >> 1));
  i32[first + NEXT] = tagInt(stop >= 0 ? Math.min(wanted, stop) : wanted);
  return item;
}

function endIslice(vm: Vm, self: Address, iterator: Value): 0 {
  vm.decref(iterator);
  return clearWord(vm, self, SOURCE);
}

/** A bound of an islice: NaN with ValueError set where it is none. */
function bound(vm: Vm, value: Value, missing: number, message: string): number {
  if (value === NONE || value === 0) return missing;
  let index = -1;
  if (vm.isInt(value) || vm.lookupSpecial(value, vm.names.__index__) !== 0) {
    index = vm.index(value);
    if (Number.isNaN(index)) {
      if (!vm.matches("TypeError") && !vm.matches("ValueError")) return NaN;
      vm.clearError();
    }
  }
  if (index >= 0 && index < 2 ** 53) return Math.min(index, MAX_INDEX);
  // What \`index\` cut off still has to fit CPython's word.
  if (index > 0) {
    const whole = indexValue(vm, value);
    if (whole === 0) return NaN;
    const fits = vm.bigInt(whole) < 2n ** 63n;
    vm.decref(whole);
    if (fits) return MAX_INDEX;
  }
  vm.raiseValue(message);
  return NaN;
}

function makeIslice(vm: Vm, type: Address, args: Value): Value {
  const given = vm.tupleLength(args);
  if (given < 2 || given > 4) {
    const [least, words] = given < 2 ? [2, "at least"] : [4, "at most"];
    return vm.raiseType(`islice expected ${words} ${least} arguments, got ${given}`);
  }
  const at = (index: number) => given > index ? vm.tupleItem(args, index) : 0;
  const onlyStop = given === 2;
  const stop = bound(
    vm,
    at(onlyStop ? 1 : 2),
    -1,
    "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
  );
  if (Number.isNaN(stop)) return 0;
  const start = bound(
    vm,
    onlyStop ? 0 : at(1),
    0,
    "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
  );
  if (Number.isNaN(start)) return 0;
  const badStep = "Step for islice() must be a positive integer or None.";
  const step = bound(vm, at(3), 1, badStep);
  if (Number.isNaN(step)) return 0;
  if (step === 0) return vm.raiseValue(badStep);
  const iterator = vm.iter(vm.tupleItem(args, 0));
  if (iterator === 0) return 0;
  return makeObject(vm, type, 5, [iterator, tagInt(start), tagInt(stop), tagInt(step), tagInt(0)]);
}

/** `itertools.islice`. */
export const isliceType: TypeDefinition = {
  index: T_ISLICE,
  name: "islice",
  module: "itertools",
  basicSize: part(5),
  subclassable: true,
  doc:
    "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.",
  methods: [
    newMethod("($type, /, *args)", (vm, a) => makeIslice(vm, vm.i32[a], vm.i32[a + 1])),
    iterSelf(),
    nextSlot(isliceNext),
  ],
};

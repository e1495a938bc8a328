/**
 * Iterators made of other things: `enumerate`, `zip`, `map`, `filter`, `reversed`, `iter(callable, sentinel)` and
 * the iterator over anything with `__getitem__`.
 *
 * @module
 */
import {
  type Address,
  ITERATOR_BYTES,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  NONE,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_SECOND,
  PARTS_THIRD,
  T_BOOL,
  T_CALLABLE_ITERATOR,
  T_ENUMERATE,
  T_FILTER,
  T_ITERATOR,
  T_MAP,
  T_REVERSED,
  T_TYPE,
  T_ZIP,
  tagInt,
  TRUE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { callVector, release, reserve } from "../call.ts";
import { method, type NativeDefinition, newMethod, slot, type TypeDefinition } from "../native.ts";
import { indexValue } from "../protocol/number.ts";
import { allocTuple } from "../values.ts";
import type { Vm } from "../vm.ts";
import { firstPart, genericClassMethod, newParts, secondPart, thirdPart } from "./_container.ts";
import { builtinFunction, endIterator, newIterator, nextItem } from "./sequence_iterators.ts";

/** `__iter__` that gives the iterator itself. */
function iterSlot(): NativeDefinition {
  return slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a]));
}

/** An instance of a class of iterators with two or three parts (stolen; 0 in `first` or `second` fails). */
function makeParts(vm: Vm, type: Address, first: Value, second: Value, third: Value = 0): Value {
  const object = first === 0 || second === 0 ? 0 : vm.allocLike(type, PARTS_BYTES);
  if (object === 0) {
    vm.decref(first);
    vm.decref(second);
    vm.decref(third);
    return 0;
  }
  vm.i32[(object + PARTS_FIRST) >>> 2] = first;
  vm.i32[(object + PARTS_SECOND) >>> 2] = second;
  vm.i32[(object + PARTS_THIRD) >>> 2] = third;
  return object;
}

/** Adds 1 to an int (borrowed): a new reference. */
function successor(vm: Vm, int: Value): Value {
  return (int & 1) === 1 ? vm.newInt((int >> 1) + 1) : vm.newBigInt(vm.bigInt(int) + 1n);
}

/** The count of an `enumerate`, whose reference goes to the caller; the next takes its place. 0 with MemoryError set. */
function takeCount(vm: Vm, self: Address): Value {
  const word = (self + PARTS_SECOND) >>> 2;
  vm.lock.begin(self);
  const next = successor(vm, vm.i32[word]);
  // Memory that is short may have let others have the lock: what is there by now is given, once.
  const count = next === 0 ? 0 : vm.i32[word];
  if (next !== 0) vm.i32[word] = next;
  vm.lock.end();
  return count;
}

/** Next pair of an `enumerate` (new reference); 0 when it has ended or failed. */
export function enumerateNext(vm: Vm, self: Address): Value {
  const item = nextItem(vm, firstPart(vm, self));
  if (item === 0) return 0;
  const count = takeCount(vm, self);
  if (count === 0) {
    vm.decref(item);
    return 0;
  }
  const pair = allocTuple(vm, 2);
  if (pair === 0) {
    vm.decref(count);
    vm.decref(item);
    return 0;
  }
  vm.i32[(pair + TUPLE_ITEMS) >>> 2] = count;
  vm.i32[(pair + TUPLE_ITEMS + 4) >>> 2] = item;
  return pair;
}

/** `enumerate`: iterator, next count. */
export const enumerateType: TypeDefinition = {
  index: T_ENUMERATE,
  name: "enumerate",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc:
    "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.",
  methods: [
    newMethod("($type, iterable, start=0)", (vm, a) => {
      const start = vm.i32[a + 2] === 0 ? tagInt(0) : indexValue(vm, vm.i32[a + 2]);
      if (start === 0) return 0;
      return makeParts(vm, vm.i32[a], vm.iter(vm.i32[a + 1]), start);
    }),
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => enumerateNext(vm, vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      vm.lock.begin(self);
      const count = vm.keep(secondPart(vm, self));
      vm.lock.end();
      return vm.newTuple([
        vm.keep(vm.typeOf(self)),
        vm.newTuple([vm.keep(firstPart(vm, self)), count]),
      ]);
    }, "Return state information for pickling."),
    genericClassMethod(),
  ],
};

/** The iterators of the items of a tuple of iterables from `from` on, as a new tuple. */
function iteratorsOf(vm: Vm, iterables: Value, from: number): Value {
  const iterators: Value[] = [];
  for (let i = from; i < vm.tupleLength(iterables); i++) {
    const iterator = vm.iter(vm.tupleItem(iterables, i));
    if (iterator === 0) {
      for (const made of iterators) vm.decref(made);
      return 0;
    }
    iterators.push(iterator);
  }
  return vm.newTuple(iterators);
}

/** Says which argument of a strict `zip` or `map` ended first. The position is that of the one noticed. */
function strictError(vm: Vm, name: string, position: number, shorter: boolean): 0 {
  const plural = position === 1 ? " " : "s 1-";
  return vm.raiseValue(
    `${name}() argument ${position + 1} is ${
      shorter ? "shorter" : "longer"
    } than argument${plural}${position}`,
  );
}

/** After the first iterator of a strict `zip` has ended: the others must have ended, too. */
function checkAllEnded(vm: Vm, name: string, iterators: Value): 0 {
  for (let i = 1; i < vm.tupleLength(iterators); i++) {
    const item = nextItem(vm, vm.tupleItem(iterators, i));
    if (item !== 0) {
      vm.decref(item);
      return strictError(vm, name, i, false);
    }
    if (vm.failed()) return 0;
  }
  return 0;
}

/**
 * Takes an item from each iterator into the words from `word` on.
 *
 * @returns Whether all gave one; if not, nothing is held, and an exception may be set.
 */
function takeEach(vm: Vm, name: string, iterators: Value, strict: boolean, word: number): boolean {
  const count = vm.tupleLength(iterators);
  for (let i = 0; i < count; i++) {
    const item = nextItem(vm, vm.tupleItem(iterators, i));
    if (item !== 0) {
      vm.i32[word + i] = item;
      continue;
    }
    for (let k = 0; k < i; k++) {
      const taken = vm.i32[word + k];
      vm.i32[word + k] = 0;
      vm.decref(taken);
    }
    if (strict && !vm.failed()) {
      if (i === 0) checkAllEnded(vm, name, iterators);
      else strictError(vm, name, i, true);
    }
    return false;
  }
  return true;
}

/** Next tuple of a `zip` (new reference); 0 when it has ended or failed. */
export function zipNext(vm: Vm, self: Address): Value {
  const iterators = firstPart(vm, self);
  const count = vm.tupleLength(iterators);
  if (count === 0) return 0;
  const tuple = allocTuple(vm, count);
  if (tuple === 0) return 0;
  if (takeEach(vm, "zip", iterators, secondPart(vm, self) === TRUE, (tuple + TUPLE_ITEMS) >>> 2)) {
    return tuple;
  }
  vm.decref(tuple);
  return 0;
}

/** The truth of an optional `strict` argument: tri. */
function strictness(vm: Vm, value: Value): number {
  return value === 0 ? 0 : vm.truthy(value);
}

/** `__reduce__` and `__setstate__` of iterators whose only state is `strict`. */
function strictPickling(offset: number, args: (vm: Vm, self: Address) => Value): NativeDefinition[] {
  return [
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const parts = [vm.keep(vm.typeOf(self)), args(vm, self)];
      if (vm.i32[(self + offset) >>> 2] === TRUE) parts.push(TRUE);
      return vm.newTuple(parts);
    }, "Return state information for pickling."),
    method("__setstate__", "($self, state, /)", (vm, a) => {
      const strict = vm.truthy(vm.i32[a + 1]);
      if (strict < 0) return 0;
      vm.i32[(vm.i32[a] + offset) >>> 2] = vm.bool(strict === 1);
      return NONE;
    }, "Set state information for unpickling."),
  ];
}

/** `zip`: tuple of iterators, True if strict. */
export const zipType: TypeDefinition = {
  index: T_ZIP,
  name: "zip",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc:
    "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
  methods: [
    newMethod("($type, /, *iterables, strict=False)", (vm, a) => {
      const strict = strictness(vm, vm.i32[a + 1]);
      if (strict < 0) return 0;
      return makeParts(vm, vm.i32[a], iteratorsOf(vm, vm.i32[a + 2], 0), vm.bool(strict === 1));
    }),
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => zipNext(vm, vm.i32[a])),
    ...strictPickling(PARTS_SECOND, (vm, self) => vm.keep(firstPart(vm, self))),
  ],
};

/** Next result of a `map` (new reference); 0 when it has ended or failed. */
export function mapNext(vm: Vm, self: Address): Value {
  const iterators = secondPart(vm, self);
  const count = vm.tupleLength(iterators);
  const word = reserve(vm, count);
  if (word === 0) return 0;
  let result: Value = 0;
  if (takeEach(vm, "map", iterators, thirdPart(vm, self) === TRUE, word)) {
    // The called code may release what lies above, never these words: they stay until `release`.
    result = callVector(vm, firstPart(vm, self), word, count, 0);
    for (let i = 0; i < count; i++) vm.decref(vm.i32[word + i]);
  }
  release(vm, word);
  return result;
}

/** `map`: function, tuple of iterators, True if strict. */
export const mapType: TypeDefinition = {
  index: T_MAP,
  name: "map",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc:
    "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
  methods: [
    newMethod("($type, /, *args, strict=False)", (vm, a) => {
      const strict = strictness(vm, vm.i32[a + 1]);
      if (strict < 0) return 0;
      const args = vm.i32[a + 2];
      if (vm.tupleLength(args) < 2) return vm.raiseType("map() must have at least two arguments.");
      const iterators = iteratorsOf(vm, args, 1);
      return iterators === 0
        ? 0
        : makeParts(vm, vm.i32[a], vm.keep(vm.tupleItem(args, 0)), iterators, vm.bool(strict === 1));
    }),
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => mapNext(vm, vm.i32[a])),
    ...strictPickling(PARTS_THIRD, (vm, self) => {
      const iterators = secondPart(vm, self);
      const items = Array.from(
        { length: vm.tupleLength(iterators) },
        (_, i) => vm.keep(vm.tupleItem(iterators, i)),
      );
      return vm.newTuple([vm.keep(firstPart(vm, self)), ...items]);
    }),
  ],
};

function filterNext(vm: Vm, self: Address): Value {
  const test = firstPart(vm, self), iterator = secondPart(vm, self);
  const plain = test === NONE || test === vm.typeObject(T_BOOL);
  for (;;) {
    const item = nextItem(vm, iterator);
    if (item === 0) return 0;
    let good: number;
    if (plain) good = vm.truthy(item);
    else {
      const answer = vm.call(test, item);
      good = answer === 0 ? -1 : vm.truthy(answer);
      vm.decref(answer);
    }
    if (good === 1) return item;
    vm.decref(item);
    if (good < 0) return 0;
  }
}

/** `filter`: function or None, iterator. */
export const filterType: TypeDefinition = {
  index: T_FILTER,
  name: "filter",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc:
    "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
  methods: [
    newMethod("($type, function, iterable, /)", (vm, a) => {
      const iterator = vm.iter(vm.i32[a + 2]);
      return iterator === 0 ? 0 : makeParts(vm, vm.i32[a], vm.keep(vm.i32[a + 1]), iterator);
    }),
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => filterNext(vm, vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) =>
      vm.newTuple([
        vm.keep(vm.typeOf(vm.i32[a])),
        vm.newTuple([vm.keep(firstPart(vm, vm.i32[a])), vm.keep(secondPart(vm, vm.i32[a]))]),
      ]), "Return state information for pickling."),
  ],
};

function callableNext(vm: Vm, self: Address): Value {
  const callable = vm.keep(firstPart(vm, self));
  if (callable === 0) return 0;
  const value = vm.call(callable);
  vm.decref(callable);
  // The call may have ended this very iterator.
  const sentinel = vm.keep(secondPart(vm, self));
  const same = value === 0 || sentinel === 0 ? 1 : vm.equals(sentinel, value);
  vm.decref(sentinel);
  if (same === 0) return value;
  const stopped = value === 0 && vm.failed() && vm.matches("StopIteration");
  vm.decref(value);
  if (stopped) vm.clearError();
  if (stopped || (value !== 0 && same === 1)) {
    vm.store((self + PARTS_FIRST) >>> 2, 0);
    vm.store((self + PARTS_SECOND) >>> 2, 0);
  }
  return 0;
}

/** `iter(callable, sentinel)`; both are borrowed. */
export function newCallableIterator(vm: Vm, callable: Value, sentinel: Value): Value {
  return newParts(vm, T_CALLABLE_ITERATOR, vm.keep(callable), vm.keep(sentinel));
}

/** `callable_iterator`: callable, sentinel. */
export const callableIteratorType: TypeDefinition = {
  index: T_CALLABLE_ITERATOR,
  name: "callable_iterator",
  basicSize: PARTS_BYTES,
  methods: [
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => callableNext(vm, vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) => {
      const made = builtinFunction(vm, "iter");
      const callable = firstPart(vm, vm.i32[a]);
      if (callable === 0) return vm.newTuple([made, vm.newTuple([vm.newTuple([])])]);
      return vm.newTuple([made, vm.newTuple([vm.keep(callable), vm.keep(secondPart(vm, vm.i32[a]))])]);
    }, "Return state information for pickling."),
  ],
};

/** An iterator over an object with `__getitem__` but without `__iter__` (borrowed). */
export function newSequenceIterator(vm: Vm, sequence: Value): Value {
  return newIterator(vm, T_ITERATOR, sequence, 0);
}

/** What a sequence gives by an index (new reference), or 0 with IndexError set. */
type Item = (vm: Vm, sequence: Address, index: number) => Value;

/** Builtin sequences that give something else one after the other than by a key, by their layout. */
const ITERATED: Map<number, Item> = new Map();

/** Says what a builtin sequence without `__iter__` gives one after the other. */
export function registerIterated(layout: number, item: Item): void {
  ITERATED.set(layout, item);
}

/** The item of a sequence at the iterator's index, which then moves by a step. */
function itemByIndex(vm: Vm, self: Address, step: number): Value {
  const sequence = vm.keep(vm.i32[(self + ITERATOR_TARGET) >>> 2]);
  if (sequence === 0) return 0;
  const index = vm.i32[(self + ITERATOR_INDEX) >>> 2];
  let item: Value = 0;
  if (index >= 0) {
    const iterated = ITERATED.get(vm.layout(sequence));
    const key = vm.newInt(index);
    item = key === 0 ? 0 : iterated === undefined ? vm.getItem(sequence, key) : iterated(vm, sequence, index);
    vm.decref(key);
  }
  vm.decref(sequence);
  if (item !== 0) {
    vm.i32[(self + ITERATOR_INDEX) >>> 2] = index + step;
    return item;
  }
  if (vm.failed()) {
    if (!vm.matches("IndexError") && !vm.matches("StopIteration")) return 0;
    vm.clearError();
  }
  return endIterator(vm, self);
}

/** `__setstate__` of an iterator with an index, which is at least `least`. */
function setIndex(least: number): NativeDefinition {
  return method("__setstate__", "($self, state, /)", (vm, a) => {
    const index = vm.index(vm.i32[a + 1]);
    if (Number.isNaN(index)) return 0;
    vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2] = Math.max(least, index);
    return NONE;
  }, "Set state information for unpickling.");
}

/** `iterator`. */
export const sequenceIteratorType: TypeDefinition = {
  index: T_ITERATOR,
  name: "iterator",
  basicSize: ITERATOR_BYTES,
  methods: [
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => itemByIndex(vm, vm.i32[a], 1)),
    method("__length_hint__", "($self, /)", (vm, a) => {
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      if (target === 0) return tagInt(0);
      const length = vm.length(target);
      return length < 0 ? 0 : vm.newInt(Math.max(0, length - vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2]));
    }, "Private method returning an estimate of len(list(it))."),
    method("__reduce__", "($self, /)", (vm, a) => {
      const made = builtinFunction(vm, "iter");
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      if (target === 0) return vm.newTuple([made, vm.newTuple([vm.newTuple([])])]);
      const index = vm.newInt(vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2]);
      return vm.newTuple([made, vm.newTuple([vm.keep(target)]), index]);
    }, "Return state information for pickling."),
    setIndex(0),
  ],
};

function makeReversed(vm: Vm, type: Address, sequence: Value): Value {
  const own = vm.lookupSpecial(sequence, vm.names.__reversed__);
  if (own === NONE) return vm.raiseType(`'${vm.typeName(sequence)}' object is not reversible`);
  if (own !== 0) return vm.callSpecial(sequence, vm.names.__reversed__);
  const indexable = vm.lookupSpecial(sequence, vm.names.__getitem__) !== 0 && !vm.isDict(sequence) &&
    vm.layout(sequence) !== T_TYPE;
  if (!indexable) return vm.raiseType(`'${vm.typeName(sequence)}' object is not reversible`);
  const length = vm.length(sequence);
  const object = length < 0 ? 0 : vm.allocLike(type, ITERATOR_BYTES);
  if (object === 0) return 0;
  vm.i32[(object + ITERATOR_TARGET) >>> 2] = vm.keep(sequence);
  vm.i32[(object + ITERATOR_INDEX) >>> 2] = length - 1;
  return object;
}

/** `reversed`. */
export const reversedType: TypeDefinition = {
  index: T_REVERSED,
  name: "reversed",
  basicSize: ITERATOR_BYTES,
  subclassable: true,
  doc: "Return a reverse iterator over the values of the given sequence.",
  methods: [
    newMethod("($type, object, /)", (vm, a) => makeReversed(vm, vm.i32[a], vm.i32[a + 1])),
    iterSlot(),
    slot("__next__", "($self, /)", (vm, a) => itemByIndex(vm, vm.i32[a], -1)),
    method("__length_hint__", "($self, /)", (vm, a) => {
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      const left = vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2] + 1;
      if (target === 0) return tagInt(0);
      const length = vm.length(target);
      return length < 0 ? 0 : vm.newInt(left > length ? 0 : left);
    }, "Private method returning an estimate of len(list(it))."),
    method("__reduce__", "($self, /)", (vm, a) => {
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      const type = vm.keep(vm.typeOf(vm.i32[a]));
      if (target === 0) return vm.newTuple([type, vm.newTuple([vm.newTuple([])])]);
      const index = vm.newInt(vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2]);
      return vm.newTuple([type, vm.newTuple([vm.keep(target)]), index]);
    }, "Return state information for pickling."),
    setIndex(-1),
  ],
};

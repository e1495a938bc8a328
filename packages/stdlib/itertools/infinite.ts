/**
 * `itertools.count`, `cycle` and `repeat`.
 *
 * @module
 */
import {
  type Address,
  part,
  SMALL_INT_MAX,
  SMALL_INT_MIN,
  T_COUNT,
  T_CYCLE,
  T_REPEAT,
  tagInt,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { listAppend, listItemOwned, nextItem, reprText } from "@orochi/vm/kernel";
import { iterSelf, keepWord, makeObject, nextSlot, swapWord, word } from "../_data.ts";

/** Words of a count: the next number, the step. */
const NEXT = 0, STEP = 1;
/** Operation of `+` in ORDER BINARY. */
const ADD = 0;

function isNumber(vm: Vm, value: Value): boolean {
  return vm.isInt(value) || vm.isFloat(value) || vm.isComplex(value) ||
    vm.lookupSpecial(value, vm.names.__index__) !== 0 || vm.lookupSpecial(value, vm.names.__float__) !== 0 ||
    vm.lookupSpecial(value, vm.names.__complex__) !== 0;
}

function countNext(vm: Vm, self: Address): Value {
  const i32 = vm.i32;
  const at = (self + part(NEXT)) >>> 2;
  vm.lock.begin(self);
  const current = i32[at], step = i32[at + 1];
  if ((current & step & 1) === 1) {
    const next = (current >> 1) + (step >> 1);
    if (next >= SMALL_INT_MIN && next <= SMALL_INT_MAX) {
      i32[at] = tagInt(next);
      vm.lock.end();
      return current;
    }
  }
  vm.incref(current);
  const following = vm.binary(ADD, current, step);
  vm.decref(current);
  // The addition may have let others take from this counter: what it holds by now is given, once.
  const given = following === 0 ? 0 : swapWord(vm, self, NEXT, following);
  vm.lock.end();
  return given;
}

function countRepr(vm: Vm, self: Address): Value {
  const step = word(vm, self, STEP);
  const current = keepWord(vm, self, NEXT);
  const text = reprText(vm, current);
  vm.decref(current);
  if (text === null) return 0;
  const name = vm.shortTypeName(self);
  if (step === tagInt(1)) return vm.newStr(`${name}(${text})`);
  const stepText = reprText(vm, step);
  return stepText === null ? 0 : vm.newStr(`${name}(${text}, ${stepText})`);
}

/** `itertools.count`. */
export const countType: TypeDefinition = {
  index: T_COUNT,
  name: "count",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc: "Return a count object whose .__next__() method returns consecutive values.",
  methods: [
    newMethod("($type, start=0, step=1)", (vm, a) => {
      const start = vm.i32[a + 1] || tagInt(0), step = vm.i32[a + 2] || tagInt(1);
      if (!isNumber(vm, start) || !isNumber(vm, step)) return vm.raiseType("a number is required");
      // Counting by one, CPython counts in a machine word: what it gives are plain ints from the first on.
      const plain = vm.isInt(start) && vm.isInt(step) && vm.index(step) === 1;
      const first = plain ? vm.newBigInt(vm.bigInt(start)) : vm.keep(start);
      if (first === 0) return 0;
      return makeObject(vm, vm.i32[a], 2, [first, plain ? tagInt(1) : vm.keep(step)]);
    }),
    iterSelf(),
    nextSlot(countNext),
    slot("__repr__", "($self, /)", (vm, a) => countRepr(vm, vm.i32[a])),
  ],
};

/** Words of a cycle: the iterator (0 when it has ended), the items so far (a list), where in them it is. */
const ITERATOR = 0, SAVED = 1, POSITION = 2;

function cycleNext(vm: Vm, self: Address): Value {
  const iterator = keepWord(vm, self, ITERATOR);
  const saved = word(vm, self, SAVED);
  if (iterator !== 0) {
    const item = nextItem(vm, iterator);
    vm.decref(iterator);
    if (item !== 0) {
      if (listAppend(vm, saved, item)) return item;
      vm.decref(item);
      return 0;
    }
    if (vm.failed()) return 0;
    vm.lock.begin(self);
    const ended = swapWord(vm, self, ITERATOR, 0);
    vm.lock.end();
    vm.decref(ended);
  }
  const at = (self + part(POSITION)) >>> 2;
  vm.lock.begin(self);
  const index = vm.i32[at] >> 1;
  const last = index + 1 >= vm.listLength(saved);
  vm.i32[at] = tagInt(last ? 0 : index + 1);
  vm.lock.end();
  return listItemOwned(vm, saved, index);
}

/** `itertools.cycle`. */
export const cycleType: TypeDefinition = {
  index: T_CYCLE,
  name: "cycle",
  module: "itertools",
  basicSize: part(4),
  subclassable: true,
  doc: "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
  methods: [
    newMethod("($type, iterable, /)", (vm, a) => {
      const iterator = vm.iter(vm.i32[a + 1]);
      return iterator === 0 ? 0 : makeObject(vm, vm.i32[a], 4, [iterator, vm.newList([]), tagInt(0)]);
    }),
    iterSelf(),
    nextSlot(cycleNext),
  ],
};

/** Words of a repeat: the object, how often it is still given (-1: for ever). */
const OBJECT = 0, LEFT = 1;

function repeatNext(vm: Vm, self: Address): Value {
  const at = (self + part(LEFT)) >>> 2;
  vm.lock.begin(self);
  const left = vm.i32[at] >> 1;
  if (left > 0) vm.i32[at] = tagInt(left - 1);
  vm.lock.end();
  return left === 0 ? 0 : vm.keep(word(vm, self, OBJECT));
}

/** `itertools.repeat`. */
export const repeatType: TypeDefinition = {
  index: T_REPEAT,
  name: "repeat",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc:
    "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
  methods: [
    newMethod("($type, object, times=-1)", (vm, a) => {
      const times = vm.i32[a + 2] === 0 ? -1 : Math.max(0, vm.size(vm.i32[a + 2]));
      if (Number.isNaN(times)) return 0;
      const count = tagInt(Math.min(times, SMALL_INT_MAX));
      return makeObject(vm, vm.i32[a], 2, [vm.keep(vm.i32[a + 1]), count]);
    }),
    iterSelf(),
    nextSlot(repeatNext),
    slot("__repr__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const left = word(vm, self, LEFT) >> 1;
      const text = reprText(vm, word(vm, self, OBJECT));
      if (text === null) return 0;
      return vm.newStr(`${vm.shortTypeName(self)}(${text}${left < 0 ? "" : `, ${left}`})`);
    }),
    method("__length_hint__", "($self, /)", (vm, a) => {
      const left = word(vm, vm.i32[a], LEFT);
      return left >> 1 < 0 ? vm.raiseType("len() of unsized object") : left;
    }, "Private method returning an estimate of len(list(it))."),
  ],
};

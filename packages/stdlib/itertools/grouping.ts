/**
 * `itertools.groupby` with its groups, and `tee`.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_GROUPBY,
  T_GROUPER,
  T_TEE,
  T_TEE_BLOCK,
  tagInt,
  type Value,
} from "@orochi/object";
import {
  method,
  type NativeDefinition,
  nativeFunction,
  newMethod,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { callOne, dropAll, listAppend, listItemOwned, nextItem } from "@orochi/vm/kernel";
import { iterSelf, keepWord, makeObject, nextSlot, swapWord, word } from "../_data.ts";

/**
 * Words of a groupby: iterator, key function or None, key of the group being given, key and value of the item read
 * last, and the group that may still go on (not counted: the group counts its groupby).
 */
const ITERATOR = 0, KEY = 1, TARGET_KEY = 2, CURRENT_KEY = 3, CURRENT_VALUE = 4, SERIAL = 5;
/** Words of a group: its groupby (0 when it is over), its key, and the serial number it goes by. */
const PARENT = 0, GROUP_KEY = 1, GROUP_SERIAL = 2;

/** Reads one more item of a groupby. False at the end or on failure. */
function step(vm: Vm, self: Address): boolean {
  const value = nextItem(vm, word(vm, self, ITERATOR));
  if (value === 0) return false;
  const keyOf = word(vm, self, KEY);
  const key = keyOf === NONE ? vm.keep(value) : callOne(vm, keyOf, value);
  if (key === 0) {
    vm.decref(value);
    return false;
  }
  vm.lock.begin(self);
  const oldValue = swapWord(vm, self, CURRENT_VALUE, value);
  const oldKey = swapWord(vm, self, CURRENT_KEY, key);
  vm.lock.end();
  vm.decref(oldKey);
  vm.decref(oldValue);
  return true;
}

/** Whether two keys are equal, both being held meanwhile: tri; 0 also where one is not there yet. */
function sameKeys(vm: Vm, a: Value, b: Value): number {
  const same = a === 0 || b === 0 ? 0 : vm.equals(a, b);
  vm.decref(a);
  vm.decref(b);
  return same;
}

function groupbyNext(vm: Vm, self: Address): Value {
  // The group given before is over from here on.
  const serial = (self + part(SERIAL)) >>> 2;
  vm.i32[serial] = tagInt(((vm.i32[serial] >> 1) + 1) & 0x3fff_ffff);
  for (;;) {
    const current = keepWord(vm, self, CURRENT_KEY);
    if (current !== 0) {
      const target = keepWord(vm, self, TARGET_KEY);
      if (target === 0) {
        vm.decref(current);
        break;
      }
      const same = sameKeys(vm, target, current);
      if (same < 0) return 0;
      if (same === 0) break;
    }
    if (!step(vm, self)) return 0;
  }
  const key = keepWord(vm, self, CURRENT_KEY);
  vm.lock.begin(self);
  const old = swapWord(vm, self, TARGET_KEY, vm.keep(key));
  vm.lock.end();
  vm.decref(old);
  return vm.newTuple([vm.keep(key), newGroup(vm, self, key)]);
}

/** A group of a groupby (borrowed) with a key (stolen). */
function newGroup(vm: Vm, parent: Address, key: Value): Value {
  const serial = word(vm, parent, SERIAL);
  return makeObject(vm, vm.typeObject(T_GROUPER), 3, [vm.keep(parent), key, serial]);
}

function groupNext(vm: Vm, group: Address): Value {
  const parent = keepWord(vm, group, PARENT);
  if (parent === 0) return 0;
  const value = nextOfGroup(vm, group, parent);
  vm.decref(parent);
  return value !== 0 || vm.failed() ? value : 0;
}

function nextOfGroup(vm: Vm, group: Address, parent: Address): Value {
  if (word(vm, parent, SERIAL) !== word(vm, group, GROUP_SERIAL)) return 0;
  if (word(vm, parent, CURRENT_VALUE) === 0 && !step(vm, parent)) return 0;
  const current = keepWord(vm, parent, CURRENT_KEY);
  const same = sameKeys(vm, vm.keep(word(vm, group, GROUP_KEY)), current);
  if (same <= 0) return 0;
  vm.lock.begin(parent);
  const value = swapWord(vm, parent, CURRENT_VALUE, 0);
  const key = swapWord(vm, parent, CURRENT_KEY, 0);
  vm.lock.end();
  vm.decref(key);
  return value;
}

/** `itertools.groupby`. */
export const groupbyType: TypeDefinition = {
  index: T_GROUPBY,
  name: "groupby",
  module: "itertools",
  basicSize: part(6),
  subclassable: true,
  doc:
    "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.",
  methods: [
    newMethod("($type, iterable, key=None)", (vm, a) => {
      const iterator = vm.iter(vm.i32[a + 1]);
      return makeObject(vm, vm.i32[a], 6, [iterator, vm.keep(vm.i32[a + 2] || NONE), 0, 0, 0, tagInt(0)], 1);
    }),
    iterSelf(),
    nextSlot(groupbyNext),
  ],
};

/** `itertools._grouper`. */
export const grouperType: TypeDefinition = {
  index: T_GROUPER,
  name: "_grouper",
  module: "itertools",
  basicSize: part(3),
  methods: [
    newMethod("($type, parent, tgtkey, /)", (vm, a) => {
      const parent = vm.i32[a + 1];
      if (vm.layout(parent) !== T_GROUPBY) {
        return vm.raiseType(
          `_grouper() argument 1 must be itertools.groupby, not ${vm.typeName(parent)}`,
        );
      }
      return newGroup(vm, parent, vm.keep(vm.i32[a + 2]));
    }),
    iterSelf(),
    nextSlot(groupNext),
  ],
};

// -- tee

/** Items that a block holds. */
const BLOCK_ITEMS = 57;
/** Words of a block: iterator, list of items, next block or 0, whether its iterator is being asked. */
const SOURCE = 0, ITEMS = 1, NEXT_BLOCK = 2, BUSY = 3;
/** Words of a tee: its block, the index in it. */
const BLOCK = 0, INDEX = 1;
const YES = tagInt(1);

/** A block that takes its items from an iterator (stolen). */
function newBlock(vm: Vm, iterator: Value): Value {
  return makeObject(vm, vm.typeObject(T_TEE_BLOCK), 4, [iterator, vm.newList([]), 0, tagInt(0)], 2);
}

/** The item of a block at an index (new reference), read from the iterator if need be; 0 at its end or on failure. */
function itemOfBlock(vm: Vm, block: Address, index: number): Value {
  const items = word(vm, block, ITEMS);
  vm.lock.begin(block);
  let item = listItemOwned(vm, items, index);
  if (item === 0) {
    const busy = (block + part(BUSY)) >>> 2;
    if (vm.i32[busy] === YES) vm.raise("RuntimeError", "cannot re-enter the tee iterator");
    else {
      vm.i32[busy] = YES;
      item = nextItem(vm, word(vm, block, SOURCE));
      vm.i32[busy] = tagInt(0);
      if (item !== 0 && !listAppend(vm, items, item)) {
        vm.decref(item);
        item = 0;
      }
    }
  }
  vm.lock.end();
  return item;
}

/** The block that follows another (new reference). */
function followingBlock(vm: Vm, block: Address): Value {
  vm.lock.begin(block);
  if (word(vm, block, NEXT_BLOCK) === 0) {
    swapWord(vm, block, NEXT_BLOCK, newBlock(vm, vm.keep(word(vm, block, SOURCE))));
  }
  const next = vm.keep(word(vm, block, NEXT_BLOCK));
  vm.lock.end();
  return next;
}

function teeNext(vm: Vm, self: Address): Value {
  const at = (self + part(INDEX)) >>> 2;
  vm.lock.begin(self);
  let block = vm.keep(word(vm, self, BLOCK));
  if (vm.i32[at] >> 1 >= BLOCK_ITEMS) {
    const next = followingBlock(vm, block);
    vm.decref(block);
    block = next;
    if (block !== 0) {
      vm.decref(swapWord(vm, self, BLOCK, vm.keep(block)));
      vm.i32[at] = tagInt(0);
    }
  }
  const item = block === 0 ? 0 : itemOfBlock(vm, block, vm.i32[at] >> 1);
  if (item !== 0) vm.i32[at] += 2;
  vm.lock.end();
  vm.decref(block);
  return item;
}

/** A tee that goes on where another one is. */
function copyTee(vm: Vm, tee: Address): Value {
  vm.lock.begin(tee);
  const block = vm.keep(word(vm, tee, BLOCK)), index = word(vm, tee, INDEX);
  vm.lock.end();
  return makeObject(vm, vm.typeObject(T_TEE), 2, [block, index]);
}

/** A tee over an iterable (borrowed): a copy of it where it is one. */
function teeOf(vm: Vm, iterable: Value): Value {
  const iterator = vm.iter(iterable);
  if (iterator === 0) return 0;
  if (vm.isExact(iterator, T_TEE)) {
    const copy = copyTee(vm, iterator);
    vm.decref(iterator);
    return copy;
  }
  return makeObject(vm, vm.typeObject(T_TEE), 2, [newBlock(vm, iterator), tagInt(0)]);
}

/** `itertools._tee`. */
export const teeType: TypeDefinition = {
  index: T_TEE,
  name: "_tee",
  module: "itertools",
  basicSize: part(2),
  doc: "Iterator wrapped to make it copyable.",
  methods: [
    newMethod("($type, iterable, /)", (vm, a) => teeOf(vm, vm.i32[a + 1])),
    iterSelf(),
    nextSlot(teeNext),
    method(
      "__copy__",
      "($self, /)",
      (vm, a) => copyTee(vm, vm.i32[a]),
      "Returns an independent iterator.",
    ),
  ],
};

/** `itertools._tee_dataobject`. */
export const teeBlockType: TypeDefinition = {
  index: T_TEE_BLOCK,
  name: "_tee_dataobject",
  module: "itertools",
  basicSize: part(4),
  doc: "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.",
};

/** `itertools.tee`. */
export const teeFunction: NativeDefinition = nativeFunction("tee", "(iterable, n=2, /)", (vm, a) => {
  const count = vm.i32[a + 1] === 0 ? 2 : vm.index(vm.i32[a + 1]);
  if (Number.isNaN(count)) return 0;
  if (count < 0) return vm.raiseValue("n must be >= 0");
  if (count === 0) return vm.newTuple([]);
  const first = teeOf(vm, vm.i32[a]);
  if (first === 0) return 0;
  const tees: Value[] = [first];
  while (tees.length < count) {
    const copy = copyTee(vm, first);
    if (copy === 0) {
      dropAll(vm, tees);
      return 0;
    }
    tees.push(copy);
  }
  return vm.newTuple(tees);
}, "Returns a tuple of n independent iterators.");

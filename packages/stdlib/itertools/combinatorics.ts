/**
 * `itertools.product`, `permutations`, `combinations` and `combinations_with_replacement`.
 *
 * Each is a pool (a tuple), the indices of the items given last (a list of small ints), and a state. A step changes
 * the indices inside the iterator's section and reads the pool, which nobody changes.
 *
 * @module
 */
import {
  type Address,
  LIST_ITEMS,
  NONE,
  part,
  T_COMBINATIONS,
  T_COMBINATIONS_WITH_REPLACEMENT,
  T_PERMUTATIONS,
  T_PRODUCT,
  T_TUPLE,
  tagInt,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { allocTuple, dropAll, itemsOf } from "@orochi/vm/kernel";
import { iterSelf, makeObject, nextSlot, word } from "../_data.ts";

/** Words: pool or pools, indices, state, and for permutations the cycles. */
const POOL = 0, INDICES = 1, STATE = 2, CYCLES = 3;
/** States. */
const FRESH = tagInt(0), RUNNING = tagInt(1), ENDED = tagInt(2);

/** A new tuple of an iterable's items. */
function poolOf(vm: Vm, iterable: Value): Value {
  if (vm.isExact(iterable, T_TUPLE)) return vm.keep(iterable);
  const items = itemsOf(vm, iterable);
  return items === null ? 0 : vm.newTuple(items);
}

/** A list of small ints. */
function numbers(vm: Vm, count: number, at: (index: number) => number): Value {
  return vm.newList(Array.from({ length: count }, (_, i) => tagInt(at(i))));
}

/** Word index of a list's first item. */
function itemsWord(vm: Vm, list: Value): number {
  return vm.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
}

/** The tuple that indices (tagged, from a word index on) select from a pool. */
function select(vm: Vm, pool: Value, indices: number, count: number): Value {
  const i32 = vm.i32;
  const result = allocTuple(vm, count);
  if (result === 0) return 0;
  const first = (pool + TUPLE_ITEMS) >>> 2, to = (result + TUPLE_ITEMS) >>> 2;
  for (let i = 0; i < count; i++) i32[to + i] = vm.keep(i32[first + (i32[indices + i] >> 1)]);
  return result;
}

/** Gives the first selection, or goes on by `advance`, which returns whether there is another one. */
function nextSelection(
  vm: Vm,
  self: Address,
  advance: (vm: Vm, self: Address, indices: number) => boolean,
): number {
  const state = (self + part(STATE)) >>> 2;
  const indices = itemsWord(vm, word(vm, self, INDICES));
  if (vm.i32[state] === ENDED) return -1;
  if (vm.i32[state] === FRESH) vm.i32[state] = RUNNING;
  else if (!advance(vm, self, indices)) {
    vm.i32[state] = ENDED;
    return -1;
  }
  return indices;
}

function advanceProduct(vm: Vm, self: Address, indices: number): boolean {
  const i32 = vm.i32;
  const pools = word(vm, self, POOL);
  for (let i = vm.tupleLength(pools) - 1; i >= 0; i--) {
    i32[indices + i] += 2;
    if (i32[indices + i] >> 1 < vm.tupleLength(vm.tupleItem(pools, i))) return true;
    i32[indices + i] = tagInt(0);
  }
  return false;
}

function productNext(vm: Vm, self: Address): Value {
  const i32 = vm.i32;
  const pools = word(vm, self, POOL);
  const count = vm.tupleLength(pools);
  vm.lock.begin(self);
  const indices = nextSelection(vm, self, advanceProduct);
  const result = indices < 0 ? 0 : allocTuple(vm, count);
  for (let i = 0; result !== 0 && i < count; i++) {
    const item = vm.tupleItem(vm.tupleItem(pools, i), i32[indices + i] >> 1);
    i32[(result + TUPLE_ITEMS + i * 4) >>> 2] = vm.keep(item);
  }
  vm.lock.end();
  return result;
}

function makeProduct(vm: Vm, type: Address, times: Value, iterables: Value): Value {
  const repeat = times === 0 ? 1 : vm.size(times);
  if (Number.isNaN(repeat)) return 0;
  if (repeat < 0) return vm.raiseValue("repeat argument cannot be negative");
  const given = repeat === 0 ? 0 : vm.tupleLength(iterables);
  const count = given * repeat;
  if (count > 0x0fff_ffff) return vm.raise("OverflowError", "repeat argument too large");
  const pools: Value[] = [];
  let empty = false;
  for (let i = 0; i < given; i++) {
    const pool = poolOf(vm, vm.tupleItem(iterables, i));
    if (pool === 0) {
      dropAll(vm, pools);
      return 0;
    }
    empty = empty || vm.tupleLength(pool) === 0;
    pools.push(pool);
  }
  for (let i = given; i < count; i++) pools.push(vm.keep(pools[i - given]));
  return makeObject(vm, type, 3, [vm.newTuple(pools), numbers(vm, count, () => 0), empty ? ENDED : FRESH]);
}

/** `itertools.product`. */
export const productType: TypeDefinition = {
  index: T_PRODUCT,
  name: "product",
  module: "itertools",
  basicSize: part(3),
  subclassable: true,
  doc:
    "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).",
  methods: [
    newMethod(
      "($type, /, *iterables, repeat=1)",
      (vm, a) => makeProduct(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    iterSelf(),
    nextSlot(productNext),
  ],
};

/** Rotates indices so that the next permutation comes first, as the algorithm in the module's manual. */
function advancePermutation(vm: Vm, self: Address, indices: number): boolean {
  const i32 = vm.i32;
  const size = vm.tupleLength(word(vm, self, POOL));
  const cycleList = word(vm, self, CYCLES);
  const cycles = itemsWord(vm, cycleList);
  for (let i = vm.listLength(cycleList) - 1; i >= 0; i--) {
    i32[cycles + i] -= 2;
    const left = i32[cycles + i] >> 1;
    if (left === 0) {
      const moved = i32[indices + i];
      i32.copyWithin(indices + i, indices + i + 1, indices + size);
      i32[indices + size - 1] = moved;
      i32[cycles + i] = tagInt(size - i);
    } else {
      const other = indices + size - left;
      const moved = i32[indices + i];
      i32[indices + i] = i32[other];
      i32[other] = moved;
      return true;
    }
  }
  return false;
}

function permutationsNext(vm: Vm, self: Address): Value {
  vm.lock.begin(self);
  const indices = nextSelection(vm, self, advancePermutation);
  const count = vm.listLength(word(vm, self, CYCLES));
  const result = indices < 0 ? 0 : select(vm, word(vm, self, POOL), indices, count);
  vm.lock.end();
  return result;
}

/** `itertools.permutations`: pool, indices, state, cycles. */
export const permutationsType: TypeDefinition = {
  index: T_PERMUTATIONS,
  name: "permutations",
  module: "itertools",
  basicSize: part(5),
  subclassable: true,
  doc:
    "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
  methods: [
    newMethod("($type, iterable, r=None)", (vm, a) => {
      const pool = poolOf(vm, vm.i32[a + 1]);
      if (pool === 0) return 0;
      const size = vm.tupleLength(pool);
      const given = vm.i32[a + 2];
      let count = size;
      if (given !== 0 && given !== NONE) {
        count = vm.isInt(given) ? vm.index(given) : NaN;
        if (!vm.isInt(given)) vm.raiseType("Expected int as r");
        else if (count < 0) count = vm.raiseValue("r must be non-negative") || NaN;
        if (Number.isNaN(count)) {
          vm.decref(pool);
          return 0;
        }
      }
      const whole = count <= size;
      const cycles = numbers(vm, whole ? count : 0, (i) => size - i);
      const values = [pool, numbers(vm, size, (i) => i), whole ? FRESH : ENDED, cycles, tagInt(0)];
      return makeObject(vm, vm.i32[a], 5, values);
    }),
    iterSelf(),
    nextSlot(permutationsNext),
  ],
};

function advanceCombination(vm: Vm, self: Address, indices: number): boolean {
  const i32 = vm.i32;
  const size = vm.tupleLength(word(vm, self, POOL));
  const count = vm.listLength(word(vm, self, INDICES));
  let i = count - 1;
  while (i >= 0 && i32[indices + i] >> 1 === i + size - count) i--;
  if (i < 0) return false;
  i32[indices + i] += 2;
  for (let k = i + 1; k < count; k++) i32[indices + k] = i32[indices + k - 1] + 2;
  return true;
}

function advanceWithReplacement(vm: Vm, self: Address, indices: number): boolean {
  const i32 = vm.i32;
  const last = tagInt(vm.tupleLength(word(vm, self, POOL)) - 1);
  const count = vm.listLength(word(vm, self, INDICES));
  let i = count - 1;
  while (i >= 0 && i32[indices + i] === last) i--;
  if (i < 0) return false;
  i32.fill(i32[indices + i] + 2, indices + i, indices + count);
  return true;
}

function combinationType(index: number, name: string, doc: string, replacing: boolean): TypeDefinition {
  const advance = replacing ? advanceWithReplacement : advanceCombination;
  return {
    index,
    name,
    module: "itertools",
    basicSize: part(4),
    subclassable: true,
    doc,
    methods: [
      newMethod("($type, iterable, r)", (vm, a) => {
        const pool = poolOf(vm, vm.i32[a + 1]);
        if (pool === 0) return 0;
        let count = vm.size(vm.i32[a + 2]);
        if (count < 0) count = vm.raiseValue("r must be non-negative") || NaN;
        if (Number.isNaN(count)) {
          vm.decref(pool);
          return 0;
        }
        const size = vm.tupleLength(pool);
        const some = replacing ? size > 0 || count === 0 : count <= size;
        const indices = numbers(vm, some ? count : 0, (i) => replacing ? 0 : i);
        return makeObject(vm, vm.i32[a], 4, [pool, indices, some ? FRESH : ENDED, tagInt(0)]);
      }),
      iterSelf(),
      nextSlot((vm, self) => {
        vm.lock.begin(self);
        const indices = nextSelection(vm, self, advance);
        const count = vm.listLength(word(vm, self, INDICES));
        const result = indices < 0 ? 0 : select(vm, word(vm, self, POOL), indices, count);
        vm.lock.end();
        return result;
      }),
    ],
  };
}

/** `itertools.combinations`: pool, indices, state. */
export const combinationsType: TypeDefinition = combinationType(
  T_COMBINATIONS,
  "combinations",
  "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
  false,
);

/** `itertools.combinations_with_replacement`: pool, indices, state. */
export const combinationsWithReplacementType: TypeDefinition = combinationType(
  T_COMBINATIONS_WITH_REPLACEMENT,
  "combinations_with_replacement",
  "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
  true,
);

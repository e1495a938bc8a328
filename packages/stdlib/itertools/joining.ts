/**
 * Iterators over several items or iterables at once: `itertools.chain`, `accumulate`, `pairwise`, `batched` and
 * `zip_longest`.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_ACCUMULATE,
  T_BATCHED,
  T_CHAIN,
  T_PAIRWISE,
  T_ZIP_LONGEST,
  tagInt,
  TRUE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { classMethod, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { allocTuple, dropAll, genericClassMethod, nextItem } from "@orochi/vm/kernel";
import { callTwo, clearWord, iterSelf, keepWord, makeObject, nextSlot, swapWord, word } from "../_data.ts";

/** Words of a chain: iterator over the iterables (0 at the end), the active iterator or 0. */
const SOURCE = 0, ACTIVE = 1;

function chainNext(vm: Vm, self: Address): Value {
  for (;;) {
    const active = keepWord(vm, self, ACTIVE);
    if (active !== 0) {
      const item = nextItem(vm, active);
      if (item !== 0 || vm.failed()) {
        vm.decref(active);
        return item;
      }
      vm.lock.begin(self);
      // Another thread may have gone on to the next iterable already.
      const ended = word(vm, self, ACTIVE) === active ? swapWord(vm, self, ACTIVE, 0) : 0;
      vm.lock.end();
      vm.decref(ended);
      vm.decref(active);
      continue;
    }
    const source = keepWord(vm, self, SOURCE);
    if (source === 0) return 0;
    const iterable = nextItem(vm, source);
    vm.decref(source);
    const iterator = iterable === 0 ? 0 : vm.iter(iterable);
    vm.decref(iterable);
    if (iterator === 0) {
      if (!vm.failed()) return clearWord(vm, self, SOURCE);
      const error = vm.takeError();
      clearWord(vm, self, SOURCE);
      return vm.setError(error);
    }
    vm.lock.begin(self);
    const old = swapWord(vm, self, ACTIVE, iterator);
    vm.lock.end();
    vm.decref(old);
  }
}

/** `itertools.chain`. */
export const chainType: TypeDefinition = {
  index: T_CHAIN,
  name: "chain",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc:
    "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
  methods: [
    newMethod(
      "($type, /, *iterables)",
      (vm, a) => makeObject(vm, vm.i32[a], 2, [vm.iter(vm.i32[a + 1]), 0], 1),
    ),
    classMethod(
      "from_iterable",
      "($type, iterable, /)",
      (vm, a) => makeObject(vm, vm.i32[a], 2, [vm.iter(vm.i32[a + 1]), 0], 1),
      "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
    ),
    iterSelf(),
    nextSlot(chainNext),
    genericClassMethod(),
  ],
};

/** Words of an accumulate: iterator, function (0: addition), total (0 before the first), initial value or 0. */
const ITERATOR = 0, FUNCTION = 1, TOTAL = 2, INITIAL = 3;
/** Operation of `+` in ORDER BINARY. */
const ADD = 0;

function accumulateNext(vm: Vm, self: Address): Value {
  vm.lock.begin(self);
  const initial = swapWord(vm, self, INITIAL, 0);
  if (initial !== 0) vm.decref(swapWord(vm, self, TOTAL, vm.keep(initial)));
  vm.lock.end();
  if (initial !== 0) return initial;
  const item = nextItem(vm, word(vm, self, ITERATOR));
  if (item === 0) return 0;
  const total = keepWord(vm, self, TOTAL);
  let sum = item;
  if (total !== 0) {
    const combine = word(vm, self, FUNCTION);
    sum = combine === 0 ? vm.binary(ADD, total, item) : callTwo(vm, combine, total, item);
    vm.decref(total);
    vm.decref(item);
    if (sum === 0) return 0;
  }
  vm.lock.begin(self);
  const old = swapWord(vm, self, TOTAL, vm.keep(sum));
  vm.lock.end();
  vm.decref(old);
  return sum;
}

/** `itertools.accumulate`. */
export const accumulateType: TypeDefinition = {
  index: T_ACCUMULATE,
  name: "accumulate",
  module: "itertools",
  basicSize: part(4),
  subclassable: true,
  doc: "Return series of accumulated sums.",
  methods: [
    newMethod("($type, iterable, func=None, *, initial=None)", (vm, a) => {
      const func = vm.i32[a + 2] === NONE ? 0 : vm.i32[a + 2];
      const initial = vm.i32[a + 3] === NONE ? 0 : vm.i32[a + 3];
      const iterator = vm.iter(vm.i32[a + 1]);
      if (iterator === 0) return 0;
      return makeObject(vm, vm.i32[a], 4, [iterator, vm.keep(func), 0, vm.keep(initial)], 1);
    }),
    iterSelf(),
    nextSlot(accumulateNext),
  ],
};

/** Words of a pairwise: iterator (0 at the end), the item before or 0. */
const BEFORE = 1;

function pairwiseNext(vm: Vm, self: Address): Value {
  const iterator = keepWord(vm, self, ITERATOR);
  if (iterator === 0) return 0;
  let first = keepWord(vm, self, BEFORE);
  if (first === 0) {
    first = nextItem(vm, iterator);
    if (first !== 0) {
      vm.lock.begin(self);
      const old = swapWord(vm, self, BEFORE, vm.keep(first));
      vm.lock.end();
      vm.decref(old);
    }
  }
  const second = first === 0 ? 0 : nextItem(vm, iterator);
  vm.decref(iterator);
  if (second === 0) {
    vm.decref(first);
    if (vm.failed()) {
      const error = vm.takeError();
      clearWord(vm, self, ITERATOR);
      clearWord(vm, self, BEFORE);
      return vm.setError(error);
    }
    clearWord(vm, self, BEFORE);
    return clearWord(vm, self, ITERATOR);
  }
  vm.lock.begin(self);
  const old = swapWord(vm, self, BEFORE, vm.keep(second));
  vm.lock.end();
  vm.decref(old);
  return vm.newTuple([first, second]);
}

/** `itertools.pairwise`. */
export const pairwiseType: TypeDefinition = {
  index: T_PAIRWISE,
  name: "pairwise",
  module: "itertools",
  basicSize: part(2),
  subclassable: true,
  doc:
    "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...",
  methods: [
    newMethod("($type, iterable, /)", (vm, a) => makeObject(vm, vm.i32[a], 2, [vm.iter(vm.i32[a + 1])])),
    iterSelf(),
    nextSlot(pairwiseNext),
  ],
};

/** Words of a batched: iterator (0 at the end), items a batch, whether it is strict. */
const SIZE = 1, STRICT = 2;

function batchedNext(vm: Vm, self: Address): Value {
  const iterator = keepWord(vm, self, ITERATOR);
  if (iterator === 0) return 0;
  const size = word(vm, self, SIZE) >> 1;
  const items: Value[] = [];
  while (items.length < size) {
    const item = nextItem(vm, iterator);
    if (item === 0) break;
    items.push(item);
  }
  vm.decref(iterator);
  if (items.length === size) return vm.newTuple(items);
  if (vm.failed()) {
    dropAll(vm, items);
    const error = vm.takeError();
    clearWord(vm, self, ITERATOR);
    return vm.setError(error);
  }
  clearWord(vm, self, ITERATOR);
  if (items.length === 0) return 0;
  if (word(vm, self, STRICT) !== TRUE) return vm.newTuple(items);
  dropAll(vm, items);
  return vm.raiseValue("batched(): incomplete batch");
}

/** `itertools.batched`. */
export const batchedType: TypeDefinition = {
  index: T_BATCHED,
  name: "batched",
  module: "itertools",
  basicSize: part(3),
  subclassable: true,
  doc:
    "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.\n\nIf 'strict' is True, raises a ValueError if the final batch is shorter than n.",
  methods: [
    newMethod("($type, iterable, n, *, strict=False)", (vm, a) => {
      const size = vm.index(vm.i32[a + 2]);
      if (Number.isNaN(size)) return 0;
      const strict = vm.i32[a + 3] === 0 ? 0 : vm.truthy(vm.i32[a + 3]);
      if (strict < 0) return 0;
      if (size < 1) return vm.raiseValue("n must be at least one");
      const count = tagInt(Math.min(size, 0x3fff_ffff));
      return makeObject(vm, vm.i32[a], 3, [vm.iter(vm.i32[a + 1]), count, vm.bool(strict === 1)]);
    }),
    iterSelf(),
    nextSlot(batchedNext),
  ],
};

/** Words of a zip_longest: tuple of iterators (None where one has ended), how many are active, the filling value. */
const ITERATORS = 0, RUNNING = 1, FILL = 2;

function zipLongestNext(vm: Vm, self: Address): Value {
  vm.lock.begin(self);
  const result = zipLongestInside(vm, self);
  vm.lock.end();
  return result;
}

/** Inside the section, which is left only while an iterator blocks. */
function zipLongestInside(vm: Vm, self: Address): Value {
  const i32 = vm.i32;
  const iterators = word(vm, self, ITERATORS);
  const count = vm.tupleLength(iterators);
  const running = (self + part(RUNNING)) >>> 2;
  if (count === 0 || i32[running] >> 1 === 0) return 0;
  const result = allocTuple(vm, count);
  if (result === 0) return 0;
  for (let i = 0; i < count; i++) {
    const at = (iterators + TUPLE_ITEMS + i * 4) >>> 2;
    const iterator = i32[at];
    let item = iterator === NONE ? 0 : nextItem(vm, iterator);
    if (item === 0) {
      if (iterator !== NONE) {
        if (vm.failed()) {
          i32[running] = tagInt(0);
          vm.decref(result);
          return 0;
        }
        // Another thread may have seen it end while this one was inside it, and may be inside it still.
        const last = i32[at] !== NONE && i32[running] >> 1 === 1;
        if (i32[at] !== NONE && i32[running] >> 1 > 0) i32[running] -= 2;
        const ended = last ? NONE : i32[at];
        if (!last) i32[at] = NONE;
        vm.retire(ended);
        if (last) {
          vm.decref(result);
          return 0;
        }
      }
      item = vm.keep(word(vm, self, FILL));
    }
    i32[(result + TUPLE_ITEMS + i * 4) >>> 2] = item;
  }
  return result;
}

/** `itertools.zip_longest`. */
export const zipLongestType: TypeDefinition = {
  index: T_ZIP_LONGEST,
  name: "zip_longest",
  module: "itertools",
  basicSize: part(3),
  subclassable: true,
  doc:
    "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.",
  methods: [
    newMethod("($type, /, *iterables, fillvalue=None)", (vm, a) => {
      const iterables = vm.i32[a + 2];
      const iterators: Value[] = [];
      for (let i = 0; i < vm.tupleLength(iterables); i++) {
        const iterator = vm.iter(vm.tupleItem(iterables, i));
        if (iterator === 0) {
          dropAll(vm, iterators);
          return 0;
        }
        iterators.push(iterator);
      }
      const count = tagInt(iterators.length);
      return makeObject(vm, vm.i32[a], 3, [
        vm.newTuple(iterators),
        count,
        vm.keep(vm.i32[a + 1] || NONE),
      ]);
    }),
    iterSelf(),
    nextSlot(zipLongestNext),
  ],
};

/**
 * `_queue`: `SimpleQueue`, the unbounded queue that waits without Python code.
 *
 * | word    | what                                                                              |
 * | ------- | --------------------------------------------------------------------------------- |
 * | ITEMS   | a list: what was taken, as None, then what is there                               |
 * | HEAD    | how many of them were taken, as an int                                            |
 * | COUNT   | how many are there, as an int; changed in the queue's section, read by who waits  |
 * | WAITERS | threads that wait, or are about to, as an int                                     |
 *
 * A getter counts itself before it looks for the last time, and a putter adds before it looks at the waiters: one of the two
 * sees the other. Who was woken looks again, since others may have been quicker.
 *
 * @module
 */
import { type Address, NONE, part, T_SIMPLE_QUEUE, tagInt, type Value } from "@orochi/object";
import {
  block,
  classMethod,
  method,
  type NativeModule,
  newMethod,
  safepoint,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { newGenericAlias } from "@orochi/vm/kernel";
import { makeObject, word } from "./_data.ts";
import { getState, setStateOwned } from "./state.ts";
import { durationOf } from "./durations.ts";

const ITEMS = 0, HEAD = 1, COUNT = 2, WAITERS = 3, WORDS = 4;
/** Where the class Empty is kept. */
const EMPTY = "_queue.Empty";
/** The list is cut when so many of its items were taken, and they are the greater part. */
const CUT = 64;

function at(queue: Address, n: number): number {
  return (queue + part(n)) >>> 2;
}

function lengthOf(vm: Vm, queue: Address): number {
  return Atomics.load(vm.i32, at(queue, COUNT)) >> 1;
}

function put(vm: Vm, queue: Address, item: Value): Value {
  vm.lock.begin(queue);
  const done = vm.listAppend(word(vm, queue, ITEMS), item);
  if (done) Atomics.add(vm.i32, at(queue, COUNT), tagInt(1) - tagInt(0));
  vm.lock.end();
  if (!done) return 0;
  if (Atomics.load(vm.i32, at(queue, WAITERS)) !== tagInt(0)) vm.parking.unparkOne(queue, () => 0);
  return NONE;
}

/** Takes the oldest item (owned); 0 if there is none, or without memory to move the others. */
function take(vm: Vm, queue: Address): Value {
  if (lengthOf(vm, queue) === 0) return 0;
  vm.lock.begin(queue);
  let item: Value = 0;
  if (lengthOf(vm, queue) > 0) {
    const items = word(vm, queue, ITEMS), head = word(vm, queue, HEAD) >> 1;
    item = vm.keep(vm.listItem(items, head));
    vm.i32[at(queue, HEAD)] = tagInt(head + 1);
    Atomics.sub(vm.i32, at(queue, COUNT), tagInt(1) - tagInt(0));
    forget(vm, queue, items, head + 1);
  }
  vm.lock.end();
  return item;
}

/** Lets go of what was taken; in the queue's section. */
function forget(vm: Vm, queue: Address, items: Value, taken: number): void {
  if (taken * 2 < vm.listLength(items) || taken < CUT) {
    // The queue's reference goes now, not when the list is cut.
    const index = tagInt(taken - 1);
    if (!vm.setItem(items, index, NONE)) vm.clearError();
    return;
  }
  const range = vm.newSlice(NONE, tagInt(taken), NONE);
  if (range !== 0 && vm.delItem(items, range)) vm.i32[at(queue, HEAD)] = tagInt(0);
  else vm.clearError();
  vm.decref(range);
}

function raiseEmpty(vm: Vm): Value {
  const exception = vm.call(getState(vm, EMPTY));
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

/** The time-out of `get` in milliseconds; NaN with an exception set. */
function timeoutOf(vm: Vm, blocking: Value, timeout: Value): number {
  const blocks = blocking === 0 ? 1 : vm.truthy(blocking);
  if (blocks <= 0) return blocks < 0 ? NaN : 0;
  if (timeout === 0 || timeout === NONE) return Infinity;
  const seconds = durationOf(vm, timeout);
  if (Number.isNaN(seconds)) return NaN;
  if (seconds < 0) return vm.raiseValue("'timeout' must be a non-negative number") || NaN;
  return seconds * 1000;
}

function get(vm: Vm, queue: Address, timeoutMs: number): Value {
  const quick = take(vm, queue);
  if (quick !== 0 || vm.failed()) return quick;
  if (Number.isNaN(timeoutMs)) return 0;
  if (timeoutMs === 0) return raiseEmpty(vm);
  const since = vm.parkingTime();
  const waiters = at(queue, WAITERS), one = tagInt(1) - tagInt(0);
  Atomics.add(vm.i32, waiters, one);
  let item: Value = 0, raised = false;
  for (;;) {
    item = take(vm, queue);
    if (item !== 0) break;
    const left = timeoutMs === Infinity ? Infinity : since + timeoutMs - vm.parkingTime();
    if (left <= 0) break;
    const outcome = block(vm, queue, () => lengthOf(vm, queue) === 0, left, since);
    raised = outcome === "interrupted" && !safepoint(vm);
    if (raised) break;
  }
  Atomics.sub(vm.i32, waiters, one);
  // Who was woken and gives up passes the wake-up on.
  if (raised && lengthOf(vm, queue) > 0) vm.parking.unparkOne(queue, () => 0);
  return item !== 0 || raised ? item : raiseEmpty(vm);
}

/** `_queue.SimpleQueue`. */
export const simpleQueueType: TypeDefinition = {
  index: T_SIMPLE_QUEUE,
  name: "SimpleQueue",
  module: "_queue",
  basicSize: part(WORDS),
  subclassable: true,
  doc: "Simple, unbounded, reentrant FIFO queue.",
  methods: [
    newMethod(
      "($type, /)",
      (vm, a) => makeObject(vm, vm.i32[a], WORDS, [vm.newList([]), tagInt(0), tagInt(0), tagInt(0)]),
    ),
    method(
      "put",
      "($self, /, item, block=True, timeout=None)",
      (vm, a) => put(vm, vm.i32[a], vm.i32[a + 1]),
      "Put the item on the queue. It never blocks: the other arguments are for compatibility with Queue.",
    ),
    method(
      "put_nowait",
      "($self, /, item)",
      (vm, a) => put(vm, vm.i32[a], vm.i32[a + 1]),
      "Put an item into the queue without blocking.",
    ),
    method(
      "get",
      "($self, /, block=True, timeout=None)",
      (vm, a) => {
        const timeoutMs = timeoutOf(vm, vm.i32[a + 1], vm.i32[a + 2]);
        return Number.isNaN(timeoutMs) ? 0 : get(vm, vm.i32[a], timeoutMs);
      },
      "Remove and return an item from the queue, waiting for one at most timeout seconds.",
    ),
    method(
      "get_nowait",
      "($self, /)",
      (vm, a) => get(vm, vm.i32[a], 0),
      "Remove and return an item from the queue without blocking.",
    ),
    method(
      "empty",
      "($self, /)",
      (vm, a) => vm.bool(lengthOf(vm, vm.i32[a]) === 0),
      "Return True if the queue is empty, False otherwise (not reliable!).",
    ),
    method(
      "qsize",
      "($self, /)",
      (vm, a) => vm.newInt(lengthOf(vm, vm.i32[a])),
      "Return the approximate size of the queue (not reliable!).",
    ),
    classMethod(
      "__class_getitem__",
      "($type, object, /)",
      (vm, a) => newGenericAlias(vm, vm.i32[a], vm.i32[a + 1]),
      "See PEP 585",
    ),
  ],
};

/** Makes the class Empty (new reference); 0 with an exception set. */
function newEmpty(vm: Vm): Value {
  const namespace = vm.newDict();
  if (namespace === 0) return 0;
  vm.dictSetOwned(namespace, "__module__", vm.newStr("_queue"));
  vm.dictSetOwned(namespace, "__doc__", vm.newStr("Exception raised by Queue.get(block=0)/get_nowait()."));
  const bases = vm.newTuple([vm.keep(vm.exceptionType("Exception"))]);
  const name = vm.newStr("Empty"), exception = vm.exceptionType("Exception");
  const made = bases === 0 || name === 0 ? 0 : vm.call(vm.typeOf(exception), name, bases, namespace);
  for (const value of [name, bases, namespace]) vm.decref(value);
  return made;
}

/** The module. */
export const queueModule: NativeModule = {
  name: "_queue",
  doc: "What the module queue has that is not written in Python.",
  types: [simpleQueueType],
  functions: [],
  populate: (vm, _module, dict) =>
    (getState(vm, EMPTY) !== 0 || setStateOwned(vm, EMPTY, newEmpty(vm))) &&
    vm.dictSetStr(dict, "Empty", getState(vm, EMPTY)),
};

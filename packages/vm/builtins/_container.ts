/**
 * What the builtin containers share: taking items out of any iterable, reprs that may contain themselves,
 * hashing of keys with CPython's messages, and the six comparisons as slots.
 *
 * @module
 */
import {
  type Address,
  FLAG_IMMORTAL,
  LIST_ITEMS,
  LIST_LENGTH,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_FOURTH,
  PARTS_SECOND,
  PARTS_THIRD,
  T_LIST,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { classMethod, type NativeDefinition, slot } from "../native.ts";
import { size } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import { hasSnapshot, snapshot } from "../snapshot.ts";
import { newGenericAlias } from "./generic_alias.ts";

export { keyHash, qualifiedTypeName } from "../key_hash.ts";

/** Drops references that an array holds. */
export function dropAll(vm: Vm, items: readonly Value[]): void {
  for (let i = 0; i < items.length; i++) vm.decref(items[i]);
}

/** Items of a list or tuple (or subclass) as they are now, each a new reference. */
export function storedItems(vm: Vm, source: Value): Value[] {
  const i32 = vm.i32;
  const items: Value[] = [];
  vm.lock.begin(source);
  const tuple = vm.layout(source) === T_TUPLE;
  const count = i32[(source + (tuple ? TUPLE_LENGTH : LIST_LENGTH)) >>> 2];
  const first = (tuple ? source + TUPLE_ITEMS : i32[(source + LIST_ITEMS) >>> 2]) >>> 2;
  for (let i = 0; i < count; i++) items.push(vm.keep(i32[first + i]));
  vm.lock.end();
  return items;
}

/** Items of any iterable, each a new reference; null with an exception set on failure. */
export function itemsOf(vm: Vm, source: Value): Value[] | null {
  const type = vm.typeIndex(source);
  if (type === T_LIST || type === T_TUPLE) return storedItems(vm, source);
  if (hasSnapshot(vm, source)) return snapshot(vm, source);
  const items: Value[] = [];
  const done = vm.iterate(source, (item) => {
    items.push(vm.keep(item));
    return true;
  });
  if (done) return items;
  dropAll(vm, items);
  return null;
}

/** `repr(value)` as a JavaScript string, or null with an exception set. */
export function reprText(vm: Vm, value: Value): string | null {
  const text = vm.repr(value);
  if (text === 0) return null;
  const js = vm.js(text);
  vm.decref(text);
  return js;
}

/**
 * The repr of a container between brackets.
 *
 * @param recursive What stands for the container inside itself.
 * @param each Calls its argument with the text of each item and returns whether all worked.
 */
export function containerRepr(
  vm: Vm,
  container: Value,
  open: string,
  close: string,
  recursive: string,
  each: (add: (text: string) => void) => boolean,
): Value {
  if (!vm.enterRepr(container)) return vm.newStr(recursive);
  const parts: string[] = [];
  const done = each((text) => parts.push(text));
  vm.leaveRepr(container);
  return done ? vm.newStr(open + parts.join(", ") + close) : 0;
}

/** The six comparisons as slots; `compare` gets 0 to 5 for < <= == != > >=. */
export function comparisonSlots(
  compare: (vm: Vm, operation: number, self: Value, other: Value) => Value,
  operations: readonly number[] = [0, 1, 2, 3, 4, 5],
): NativeDefinition[] {
  const names = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];
  return operations.map((operation) =>
    slot(names[operation], "($self, value, /)", (vm, a) => compare(vm, operation, vm.i32[a], vm.i32[a + 1]))
  );
}

/** What an operation 0 to 5 gives for the order of two numbers. */
export function orderHolds(operation: number, order: number): boolean {
  switch (operation) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Compares two sequences item by item, as CPython's `list_richcompare`; `item` gives new references, 0 at the end. */
export function compareSequences(
  vm: Vm,
  operation: number,
  a: Value,
  b: Value,
  length: (sequence: Value) => number,
  item: (sequence: Value, index: number) => Value,
): Value {
  if ((operation === 2 || operation === 3) && length(a) !== length(b)) return vm.bool(operation === 3);
  for (let i = 0;; i++) {
    const x = item(a, i);
    const y = x === 0 ? 0 : item(b, i);
    if (x === 0 || y === 0) {
      vm.decref(x);
      return vm.bool(orderHolds(operation, length(a) - length(b)));
    }
    const same = vm.equals(x, y);
    let result: Value = -1;
    if (same < 0) result = 0;
    else if (same === 0) {
      result = operation === 2
        ? vm.bool(false)
        : operation === 3
        ? vm.bool(true)
        : vm.compare(operation, x, y);
    }
    vm.decref(x);
    vm.decref(y);
    if (result !== -1) return result;
  }
}

/** A fresh definition of `__class_getitem__`: every type needs its own, as ids go by definition. */
export function genericClassMethod(): NativeDefinition {
  return classMethod(
    "__class_getitem__",
    "($type, item, /)",
    (vm, a) => newGenericAlias(vm, vm.i32[a], vm.i32[a + 1]),
    "See PEP 585",
  );
}

/** How often a sequence is to be repeated: -1 says "not a number" (NotImplemented), NaN a failure. */
export function repeatCount(vm: Vm, count: Value): number {
  if ((count & 1) === 1) return Math.max(0, count >> 1);
  if (!vm.isInt(count) && vm.lookupSpecial(count, vm.names.__index__) === 0) return -1;
  const number = size(vm, count, `cannot fit '${vm.typeName(count)}' into an index-sized integer`);
  return Number.isNaN(number) ? NaN : Math.max(0, number);
}

/** What a builtin sequence is multiplied by, below 0 made 0; NaN with an exception raised if it is no index. */
export function repeatTimes(vm: Vm, count: Value): number {
  const times = repeatCount(vm, count);
  if (times >= 0 || Number.isNaN(times)) return times;
  vm.raiseType(`'${vm.typeName(count)}' object cannot be interpreted as an integer`);
  return NaN;
}

/** Adds so many references to a value. */
export function keepTimes(vm: Vm, value: Value, times: number): void {
  if ((value & 1) === 1 || (vm.i32[value >>> 2] & FLAG_IMMORTAL) !== 0) return;
  for (let k = 0; k < times; k++) vm.rc.incref(value);
}

/** Repeats words: the first `length` from a place on are there, and are followed by copies up to `total`. */
export function repeatWords(i32: Int32Array, first: number, length: number, total: number): void {
  // Twice as many each time: calls are dear, copies are not.
  for (let done = length; done < total;) {
    const count = Math.min(done, total - done);
    i32.copyWithin(first + done, first, first + count);
    done += count;
  }
}

/** A new object of up to four Values (stolen). On failure they are dropped; a 0 among the given ones fails. */
export function newParts(
  vm: Vm,
  typeIndex: number,
  first: Value,
  second: Value = 0,
  third: Value = 0,
): Address {
  const object = vm.alloc(typeIndex, PARTS_BYTES);
  if (object === 0) {
    vm.decref(first);
    vm.decref(second);
    vm.decref(third);
    return 0;
  }
  const i32 = vm.i32;
  i32[(object + PARTS_FIRST) >>> 2] = first;
  i32[(object + PARTS_SECOND) >>> 2] = second;
  i32[(object + PARTS_THIRD) >>> 2] = third;
  i32[(object + PARTS_FOURTH) >>> 2] = 0;
  return object;
}

/** The first part of an object made of Values (borrowed). */
export function firstPart(vm: Vm, object: Value): Value {
  return vm.i32[(object + PARTS_FIRST) >>> 2];
}

/** The second part (borrowed). */
export function secondPart(vm: Vm, object: Value): Value {
  return vm.i32[(object + PARTS_SECOND) >>> 2];
}

/** The third part (borrowed). */
export function thirdPart(vm: Vm, object: Value): Value {
  return vm.i32[(object + PARTS_THIRD) >>> 2];
}

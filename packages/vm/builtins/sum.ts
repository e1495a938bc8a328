/**
 * `sum`. Ints are added as numbers where these are exact, and floats and complex numbers with compensation, each as long as nothing else
 * comes.
 *
 * @module
 */
import { FALSE, T_BYTEARRAY, T_COMPLEX, T_FLOAT, T_INT, TRUE, type Value } from "@orochi/object";
import { isDrained, nextAfterInts } from "../protocol/drains.ts";
import { doubleOfInt } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import { imaginaryOf, realOf } from "./complex.ts";
import { safeNumber } from "./int_limbs.ts";
import { nextItem } from "./sequence_iterators.ts";

/** A sum of doubles and what rounding has taken from it (Neumaier 1974; CPython 3.12). */
class CompensatedSum {
  #high: number;
  #low = 0;

  constructor(first: number) {
    this.#high = first;
  }

  add(x: number): void {
    const sum = this.#high + x;
    this.#low += Math.abs(this.#high) >= Math.abs(x) ? (this.#high - sum) + x : (x - sum) + this.#high;
    this.#high = sum;
  }

  value(): number {
    return this.#low !== 0 && Number.isFinite(this.#low) ? this.#high + this.#low : this.#high;
  }
}

/** Adds an item to a total, both of which it takes: the new total, or 0. */
function add(vm: Vm, total: Value, item: Value): Value {
  const added = vm.binary(0, total, item);
  vm.decref(total);
  vm.decref(item);
  return added;
}

/** What an item adds to a total that is a double; NaN where that may be another number, or where the item has a say. */
function addend(vm: Vm, item: Value): number {
  if ((item & 1) === 1) return item >> 1;
  if (vm.isExact(item, T_INT)) return safeNumber(vm, item);
  return item === TRUE ? 1 : item === FALSE ? 0 : NaN;
}

/**
 * A sum of ints that doubles hold. What it can't hold itself is put aside, so that items far below 2^53 are added as numbers
 * however many there are.
 */
class IntSum {
  #exact: number;
  #large = 0n;

  constructor(first: number) {
    this.#exact = first;
  }

  add(number: number): void {
    const larger = this.#exact + number;
    if (Number.isSafeInteger(larger)) this.#exact = larger;
    else {
      this.#large += BigInt(this.#exact);
      this.#exact = number;
    }
  }

  value(vm: Vm): Value {
    return this.#large === 0n ? vm.newInt(this.#exact) : vm.newBigInt(this.#large + BigInt(this.#exact));
  }
}

/** Adds all ints that come first: the total, or 0, and the item after. */
function sumInts(vm: Vm, first: number, iterator: Value): [total: Value, item: Value] {
  const sum = new IntSum(first), drained = isDrained(vm, iterator);
  for (;;) {
    const item = drained ? nextAfterInts(vm, iterator, sum) : nextItem(vm, iterator);
    const number = item === 0 ? NaN : addend(vm, item);
    if (Number.isNaN(number)) return [sum.value(vm), item];
    sum.add(number);
    vm.decref(item);
  }
}

/** Adds a complex total, an item, and all complex and real numbers that follow: the new total, or 0, and the item after. */
function sumComplex(vm: Vm, total: Value, item: Value, iterator: Value): [total: Value, item: Value] {
  const real = new CompensatedSum(realOf(vm, total)), imaginary = new CompensatedSum(imaginaryOf(vm, total));
  vm.decref(total);
  for (; item !== 0; item = nextItem(vm, iterator)) {
    if (vm.isExact(item, T_COMPLEX)) {
      real.add(realOf(vm, item));
      imaginary.add(imaginaryOf(vm, item));
    } else if (vm.isFloat(item)) real.add(vm.float(item));
    else if (vm.isInt(item)) {
      const double = doubleOfInt(vm, item);
      if (vm.failed()) {
        vm.decref(item);
        return [0, 0];
      }
      real.add(double);
    } else break;
    vm.decref(item);
  }
  return [vm.newComplex(real.value(), imaginary.value()), item];
}

/** `sum(iterable, start)`. */
export function sum(vm: Vm, iterable: Value, start: Value): Value {
  if (vm.isStr(start)) return vm.raiseType("sum() can't sum strings [use ''.join(seq) instead]");
  if (vm.isBytes(start)) return vm.raiseType("sum() can't sum bytes [use b''.join(seq) instead]");
  if (vm.layout(start) === T_BYTEARRAY) {
    return vm.raiseType("sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  const iterator = vm.iter(iterable);
  if (iterator === 0) return 0;
  let total = vm.keep(start), item: Value = 0;
  if ((total & 1) === 1) [total, item] = sumInts(vm, total >> 1, iterator);
  else item = nextItem(vm, iterator);
  if (
    total !== 0 && item !== 0 && vm.isExact(item, T_FLOAT) &&
    (vm.isExact(total, T_FLOAT) || (total & 1) === 1)
  ) {
    const compensated = new CompensatedSum(vm.asDouble(total));
    for (; item !== 0; item = nextItem(vm, iterator)) {
      if ((item & 1) === 1) compensated.add(item >> 1);
      else if (vm.isExact(item, T_FLOAT)) compensated.add(vm.float(item));
      else break;
      vm.decref(item);
    }
    vm.decref(total);
    total = vm.newFloat(compensated.value());
  }
  if (item !== 0 && vm.isExact(item, T_COMPLEX) && total !== 0 && !vm.isExact(total, T_COMPLEX)) {
    total = add(vm, total, item);
    item = total === 0 ? 0 : nextItem(vm, iterator);
  }
  if (total !== 0 && item !== 0 && vm.isExact(total, T_COMPLEX)) {
    [total, item] = sumComplex(vm, total, item, iterator);
  }
  while (total !== 0 && item !== 0) {
    total = add(vm, total, item);
    item = total === 0 ? 0 : nextItem(vm, iterator);
  }
  vm.decref(iterator);
  if (total === 0 || !vm.failed()) return total;
  vm.decref(total);
  return 0;
}

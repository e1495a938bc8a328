/**
 * Functions of `math` over many numbers: fsum, prod, sumprod, hypot, dist.
 *
 * @module
 */
import { T_FLOAT, T_INT, tagInt, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { doubleDouble } from "@orochi/vm/numeric";

const ADD = 0, MULTIPLY = 2;

/** Sums doubles exactly and rounds once (Shewchuk 1996): the partial sums do not overlap and grow in magnitude. */
class ExactSum {
  readonly #partials: number[] = [];
  #special = 0;
  #infinite = 0;
  /** Adds a number; false where the exact sum is more than a double. */
  add(value: number): boolean {
    const partials = this.#partials;
    let x = value, kept = 0;
    for (let i = 0; i < partials.length; i++) {
      let y = partials[i];
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y, low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    if (x === 0) return true;
    if (Number.isFinite(x)) {
      partials.push(x);
      return true;
    }
    if (Number.isFinite(value)) return false;
    if (!Number.isNaN(value)) this.#infinite += value;
    this.#special += value;
    partials.length = 0;
    return true;
  }

  /** The rounded sum; null for infinities of both signs. */
  get result(): number | null {
    if (this.#special !== 0) return Number.isNaN(this.#infinite) ? null : this.#special;
    const partials = this.#partials;
    let n = partials.length;
    if (n === 0) return 0;
    let high = partials[--n], low = 0;
    while (n > 0) {
      const x = high, y = partials[--n];
      high = x + y;
      low = y - (high - x);
      if (low !== 0) break;
    }
    // Half-way, the partial sums below decide.
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
      const twice = low * 2, next = high + twice;
      if (twice === next - high) high = next;
    }
    return high;
  }
}

function fsum(vm: Vm, iterable: Value): Value {
  const total = new ExactSum();
  const done = vm.iterate(iterable, (item) => {
    const value = vm.asDouble(item);
    if (Number.isNaN(value) && vm.failed()) return false;
    if (total.add(value)) return true;
    vm.raise("OverflowError", "intermediate overflow in fsum");
    return false;
  });
  if (!done) return 0;
  const result = total.result;
  return result === null ? vm.raiseValue("-inf + inf in fsum") : vm.newFloat(result);
}

function prod(vm: Vm, iterable: Value, start: Value): Value {
  let total = start === 0 ? tagInt(1) : vm.keep(start);
  const done = vm.iterate(iterable, (item) => {
    const next = vm.binary(MULTIPLY, total, item);
    vm.decref(total);
    total = next;
    return next !== 0;
  });
  if (done) return total;
  vm.decref(total);
  return 0;
}

/** A sum of products to three doubles: neither products nor sums are rounded before the end but in the last. */
class ProductSum {
  #high = 0;
  #low = 0;
  #tiny = 0;
  /** Whether anything was added. */
  used = false;
  /** Adds a product. */
  add(x: number, y: number): void {
    const p = x * y, error = doubleDouble.productError(x, y, p);
    doubleDouble.sum(this.#high, p);
    const high = doubleDouble.high(), highError = doubleDouble.low();
    doubleDouble.sum(this.#low, error);
    const low = doubleDouble.high(), lowError = doubleDouble.low();
    doubleDouble.sum(low, highError);
    this.#high = high;
    this.#low = doubleDouble.high();
    this.#tiny += lowError + doubleDouble.low();
    this.used = true;
  }

  /** Whether the sum is still a number of which the low parts are right. */
  get exact(): boolean {
    return Number.isFinite(this.#high) && Number.isFinite(this.#low);
  }

  /** The rounded sum. */
  get result(): number {
    doubleDouble.sum(this.#low, this.#tiny);
    return this.#high + doubleDouble.high();
  }
}

/** The double of an exact float or of an int that one holds; NaN for all other values. */
function quickDouble(vm: Vm, value: Value): number {
  if (vm.isExact(value, T_FLOAT)) return vm.float(value);
  if (!vm.isInt(value)) return NaN;
  const number = vm.number(value);
  return Number.isFinite(number) ? number : NaN;
}

/** What `sumprod` has summed so far. */
class SumProduct {
  total: Value = tagInt(0);
  readonly #vm: Vm;
  #integers = 0n;
  #integersOpen = true;
  #floats: ProductSum = new ProductSum();
  #floatsOpen = true;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  #include(value: Value): boolean {
    const vm = this.#vm;
    const next = value === 0 ? 0 : vm.binary(ADD, this.total, value);
    vm.decref(value);
    vm.decref(this.total);
    this.total = next;
    return next !== 0;
  }

  #closeIntegers(): boolean {
    this.#integersOpen = false;
    const sum = this.#integers;
    this.#integers = 0n;
    return sum === 0n || this.#include(this.#vm.newBigInt(sum));
  }

  #closeFloats(): boolean {
    this.#floatsOpen = false;
    return !this.#floats.used || this.#include(this.#vm.newFloat(this.#floats.result));
  }

  /** Adds the product of two values (borrowed). */
  add(p: Value, q: Value): boolean {
    const vm = this.#vm;
    if (this.#integersOpen) {
      if (vm.isExact(p, T_INT) && vm.isExact(q, T_INT)) {
        this.#integers += vm.bigInt(p) * vm.bigInt(q);
        return true;
      }
      if (!this.#closeIntegers()) return false;
    }
    if (this.#floatsOpen) {
      if (vm.isExact(p, T_FLOAT) || vm.isExact(q, T_FLOAT)) {
        const x = quickDouble(vm, p), y = quickDouble(vm, q);
        if (Number.isFinite(x * y)) {
          this.#floats.add(x, y);
          if (this.#floats.exact) return true;
        }
      }
      if (!this.#closeFloats()) return false;
    }
    return this.#include(vm.binary(MULTIPLY, p, q));
  }

  /** Ends the sum. */
  finish(): boolean {
    return (!this.#integersOpen || this.#closeIntegers()) && (!this.#floatsOpen || this.#closeFloats());
  }
}

function sumprod(vm: Vm, first: Value, second: Value): Value {
  const p = vm.iter(first), q = p === 0 ? 0 : vm.iter(second);
  const sum = new SumProduct(vm);
  let going = q !== 0;
  while (going) {
    const x = vm.next(p), y = vm.failed() ? 0 : vm.next(q);
    if (vm.failed()) going = false;
    else if (x === 0 && y === 0) break;
    else if (x === 0 || y === 0) going = vm.raiseValue("Inputs are not the same length") !== 0;
    else going = sum.add(x, y);
    vm.decref(x);
    vm.decref(y);
  }
  vm.decref(p);
  vm.decref(q);
  if (going && sum.finish()) return sum.total;
  vm.decref(sum.total);
  return 0;
}

/** Items of a tuple as doubles; null with an exception set on failure. */
function doublesOf(vm: Vm, tuple: Value): Float64Array | null {
  const doubles = new Float64Array(vm.tupleLength(tuple));
  for (let i = 0; i < doubles.length; i++) {
    const value = doubles[i] = vm.asDouble(vm.tupleItem(tuple, i));
    if (Number.isNaN(value) && vm.failed()) return null;
  }
  return doubles;
}

/** A point of any iterable as doubles; null with an exception set on failure. */
function point(vm: Vm, value: Value): Float64Array | null {
  if (vm.isTuple(value)) return doublesOf(vm, value);
  const doubles: number[] = [];
  const done = vm.iterate(value, (item) => {
    const double = vm.asDouble(item);
    doubles.push(double);
    return !Number.isNaN(double) || !vm.failed();
  });
  return done ? new Float64Array(doubles) : null;
}

function dist(vm: Vm, first: Value, second: Value): Value {
  const p = point(vm, first), q = p === null ? null : point(vm, second);
  if (p === null || q === null) return 0;
  if (p.length !== q.length) return vm.raiseValue("both points must have the same number of dimensions");
  for (let i = 0; i < p.length; i++) p[i] -= q[i];
  return vm.newFloat(doubleDouble.length(p));
}

/** The functions. */
export const sumFunctions: readonly NativeDefinition[] = [
  nativeFunction(
    "fsum",
    "(seq, /)",
    (vm, a) => fsum(vm, vm.i32[a]),
    "Return an accurate floating-point sum of values in the iterable seq.",
  ),
  nativeFunction(
    "prod",
    "(iterable, /, *, start=1)",
    (vm, a) => prod(vm, vm.i32[a], vm.i32[a + 1]),
    "Calculate the product of all the elements in the input iterable.",
  ),
  nativeFunction(
    "sumprod",
    "(p, q, /)",
    (vm, a) => sumprod(vm, vm.i32[a], vm.i32[a + 1]),
    "Return the sum of products of values from two iterables p and q.",
  ),
  nativeFunction("hypot", "(*coordinates)", (vm, a) => {
    const coordinates = doublesOf(vm, vm.i32[a]);
    return coordinates === null ? 0 : vm.newFloat(doubleDouble.length(coordinates));
  }, "Multidimensional Euclidean distance from the origin to a point."),
  nativeFunction(
    "dist",
    "(p, q, /)",
    (vm, a) => dist(vm, vm.i32[a], vm.i32[a + 1]),
    "Return the Euclidean distance between two points p and q.",
  ),
];

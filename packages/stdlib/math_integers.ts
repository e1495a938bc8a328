/**
 * Functions of `math` on ints: factorial, comb, perm, gcd, lcm, isqrt.
 *
 * @module
 */
import { NONE, tagInt, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { indexValue } from "@orochi/vm/kernel";
import { bitLength, safeNumber } from "@orochi/vm/numeric";

/** An argument through `__index__`; null with an exception set. */
function integer(vm: Vm, value: Value): bigint | null {
  const int = indexValue(vm, value);
  if (int === 0) return null;
  const result = vm.bigInt(int);
  vm.decref(int);
  return result;
}

/** The product of the integers from `low` to `high`, halves first so that the factors stay alike in size. */
function rangeProduct(low: bigint, high: bigint): bigint {
  if (low > high) return 1n;
  if (high - low < 16n) {
    let product = low;
    for (let i = low + 1n; i <= high; i++) product *= i;
    return product;
  }
  const middle = (low + high) >> 1n;
  return rangeProduct(low, middle) * rangeProduct(middle + 1n, high);
}

function factorial(vm: Vm, value: Value): Value {
  const n = integer(vm, value);
  if (n === null) return 0;
  if (n < 0n) return vm.raiseValue("factorial() not defined for negative values");
  if (n > LONG) return vm.raise("OverflowError", `factorial() argument should not exceed ${LONG}`);
  return n > MOST_FACTORS ? vm.raiseMemory() : vm.newBigInt(rangeProduct(1n, n));
}

/** C's largest `long`. */
const LONG = 0x7fff_ffff_ffff_ffffn;
/** A product of more factors is longer than any int can be. */
const MOST_FACTORS = 60_000_000n;

/** `perm(n, k)` or `comb(n, k)`. */
function choose(vm: Vm, a: number, ordered: boolean): Value {
  const n = integer(vm, vm.i32[a]);
  if (n === null) return 0;
  const count = vm.i32[a + 1];
  if (ordered && (count === 0 || count === NONE)) return factorial(vm, vm.i32[a]);
  let k = integer(vm, count);
  if (k === null) return 0;
  if (n < 0n) return vm.raiseValue("n must be a non-negative integer");
  if (k < 0n) return vm.raiseValue("k must be a non-negative integer");
  if (k > n) return tagInt(0);
  if (!ordered && n - k < k) k = n - k;
  if (k > LONG) {
    return vm.raise(
      "OverflowError",
      ordered ? `k must not exceed ${LONG}` : `min(n - k, k) must not exceed ${LONG}`,
    );
  }
  if (k > 1n && k > MOST_FACTORS) return vm.raiseMemory();
  const product = rangeProduct(n - k + 1n, n);
  return vm.newBigInt(ordered ? product : product / rangeProduct(1n, k));
}

function gcdOf(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a, y = b < 0n ? -b : b;
  while (y > 0x1f_ffff_ffff_ffffn) [x, y] = [y, x % y];
  if (y === 0n) return x;
  // Small from here on.
  let p = Number(y), q = Number(x % y);
  while (q !== 0) [p, q] = [q, p % q];
  return BigInt(p);
}

/** Folds ints from the left. */
function fold(vm: Vm, tuple: Value, start: bigint, step: (total: bigint, next: bigint) => bigint): Value {
  let total = start;
  for (let i = 0; i < vm.tupleLength(tuple); i++) {
    const next = integer(vm, vm.tupleItem(tuple, i));
    if (next === null) return 0;
    total = step(total, next);
  }
  return vm.newBigInt(total);
}

function lcmOf(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  const product = (a / gcdOf(a, b)) * b;
  return product < 0n ? -product : product;
}

/** The integer part of the square root (Newton, from above). */
function squareRootOf(n: bigint): bigint {
  if (n < 0x10_0000_0000_0000n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

function isqrt(vm: Vm, value: Value): Value {
  const int = indexValue(vm, value);
  if (int === 0) return 0;
  const small = safeNumber(vm, int);
  const n = vm.bigInt(int);
  vm.decref(int);
  if (n < 0n) return vm.raiseValue("isqrt() argument must be nonnegative");
  return small < 2 ** 52 ? vm.newInt(Math.floor(Math.sqrt(small))) : vm.newBigInt(squareRootOf(n));
}

/** The functions. */
export const integerFunctions: readonly NativeDefinition[] = [
  nativeFunction("factorial", "(n, /)", (vm, a) => factorial(vm, vm.i32[a]), "Find n!."),
  nativeFunction(
    "comb",
    "(n, k, /)",
    (vm, a) => choose(vm, a, false),
    "Number of ways to choose k items from n items without repetition and without order.",
  ),
  nativeFunction(
    "perm",
    "(n, k=None, /)",
    (vm, a) => choose(vm, a, true),
    "Number of ways to choose k items from n items without repetition and with order.",
  ),
  nativeFunction("gcd", "(*integers)", (vm, a) => fold(vm, vm.i32[a], 0n, gcdOf), "Greatest Common Divisor."),
  nativeFunction("lcm", "(*integers)", (vm, a) => fold(vm, vm.i32[a], 1n, lcmOf), "Least Common Multiple."),
  nativeFunction(
    "isqrt",
    "(n, /)",
    (vm, a) => isqrt(vm, vm.i32[a]),
    "Return the integer part of the square root of the input.",
  ),
];

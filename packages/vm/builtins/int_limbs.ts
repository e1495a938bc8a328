/**
 * Arithmetic on ints as they lie in the heap: sign and magnitude in 32-bit limbs, small ones tagged. What takes one
 * pass over the limbs is done here, without a BigInt.
 *
 * @module
 */
import { FALSE, INT_LIMBS, INT_SIZE, T_INT, tagInt, TRUE, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";
import { type LimbFunctions, makeLimbFunctions } from "./limb_functions.ts";

/** An int that is no larger than a double holds exactly, as a double; NaN for larger ones. */
export function safeNumber(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return value >> 1;
  const size = vm.i32[(value + INT_SIZE) >>> 2];
  const first = (value + INT_LIMBS) >>> 2;
  switch (size) {
    case 1:
      return vm.i32[first] >>> 0;
    case -1:
      return -(vm.i32[first] >>> 0);
    case 0:
      return 0;
    case 2:
    case -2: {
      const high = vm.i32[first + 1] >>> 0;
      if (high >= 0x20_0000) return NaN;
      const magnitude = high * 0x1_0000_0000 + (vm.i32[first] >>> 0);
      return size < 0 ? -magnitude : magnitude;
    }
    default:
      return NaN;
  }
}

/** Ints of fewer limbs are not worth a call of a function in WebAssembly. */
const LONG = 8;
/** Limbs of long ints that are passed over in TypeScript before such functions are made. */
const PAYS = 20_000;

let passedOver = 0;
let functions: LimbFunctions | null = null;
let functionsOf: WebAssembly.Memory | null = null;

/** Functions for operations on ints that have so many limbs and are no small ones; null where a loop here does as well. */
function functionsFor(vm: Vm, limbs: number): LimbFunctions | null {
  if (limbs < LONG) return null;
  const memory = vm.heap.memory.memory;
  if (functionsOf === memory) return functions;
  if ((passedOver += limbs) < PAYS) return null;
  passedOver = 0;
  functionsOf = memory;
  return functions = makeLimbFunctions(memory);
}

/** An int of so many limbs that are still to be written; 0 with an exception where there is no memory. */
function allocate(vm: Vm, limbs: number): Value {
  const address = vm.heap.allocObject(INT_LIMBS + limbs * 4);
  return address === 0 ? vm.raiseMemory() : address;
}

/** Frees what {@linkcode allocate} gave. */
function discard(vm: Vm, address: Value): void {
  vm.i32[address >>> 2] = T_INT;
  vm.heap.freeObject(address);
}

/** What {@linkcode allocate} gave becomes the int whose limbs are written there. */
function finish(vm: Vm, address: Value, limbs: number, negative: boolean): Value {
  const i32 = vm.i32, first = (address + INT_LIMBS) >>> 2;
  let count = limbs;
  while (count > 0 && i32[first + count - 1] === 0) count--;
  let made = address;
  if (count === 0 || (count === 1 && (i32[first] >>> 0) <= 0x3fff_ffff + (negative ? 1 : 0))) {
    made = count === 0 ? tagInt(0) : tagInt(negative ? -i32[first] : i32[first]);
  } else if (limbs - count > 1) {
    made = allocate(vm, count);
    if (made !== 0) i32.copyWithin((made + INT_LIMBS) >>> 2, first, first + count);
  }
  if (made !== address) discard(vm, address);
  if ((made & 1) === 1 || made === 0) return made;
  i32[(made + INT_SIZE) >>> 2] = negative ? -count : count;
  i32[made >>> 2] = T_INT;
  vm.rc.init(made);
  return made;
}

/** Magnitudes of the operands and of the result, while one operation runs. */
let left: Uint32Array = new Uint32Array(64);
let right: Uint32Array = new Uint32Array(64);
let result: Uint32Array = new Uint32Array(128);

/** Signed number of limbs, 0 for zero. */
function sizeOf(vm: Vm, value: Value): number {
  if ((value & 1) === 0) return vm.i32[(value + INT_SIZE) >>> 2];
  return value === 1 ? 0 : value > 0 ? 1 : -1;
}

/** Copies the limbs of an int into an array that is long enough. */
function read(vm: Vm, value: Value, count: number, target: Uint32Array): void {
  if ((value & 1) === 1) {
    target[0] = Math.abs(value >> 1);
    return;
  }
  const i32 = vm.i32, first = (value + INT_LIMBS) >>> 2;
  for (let i = 0; i < count; i++) target[i] = i32[first + i];
}

/** An int of limbs; leading zeros are dropped. */
function make(vm: Vm, limbs: Uint32Array, length: number, negative: boolean): Value {
  let count = length;
  while (count > 0 && limbs[count - 1] === 0) count--;
  if (count === 0) return tagInt(0);
  if (count === 1 && limbs[0] <= 0x3fff_ffff + (negative ? 1 : 0)) {
    return tagInt(negative ? -limbs[0] : limbs[0]);
  }
  const address = vm.heap.allocObject(INT_LIMBS + count * 4);
  if (address === 0) return vm.raiseMemory();
  const i32 = vm.i32, first = (address + INT_LIMBS) >>> 2;
  for (let i = 0; i < count; i++) i32[first + i] = limbs[i];
  i32[(address + INT_SIZE) >>> 2] = negative ? -count : count;
  i32[address >>> 2] = T_INT;
  vm.rc.init(address);
  return address;
}

/** An int of a safe integer. */
export function intOfNumber(vm: Vm, value: number): Value {
  if (value >= -0x4000_0000 && value <= 0x3fff_ffff) return tagInt(value);
  const magnitude = Math.abs(value);
  result[0] = magnitude;
  result[1] = magnitude / 0x1_0000_0000;
  return make(vm, result, 2, value < 0);
}

function grown(array: Uint32Array, length: number): Uint32Array {
  return array.length >= length ? array : new Uint32Array(length * 2);
}

/** Readies the operands; their numbers of limbs are given. */
function load(vm: Vm, a: Value, m: number, b: Value, n: number): void {
  left = grown(left, m);
  right = grown(right, n);
  read(vm, a, m, left);
  read(vm, b, n, right);
}

/** -1, 0 or 1 as the magnitude `left` is less than, equal to or greater than `right`. */
function orderOfMagnitudes(m: number, n: number): number {
  if (m !== n) return m < n ? -1 : 1;
  for (let i = m - 1; i >= 0; i--) if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}

/** -1, 0 or 1 as an int is less than, equal to or greater than another. */
export function compareInts(vm: Vm, a: Value, b: Value): number {
  if ((a & b & 1) === 1) return a < b ? -1 : a === b ? 0 : 1;
  const p = sizeOf(vm, a), q = sizeOf(vm, b);
  if (p !== q) return p < q ? -1 : 1;
  const order = orderInHeap(vm, a, b, Math.abs(p));
  return p < 0 ? -order : order;
}

/** -1, 0 or 1 as the magnitude of an int is less than, equal to or greater than another's, of as many limbs. */
function orderInHeap(vm: Vm, a: Value, b: Value, count: number): number {
  if ((a & 1) === 1 || (b & 1) === 1) {
    load(vm, a, count, b, count);
    return orderOfMagnitudes(count, count);
  }
  const i32 = vm.i32, x = (a + INT_LIMBS) >>> 2, y = (b + INT_LIMBS) >>> 2;
  for (let i = count - 1; i >= 0; i--) {
    const p = i32[x + i] >>> 0, q = i32[y + i] >>> 0;
    if (p !== q) return p < q ? -1 : 1;
  }
  return 0;
}

/** `a + b`, or `a - b` with `sign` -1. */
export function addInts(vm: Vm, a: Value, b: Value, sign: 1 | -1): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b) * sign;
  const m = Math.abs(p), n = Math.abs(q);
  const passes = (a & 1) === 0 && (b & 1) === 0 ? functionsFor(vm, Math.max(m, n)) : null;
  if (passes !== null) return addLong(vm, passes, a, p, b, q);
  load(vm, a, m, b, n);
  result = grown(result, Math.max(m, n) + 1);
  if ((p < 0) === (q < 0)) return make(vm, result, addMagnitudes(m, n), p < 0);
  const order = orderOfMagnitudes(m, n);
  if (order === 0) return tagInt(0);
  if (order > 0) subtractMagnitudes(left, m, right, n);
  else subtractMagnitudes(right, n, left, m);
  return make(vm, result, Math.max(m, n), order > 0 ? p < 0 : q < 0);
}

/** The sum of two ints of `p` and `q` limbs, which have their signs from there. */
function addLong(vm: Vm, passes: LimbFunctions, a: Value, p: number, b: Value, q: number): Value {
  const m = Math.abs(p), n = Math.abs(q), alike = (p < 0) === (q < 0);
  const order = m !== n ? m - n : alike ? 0 : orderInHeap(vm, a, b, m);
  if (order === 0 && !alike) return tagInt(0);
  const most = Math.max(m, n), least = Math.min(m, n);
  const more = (order < 0 ? b : a) + INT_LIMBS, less = (order < 0 ? a : b) + INT_LIMBS;
  const negative = order < 0 ? q < 0 : p < 0;
  const sum = allocate(vm, alike ? most + 1 : most);
  if (sum === 0) return 0;
  if (!alike) {
    passes.subtract(sum + INT_LIMBS, more, most, less, least);
    return finish(vm, sum, most, negative);
  }
  vm.i32[((sum + INT_LIMBS) >>> 2) + most] = passes.add(sum + INT_LIMBS, more, most, less, least);
  return finish(vm, sum, most + 1, negative);
}

function addMagnitudes(m: number, n: number): number {
  const x = m >= n ? left : right, y = m >= n ? right : left, target = result;
  const length = Math.max(m, n), common = Math.min(m, n);
  let carry = 0;
  for (let i = 0; i < length; i++) {
    // In 32 bits: the carry out of the topmost bit is told by those of the summands and the sum.
    const p = x[i] | 0, q = i < common ? y[i] | 0 : 0, sum = (p + q + carry) | 0;
    target[i] = sum;
    carry = ((p & q) | ((p | q) & ~sum)) >>> 31;
  }
  target[length] = carry;
  return length + 1;
}

/** The larger magnitude less the smaller. */
function subtractMagnitudes(x: Uint32Array, m: number, y: Uint32Array, n: number): void {
  const target = result;
  let borrow = 0;
  for (let i = 0; i < m; i++) {
    const p = x[i] | 0, q = i < n ? y[i] | 0 : 0, difference = (p - q - borrow) | 0;
    target[i] = difference;
    borrow = ((~p & q) | ((~p | q) & difference)) >>> 31;
  }
}

/** Limbs of the largest int that a BigInt can hold. */
const MOST_LIMBS = (1 << 25) - 2;

/** Factors and quotients below this, times a limb, plus a carry, are exact in a double. */
const SHORT = 0x10_0000;
/** From so many limbs of the shorter factor on, BigInts multiply faster, although they are made for it. */
const BIGINT_LIMBS = 80;

/** A product that is no safe integer: limb by limb where one factor is short, or both long but not too long. */
function multiplyInts(vm: Vm, a: Value, b: Value): Value {
  if ((a & 1) === 1 || (b & 1) === 1) {
    const value = (a & 1) === 1 ? b : a, factor = (a & 1) === 1 ? a >> 1 : b >> 1;
    const passes = functionsFor(vm, (value & 1) === 1 ? 1 : Math.abs(sizeOf(vm, value)));
    if (passes !== null) return scaleLong(vm, passes, value, factor);
    if (Math.abs(factor) < SHORT) return multiplyShort(vm, value, factor);
  }
  const m = Math.abs(sizeOf(vm, a)), n = Math.abs(sizeOf(vm, b));
  if (m + n > MOST_LIMBS) return vm.raiseMemory();
  const passes = Math.min(m, n) < BIGINT_LIMBS ? functionsFor(vm, m + n) : null;
  if (passes !== null && (a & 1) === 0 && (b & 1) === 0) return multiplyLong(vm, passes, a, b);
  return vm.newBigInt(vm.bigInt(a) * vm.bigInt(b));
}

function scaleLong(vm: Vm, passes: LimbFunctions, value: Value, factor: number): Value {
  if (factor === 0) return tagInt(0);
  const size = sizeOf(vm, value), m = Math.abs(size), product = allocate(vm, m + 1);
  if (product === 0) return 0;
  vm.i32[((product + INT_LIMBS) >>> 2) + m] = passes.scale(
    product + INT_LIMBS,
    value + INT_LIMBS,
    m,
    Math.abs(factor),
  );
  return finish(vm, product, m + 1, (size < 0) !== (factor < 0));
}

function multiplyLong(vm: Vm, passes: LimbFunctions, a: Value, b: Value): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b), m = Math.abs(p), n = Math.abs(q);
  const [long, most, short, least] = m >= n ? [a, m, b, n] : [b, n, a, m];
  const product = allocate(vm, m + n);
  if (product === 0) return 0;
  const i32 = vm.i32, factors = (short + INT_LIMBS) >>> 2, target = product + INT_LIMBS, first = target >>> 2;
  i32.fill(0, first, first + most);
  for (let i = 0; i < least; i++) {
    i32[first + most + i] = passes.addScaled(target + 4 * i, long + INT_LIMBS, most, i32[factors + i]);
  }
  return finish(vm, product, m + n, (p < 0) !== (q < 0));
}

function multiplyShort(vm: Vm, value: Value, factor: number): Value {
  const size = sizeOf(vm, value), m = Math.abs(size), by = Math.abs(factor);
  left = grown(left, m);
  read(vm, value, m, left);
  result = grown(result, m + 1);
  const x = left, target = result;
  let carry = 0;
  for (let i = 0; i < m; i++) {
    const product = x[i] * by + carry, low = product >>> 0;
    target[i] = low;
    carry = (product - low) / 0x1_0000_0000;
  }
  target[m] = carry;
  return make(vm, target, m + 1, (size < 0) !== (factor < 0));
}

/** The top of an int's magnitude, scaled so that its `count`th limb counts as ones. */
function leading(vm: Vm, value: Value, count: number): number {
  if ((value & 1) === 1) return Math.abs(value >> 1);
  const i32 = vm.i32, top = ((value + INT_LIMBS) >>> 2) + count - 1;
  const next = count > 1 ? i32[top - 1] >>> 0 : 0, last = count > 2 ? i32[top - 2] >>> 0 : 0;
  return (i32[top] >>> 0) + (next + last / 0x1_0000_0000) / 0x1_0000_0000;
}

/**
 * `a // b` or, for the remainder, `a % b` of large ints of the same sign whose quotient is short, as the leading limbs
 * tell; 0 without an exception where they are not such.
 */
export function divideShort(vm: Vm, a: Value, b: Value, remainder: boolean): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b), m = Math.abs(p), n = Math.abs(q);
  if ((p < 0) !== (q < 0) || m < n || m - n > 1) return 0;
  const estimate = leading(vm, a, m) / leading(vm, b, n) * (m === n ? 1 : 0x1_0000_0000);
  if (estimate >= SHORT - 1) return 0;
  const passes = (b & 1) === 0 ? functionsFor(vm, n) : null;
  if (passes !== null) return divideLong(vm, passes, a, b, Math.floor(estimate), remainder);
  load(vm, a, m, b, n);
  result = grown(result, m);
  const x = left, y = right, rest = result;
  // At most one too large or too small: the rest tells.
  let quotient = Math.floor(estimate), carry = 0, borrow = 0;
  for (let i = 0; i < m; i++) {
    const product = (i < n ? y[i] * quotient : 0) + carry, low = product >>> 0;
    carry = (product - low) / 0x1_0000_0000;
    const difference = x[i] - low - borrow;
    borrow = difference < 0 ? 1 : 0;
    rest[i] = difference;
  }
  if (borrow + carry !== 0) {
    quotient--;
    addTo(rest, m, y, n);
  } else if (reaches(rest, m, y, n)) {
    quotient++;
    subtractMagnitudes(rest, m, y, n);
  }
  return remainder ? make(vm, rest, m, p < 0) : tagInt(quotient);
}

/** As {@linkcode divideShort}, with a quotient that is at most one too large or too small. */
function divideLong(
  vm: Vm,
  passes: LimbFunctions,
  a: Value,
  b: Value,
  estimate: number,
  remainder: boolean,
): Value {
  const p = sizeOf(vm, a), m = Math.abs(p), n = Math.abs(sizeOf(vm, b));
  const rest = allocate(vm, m);
  if (rest === 0) return 0;
  const target = rest + INT_LIMBS, divisor = b + INT_LIMBS, above = (target >>> 2) + n;
  let quotient = estimate;
  if (passes.subtractScaled(target, a + INT_LIMBS, m, divisor, n, estimate) !== 0) {
    quotient--;
    passes.add(target, target, m, divisor, n);
  } else if ((m > n && vm.i32[above] !== 0) || passes.order(target, divisor, n) >= 0) {
    quotient++;
    passes.subtract(target, target, m, divisor, n);
  }
  if (remainder) return finish(vm, rest, m, p < 0);
  discard(vm, rest);
  return tagInt(quotient);
}

/** Adds a magnitude, modulo the length of the sum. */
function addTo(sum: Uint32Array, m: number, y: Uint32Array, n: number): void {
  let carry = 0;
  for (let i = 0; i < m; i++) {
    const total = sum[i] + (i < n ? y[i] : 0) + carry;
    carry = total > 0xffff_ffff ? 1 : 0;
    sum[i] = total;
  }
}

/** Whether the first magnitude is not less than the second. */
function reaches(x: Uint32Array, m: number, y: Uint32Array, n: number): boolean {
  for (let i = m - 1; i >= n; i--) if (x[i] !== 0) return true;
  for (let i = n - 1; i >= 0; i--) if (x[i] !== y[i]) return x[i] > y[i];
  return true;
}

/** Number of bits of an int's magnitude. */
export function bitLengthOf(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return 32 - Math.clz32(Math.abs(value >> 1));
  const count = Math.abs(vm.i32[(value + INT_SIZE) >>> 2]);
  return count === 0 ? 0 : count * 32 - Math.clz32(vm.i32[((value + INT_LIMBS) >>> 2) + count - 1]);
}

/** Number of ones in an int's magnitude. */
export function bitCountOf(vm: Vm, value: Value): number {
  const count = Math.abs(sizeOf(vm, value));
  left = grown(left, count);
  read(vm, value, count, left);
  let ones = 0;
  for (let i = 0; i < count; i++) {
    let bits = left[i];
    bits -= (bits >>> 1) & 0x5555_5555;
    bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
    ones += Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
  }
  return ones;
}

/** `a & b`, `a | b` or `a ^ b` of ints that are not negative. */
export function combineLimbs(vm: Vm, a: Value, b: Value, operator: "&" | "|" | "^"): Value {
  const m = sizeOf(vm, a), n = sizeOf(vm, b);
  const most = Math.max(m, n), least = Math.min(m, n);
  load(vm, a, m, b, n);
  result = grown(result, most);
  const x = left, y = right, target = result;
  for (let i = 0; i < least; i++) {
    target[i] = operator === "&" ? x[i] & y[i] : operator === "|" ? x[i] | y[i] : x[i] ^ y[i];
  }
  if (operator === "&") return make(vm, target, least, false);
  const longer = m >= n ? x : y;
  for (let i = least; i < most; i++) target[i] = longer[i];
  return make(vm, target, most, false);
}

/** Whether an int is less than 0. */
export function isNegativeInt(vm: Vm, value: Value): boolean {
  return sizeOf(vm, value) < 0;
}

/** The magnitude of an int shifted to the left, with its sign. */
export function shiftLimbsLeft(vm: Vm, value: Value, count: number): Value {
  const size = sizeOf(vm, value), m = Math.abs(size);
  const limbs = Math.floor(count / 32), bits = count % 32;
  left = grown(left, m);
  read(vm, value, m, left);
  result = grown(result, m + limbs + 1);
  const x = left, target = result;
  target.fill(0, 0, limbs);
  let carry = 0;
  for (let i = 0; i < m; i++) {
    target[limbs + i] = (x[i] << bits) | carry;
    carry = bits === 0 ? 0 : x[i] >>> (32 - bits);
  }
  target[limbs + m] = carry;
  return make(vm, target, m + limbs + 1, size < 0);
}

/** An int that is not negative shifted to the right. */
export function shiftLimbsRight(vm: Vm, value: Value, count: number): Value {
  const m = sizeOf(vm, value), limbs = Math.floor(count / 32), bits = count % 32;
  if (limbs >= m) return tagInt(0);
  left = grown(left, m);
  read(vm, value, m, left);
  result = grown(result, m - limbs);
  const x = left, target = result;
  for (let i = limbs; i < m; i++) {
    const above = bits === 0 || i + 1 >= m ? 0 : x[i + 1] << (32 - bits);
    target[i - limbs] = (x[i] >>> bits) | above;
  }
  return make(vm, target, m - limbs, false);
}

/** Whether division by an int can be done limb by limb: its magnitude is one limb, and not 0. */
export function isOneLimb(vm: Vm, value: Value): boolean {
  const size = sizeOf(vm, value);
  return size === 1 || size === -1;
}

/** `a // b` or, for the remainder, `a % b` of ints; the divisor's magnitude is one limb. */
export function divideByLimb(vm: Vm, a: Value, b: Value, remainder: boolean): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b), m = Math.abs(p);
  const passes = functionsFor(vm, m);
  if (passes !== null) return divideLongByLimb(vm, passes, a, b, remainder);
  load(vm, a, m, b, 1);
  result = grown(result, m + 1);
  const x = left, divisor = right[0], target = result;
  let rest = 0;
  for (let i = m - 1; i >= 0; i--) {
    // Half a limb at a time: what is divided stays below 2^48.
    const upper = rest * 0x1_0000 + (x[i] >>> 16), high = Math.floor(upper / divisor);
    const lower = (upper - high * divisor) * 0x1_0000 + (x[i] & 0xffff), low = Math.floor(lower / divisor);
    rest = lower - low * divisor;
    target[i] = high * 0x1_0000 + low;
  }
  const differ = (p < 0) !== (q < 0) && rest !== 0;
  if (remainder) {
    const magnitude = differ ? divisor - rest : rest;
    return intOfNumber(vm, q < 0 ? -magnitude : magnitude);
  }
  target[m] = 0;
  // Towards minus infinity. A limb that was full has become 0, and carries.
  for (let i = 0, carry = differ; carry; i++) carry = (target[i] = target[i] + 1) > 0xffff_ffff;
  return make(vm, target, m + 1, (p < 0) !== (q < 0));
}

function divideLongByLimb(vm: Vm, passes: LimbFunctions, a: Value, b: Value, remainder: boolean): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b), m = Math.abs(p), i32 = vm.i32;
  const divisor = (b & 1) === 1 ? Math.abs(b >> 1) : i32[(b + INT_LIMBS) >>> 2] >>> 0;
  const quotient = allocate(vm, m + 1), first = (quotient + INT_LIMBS) >>> 2;
  if (quotient === 0) return 0;
  const rest = passes.divide(quotient + INT_LIMBS, a + INT_LIMBS, m, divisor) >>> 0;
  const differ = (p < 0) !== (q < 0) && rest !== 0;
  if (remainder) {
    discard(vm, quotient);
    const magnitude = differ ? divisor - rest : rest;
    return intOfNumber(vm, q < 0 ? -magnitude : magnitude);
  }
  i32[first + m] = 0;
  // Towards minus infinity, as above.
  for (let i = 0, carry = differ; carry; i++) carry = (i32[first + i] = (i32[first + i] + 1) | 0) === 0;
  return finish(vm, quotient, m + 1, (p < 0) !== (q < 0));
}

/** An int without what a subclass or bool adds to it: a new reference. */
export function exactInt(vm: Vm, value: Value): Value {
  if (vm.isExact(value, T_INT)) return vm.keep(value);
  if (value === TRUE) return tagInt(1);
  if (value === FALSE) return tagInt(0);
  const count = Math.abs(sizeOf(vm, value));
  left = grown(left, count);
  read(vm, value, count, left);
  return make(vm, left, count, sizeOf(vm, value) < 0);
}

/** `a + b` of ints. */
export function add(vm: Vm, a: Value, b: Value): Value {
  const sum = safeNumber(vm, a) + safeNumber(vm, b);
  return Number.isSafeInteger(sum) ? intOfNumber(vm, sum) : addInts(vm, a, b, 1);
}

/** `a - b` of ints. */
export function subtract(vm: Vm, a: Value, b: Value): Value {
  const difference = safeNumber(vm, a) - safeNumber(vm, b);
  return Number.isSafeInteger(difference) ? intOfNumber(vm, difference) : addInts(vm, a, b, -1);
}

/** `a * b` of ints. */
export function multiply(vm: Vm, a: Value, b: Value): Value {
  const product = safeNumber(vm, a) * safeNumber(vm, b);
  return Number.isSafeInteger(product) ? intOfNumber(vm, product) : multiplyInts(vm, a, b);
}

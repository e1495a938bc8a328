/**
 * Arithmetic on ints as they lie in the heap: sign and magnitude in 32-bit limbs, small ones tagged. What takes one
 * pass over the limbs is done here, without a BigInt.
 *
 * @module
 */
import { FALSE, INT_LIMBS, INT_SIZE, T_INT, tagInt, TRUE, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";

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
  const count = Math.abs(p);
  load(vm, a, count, b, count);
  const order = orderOfMagnitudes(count, count);
  return p < 0 ? -order : order;
}

/** `a + b`, or `a - b` with `sign` -1. */
export function addInts(vm: Vm, a: Value, b: Value, sign: 1 | -1): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b) * sign;
  const m = Math.abs(p), n = Math.abs(q);
  load(vm, a, m, b, n);
  result = grown(result, Math.max(m, n) + 1);
  if ((p < 0) === (q < 0)) return make(vm, result, addMagnitudes(m, n), p < 0);
  const order = orderOfMagnitudes(m, n);
  if (order === 0) return tagInt(0);
  if (order > 0) subtractMagnitudes(left, m, right, n);
  else subtractMagnitudes(right, n, left, m);
  return make(vm, result, Math.max(m, n), order > 0 ? p < 0 : q < 0);
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

/** A product that is no safe integer: BigInts beat a loop over limbs unless one factor is short. */
function multiplyInts(vm: Vm, a: Value, b: Value): Value {
  if ((b & 1) === 1 && Math.abs(b >> 1) < SHORT) return multiplyShort(vm, a, b >> 1);
  if ((a & 1) === 1 && Math.abs(a >> 1) < SHORT) return multiplyShort(vm, b, a >> 1);
  if (Math.abs(sizeOf(vm, a)) + Math.abs(sizeOf(vm, b)) > MOST_LIMBS) return vm.raiseMemory();
  return vm.newBigInt(vm.bigInt(a) * vm.bigInt(b));
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

/** The top of a magnitude, scaled so that its `count`th limb counts as ones. */
function leading(limbs: Uint32Array, count: number): number {
  const next = count > 1 ? limbs[count - 2] : 0, last = count > 2 ? limbs[count - 3] : 0;
  return limbs[count - 1] + (next + last / 0x1_0000_0000) / 0x1_0000_0000;
}

/**
 * `a // b` or, for the remainder, `a % b` of large ints of the same sign whose quotient is short, as the leading limbs
 * tell; 0 without an exception where they are not such.
 */
export function divideShort(vm: Vm, a: Value, b: Value, remainder: boolean): Value {
  const p = sizeOf(vm, a), q = sizeOf(vm, b), m = Math.abs(p), n = Math.abs(q);
  if ((p < 0) !== (q < 0) || m < n || m - n > 1) return 0;
  load(vm, a, m, b, n);
  result = grown(result, m);
  const x = left, y = right, rest = result;
  const estimate = leading(x, m) / leading(y, n) * (m === n ? 1 : 0x1_0000_0000);
  if (estimate >= SHORT - 1) return 0;
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

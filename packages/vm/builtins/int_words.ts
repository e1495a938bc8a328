/**
 * Ints of the heap as BigInts and back, 64 bits at a time.
 *
 * @module
 */
import { INT_LIMBS, INT_SIZE, makeInt, readInt, T_INT, tagInt, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";

let owner: Int32Array | null = null;
let view: BigUint64Array = new BigUint64Array(0);

/** The heap as 64-bit words; limbs begin at such a word's start. */
function doubleWords(vm: Vm): BigUint64Array {
  const i32 = vm.i32;
  if (owner !== i32) {
    owner = i32;
    view = new BigUint64Array(i32.buffer);
  }
  return view;
}

/** Limbs beyond which shifting a BigInt into place is slower than writing it out in hexadecimal. */
const MOST_LIMBS = 32;

/** The value of an int. */
export function bigIntOfInt(vm: Vm, value: Value): bigint {
  if ((value & 1) === 1) return BigInt(value >> 1);
  const size = vm.i32[(value + INT_SIZE) >>> 2];
  const count = size < 0 ? -size : size;
  if (count > MOST_LIMBS) return readInt(vm.objects, value);
  const words = doubleWords(vm), first = (value + INT_LIMBS) >>> 3;
  let i = count >>> 1;
  let magnitude: bigint;
  if ((count & 1) === 1) magnitude = BigInt(vm.i32[((value + INT_LIMBS) >>> 2) + count - 1] >>> 0);
  else if (i === 0) return 0n;
  else magnitude = words[first + --i];
  while (i > 0) magnitude = (magnitude << 64n) | words[first + --i];
  return size < 0 ? -magnitude : magnitude;
}

/** An int of any size: a new reference, or 0 with MemoryError set. */
export function intOfBigInt(vm: Vm, value: bigint): Value {
  if (value >= -0x4000_0000n && value <= 0x3fff_ffffn) return tagInt(Number(value));
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  if (magnitude > LARGEST) return begin(vm, makeInt(vm.objects, value));
  let count = 2;
  for (let rest = magnitude >> 64n; rest !== 0n; rest >>= 64n) count += 2;
  const address = vm.heap.allocObject(INT_LIMBS + count * 4);
  if (address === 0) return vm.raiseMemory();
  const words = doubleWords(vm), first = (address + INT_LIMBS) >>> 3;
  let rest = magnitude;
  for (let i = 0; i < count >>> 1; i++) {
    words[first + i] = rest;
    rest >>= 64n;
  }
  if (vm.i32[((address + INT_LIMBS) >>> 2) + count - 1] === 0) count--;
  vm.i32[(address + INT_SIZE) >>> 2] = negative ? -count : count;
  vm.i32[address >>> 2] = T_INT;
  vm.rc.init(address);
  return address;
}

const LARGEST = (1n << BigInt(MOST_LIMBS * 32)) - 1n;

function begin(vm: Vm, made: Value): Value {
  if (made === 0) return vm.raiseMemory();
  vm.rc.init(made);
  return made;
}
